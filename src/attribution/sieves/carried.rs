//! A quotation without a clause of its own shares the speaker of one beside it.

use super::previous;
use crate::attribution::scene::{Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;

/// How many paragraphs an utterance may run on before its speaker is named.
const PARAGRAPHS: usize = 40;

/// The next paragraph of an utterance left open: the same speaker, forward and backward.
pub(crate) fn continued(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    if scene.marked[quote].continues
        && let Some(decision) = decisions.get(quote.checked_sub(1)?)?
    {
        return Some(decision.finding.shared(quote - 1));
    }
    let goes_on = |next: &usize| scene.marked.get(*next).is_some_and(|marked| marked.continues);
    let mut ahead = (quote + 1..quote + 1 + PARAGRAPHS).take_while(goes_on);
    let answered = |next: usize| decisions[next].as_ref().map(|decision| decision.finding.shared(next));
    ahead.find_map(answered)
}

/// "A," she said. "B.": the speaker of the quotation before it in its paragraph.
pub(crate) fn same_paragraph(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let before = quote.checked_sub(1)?;
    if scene.marked[before].block != scene.marked[quote].block {
        return None;
    }
    let (line, at) = scene.around(quote);
    if super::claim::is_cried_by_others(line, line.sentence_start(at), at) {
        return None;
    }
    // "A?" she asked. Lund nodded. "B.": who answers has just been told.
    if at > 0 && line.sentence_start(at) == at && scene.is_sentence(quote) {
        let acts = |phrase: &Phrase| phrase.noun != Noun::Pronoun && previous::acts(line, *phrase, at);
        let silent = || previous::reporter(line, at).filter(|(_, cue)| cue.is_none());
        let other = previous::breaks_in(line, at).or_else(|| silent().filter(|(phrase, _)| acts(phrase)));
        if let Some((phrase, cue)) = other {
            return Some(Finding::new(line, phrase, cue.map(|cue| cue..cue + 1)));
        }
    }
    decisions[before].as_ref().map(|decision| decision.finding.shared(before))
}

/// "A." "B," she said: the speaker of the quotation after it, when this one begins the paragraph.
pub(crate) fn later_in_paragraph(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if at != 0 || scene.marked.get(quote + 1)?.block != scene.marked[quote].block {
        return None;
    }
    // "A?" Petra Lund was asked. "B," she said: the question is somebody else's.
    let next = (1..line.len()).find(|at| line.quote(*at).is_some()).unwrap_or(1);
    if (1..next).any(|at| line.is(at, class::CUE_QUESTION) && line.is_passive(at)) {
        return None;
    }
    decisions[quote + 1].as_ref().map(|decision| decision.finding.shared(quote + 1))
}
