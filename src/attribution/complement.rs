//! Of what is reported without marks: which word is the verb that says it, whose verb it is, where the clause begins and ends.

use super::reported::{BETWEEN, Form, clause_of};
use super::scene::{Line, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How far behind its subject a clause may have its verb.
const NEAR: usize = 6;

/// A verb of saying, that is no noun and whose subject speaks.
pub(super) fn says(line: Line<'_>, at: usize) -> bool {
    line.is_cue(at)
        && line.is(at, class::CUE_SAYING.or(class::CUE_STANCE))
        && (line.is_finite_cue(at) || line.is(at, class::CUE_ING) || is_bare(line, at))
        && !line.is_passive(at)
}

/// "say" of several people, or behind an auxiliary: not "to say".
fn is_bare(line: Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| line.is(at, class::CUE_BARE)) else { return false };
    let never = class::TO.or(class::DETERMINER).or(class::PREPOSITION);
    let subject = line.follows_subject(at) || line.is(before, class::AUXILIARY.or(class::NEGATION));
    (subject || line.has(before, Shape::Lower) && line.is(at, class::SAY))
        && (!line.is(before, never) || line.is(before, class::PRONOUN.or(class::COLLECTIVE)))
}

/// "Bakers, tailors and former millers say": plain nouns right before a verb that only says.
pub(super) fn plain(line: Line<'_>, start: usize, verb: usize) -> Option<Phrase> {
    let never = class::PREPOSITION
        .or(class::SUBORDINATOR)
        .or(class::COORDINATOR)
        .or(class::AUXILIARY)
        .or(class::TO)
        .or(class::ADVERB)
        .or(class::CLOSED)
        .or(class::RELATIVE);
    let noun = |at: &usize| line.is_word(*at) && !line.is(*at, never) && !line.has_finite_verb(*at..*at + 1);
    let first = (start..verb).rev().take(NEAR).take_while(noun).last()?;
    let says = line.is(verb, class::SAY) && line.has(verb - 1, Shape::Lower) && !line.is(verb - 1, class::DETERMINER);
    says.then_some(Phrase { start: first, end: verb, noun: Noun::Nominal })
}

/// Whether a form that may be a noun is a verb here.
pub(super) fn is_verb(line: Line<'_>, at: usize) -> bool {
    let noun = class::DETERMINER.or(class::PREPOSITION).or(class::POSSESSIVE);
    let pronoun = class::PRONOUN.or(class::COLLECTIVE).or(class::NUMBER_WORD);
    if at > 0 && (line.is(at - 1, noun) && !line.is(at - 1, pronoun) || line.has(at - 1, Shape::Possessive)) {
        return false;
    }
    !line.is(at, class::PRESENT_LIKE) || line.is(at, class::SAY) || line.follows_subject(at)
}

