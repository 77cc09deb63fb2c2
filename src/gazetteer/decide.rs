//! What a reader decided about entities: `decisions.csv`, one decision a row, the later row undoing the earlier.

use super::decision::{Counting, Decision, KINDS, Verb, kind_of, pair, with_kind};
use super::named::{Named, TokenMention};
use crate::document::{Attribution, Entity, Kind, Quote};
use crate::error::Error;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// All that was decided, ready to be applied. Ids are those that the rules find, before any decision.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    rows: Vec<Decision>,
    /// Ids that stand for another, with the row that says so.
    renamed: HashMap<String, (String, u32), FixedState>,
    /// Ids that are left out.
    hidden: HashMap<String, u32, FixedState>,
    /// Pairs of ids, in order, that are never one.
    apart: BTreeMap<(String, String), u32>,
    /// Rows of the gazetteer that an id stands for, where decisions name it.
    known: HashMap<String, u32, FixedState>,
    /// Rows of the gazetteer whose type was decided.
    typed: HashMap<u32, u32, FixedState>,
    /// Rows of the gazetteer that are left out.
    hidden_rows: Vec<u32>,
    /// Further names: the row of the gazetteer, the name, the decision.
    aliases: Vec<(u32, String, u32)>,
}

/// The rows of the gazetteer, as far as decisions ask about them.
pub(super) trait Rows {
    /// The row of an entity.
    fn row_of(&self, id: &str) -> Option<u32>;
    /// Gives a row another kind; returns its new id.
    fn retype(&mut self, row: u32, kind: Kind) -> String;
}

impl Decisions {
    /// What `rows` decide, in their order.
    pub(super) fn new(rows: Vec<Decision>, gazetteer: &mut impl Rows, errors: &mut Vec<Error>) -> Self {
        let counting = Counting::of(&rows);
        let mut decisions = Self::default();
        for id in rows.iter().flat_map(|row| [&row.entity, &row.other]) {
            if let Some(row) = gazetteer.row_of(id) {
                decisions.known.insert(id.clone(), row);
            }
        }
        for (id, number) in &counting.types {
            let Some(kind) = KINDS.into_iter().find(|kind| kind.name() == rows[*number as usize].other) else {
                continue;
            };
            if kind_of(id) == Some(kind) {
                continue;
            }
            let new = match decisions.known.get(id).copied() {
                Some(row) => {
                    decisions.typed.insert(row, *number);
                    let new = gazetteer.retype(row, kind);
                    decisions.known.insert(new.clone(), row);
                    new
                }
                None => with_kind(id, kind.name()),
            };
            decisions.renamed.insert(id.clone(), (new, *number));
        }
        decisions.join(&rows, &counting, errors);
        for (id, number) in &counting.shown {
            if rows[*number as usize].verb == Verb::Hide {
                decisions.hidden_rows.extend(decisions.known.get(id));
                decisions.hidden.insert(decisions.last(id).to_owned(), *number);
            }
        }
        for ((id, _), number) in &counting.names {
            let row = &rows[*number as usize];
            if row.verb == Verb::NoAlias {
                continue;
            }
            match decisions.known.get(decisions.last(id)) {
                Some(known) => decisions.aliases.push((*known, row.other.clone(), *number)),
                None => errors.push(
                    row.error("entity", format!("no list holds {id}"))
                        .hint("paste its row of unknown.csv into a table of names, and write the alias there"),
                ),
            }
        }
        decisions.rows = rows;
        decisions
    }

    /// Makes one of the entities that are the same, in the order of the rows; then looks for contradictions.
    fn join(&mut self, rows: &[Decision], counting: &Counting, errors: &mut Vec<Error>) {
        let mut numbers: Vec<u32> = counting.pairs.values().copied().collect();
        numbers.sort_unstable();
        for number in &numbers {
            let row = &rows[*number as usize];
            if row.verb != Verb::Same {
                continue;
            }
            let (one, other) = (self.last(&row.entity).to_owned(), self.last(&row.other).to_owned());
            if one == other {
                continue;
            }
            let only_other = self.known.contains_key(&other) && !self.known.contains_key(&one);
            let (stays, goes) = if only_other { (other, one) } else { (one, other) };
            self.renamed.insert(goes, (stays, *number));
        }
        for number in &numbers {
            let row = &rows[*number as usize];
            if row.verb != Verb::Different {
                continue;
            }
            if self.last(&row.entity) == self.last(&row.other) {
                let chain = self.renamed.values().map(|(_, number)| rows[*number as usize].line.to_string());
                let lines = chain.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
                let message = format!("other rows make {} and {} the same", row.entity, row.other);
                errors.push(row.error("other", message).hint(format!("see lines {lines}; undo one of them")));
            }
            self.apart.insert(pair(&row.entity, &row.other), *number);
        }
    }

