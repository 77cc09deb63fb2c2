//! The clause that reports a fragment comes later in the sentence: The "empty quay" would fill, the mayor said.

use crate::attribution::scene::{Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// ", Obama said." or ", according to the report" after the quotation's clause.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let end = line.sentence_end(at);
    for comma in at + 1..end {
        if let Some(source) = line.after_source_lead(comma) {
            let phrase = line.phrase_starting(source, end)?;
            return Some(Finding::new(line, phrase, Some(comma..source)));
        }
        let quoted_comma =
            line.quote(comma).is_some_and(|q| scene.ending(q) == crate::attribution::scene::Ending::Comma);
        if !line.has(comma, Shape::Comma) && !quoted_comma {
            continue;
        }
        let start = comma + 1;
        if line.is_finite_cue(start)
            && line.is(start, class::CUE_SAYING.or(class::CUE_STANCE))
            && !line.is(start, class::CUE_NO_INVERSION.or(class::CUE_WEAK))
            && let Some(phrase) = line.phrase_starting(start + 1, end)
            && phrase.noun == Noun::Proper
        {
            return Some(Finding::new(line, phrase, Some(start..start + 1)));
        }
        let Some(phrase) = line.phrase_starting(start, end) else { continue };
        let mut verb = phrase.end;
        while verb < end && line.is(verb, class::ADVERB.or(class::AUXILIARY)) && !line.is_finite_cue(verb) {
            verb += 1;
        }
        if verb < end
            && line.is_finite_cue(verb)
            && line.is(verb, class::CUE_SAYING.or(class::CUE_STANCE))
            && !line.is(verb, class::CUE_WEAK)
            && !line.is_passive(verb)
        {
            return Some(Finding::new(line, phrase, Some(line.verb(verb))));
        }
    }
    None
}
