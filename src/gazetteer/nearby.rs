//! Small places in a country that the article is about.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// "Kestrian farmers left Obbaro": a small place of the list whose country the article names too. Silent where the word is
/// an ordinary one or somebody's name, where a title stands in front, and where no part of the article is about that country.
pub(super) fn towns(page: &mut Page) {
    let adjectives = page.capitals.iter().map(|at| *at as usize).filter(|at| page.is(*at, class::DEMONYM));
    let rows = adjectives.filter_map(|at| page.gazetteer.place_of_demonym(page.tokens[at].word));
    let places = page.claims.iter().filter(|claim| claim.kind == Kind::Place).filter_map(|claim| claim.rows.first());
    let mut countries: Vec<&str> = rows.chain(places.copied()).map(|row| page.gazetteer.country(row)).collect();
    countries.retain(|country| !country.is_empty());
    countries.sort_unstable();
    countries.dedup();
    if countries.is_empty() {
        return;
    }
    let mut found: Vec<(Range<usize>, u32)> = Vec::new();
    for run in &page.runs {
        if page.tokens[run.start].weak || !page.is_free(run.clone()) || run.len() > 3 {
            continue;
        }
        let row = super::weigh::hits(page, run)
            .filter(|hit| !hit.form.ordinary && hit.exact && page.gazetteer.sort(hit.form.row) == Sort::SmallCity)
            .map(|hit| hit.form.row)
            .filter(|row| countries.binary_search(&page.gazetteer.country(*row)).is_ok())
            .max_by_key(|row| (page.gazetteer.rows[*row as usize].population, std::cmp::Reverse(*row)));
        if let Some(row) = row
            && fits(page, run)
        {
            found.push((run.clone(), row));
        }
    }
    for (tokens, row) in found {
        let rule = Rule::Row(row);
        page.claim(Claim { tokens, kind: Kind::Place, basis: Basis::Name, rule, rows: vec![row], gender: None });
    }
}

fn fits(page: &Page, tokens: &Range<usize>) -> bool {
    let other = class::ORDINARY.or(class::FIRST_NAME).or(class::SURNAME).or(class::CALENDAR).or(TITLES).or(GRAMMAR);
    let before = tokens.start.wrapping_sub(1);
    let titled = page.is(before, TITLES) && page.is_joined(tokens.start);
    let name = |at: usize| page.shape(at) == Some(Shape::Capital) && !page.is(at, other);
    tokens.clone().all(name) && !page.is_barred(tokens.start) && !titled
}
