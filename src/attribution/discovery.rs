//! Names that only a quotation shows to be a person's: "Small said", where no list and no title knew Small.

use super::Verdict;
use super::scene::{NO_MENTION, Noun, Scene};
use crate::document::{Basis, Document, Entity, Kind};
use crate::gazetteer::link::slug;
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::{class, gender};
use crate::token::{Shape, Token, span_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// Adds the named sources that no mention covers: to the person of that surname, where the article has one, else as a new one.
pub(crate) fn speakers(named: &mut Named, scene: &Scene<'_>, verdicts: &[Verdict], document: &Document) {
    let found = verdicts.iter().filter_map(|verdict| match verdict {
        Verdict::Said(decision) if decision.finding.noun == Noun::Proper && decision.finding.shared.is_none() => {
            bare_name(scene, &decision.finding.source)
        }
        _ => None,
    });
    let mut sources: Vec<Range<usize>> = found.collect();
    if sources.is_empty() {
        return;
    }
    sources.sort_by_key(|name| (name.start, name.end));
    sources.dedup_by_key(|name| name.start);
    let holders = holders(named, scene.tokens, document);
    let mut ids: BTreeMap<String, u32> =
        named.entities.iter().enumerate().map(|(at, entity)| (entity.id.clone(), at as u32)).collect();
    for tokens in sources {
        let surname = &document[scene.tokens[tokens.end - 1].span()];
        let holder = holders.get(surname).copied().flatten().filter(|_| tokens.len() == 1);
        let entity = holder.unwrap_or_else(|| create(named, &mut ids, scene.tokens, &tokens, document));
        let (basis, rule) = (Basis::Context, Rule::Named("speaker"));
        named.mentions.push(TokenMention { tokens, entity, basis, rule, decision: None });
    }
    named.sort();
}

/// The person whose name ends with each word; `None` where several do.
fn holders<'a>(named: &Named, tokens: &[Token], document: &'a Document) -> BTreeMap<&'a str, Option<u32>> {
    let mut holders: BTreeMap<&str, Option<u32>> = BTreeMap::new();
    for mention in named.mentions.iter().filter(|mention| mention.basis.counts()) {
        if named.entities[mention.entity as usize].kind == Kind::Person {
            let word = &document[tokens[mention.tokens.end - 1].span()];
            let slot = holders.entry(word).or_insert(Some(mention.entity));
            *slot = slot.filter(|entity| *entity == mention.entity);
        }
    }
    holders
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

/// A new person of that name, or the one of that id.
fn create(
    named: &mut Named,
    ids: &mut BTreeMap<String, u32>,
    tokens: &[Token],
    name: &Range<usize>,
    document: &Document,
) -> u32 {
    let words = &document[span_of(tokens, name)];
    let mut id = format!("person:{}", slug(words));
    if name.len() == 1 {
        id = format!("{id}@{}", document.id);
    }
    if let Some(known) = ids.get(&id) {
        return *known;
    }
    ids.insert(id.clone(), named.entities.len() as u32);
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
