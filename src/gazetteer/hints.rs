//! Signs that take more than the neighbouring word: "economist at X", "a unit of X", "X's shares".

use super::features::Feature;
use super::page::{Page, TITLES};
use crate::document::{Basis, Kind};
use crate::lexicon::{Classes, class};
use crate::token::{Gap, Shape};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::ops::Range;

/// The first words of the organisations of several words that the document names.
type Heads = HashSet<u32, FixedState>;

/// Collects them: after "Kestrel Metals", "Kestrel" alone may be the firm. A given name, a place or an ordinary word in
/// front tells nothing, and "Osko Police Department" is a town's: "Osko" alone is the town.
pub(super) fn heads(page: &Page) -> Heads {
    let mut heads = HashSet::with_hasher(FixedState::with_seed(101));
    let common = class::ORDINARY.or(class::DEMONYM).or(class::FIRST_NAME).or(class::COMPASS);
    for claim in page.claims.iter().filter(|claim| claim.kind == Kind::Organisation && claim.tokens.len() > 1) {
        let next = claim.tokens.start + 1;
        let place = page.is(next, class::PLACE_TAIL.or(class::PLACE_NOUN)) && !page.is(next, class::ORGANISATION_TAIL);
        let of_town = place || page.is(next, class::COLLECTIVE);
        if !page.is(claim.tokens.start, common) && !of_town {
            heads.insert(page.keys[claim.tokens.start]);
        }
    }
    heads
}

/// What the letters at the end of the last word say.
pub(super) fn ending(page: &Page, tokens: &Range<usize>) -> u128 {
    let word = page.word(tokens.end - 1);
    let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
    let end = last(word);
    let fits = |ending: &str| {
        if last(ending) != end {
            return false;
        }
        let from = word.len().checked_sub(ending.len()).filter(|from| *from > 2);
        from.and_then(|from| word.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    };
    page.weights.endings.iter().filter(|(ending, _)| fits(ending)).fold(0, |bits, (_, feature)| bits | bit(*feature))
}

/// What stands around one mention, two words and more away.
pub(super) fn around(page: &Page, tokens: &Range<usize>, heads: &Heads) -> u128 {
    let first = tokens.start;
    let begins = tokens.len() == 1 && heads.contains(&page.keys[first]);
    let upper = tokens.clone().all(|at| page.shape(at) == Some(Shape::Upper));
    let definite = upper && first > 0 && page.is(first - 1, class::DEFINITE);
    let mut bits = if begins { bit(Feature::BeginsBody) } else { 0 };
    bits |= if definite { bit(Feature::TheCapitals) } else { 0 };
    bits |= if is_body_told(page, tokens) { bit(Feature::AfterBody) } else { 0 };
    bits | behind(page, first) | ahead(page, tokens.end)
}

/// "The company, Tallis Row, said": between commas, behind a noun for a body that is the one or somebody's.
fn is_body_told(page: &Page, tokens: &Range<usize>) -> bool {
    let comma = |at: usize| page.shape(at) == Some(Shape::Comma);
    let Some(noun) = tokens.start.checked_sub(2).filter(|noun| comma(noun + 1) && comma(tokens.end)) else {
        return false;
    };
    let body = page.is(noun, class::BODY_NOUN) && page.shape(noun) == Some(Shape::Lower);
    let held =
        |at: usize| page.is(at, class::DEFINITE.or(class::POSSESSIVE)) || page.shape(at) == Some(Shape::Possessive);
    body && !page.is(noun, class::PLACE_NOUN) && (noun.saturating_sub(3)..noun).any(held)
}

fn behind(page: &Page, start: usize) -> u128 {
    use Feature as F;
    if start == 0 || page.tokens[start].gap == Gap::Line {
        return 0;
    }
    let at = start - 1;
    if page.shape(at) == Some(Shape::Open) {
        let person = at > 0
            && page.claim_at(at - 1).is_some_and(|claim| claim.kind == Kind::Person && claim.basis != Basis::Demonym);
        return if person { bit(F::PersonBracket) } else { 0 };
    }
    if is_score(page, at) {
        return bit(F::Score);
    }
    let joins = at > 0 && page.is_joined(at) && page.is(at, class::PREPOSITION.or(class::OF));
    if !joins {
        return 0;
    }
    let local = page.is(at, class::LOCATIVE);
    let at_alone = local && page.is(at, class::AFFILIATION);
    let noun = |classes: Classes| page.shape(at - 1) == Some(Shape::Lower) && page.is(at - 1, classes);
    let mut bits = if at_alone { bit(F::AfterAt) } else { 0 };
    if noun(TITLES) {
        bits |= bit(match (at_alone, page.is(at, class::OF)) {
            (true, _) => F::AfterRoleAt,
            (_, true) => F::AfterRoleOf,
            _ if page.is(at, class::AFFILIATION) => F::AfterRoleFor,
            _ => return bits,
        });
    } else if noun(class::COMPASS) && page.is(at, class::OF) {
        bits |= bit(F::AfterCompassOf);
    } else if noun(class::BODY_NOUN.or(class::FIRM_NOUN)) && !page.is(at - 1, class::PLACE_NOUN) {
        bits |= bit(F::AfterBodyOf);
    }
    bits
}

fn ahead(page: &Page, end: usize) -> u128 {
    use Feature as F;
    let Some(token) = page.tokens.get(end) else { return 0 };
    if token.gap == Gap::Hyphen && page.is(end, class::COMPOUND) {
        return bit(F::BeforeBased);
    }
    if is_score(page, end) {
        return bit(F::Score);
    }
    if token.shape != Shape::Possessive {
        return 0;
    }
    let next = end + 1;
    if page.is(next, class::FIRM_NOUN) {
        return bit(F::PossessiveFirm);
    }
    if page.is_title(next) {
        return bit(F::PossessiveRole);
    }
    if page.is(next, class::BODY_NOUN) { bit(F::PossessiveBody) } else { 0 }
}

/// "2-1": the result of a game.
pub(super) fn is_score(page: &Page, at: usize) -> bool {
    let number = |at: usize| page.shape(at) == Some(Shape::Number) && page.word(at).len() < 4;
    let joined = |at: usize| page.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
    number(at) && (number(at + 1) && joined(at + 1) || at > 0 && number(at - 1) && joined(at))
}

const fn bit(feature: Feature) -> u128 {
    1 << feature as u32
}
