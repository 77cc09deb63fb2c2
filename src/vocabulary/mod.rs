//! `Vocabulary`: folded words to numbers and classes, in as little memory as the usual word allows.

mod class_table;
mod packed;
mod stored;

pub(crate) use class_table::ClassTable;
pub(crate) use packed::Packed;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use serde::Deserialize;
use std::hash::BuildHasher;

/// Room for the words that ship with the program.
const USUAL: usize = 1 << 16;

const HASHER: FixedState = FixedState::with_seed(0x77_68_6f);

/// A word of the vocabulary: its number, and the numbers of its sets of classes, or [`Entry::UNSETTLED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Entry {
    pub(crate) number: u32,
    /// As it stands in the vocabulary.
    pub(crate) set: u16,
    /// In small letters, with what its ending tells.
    pub(crate) small: u16,
}

impl Entry {
    /// No number of a set.
    pub(crate) const UNSETTLED: u16 = u16::MAX;

    fn new(number: u32) -> Self {
        Self { number, set: Self::UNSETTLED, small: Self::UNSETTLED }
    }
}

/// The numbers of words. Short words stand in the tables themselves, so that asking for one touches one place, and the
/// shortest, nearly all of a text, in the smallest room; the long ones and the empty one stand end to end in a text.
#[derive(Debug, Deserialize)]
#[serde(from = "stored::Stored")]
pub(crate) struct Vocabulary {
    shortest: Slots<u64>,
    short: Slots<[u64; 2]>,
    long: HashTable<(usize, usize, u32)>,
    text: String,
}

impl Vocabulary {
    /// No words yet.
    pub(crate) fn new() -> Self {
        let (shortest, short) = (Slots::new(USUAL), Slots::new(USUAL));
        Self { shortest, short, long: HashTable::new(), text: String::new() }
    }

    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        if let Some(packed) = Packed::of(word) {
            return self.get_packed(packed).map(|entry| entry.number);
        }
        let hash = HASHER.hash_one(word.as_bytes());
        self.long.find(hash, |&(start, end, _)| self.text[start..end] == *word).map(|&(_, _, number)| number)
    }

    /// The number of a short word.
    #[inline]
    pub(crate) fn get_packed(&self, word: Packed) -> Option<Entry> {
        match word.0 {
            [0, 0] => None,
            [word, 0] => self.shortest.get(word),
            word => self.short.get(word),
        }
    }

    /// Gives a new short word its number.
    pub(crate) fn insert_packed(&mut self, word: Packed, number: u32) {
        match word.0 {
            [0, 0] => {}
            [word, 0] => self.shortest.insert(word, Entry::new(number)),
            word => self.short.insert(word, Entry::new(number)),
        }
    }

    /// Gives a new word its number.
    pub(crate) fn insert(&mut self, word: &str, number: u32) {
        if let Some(packed) = Packed::of(word) {
            return self.insert_packed(packed, number);
        }
        let Self { long, text, .. } = self;
        let start = text.len();
        text.push_str(word);
        let hash = |&(start, end, _): &(usize, usize, u32)| HASHER.hash_one(&text.as_bytes()[start..end]);
        let entry = (start, text.len(), number);
        long.insert_unique(hash(&entry), entry, hash);
    }

    /// Notes the sets of each short word, which `sets` tells from its letters and number.
    pub(crate) fn settle(&mut self, mut sets: impl FnMut(&str, u32) -> (u16, u16)) {
        let mut note = |word: Packed, entry: &mut Entry| {
            let (bytes, length) = word.text();
            (entry.set, entry.small) = sets(std::str::from_utf8(&bytes[..length]).unwrap_or(""), entry.number);
        };
        self.shortest.iter_mut().for_each(|(word, entry)| note(Packed([*word, 0]), entry));
        self.short.iter_mut().for_each(|(word, entry)| note(Packed(*word), entry));
    }
}

/// What stands for a word in [`Slots`]; the default for none.
trait Key: Copy + PartialEq + Default {
    /// All of it mixed.
    fn mixed(self) -> u64;
}

impl Key for u64 {
    fn mixed(self) -> u64 {
        (self ^ self >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

impl Key for [u64; 2] {
    fn mixed(self) -> u64 {
        let [first, second] = self;
        ((first.rotate_left(29) ^ second).wrapping_mul(0xd6e8_feb8_6659_fd93) ^ first).mixed()
    }
}

/// Words as keys with their numbers: open addressing with linear probing, half of the slots free, so that asking touches
/// one place in memory and not also a table of tags.
#[derive(Debug)]
struct Slots<K> {
    slots: Vec<(K, Entry)>,
    held: usize,
}

impl<K: Key> Slots<K> {
    fn new(slots: usize) -> Self {
        Self { slots: vec![(K::default(), Entry::default()); slots.next_power_of_two()], held: 0 }
    }

    /// The word's entry; it is not the default.
    #[inline]
    fn get(&self, word: K) -> Option<Entry> {
        let (held, entry) = self.slots[self.place(word)];
        (held == word).then_some(entry)
    }

    /// Where the word stands, or the free slot where it would.
    #[inline]
    fn place(&self, word: K) -> usize {
        let last = self.slots.len() - 1;
        let mut place = (word.mixed() >> 32) as usize & last;
        while self.slots[place].0 != word && self.slots[place].0 != K::default() {
            place = (place + 1) & last;
        }
        place
    }

    fn insert(&mut self, word: K, entry: Entry) {
        if self.held * 2 >= self.slots.len() {
            let smaller = std::mem::replace(self, Self::new(self.slots.len() * 2));
            let held = smaller.slots.into_iter().filter(|slot| slot.0 != K::default());
            held.for_each(|(word, entry)| self.insert(word, entry));
        }
        let place = self.place(word);
        self.held += usize::from(self.slots[place].0 == K::default());
        self.slots[place] = (word, entry);
    }

    /// All of them.
    fn iter_mut(&mut self) -> impl Iterator<Item = &mut (K, Entry)> {
        self.slots.iter_mut().filter(|slot| slot.0 != K::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_keeps_its_own_number() {
        let words = ["", "a", "b", "ab", "ba", "sixteen bytes 16", "seventeen bytes17", "öäü", "a\0", "\0", "\0a"];
        let mut vocabulary = Vocabulary::new();
        for (number, word) in (0..).zip(words) {
            assert_eq!(vocabulary.get(word), None, "{word:?}");
            vocabulary.insert(word, number);
        }
        for (number, word) in (0..).zip(words) {
            assert_eq!(vocabulary.get(word), Some(number), "{word:?}");
        }
        assert_eq!(vocabulary.get("abc"), None);
        for number in 0..100_000 {
            vocabulary.insert(&format!("w{number}"), number);
        }
        assert!((0..100_000).all(|number| vocabulary.get(&format!("w{number}")) == Some(number)));
        assert_eq!(vocabulary.get("w100000"), None);
        assert_eq!(vocabulary.get("another long word of no use"), None);
    }
}
