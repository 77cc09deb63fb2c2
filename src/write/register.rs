//! `Register`: the ids given so far, and which article said the same before.

use super::quoted::fingerprint;
use crate::document::Document;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::hash::BuildHasher;
use std::ops::Range;

const HASHER: FixedState = FixedState::with_seed(0);

/// The ids of the articles so far, end to end in one string, and the fingerprints of their texts.
#[derive(Debug, Default)]
pub(super) struct Register {
    names: String,
    ids: HashTable<Range<usize>>,
    texts: HashMap<u64, Range<usize>, FixedState>,
}

impl Register {
    /// Whether an article with this id was entered.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.ids.find(HASHER.hash_one(id), |held| self.names[held.clone()] == *id).is_some()
    }

    /// Enters an article; gives the id of an earlier one whose letters and digits are the same.
    pub(super) fn enter(&mut self, document: &Document) -> Option<&str> {
        let start = self.names.len();
        self.names.push_str(&document.id);
        let id = start..self.names.len();
        let names = &self.names;
        let hash = |id: &Range<usize>| HASHER.hash_one(&names[id.clone()]);
        self.ids.insert_unique(hash(&id), id.clone(), hash);
        let text = fingerprint(&document.text)?;
        let first = self.texts.entry(text).or_insert_with(|| id.clone());
        (*first != id).then(|| &self.names[first.clone()])
    }
}
