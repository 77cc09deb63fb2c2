//! The full name of somebody whom the rules found by a lone word: after "Abdulai said", "Rashida Abdulai, who" names her too, and a
//! town with the whole name of such a person is that person.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TAILS, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::{Classes, class};
use crate::token::{Gap, Shape, Token};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::ops::Range;

/// How many words may stand in front of the lone one.
const MORE: usize = 3;

/// What is part of nobody's full name.
const OTHER: Classes = TITLES
    .or(TAILS)
    .or(GRAMMAR)
    .or(class::DEMONYM)
    .or(class::ROLE_MODIFIER)
    .or(class::BODY_NOUN)
    .or(class::INSTITUTION)
    .or(class::ORGANISATION_HEAD)
    .or(class::COLLECTIVE)
    .or(class::FAMILY)
    .or(class::PLACE_NOUN)
    .or(class::CREDIT)
    .or(class::COMPASS)
    .or(class::CUE);

/// The full name that the lone name at `at` is part of: "Rashida Abdulai", and where given names come first in short, "Somchai
/// Phromduang,". `free` tells which words no name has yet. Silent in a headline, behind "the", and where more of a name stands around.
pub(crate) fn around(tokens: &[Token], at: usize, free: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let named = class::FIRST_NAME.or(class::SURNAME).or(class::FAMILY_FIRST);
    let joined = |at: usize| is_joined(tokens, at);
    let part = |at: usize| {
        let token = &tokens[at];
        let initials = token.shape == Shape::Upper && token.end - token.start <= 2;
        let form = matches!(token.shape, Shape::Capital | Shape::Inner | Shape::Initial) || initials;
        let ordinary = OTHER.or(class::ORDINARY).or(class::ABBREVIATION);
        let name = !token.is(ordinary) || token.is(named) && !token.first && !token.is(TITLES);
        free(at) && form && !token.weak && name
    };
    if tokens[at].weak {
        return None;
    }
    let mut start = at;
    while start > 0 && at - start < MORE && joined(start) && part(start - 1) {
        start -= 1;
    }
    // "the council member for Roads Rashida Abdulai": ordinary words in front are what she is for.
    let held = |start: usize| {
        let before = start.checked_sub(1).map(|at| &tokens[at]).filter(|_| joined(start));
        let common = |word: &Token| word.is(class::ORDINARY) && !word.is(named);
        before.is_some_and(|before| {
            before.is(class::DEFINITE) || before.is_capital() && free(start - 1) && !common(before)
        })
    };
    // "J. R.": two initials are no name.
    let whole = tokens[start].shape != Shape::Initial || at - start > 1 || tokens[at].shape != Shape::Initial;
    if start < at {
        return (whole && !goes_on(tokens, at + 1) && !held(start)).then_some(start..at + 1);
    }
    let behind = (at + 1..tokens.len()).take(2).take_while(|next| joined(*next) && part(*next));
    let end = behind.last()? + 1;
    let closes = tokens.get(end).is_some_and(|next| {
        next.shape == Shape::Comma || next.shape == Shape::Open || next.is(class::AUXILIARY.or(class::CUE_FINITE))
    });
    (closes && !goes_on(tokens, end) && !held(at) && tokens[at].shape == Shape::Capital).then_some(at..end)
}

/// Whether a space or a hyphen joins the token to the one before it, in one sentence.
pub(crate) fn is_joined(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Hyphen) && !token.first)
}

/// Whether more of a name stands at `at`.
pub(crate) fn goes_on(tokens: &[Token], at: usize) -> bool {
    is_joined(tokens, at) && (tokens[at].is_capital() || tokens[at].gap == Gap::Hyphen)
}

/// Claims the full names of the people whom a lone word told.
pub(super) fn names(page: &mut Page) {
    let lone = |claim: &Claim| {
        claim.kind == Kind::Person && claim.basis == Basis::Context && claim.tokens.len() == 1 && claim.rows.is_empty()
    };
    let mut keys: HashSet<u32, FixedState> = HashSet::with_hasher(FixedState::with_seed(137));
    keys.extend(page.claims.iter().filter(|claim| lone(claim)).map(|claim| page.keys[claim.tokens.start]));
    if keys.is_empty() {
        return;
    }
    for number in 0..page.capitals.len() {
        let at = page.capitals[number] as usize;
        if !keys.contains(&page.keys[at]) {
            continue;
        }
        let own = page.claim_number(at).filter(|own| lone(&page.claims[*own]));
        if own.is_none() && !page.is_free(at..at + 1) {
            continue;
        }
        if let Some(full) = around(page.tokens, at, |at| page.is_free(at..at + 1)) {
            if let Some(own) = own {
                page.drop_claim(own);
            }
            page.discover(full, Kind::Person, "full-name");
        }
    }
    reclaim(page, &keys);
}

/// "Porfirio Larrea came to power": a town that has the whole name of somebody of whom the article speaks.
fn reclaim(page: &mut Page, keys: &HashSet<u32, FixedState>) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let Some(row) = claim.rows.first().filter(|_| claim.kind == Kind::Place && claim.tokens.len() > 1) else {
            continue;
        };
        let minor = matches!(page.gazetteer.sort(*row), Sort::City | Sort::Area | Sort::Site | Sort::SmallCity);
        let (start, last) = (claim.tokens.start, claim.tokens.end - 1);
        let placed = start > 0 && page.is(start - 1, class::LOCATIVE);
        let given = page.is(start, class::FIRST_NAME) && !page.is(start, class::PLACE_HEAD.or(class::ORDINARY));
        if minor && given && !placed && keys.contains(&page.keys[last]) {
            let claim = &mut page.claims[number];
            (claim.kind, claim.basis, claim.rule) = (Kind::Person, Basis::Context, Rule::Named("full-name"));
            claim.rows.clear();
        }
    }
}
