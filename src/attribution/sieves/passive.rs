//! The agent of a passive speaks: "…," was how Greta Lamm described it; described by the mayor as "…".

use crate::attribution::scene::Scene;
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;

/// "The ruling was called “a farce” by Ms Lamm"; "dubbed by critics “the wall”"; "“…,” was how Greta Lamm described it".
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if line.is(at + 1, class::BE) && line.is(at + 2, class::HOW) {
        let verb = (at + 3..line.sentence_end(at)).find(|i| line.is_finite_cue(*i))?;
        let phrase = line.subject(verb, at + 3)?;
        return Some(Finding::new(line, phrase, Some(verb..verb + 1)));
    }
    let start = line.sentence_start(at);
    let verb = (start..at).rev().take(12).find(|i| line.is_cue(*i) && line.is(*i, class::CUE_PARTICIPLE))?;
    if line.is(verb + 1, class::AGENT) {
        let phrase = line.phrase_starting(verb + 2, at)?;
        return Some(Finding::new(line, phrase, Some(verb..verb + 1)));
    }
    if line.is(at + 1, class::AGENT) && at - verb < 3 {
        let phrase = line.phrase_starting(at + 2, line.sentence_end(at))?;
        return Some(Finding::new(line, phrase, Some(verb..verb + 1)));
    }
    None
}