/// Where the reported clause begins, and how.
pub(super) fn complement(line: Line<'_>, verb: usize, end: usize) -> Option<(usize, Form)> {
    let mut at = over_times(line, verb + 1, end);
    if line.is(verb, class::CUE_HEARER) && !line.is(at, class::THAT) && !asks(line, verb, at) {
        // "told the paper they had …"
        let own = |i: &usize| line.is(*i, class::PRONOUN) && !line.is(*i, class::DETERMINER.or(class::NUMBER_WORD));
        let limit = (at + 1..end).take(NEAR).find(own).unwrap_or(end);
        let hearer = line.phrase_starting(at, limit)?;
        at = over_times(line, hearer.end, end);
        if !(line.is(at, class::THAT) || asks(line, verb, at) || clause_begins(line, at, end)) {
            return that_behind(line, at, end).or_else(|| pronoun_near(line, at, end));
        }
    }
    if at >= end || describes(line, at, end) {
        return None;
    }
    if line.is(at, class::THAT) && at + 1 < end || asks(line, verb, at) {
        return Some((at, Form::Conjunction));
    }
    if line.is(at, class::PREPOSITION) {
        return that_behind(line, at, end).or_else(|| pronoun_behind(line, verb, at, end));
    }
    // "which officials say will be hard": the clause has lost its subject.
    if line.is(at, class::AUXILIARY) && !line.is(at, class::PRONOUN) || line.is(verb, class::CUE_THOUGHT) {
        return None;
    }
    // "said happily on Monday": how, not what.
    let closed = class::PREPOSITION.or(class::SUBORDINATOR).or(class::COORDINATOR).or(class::AS);
    if line.is(at, class::ADVERB_LIKE) && (line.is(at + 1, closed) || !line.is_word(at + 1)) {
        return None;
    }
    let says = line.is(verb, class::SAY)
        && line.is_word(at)
        && (line.is(at, class::PRONOUN) || line.may_have_finite_verb(at..end));
    let firm = line.is(verb, class::CUE_SAYING)
        && !line.is(verb, class::CUE_WEAK.or(class::CUE_NAMING))
        && !is_bare(line, verb)
        // "continuing its work", "reading the letter"
        && (!line.is(verb, class::CUE_ING) || line.is(verb, class::CUE_FINITE));
    let pronoun = line.is(at, class::PRONOUN) && !line.is(at, class::DETERMINER) || line.is(verb, class::CUE_HEARER);
    let bare = says || (firm || pronoun) && clause_begins(line, at, end);
    bare.then_some((at, Form::Bare))
}

/// "a bill that had divided them": no clause, but what "that" tells of a thing.
fn describes(line: Line<'_>, that: usize, end: usize) -> bool {
    let verb = that + 1;
    let present = || {
        line.is(verb, class::PRESENT_LIKE) && !line.has_finite_verb((verb + 1).min(end)..end.min(verb + 1 + BETWEEN))
    };
    let subject = class::PRONOUN.or(class::DETERMINER).or(class::COLLECTIVE);
    line.is(that, class::THAT)
        && line.has(verb, Shape::Lower)
        && !line.is(verb, class::ADVERB.or(subject))
        && (line.is(verb, class::PAST_LIKE.or(class::AUXILIARY)) || present())
}

/// "told the paper of the town last week she would …": a subject of its own near behind the hearer.
fn pronoun_near(line: Line<'_>, at: usize, end: usize) -> Option<(usize, Form)> {
    let subject = |i: &usize| line.is(*i, class::PRONOUN) && !line.is(*i, class::DETERMINER.or(class::RELATIVE));
    let near = (at..end.min(at + NEAR)).find(|i| subject(i) || line.has(*i, Shape::Comma));
    near.filter(|i| subject(i) && clause_begins(line, *i, end)).map(|i| (i, Form::Bare))
}

/// "said in a letter on Monday they had …": a subject of its own before any comma.
fn pronoun_behind(line: Line<'_>, verb: usize, at: usize, end: usize) -> Option<(usize, Form)> {
    let subject = |i: &usize| line.is(*i, class::PRONOUN) && !line.is(*i, class::DETERMINER.or(class::RELATIVE));
    let stop = |i: &usize| subject(i) || line.has(*i, Shape::Comma) || says(line, *i);
    let from = (at..end.min(at + BETWEEN)).find(stop).filter(|i| line.is(verb, class::SAY) && subject(i))?;
    clause_begins(line, from, end).then_some((from, Form::Bare))
}

/// "said in a letter to the council that …": the conjunction comes before any comma or verb of saying.
fn that_behind(line: Line<'_>, at: usize, end: usize) -> Option<(usize, Form)> {
    let stop = |i: &usize| line.is(*i, class::THAT) || line.has(*i, Shape::Comma) || says(line, *i);
    let that = (at..end.min(at + BETWEEN)).find(stop)?;
    line.is(that, class::THAT).then_some((that, Form::Conjunction))
}

/// "asked whether …", "explained how …".
fn asks(line: Line<'_>, verb: usize, at: usize) -> bool {
    let question = class::SUBORDINATOR.or(class::HOW).or(class::RELATIVE).or(class::CLOSED);
    line.is(verb, class::CUE_QUESTION)
        && line.is(at, question)
        && !line.is(at, class::PREPOSITION.or(class::AS))
        && line.has(at, Shape::Lower)
}

