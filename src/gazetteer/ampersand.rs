//! Firms by the sign between the names of their owners.

use super::organisation::is_known;
use super::page::{GRAMMAR, Page, TAILS, TITLES};
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// "Morrow & Hale", "Bogra School & College": capitals on both sides of the sign are one body. Silent for two ordinary
/// words ("Food & Drink").
pub(super) fn ampersands(page: &mut Page) {
    for sign in 1..page.tokens.len().saturating_sub(1) {
        if page.shape(sign) != Some(Shape::Other) || page.word(sign) != super::alias::AMPERSAND {
            continue;
        }
        let (Some(left), Some(right)) = (page.run_of(sign - 1), page.run_of(sign + 1)) else { continue };
        let skips = |at: &usize| page.is_plain(*at) || page.is(*at, GRAMMAR.or(TITLES).or(class::ROLE_MODIFIER));
        let start = left.clone().find(|at| !skips(at)).unwrap_or(left.end);
        let tokens = start..right.end;
        let named = |at: usize| {
            page.is_capital(at) && (!page.is(at, class::ORDINARY) || page.is(at, class::FIRST_NAME.or(class::SURNAME)))
        };
        let spaced = page.tokens[sign].gap == Gap::Space && page.tokens[sign + 1].gap == Gap::Space;
        let fits = spaced
            && left.end == sign
            && start < sign
            && tokens.len() < 8
            && !page.tokens[start].weak
            && tokens.clone().any(named)
            && !tokens.clone().any(|at| page.is(at, class::CALENDAR) || page.is_numbered(at))
            && page.is_free(tokens.clone())
            && !is_known(page, &tokens)
            && !is_couple(page, start..sign, &right);
        if fits {
            page.discover(tokens, Kind::Organisation, "ampersand");
        }
    }
}

/// "Petra Reyl & Oskar Tallis": full names on both sides are two people.
fn is_couple(page: &Page, left: Range<usize>, right: &Range<usize>) -> bool {
    let person = |words: &Range<usize>| {
        let last = words.end - 1;
        (2..4).contains(&words.len())
            && page.is(words.start, class::FIRST_NAME)
            && (page.is(last, class::SURNAME) || !page.is(last, class::ORDINARY))
            && !page.is(last, TAILS)
    };
    person(&left) && person(right)
}
