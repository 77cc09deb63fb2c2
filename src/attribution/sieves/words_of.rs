//! In the words of a senior adviser, "…"; in Mr Vale's words, "…".

use crate::attribution::scene::Scene;
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// A noun for speech with "of" or an owner, right before the quotation, as a phrase of its own.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let end = at - usize::from(at > start && line.has(at - 1, Shape::Comma));
    // "in Harbour Watch’s words, “…”"
    let last = end.saturating_sub(1);
    if end > start + 3 && line.is(last, class::SPEECH) && line.has(last - 1, Shape::Possessive) {
        let phrase = line.phrase_ending(last - 1, start).filter(|phrase| line.can_speak(*phrase))?;
        let led = phrase.start > start && line.is(phrase.start - 1, class::LOCATIVE);
        return led.then(|| Finding::new(line, phrase, Some(last..end)));
    }
    let of = (start + 2..end).rev().take(8).find(|i| line.is(*i, class::OF))?;
    let words = of.checked_sub(1)?;
    let phrased = line.is(words, class::SPEECH)
        && line.is(words - 1, class::DEFINITE)
        && words >= 2
        && line.is(words - 2, class::LOCATIVE);
    if !phrased {
        return None;
    }
    let phrase = line.phrase_starting(of + 1, end)?;
    (phrase.end == end).then(|| Finding::new(line, phrase, Some(words..of + 1)))
}
