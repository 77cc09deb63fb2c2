//! Where an article was written, in capitals at its head: "QUARN HILL, Kestria (AP) -".

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// How many words may stand between the place and the dash: a country, an agency, a date.
const MORE: usize = 14;

/// How many words into the text the place may stand: later it is an item of a list.
const HEAD: usize = 80;

/// A place that no list holds, before a dash. Silent for known names, for words of the language and for letters: "UPDATE -", "ABC -".
pub(super) fn datelines(page: &mut Page) {
    let runs: Vec<Range<usize>> = page.runs.iter().take_while(|run| run.start <= HEAD).cloned().collect();
    for run in runs {
        let start = run.start;
        if start > 0 && page.tokens[start].gap != Gap::Line {
            continue;
        }
        let end = start + run.clone().take_while(|at| page.shape(*at) == Some(Shape::Upper)).count();
        if is_name(page, &(start..end)) && is_closed(page, end) {
            claim(page, start..end);
        }
    }
}

fn claim(page: &mut Page, tokens: Range<usize>) {
    let listed = super::weigh::hits(page, &tokens).next().is_some();
    let rows = super::weigh::rows(page, &tokens, Kind::Place);
    match rows.first() {
        Some(row) => {
            let (kind, basis, rule) = (Kind::Place, Basis::Name, Rule::Row(*row));
            page.claim(Claim { tokens, kind, basis, rule, rows, gender: None });
        }
        None if !listed => {
            page.discover(tokens, Kind::Place, "dateline");
        }
        None => {}
    }
}

fn is_name(page: &Page, name: &Range<usize>) -> bool {
    let common = class::ORDINARY.or(GRAMMAR).or(TITLES).or(class::CALENDAR).or(class::DEMONYM).or(class::CREDIT);
    let own = |at: usize| !page.is(at, common.or(class::LETTERS)) && page.word(at).len() > 3;
    (1..=5).contains(&name.len())
        && !page.tokens[name.start].weak
        && page.is_free(name.clone())
        && name.clone().any(own)
        && name.clone().all(|at| own(at) || page.is(at, class::PLACE_HEAD.or(class::PLACE_TAIL).or(class::PARTICLE)))
        && !name.clone().any(|at| page.is(at, class::ORGANISATION_TAIL.or(class::LETTERS)))
}

/// Whether a dash follows, right behind the name or behind ", Kestria (AP)", ", May 5".
fn is_closed(page: &Page, end: usize) -> bool {
    let dash = |at: usize| page.shape(at) == Some(Shape::Dash);
    let opens = matches!(page.shape(end), Some(Shape::Comma | Shape::Open));
    let inside = |at: &usize| {
        let token = &page.tokens[*at];
        token.gap != Gap::Line && (!token.is_word() || token.shape != Shape::Lower || page.is(*at, class::CALENDAR))
    };
    let more = (end..page.tokens.len()).take(MORE).take_while(inside).find(|at| dash(*at));
    dash(end) && page.tokens[end].gap != Gap::Line || opens && more.is_some()
}
