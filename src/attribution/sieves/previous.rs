//! Nothing beside the quotation names its speaker: the sentence or the paragraph before it does.

use crate::attribution::scene::Scene;
use crate::attribution::{Decision, Finding};

/// Fewest words of a quotation that may take its speaker from further away.
const WORDS: usize = 6;

/// Zoltan Bede said he had no regrets. "…": the subject of the sentence before.
pub(crate) fn sentence(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if at == 0 || scene.word_count(quote) < WORDS || line.sentence_start(at) != at {
        return None;
    }
    let start = line.sentence_start(at - 1);
    let cue = (start..at).find(|i| line.is_finite_cue(*i));
    let phrase = cue.and_then(|cue| line.subject(cue, start)).or_else(|| line.first_phrase(start..at - 1))?;
    Some(Finding::new(line, phrase, cue.map(|cue| cue..cue + 1)))
}

/// A paragraph that is a quotation, after a paragraph that ends in one: the same speaker.
pub(crate) fn paragraph_quotation(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (_, at) = scene.around(quote);
    let before = quote.checked_sub(1)?;
    if at != 0 || scene.word_count(quote) < WORDS || scene.marked[before].block + 1 != scene.marked[quote].block {
        return None;
    }
    decisions[before].as_ref().map(|decision| decision.finding.shared(before))
}

/// A paragraph that is a quotation: the subject of the last sentence of the paragraph before.
pub(crate) fn paragraph(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (_, at) = scene.around(quote);
    let block = scene.marked[quote].block;
    if at != 0 || block == 0 || scene.word_count(quote) < WORDS || scene.blocks[block].section {
        return None;
    }
    let line = scene.line(block - 1);
    let last = line.len().checked_sub(1)?;
    let start = line.sentence_start(last);
    let cue = (start..last).find(|i| line.is_finite_cue(*i));
    let phrase = cue.and_then(|cue| line.subject(cue, start)).or_else(|| line.first_phrase(start..last))?;
    Some(Finding::new(line, phrase, cue.map(|cue| cue..cue + 1)))
}
