//! Bodies named after what they want: "Lawyers for Clean Rivers", "Mothers Against Noise".

use super::organisation::is_known;
use super::page::{GRAMMAR, Page, TITLES};
use super::reach::over_of;
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::Shape;

/// "Lawyers for Clean Rivers", "Kestria Campaign Against Noise": people or a body, a preposition, and a cause of ordinary words,
/// all with capitals. Silent at the start of a sentence, for "lawyers for Tarn Okselu" and for a place behind the preposition.
pub(super) fn causes(page: &mut Page) {
    for run in page.runs.clone() {
        if page.tokens[run.start].weak {
            continue;
        }
        for at in (run.start + 1)..=run.end.min(run.start + 5) {
            if let Some(end) = cause(page, at)
                && (run.start..at).any(|at| is_people(page, at))
                && !page.is_plain(run.start)
                && !page.is(run.start, TITLES.or(GRAMMAR).or(class::CALENDAR))
                && page.is_free(run.start..end)
                && !is_known(page, &(run.start..end))
            {
                page.discover(run.start..end, Kind::Organisation, "cause");
                break;
            }
        }
    }
}

/// Where the cause ends whose preposition stands at `at`.
fn cause(page: &Page, at: usize) -> Option<usize> {
    let field = |at: usize| {
        page.is(at, class::ORDINARY.or(GRAMMAR)) && !page.is(at, TITLES.or(class::DEMONYM).or(class::CALENDAR))
    };
    let joins = page.is(at, class::PREPOSITION)
        && !page.is(at, class::OF)
        && page.is_joined(at)
        && page.is_joined(at + 1)
        && page.is_capital(at + 1);
    let run = if joins { page.run_of(at + 1)? } else { return None };
    let end = match page.shape(at)? {
        Shape::Capital => run.end,
        _ if page.is(at, class::LINK) && page.is(at, class::AFFILIATION) && is_many(page, at - 1) => over_of(page, at),
        _ => return None,
    };
    (end > at + 1 && (at + 1..end).all(field) && end - at < 7).then_some(end)
}

/// Many people of a kind: "Lawyers", "Journalists".
fn is_many(page: &Page, at: usize) -> bool {
    let many = page.is(at, class::COLLECTIVE) && page.is(at, class::ORDINARY) && !page.is(at, class::DEMONYM);
    many && page.is_capital(at)
}

fn is_people(page: &Page, at: usize) -> bool {
    is_many(page, at) || page.is(at, class::ORGANISATION_HEAD) && page.shape(at) == Some(Shape::Capital)
}
