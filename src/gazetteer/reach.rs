//! How far the name of a body reaches: over "of", "the", "and" and commas.

use super::page::{Page, TAILS, TITLES};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// The end of what follows "Ministry", over "of", "the", "and".
pub(super) fn over_of(page: &Page, of: usize) -> usize {
    let mut at = of;
    let mut end = of;
    for _ in 0..4 {
        let fields =
            at > of && page.is(at, class::PREPOSITION) && is_plain_noun(page, at - 1) && is_plain_noun(page, at + 1);
        if !page.is_joined(at) || !page.is(at, class::LINK.or(class::COORDINATOR)) && !fields {
            break;
        }
        let mut next = at + 1;
        if page.is(next, class::DEFINITE) && page.is_joined(next) {
            next += 1;
        }
        let direct = at == of && next == at + 1;
        // "Ministry of Hajj": no time stands behind "of".
        let feast = page.is(next, class::CALENDAR)
            && (direct && page.is(at, class::OF)
                || page.is(at, class::COORDINATOR) && page.is(at - 1, class::CALENDAR));
        // "Ministry of Health Director Prosser": the first word is what the ministry is for.
        let plain_field = direct && !page.is(next, TITLES);
        let seat = is_seat(page, of, next);
        if !page.is_capital(next)
            || !page.is_joined(next)
            || page.is(next, class::CALENDAR) && !feast
            || titles_somebody(page, next) && !feast && !plain_field && !seat
            || page.is(at, class::LOCATIVE) && !direct && !fields
        {
            break;
        }
        let joins = page.is(at, class::COORDINATOR);
        let plain = |at: usize| page.is(at, class::ORDINARY) && !page.is(at, class::DEMONYM);
        let ministry = next == at + 1 && page.is(of - 1, class::OWNED_BODY) && (feast || is_unheard(page, next));
        let another = next > at + 1 && super::known::known_at(page, next);
        if joins && (another || !(plain(end.saturating_sub(1)) && plain(next) || ministry)) {
            break;
        }
        let Some(run) = page.run_of(next) else { break };
        let another = |at: usize| page.is(at, class::ORGANISATION_HEAD) && page.is(at + 1, class::LINK);
        if at > of + 1 && (next..run.end).any(another) {
            break;
        }
        let stops = |at: usize| {
            titles_somebody(page, at) && !seat || page.is(at, class::CALENDAR) || known_person(page, at, run.end)
        };
        end = (next + 1..run.end).find(|at| stops(*at)).unwrap_or(run.end);
        end = over_commas(page, end);
        at = end;
    }
    end
}

/// "Office of the Prosecutor General": the seat of whoever holds the title.
fn is_seat(page: &Page, of: usize, at: usize) -> bool {
    let whole = |run: Range<usize>| (at..run.end).all(|at| page.is(at, TITLES.or(class::ROLE_MODIFIER)));
    at == of + 2
        && page.is(of - 1, class::OWNED_BODY)
        && page.run_of(at).is_some_and(|run| !page.is(run.end, class::OF) && whole(run))
}

/// Whether a person's title begins at a word, rather than what a body is for: "Prime Minister Okselu", where "Justice" and
/// "Child Development" are fields.
fn titles_somebody(page: &Page, at: usize) -> bool {
    let next = at + 1;
    if !page.is_title(at) || page.is(next, class::LINK) {
        return false;
    }
    let goes_on = page.is_capital(next) && page.is_joined(next);
    let office = page.is(at, class::OFFICE) || !page.is(at, class::ORDINARY);
    let field = class::TITLE.or(class::ROLE).or(class::OFFICE).or(class::FIRST_NAME).or(class::SURNAME);
    let plural = page.word(at).ends_with('s');
    office || if goes_on { !page.is(next, class::ORDINARY) || page.is(next, field) } else { plural }
}

/// A word with a capital that names nobody by itself, as far as the lists know: "Umrah".
fn is_unheard(page: &Page, at: usize) -> bool {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < at);
    page.shape(at) == Some(Shape::Capital)
        && page.hits.get(from).is_none_or(|hit| hit.start as usize != at)
        && !page.is(at, class::FIRST_NAME.or(class::DEMONYM).or(class::CALENDAR))
}

/// An ordinary word with a capital, as names of bodies have them: "Disabilities", "Health".
fn is_plain_noun(page: &Page, at: usize) -> bool {
    let other = class::DEMONYM.or(class::CALENDAR).or(class::FIRST_NAME);
    page.is_capital(at) && page.is(at, class::ORDINARY) && !page.is(at, other) && !page.is_title(at)
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
pub(super) fn over_and(page: &Page, start: usize, end: usize) -> (usize, usize) {
    let plain = |at: usize| page.is(at, class::ORDINARY) && page.is_free(at..at + 1);
    // "the Phytosanitary and Zoosanitary Agency": one article for both.
    let shared = start > 0
        && page.is(start - 1, class::DEFINITE)
        && end == start + 1
        && !super::known::known_at(page, start)
        && page.run_of(end + 1).is_some_and(|run| run.len() > 1);
    let plural = |at: usize| page.word(at).ends_with('s');
    let fields = |run: &Range<usize>| run.clone().all(|at| page.is(at, class::ORDINARY));
    // "Ossory Medical College and Hospital".
    let joined = page.is_joined(end) && page.is_joined(end + 1);
    if page.is(end, class::COORDINATOR)
        && joined
        && end > start + 1
        && page.is(end - 1, class::TWIN)
        && page
            .run_of(end + 1)
            .is_some_and(|run| run.start == end + 1 && run.len() == 1 && page.is(run.start, class::TWIN))
    {
        return (start, end + 2);
    }
    if page.is(end, class::COORDINATOR)
        && page.shape(end) == Some(Shape::Lower)
        && page.is_joined(end)
        && page.is_joined(end + 1)
        && page.is_capital(end + 1)
        && (plain(end - 1) && plain(end + 1) || shared)
        && let Some(run) = page.run_of(end + 1)
        && run.len() > 1
        && page.is(run.end - 1, class::ORGANISATION_TAIL)
        && (!page.is(end - 1, class::ORGANISATION_TAIL)
            || plural(end - 1)
                && fields(&run)
                && !page.is(end + 1, class::DEFINITE)
                && page.keys[end - 1] != page.keys[run.end - 1])
    {
        return (start, run.end);
    }
    (start, end)
}
