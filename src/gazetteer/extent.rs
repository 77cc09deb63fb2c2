//! Where the names of bodies begin and end, and what looks like one and is part of another name.

use super::page::{GRAMMAR, Page, TAILS, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::ops::Range;

/// "Women’s Forum", "Tallis County Magistrate's Court", "Ossory Children's Hospital": over the possessive of a word that is no
/// name to the word for a body. Silent for the body of somebody ("Reyl's Bank", "the Bank's Board", "Turkey's Youth League").
pub(super) fn possessives(page: &mut Page) {
    for mark in 1..page.tokens.len().saturating_sub(1) {
        if page.shape(mark) != Some(Shape::Possessive) && !ends_plural(page, mark) {
            continue;
        }
        if let Some((tokens, kind)) = possessive(page, mark) {
            page.discover(tokens, kind, "possessive-inside");
        }
    }
}

/// "Farmers' Union": an apostrophe alone behind a plural with a capital, before another capital.
fn ends_plural(page: &Page, mark: usize) -> bool {
    super::matching::is_quiet(page.text, page.tokens, mark)
        && page.is(mark - 1, class::COLLECTIVE)
        && page.word(mark - 1).ends_with('s')
}

fn possessive(page: &Page, mark: usize) -> Option<(Range<usize>, Kind)> {
    let owner = mark - 1;
    let common = page.is_capital(owner)
        && page.is(owner, class::ORDINARY)
        && (page.is(owner, TITLES) || !page.is(owner, class::FIRST_NAME.or(class::SURNAME)))
        && !page.is(owner, class::BODY_NOUN.or(class::DEMONYM).or(class::CALENDAR).or(TAILS))
        && !super::weigh::hits(page, &(owner..mark)).any(|hit| page.gazetteer.sort(hit.form.row) == Sort::Country);
    let (left, right) = (page.run_of(owner)?, page.run_of(mark + 1)?);
    if !common || page.tokens[owner].weak || left.end != mark || right.start != mark + 1 {
        return None;
    }
    let bodies = class::ORGANISATION_TAIL.or(class::ORGANISATION_HEAD);
    let tail = right.clone().take(4).find(|at| page.is(*at, bodies.or(class::PLACE_TAIL)))?;
    let rest = tail + 1;
    let ends = rest == right.end || page.is_title(rest) || page.is(rest, class::CALENDAR);
    let skips = |at: &usize| page.is_plain(*at) || page.is(*at, GRAMMAR) || page.opens(*at) && page.is(*at, TITLES);
    let start = left.clone().find(|at| !skips(at))?;
    let tokens = start..rest;
    let held = start > 1 && page.is(start - 1, class::OF) && page.is_capital(start - 2);
    let fits = ends
        && !held
        && start <= owner
        && tokens.len() < 9
        && tokens.clone().all(|at| page.is_free(at..at + 1) || page.is(at, class::DEMONYM))
        && !tokens.clone().any(|at| page.is(at, class::CALENDAR) || page.is_numbered(at));
    let kind = if page.is(tail, bodies) { Kind::Organisation } else { Kind::Place };
    fits.then_some((tokens, kind))
}

/// "Kestrel Observatory of Marenia": a place behind "of" belongs to the body whose name of several words stands before it.
pub(super) fn places(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let of = claim.tokens.end;
        let fits = claim.kind == Kind::Organisation
            && claim.tokens.len() > 1
            && page.is(of, class::OF)
            && page.is_joined(of)
            && page.is_joined(of + 1)
            && page.is(of - 1, class::ORGANISATION_TAIL)
            && page.claim_at(of + 1).is_some_and(|place| {
                place.kind == Kind::Place && place.basis != Basis::Demonym && place.tokens.start == of + 1
            });
        if fits && page.is_free(of..of + 1) {
            page.extend(number, of + 1);
            page.absorb(number, of + 1, "of-place");
        }
    }
}

/// "Tallis Holdings, Inc.": over the comma to what a firm is in law.
pub(super) fn designators(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let comma = claim.tokens.end;
        let last = comma + 1;
        let fits = claim.kind == Kind::Organisation
            && page.shape(comma) == Some(Shape::Comma)
            && page.is_capital(last)
            && page.is(last, class::ORGANISATION_TAIL)
            && page.is(last, class::ABBREVIATION)
            && page.run_of(last).is_some_and(|run| run.end == last + 1);
        if fits {
            page.extend(number, last + 1);
        }
    }
}

