//! Persons that no list holds: by title, given name, initials, role, apposition, age, order of names.

mod rule;

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TAILS, TITLES};
use crate::document::{Basis, Gender, Kind};
use crate::lexicon::{class, gender};
use crate::token::Shape;
use std::ops::Range;

/// Goes through the runs of capitals that are still free.
pub(super) fn discover(page: &mut Page) {
    for run in page.runs.clone() {
        let mut at = run.start;
        while at < run.end {
            let end = (at..run.end).find(|at| !page.is_free(*at..*at + 1)).unwrap_or(run.end);
            if end > at {
                piece(page, at..end);
            }
            at = end + 1;
        }
    }
}

/// What stands before a name.
struct Lead {
    start: usize,
    /// A title of its own: "Mr", "President".
    title: bool,
    /// A role in small letters: "soldier".
    role: bool,
    honorific: bool,
    gender: Option<Gender>,
}

fn lead(page: &Page, piece: &Range<usize>) -> Lead {
    let mut lead = Lead { start: piece.start, title: false, role: false, honorific: false, gender: None };
    // "Prime Minister Dean Castillo": a title that is a given name too, between an office and one more word, is the name;
    // "Tan Sri Haron Castillo": behind another and before two, it is a title.
    let office = |at: usize| at > piece.start && page.is(at - 1, class::OFFICE) && page.is(at - 1, class::TITLE);
    let given = |at: usize| {
        office(at) && piece.end == at + 2 && page.is(at, class::FIRST_NAME) && gender(page.classes(at)).is_none()
    };
    let second = |at: usize| {
        at > piece.start && page.is(at - 1, class::TITLE) && page.is(at, class::TITLE) && piece.end > at + 2
    };
    let is_title = |at: usize| {
        page.is(at, TITLES)
            && !given(at)
            // "Tan Mei Ling": a family name, unless a title follows it.
            && (!page.is(at, class::FAMILY_FIRST) || page.is(at + 1, class::TITLE))
            && (second(at)
                || !page.is(at, class::FIRST_NAME)
                || page.is(at, class::FIRST_ORDINARY.or(class::ORDINARY))
                || page.is(at, class::ABBREVIATION) && page.word(at).ends_with('.'))
    };
    // "Rafael Barón Herazo": a title behind a given name is a name, unless it is shortened.
    let named = |at: usize| {
        at > piece.start
            && page.is(at - 1, class::FIRST_NAME)
            && !is_mayor(page, at, piece.end)
            && !page.is(at - 1, class::ORDINARY.or(TITLES).or(class::FIRST_ORDINARY))
            && page.is(at, class::FIRST_NAME.or(class::SURNAME))
            && !page.is(at, class::ABBREVIATION)
    };
    let last = (piece.start..piece.end.saturating_sub(1)).rev().find(|at| is_title(*at) && !named(*at));
    if let Some(last) = last
        && (page.is(last, class::TITLE.or(class::OFFICE)) || piece.end - last > 2)
    {
        lead.start = last + 1;
        lead.title = true;
        lead.honorific = page.is(last, class::ABBREVIATION);
        lead.gender = (piece.start..=last).find_map(|at| gender(page.classes(at)));
        return lead;
    }
    while lead.start < piece.end
        && (page.is(lead.start, class::DEMONYM)
            || page.is_plain(lead.start) && !page.is(lead.start, class::FIRST_NAME)
            || page.is(lead.start, class::CALENDAR)
            || page.is(lead.start, GRAMMAR) && !page.is(lead.start, class::FIRST_NAME.or(class::SURNAME)))
    {
        lead.start += 1;
    }
    if lead.start > 0 && lead.start == piece.start && page.is_joined(lead.start) {
        let before = lead.start - 1;
        let classes = page.classes(before);
        if page.shape(before) == Some(Shape::Lower) && classes.any(TITLES.or(class::FAMILY)) {
            lead.role = true;
            lead.gender = gender(classes);
        }
    }
    lead
}

/// "Orlando Mayor Petra Tallis": a title behind a place, before a given name and what follows that.
fn is_mayor(page: &Page, at: usize, end: usize) -> bool {
    let place = |hit: &super::matching::Hit| page.gazetteer.kind(hit.form.row) == Some(Kind::Place);
    end > at + 2 && page.is(at + 1, class::FIRST_NAME) && super::weigh::hits(page, &(at - 1..at)).any(place)
}

/// "Said Reyl:" at the start of a sentence: the verb, which is a given name too. Silent for "Said Reyl spoke".
fn is_verb(page: &Page, piece: &Range<usize>) -> bool {
    page.is(piece.start, class::SAY)
        && page.opens(piece.start)
        && page.inner_count(piece.start) == 0
        && !page.is(piece.end, class::AUXILIARY.or(class::CUE_FINITE).or(class::PAST_LIKE))
        && piece.len() > 1
}

/// "Tallis Senior Adviser", "Kestria Sen.", "Vera Tallis The": where a name ends before words that are none.
fn without_tail(page: &Page, core: &Range<usize>) -> usize {
    let named = |at: usize| page.is(at, class::FIRST_NAME.or(class::SURNAME)) && !page.is(at, class::ABBREVIATION);
    let office = |at: usize| page.is(at, TITLES.or(class::ROLE_MODIFIER)) && !named(at) && page.is(at, class::ORDINARY);
    let mut end = core.end;
    while end > core.start + 1 && (page.is(end - 1, class::DEFINITE) || office(end - 1)) {
        end -= 1;
    }
    let short =
        page.is(end - 1, class::TITLE) && page.is(end - 1, class::ABBREVIATION) && page.word(end - 1).ends_with('.');
    end - usize::from(short && end > core.start + 1)
}

