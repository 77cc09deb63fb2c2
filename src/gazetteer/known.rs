//! Names of the gazetteer in the text: which hits stand.

use super::Rule;
use super::alias::Form;
use super::matching::Hit;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;

/// "Russian", "South Africans": adjectives and peoples, which are never the place itself.
/// Silent inside longer names ("Russian Railways" is claimed before as a whole or not at all).
pub(super) fn demonyms(page: &mut Page) {
    for hit in page.hits.clone() {
        if hit.form.form == Form::Demonym {
            let rows = if hit.form.row == u32::MAX { Vec::new() } else { vec![hit.form.row] };
            let tokens = hit.start as usize..hit.end as usize;
            page.claim(Claim {
                tokens,
                kind: Kind::Place,
                basis: Basis::Demonym,
                rule: Rule::Named("demonym"),
                rows,
                gender: None,
            });
        }
    }
}

/// Full names of persons. "President Joe Biden said" speaks; "George Washington University" is silent, since the run of
/// capitals goes on.
pub(super) fn full_persons(page: &mut Page) {
    each(page, |page, hits| {
        let person = |hit: &&Hit| sort(page, hit) == Some(Sort::Person) && hit.end - hit.start >= 2;
        if hits.first().is_some_and(|hit| person(&hit)) && !runs_on(page, &hits[0]) {
            Some(hits.iter().filter(person).map(|hit| hit.form.row).collect())
        } else {
            None
        }
    });
}

/// Names of organisations in several words. "the European Central Bank said" speaks; "World Bank Group" is silent for
/// "World Bank" where the run goes on.
pub(super) fn full_organisations(page: &mut Page) {
    each(page, |page, hits| {
        let body = |hit: &&Hit| matches!(sort(page, hit), Some(Sort::Body | Sort::Team)) && hit.end - hit.start >= 2;
        if hits.iter().any(|hit| body(&hit)) && !runs_on(page, &hits[0]) {
            Some(hits.iter().filter(body).map(|hit| hit.form.row).collect())
        } else {
            None
        }
    });
}

/// All other hits: places, one-word organisations, short names of persons.
pub(super) fn others(page: &mut Page) {
    each(page, |page, hits| {
        let standing: Vec<&Hit> =
            hits.iter().filter(|hit| hit.form.form != Form::Demonym && stands(page, hit)).collect();
        if standing.is_empty() || runs_on(page, standing[0]) {
            return None;
        }
        let mut rows: Vec<&Hit> = standing;
        rows.sort_by_key(|hit| {
            let row = &page.gazetteer.rows[hit.form.row as usize];
            (!hit.exact, row.sort, std::cmp::Reverse(row.population), hit.form.row)
        });
        Some(rows.iter().map(|hit| hit.form.row).collect())
    });
}

/// Asks `choose` about the hits of each stretch of tokens, longest first, and claims what it answers.
fn each(page: &mut Page, choose: impl Fn(&Page, &[Hit]) -> Option<Vec<u32>>) {
    let hits = std::mem::take(&mut page.hits);
    let mut at = 0;
    while at < hits.len() {
        let (start, end) = (hits[at].start, hits[at].end);
        let same = hits[at..].iter().take_while(|hit| (hit.start, hit.end) == (start, end)).count();
        let group = &hits[at..at + same];
        at += same;
        let tokens = start as usize..end as usize;
        if !page.is_free(tokens.clone()) {
            continue;
        }
        let Some(rows) = choose(page, group) else { continue };
        let Some(best) = rows.first().copied() else { continue };
        let form = group.iter().filter(|hit| hit.form.row == best).map(|hit| hit.form.form).min();
        let basis = match form {
            Some(Form::Name) | None => Basis::Name,
            Some(Form::Short) => Basis::Short,
            Some(_) => Basis::Alias,
        };
        let kind = page.gazetteer.rows[best as usize].kind;
        let mut seen = Vec::with_capacity(rows.len());
        for row in rows {
            if !seen.contains(&row) {
                seen.push(row);
            }
        }
        page.claim(Claim { tokens, kind, basis, rule: Rule::Row(best), rows: seen, gender: None });
    }
    page.hits = hits;
}

fn sort(page: &Page, hit: &Hit) -> Option<Sort> {
    (hit.form.form != Form::Demonym).then(|| page.gazetteer.sort(hit.form.row))
}

/// Whether the run of capitals around a hit goes on, so that the hit is but a part of another name.
fn runs_on(page: &Page, hit: &Hit) -> bool {
    let (start, end) = (hit.start as usize, hit.end as usize);
    if page.tokens[start].weak {
        return false;
    }
    goes_left(page, start) || goes_right(page, end)
}

fn goes_left(page: &Page, start: usize) -> bool {
    if start == 0 || !page.is_joined(start) || !page.is_capital(start - 1) || page.tokens[start].first {
        return false;
    }
    let before = start - 1;
    let explained = page.claim_at(before).is_some()
        || page.is_plain(before)
        || page.is(before, TITLES.or(class::DEMONYM).or(class::CALENDAR).or(class::COMPASS).or(GRAMMAR));
    !explained
}

fn goes_right(page: &Page, end: usize) -> bool {
    if !page.is_joined(end) || !page.is_capital(end) || page.tokens[end].first {
        return false;
    }
    let explained = page.claim_at(end).is_some()
        || page.is(end, TITLES.or(class::DEMONYM).or(class::CALENDAR).or(class::ROLE_MODIFIER).or(GRAMMAR));
    !explained && !known_follows(page, end)
}

/// Whether another known name begins at the token.
fn known_follows(page: &Page, at: usize) -> bool {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < at);
    page.hits.get(from).is_some_and(|hit| hit.start as usize == at)
}

/// Whether a hit of one word or of a place may stand here.
fn stands(page: &Page, hit: &Hit) -> bool {
    let at = hit.start as usize;
    let token = &page.tokens[at];
    let Some(sort) = sort(page, hit) else { return false };
    let one = hit.end - hit.start == 1;
    if !one {
        return sort != Sort::SmallCity;
    }
    if token.shape == Shape::Lower {
        return false;
    }
    match sort {
        Sort::Country | Sort::Capital | Sort::Territory => !(hit.form.ordinary && token.weak && !hit.exact),
        Sort::SmallCity => false,
        Sort::Person => hit.form.form == Form::Short || !hit.form.ordinary,
        Sort::Region | Sort::City | Sort::Area | Sort::Site => {
            !(hit.form.ordinary && (page.is_plain(at) || page.opens(at)))
                && !page.is(at, class::FIRST_NAME.or(class::SURNAME))
                || sort == Sort::Region
        }
        Sort::Body | Sort::Team => !(hit.form.ordinary && (page.is_plain(at) || token.weak)),
    }
}
