//! Organisations that no list holds: by the words of their names, by the acronym in brackets, by their surroundings.

use super::page::{GRAMMAR, Page, TITLES};
use super::reach::{over_and, over_of};
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// Names with a head ("Ministry of Finance") or a tail ("Qatar Charity", "Acme Inc") of organisations.
/// "The Ministry of Health said" speaks; "the Bank said" is silent: a tail alone is no name.
pub(super) fn shapes(page: &mut Page) {
    for run in page.runs.clone() {
        if page.tokens[run.start].weak {
            continue;
        }
        for piece in pieces(page, run) {
            if let Some(tokens) = shape(page, piece)
                && !is_known(page, &tokens)
            {
                // "Department of State", "the Diocese of Tallis City": what the head is, the whole is.
                let headed = tokens.clone().any(|at| at + 1 < tokens.end && heads(page, tokens.start, at));
                let place = !headed && is_place_tail(page, tokens.end - 1);
                let kind = if place { Kind::Place } else { Kind::Organisation };
                page.discover(tokens, kind, "organisation-shape");
            }
        }
    }
}

/// Whether the gazetteer knows this name, or a longer one around it.
pub(super) fn is_known(page: &Page, tokens: &Range<usize>) -> bool {
    let from = page.hits.partition_point(|hit| (hit.start as usize) + 12 < tokens.start);
    page.hits[from..]
        .iter()
        .take_while(|hit| hit.start as usize <= tokens.start)
        .any(|hit| hit.end as usize >= tokens.end && hit.end - hit.start >= 2)
}

/// The stretches of a run that nobody has claimed, demonyms left in.
fn pieces(page: &Page, run: Range<usize>) -> Vec<Range<usize>> {
    let free = |at: usize| page.is_free(at..at + 1) || page.claim_at(at).is_some_and(|c| c.basis == Basis::Demonym);
    let mut out = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let end = (at..run.end).find(|at| !free(*at)).unwrap_or(run.end);
        if end > at {
            out.push(at..end);
        }
        at = end + 1;
    }
    out
}

/// The name of a body that a stretch of capitals holds.
fn shape(page: &Page, run: Range<usize>) -> Option<Range<usize>> {
    let start = first_word(page, &run)?;
    if let Some(headed) = headed(page, start, run.end) {
        let start = skip_titles(page, start, headed.start);
        return page.is_free(headed.clone()).then_some(start..headed.end);
    }
    let (start, end) = over_and(page, start, run.end);
    if is_field(page, start, end) || is_ministers(page, start, end) {
        return None;
    }
    // "Ossory Medical College and Hospital" ends with a place, as hospitals are.
    if end > run.end && is_place_tail(page, end - 1) {
        return Some(skip_titles(page, start, end - 1)..end);
    }
    let ends = |at: &usize| page.is(*at, class::ORGANISATION_TAIL) || is_state_body(page, start, *at);
    let tail = (start..end).rev().find(|at| ends(at) && is_name_like(page, *at))?;
    // "Harlow Post-KTV News": two bodies. "The Harlow Journal-Register" is one.
    let hyphened = |at: usize| page.tokens[at].gap == Gap::Hyphen && page.is(at - 1, class::ORGANISATION_TAIL);
    if (start + 2..tail).any(hyphened) {
        return None;
    }
    let rest = tail + 1..end;
    if !rest.is_empty() && !page.is_title(rest.start) && !is_its_head(page, start, &rest) {
        return None;
    }
    let start = over_known(page, skip_titles(page, start, tail), tail);
    if is_somebodys(page, start, tail) || is_office_of(page, tail, &rest) {
        return None;
    }
    // "Justice Ministry": what it is for.
    let field = rest.is_empty()
        && page.is(tail, class::OWNED_BODY)
        && page.is(start, class::ORDINARY)
        && !page.is(start, class::OFFICE);
    let start = behind_opening(page, start, tail);
    let telling =
        |at: usize| !page.is(at, class::ORGANISATION_TAIL.or(GRAMMAR).or(TITLES)) || page.is(at, class::DEMONYM);
    let joined = (start..tail).any(|at| page.is(at, class::COORDINATOR));
    if tail == start || !joined && tail - start < 2 && !(field || (start..tail).any(telling)) || tail - start > 6 {
        return None;
    }
    let hyphen = page.tokens.get(tail + 1).is_some_and(|token| token.gap == Gap::Hyphen);
    let name = start - usize::from(super::known::article_belongs(page, start))..tail + 1;
    (!is_person(page, start, tail) && !hyphen && page.is_free(tail..tail + 1)).then_some(name)
}

