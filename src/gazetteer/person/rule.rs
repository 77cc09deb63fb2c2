//! Which words with capitals are a person's name, and by which rule: by title, initials, given name, family name, role, apposition.

use super::Lead;
use crate::gazetteer::page::{GRAMMAR, Page, TAILS, TITLES};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// The rule by which the words are a person's name.
pub(super) fn of(page: &Page, lead: &Lead, core: &Range<usize>) -> Option<&'static str> {
    let (first, last, len) = (core.start, core.end - 1, core.len());
    if is_nobody(page, lead, core) {
        return None;
    }
    if lead.title && (lead.honorific || !core.clone().all(|at| is_ordinary(page, at) && !is_given(page, at))) {
        return Some("title");
    }
    if is_place_or_work(page, core) {
        return None;
    }
    if page.shape(first) == Some(Shape::Initial) && len >= 2 && !is_ordinary(page, last) {
        return Some("initials");
    }
    if len >= 2 && begins_given(page, core) {
        if ends_as_thing(page, core) {
            return None;
        }
        if is_full(page, core) {
            return Some("first-name");
        }
    }
    if is_family_first(page, core) {
        return Some("family-first");
    }
    let ordinary = |at: usize| is_ordinary(page, at);
    if lead.role && (len >= 2 || is_given(page, first) && !ordinary(first)) && !core.clone().all(ordinary) {
        return Some("role");
    }
    if (2..=3).contains(&len) && !core.clone().any(ordinary) {
        return apposition(page, core.end).or_else(|| holder(page, core));
    }
    (len == 1 && described(page, core).is_some()).then_some("apposition")
}

/// "his wife, Marva, said", "its director, Harjono,": the noun before the comma, and a lone name between it and another comma.
pub(super) fn described(page: &Page, core: &Range<usize>) -> Option<usize> {
    let comma = |at: usize| page.shape(at) == Some(Shape::Comma);
    let noun = core.start.checked_sub(2).filter(|noun| comma(noun + 1) && comma(core.end))?;
    let lone = core.len() == 1 && page.shape(core.start) == Some(Shape::Capital) && !is_ordinary(page, core.start);
    let somebody = page.is(noun, class::TITLE.or(class::FAMILY).or(class::OFFICE))
        && !page.is(noun, class::COLLECTIVE.or(class::BODY_NOUN))
        && page.shape(noun) == Some(Shape::Lower);
    let word = |at: &usize| page.shape(*at) == Some(Shape::Lower) && page.is_joined(at + 1);
    let first = (noun.saturating_sub(3)..noun).rev().take_while(word).last().unwrap_or(noun);
    let held = (first..noun).any(|at| page.is(at, class::DEFINITE.or(class::POSSESSIVE)))
        || first > 0 && (page.shape(first - 1) == Some(Shape::Possessive) || page.is(first - 1, class::POSSESSIVE));
    (lone && somebody && held).then_some(noun)
}

/// A word of the language, that no name has as its small word.
fn is_ordinary(page: &Page, at: usize) -> bool {
    page.is(at, class::ORDINARY.or(GRAMMAR)) && !page.is(at, class::PARTICLE)
}

/// A given or a family name of the lists.
fn is_given(page: &Page, at: usize) -> bool {
    page.is(at, class::FIRST_NAME.or(class::SURNAME))
}

