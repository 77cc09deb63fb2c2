//! A name and a colon, or a lead-in without a verb: Mayor Dele Adeyemi: "…"; And from the union's leader, Sam Orde: "…".

use crate::attribution::scene::{Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// The name nearest before the colon, else the first possible subject of the lead-in.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if at < 2 || !line.has(at - 1, Shape::Colon) {
        return None;
    }
    let start = line.sentence_start(at - 1);
    let cue = Some(at - 1..at);
    if let Some(phrase) = line.phrase_ending(at - 2, start) {
        let preposition = phrase.start > start && line.is(phrase.start - 1, class::PREPOSITION);
        if phrase.noun == Noun::Proper && (!preposition || at - start <= 9) {
            return Some(Finding::new(line, phrase, cue));
        }
    }
    let phrase = line.first_phrase(start..at - 1).filter(|phrase| line.can_speak(*phrase))?;
    let thing = line.is(phrase.start, class::PRONOUN_THING);
    (!thing).then(|| Finding::new(line, phrase, cue))
}