/// The first word of a stretch that may begin a body's name: behind articles, months, and what only its place gives a capital.
fn first_word(page: &Page, run: &Range<usize>) -> Option<usize> {
    let small = class::DEFINITE
        .or(class::INDEFINITE)
        .or(class::PREPOSITION)
        .or(class::COORDINATOR)
        .or(class::SUBORDINATOR)
        .or(class::PRONOUN)
        .or(class::POSSESSIVE)
        .or(class::CALENDAR);
    let opening = GRAMMAR.or(class::ROLE_MODIFIER).or(TITLES).or(class::CUE);
    run.clone().find(|at| {
        let skipped = page.is_plain(*at) && page.is(*at, opening)
            || page.is(*at, GRAMMAR) && page.opens(*at)
            || is_kind(page, *at, run.end)
            || page.is(*at, small);
        !skipped
    })
}

/// "Ministry of ports and fisheries": the head that ends the capitals, and where what it is for ends.
fn headed(page: &Page, start: usize, limit: usize) -> Option<Range<usize>> {
    let head = (start..limit).find(|at| heads(page, start, *at)).filter(|head| head + 1 == limit)?;
    let end = over_of(page, limit);
    (end > limit).then_some(head..end)
}

/// "Minister of Trade and Advanced Technology": what a minister is for, or the second half of it.
fn is_ministers(page: &Page, start: usize, end: usize) -> bool {
    let second =
        start > 2 && page.is(start - 1, class::COORDINATOR) && page.is_joined(start) && page.is_joined(start - 1);
    let half = second.then(|| page.run_of(start - 2)).flatten().filter(|run| {
        run.end == start - 1 && run.start > 1 && page.is(run.start - 1, class::OF) && page.is(run.start - 2, TITLES)
    });
    let ministry = page.is(start.saturating_sub(1), class::OF) && page.is(start.saturating_sub(2), class::MINISTER);
    let field = page.is(end, class::COORDINATOR)
        && page.run_of(end + 1).is_some_and(|next| next.clone().any(|at| page.is(at, class::MINISTER)));
    ministry
        || field
        || half.is_some_and(|run| (run.start..run.end).chain(start..end).all(|at| page.is(at, class::ORDINARY)))
}

/// "Angela Merkel Cup", "Joe Biden Campaign": what is called after a known person, or is that person's.
fn is_somebodys(page: &Page, start: usize, tail: usize) -> bool {
    let whose = |hit: &super::matching::Hit| page.gazetteer.kind(hit.form.row) == Some(Kind::Person);
    tail > start
        && page.is(tail, class::OTHER_TAIL.or(class::OWNED_BODY))
        && super::weigh::hits(page, &(start..tail)).any(whose)
}

/// "Kestria Trade Minister": the last word of a body's name that belongs to the office behind it.
fn is_office_of(page: &Page, tail: usize, rest: &Range<usize>) -> bool {
    rest.clone().any(|at| page.is(at, class::MINISTER))
        && page.is(tail, class::ORDINARY)
        && !page.is(tail, class::ORGANISATION_HEAD)
}

/// Behind a word that only its place gives a capital, before a people or a known name.
fn behind_opening(page: &Page, start: usize, tail: usize) -> usize {
    let behind = page.is_plain(start)
        && start + 1 < tail
        && (page.is(start + 1, class::DEMONYM) || super::known::known_at(page, start + 1));
    start + usize::from(behind)
}

/// "Petra Banks": a given name, and a family name that bodies' names end with too.
fn is_person(page: &Page, start: usize, tail: usize) -> bool {
    tail == start + 1
        && page.is(start, class::FIRST_NAME)
        && !page.is(start, class::ORDINARY)
        && page.is(tail, class::SURNAME)
}

/// "Drugmaker Harlow Biologics": at the start of a sentence, what the firm behind it is.
fn is_kind(page: &Page, at: usize, end: usize) -> bool {
    page.opens(at)
        && page.inner_count(at) == 0
        && page.is(at, class::BODY_NOUN)
        && !page.is(at, class::ORGANISATION_HEAD.or(class::ORGANISATION_TAIL))
        && at + 2 < end
        && !page.is(at + 1, class::ORDINARY.or(GRAMMAR))
}

/// Whether the head of a body's name stands before "of": "Ministry of Ports", "Consulate General of Kestria".
fn heads(page: &Page, start: usize, at: usize) -> bool {
    let general = at > start
        && page.is(at, class::ROLE_MODIFIER)
        && page.is(at, class::TITLE)
        && page.is(at - 1, class::ORGANISATION_HEAD);
    page.is(at + 1, class::LINK) && (page.is(at, class::ORGANISATION_HEAD) || general)
}

/// "Chief of Legal Services", "Journal of Undersea Systems": what an office or another name is for, no body of its own.
fn is_field(page: &Page, start: usize, end: usize) -> bool {
    let of = start >= 2 && page.is(start - 1, class::OF) && page.is_joined(start) && page.is_joined(start - 1);
    let known = |at: usize| page.claim_at(at).is_some() || page.is(at, class::ORGANISATION_HEAD);
    of && page.is_capital(start - 2)
        && !known(start - 2)
        && (start..end).all(|at| page.is(at, class::ORDINARY) && !page.is(at, class::DEMONYM))
}