/// "HFC 2", "HFC B": the number or letter of a team or programme behind letters that name its body. Silent where the number
/// counts something ("UN 3 times") or goes on ("SFA 2-1").
pub(super) fn numbered(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let next = claim.tokens.end;
        let Some(token) = page.tokens.get(next) else { continue };
        let mark = match token.shape {
            Shape::Number => page.word(next).len() == 1,
            // "A" may be the article; where the article of the text has it twice inside sentences, it is a letter.
            Shape::Upper | Shape::Initial | Shape::Capital => {
                page.word(next).len() == 1
                    && !page.is(next, class::PRONOUN_FIRST)
                    && (!page.is(next, class::INDEFINITE) || page.inner_count(next) > 1)
            }
            _ => false,
        };
        let letters = claim.kind == Kind::Organisation
            && claim.tokens.len() == 1
            && page.shape(claim.tokens.start) == Some(Shape::Upper)
            && !page.tokens[claim.tokens.start].weak;
        let behind = next + 1;
        let ends = page.tokens.get(behind).is_none_or(|token| {
            token.gap == Gap::Line
                || !matches!(token.gap, Gap::Hyphen)
                    && (matches!(
                        token.shape,
                        Shape::Stop | Shape::Comma | Shape::Close | Shape::Possessive | Shape::Quote
                    ) || token.shape == Shape::Lower
                        && page.is(behind, GRAMMAR.or(class::CUE_FINITE).or(class::PAST_LIKE)))
        });
        if mark && letters && ends && token.gap == Gap::Space {
            page.extend(number, next + 1);
        }
    }
}

/// "the HFC Act", "the Bank of Kestria (Amendment) Bill": a law is not the body it is about. What names the body alone elsewhere
/// in the article stays.
pub(super) fn laws(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let mut next = claim.tokens.end;
        if claim.kind != Kind::Organisation || claim.basis == Basis::Demonym {
            continue;
        }
        if page.shape(next) == Some(Shape::Open) && page.is_capital(next + 1) {
            let close = (next..next + 6).find(|at| page.shape(*at) == Some(Shape::Close));
            let Some(close) = close.filter(|close| *close > next + 1 && page.claim_at(next + 1).is_none()) else {
                continue;
            };
            next = close + 1;
        }
        if page.is(next, class::LAW) && page.is_capital(next) && page.is_joined(next) {
            page.drop_claim(number);
        }
    }
}

/// "the Battle of Verinka", "the Summit of the Americas": what happened bears the name of the place, which is not what is named.
pub(super) fn events(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let mut before = claim.tokens.start;
        if claim.kind != Kind::Place || claim.basis == Basis::Demonym || claim.tokens.is_empty() || before < 2 {
            continue;
        }
        if before > 2 && page.is(before - 1, class::DEFINITE) && page.is_joined(before) {
            before -= 1;
        }
        let event = before - 2;
        if page.is(before - 1, class::OF)
            && page.is_joined(before)
            && page.is_joined(before - 1)
            && page.is(event, class::OTHER_TAIL)
            && page.shape(event) == Some(Shape::Capital)
            && !page.tokens[event].weak
            && !page.is_plain(event)
        {
            page.drop_claim(number);
        }
    }
}

/// Two letters are many things: "PS" is a party in one country and a rank in another. They are the body of a list only where the
/// article names its country, or the body in full.
pub(super) fn foreign_letters(page: &mut Page) {
    let doubtful: Vec<usize> = (0..page.claims.len())
        .filter(|number| {
            let claim = &page.claims[*number];
            let at = claim.tokens.start;
            claim.kind == Kind::Organisation
                && claim.tokens.len() == 1
                && page.shape(at) == Some(Shape::Upper)
                && page.word(at).len() == 2
                && !claim.rows.is_empty()
                && claim.rows.iter().all(|row| !page.gazetteer.country(*row).is_empty())
        })
        .collect();
    let gazetteer = page.gazetteer;
    let standing = || page.claims.iter().filter(|claim| !claim.tokens.is_empty());
    let mut long: HashSet<u32, FixedState> = HashSet::with_hasher(FixedState::with_seed(137));
    long.extend(standing().filter(|claim| claim.tokens.len() > 1).flat_map(|claim| claim.rows.iter().copied()));
    let mut named: HashSet<&str, FixedState> = HashSet::with_hasher(FixedState::with_seed(139));
    let places = standing().filter(|claim| claim.kind == Kind::Place).filter_map(|claim| claim.rows.first());
    named.extend(places.map(|row| gazetteer.country(*row)));
    for number in doubtful {
        let near = |row: &u32| long.contains(row) || named.contains(gazetteer.country(*row));
        if !page.claims[number].rows.iter().any(near) {
            page.drop_claim(number);
        }
    }
}
