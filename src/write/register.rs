//! `Register`: which article said the same before; `Ids`: which ids were given.

use crate::document::Document;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::ops::Range;

/// The articles so far by the keys of their texts, with the id of the first of each.
#[derive(Debug, Default)]
pub(super) struct Register {
    names: String,
    texts: HashMap<u64, Range<usize>, FixedState>,
}

impl Register {
    /// Enters an article; gives the id of an earlier one whose letters and digits are the same.
    pub(super) fn enter(&mut self, id: &str, text: Option<u64>) -> Option<&str> {
        let Self { names, texts } = self;
        let first = texts.get(&text?).cloned();
        if first.is_none() {
            let start = names.len();
            names.push_str(id);
            texts.extend(text.map(|text| (text, start..names.len())));
        }
        first.map(|first| &self.names[first])
    }
}

/// The ids of articles, 16 bytes each: FNV-1a in 128 bits (Fowler, Noll and Vo 1991), so that two of ten million share
/// theirs by chance once in 10²⁴ runs.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashSet<u128, FixedState>);

impl Ids {
    /// Enters an id; `false` if it was there.
    pub(crate) fn enter(&mut self, id: &str) -> bool {
        self.0.insert(Self::key(id))
    }

    /// What stands for an id.
    pub(crate) fn key(id: &str) -> u128 {
        let mix = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013B);
        id.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, mix)
    }
}

/// What stands for the letters and digits of an article's text in lower case; `None` when there is neither.
pub(super) fn text_key(document: &Document) -> Option<u64> {
    let mut key = Key { block: [0; 2 * BLOCK], held: 0, hash: 0, length: 0 };
    let text = &document.text;
    let mut at = 0;
    while at < text.len() {
        let block = &text.as_bytes()[at..text.len().min(at + BLOCK)];
        let end = || block.iter().position(|byte| !byte.is_ascii()).unwrap_or(block.len());
        let plain = if block.is_ascii() { block.len() } else { end() };
        if plain > 0 {
            key.take(&block[..plain]);
            at += plain;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|lower| key.take_all(lower.encode_utf8(&mut [0; 4]).as_bytes()));
        }
        at += c.len_utf8();
    }
    key.end()
}

const BLOCK: usize = 64;

/// The lower-case form of each letter or digit of ASCII; 0 for the rest.
const LOWER: [u8; 128] = {
    let mut lower = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        lower[byte] = if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { 0 };
        byte += 1;
    }
    lower
};

/// A hash in the making over blocks of eight words.
struct Key {
    block: [u8; 2 * BLOCK],
    held: usize,
    hash: u64,
    length: u64,
}

impl Key {
    /// Takes at most a block of ASCII.
    fn take(&mut self, bytes: &[u8]) {
        let (block, mut held) = (&mut self.block, self.held);
        for byte in bytes {
            let lower = LOWER[usize::from(byte & 0x7F)];
            block[held % (2 * BLOCK)] = lower;
            held += usize::from(lower != 0);
        }
        self.held = held;
        self.flush();
    }

    fn take_all(&mut self, bytes: &[u8]) {
        self.block[self.held..self.held + bytes.len()].copy_from_slice(bytes);
        self.held += bytes.len();
        self.flush();
    }

    fn flush(&mut self) {
        if self.held >= BLOCK {
            self.mix();
            self.length += BLOCK as u64;
            self.held -= BLOCK;
            self.block.copy_within(BLOCK.., 0);
        }
    }

    /// Multiplies each word in; the product's halves are folded, so that every bit reaches every other.
    fn mix(&mut self) {
        for word in self.block[..BLOCK].as_chunks::<8>().0 {
            let word = self.hash.rotate_left(5) ^ u64::from_le_bytes(*word) ^ 0x9e37_79b9_7f4a_7c15;
            let product = u128::from(word) * 0xd6e8_feb8_6659_fd93_u128;
            self.hash ^= (product >> 64) as u64 ^ product as u64;
        }
    }

    fn end(mut self) -> Option<u64> {
        self.length += self.held as u64;
        self.block[self.held..].fill(0);
        self.mix();
        (self.length > 0).then_some(self.hash ^ self.length.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<u64> {
        text_key(&Document { text: text.to_owned(), ..Document::default() })
    }

    #[test]
    fn the_same_letters_and_digits_have_the_same_key() {
        let text = "“We are READY, Öl”: 12 times. ".repeat(40);
        let plain = "we are ready öl 12 times".repeat(40);
        assert_eq!(key(&text), key(&plain));
        assert_eq!(key(" …\n"), None);
        assert_eq!(key(""), None);
    }

    #[test]
    fn other_letters_have_another_key() {
        let text = "x".repeat(300);
        let mut seen: Vec<_> = (0..300).map(|length| key(&text[..length])).collect();
        seen.extend((0..300).map(|at| key(&format!("{}y{}", &text[..at], &text[at + 1..]))));
        seen.extend([key("ö"), key("o"), key("ab"), key("ba")]);
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn an_id_is_new_once() {
        let mut ids = Ids::default();
        assert_eq!(["a", "b", "a", "", ""].map(|id| ids.enter(id)), [true, true, false, true, false]);
    }

    #[test]
    fn the_first_of_the_same_texts_is_named() {
        let mut register = Register::default();
        assert_eq!(register.enter("a", Some(1)), None);
        assert_eq!(register.enter("b", None), None);
        assert_eq!(register.enter("c", Some(1)), Some("a"));
        assert_eq!(register.enter("d", Some(1)), Some("a"));
    }
}
