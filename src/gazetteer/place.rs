//! Compass words that belong to the name of a place.

use super::page::Page;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;

/// "West Panama", "Southern Iran": a compass word with a capital inside a sentence belongs to the place.
/// Silent for "southern Iran" and at the start of a sentence.
pub(super) fn compass(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let start = claim.tokens.start;
        if claim.kind != Kind::Place || claim.basis == Basis::Demonym || start == 0 || page.tokens[start].weak {
            continue;
        }
        let before = start - 1;
        let fits = page.is(before, class::COMPASS)
            && page.shape(before) == Some(Shape::Capital)
            && page.is_joined(start)
            && !page.opens(before);
        if fits {
            page.widen(number, before);
        }
    }
}
