//! Which clause reports the clause that holds a quotation: from "she thinks …" to "Lund said she thinks …".

use super::before::is_verb;
use crate::attribution::scene::{Line, Noun, Phrase};
use crate::lexicon::{Classes, class};
use crate::token::Shape;

/// How many words may be inserted between a verb of saying and what is said.
const INSERTED: usize = 8;

/// Words that join a clause of the same rank.
const RANK: Classes = class::COORDINATOR.or(class::SUBORDINATOR);

/// Climbs from "he believes …" to "Trump said he believes …": the outer clause reports all that it holds.
pub(super) fn outermost(line: Line<'_>, phrase: Phrase, verb: usize, start: usize) -> (Phrase, usize) {
    let (mut phrase, mut verb) = (phrase, verb);
    for _ in 0..3 {
        let Some((subject, outer)) = outer(line, phrase, start) else { break };
        (phrase, verb) = (subject, outer);
    }
    (phrase, verb)
}

/// A verb whose clause holds what is said behind it.
fn strong(line: Line<'_>, at: usize) -> bool {
    let never = class::CUE_NAMING.or(class::ACCORDING).or(class::SOURCE_LEAD);
    // "ruled that the port had": what a weak verb takes behind "that" it holds, too.
    let weak = line.is(at, class::CUE_WEAK) && !(line.is(at, class::CUE_SAYING) && line.is(at + 1, class::THAT));
    !line.is(at, never) && !weak && is_verb(line, at, at + 1)
}

/// The clause that reports the clause whose subject is `phrase`.
fn outer(line: Line<'_>, phrase: Phrase, start: usize) -> Option<(Phrase, usize)> {
    let mut at = phrase.start;
    let light = class::CALENDAR.or(class::ADVERB).or(class::DETERMINER);
    while at > start && line.is(at - 1, light) {
        at -= 1;
    }
    if let Some(first) = joined(line, start, at) {
        return outer(line, first, start);
    }
    // "to which Bede replied": what a clause of its own tells, nobody reports.
    if at > start + 1 && line.is(at - 1, class::RELATIVE) && line.is(at - 2, class::PREPOSITION) {
        return None;
    }
    // "explaining why he thinks", "asked how she felt about": the question belongs to whoever asks or answers it.
    if at > start + 1 && line.is(at - 1, class::HOW) && strong(line, at - 2) {
        let subject = line.subject(at - 2, start)?;
        return (subject.start < phrase.start).then_some((subject, at - 2));
    }
    let equal =
        at > start && line.is(at - 1, RANK) && !line.is(at - 1, class::REASON.or(class::ADVERB).or(class::THAT));
    if equal || at > start && line.has(at - 1, Shape::Semicolon) {
        return None;
    }
    let outer = if let Some(verb) = right_before(line, start, at) {
        verb
    } else if at > start && line.is(at - 1, class::REASON) {
        // "portraying him as weak because he had …": the reason belongs to what is reported.
        let holds = |i: &usize| strong(line, *i) || line.is(*i, class::CUE_NAMING) && line.is(*i, class::CUE_ING);
        (start..at - 1).rev().find(holds)?
    } else if at > start && strong(line, at - 1) {
        // "rebuked critics who say …": what the critics say, unless somebody reports the rebuke.
        if phrase.noun == Noun::Relative && !line.is(at - 1, class::SAY) {
            return outer(line, line.subject(at - 1, start)?, start);
        }
        at - 1
    } else {
        further(line, phrase, start, at)?
    };
    if closed(line, start, outer, at) {
        return None;
    }
    let subject = line.subject(outer, start)?;
    (subject.start < phrase.start).then_some((subject, outer))
}

/// "said that Lund and its allies are …": what joins two subjects joins no clauses. The first of them.
fn joined(line: Line<'_>, start: usize, at: usize) -> Option<Phrase> {
    if at <= start + 2 || !line.is(at - 1, class::COORDINATOR) {
        return None;
    }
    let first = line.phrase_ending(at - 2, start)?;
    let reported = first.start > start + 1 && (line.is(first.start - 1, class::THAT) || strong(line, first.start - 1));
    reported.then_some(first)
}

/// The verb that reports the clause at `at`, with its hearer, a few words or a comma between.
fn right_before(line: Line<'_>, start: usize, at: usize) -> Option<usize> {
    // "told reporters he thought": the hearer stands between.
    if at > start + 1 && line.is_word(at - 1) && line.is(at - 2, class::CUE_HEARER) && strong(line, at - 2) {
        return Some(at - 2);
    }
    if let Some(cue) = inserted(line, start, at) {
        return Some(cue);
    }
    // "In May, Ms Lund said, she thought it “…”": a clause between commas right before.
    let aside = at > start + 1
        && line.has(at - 1, Shape::Comma)
        && strong(line, at - 2)
        && line.is(at - 2, class::CUE_FINITE)
        && line.subject(at - 2, start).is_some_and(|subject| !subordinate(line, start, subject.start));
    aside.then(|| at - 2)
}

