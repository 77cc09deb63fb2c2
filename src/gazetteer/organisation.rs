//! Organisations that no list holds: by the words of their names, by the acronym in brackets, by their surroundings.

use super::page::{GRAMMAR, Page, TAILS, TITLES};
use super::{Rule, page::Claim};
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
                page.discover(tokens, Kind::Organisation, "organisation-shape");
            }
        }
    }
}

/// Whether the gazetteer knows this name, or a longer one around it.
fn is_known(page: &Page, tokens: &Range<usize>) -> bool {
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

fn shape(page: &Page, run: Range<usize>) -> Option<Range<usize>> {
    let mut start = run.start;
    let small = class::DEFINITE
        .or(class::INDEFINITE)
        .or(class::PREPOSITION)
        .or(class::COORDINATOR)
        .or(class::SUBORDINATOR)
        .or(class::PRONOUN)
        .or(class::POSSESSIVE)
        .or(class::CALENDAR);
    while start < run.end
        && (page.is_plain(start) && page.is(start, GRAMMAR.or(class::ROLE_MODIFIER).or(TITLES).or(class::CUE))
            || page.is(start, GRAMMAR) && page.opens(start)
            || page.is(start, small))
    {
        start += 1;
    }
    if start >= run.end {
        return None;
    }
    let head = (start..run.end).find(|at| page.is(*at, class::ORGANISATION_HEAD) && page.is(at + 1, class::LINK));
    if let Some(head) = head
        && head + 1 == run.end
    {
        let end = over_of(page, head + 1);
        if end > head + 1 {
            let start = skip_titles(page, start, head);
            return page.is_free(head..end).then_some(start..end);
        }
    }
    let (start, end) = over_and(page, start, run.end);
    let ministry = page.is(start.saturating_sub(1), class::OF) && page.is(start.saturating_sub(2), class::MINISTER);
    let field = page.is(end, class::COORDINATOR)
        && page.run_of(end + 1).is_some_and(|next| next.clone().any(|at| page.is(at, class::MINISTER)));
    if ministry || field {
        return None;
    }
    let tail = (start..end).rev().find(|at| page.is(*at, class::ORGANISATION_TAIL) && is_name_like(page, *at))?;
    let rest = tail + 1..end;
    if !rest.is_empty() && !page.is_title(rest.start) {
        return None;
    }
    let start = skip_titles(page, start, tail);
    let start = over_known(page, start, tail);
    let telling =
        |at: usize| !page.is(at, class::ORGANISATION_TAIL.or(GRAMMAR).or(TITLES)) || page.is(at, class::DEMONYM);
    let whose = |hit: &super::matching::Hit| page.gazetteer.kind(hit.form.row) == Some(Kind::Person);
    if tail > start
        && page.is(tail, class::OTHER_TAIL.or(class::BODY_NOUN))
        && super::weigh::hits(page, &(start..tail)).any(whose)
    {
        return None;
    }
    if !rest.is_empty()
        && (rest.start..rest.end).any(|at| page.is(at, class::MINISTER))
        && page.is(tail, class::ORDINARY)
        && !page.is(tail, class::ORGANISATION_HEAD)
    {
        return None;
    }
    let start = if page.is_plain(start)
        && start + 1 < tail
        && (page.is(start + 1, class::DEMONYM) || super::known::known_at(page, start + 1))
    {
        start + 1
    } else {
        start
    };
    if tail == start || !(start..tail).any(telling) || tail - start > 6 {
        return None;
    }
    let person = tail == start + 1
        && page.is(start, class::FIRST_NAME)
        && !page.is(start, class::ORDINARY)
        && page.is(tail, class::SURNAME);
    let hyphen = page.tokens.get(tail + 1).is_some_and(|token| token.gap == Gap::Hyphen);
    let start = if super::known::article_belongs(page, start) { start - 1 } else { start };
    (!person && !hyphen && page.is_free(tail..tail + 1)).then_some(start..tail + 1)
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
        Some(last) if page.is(last, class::OFFICE.or(class::TITLE)) && last + 1 < end => last + 1,
        _ => start,
    }
}

