//! Whose participles open the sentence: After calling the quay "a swamp," Tomas Reyl left.

use crate::attribution::Finding;
use crate::attribution::scene::{Line, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How far behind the quotation the comma may stand that ends the words in front.
const REACH: usize = 16;

/// The subject behind the comma of the participles in front, the last of which says the words.
pub(super) fn find(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let first = participle(line, start, quote)?;
    let reports = |at: &usize| line.is(*at, class::CUE_ING) && !line.is(*at, class::CUE_FINITE);
    let verb = (first..quote).rev().find(reports)?;
    // "After asking Lund, who called it “…”": a clause with its own subject.
    let other = class::RELATIVE.or(class::SUBORDINATOR);
    let clause = |at: usize| {
        line.is(at, other) && !line.is(at, class::THAT.or(class::AS))
            || line.has(at, Shape::Colon)
            || line.has(at, Shape::Semicolon)
    };
    let comma = (first..quote).rev().find(|at| line.ends_with_comma(*at));
    // "After he rose, saying", "After calling it a swamp, Lund spoke of “…”": the words in front are over.
    let over = comma.is_some_and(|comma| line.has_finite_verb(comma..quote))
        || verb > first && line.has_finite_verb(first + 1..verb)
        || verb > first && !joined(line, verb);
    let far = line.is(verb, class::CUE_WEAK) && quote - verb > 3 && !super::before::as_before(line, quote);
    if over || (first..quote).any(clause) || far {
        return None;
    }
    let phrase = behind(line, quote)?;
    Some(Finding::new(line, phrase, Some(verb..verb + 1)))
}

/// "After calling", "But by repeatedly calling", "Calling": the participle that opens the sentence.
fn participle(line: Line<'_>, start: usize, quote: usize) -> Option<usize> {
    let mut at = start + usize::from(line.is(start, class::COORDINATOR));
    at += usize::from(line.is(at, class::PREPOSITION.or(class::SUBORDINATOR)) && !line.is(at, class::ING_LIKE));
    let ing = |at: usize| line.is(at, class::CUE_ING.or(class::ING_LIKE)) && !line.is(at, class::PREPOSITION);
    while at < quote && line.is(at, class::ADVERB.or(class::ADVERB_LIKE).or(class::NEGATION)) && !ing(at) {
        at += 1;
    }
    (at < quote && ing(at)).then_some(at)
}

/// ", charging it with sloth, and calling it": one more participle of the same subject.
fn joined(line: Line<'_>, verb: usize) -> bool {
    let adverb = line.is(verb - 1, class::ADVERB.or(class::ADVERB_LIKE));
    let before = (verb - 1).saturating_sub(usize::from(adverb));
    line.is(before, class::COORDINATOR) || line.has(before, Shape::Comma)
}

/// The subject that the first comma behind the quotation brings, with its verb.
fn behind(line: Line<'_>, quote: usize) -> Option<Phrase> {
    let end = line.sentence_end(quote);
    let comma = (quote..end).take(REACH).find(|at| line.ends_with_comma(*at))?;
    let phrase = line.speaker_starting(comma + 1, end).filter(|phrase| phrase.start == comma + 1)?;
    line.may_have_finite_verb(phrase.end..end).then_some(phrase)
}