/// "said, if elected, she would …": short words between commas, and the verb before them.
fn inserted(line: Line<'_>, start: usize, at: usize) -> Option<usize> {
    let comma = at.checked_sub(1).filter(|comma| *comma > start + 2 && line.has(*comma, Shape::Comma))?;
    let open =
        (start + 2..comma).rev().take(INSERTED).find(|i| line.has(*i, Shape::Comma) || line.quote(*i).is_some())?;
    let cue = if line.is(open - 1, class::THAT) { open - 2 } else { open - 1 };
    (line.has(open, Shape::Comma) && strong(line, cue) && line.is_finite_cue(cue) && line.is(cue, class::CUE_SAYING))
        .then_some(cue)
}

/// A verb further up that reports the clause at `at`: before "that", before a noun, before a place or a time.
fn further(line: Line<'_>, phrase: Phrase, start: usize, at: usize) -> Option<usize> {
    // What "that" opens holds all that follows, until a clause of the same rank begins.
    let rank = |i: usize| {
        line.is(i, RANK) && !line.is(i, class::THAT.or(class::REASON).or(class::ADVERB)) && line.ends_with_comma(i - 1)
    };
    let that = (start + 1..phrase.start).rev().take_while(|i| !rank(*i)).find(|i| line.is(*i, class::THAT));
    // "said … and that …": however far.
    let reach =
        |that: usize| if line.is(that - 1, class::COORDINATOR) { start } else { that.saturating_sub(8).max(start) };
    // "said the way the firm treated them …": nothing but a noun stands between.
    let bare = || {
        (start..at)
            .rev()
            .take(4)
            .take_while(|i| line.is_word(*i) && !line.is(*i, RANK.or(class::RELATIVE).or(class::PREPOSITION)))
            .find(|i| strong(line, *i) && line.is_finite_cue(*i) && line.is(*i, class::CUE_SAYING))
    };
    that.and_then(|that| (reach(that)..that).rev().find(|i| strong(line, *i)))
        .or_else(bare)
        .or_else(|| placed(line, start, at).filter(|_| phrase.noun == Noun::Pronoun))
}

/// "said in Dunmore she would …": a pronoun right behind the place or the time.
fn placed(line: Line<'_>, start: usize, at: usize) -> Option<usize> {
    let other = RANK.or(class::RELATIVE).or(class::CLOSED).or(class::AUXILIARY);
    let quiet = |i: &usize| line.is_word(*i) && !line.is(*i, other);
    let cue = (start + 1..at).rev().take(INSERTED).take_while(quiet).find(|i| strong(line, *i))?;
    let lead = line.is(cue + 1, class::PREPOSITION.or(class::CALENDAR).or(class::TIME_LEAD));
    (lead && line.is(cue, class::CUE_SAYING)).then_some(cue)
}

/// "After Lund said that it burned, Bede wrote …": the comma that ends the clause in front ends what Lund says. `from` is her verb, `to`
/// the subject behind.
pub(super) fn closed(line: Line<'_>, start: usize, from: usize, to: usize) -> bool {
    let first = start + usize::from(line.is(start, class::COORDINATOR));
    let asked = line.is(first, class::CUE_QUESTION) || line.is(first, class::ING_LIKE);
    if !(line.is(first, class::SUBORDINATOR) || asked) || from <= first {
        return false;
    }
    let verbal = |range: std::ops::Range<usize>| {
        range.into_iter().any(|at| line.is(at, class::AUXILIARY.or(class::PAST_LIKE).or(class::CUE_FINITE)))
    };
    let comma = (from + 1..to).rev().find(|at| line.ends_with_comma(*at));
    comma.is_some_and(|comma| {
        // "…, and that Bede": the clause goes on; "…, the union that": a relative clause.
        let goes_on = (comma + 1..to.min(comma + 3)).any(|at| line.is(at, class::THAT));
        !verbal(comma + 1..to) && !goes_on && verbal(from + 1..comma)
    })
}

/// "as he spoke", "if Lund asked": what the word before the subject makes part of another clause.
fn subordinate(line: Line<'_>, start: usize, subject: usize) -> bool {
    subject > start && line.is(subject - 1, class::SUBORDINATOR.or(class::RELATIVE))
}
