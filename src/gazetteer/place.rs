//! Places that no list holds, and small cities of the list where the context asks for a place.

use super::Rule;
use super::page::Claim;
use super::page::{GRAMMAR, Page, TAILS, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// "Lena River", "Lake Chad", "Idlib Province".
/// "the River" is silent: a tail alone is no name.
pub(super) fn shapes(page: &mut Page) {
    for run in page.runs.clone() {
        let mut start = run.start;
        while start < run.end
            && (page.is_plain(start) || page.is(start, GRAMMAR.or(class::CALENDAR).or(class::DEMONYM)))
        {
            start += 1;
        }
        let end = (start..run.end)
            .find(|at| !page.is_free(*at..at + 1) || *at > start && page.is_title(*at))
            .unwrap_or(run.end);
        if end < start + 2 || page.tokens[start].weak || end - start > 5 || (end < run.end && !page.is_title(end)) {
            continue;
        }
        let last = end - 1;
        let hyphen = page.tokens[last].gap == crate::token::Gap::Hyphen;
        if page.is(last, class::PLACE_TAIL.or(class::STREET)) && !page.is(start, TITLES) && !hyphen {
            page.discover(start..end, Kind::Place, "place-shape");
        } else if page.is(start, class::PLACE_HEAD) {
            page.discover(start..end, Kind::Place, "place-head");
        }
    }
}

/// "the town of X", "in X" for a small city, "X, Texas".
pub(super) fn contexts(page: &mut Page) {
    for run in page.runs.clone() {
        let mut start = run.start;
        while start < run.end
            && (page.is_plain(start) || page.is(start, GRAMMAR.or(class::CALENDAR).or(class::DEMONYM)))
        {
            start += 1;
        }
        let tokens = start..run.end;
        if tokens.is_empty()
            || tokens.len() > 3
            || !page.is_free(tokens.clone())
            || page.tokens[start].weak
            || start == 0
        {
            continue;
        }
        if page.is(start, TITLES) || tokens.clone().any(|at| page.is(at, TAILS) || page.shape(at) == Some(Shape::Upper))
        {
            continue;
        }
        let small = small_city(page, &tokens);
        let before = start - 1;
        let rule = if page.is(before, class::OF) && start > 1 && page.is(start - 2, class::PLACE_NOUN) {
            "town-of"
        } else if page.is(before, class::LOCATIVE) && !small.is_empty() && !page.is(start, class::ORDINARY) {
            "in-small-city"
        } else if page.is(before, class::PREPOSITION) && comma_place(page, run.end) {
            "comma-place"
        } else {
            continue;
        };
        let basis = if small.is_empty() { Basis::Context } else { Basis::Name };
        let rule = small.first().map_or(Rule::Named(rule), |row| Rule::Row(*row));
        page.claim(Claim { tokens, kind: Kind::Place, basis, rule, rows: small, gender: None });
    }
}

/// Whether ", <known place>" follows.
fn comma_place(page: &Page, end: usize) -> bool {
    page.shape(end) == Some(Shape::Comma)
        && page.claim_at(end + 1).is_some_and(|c| c.kind == Kind::Place && c.basis != Basis::Demonym)
}

/// The rows of small cities with exactly this name.
fn small_city(page: &Page, tokens: &Range<usize>) -> Vec<u32> {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < tokens.start);
    page.hits[from..]
        .iter()
        .take_while(|hit| hit.start as usize == tokens.start)
        .filter(|hit| {
            hit.end as usize == tokens.end
                && page.gazetteer.rows[hit.form.row as usize % page.gazetteer.rows.len().max(1)].sort >= Sort::Region
        })
        .filter(|hit| hit.form.row != u32::MAX && page.gazetteer.kind(hit.form.row) == Some(Kind::Place))
        .map(|hit| hit.form.row)
        .collect()
}

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
