//! Who answers the questions of an interview: the person whom the words before the first question introduce.

use super::scene::Scene;
use super::speaker::Speaker;
use crate::document::{Evidence, EvidenceRole, Kind};
use crate::gazetteer::Named;
use crate::token::span_of;
use std::collections::BTreeMap;

/// The name of the rule in the column `resolution`.
const RULE: &str = "introduced";

/// The one person named before the first turn, or the one named more often than all others together; else nobody.
pub(super) fn introduced(scene: &Scene<'_>, named: &Named) -> Speaker {
    let Some(label) = scene.marked.iter().find_map(|marked| marked.label.as_ref()) else { return Speaker::default() };
    let first = label.tokens.start;
    let counts = |mention: &&crate::gazetteer::TokenMention| {
        let block = scene.blocks.partition_point(|block| block.tokens.end <= mention.tokens.start);
        mention.tokens.end <= first
            && mention.basis.counts()
            && named.entities[mention.entity as usize].kind == Kind::Person
            && scene.blocks.get(block).is_some_and(|block| block.paragraph.zone.counts())
    };
    let mut people: BTreeMap<u32, usize> = BTreeMap::new();
    for mention in named.mentions.iter().filter(counts) {
        *people.entry(mention.entity).or_default() += 1;
    }
    let all: usize = people.values().sum();
    let Some((entity, _)) = people.into_iter().find(|(_, count)| count * 2 > all) else { return Speaker::default() };
    let mention = named.mentions.iter().filter(counts).find(|mention| mention.entity == entity);
    let evidence = mention
        .map(|mention| Evidence { span: span_of(scene.tokens, &mention.tokens), role: EvidenceRole::Antecedent });
    Speaker { entities: vec![entity], rule: RULE, evidence, ..Speaker::default() }
}
