//! `Vocabulary`: folded words to numbers, without a detour through memory for the usual, short word.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Room for the words that ship with the program.
const USUAL: usize = 1 << 16;

const HASHER: FixedState = FixedState::with_seed(0x77_68_6f);

/// A word of at most 16 bytes as a number; a word that is longer has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Packed([u64; 2]);

impl Packed {
    /// The longest word, in bytes.
    pub(crate) const LONGEST: usize = 16;

    /// Packs a word without zero bytes at its end.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let fits = bytes.len() <= Self::LONGEST && bytes.last() != Some(&0);
        fits.then(|| bytes.iter().enumerate().fold(Self::default(), |packed, (at, &byte)| packed.with(at, byte)))
    }

    /// The same word with `byte` at the place `at`, which was free; `at` is less than [`Self::LONGEST`].
    pub(crate) fn with(mut self, at: usize, byte: u8) -> Self {
        self.0[at / 8] |= u64::from(byte) << (at % 8 * 8);
        self
    }
}

/// The numbers of words. Short words stand in the table itself, so that asking for one touches one place; the long
/// ones end to end in a text.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    short: HashTable<(Packed, u32)>,
    long: HashTable<(usize, usize, u32)>,
    text: String,
}

impl Vocabulary {
    /// No words yet.
    pub(crate) fn new() -> Self {
        Self { short: HashTable::with_capacity(USUAL), long: HashTable::new(), text: String::new() }
    }

    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        if let Some(packed) = Packed::of(word) {
            return self.get_packed(packed);
        }
        let hash = HASHER.hash_one(word.as_bytes());
        self.long.find(hash, |&(start, end, _)| self.text[start..end] == *word).map(|&(_, _, number)| number)
    }

    /// The number of a short word.
    pub(crate) fn get_packed(&self, word: Packed) -> Option<u32> {
        self.short.find(HASHER.hash_one(word), |held| held.0 == word).map(|&(_, number)| number)
    }

    /// Gives a new word its number.
    pub(crate) fn insert(&mut self, word: &str, number: u32) {
        let Self { short, long, text } = self;
        if let Some(packed) = Packed::of(word) {
            short.insert_unique(HASHER.hash_one(packed), (packed, number), |held| HASHER.hash_one(held.0));
            return;
        }
        let start = text.len();
        text.push_str(word);
        let hash = |&(start, end, _): &(usize, usize, u32)| HASHER.hash_one(&text.as_bytes()[start..end]);
        let entry = (start, text.len(), number);
        long.insert_unique(hash(&entry), entry, hash);
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
        assert_eq!(vocabulary.get("another long word of no use"), None);
    }
}
