//! `Vocabulary`: folded words to numbers and classes, in as little memory as the usual word allows.

use crate::lexicon::{Classes, WordId};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
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
        if bytes.len() > Self::LONGEST || bytes.last() == Some(&0) {
            return None;
        }
        let mut halves = [[0; 8]; 2];
        halves.as_flattened_mut()[..bytes.len()].copy_from_slice(bytes);
        Some(Self(halves.map(u64::from_le_bytes)))
    }

    /// Packs the word of ASCII at `start..end` in small letters, eight bytes at a time; `None` if it is long, holds an
    /// apostrophe or a period, or if fewer than 16 bytes are left of the text.
    pub(crate) fn folded(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let (first, rest) = text.get(start..)?.split_first_chunk()?;
        let (second, _) = rest.split_first_chunk()?;
        let length = end - start;
        if length > Self::LONGEST {
            return None;
        }
        let first = u64::from_le_bytes(*first) & mask(length.min(8));
        let second = u64::from_le_bytes(*second) & mask(length.saturating_sub(8));
        let marked = has(first, b'\'') | has(first, b'.') | has(second, b'\'') | has(second, b'.');
        (!marked).then_some(Self([lower(first), lower(second)]))
    }

    /// The same word with `byte` at the place `at`, which was free; `at` is less than [`Self::LONGEST`].
    pub(crate) fn with(mut self, at: usize, byte: u8) -> Self {
        self.0[at / 8] |= u64::from(byte) << (at % 8 * 8);
        self
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// The first so many bytes of eight.
fn mask(bytes: usize) -> u64 {
    if bytes == 8 { u64::MAX } else { (1 << (8 * bytes)) - 1 }
}

/// Whether one of eight bytes is `byte`: taken away from each, one borrows (Mycroft 1987).
fn has(word: u64, byte: u8) -> bool {
    let differs = word ^ (u64::from(byte) * EACH);
    differs.wrapping_sub(EACH) & !differs & HIGH != 0
}

/// Eight bytes of ASCII with small letters for capitals: adding carries into the high bit from `A` and from `[` on.
fn lower(word: u64) -> u64 {
    let from = |byte: u8| word + u64::from(0x80 - byte) * EACH;
    word | (from(b'A') & !from(b'Z' + 1) & HIGH) >> 2
}

/// The numbers of words. Short words stand in the tables themselves, so that asking for one touches one place, and the
/// shortest, nearly all of a text, in the smallest room; the long ones stand end to end in a text.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    shortest: Slots,
    short: HashTable<(Packed, u32)>,
    long: HashTable<(usize, usize, u32)>,
    text: String,
}

impl Vocabulary {
    /// No words yet.
    pub(crate) fn new() -> Self {
        let (shortest, short) = (Slots::new(USUAL), HashTable::with_capacity(USUAL));
        Self { shortest, short, long: HashTable::new(), text: String::new() }
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
        if let Packed([word @ 1..=u64::MAX, 0]) = word {
            return self.shortest.get(word);
        }
        self.short.find(HASHER.hash_one(word), |held| held.0 == word).map(|&(_, number)| number)
    }

    /// Gives a new word its number.
    pub(crate) fn insert(&mut self, word: &str, number: u32) {
        let Self { shortest, short, long, text } = self;
        let packed = Packed::of(word);
        if let Some(Packed([word @ 1..=u64::MAX, 0])) = packed {
            shortest.insert(word, number);
            return;
        }
        if let Some(packed) = packed {
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

/// Words of at most eight bytes as keys, none of them 0, with their numbers: open addressing with linear probing, half
/// of the slots free, so that asking touches one place in memory and not also a table of tags.
#[derive(Debug)]
struct Slots {
    slots: Vec<(u64, u32)>,
    held: usize,
}

impl Slots {
    fn new(slots: usize) -> Self {
        Self { slots: vec![(0, 0); slots.next_power_of_two()], held: 0 }
    }

    fn get(&self, word: u64) -> Option<u32> {
        let (held, number) = self.slots[self.place(word)];
        (held == word).then_some(number)
    }

    /// Where the word stands, or the free slot where it would.
    fn place(&self, word: u64) -> usize {
        let last = self.slots.len() - 1;
        let mixed = (word ^ word >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut place = (mixed >> 32) as usize & last;
        while self.slots[place].0 != word && self.slots[place].0 != 0 {
            place = (place + 1) & last;
        }
        place
    }

    fn insert(&mut self, word: u64, number: u32) {
        if self.held * 2 >= self.slots.len() {
            let smaller = std::mem::replace(self, Self::new(self.slots.len() * 2));
            smaller.slots.into_iter().filter(|slot| slot.0 != 0).for_each(|(word, number)| self.insert(word, number));
        }
        let place = self.place(word);
        self.held += usize::from(self.slots[place].0 == 0);
        self.slots[place] = (word, number);
    }
}

/// The classes of each word. Many words share few sets of classes, so that a word needs only the number of its set.
#[derive(Debug, Default)]
pub(crate) struct ClassTable {
    of: Vec<u32>,
    sets: Vec<Classes>,
    numbers: HashMap<Classes, u32, FixedState>,
}

impl ClassTable {
    /// The classes of a word.
    pub(crate) fn of(&self, word: WordId) -> Classes {
        self.sets[self.of[word.0 as usize] as usize]
    }

    /// The next word, without classes.
    pub(crate) fn push(&mut self) -> WordId {
        let word = WordId(self.of.len() as u32);
        let none = self.number(Classes::default());
        self.of.push(none);
        word
    }

    /// Adds classes to a word.
    pub(crate) fn add(&mut self, word: WordId, classes: Classes) {
        let held = self.of(word);
        let joined = held.or(classes);
        if joined != held {
            self.of[word.0 as usize] = self.number(joined);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_a_time_are_folded_as_one_by_one() {
        let text: Vec<u8> = (0x21..0x7F).chain(*b"Zelenskyy AZaz@[`{09&NATO").cycle().take(400).collect();
        for start in 0..text.len() {
            for end in start + 1..text.len().min(start + 20) {
                let word = std::str::from_utf8(&text[start..end]).unwrap();
                let expected = (start + 16 <= text.len() && !word.contains(['\'', '.']))
                    .then(|| Packed::of(&word.to_ascii_lowercase()))
                    .flatten();
                assert_eq!(Packed::folded(&text, start, end), expected, "{word}");
            }
        }
    }

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
