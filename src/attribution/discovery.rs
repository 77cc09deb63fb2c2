//! Names that only a quotation shows to be a person's: "Small said", where no list and no title knew Small.

use super::Verdict;
use super::scene::{NO_MENTION, Noun, Scene};
use crate::document::{Basis, Document, Entity, Kind};
use crate::gazetteer::link::slug;
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::{class, gender};
use crate::token::{Shape, Token, span_of};
use std::ops::Range;

/// Adds the named sources that no mention covers: to the person of that surname, where the article has one, else as a new one.
pub(crate) fn speakers(named: &mut Named, scene: &Scene<'_>, verdicts: &[Verdict], document: &Document) {
    let mut added: Vec<TokenMention> = Vec::new();
    for verdict in verdicts {
        let Verdict::Said(decision) = verdict else { continue };
        let finding = &decision.finding;
        if finding.noun != Noun::Proper || finding.shared.is_some() {
            continue;
        }
        let Some(name) = bare_name(scene, &finding.source) else { continue };
        if added.iter().any(|mention| mention.tokens == name) {
            continue;
        }
        let entity = holder(named, scene.tokens, &name, document)
            .unwrap_or_else(|| create(named, scene.tokens, &name, document));
        added.push(TokenMention {
            tokens: name,
            entity,
            basis: Basis::Context,
            rule: Rule::Named("speaker"),
            others: Vec::new(),
        });
    }
    named.mentions.extend(added);
    named.sort();
}

/// The capitalised words at the head of a source that no mention touches.
fn bare_name(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let tokens = scene.tokens;
    let free = |at: usize| scene.mention_at[at] == NO_MENTION;
    let light = class::TITLE
        .or(class::ROLE)
        .or(class::ROLE_MODIFIER)
        .or(class::DEMONYM)
        .or(class::DETERMINER)
        .or(class::COLLECTIVE);
    if !source.clone().all(free) {
        return None;
    }
    let start = source.clone().find(|at| tokens[*at].is_capital() && !tokens[*at].is(light))?;
    let inside = |at: &usize| {
        tokens[*at].is_capital() && tokens[*at].shape != Shape::Upper
            || tokens[*at].is(class::PARTICLE) && tokens[*at].shape == Shape::Lower
    };
    let mut end = (start..source.end).take_while(inside).last()? + 1;
    while end > start + 1 && tokens[end - 1].is(class::PARTICLE.or(class::NAME_SUFFIX)) {
        end -= 1;
    }
    let tail = class::ORGANISATION_TAIL
        .or(class::ORGANISATION_HEAD)
        .or(class::PLACE_TAIL)
        .or(class::OTHER_TAIL)
        .or(class::CALENDAR)
        .or(class::DEMONYM)
        .or(class::PRONOUN);
    let person = !(start..end).any(|at| tokens[at].is(tail)) && end - start <= 4;
    // One ordinary word with a capital at the start of a sentence is not enough.
    let plain = end == start + 1 && (tokens[start].first || tokens[start].weak) && tokens[start].is(class::ORDINARY);
    (person && !plain).then_some(start..end)
}

/// The one person of the article whose name ends with the same word.
fn holder(named: &Named, tokens: &[Token], name: &Range<usize>, document: &Document) -> Option<u32> {
    if name.len() > 1 {
        return None;
    }
    let word = &document[tokens[name.end - 1].span()];
    let mut holders: Vec<u32> = named
        .mentions
        .iter()
        .filter(|mention| named.entities[mention.entity as usize].kind == Kind::Person && mention.basis.counts())
        .filter(|mention| &document[tokens[mention.tokens.end - 1].span()] == word)
        .map(|mention| mention.entity)
        .collect();
    holders.sort_unstable();
    holders.dedup();
    match holders[..] {
        [holder] => Some(holder),
        _ => None,
    }
}

fn create(named: &mut Named, tokens: &[Token], name: &Range<usize>, document: &Document) -> u32 {
    let words = &document[span_of(tokens, name)];
    let mut id = format!("person:{}", slug(words));
    if name.len() == 1 {
        id = format!("{id}@{}", document.id);
    }
    if let Some(known) = named.entities.iter().position(|entity| entity.id == id) {
        return known as u32;
    }
    let title =
        name.start.checked_sub(1).and_then(|at| gender(tokens[at].classes).filter(|_| tokens[at].is(class::TITLE)));
    let first = tokens[name.start].classes;
    let given = match (first.any(class::FIRST_MALE), first.any(class::FIRST_FEMALE)) {
        (true, false) => Some(crate::document::Gender::Male),
        (false, true) => Some(crate::document::Gender::Female),
        _ => None,
    };
    let entity = Entity { id, name: words.to_owned(), kind: Kind::Person, gender: title.or(given), known: None };
    named.entities.push(entity);
    named.entities.len() as u32 - 1
}
