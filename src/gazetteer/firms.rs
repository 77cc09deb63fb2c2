//! Firms called by the first word of their name: after "Harlan Petroleum", "Harlan said" is the firm.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::ops::Range;

/// The first word of a firm's name alone. Silent where the article has it with other words of a name ("Petra Harlan", "Mr Harlan",
/// "Harlan Lund"), where it is a word or a place, for schools, courts and what else is called by its place, and behind "in".
pub(super) fn firms(page: &mut Page) {
    let mut keys: HashSet<u32, FixedState> = HashSet::with_hasher(FixedState::with_seed(151));
    let named = page.claims.iter().filter(|claim| claim.kind == Kind::Organisation && is_firm(page, &claim.tokens));
    keys.extend(named.map(|claim| page.keys[claim.tokens.start]));
    if keys.is_empty() {
        return;
    }
    let mut alone: Vec<usize> = Vec::new();
    for number in 0..page.capitals.len() {
        let at = page.capitals[number] as usize;
        if !keys.contains(&page.keys[at]) || page.claim_at(at).is_some_and(|claim| claim.kind == Kind::Organisation) {
            continue;
        }
        if page.tokens[at].weak {
            continue;
        }
        if page.is_free(at..at + 1) && stands_alone(page, at) {
            alone.push(at);
        } else {
            keys.remove(&page.keys[at]);
        }
    }
    for at in alone {
        if keys.contains(&page.keys[at]) && !(at > 0 && page.is(at - 1, class::LOCATIVE)) {
            let rule = Rule::Named("firm");
            let (tokens, kind, basis) = (at..at + 1, Kind::Organisation, Basis::Short);
            page.claim(Claim { tokens, kind, basis, rule, rows: Vec::new(), gender: None });
        }
    }
}

/// "Harlan Petroleum", "Harlan Foods Ltd": a name of its own and what a firm is called by.
fn is_firm(page: &Page, tokens: &Range<usize>) -> bool {
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let common = class::ORDINARY.or(class::DEMONYM).or(class::ROLE_MODIFIER).or(class::ORGANISATION_TAIL);
    let place = |hit: &super::matching::Hit| page.gazetteer.kind(hit.form.row) == Some(Kind::Place);
    (2..=4).contains(&tokens.len())
        && matches!(page.shape(first), Some(Shape::Capital | Shape::Inner))
        && !page.is(first, common.or(GRAMMAR).or(TITLES))
        && page.is(last, class::FIRM_TAIL)
        && (first + 1..last).all(|at| page.is(at, class::ORGANISATION_TAIL.or(class::ORDINARY)))
        && !super::weigh::hits(page, &(first..first + 1)).any(place)
}

/// Whether no other word of a name is joined to the one at `at`: "Yesterday Harlan", "Harlan Chief Executive" are.
fn stands_alone(page: &Page, at: usize) -> bool {
    let plain = |other: usize| page.is(other, class::ORDINARY.or(GRAMMAR).or(class::CALENDAR));
    let named = |other: usize| page.is(other, class::FIRST_NAME.or(class::SURNAME));
    let before = at > 0 && page.is_joined(at) && page.is_capital(at - 1);
    let behind = page.is_joined(at + 1) && page.is_capital(at + 1);
    let titled = at > 0 && page.is_joined(at) && page.is(at - 1, TITLES) && !page.is(at - 1, class::ORGANISATION_HEAD);
    !titled
        && (!before || plain(at - 1) && !named(at - 1))
        && (!behind || page.is(at + 1, TITLES) || plain(at + 1) && !named(at + 1))
}
