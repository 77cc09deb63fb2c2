//! Bodies that their owner's name tells: "Lund's campaign said", "the Velanian culture ministry confirmed".

use super::Verdict;
use super::scene::{Noun, Scene};
use crate::document::{Basis, Document, Entity, Kind};
use crate::gazetteer::slug::slug;
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::class;
use crate::token::{Shape, Token, span_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many words may stand between the owner and the body: "the Velanian public health ministry".
const BETWEEN: usize = 3;

/// Makes an entity of each body that speaks and that only its owner's name tells apart: an owner has one of its kind. Its mention is
/// its noun alone, since the owner's name has one of its own.
pub(super) fn owned(named: &mut Named, scene: &Scene<'_>, verdicts: &[Verdict], document: &Document) {
    let mut found: Vec<(usize, Entity)> = Vec::new();
    for verdict in verdicts {
        let Verdict::Said(decision) = verdict else { continue };
        let finding = &decision.finding;
        if finding.shared.is_some() || !matches!(finding.noun, Noun::Proper | Noun::Nominal) {
            continue;
        }
        if let Some(head) = head(scene, &finding.source)
            && let Some(entity) = body(named, scene.tokens, finding.source.start, head, document)
        {
            found.push((head, entity));
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|(head, _)| *head);
    found.dedup_by_key(|(head, _)| *head);
    let mut ids: BTreeMap<String, u32> =
        named.entities.iter().enumerate().map(|(at, entity)| (entity.id.clone(), at as u32)).collect();
    for (head, entity) in found {
        let number = *ids.entry(entity.id.clone()).or_insert(named.entities.len() as u32);
        if number as usize == named.entities.len() {
            named.entities.push(entity);
        }
        let (basis, rule) = (Basis::Role, Rule::Named("owned-body"));
        named.mentions.push(TokenMention { tokens: head..head + 1, entity: number, basis, rule, decision: None });
    }
    named.sort();
}

/// The noun of the body in a source: its last word, or what stands before a preposition.
fn head(scene: &Scene<'_>, source: &Range<usize>) -> Option<usize> {
    let tokens = scene.tokens;
    let end = source.clone().skip(1).find(|at| tokens[*at].is(class::PREPOSITION) && tokens[*at].shape == Shape::Lower);
    let head = end.unwrap_or(source.end).checked_sub(1).filter(|head| *head > source.start)?;
    let noun = &tokens[head];
    (noun.is(class::OWNED_BODY) && noun.shape == Shape::Lower).then_some(head)
}

/// The body that the words before `head` name.
fn body(named: &Named, tokens: &[Token], start: usize, head: usize, document: &Document) -> Option<Entity> {
    let end = named.mentions.partition_point(|mention| mention.tokens.start < head);
    let owner = named.mentions[..end].last().filter(|owner| owner.tokens.start >= start && owner.tokens.end <= head)?;
    let holder = &named.entities[owner.entity as usize];
    let owns = tokens.get(owner.tokens.end).is_some_and(|token| token.shape == Shape::Possessive);
    // "the Oxford office": one of many.
    let fits = owner.basis == Basis::Demonym
        || match holder.kind {
            Kind::Person => true,
            Kind::Place => owns,
            Kind::Organisation => false,
        };
    if !fits || tokens[start].is(class::INDEFINITE) {
        return None;
    }
    let words = owner.tokens.end + usize::from(owns)..head;
    let plain = |token: &Token| token.is_word() && !token.is(class::FUNCTION.without(class::ORDINARY));
    if words.len() > BETWEEN || !tokens[words.clone()].iter().all(plain) {
        return None;
    }
    let kind = &document[span_of(tokens, &(words.start..head + 1))];
    let (owner_id, scope) = holder.id.split_once('@').map_or((holder.id.as_str(), ""), |(id, scope)| (id, scope));
    let owner_id = owner_id.split_once(':').map_or(owner_id, |(_, id)| id);
    let scope = if scope.is_empty() { String::new() } else { format!("@{scope}") };
    let id = format!("{}:{owner_id}-{}{scope}", Kind::Organisation.name(), slug(kind));
    let name = document[span_of(tokens, &(owner.tokens.start..head + 1))].to_owned();
    Some(Entity { id, name, kind: Kind::Organisation, gender: None, known: None })
}