/// Whether the words are letters, a party, a slogan, a people, a title or ordinary ones, whatever stands around them.
fn is_nobody(page: &Page, lead: &Lead, core: &Range<usize>) -> bool {
    let (first, last, len) = (core.start, core.end - 1, core.len());
    let tail = page.is(last, TAILS) && !page.is(last, class::SURNAME)
        || page.is(last, TITLES) && len < 3 && !is_given(page, last);
    // "R-Kestr.": a party and a state.
    let party = page.word(first).len() == 1
        && len == 2
        && page.tokens[last].gap == Gap::Hyphen
        && (page.is(last, class::ABBREVIATION) || page.word(last).ends_with('.'));
    // "Tallis Jobs With Justice".
    let slogan = (first + 1..last).any(|at| {
        page.shape(at) == Some(Shape::Capital)
            && page.is(at, class::PREPOSITION)
            && !page.is(at, class::PARTICLE)
            && !is_given(page, at)
    });
    if party || tail || slogan || has_letters(page, lead, core) {
        return true;
    }
    if core.clone().any(|at| page.is(at, class::DEMONYM)) {
        return true;
    }
    let title = |at: usize| {
        page.is(at, TITLES.or(class::ROLE_MODIFIER))
            && (lead.title || page.is(at, class::ABBREVIATION) || !is_given(page, at))
    };
    if core.clone().all(title) || lead.title && len == 1 && page.is(first, TAILS) && is_ordinary(page, first) {
        return true;
    }
    // "Independent Green Growers", "Rights Under Law": what follows such a word may be no name.
    let ends = is_ordinary(page, last)
        && !is_given(page, last)
        && !page.is(last, class::NAME_SUFFIX.or(class::PRONOUN_FIRST))
        && !page.is(first, class::FIRST_NAME);
    let begins = page.is(first, class::PREPOSITION.or(class::OF)) && !is_given(page, first);
    lead.title && !lead.honorific && (ends || begins)
}

/// Whether capitals stand there that are no line's and no initials': "UNICEF", "AP Tallis".
fn has_letters(page: &Page, lead: &Lead, core: &Range<usize>) -> bool {
    let (first, last, len) = (core.start, core.end - 1, core.len());
    let upper = |at: usize| page.shape(at) == Some(Shape::Upper);
    let letters = |at: usize| upper(at) && (page.word(at).len() == 3 || page.word(at).len() > 3 && !is_given(page, at));
    core.clone().any(letters)
        || upper(first)
            && !(lead.title && len > 1 && is_initials(page, first))
            && (len == 1
                || !page.is(first, class::FIRST_NAME)
                || is_ordinary(page, first)
                || page.word(first).len() == 2 && !upper(last))
}

/// "Bang Len district", "Beau Tallis beach", "the film Vera Tallis".
fn is_place_or_work(page: &Page, core: &Range<usize>) -> bool {
    let place = page.is(core.end, class::PLACE_NOUN.or(class::PLACE_TAIL))
        && !page.is(core.end, class::BODY_NOUN.or(class::ORGANISATION_TAIL).or(class::CUE))
        && page.shape(core.end) == Some(Shape::Lower)
        && page.is_joined(core.end);
    place || is_work(page, core)
}

/// Whether the first word is a given name here, and no small word that opens the sentence: "Will Tallis run?".
fn begins_given(page: &Page, core: &Range<usize>) -> bool {
    let (first, last) = (core.start, core.end - 1);
    let speaks = page.is(first, class::AUXILIARY)
        && page.is(core.end, class::AUXILIARY.or(class::CUE_FINITE))
        && page.inner_count(last) > 0
        && core.len() == 2;
    page.is(first, class::FIRST_NAME)
        && !is_held(page, first)
        && !(page.is(first, class::PREPOSITION) && page.opens(first))
        && !(page.is(first, GRAMMAR) && page.opens(first) && page.inner_count(first) == 0 && !speaks)
}

/// "Mount Tallis", "Dona Cash Holdings": a place's name, or a body's of which nothing is said that people do.
fn ends_as_thing(page: &Page, core: &Range<usize>) -> bool {
    let (first, last) = (core.start, core.end - 1);
    let small = page.is(first, class::PARTICLE.or(class::PLACE_HEAD).or(class::DEFINITE));
    let echoed = page.inner_count(last) > 1;
    let body = page.is(last, class::ORGANISATION_TAIL.or(class::PLACE_TAIL).or(class::OTHER_TAIL));
    let says = page.is(core.end, class::CUE_FINITE.or(class::RELATIVE));
    small || page.is(last, TAILS) && (!echoed || body) && !says
}

