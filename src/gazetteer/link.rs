//! Which mentions are the same entity.

use super::page::{Claim, Page};
use super::{Named, Rule, TokenMention};
use crate::document::{Basis, Document, Entity, Gender, Kind};
use crate::lexicon::class;
use crate::token::fold_word;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Gives every claim its entity.
pub(super) fn entities(mut page: Page, document: &Document) -> Named {
    let mut claims = std::mem::take(&mut page.claims);
    let mut linker = Linker {
        page: &page,
        document,
        entities: Vec::new(),
        by_id: HashMap::with_hasher(FixedState::with_seed(19)),
        holders: HashMap::with_hasher(FixedState::with_seed(23)),
        of_claim: vec![None; claims.len()],
    };
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|at| claims[*at].tokens.start);
    for full in [true, false] {
        for at in &order {
            if linker.of_claim[*at].is_none() && is_full(&claims[*at]) == full {
                linker.of_claim[*at] = linker.link(&claims[*at]);
            }
        }
    }
    let of_claim = linker.of_claim;
    let entities = linker.entities;
    finish(&mut claims, &order, &of_claim, entities)
}

fn is_full(claim: &Claim) -> bool {
    !claim.rows.is_empty() && claim.basis != Basis::Short || claim.tokens.len() > 1 && claim.basis == Basis::Context
}

/// Puts the entities into the order of their first mention.
fn finish(claims: &mut [Claim], order: &[usize], of_claim: &[Option<u32>], entities: Vec<Entity>) -> Named {
    let mut named = Named::default();
    let mut place: Vec<Option<u32>> = vec![None; entities.len()];
    for at in order {
        let Some(old) = of_claim[*at] else { continue };
        let new = *place[old as usize].get_or_insert_with(|| {
            named.entities.push(entities[old as usize].clone());
            named.entities.len() as u32 - 1
        });
        let claim = &mut claims[*at];
        named.mentions.push(TokenMention {
            tokens: claim.tokens.clone(),
            entity: new,
            basis: claim.basis,
            rule: claim.rule,
            others: claim.rows.iter().skip(1).copied().collect(),
        });
    }
    named
}

struct Linker<'a> {
    page: &'a Page<'a>,
    document: &'a Document,
    entities: Vec<Entity>,
    by_id: HashMap<String, u32, FixedState>,
    /// Entities of persons by the words of their names, with the place of the mention.
    holders: HashMap<u32, Vec<(usize, u32, bool)>, FixedState>,
    of_claim: Vec<Option<u32>>,
}

impl Linker<'_> {
    fn link(&mut self, claim: &Claim) -> Option<u32> {
        let short = claim.tokens.len() == 1 || claim.basis == Basis::Short;
        if claim.kind == Kind::Person && short {
            if let Some(holder) = self.holder(claim) {
                return Some(holder);
            }
        }
        if claim.basis == Basis::Demonym && claim.rows.is_empty() {
            return None;
        }
        let entity = match claim.rows.first() {
            Some(row) => self.known(*row),
            None => self.unknown(claim),
        };
        if claim.kind == Kind::Person {
            self.hold(claim, entity);
        }
        Some(entity)
    }

    fn known(&mut self, row: u32) -> u32 {
        let gazetteer = self.page.gazetteer;
        let kind = gazetteer.kind(row).unwrap_or(Kind::Place);
        let name = gazetteer.name(row).to_owned();
        let id = format!("{}:{}", kind.name(), slug(&name));
        self.entity(Entity { id, name, kind, gender: gazetteer.gender(row), known: Some(row) })
    }

    fn unknown(&mut self, claim: &Claim) -> u32 {
        let start = self.page.tokens[claim.tokens.start].start as usize;
        let end = self.page.tokens[claim.tokens.end - 1].end as usize;
        let name: String = self.page.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let mut id = format!("{}:{}", claim.kind.name(), slug(&name));
        if claim.tokens.len() == 1 {
            id = format!("{id}@{}", self.document.id);
        }
        let given = crate::lexicon::gender(self.page.classes(claim.tokens.start));
        let listed = match (
            self.page.is(claim.tokens.start, class::FIRST_MALE),
            self.page.is(claim.tokens.start, class::FIRST_FEMALE),
        ) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let gender = if claim.kind == Kind::Person { claim.gender.or(listed).or(given) } else { None };
        self.entity(Entity { id, name, kind: claim.kind, gender, known: None })
    }

    fn entity(&mut self, entity: Entity) -> u32 {
        if let Some(known) = self.by_id.get(&entity.id) {
            return *known;
        }
        let number = self.entities.len() as u32;
        self.by_id.insert(entity.id.clone(), number);
        self.entities.push(entity);
        number
    }

    fn hold(&mut self, claim: &Claim, entity: u32) {
        let last = claim.tokens.end - 1;
        for at in claim.tokens.clone() {
            self.holders.entry(self.page.keys[at]).or_default().push((claim.tokens.start, entity, at == last));
        }
    }

    /// The person whom a short name stands for: the nearest holder before it, else the first after it.
    fn holder(&self, claim: &Claim) -> Option<u32> {
        let key = self.page.keys[claim.tokens.end - 1];
        let holders = self.holders.get(&key)?;
        let fits = |entity: u32| {
            let known = self.entities[entity as usize].gender;
            claim.gender.is_none() || known.is_none() || known == claim.gender
        };
        let family = holders.iter().any(|(_, entity, last)| *last && fits(*entity));
        let fitting = || holders.iter().filter(|(_, entity, last)| (*last || !family) && fits(*entity));
        let before = fitting().filter(|(at, ..)| *at < claim.tokens.start).max_by_key(|(at, ..)| *at);
        before.or_else(|| fitting().min_by_key(|(at, ..)| *at)).map(|(_, entity, _)| *entity)
    }
}

/// Folded letters and digits, joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|ch: char| ch.is_whitespace() || ch == '-') {
        let folded: String = fold_word(word).chars().filter(|ch| ch.is_alphanumeric()).collect();
        if !folded.is_empty() {
            if !out.is_empty() {
                out.push('-');
            }
            out.push_str(&folded);
        }
    }
    out
}

#[allow(dead_code)]
fn unused(_: Rule) {}
