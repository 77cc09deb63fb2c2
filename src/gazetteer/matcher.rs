//! `Matcher`: names of several words in a text of word numbers, by what is quickest for their number.
//!
//! For lists like the program's, the automaton of Aho and Corasick (1975) over the numbers as bytes. It can't be kept in a
//! file, takes longer to build than all else at the start, seconds for a million names, and its bytes hold two million
//! words. So the sequences in order that it is made of find the same for the first [`WORTH`] words, and beyond [`MOST`]
//! names. `cargo bench --bench million` shows both.

use super::alias::Use;
use super::beginnings::Beginnings;
use super::sequences::Sequences;
use crate::lexicon::WordId;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// After so many words that were searched the automaton is built: a few hundred articles.
const WORTH: usize = 50_000;
/// More names are left in their order instead.
const MOST: usize = 150_000;
/// Bytes that stand for one word. The first has its high bit set and the others don't, so that a match can't begin or
/// end inside a word.
const WIDTH: usize = 3;
/// So many words have bytes of their own.
const MOST_WORDS: u32 = 1 << 21;

/// Finds the forms of several words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Matcher {
    sequences: Sequences,
    /// Its patterns are the sequences, the last one first; `None` where they are too many.
    #[serde(skip)]
    automaton: OnceLock<Option<Box<AhoCorasick>>>,
    /// Words searched before it was built.
    #[serde(skip)]
    searched: AtomicUsize,
}

impl Matcher {
    /// These forms and, where they are the same, behind them `words[ends[n - 1]..ends[n]]` with the form `uses[n]`. `count`
    /// is the number of words of the vocabulary.
    pub(super) fn with(self, words: Vec<WordId>, ends: &[u32], uses: Vec<Use>, count: usize) -> Self {
        Self { sequences: self.sequences.with(words, ends, uses, count), ..Self::default() }
    }

    /// Those whose form stays.
    pub(super) fn only(self, stays: impl Fn(&Use) -> bool) -> Self {
        Self { sequences: self.sequences.only(stays), ..Self::default() }
    }

    /// How the forms begin.
    pub(super) fn beginnings(&self) -> Beginnings {
        self.sequences.beginnings()
    }

    /// The automaton, if it is worth it and can be built.
    fn automaton(&self, text: &[WordId]) -> Option<&AhoCorasick> {
        let built = self.automaton.get().or_else(|| {
            let searched = self.searched.fetch_add(text.len(), Ordering::Relaxed);
            (searched >= WORTH).then(|| self.automaton.get_or_init(|| self.build()))
        });
        built?.as_deref()
    }

    /// The patterns go in from the greatest to the least, since each new branch of the trie then stands in front of the
    /// others and is found at once.
    fn build(&self) -> Option<Box<AhoCorasick>> {
        if self.sequences.len() > MOST || self.sequences.words().iter().any(|word| word.0 >= MOST_WORDS) {
            return None;
        }
        let patterns = (0..self.sequences.len()).rev().map(|number| encode(self.sequences.words_of(number)));
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            .prefilter(false)
            .dense_depth(1)
            .build(patterns);
        // What is too much for it the sequences still find.
        automaton.ok().map(Box::new)
    }

    /// Tells `found` each form that begins at one of the `starts` in a text of words, and which of the words it takes, in
    /// no order.
    pub(super) fn each(&self, text: &[WordId], starts: &[u32], mut found: impl FnMut(Range<usize>, Use)) {
        let Some(automaton) = self.automaton(text) else { return self.sequences.each(text, starts, found) };
        let bytes = encode(text);
        for &start in starts {
            let mut state = OverlappingState::start();
            let begin = start as usize * WIDTH;
            let input = Input::new(&bytes).range(begin..).anchored(Anchored::Yes);
            // It fails for automata of other kinds only.
            while automaton.try_find_overlapping(input.clone(), &mut state).is_ok()
                && let Some(hit) = state.get_match()
            {
                // Where a form ends, those are told too that end it.
                if hit.start() == begin {
                    let form = self.sequences.form(self.sequences.len() - 1 - hit.pattern().as_usize());
                    found(hit.start() / WIDTH..hit.end() / WIDTH, form);
                }
            }
        }
    }

    /// The forms of exactly these words.
    pub(super) fn of(&self, words: &[WordId]) -> Vec<Use> {
        self.sequences.of(words)
    }
}

/// The bytes of some words.
fn encode(words: &[WordId]) -> Vec<u8> {
    let of = |word: &WordId| [0x80 | (word.0 >> 14) as u8 & 0x7f, (word.0 >> 7) as u8 & 0x7f, word.0 as u8 & 0x7f];
    words.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::alias::Form;
    use super::*;
    use proptest::prelude::*;

    fn numbers(length: std::ops::Range<usize>, most: u32) -> impl Strategy<Value = Vec<WordId>> {
        // Also numbers whose bytes are alike at the edges.
        let number = prop_oneof![1..most, Just(127), Just(128), Just(16_383), Just(16_384)];
        proptest::collection::vec(number.prop_map(WordId), length)
    }

    proptest! {
        #[test]
        fn both_find_the_same(names in proptest::collection::vec(numbers(2..5, 6), 1..60), text in numbers(0..60, 7)) {
            let words = names.concat();
            let ends: Vec<u32> =
                names.iter().scan(0, |end, name| { *end += name.len() as u32; Some(*end) }).collect();
            let form = |row| Use { row, form: Form::Name, lower: 0, caps: 0, upper: 0, dotted: false, ordinary: false, mixed: 0 };
            let uses: Vec<Use> = (0..names.len() as u32).map(form).collect();
            let matcher = Matcher::default().with(words, &ends, uses, 20_000);
            let starts: Vec<u32> = (0..text.len() as u32).collect();
            let found = |matcher: &Matcher| {
                let mut all = Vec::new();
                matcher.each(&text, &starts, |place, form| all.push((place.start, place.end, form.row)));
                all.sort_unstable();
                all
            };
            let in_order = found(&matcher);
            matcher.searched.store(WORTH, Ordering::Relaxed);
            prop_assert!(matcher.automaton(&text).is_some());
            let mut wanted = Vec::new();
            for start in 0..text.len() {
                let here = (0..names.len()).filter(|n| text[start..].starts_with(&names[*n]));
                wanted.extend(here.map(|n| (start, start + names[n].len(), n as u32)));
            }
            wanted.sort_unstable();
            prop_assert_eq!(&in_order, &wanted);
            prop_assert_eq!(found(&matcher), wanted);
            prop_assert_eq!(matcher.of(&names[0]).len(), names.iter().filter(|name| **name == names[0]).count());
        }
    }
}
