//! Persons with a nickname in marks: `Richard "Crazy Legs" Colon` is one name.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;

/// Joins a given name, up to three words in quotation marks, and a family name.
/// `Ismael "El Mayo" Zambada` speaks; `said "No" Tuesday` is silent.
pub(super) fn join(page: &mut Page) {
    for open in 1..page.tokens.len().saturating_sub(3) {
        if page.shape(open) != Some(Shape::Quote)
            || !page.is_capital(open - 1)
            || page.shape(open + 1) == Some(Shape::Quote)
        {
            continue;
        }
        let Some(close) = (open + 2..open + 5).find(|at| page.shape(*at) == Some(Shape::Quote)) else { continue };
        if let Some(claim) = joined(page, open, close) {
            page.claim(claim);
        }
    }
}

fn joined(page: &Page, open: usize, close: usize) -> Option<Claim> {
    let words = (open + 1..close).all(|at| page.tokens[at].is_word());
    let family = close + 1;
    let bad = TITLES.or(GRAMMAR).or(class::CALENDAR).or(class::DEMONYM);
    let fits = words
        && page.is_capital(family)
        && page.is_joined(family)
        && page.is_joined(open)
        && !page.is(family, bad)
        && page.is(open - 1, class::FIRST_NAME)
        && !page.is(open - 1, bad)
        && !page.tokens[family].first;
    if !fits {
        return None;
    }
    let mut start = open - 1;
    while start > 0
        && page.is_joined(start)
        && page.is(start - 1, class::FIRST_NAME)
        && page.is_capital(start - 1)
        && !page.is(start - 1, bad)
    {
        start -= 1;
    }
    let mut end = family + 1;
    while end < family + 3 && page.is_joined(end) && page.is_capital(end) && !page.is(end, bad.or(class::ORDINARY)) {
        end += 1;
    }
    let rule = Rule::Named("nickname");
    Some(Claim { tokens: start..end, kind: Kind::Person, basis: Basis::Context, rule, rows: Vec::new(), gender: None })
}