fn piece(page: &mut Page, mut piece: Range<usize>) {
    if is_verb(page, &piece) {
        piece.start += 1;
    }
    let lead = lead(page, &piece);
    let mut core = lead.start..piece.end;
    while core.start < core.end
        && (page.is(core.end - 1, class::CALENDAR)
            || page.is(core.end - 1, class::PARTICLE) && page.is(core.end - 1, GRAMMAR) && core.len() > 1)
    {
        core.end -= 1;
    }
    if core.len() > 1 {
        core.end = without_tail(page, &core);
    }
    if core.is_empty() || core.len() > 6 {
        return;
    }
    if page.tokens[core.start].weak && !is_closed(page, &piece, &core) {
        credit(page, core);
        return;
    }
    if let Some(claim) = city(page, &core) {
        page.claim(claim);
        return;
    }
    let Some(rule) = rule::of(page, &lead, &core).or_else(|| inner(page, &mut core)) else { return };
    let (first, lone) = (core.start, core.len() == 1);
    let told = lead.gender.or_else(|| rule::described(page, &core).and_then(|noun| gender(page.classes(noun))));
    page.claim(Claim {
        tokens: core,
        kind: Kind::Person,
        basis: Basis::Context,
        rule: Rule::Named(rule),
        rows: Vec::new(),
        gender: told.filter(|gender| !(lone && is_belied(page, first, *gender))),
    });
}

/// A full name behind words that are none: "Secretary of State Brad Tallis", "Freshman Mike Tallis".
fn inner(page: &Page, core: &mut Range<usize>) -> Option<&'static str> {
    let skips = |at: usize| {
        !page.is(at, class::FIRST_NAME)
            && page.is(at, class::ORDINARY.or(TITLES).or(class::ROLE_MODIFIER).or(class::LETTERS))
            || page.word(at).len() == 1
    };
    let given = |at: usize| page.is(at, class::FIRST_NAME) && !page.is(at, class::PARTICLE);
    let start = (core.start..core.end).find(|at| !skips(*at))?;
    let last = core.end - 1;
    let fits = start > core.start
        && (2..=3).contains(&(core.end - start))
        && given(start)
        && (page.is(last, class::SURNAME) || !page.is(last, class::ORDINARY))
        && !page.is(last, TAILS)
        && !(start..core.end).any(|at| page.shape(at) == Some(Shape::Upper) || page.is(at, class::DEMONYM));
    core.start = if fits { start } else { core.start };
    fits.then_some("first-name")
}

/// "Reporting by Lusha Tallis", "REUTERS / Issei Tallis": who wrote or took the picture.
fn credit(page: &mut Page, core: Range<usize>) {
    let before = core.start.checked_sub(1);
    let slash = before.is_some_and(|at| {
        page.shape(at) == Some(Shape::Other)
            && at > 0
            && (page.is(at - 1, class::CREDIT)
                || page.claim_at(at - 1).is_some_and(|claim| claim.kind == Kind::Organisation))
    });
    let byline =
        before.is_some_and(|at| page.is_byline(core.start) && page.is(at, class::AGENT.or(class::COORDINATOR)));
    let name = (2..=4).contains(&core.len())
        && !core.clone().any(|at| page.shape(at) == Some(Shape::Upper) || page.is(at, class::CREDIT.or(class::BYLINE)))
        && !page.is(core.end - 1, class::ORGANISATION_TAIL);
    if name && (slash || byline) {
        page.discover(core, Kind::Person, if slash { "credit" } else { "byline" });
    }
}

/// "in Kara-Balta": a known city with a name like a person's, behind a word of place.
fn city(page: &Page, core: &Range<usize>) -> Option<Claim> {
    if core.start == 0 || !page.is(core.start - 1, class::LOCATIVE) || super::place::is_money(page, core.end) {
        return None;
    }
    let rows: Vec<u32> = super::weigh::hits(page, core)
        .map(|hit| hit.form.row)
        .filter(|row| page.gazetteer.kind(*row) == Some(Kind::Place))
        .collect();
    let rule = Rule::Row(*rows.first()?);
    Some(Claim { tokens: core.clone(), kind: Kind::Place, basis: Basis::Name, rule, rows, gender: None })
}

/// Whether a name in a line of capitals is bounded by marks or small letters, and has the form of a full name.
fn is_closed(page: &Page, piece: &Range<usize>, core: &Range<usize>) -> bool {
    let all = page.run_of(core.start).is_some_and(|run| run == *piece);
    all && core.start == piece.start
        && (2..=3).contains(&core.len())
        && page.is(core.start, class::FIRST_NAME)
        && core.clone().all(|at| !page.is(at, class::ORDINARY.or(GRAMMAR)) || page.is(at, class::SURNAME))
        && !core.clone().any(|at| page.shape(at) == Some(Shape::Upper))
}

/// "Sheikh Rehana": a title that men have, before nothing but a name that only women have, is part of the name. Not so "Mr".
fn is_belied(page: &Page, first: usize, gender: Gender) -> bool {
    let given = page.classes(first);
    let short = first > 0 && page.is(first - 1, class::ABBREVIATION);
    gender == Gender::Male && !short && given.any(class::FIRST_FEMALE) && !given.any(class::FIRST_MALE)
}
