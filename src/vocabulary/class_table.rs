//! `ClassTable`: the classes of each word.

use super::Entry;
use crate::lexicon::{Classes, WordId};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// The classes of each word. Many words share few sets of classes, so that a word needs only the number of its set.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub(crate) struct ClassTable {
    #[serde(with = "crate::flat")]
    of: Vec<u32>,
    sets: Vec<Classes>,
    #[serde(skip)]
    numbers: HashMap<Classes, u32, FixedState>,
}

/// A [`ClassTable`] as it is stored.
#[derive(Deserialize)]
struct Stored {
    #[serde(with = "crate::flat")]
    of: Vec<u32>,
    sets: Vec<Classes>,
}

impl From<Stored> for ClassTable {
    fn from(Stored { of, sets }: Stored) -> Self {
        let numbers = sets.iter().copied().zip(0..).collect();
        Self { of, sets, numbers }
    }
}

impl ClassTable {
    /// The classes of a word.
    pub(crate) fn of(&self, word: WordId) -> Classes {
        self.sets[self.of[word.0 as usize] as usize]
    }

    /// The classes of a set, by its number.
    #[inline]
    pub(crate) fn set(&self, number: u16) -> Option<Classes> {
        if number == Entry::UNSETTLED { None } else { self.sets.get(usize::from(number)).copied() }
    }

    /// The number of a word's set, and of its set with more classes.
    pub(crate) fn numbers_of(&mut self, word: WordId, more: Classes) -> (u16, u16) {
        let short = |number: u32| u16::try_from(number).unwrap_or(Entry::UNSETTLED);
        let joined = self.of(word).or(more);
        (short(self.of[word.0 as usize]), short(self.number(joined)))
    }

    /// The next word, without classes.
    pub(crate) fn push(&mut self) -> WordId {
        let word = WordId(self.of.len() as u32);
        // The first set, which the first word made, holds none.
        let none = if self.of.is_empty() { self.number(Classes::default()) } else { 0 };
        self.of.push(none);
        word
    }

    /// Adds classes to a word; whether it did not have them all.
    pub(crate) fn add(&mut self, word: WordId, classes: Classes) -> bool {
        let held = self.of(word);
        let joined = held.or(classes);
        if joined != held {
            self.of[word.0 as usize] = self.number(joined);
        }
        joined != held
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    fn number(&mut self, classes: Classes) -> u32 {
        let sets = &mut self.sets;
        *self.numbers.entry(classes).or_insert_with(|| {
            sets.push(classes);
            sets.len() as u32 - 1
        })
    }
}
