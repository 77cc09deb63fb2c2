//! Words in front that belong to the name of a place; streets.

use super::Rule;
use super::alias::Form;
use super::matching::Hit;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

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

/// Whether the run, or two words and more of it, are a name of a list.
fn is_listed(page: &Page, run: &Range<usize>) -> bool {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < run.start);
    let mut here = page.hits[from..].iter().take_while(|hit| hit.start as usize == run.start);
    let len = run.len().min(2);
    here.any(|hit| {
        (hit.end - hit.start) as usize >= len
            && hit.form.row != u32::MAX
            && page.gazetteer.sort(hit.form.row) != Sort::SmallCity
    })
}

/// "the Amazon", "the Atlantic": with the article, a river or a sea rather than the body of that name.
/// Silent for "the Amazon chief executive".
pub(super) fn is_landscape(page: &Page, hits: &[Hit]) -> bool {
    let Some(hit) = hits.first().filter(|hit| hit.end == hit.start + 1 && hit.start > 0) else { return false };
    let (at, next) = (hit.start as usize, hit.end as usize);
    let sort = |hit: &Hit| page.gazetteer.sort(hit.form.row);
    let known = |hit: &&Hit| hit.form.form != Form::Demonym && hit.form.row != u32::MAX;
    page.is(at - 1, class::DEFINITE)
        && page.shape(at - 1) == Some(Shape::Lower)
        && page.is_joined(at)
        && page.shape(at) == Some(Shape::Capital)
        && hits.iter().filter(known).any(|hit| sort(hit) == Sort::Area)
        && hits.iter().filter(known).any(|hit| sort(hit) == Sort::Body)
        && !page.is(next, class::FIRM_NOUN.or(TITLES).or(class::BODY_NOUN).or(class::WORK))
        && !page.is_capital(next)
}

/// "HFC (Verinka)": places in brackets behind players, where bodies stand in such brackets too, are the teams of these places.
pub(super) fn squads(page: &mut Page) {
    let bracketed = |claim: &Claim| {
        let at = claim.tokens.start;
        at > 1
            && !claim.tokens.is_empty()
            && claim.basis != Basis::Demonym
            && page.shape(at - 1) == Some(Shape::Open)
            && page.shape(claim.tokens.end) == Some(Shape::Close)
            && page.claim_at(at - 2).is_some_and(|person| person.kind == Kind::Person)
    };
    let among: Vec<usize> = (0..page.claims.len()).filter(|number| bracketed(&page.claims[*number])).collect();
    let bodies = among.iter().filter(|number| page.claims[**number].kind == Kind::Organisation).count();
    let lesser = |row: &u32| !matches!(page.gazetteer.sort(*row), Sort::Country | Sort::Territory);
    let teams: Vec<usize> = among
        .iter()
        .copied()
        .filter(|number| {
            let claim = &page.claims[*number];
            claim.kind == Kind::Place && claim.rows.first().is_none_or(lesser)
        })
        .collect();
    if bodies < 3 || teams.len() > bodies {
        return;
    }
    for number in teams {
        let claim = &mut page.claims[number];
        claim.kind = Kind::Organisation;
        claim.basis = Basis::Context;
        claim.rule = Rule::Named("squad");
        claim.rows.clear();
    }
}

/// "the town of Harrow Mills", "in the village of Sarnovka": what such words introduce is a place, whatever its form.
/// Silent for a person or a known name there, and for "a city of lights".
pub(super) fn towns(page: &mut Page) {
    for run in page.runs.clone() {
        let start = run.start;
        let fits = start > 1
            && page.is(start - 1, class::OF)
            && page.is(start - 2, class::PLACE_NOUN)
            && page.shape(start - 2) == Some(Shape::Lower)
            && page.is_joined(start)
            && page.is_joined(start - 1)
            && !is_listed(page, &run)
            && (1..=4).contains(&run.len())
            && page.is_free(run.clone())
            && !page.tokens[start].weak
            && !run
                .clone()
                .any(|at| page.is(at, TITLES.or(class::CALENDAR).or(class::DEMONYM)) || page.is_numbered(at));
        if fits {
            page.discover(run, Kind::Place, "after-town-of");
        }
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

/// "US$3", "US $3", "US dollars": whether a sum or a currency follows the word that ends before `end`.
pub(super) fn is_money(page: &Page, end: usize) -> bool {
    let from = page.tokens.get(end.wrapping_sub(1)).map_or(0, |token| token.end as usize);
    let sign = page.text.get(from..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('$'));
    let sum = page.shape(end) == Some(Shape::Number) && page.tokens[end].gap == crate::token::Gap::None;
    sign || sum || page.is(end, class::CURRENCY) && page.shape(end) == Some(Shape::Lower)
}