/// "Kestrian Government", "Tallis State Embassy": a body of the state behind the name of its country or region. Silent for the
/// government of a person.
fn is_state_body(page: &Page, start: usize, at: usize) -> bool {
    let place = |at: usize| {
        page.is(at, class::DEMONYM)
            || super::weigh::hits(page, &(at..at + 1)).any(|hit| page.gazetteer.kind(hit.form.row) == Some(Kind::Place))
    };
    // A longer name is none.
    page.is(at, class::ORGANISATION_HEAD)
        && page.is(at, class::OWNED_BODY)
        && (at.saturating_sub(7).max(start)..at).any(place)
}

fn is_place_tail(page: &Page, at: usize) -> bool {
    page.is(at, class::PLACE_TAIL) && !page.is(at, class::ORGANISATION_TAIL)
}

fn is_name_like(page: &Page, at: usize) -> bool {
    page.shape(at) != Some(Shape::Lower)
}

/// "Jammu and Kashmir Cricket Association": back over a known place that reaches into the name.
fn over_known(page: &Page, start: usize, tail: usize) -> usize {
    let from = page.hits.partition_point(|hit| (hit.start as usize) + 5 < start);
    page.hits[from..]
        .iter()
        .take_while(|hit| (hit.start as usize) < start)
        .find(|hit| {
            (hit.end as usize) > start
                && (hit.end as usize) <= tail
                && page.is_free(hit.start as usize..hit.end as usize)
        })
        .map_or(start, |hit| hit.start as usize)
}

/// Past titles in front: "President of" is none of them, "Chief Executive" is.
fn skip_titles(page: &Page, start: usize, end: usize) -> usize {
    let last = (start..end).rev().find(|at| page.is(*at, TITLES) && !page.is(*at, class::ORGANISATION_TAIL));
    match last {
        Some(last)
            if page.is(last, class::OFFICE)
                && page.is(last, class::MALE.or(class::FEMALE))
                && page.is(last + 1, class::FIRST_NAME) =>
        {
            last
        }
        // "King Tarn University", "Sheikh Okselu Foundation": named after somebody.
        Some(last)
            if page.is(last, class::MALE.or(class::FEMALE))
                && page.is(last, class::TITLE)
                && !page.is(last, class::ABBREVIATION)
                && last + 1 < end
                && page.is(last + 1, class::FIRST_NAME.or(class::SURNAME)) =>
        {
            last
        }
        // "General Supply Company", "Kestria Private Sector Alliance": the rank of nobody.
        Some(last)
            if page.is(last, class::ROLE_MODIFIER)
                && page.is(last, class::ORDINARY)
                && last + 1 < end
                && page.is(last + 1, class::ORDINARY)
                && !page.is(last + 1, class::FIRST_NAME.or(class::SURNAME).or(class::DEMONYM)) =>
        {
            start
        }
        Some(last) if page.is(last, class::OFFICE.or(class::TITLE)) && last + 1 < end => last + 1,
        _ => start,
    }
}

/// "Parliament", "Congress": with a capital inside a sentence and no name beside it, the body itself.
/// Silent at the start of a sentence, for "a parliament", and for "Member of Parliament".
pub(super) fn institutions(page: &mut Page) {
    for run in page.runs.clone() {
        let at = run.start;
        if run.len() == 1
            && page.is(at, class::INSTITUTION)
            && page.shape(at) == Some(Shape::Capital)
            && !page.opens(at)
            && !page.tokens[at].weak
            && !page.is(at.saturating_sub(1), class::INDEFINITE)
            && !(at > 1 && page.is(at - 1, class::OF) && page.is(at - 2, class::ROLE) && page.is_capital(at - 2))
        {
            page.discover(run, Kind::Organisation, "institution");
        }
    }
}

/// "IIT-Delhi": letters and a place joined by a hyphen are one body. Silent for "UAE-Israel", two places.
pub(super) fn branches(page: &mut Page) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let next = claim.tokens.end;
        let fits = claim.kind == Kind::Organisation
            && claim.tokens.len() == 1
            && page.shape(claim.tokens.start) == Some(Shape::Upper)
            && page.tokens.get(next).is_some_and(|token| token.gap == Gap::Hyphen)
            && page.is_place_at(next);
        if fits {
            page.absorb(number, next, "branch");
        }
    }
}

/// "the director of Kestrel Port Company Rashida Abdulai said": behind the body's name that of whoever heads it.
fn is_its_head(page: &Page, start: usize, rest: &Range<usize>) -> bool {
    let of = start > 1 && page.is(start - 1, class::OF) && page.is(start - 2, TITLES.or(class::ROLE_MODIFIER));
    let ordinary = |at: usize| page.is(at, class::ORDINARY) && !page.is(at, class::SURNAME.or(class::FIRST_NAME));
    let given = page.is(rest.start, class::FIRST_NAME) || page.is(rest.end, class::CUE_FINITE);
    of && (2..=3).contains(&rest.len()) && given && !rest.clone().any(ordinary)
}
