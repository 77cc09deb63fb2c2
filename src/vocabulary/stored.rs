//! A [`Vocabulary`] as it is stored: the words without the free slots between them, in their order, so that each finds its
//! slot beside the last one's.

use super::{Entry, HASHER, Key, Slots, USUAL, Vocabulary};
use crate::flat::Flat;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize, Serializer};
use std::hash::BuildHasher;

/// All words.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    #[serde(with = "crate::flat")]
    shortest: Vec<(u64, Entry)>,
    #[serde(with = "crate::flat")]
    short: Vec<([u64; 2], Entry)>,
    long: Vec<(usize, usize, u32)>,
    text: String,
}

impl Flat for Entry {
    const WIDTH: usize = 8;

    fn put(&self, out: &mut Vec<u8>) {
        (self.number, (self.set, self.small)).put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let (number, (set, small)) = Flat::get(bytes);
        Self { number, set, small }
    }
}

impl Serialize for Vocabulary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { shortest, short, long, text } = self;
        let (long, text) = (long.iter().copied().collect(), text.clone());
        Stored { shortest: shortest.all(), short: short.all(), long, text }.serialize(serializer)
    }
}

impl From<Stored> for Vocabulary {
    fn from(Stored { shortest, short, long: words, text }: Stored) -> Self {
        let hash = |&(start, end, _): &(usize, usize, u32)| {
            HASHER.hash_one(text.as_bytes().get(start..end).unwrap_or_default())
        };
        let mut long = HashTable::with_capacity(words.len());
        for word in words {
            long.insert_unique(hash(&word), word, hash);
        }
        Self { shortest: Slots::of(shortest), short: Slots::of(short), long, text }
    }
}

impl<K: Key> Slots<K> {
    /// The words in the order of their slots.
    fn all(&self) -> Vec<(K, Entry)> {
        self.slots.iter().filter(|slot| slot.0 != K::default()).copied().collect()
    }

    fn of(words: Vec<(K, Entry)>) -> Self {
        let mut slots = Self::new(USUAL.max(words.len() * 2));
        for (word, entry) in words {
            slots.insert(word, entry);
        }
        slots
    }
}