/// Whether what follows the given name is a family name, or the given name is no other word.
fn is_full(page: &Page, core: &Range<usize>) -> bool {
    let (first, last) = (core.start, core.end - 1);
    let doubtful = page.is(first, class::FIRST_ORDINARY.or(class::ORDINARY).or(GRAMMAR));
    !doubtful || !is_ordinary(page, last) || page.is(last, class::SURNAME) && page.inner_count(last) > 1
}

/// "Nguyen Van An": a family name that stands first, and no ordinary word behind it.
fn is_family_first(page: &Page, core: &Range<usize>) -> bool {
    let first = core.start;
    let syllable = |at: usize| {
        !is_ordinary(page, at)
            || page.shape(at) == Some(Shape::Lower)
            || page.is(at, class::SYLLABLE.or(class::FAMILY_FIRST))
    };
    page.is(first, class::FAMILY_FIRST)
        && !page.is(first, class::PARTICLE.or(GRAMMAR))
        && (2..=4).contains(&core.len())
        && (first + 1..core.end).all(syllable)
        && !is_held(page, first)
}

/// Whether the name is a work's: between quotation marks of its own, or beside a word for one ("the film Vera Tallis").
fn is_work(page: &Page, core: &Range<usize>) -> bool {
    let work = |at: usize| {
        page.is(at, class::WORK) && !page.is(at, TITLES.or(class::BODY_NOUN)) && page.shape(at) == Some(Shape::Lower)
    };
    let before = core.start.checked_sub(1);
    before.is_some_and(|at| page.shape(at) == Some(Shape::Quote) && page.shape(core.end) == Some(Shape::Quote))
        || page.is_joined(core.start) && before.is_some_and(work)
}

/// "T.J.": letters with stops, which are no name of a place or a body.
fn is_initials(page: &Page, at: usize) -> bool {
    let word = page.word(at);
    (2..=6).contains(&word.len()) && word.contains('.') && !page.is(at, class::LETTERS.or(class::DEMONYM))
}

/// Whether an article or "at" stands before the name: "the Dona Cash platform", "at Vijay Chowk" name no person.
fn is_held(page: &Page, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|_| page.is_joined(first)) else { return false };
    page.is(before, class::DEFINITE.or(class::INDEFINITE))
        || page.is(before, class::LOCATIVE) && page.is(before, class::AFFILIATION)
}

/// "the prime minister of Kestria, X,": the name between commas behind a description of its holder.
fn holder(page: &Page, core: &Range<usize>) -> Option<&'static str> {
    let comma = |at: usize| page.shape(at) == Some(Shape::Comma);
    let before = core.start.checked_sub(1).filter(|at| comma(*at) && comma(core.end))?;
    let words = (before.saturating_sub(8)..before)
        .rev()
        .take_while(|at| page.tokens.get(*at).is_some_and(crate::token::Token::is_word));
    let start = words.last()?;
    let role = (start..before).find(|at| page.is(*at, TITLES) && page.shape(*at) == Some(Shape::Lower))?;
    (start..role).any(|at| page.is(at, class::DEFINITE)).then_some("apposition")
}

/// "X, 34," and "X, the head of …".
fn apposition(page: &Page, end: usize) -> Option<&'static str> {
    let mark = page.shape(end)?;
    let next = end + 1;
    if page.shape(next) == Some(Shape::Number) && page.word(next).len() <= 2 {
        match (mark, page.shape(next + 1)) {
            (Shape::Comma, Some(Shape::Comma | Shape::Stop)) | (Shape::Open, Some(Shape::Close)) => return Some("age"),
            _ => {}
        }
    }
    if mark != Shape::Comma {
        return None;
    }
    // "who", not "which".
    if page.is(next, class::RELATIVE) && page.is(next, class::PRONOUN) {
        return Some("apposition");
    }
    let noun = (next..next + 6)
        .take_while(|at| page.tokens.get(*at).is_some_and(crate::token::Token::is_word))
        .any(|at| page.is(at, TITLES) && page.shape(at) == Some(Shape::Lower));
    (noun && (page.is(next, class::DETERMINER) || page.is(next, TITLES.or(class::ROLE_MODIFIER))))
        .then_some("apposition")
}