/// Over "on Monday", "last week", "also".
fn over_times(line: Line<'_>, from: usize, end: usize) -> usize {
    let is_time = |at: usize| {
        let adverb = line.is(at, class::ADVERB)
            && !line.is(at, class::THAT.or(class::DETERMINER))
            && !line.is(at + 1, class::BE);
        line.is(at, class::CALENDAR.or(class::TIME))
            || adverb
            || line.is(at, class::TIME_LEAD) && line.is(at + 1, class::TIME.or(class::CALENDAR))
            || line.is(at, class::PREPOSITION) && line.is(at + 1, class::CALENDAR)
    };
    (from..end).find(|at| !is_time(*at)).unwrap_or(end)
}

/// Whether a clause of its own begins at `at`: a subject and, not far behind, a finite verb.
fn clause_begins(line: Line<'_>, at: usize, end: usize) -> bool {
    line.phrase_starting(at, end).is_some_and(|subject| {
        // "he then had": a pronoun has its verb right behind it.
        let near = if subject.noun == Noun::Pronoun { 2 } else { NEAR };
        // "wrote a book that inspired …", "asked a question: was …": the verb of another clause.
        let parts =
            |at: &usize| line.is(*at, class::RELATIVE) || !line.is_word(*at) && !line.has(*at, Shape::Possessive);
        let limit = end.min(subject.end + near);
        // "they've no map": both in one word.
        let contracted = subject.noun == Noun::Pronoun && line.is(subject.end - 1, class::AUXILIARY);
        contracted || line.has_finite_verb(subject.end..(subject.end..limit).find(parts).unwrap_or(limit))
    })
}

/// Where the reported clause ends: before who else says something.
pub(super) fn clause_end(line: Line<'_>, from: usize, end: usize) -> usize {
    let contrast = |at: usize| {
        line.is(at, class::SUBORDINATOR) && !line.is(at, class::REASON.or(class::THAT).or(class::PREPOSITION))
    };
    let joins = |at: usize| line.is(at, class::COORDINATOR) || contrast(at);
    let stops = |at: &usize| {
        let comma = line.has(*at, Shape::Comma);
        let next = at + usize::from(comma);
        comma && line.is_who(next)
            || line.is(next, class::COORDINATOR) && is_firm(line, next + 1)
            || comma && joins(next) && is_firm(line, next + 2)
            // "…, while others stayed", "…, but the council has sued"
            || comma && contrast(next)
            || comma
                && line.is(next, class::COORDINATOR)
                && !line.is(next + 1, class::THAT)
                && clause_begins(line, next + 1, end)
            || line.has(*at, Shape::Semicolon)
            || line.has(*at, Shape::Colon)
            || comma && line.is(next, class::CUE_ING) && line.is(next, class::CUE_SAYING.or(class::CUE_STANCE))
            || comma && line.after_source_lead(next).is_some()
            || joins(next) && clause_of(line, next + 1, end).is_some_and(|(_, verb)| !line.is(verb, class::CUE_ING))
    };
    // "hinted that in the new year, Bede would …": no clause ends before its verb.
    let subject = from + usize::from(line.is(from, class::THAT));
    let pronoun = line.is(subject, class::PRONOUN) && !line.is(subject, class::DETERMINER);
    let whole = |at: usize| pronoun && at > subject + 1 || line.may_have_finite_verb(from..at);
    let parted = |at: usize| line.has(at, Shape::Semicolon) || line.has(at, Shape::Colon);
    (from + 1..end).find(|at| stops(at) && (parted(*at) || whole(*at))).unwrap_or(end)
}

/// A finite verb that reports speech wherever it stands.
pub(super) fn is_firm(line: Line<'_>, at: usize) -> bool {
    let finite = line.is_finite_cue(at) || line.is(at, class::SAY) && is_bare(line, at);
    says(line, at) && finite && is_verb(line, at) && !line.is(at, class::CUE_WEAK)
}
