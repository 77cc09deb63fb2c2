//! Names with several owners: which row a document means.

use super::page::{Claim, Page};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::token::Shape;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// How often each country is named, by its code.
pub(super) type Countries = HashMap<[u8; 2], u32, FixedState>;

/// Puts the likeliest row first for each claim that may mean several: the one in a country that the document names.
/// "Georgia" beside "Atlanta" is the state; beside "Tbilisi" it is the country. Returns how often each country is named.
pub(super) fn order(page: &Page, claims: &mut [Claim]) -> Countries {
    let named = countries(page, claims);
    listed(page, claims, &named);
    let follow: HashMap<usize, [u8; 2], FixedState> = following(page, claims);
    holders(page, claims);
    for claim in claims.iter_mut().filter(|claim| claim.rows.len() > 1) {
        let near = follow.get(&claim.tokens.start).copied();
        let score = |row: u32| {
            let country = page.gazetteer.rows[row as usize].country;
            let beside = near == Some(country);
            let times = named.get(&country).copied().unwrap_or(0);
            (beside, times)
        };
        let Some(first) = claim.rows.first().copied() else { continue };
        let best = claim.rows.iter().copied().max_by_key(|row| (score(*row), std::cmp::Reverse(*row))).unwrap_or(first);
        let (mine, other) = (score(first), score(best));
        let is_better = other.0 && !mine.0 || mine.1 == 0 && other.1 > 0 && !mine.0;
        let country = page.gazetteer.sort(first) == Sort::Country && other.1 < 2 && !other.0;
        if is_better && !country {
            claim.rows.retain(|row| *row != best);
            claim.rows.insert(0, best);
            claim.rule = super::Rule::Row(best);
        }
    }
    named
}

/// "the town of Irpin": a place that its surroundings tell is the one of the list, if only one of that name lies in a country that
/// the document names.
fn listed(page: &Page, claims: &mut [Claim], named: &Countries) {
    let unlisted = |claim: &&mut Claim| {
        claim.kind == Kind::Place && claim.rows.is_empty() && claim.basis != Basis::Demonym && !claim.tokens.is_empty()
    };
    for claim in claims.iter_mut().filter(unlisted) {
        let mut rows = super::weigh::rows(page, &claim.tokens, Kind::Place);
        rows.retain(|row| named.contains_key(&page.gazetteer.rows[*row as usize].country));
        if let [row] = rows[..] {
            claim.rows.push(row);
        }
    }
}

/// "Atlanta, Georgia": behind a place and a comma, the row in whose country that place lies.
fn holders(page: &Page, claims: &mut [Claim]) {
    let mut ends: HashMap<usize, Vec<[u8; 2]>, FixedState> = HashMap::with_hasher(FixedState::with_seed(53));
    let country = |row: &u32| page.gazetteer.rows[*row as usize].country;
    for claim in claims.iter().filter(|claim| claim.kind == Kind::Place && !claim.tokens.is_empty()) {
        if page.shape(claim.tokens.end) == Some(Shape::Comma) {
            ends.insert(claim.tokens.end + 1, claim.rows.iter().map(country).collect());
        }
    }
    for claim in claims.iter_mut().filter(|claim| claim.rows.len() > 1 && claim.kind == Kind::Place) {
        let Some(inside) = ends.get(&claim.tokens.start) else { continue };
        let fits = |row: &u32| inside.contains(&country(row)) && page.gazetteer.sort(*row) <= Sort::Region;
        let held = claim.rows.first().is_some_and(fits);
        let Some(best) = claim.rows.iter().copied().find(|row| fits(row)).filter(|_| !held) else { continue };
        claim.rows.retain(|row| *row != best);
        claim.rows.insert(0, best);
        claim.rule = super::Rule::Row(best);
    }
}

/// How often places, peoples and persons of each country are named without doubt.
fn countries(page: &Page, claims: &[Claim]) -> Countries {
    let mut named = HashMap::with_hasher(FixedState::with_seed(43));
    for claim in claims.iter().filter(|claim| claim.kind != Kind::Organisation && !claim.tokens.is_empty()) {
        if let [row] = claim.rows[..] {
            let country = page.gazetteer.rows[row as usize].country;
            if country != [0, 0] {
                *named.entry(country).or_insert(0) += 1;
            }
        }
    }
    named
}

/// The country of the place behind the comma: "Paris, Texas".
fn following(page: &Page, claims: &[Claim]) -> HashMap<usize, [u8; 2], FixedState> {
    let mut starts: HashMap<usize, [u8; 2], FixedState> = HashMap::with_hasher(FixedState::with_seed(47));
    for claim in claims.iter().filter(|claim| claim.kind == Kind::Place) {
        if let Some(row) = claim.rows.first() {
            starts.insert(claim.tokens.start, page.gazetteer.rows[*row as usize].country);
        }
    }
    claims
        .iter()
        .filter(|claim| claim.kind == Kind::Place && page.shape(claim.tokens.end) == Some(Shape::Comma))
        .filter_map(|claim| Some((claim.tokens.start, *starts.get(&(claim.tokens.end + 1))?)))
        .collect()
}