/// The end of what follows "Ministry", over "of", "the", "and".
fn over_of(page: &Page, of: usize) -> usize {
    let mut at = of;
    let mut end = of;
    for _ in 0..4 {
        if !page.is_joined(at) || !page.is(at, class::LINK.or(class::COORDINATOR)) {
            break;
        }
        let mut next = at + 1;
        if page.is(next, class::DEFINITE) && page.is_joined(next) {
            next += 1;
        }
        let direct = at == of && next == at + 1;
        if !page.is_capital(next)
            || !page.is_joined(next)
            || page.is(next, class::CALENDAR)
            || page.is_title(next) && !page.is(next + 1, class::LINK)
            || page.is(at, class::LOCATIVE) && !direct
        {
            break;
        }
        let joins = page.is(at, class::COORDINATOR);
        let plain = |at: usize| page.is(at, class::ORDINARY) && !page.is(at, class::DEMONYM);
        if joins && !(plain(end.saturating_sub(1)) && plain(next)) {
            break;
        }
        let Some(run) = page.run_of(next) else { break };
        let another = |at: usize| page.is(at, class::ORGANISATION_HEAD) && page.is(at + 1, class::LINK);
        if at > of + 1 && (next..run.end).any(another) {
            break;
        }
        let stops = |at: usize| page.is_title(at) || page.is(at, class::CALENDAR) || known_person(page, at, run.end);
        end = (next + 1..run.end).find(|at| stops(*at)).unwrap_or(run.end);
        end = over_commas(page, end);
        at = end;
    }
    end
}

/// Whether the rest of a run is a person: "University of Havana Julio Fernandez".
fn known_person(page: &Page, at: usize, end: usize) -> bool {
    end >= at + 2
        && page.is(at, class::FIRST_NAME)
        && !page.is(at, class::ORDINARY)
        && page.is(end - 1, class::SURNAME.or(class::FIRST_NAME))
        && !page.is(end - 1, TAILS)
}

/// "Digital, Culture and Sport": over a list of ordinary words with capitals that ends with "and".
fn over_commas(page: &Page, end: usize) -> usize {
    let plain = |at: usize| {
        page.is_capital(at)
            && page.is(at, class::ORDINARY)
            && page.is_joined(at)
            && !page.is(at, class::CALENDAR.or(TITLES))
    };
    let mut at = end;
    while page.shape(at) == Some(Shape::Comma) && plain(at + 1) && plain(end - 1) && at < end + 12 {
        at += 1;
        while plain(at) {
            at += 1;
        }
    }
    if at > end && page.is(at, class::COORDINATOR) && plain(at + 1) { at } else { end }
}

/// "Food and Drug Administration": over "and" where both sides are ordinary words and the far one has the tail.
fn over_and(page: &Page, start: usize, end: usize) -> (usize, usize) {
    let plain = |at: usize| page.is(at, class::ORDINARY) && page.is_free(at..at + 1);
    if page.is(end, class::COORDINATOR)
        && page.shape(end) == Some(Shape::Lower)
        && page.is_joined(end)
        && page.is_joined(end + 1)
        && page.is_capital(end + 1)
        && plain(end - 1)
        && plain(end + 1)
        && !page.is(end - 1, class::ORGANISATION_TAIL)
        && let Some(run) = page.run_of(end + 1)
        && page.is(run.end - 1, class::ORGANISATION_TAIL)
    {
        return (start, run.end);
    }
    (start, end)
}

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
                page.bar(short);
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
        if initial == Some(letters[left - 1]) && page.is_capital(at) {
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

/// "Parliament", "Congress": with a capital inside a sentence and no name beside it, the body itself.
/// Silent at the start of a sentence, and for "a parliament".
pub(super) fn institutions(page: &mut Page) {
    for run in page.runs.clone() {
        let at = run.start;
        if run.len() == 1
            && page.is(at, class::INSTITUTION)
            && page.shape(at) == Some(Shape::Capital)
            && !page.opens(at)
            && !page.tokens[at].weak
            && !page.is(at.saturating_sub(1), class::INDEFINITE)
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
            && page.claim_at(next).is_some_and(|place| place.kind == Kind::Place && place.basis != Basis::Demonym);
        if fits {
            page.absorb(number, next, "branch");
        }
    }
}
