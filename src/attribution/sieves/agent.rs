//! Who says what a passive tells: the plan was called "a swamp" by Tomas Reyl; a quay described by the mayor as "a swamp".

use crate::attribution::Finding;
use crate::attribution::scene::{Line, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How far the participle may stand before the quotation.
const REACH: usize = 14;

/// How far the agent may stand behind the quotation.
const BEHIND: usize = 7;

/// The agent of the last passive before the quotation, with its participle as the cue.
pub(super) fn find(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let (phrase, verb) = agent_after(line, start, quote).or_else(|| agent_before(line, start, quote))?;
    Some(Finding::new(line, phrase, Some(verb..verb + 1)))
}

/// "called “a swamp” by critics", "described as “cold” and “late” by critics"
fn agent_after(line: Line<'_>, start: usize, quote: usize) -> Option<(Phrase, usize)> {
    // "told in a “hatchet job” by the Echo": the piece is the Echo's.
    let piece = quote > start + 1
        && line.is(quote - 1, class::DETERMINER)
        && line.is(quote - 2, class::PREPOSITION)
        && !line.is(quote - 2, class::AS);
    let listed = |at: &usize| line.quote(*at).is_some() || line.joins_listed(*at) || line.is(*at, class::AS);
    let behind = || (quote + 1..line.sentence_end(quote)).take(BEHIND);
    let list_end = behind().find(|at| !listed(at)).filter(|at| line.quote(at - 1).is_some());
    // "branded a “gift” to the rich by critics"
    let light = |at: &usize| line.is_word(*at) && !line.is_cue(*at) && !line.is(*at, class::AUXILIARY);
    let beside = list_end.filter(|by| line.is(*by, class::AGENT));
    let by = beside.or_else(|| behind().find(|at| line.is(*at, class::AGENT) || !light(at)))?;
    if !line.is(by, class::AGENT) || piece {
        return None;
    }
    let first = (start..quote).rev().take(REACH).take_while(listed).last().unwrap_or(quote);
    let stops = |at: &usize| line.has(*at, Shape::Comma) || line.has(*at, Shape::Colon) || line.quote(*at).is_some();
    let verb = (start..first).rev().take(REACH).take_while(|at| !stops(at)).find(|at| participle(line, *at, start))?;
    if beside.is_none() && !(line.is_passive(verb) && line.is(verb, class::CUE_NAMING)) {
        return None;
    }
    Some((line.speaker_starting(by + 1, line.sentence_end(quote))?, verb))
}

/// "described by the mayor as “a swamp”", "seen by critics as a “swamp”"
fn agent_before(line: Line<'_>, start: usize, quote: usize) -> Option<(Phrase, usize)> {
    let by = (start + 1..quote).rev().take(REACH).find(|at| line.is(*at, class::AGENT))?;
    let verb = by - 1;
    let phrase = line.speaker_starting(by + 1, quote)?;
    let mut rest = phrase.end..quote;
    let light = rest.all(|at| line.is_word(at) && !line.is_cue(at) && !line.is(at, class::AUXILIARY));
    let named = super::before::as_before(line, quote) && line.is(phrase.end, class::AS);
    let told = participle(line, verb, start) && quote - phrase.end < REACH / 2;
    let closed = class::PREPOSITION.or(class::DETERMINER).or(class::ADVERB);
    let any = line.has(verb, Shape::Lower) && !line.is(verb, closed);
    (light && (told || named && any)).then_some((phrase, verb))
}

/// A participle of saying that a passive makes: with "be", at the start of a clause, or right before its agent.
fn participle(line: Line<'_>, at: usize, start: usize) -> bool {
    let opens = at == start || line.has(at - 1, Shape::Comma);
    line.is(at, class::CUE_PARTICIPLE)
        && line.is(at, class::CUE_NAMING.or(class::CUE_STANCE).or(class::CUE_SAYING))
        && (line.is_passive(at) || opens || line.is(at + 1, class::AGENT))
}
