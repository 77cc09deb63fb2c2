//! Somebody's claim, promise or comment holds the words: Olaf Brandt's claim that the quay was "a swamp".

use crate::attribution::scene::{Line, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// How far the words may stand behind the noun.
const REACH: usize = 14;
/// How many words may describe it: "his often repeated claim".
const ADJECTIVES: usize = 2;

/// The owner of the nearest noun of saying before the quotation, unless a verb reports in between.
pub(crate) fn find(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let ends = |i: &usize| {
        line.quote(*i).is_some()
            || line.has(*i, Shape::Semicolon)
            || line.is_finite_cue(*i) && line.is(*i, class::CUE_SAYING.or(class::CUE_STANCE).or(class::CUE_NAMING))
            || line.is(*i, class::CUE_ING)
    };
    let is_noun = |i: &usize| line.is(*i, class::SAYING_NOUN) && line.has(*i, Shape::Lower);
    let noun = (start + 1..at).rev().take(REACH).take_while(|i| is_noun(i) || !ends(i)).find(is_noun)?;
    if !opens(line, noun + 1, at) {
        return None;
    }
    let owner = (start..noun).rev().take(ADJECTIVES + 1).find(|i| line.is_owner(*i))?;
    // "repeated his claim": who repeats it speaks.
    if !line.has(owner, Shape::Possessive) && super::before::find(scene, decisions, quote).is_some() {
        return None;
    }
    if !(owner + 1..noun).all(|i| line.has(i, Shape::Lower) && !line.is(i, class::PREPOSITION.or(class::ROLE))) {
        return None;
    }
    let phrase = line.owner(owner, start)?;
    let called = (start..phrase.start).any(|i| line.is(i, class::CUE_NAMING));
    (!called).then(|| Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// What is claimed follows, and nothing is said of the claim: "that …", "to …", "call for …".
fn opens(line: Line<'_>, at: usize, quote: usize) -> bool {
    let verbs = (at..quote).filter(|i| line.is(*i, class::BE)).count();
    // "his refusal to sign was “…”": said of it.
    let be = usize::from(line.is(at + 1, class::BE));
    line.is(at, class::THAT) && verbs < 2
        || line.is(at, class::TO) && verbs <= be
        || line.is(at, class::PREPOSITION)
            && !line.is(at, class::AS)
            && verbs == 0
            && !(at..quote).any(|i| line.has(i, Shape::Comma))
}
