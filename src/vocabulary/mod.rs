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

    /// Packs a word that isn't empty and has no zero byte at its end.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > Self::LONGEST || bytes.last().is_none_or(|last| *last == 0) {
            return None;
        }
        let mut halves = [[0; 8]; 2];
        halves.as_flattened_mut()[..bytes.len()].copy_from_slice(bytes);
        Some(Self(halves.map(u64::from_le_bytes)))
    }

    /// Packs the word of ASCII at `start..end` in small letters, eight bytes at a time; `None` if it is long, holds an
    /// apostrophe or a period, or if fewer than 16 bytes are left of the text.
    #[inline]
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

    /// Packs a word of ASCII in small letters; `None` if it is empty, long, holds an apostrophe, a period or a zero byte, or
    /// isn't of ASCII.
    pub(crate) fn folded_alone(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        let length = word.len();
        bytes.get_mut(..length)?.copy_from_slice(word.as_bytes());
        let plain = length > 0 && bytes.is_ascii() && !word.as_bytes().contains(&0);
        if plain { Self::folded(&bytes, 0, length) } else { None }
    }

    /// The word of ASCII letters at `start`, if only the first may be a capital and what follows it leaves no doubt that it
    /// ends there, with its length; `None` also for words of 16 letters and for the last of a text.
    #[inline]
    pub(crate) fn plain(text: &[u8], start: usize) -> Option<(Self, usize)> {
        let (chunk, _) = text.get(start..)?.split_first_chunk::<16>()?;
        let (first, second) = chunk.split_at(8);
        let first = u64::from_le_bytes(first.try_into().ok()?);
        let second = u64::from_le_bytes(second.try_into().ok()?);
        // The first letter is known to be one.
        let mut length = ((!(small(first) | 0x80) & HIGH).trailing_zeros() / 8) as usize;
        if length == 8 {
            length += ((!small(second) & HIGH).trailing_zeros() / 8) as usize;
        }
        let next = *chunk.get(length)?;
        ENDS[usize::from(next)].then(|| {
            let first = first & mask(length.min(8)) | 0x20;
            (Self([first, second & mask(length.saturating_sub(8))]), length)
        })
    }

    /// The letters, none of them 0.
    fn text(self) -> ([u8; 16], usize) {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_le_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_le_bytes());
        (bytes, bytes.iter().position(|byte| *byte == 0).unwrap_or(16))
    }

    /// The same word with `byte` at the place `at`, which was free; `at` is less than [`Self::LONGEST`].
    pub(crate) fn with(mut self, at: usize, byte: u8) -> Self {
        self.0[at / 8] |= u64::from(byte) << (at % 8 * 8);
        self
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// Bytes behind a word that are no part of it, whatever comes after them.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let is_open = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'.' | b'\'' | b'`' | b'&' | b'-');
        ends[byte] = !is_open;
        byte += 1;
    }
    ends
};

/// The high bit of each of eight bytes that is a small letter of ASCII.
#[inline]
fn small(word: u64) -> u64 {
    let low = word & !HIGH;
    let from = |byte: u8| low + u64::from(0x80 - byte) * EACH;
    from(b'a') & !from(b'z' + 1) & !word & HIGH
}

/// The first so many bytes of eight.
#[inline]
fn mask(bytes: usize) -> u64 {
    if bytes == 8 { u64::MAX } else { (1 << (8 * bytes)) - 1 }
}

/// Whether one of eight bytes is `byte`: taken away from each, one borrows (Mycroft 1987).
#[inline]
fn has(word: u64, byte: u8) -> bool {
    let differs = word ^ (u64::from(byte) * EACH);
    differs.wrapping_sub(EACH) & !differs & HIGH != 0
}

/// Eight bytes of ASCII with small letters for capitals: adding carries into the high bit from `A` and from `[` on.
#[inline]
fn lower(word: u64) -> u64 {
    let from = |byte: u8| word + u64::from(0x80 - byte) * EACH;
    word | (from(b'A') & !from(b'Z' + 1) & HIGH) >> 2
}

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
#[derive(Debug)]
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
                if start + 16 <= text.len() {
                    assert_eq!(Packed::folded_alone(word), expected, "{word}");
                }
            }
        }
    }

    #[test]
    fn a_plain_word_is_what_it_is_letter_by_letter() {
        let mut text =
            b"Kyiv, a Zelenskyy NATO iPhone O'Brien U.S. internationalisation internationalise it-self caf\xc3\xa9 x1 "
                .to_vec();
        text.extend((0x20..0x7F).flat_map(|byte| [b'a', b'b', byte, b' ']));
        text.extend([b' '; 16]);
        for start in (0..text.len() - 16).filter(|start| text[*start].is_ascii_alphabetic()) {
            let length = 1 + text[start + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            let next = text[start + length];
            let ends = next.is_ascii() && !next.is_ascii_alphanumeric() && !b".'`&-".contains(&next) && length < 16;
            let word = String::from_utf8_lossy(&text[start..start + length]).to_ascii_lowercase();
            let expected = ends.then(|| (Packed::of(&word).unwrap(), length));
            assert_eq!(Packed::plain(&text, start), expected, "{word}");
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
