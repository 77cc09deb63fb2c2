//! What stands behind a quotation and is no plain clause with its verb: a noun of saying, or a sentence about the words.

use crate::attribution::Finding;
use crate::attribution::scene::{Line, Noun, Phrase, Scene};
use crate::lexicon::class;
use crate::token::Shape;

/// "…," came the reply from Tomas Reyl; "…," were the words of the mate: the owner of the noun.
pub(super) fn noun_of(line: Line<'_>, verb: usize, limit: usize) -> Option<Finding> {
    let leads = line.is(verb, class::BE.or(class::PAST_LIKE));
    if leads && let Some(finding) = owned(line, verb + 1, limit) {
        return Some(finding);
    }
    if !leads {
        return None;
    }
    if let Some(finding) = came_from(line, verb + 1, limit).filter(|_| !line.is(verb, class::CUE)) {
        return Some(finding);
    }
    if !line.is(verb + 1, class::DEFINITE) || !line.is(verb + 2, class::SAID_NOUN) {
        return None;
    }
    if !line.is(verb + 3, class::OF.or(class::AFFILIATION)) {
        return None;
    }
    let phrase = line.speaker_starting(verb + 4, limit)?;
    Some(Finding::new(line, phrase, Some(verb + 2..verb + 3)))
}

/// "…," came shouts from the crowd; "…," came a cry from her brother.
fn came_from(line: Line<'_>, start: usize, limit: usize) -> Option<Finding> {
    let noun = start + usize::from(line.is(start, class::DEFINITE.or(class::INDEFINITE)));
    let sound = line.has(noun, Shape::Lower) && line.is(noun, class::SLOGAN.or(class::SAID_NOUN).or(class::CUE_SAYING));
    let from = sound && line.is(noun + 1, class::AFFILIATION) && !line.is(noun + 1, class::OF);
    let phrase = line.speaker_starting(noun + 2, limit).filter(|_| from)?;
    Some(Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// "…," was Reyl's answer; "…," came her reply: the owner of the noun, which ends the clause or goes on with a preposition.
fn owned(line: Line<'_>, start: usize, limit: usize) -> Option<Finding> {
    let owner = (start..limit).take(OWNER).find(|at| line.is_owner(*at))?;
    let noun = line.owned(owner, limit)?;
    if !line.is(noun, class::SAID_NOUN)
        || line.is_word(noun + 1) && !line.is(noun + 1, class::PREPOSITION.or(class::SUBORDINATOR))
    {
        return None;
    }
    let phrase = line.owner(owner, start).filter(|phrase| phrase.start == start)?;
    Some(Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// How many words may name the owner.
const OWNER: usize = 6;

/// "… ." So said Tomas Reyl. "… ." That is how Reyl put it. "… ." That was all the mate would say.
pub(super) fn sentence(scene: &Scene<'_>, quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = at + 1;
    if !scene.is_sentence(quote) || !line.is_word(start) || line.sentence_start(start) != start {
        return None;
    }
    let end = line.sentence_end(start);
    if (start..end).any(|at| line.quote(at).is_some()) {
        return None;
    }
    if line.is(start, class::ADVERB) && line.is_finite_cue(start + 1) && line.is(start + 1, class::CUE_SAYING) {
        let phrase = line.phrase_starting(start + 2, end).filter(|phrase| phrase.noun == Noun::Proper)?;
        return Some(Finding::new(line, phrase, Some(start + 1..start + 2)));
    }
    let points = line.is(start, class::DETERMINER) && line.is(start + 1, class::BE);
    if !points {
        return None;
    }
    if let Some(finding) = noun_of(line, start + 1, end) {
        return Some(finding);
    }
    let tells = line.is(start + 2, class::HOW.or(class::CLOSED).or(class::COLLECTIVE));
    let phrase = line.phrase_starting(start + 3, end).filter(|_| tells)?;
    said_by(line, phrase, end)
}

/// The verb of saying right behind the phrase, over auxiliaries and adverbs.
fn said_by(line: Line<'_>, phrase: Phrase, end: usize) -> Option<Finding> {
    let light = class::AUXILIARY.or(class::ADVERB).or(class::ADVERB_LIKE);
    let verb = (phrase.end..end).find(|at| !line.is(*at, light) || line.is_finite_cue(*at))?;
    let says = line.is_finite_cue(verb) && line.is(verb, class::CUE_SAYING.or(class::CUE_STANCE).or(class::CUE_WEAK));
    (says && line.can_speak(phrase)).then(|| Finding::new(line, phrase, Some(line.verb(verb))))
}
