//! Speakers whom only their quotations show to be people, by their whole names: after "Abdulai said", "Rashida Abdulai of the Harbor
//! Union" is she; and the other way about, after "Rashida Abdulai said", Abdulai.

use super::discovery::create;
use crate::document::{Basis, Document, Kind};
use crate::gazetteer::fuller::{around, goes_on, is_joined};
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::class;
use crate::token::{Gap, Shape, Token};
use std::collections::BTreeMap;
use std::ops::Range;

/// Joins the lone names of `named` that no list holds to whole ones: the mentions from `added` on are new.
pub(super) fn join(
    named: &mut Named,
    ids: &mut BTreeMap<String, u32>,
    tokens: &[Token],
    document: &Document,
    added: usize,
) {
    let word = |at: usize| &document[tokens[at].span()];
    let person = |named: &Named, mention: &TokenMention| {
        let entity = &named.entities[mention.entity as usize];
        entity.kind == Kind::Person && entity.known.is_none() && mention.basis.counts() && mention.basis != Basis::Role
    };
    // Who has a new name as his last word, and who has it alone.
    let mut called: BTreeMap<&str, Holders> = BTreeMap::new();
    for mention in named.mentions[added..].iter().filter(|mention| person(named, mention)) {
        called.entry(word(mention.tokens.end - 1)).or_default();
    }
    if called.is_empty() {
        return;
    }
    let mut covered = vec![false; tokens.len()];
    for mention in &named.mentions {
        covered[mention.tokens.clone()].fill(true);
        let Some(holders) = called.get_mut(word(mention.tokens.end - 1)) else { continue };
        let lone = mention.tokens.len() == 1;
        if named.entities[mention.entity as usize].kind == Kind::Person {
            holders.note(mention.entity, lone && person(named, mention) && mention.basis == Basis::Context);
        }
    }
    let mut more: Vec<(Range<usize>, Option<u32>)> = Vec::new();
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if !matches!(token.shape, Shape::Capital | Shape::Inner) || token.weak || covered[at] {
            continue;
        }
        let Some(holders) = called.get_mut(word(at)) else { continue };
        if let Some(full) = around(tokens, at, |at| !covered[at]) {
            covered[full.clone()].fill(true);
            let entity = create(named, ids, tokens, &full, Kind::Person, document);
            holders.note(entity, false);
            more.push((full, Some(entity)));
        } else if stands_alone(tokens, at) {
            more.push((at..at + 1, None));
        }
    }
    for (tokens, entity) in more {
        let (entity, basis) = match entity {
            Some(entity) => (entity, Basis::Context),
            None => match called.get(word(tokens.end - 1)).and_then(Holders::one) {
                Some(entity) => (entity, Basis::Short),
                None => continue,
            },
        };
        let rule = Rule::Named(if basis == Basis::Short { "speaker" } else { "full-name" });
        named.mentions.push(TokenMention { tokens, entity, basis, rule, decision: None });
    }
    give_to_whole(named, &called);
    by_given_name(named, tokens, document);
}

/// "Murtada said", after "Alhassan Murtada Iddrisu": a lone name that the one full name has before its last word is the same person's,
/// unless somebody else has it as his last.
fn by_given_name(named: &mut Named, tokens: &[Token], document: &Document) {
    let word = |at: usize| &document[tokens[at].span()];
    let open = |entity: u32| named.entities[entity as usize].kind == Kind::Person;
    let counts =
        |mention: &&TokenMention| mention.basis.counts() && mention.basis != Basis::Role && open(mention.entity);
    // Whoever has a word alone, and has no other name.
    let mut lone: BTreeMap<u32, Option<&str>> = BTreeMap::new();
    for mention in named.mentions.iter().filter(counts) {
        if named.entities[mention.entity as usize].known.is_some() {
            continue;
        }
        let only = Some(word(mention.tokens.start)).filter(|_| mention.tokens.len() == 1);
        let slot = lone.entry(mention.entity).or_insert(only);
        *slot = slot.filter(|held| Some(*held) == only);
    }
    let alone: BTreeMap<&str, u32> = lone.iter().filter_map(|(entity, word)| Some(((*word)?, *entity))).collect();
    if alone.is_empty() {
        return;
    }
    let mut targets: BTreeMap<u32, Option<u32>> = BTreeMap::new();
    for mention in named.mentions.iter().filter(counts).filter(|mention| mention.tokens.len() > 1) {
        for at in mention.tokens.clone() {
            let Some(short) = alone.get(word(at)) else { continue };
            let last = at + 1 == mention.tokens.end;
            let slot = targets.entry(*short).or_insert(Some(mention.entity));
            *slot = slot.filter(|held| !last && *held == mention.entity);
        }
    }
    for mention in &mut named.mentions {
        if let Some(Some(to)) = targets.get(&mention.entity) {
            (mention.entity, mention.basis) = (*to, Basis::Short);
        }
    }
    for (short, whole) in targets {
        let Some(whole) = whole else { continue };
        let gender = named.entities[short as usize].gender;
        let slot = &mut named.entities[whole as usize].gender;
        *slot = slot.or(gender);
    }
}

/// Makes what has only a lone name the one who has it behind others.
fn give_to_whole(named: &mut Named, called: &BTreeMap<&str, Holders>) {
    let targets: BTreeMap<u32, u32> =
        called.values().filter_map(|holders| Some((holders.lone?, holders.one()?))).collect();
    for mention in &mut named.mentions {
        if let Some(to) = targets.get(&mention.entity).filter(|to| **to != mention.entity) {
            (mention.entity, mention.basis) = (*to, Basis::Short);
        }
    }
    for (lone, whole) in targets {
        let gender = named.entities[lone as usize].gender;
        let slot = &mut named.entities[whole as usize].gender;
        *slot = slot.or(gender);
    }
}

/// Who is called by a word.
#[derive(Default)]
struct Holders {
    /// Who has no other name.
    lone: Option<u32>,
    /// Who has it behind others.
    whole: Option<u32>,
    several: bool,
}

impl Holders {
    fn note(&mut self, entity: u32, lone: bool) {
        let slot = if lone { &mut self.lone } else { &mut self.whole };
        self.several |= slot.is_some_and(|other| other != entity);
        *slot = Some(entity);
    }

    /// The one who is meant by the word alone.
    fn one(&self) -> Option<u32> {
        self.whole.or(self.lone).filter(|_| !self.several)
    }
}

/// Whether no other word with a capital is joined to the one at `at`, which is no ordinary word at the start of a sentence.
fn stands_alone(tokens: &[Token], at: usize) -> bool {
    let before = at > 0 && is_joined(tokens, at) && (tokens[at - 1].is_capital() || tokens[at].gap == Gap::Hyphen);
    let behind = goes_on(tokens, at + 1);
    let titled = before && tokens[at].gap == Gap::Space && tokens[at - 1].is(class::TITLE);
    let held = at > 0 && is_joined(tokens, at) && tokens[at - 1].is(class::DEFINITE);
    !(behind || held || before && !titled || tokens[at].first && tokens[at].is(class::ORDINARY))
}
