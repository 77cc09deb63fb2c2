//! `Beginnings`: a quick look whether any name of several words can begin at a place.

use crate::lexicon::WordId;
use serde::{Deserialize, Serialize};

/// The first two words of all names of several words, as bits of a hash (Bloom 1970, with one hash): few words of a text
/// stand before a word with which they begin a name, so that most need no search.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Beginnings {
    #[serde(with = "crate::flat")]
    bits: Vec<u64>,
}

impl Default for Beginnings {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl Beginnings {
    /// Of the names `words[ends[n - 1]..ends[n]]`.
    pub(super) fn new(words: &[WordId], ends: &[u32]) -> Self {
        // Eight bits or more a name, so that fewer than one of eight others passes.
        let mut beginnings = Self { bits: vec![0; (ends.len() / 8).next_power_of_two()] };
        let mut start = 0;
        for end in ends {
            if let [first, second, ..] = words[start..*end as usize] {
                let (place, bit) = beginnings.place(first, second);
                beginnings.bits[place] |= bit;
            }
            start = *end as usize;
        }
        beginnings
    }

    /// Whether a name may begin with these words; if not, none does.
    #[inline]
    pub(super) fn may_be(&self, first: WordId, second: WordId) -> bool {
        let (place, bit) = self.place(first, second);
        self.bits[place] & bit != 0
    }

    #[inline]
    fn place(&self, first: WordId, second: WordId) -> (usize, u64) {
        let both = u64::from(first.0) << 32 | u64::from(second.0);
        let mixed = (both ^ both >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
        ((mixed >> 6) as usize & (self.bits.len() - 1), 1 << (mixed & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_passes_and_few_others() {
        let words: Vec<WordId> = (0..3_000).flat_map(|n| [n, n % 100 + 7, n / 3].map(WordId)).collect();
        let ends: Vec<u32> = (1..=3_000).map(|n| 3 * n).collect();
        let beginnings = Beginnings::new(&words, &ends);
        assert!(words.chunks(3).all(|name| beginnings.may_be(name[0], name[1])));
        let others = (0..3_000).filter(|&n| beginnings.may_be(WordId(n), WordId(n % 100 + 500))).count();
        assert!(others < 600, "{others}");
        assert!(!Beginnings::new(&[], &[]).may_be(WordId(1), WordId(2)));
    }
}
