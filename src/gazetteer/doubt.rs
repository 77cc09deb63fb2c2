//! What makes a name of one word doubtful that some list holds, or makes up for its doubt: a verb in capitals, the letters of a
//! state, a service that people write on, the article of a sea.

use super::alias::Form;
use super::matching::Hit;
use super::page::Page;
use super::row::Sort;
use crate::lexicon::class;
use crate::token::{Gap, Shape};

/// Whether the article names the row of a hit by another form too, or people of it follow: "PPP senators".
pub(super) fn is_spelled_out(page: &Page, hit: &Hit) -> bool {
    let next = hit.end as usize;
    let people = page.is(next, class::ROLE.or(class::COLLECTIVE)) && !page.is(next, class::MINISTER);
    people || page.is_spelled_out(hit.form.row)
}

/// "THE WAR IS OVER", "What IS the plan": letters that are a verb too. Silent for "IS CLAIMS", "IS fighters", "held by IS".
pub(super) fn is_verb(page: &Page, at: usize) -> bool {
    if !page.is(at, class::AUXILIARY) || page.shape(at) != Some(Shape::Upper) {
        return false;
    }
    let next = at + 1;
    let acts = page.shape(next) == Some(Shape::Possessive)
        || page.is(next, class::CUE_FINITE.or(class::COLLECTIVE).or(class::ROLE).or(class::BODY_NOUN));
    let held = at > 0 && page.is(at - 1, class::PREPOSITION.or(class::AGENT).or(class::TO).or(class::DEMONYM));
    if page.tokens[at].weak {
        return !acts && !held;
    }
    !held && page.is(next, class::DETERMINER.or(class::NEGATION).or(class::PRONOUN))
}

/// The digits of the number behind a state in an address.
const ZIP: usize = 5;

/// Whether a region's two letters stand where no address or party has them.
pub(super) fn is_postal(page: &Page, at: usize, hit: &Hit) -> bool {
    let letters = hit.form.caps & 1 != 0 && page.word(at).len() == 2 && page.shape(at) == Some(Shape::Upper);
    let behind = at > 0
        && (matches!(page.shape(at - 1), Some(Shape::Comma | Shape::Open)) || page.tokens[at].gap == Gap::Hyphen);
    letters && !behind && !(page.shape(at + 1) == Some(Shape::Number) && page.word(at + 1).len() == ZIP)
}

/// "the Pacific", "the Gulf": a capital inside a sentence behind the article, and nothing of the name's on its right. Silent for
/// "the West", which is as often a part of the country.
pub(super) fn has_article(page: &Page, at: usize) -> bool {
    at > 0
        && page.is(at - 1, class::DEFINITE)
        && page.shape(at - 1) == Some(Shape::Lower)
        && page.is_joined(at)
        && page.shape(at) == Some(Shape::Capital)
        && !page.tokens[at].weak
        && !page.is(at, class::COMPASS)
        && !(page.is_joined(at + 1) && (page.is_capital(at + 1) || page.shape(at + 1) == Some(Shape::Number)))
}

/// Whether a place of the list has the same name.
pub(super) fn is_town(page: &Page, hit: &Hit) -> bool {
    let tokens = hit.start as usize..hit.end as usize;
    super::weigh::hits(page, &tokens).any(|other| {
        other.form.form != Form::Demonym
            && matches!(page.gazetteer.sort(other.form.row), Sort::Capital | Sort::Region | Sort::City | Sort::Site)
    })
}

/// "on Twitter", "a Twitter post": the service, not the firm.
pub(super) fn is_medium(page: &Page, at: usize) -> bool {
    page.is(at, class::PLATFORM)
        && (at > 0
            && page.is(
                at - 1,
                class::MEDIUM.or(class::POSSESSIVE).or(class::INDEFINITE).or(class::AGENT).or(class::COORDINATOR),
            )
            || page.shape(at + 1) == Some(Shape::Lower)
                && page.is_joined(at + 1)
                && !page.is(
                    at + 1,
                    class::CUE.or(class::AUXILIARY).or(class::PREPOSITION).or(class::FIRM_NOUN).or(class::COORDINATOR),
                ))
}