    /// What an id stands for in the end.
    fn last<'a>(&'a self, id: &'a str) -> &'a str {
        let mut id = id;
        // Each step was made from an end to another end, so that there is no circle; the bound is a belt.
        for _ in 0..=self.renamed.len() {
            match self.renamed.get(id) {
                Some((next, _)) => id = next,
                None => break,
            }
        }
        id
    }

    /// Whether nothing was decided.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of the gazetteer that are left out.
    pub(super) fn hidden_rows(&self) -> &[u32] {
        &self.hidden_rows
    }

    /// Further names, each with its row of the gazetteer and its decision.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (u32, &str, u32, &Decision)> {
        self.aliases.iter().map(|(row, name, number)| (*row, name.as_str(), *number, &self.rows[*number as usize]))
    }

    /// That a name can't be matched.
    pub(super) fn unmatched(&self, number: u32) -> Error {
        let row = &self.rows[number as usize];
        let message = format!("`{}` can't be found in a text", row.other);
        row.error("other", message).hint("a name is made of up to twelve words, without marks between them")
    }

    /// The file and line of a decision.
    pub(super) fn place(&self, number: u32) -> Option<(u16, u32)> {
        self.rows.get(number as usize).map(|row| (row.file, row.line))
    }

    /// The decision that two ids are never one.
    pub(super) fn apart(&self, one: &str, other: &str) -> Option<u32> {
        if self.apart.is_empty() {
            return None;
        }
        self.apart.get(&pair(one, other)).copied()
    }

    /// The row of the gazetteer of an id that a decision names.
    pub(super) fn row_of(&self, id: &str) -> Option<u32> {
        self.known.get(id).copied()
    }

    /// Gives entities the ids that were decided and joins those that are one; returns where each went.
    pub(super) fn rename(&self, named: &mut Named, gazetteer: &super::Gazetteer) -> Option<Vec<u32>> {
        if self.renamed.is_empty() && self.typed.is_empty() {
            return None;
        }
        let mut marks: Vec<Option<u32>> = vec![None; named.entities.len()];
        for (entity, mark) in named.entities.iter_mut().zip(&mut marks) {
            if let Some((_, number)) = self.renamed.get(&entity.id) {
                *mark = Some(*number);
                self.become_last(entity, gazetteer);
            } else {
                *mark = entity.known.and_then(|row| self.typed.get(&row)).copied();
            }
        }
        mark(&mut named.mentions, &marks);
        let mut first: BTreeMap<&str, u32> = BTreeMap::new();
        let target: Vec<u32> =
            (0..).zip(&named.entities).map(|(at, entity)| *first.entry(&entity.id).or_insert(at)).collect();
        for (at, to) in target.iter().enumerate() {
            if named.entities[at].name.len() > named.entities[*to as usize].name.len()
                && named.entities[at].known.is_none()
            {
                let longer = named.entities[at].name.clone();
                named.entities[*to as usize].name = longer;
            }
        }
        for mention in &mut named.mentions {
            mention.entity = target[mention.entity as usize];
        }
        Some(target)
    }

    fn become_last(&self, entity: &mut Entity, gazetteer: &super::Gazetteer) {
        let id = self.last(&entity.id).to_owned();
        entity.kind = kind_of(&id).unwrap_or(entity.kind);
        entity.known = self.known.get(&id).copied();
        if let Some(row) = entity.known {
            gazetteer.name(row).clone_into(&mut entity.name);
            entity.gender = gazetteer.gender(row).or(entity.gender);
        }
        entity.id = id;
    }

    /// Whether an entity is left out.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.hidden.contains_key(id)
    }
}

/// Notes which mentions a decision made.
fn mark(mentions: &mut [TokenMention], marks: &[Option<u32>]) {
    for mention in mentions {
        mention.decision = marks[mention.entity as usize].or(mention.decision);
    }
}

/// Applies what was decided to the finished analysis of a document: to the speakers that only their quotations show to
/// be people too, and leaves out what is hidden.
pub(crate) fn settle(named: &mut Named, quotes: &mut [Quote], gazetteer: &super::Gazetteer) {
    let decisions = &gazetteer.decisions;
    if decisions.is_empty() {
        return;
    }
    let target = decisions.rename(named, gazetteer);
    let ids: Vec<String> = named.entities.iter().map(|entity| entity.id.clone()).collect();
    named.mentions.retain(|mention| !decisions.hides(&ids[mention.entity as usize]));
    named.sort();
    let place: BTreeMap<&str, u32> = named.entities.iter().map(|entity| entity.id.as_str()).zip(0..).collect();
    let moved = |speaker: &u32| {
        let at = target.as_ref().map_or(*speaker, |target| target[*speaker as usize]);
        place.get(ids[at as usize].as_str()).copied()
    };
    for quote in quotes {
        if let Attribution::Said(said) = &mut quote.attribution {
            let mut speakers: Vec<u32> = said.speakers.iter().filter_map(moved).collect();
            speakers.dedup();
            said.speakers = speakers;
            said.candidates = said.candidates.iter().filter_map(moved).collect();
            said.candidates.dedup();
        }
    }
}
