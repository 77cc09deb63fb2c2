//! Words in front that belong to the name of a place; streets.

use super::Rule;
use super::page::{GRAMMAR, Page, TITLES};
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
            let whole = before..claim.tokens.end;
            let rows: Vec<u32> = super::weigh::hits(page, &whole)
                .map(|hit| hit.form.row)
                .filter(|row| page.gazetteer.kind(*row) == Some(Kind::Place))
                .collect();
            page.widen(number, before);
            if let Some(row) = rows.first() {
                page.claims[number].rule = Rule::Row(*row);
                page.claims[number].rows = rows;
            }
        }
    }
}

/// "City of Brampton", "Arab Republic of Marenia", "Gulf of Tallis": the words with capitals in front belong to the place.
/// Silent for "the city of Brampton" and "the Bank of Marenia".
pub(super) fn heads(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        if claim.kind == Kind::Place && claim.basis != Basis::Demonym && !claim.tokens.is_empty() {
            head(page, number);
        }
    }
}

fn head(page: &mut Page, number: usize) {
    let start = page.claims[number].tokens.start;
    let Some(noun) = start.checked_sub(2) else { return };
    let fits = page.is(start - 1, class::OF)
        && page.is(noun, class::PLACE_NOUN.or(class::PLACE_TAIL).or(class::PLACE_HEAD))
        && !page.is(noun, class::ORGANISATION_HEAD)
        && page.shape(noun) == Some(Shape::Capital)
        && page.is_joined(start)
        && page.is_joined(start - 1);
    if !fits {
        return;
    }
    let mut first = noun;
    while first > 0 && page.is_joined(first) && page.is_capital(first - 1) {
        first -= 1;
    }
    let describes = |at: usize| {
        page.is(at, class::DEMONYM.or(class::ORDINARY)) && !page.is(at, TITLES.or(GRAMMAR).or(class::CALENDAR))
    };
    if noun - first < 4 && (first..noun).all(describes) && !(first < noun && page.is_plain(first)) {
        page.widen(number, first);
    }
}

/// "York Street", "Harlow Road": a word for a street behind another capital is a place.
/// Silent for a street that is the first word's alone ("Street said") and in lines of capitals.
pub(super) fn streets(page: &mut Page) {
    for run in page.runs.clone() {
        let Some(last) = (run.start + 1..run.end).rev().find(|at| page.is(*at, class::STREET)) else { continue };
        let start =
            (run.start..last).find(|at| !page.is_plain(*at) && !page.is(*at, GRAMMAR.or(TITLES))).unwrap_or(last);
        let fits = start < last
            && last - start < 4
            && last + 1 == run.end
            && page.shape(last) == Some(Shape::Capital)
            && !page.tokens[last].weak
            && page.is_free(start..last + 1);
        if fits {
            page.discover(start..last + 1, Kind::Place, "street");
        }
    }
}
