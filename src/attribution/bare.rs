//! The bare name in words that name a speaker: which of them are somebody's name, where no mention covers them.

use super::scene::{NO_MENTION, Scene};
use crate::lexicon::{class, gender};
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

/// The capitalised words at the head of a source that no mention touches.
pub(super) fn name(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let tokens = scene.tokens;
    let free = |at: usize| scene.mention_at[at] == NO_MENTION;
    let source = match behind_role(scene, source) {
        Some(name) => name,
        None if source.clone().all(free) => source.clone(),
        None => return None,
    };
    let start = name_start(tokens, &source)?;
    let inside = |at: &usize| {
        tokens[*at].is_capital() && tokens[*at].shape != Shape::Upper
            || tokens[*at].is(class::PARTICLE) && tokens[*at].shape == Shape::Lower
            || *at > start && tokens[*at].gap == Gap::Hyphen && tokens[*at].shape == Shape::Lower
    };
    let mut name = start..(start..source.end).take_while(inside).last()? + 1;
    if !begins_as_name(scene, &source, &name) {
        return None;
    }
    while name.len() > 1 && tokens[name.end - 1].is(class::PARTICLE.or(class::NAME_SUFFIX)) {
        name.end -= 1;
    }
    // One ordinary word with a capital at the start of a sentence is not enough.
    let plain = name.len() == 1
        && !is_behind_title(tokens, &source, start)
        && (tokens[start].first || tokens[start].weak)
        && tokens[start].is(class::ORDINARY);
    // "Army 2nd Lt. Beau Tallis": more of the name follows.
    let more = tokens.get(name.end).is_some_and(|next| {
        next.gap == Gap::Space && (next.is_capital() || next.shape == Shape::Number) && !next.is(class::CALENDAR)
    });
    (name.len() <= 4 && !names_no_person(tokens, &name) && !plain && !more).then_some(name)
}

/// "Ms. Boxer": behind a title a role is a name.
fn is_behind_title(tokens: &[Token], source: &Range<usize>, at: usize) -> bool {
    at > source.start && tokens[at - 1].is(class::TITLE) && gender(tokens[at - 1].classes).is_some()
}

/// Where the name in a source begins, behind its titles and roles.
fn name_start(tokens: &[Token], source: &Range<usize>) -> Option<usize> {
    let light = class::TITLE
        .or(class::ROLE)
        .or(class::ROLE_MODIFIER)
        .or(class::DEMONYM)
        .or(class::DETERMINER)
        .or(class::COLLECTIVE);
    let begins =
        |at: &usize| tokens[*at].is_capital() && (!tokens[*at].is(light) || is_behind_title(tokens, source, *at));
    let mut start = source.clone().find(begins)?;
    // "the minister for Rural Roads Rashida Abdulai": what she is minister for.
    let field = |at: usize| tokens[at].is(class::ORDINARY) && !tokens[at].is(class::FIRST_NAME.or(class::SURNAME));
    if start > 0 && tokens[start - 1].is(class::PREPOSITION) {
        start += (start..source.end.saturating_sub(2)).take_while(|at| field(*at)).count();
    }
    // "the Abuelas", "research firm Quarnix", "a clerk of Quarnix Books": no person.
    let held = class::DEFINITE.or(class::BODY_NOUN).or(class::OF);
    (start == 0 || !tokens[start - 1].is(held)).then_some(start)
}

/// Whether the words may be a name: neither all ordinary, nor a party and its state, nor "But" or "I".
fn begins_as_name(scene: &Scene<'_>, source: &Range<usize>, name: &Range<usize>) -> bool {
    let tokens = scene.tokens;
    let first = &tokens[name.start];
    let named = |token: &Token| token.is(class::FIRST_NAME.or(class::SURNAME));
    let common = |token: &Token| token.is(class::ORDINARY.or(class::PREPOSITION)) && !named(token);
    // "Legislator Hung Sun-ha": behind a role with a capital, ordinary words are a name.
    let role = |token: &Token| token.is(class::TITLE.or(class::ROLE)) && token.is_capital();
    let behind = name.start > source.start && name.len() > 1 && role(&tokens[name.start - 1]);
    if tokens[name.clone()].iter().all(common) && !behind && !is_titled(scene, source)
        || first.is(class::PREPOSITION) && !named(first)
    {
        return false;
    }
    // "R-Kestr.": a party and a state.
    let letter = first.end == first.start + 1;
    let party = letter && tokens.get(name.start + 1).is_some_and(|next| next.gap == Gap::Hyphen);
    !party && !first.is(class::CLOSED.or(class::PRONOUN_FIRST))
}

/// Whether a word of the name is that of a body, a place or a day.
fn names_no_person(tokens: &[Token], name: &Range<usize>) -> bool {
    let tail = class::ORGANISATION_TAIL
        .or(class::ORGANISATION_HEAD)
        .or(class::PLACE_TAIL)
        .or(class::OTHER_TAIL)
        .or(class::CALENDAR)
        .or(class::DEMONYM)
        .or(class::PRONOUN);
    let first = &tokens[name.start];
    // "Wanda Green", "Grant Green, a baker": a given name outweighs the village green.
    let described = tokens.get(name.end).is_some_and(|token| token.shape == Shape::Comma)
        && tokens.get(name.end + 1).is_some_and(|token| token.is(class::INDEFINITE))
        && tokens[name.end - 1].is(class::SURNAME);
    let given = name.len() == 2 && first.is(class::FIRST_NAME) && (!first.is(class::ORDINARY) || described);
    // "Lien Sun-ha": half of a given name is no paper.
    let joins = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
    let hyphened = |at: usize| at > name.start && (joins(at) || joins(at + 1));
    name.clone().any(|at| {
        tokens[at].is(tail) && !given && !hyphened(at)
            || tokens[at].is(class::LETTERS)
            || tokens[at].shape == Shape::Inner
    })
}

/// "Ms. Boxer said": a word for a role, but behind a title that no role has. "Mr. Speaker" is nobody's name.
pub(super) fn is_titled(scene: &Scene<'_>, source: &Range<usize>) -> bool {
    let (title, name) = (&scene.tokens[source.start], &scene.tokens[source.end - 1]);
    let bare = title.is(class::TITLE) && title.is(class::ABBREVIATION) && gender(title.classes).is_some();
    let free = source.clone().all(|at| scene.mention_at[at] == NO_MENTION);
    source.len() == 2 && bare && free && name.shape == Shape::Capital && !name.is(class::TITLE.or(class::FAMILY))
}

/// "Velania's minister of works Esmat Khatir": the full name behind a role that holds other names.
pub(super) fn behind_role(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let tokens = scene.tokens;
    let of_name = |at: &usize| {
        scene.mention_at[*at] == NO_MENTION && (tokens[*at].is_capital() || tokens[*at].gap == Gap::Hyphen)
    };
    let start = source.clone().rev().take_while(of_name).last()?;
    let role = |at: usize| tokens[at].is(class::ROLE.or(class::TITLE));
    let start = (start..source.end).find(|at| !role(*at))?;
    let lead = tokens[start.checked_sub(1)?].shape == Shape::Lower || role(start - 1);
    (source.end - start > 1 && lead && (source.start..start).any(role)).then_some(start..source.end)
}
