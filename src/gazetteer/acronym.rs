//! Acronyms that the text explains.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page};
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// "Corruption Eradication Commission (KPK)": the letters in brackets name what stands before them, or the other way
/// round. "(Reuters)" is silent.
pub(super) fn acronyms(page: &mut Page) {
    for open in 1..page.tokens.len().saturating_sub(2) {
        if page.shape(open) != Some(Shape::Open) || page.shape(open + 2) != Some(Shape::Close) {
            continue;
        }
        let short = open + 1;
        if !matches!(page.shape(short), Some(Shape::Upper | Shape::Inner)) {
            continue;
        }
        let Some(long) = long_form(page, open, short) else {
            if small_letters(page, open, short) {
                if !is_small_body(page, open, short) {
                    page.bar(short);
                } else if page.discover(short..short + 1, Kind::Organisation, "acronym") {
                    page.define(short, short);
                }
            }
            continue;
        };
        let (kind, fresh) = match page.claim_at(long.start) {
            Some(claim) if claim.basis == Basis::Demonym => (Kind::Organisation, true),
            Some(claim) => (claim.kind, false),
            None => (Kind::Organisation, true),
        };
        let body = class::ORGANISATION_HEAD.or(class::ORGANISATION_TAIL).or(class::BODY_NOUN);
        let telling = |at: usize| page.is(at, body) || !page.is(at, class::ORDINARY.or(GRAMMAR));
        let last = long.end - 1;
        if kind == Kind::Person {
            continue;
        }
        if fresh && (page.is(last, class::OTHER_TAIL) || !long.clone().any(telling)) {
            page.bar(short);
            continue;
        }
        if fresh && !page.discover(long.clone(), kind, "acronym-long") {
            continue;
        }
        page.define(short, long.start);
        let rule = Rule::Named("acronym");
        let claim = Claim { tokens: short..short + 1, kind, basis: Basis::Short, rule, rows: Vec::new(), gender: None };
        page.claim(claim);
    }
    spread_acronyms(page);
}

/// Whether words in small letters before the bracket give the letters in it: "electronic design automation (EDA)".
fn small_letters(page: &Page, open: usize, short: usize) -> bool {
    let letters = page.word(short).to_lowercase();
    let count = letters.chars().count();
    count > 2
        && open >= count
        && letters.chars().zip(open - count..open).all(|(letter, at)| {
            page.shape(at) == Some(Shape::Lower) && page.is_joined(at) && page.word(at).starts_with(letter)
        })
}

/// "the harbour inspection team (HIT)": the letters name one certain body that has no other name. Silent for any of a kind,
/// "a special purpose company (SPC)".
fn is_small_body(page: &Page, open: usize, short: usize) -> bool {
    let first = open - page.word(short).chars().count();
    page.is(open - 1, class::BODY_NOUN)
        && first > 0
        && (page.is(first - 1, class::DEFINITE.or(class::DEMONYM)) || page.shape(first - 1) == Some(Shape::Possessive))
        && !page.is(short, class::LETTERS)
        && super::weigh::hits(page, &(short..short + 1)).next().is_none()
}

fn spread_acronyms(page: &mut Page) {
    if !page.defines() {
        return;
    }
    for at in 0..page.tokens.len() {
        if page.shape(at) != Some(Shape::Upper) && page.shape(at) != Some(Shape::Inner) {
            continue;
        }
        let Some(long) = page.definition(at) else { continue };
        let Some(kind) = page.claim_at(long).map(|claim| claim.kind) else { continue };
        let rule = Rule::Named("acronym");
        let claim = Claim { tokens: at..at + 1, kind, basis: Basis::Short, rule, rows: Vec::new(), gender: None };
        page.claim(claim);
    }
}

/// The name before the bracket at `open` whose initials the word `short` gives, or the claimed organisation there.
fn long_form(page: &Page, open: usize, short: usize) -> Option<Range<usize>> {
    if let Some(claim) = page.claim_at(open - 1)
        && claim.basis != Basis::Demonym
        && claim.tokens.end == open
        && claim.tokens.len() > 1
    {
        let tokens = claim.tokens.clone();
        let initials: String =
            tokens.clone().filter(|at| page.is_capital(*at)).filter_map(|at| page.word(at).chars().next()).collect();
        let fits = initials.eq_ignore_ascii_case(page.word(short));
        let another = super::weigh::hits(page, &(short..short + 1)).any(|hit| !claim.rows.contains(&hit.form.row));
        return (fits || claim.kind == Kind::Organisation && !another).then_some(tokens);
    }
    let letters: Vec<char> =
        page.word(short).chars().filter(|ch| ch.is_uppercase()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 {
        return None;
    }
    let mut left = letters.len();
    let mut first = None;
    let mut at = open;
    for _ in 0..12 {
        if left == 0 || at == 0 {
            break;
        }
        at -= 1;
        if !page.tokens[at].is_word() || (at + 1 < open && !page.is_joined(at + 1)) {
            break;
        }
        let initial = page.word(at).chars().flat_map(char::to_lowercase).next();
        let grammar = page.is(at, GRAMMAR.or(class::PARTICLE));
        // "MA Informal Traders Board (MAITB)".
        let count = page.word(at).len();
        let all = page.shape(at) == Some(Shape::Upper)
            && count <= left
            && page
                .word(at)
                .bytes()
                .map(|byte| char::from(byte.to_ascii_lowercase()))
                .eq(letters[left - count..left].iter().copied());
        if all {
            left -= count;
            first = Some(at);
        } else if initial == Some(letters[left - 1]) && page.is_capital(at) {
            left -= 1;
            first = Some(at);
        } else if !grammar && !page.is_capital(at) {
            break;
        }
    }
    let first = first.filter(|_| left == 0)?;
    let free = (first..open)
        .all(|at| page.is_free(at..at + 1) || page.claim_at(at).is_some_and(|c| c.basis == Basis::Demonym));
    (free && open - first >= 2).then_some(first..open)
}
