//! In the words of a senior adviser, "…"; in Mr Vale's words, "…".

use crate::attribution::scene::{Line, Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// A noun for speech with "of" or an owner, right before the quotation, as a phrase of its own.
pub(crate) fn find(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    if let Some(finding) = behind(line, at).or_else(|| lead(scene, decisions, quote)) {
        return Some(finding);
    }
    let end = at - usize::from(at > start && line.has(at - 1, Shape::Comma));
    // "in Harbour Watch’s words, “…”"
    let last = end.saturating_sub(1);
    if end > start + 3 && line.is(last, class::SPEECH) && line.has(last - 1, Shape::Possessive) {
        let phrase = line.owner(last - 1, start)?;
        let led = phrase.start > start && line.is(phrase.start - 1, class::LOCATIVE);
        return led.then(|| Finding::new(line, phrase, Some(last..end)));
    }
    let phrased = |of: &usize| {
        line.is(*of, class::OF)
            && line.is(of - 1, class::SPEECH)
            && line.is(of - 2, class::DEFINITE)
            && line.is(of - 3, class::LOCATIVE)
    };
    let of = (start + 3..end).rev().take(DESCRIBED).find(phrased)?;
    let phrase = line.speaker_starting(of + 1, end)?;
    // "in the words of Ann Moss of the choir", "of one of those who built it"
    let rest = (phrase.end..end).all(|at| line.is_word(at));
    rest.then(|| Finding::new(line, phrase, Some(of - 1..of + 1)))
}

/// How many words may name and describe whose words they are.
const DESCRIBED: usize = 14;
/// How many words may name the owner.
const OWNER: usize = 8;

/// "…," in Tomas Reyl's words; "…," in the words of Tomas Reyl.
fn behind(line: Line<'_>, at: usize) -> Option<Finding> {
    let lead = at + 1 + usize::from(line.has(at + 1, Shape::Comma));
    if !line.is(lead, class::LOCATIVE) || !line.ends_with_comma(at) && lead == at + 1 {
        return None;
    }
    let noun = (lead + 2..lead + OWNER).find(|i| line.is(*i, class::SPEECH))?;
    if line.is(noun - 1, class::DEFINITE) && line.is(noun + 1, class::OF) {
        let phrase = line.speaker_starting(noun + 2, line.sentence_end(at))?;
        return Some(Finding::new(line, phrase, Some(noun..noun + 2)));
    }
    owned(line, lead, noun)
}

/// "In his view, the quay is “…”": where nothing else in the sentence reports.
fn lead(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let comma = (start + 2..at.min(start + OWNER)).find(|i| line.has(*i, Shape::Comma))?;
    let noun = comma - 1;
    let to = line.is(start, class::TO);
    if !line.is(start, class::LOCATIVE) && !to {
        return None;
    }
    let named = line.is(noun, class::SPEECH.or(class::SAYING_NOUN));
    let finding = match (to, named) {
        (true, _) => to_whom(line, start, comma..at)?,
        (false, true) => owned(line, start, noun)?,
        (false, false) => view_of(line, start, comma)?,
    };
    let other = super::before::find(scene, decisions, quote).or_else(|| super::later_clause::closing(scene, quote));
    other.is_none().then_some(finding)
}

/// "To Bede, it is “the end of the quay”": whose opinion it is. `rest` is what stands between the name and the words.
fn to_whom(line: Line<'_>, start: usize, rest: Range<usize>) -> Option<Finding> {
    let phrase = line.phrase_starting(start + 1, rest.start)?;
    let person = phrase.noun == Noun::Proper && phrase.end == rest.start && !line.in_place(phrase.end - 1);
    let is = rest.end > rest.start + 2 && (rest.end - 2..rest.end).any(|at| line.is(at, class::BE));
    (person && is).then(|| Finding::new(line, phrase, Some(start..start + 1)))
}

/// "In the view of Lena Marsh, it is “…”"
fn view_of(line: Line<'_>, start: usize, comma: usize) -> Option<Finding> {
    let noun = start + 2;
    let led = line.is(start + 1, class::DEFINITE) && line.is(noun, class::SAYING_NOUN) && line.is(noun + 1, class::OF);
    let phrase = line.phrase_starting(noun + 2, comma).filter(|phrase| led && line.can_speak(*phrase))?;
    (phrase.end == comma).then(|| Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// The owner of the noun, right behind the preposition: "Reyl's", "his".
fn owned(line: Line<'_>, lead: usize, noun: usize) -> Option<Finding> {
    let phrase = line.owner(noun - 1, lead)?;
    (phrase.start == lead + 1).then(|| Finding::new(line, phrase, Some(noun..noun + 1)))
}
