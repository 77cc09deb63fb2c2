//! `Matcher`: names of several words in a text of word numbers, by what is quickest for their number.
//!
//! For lists like the program's, the automaton of Aho and Corasick (1975) over the numbers as bytes. It takes seconds to
//! build for a million names, and its bytes hold two million words; beyond [`MOST`] names, sequences in order take over,
//! which find the same. `cargo bench --bench million` shows both.

use super::alias::Use;
use super::sequences::Sequences;
use crate::lexicon::WordId;
use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, BuildError, Input, MatchKind, StartKind};
use std::ops::Range;

/// More names are put into order instead.
const MOST: usize = 150_000;
/// Bytes that stand for one word. The first has its high bit set and the others don't, so that a match can't begin or
/// end inside a word.
const WIDTH: usize = 3;
/// So many words have bytes of their own.
const MOST_WORDS: usize = 1 << 21;

/// Finds the forms of several words.
#[derive(Debug)]
pub(super) enum Matcher {
    /// The automaton, and the form of each of its patterns.
    Automaton(Box<AhoCorasick>, Vec<Use>),
    /// Sequences in order.
    Sequences(Sequences),
}

impl Matcher {
    /// For `words[ends[n - 1]..ends[n]]` with the form `uses[n]`; `count` is the number of words of the vocabulary.
    pub(super) fn new(words: &[WordId], ends: &[u32], uses: &[Use], count: usize) -> Self {
        if uses.len() <= MOST
            && count <= MOST_WORDS
            && let Ok(automaton) = Self::automaton(words, ends, uses)
        {
            return automaton;
        }
        Self::Sequences(Sequences::new(words, ends, uses, count))
    }

    /// The patterns go in from the greatest to the least, since each new branch of the trie then stands in front of the
    /// others and is found at once.
    fn automaton(words: &[WordId], ends: &[u32], uses: &[Use]) -> Result<Self, BuildError> {
        let mut patterns: Vec<(&[WordId], u32)> = Vec::with_capacity(uses.len());
        let mut start = 0;
        for (number, end) in ends.iter().enumerate() {
            patterns.push((&words[start..*end as usize], number as u32));
            start = *end as usize;
        }
        patterns.sort_unstable_by(|a, b| b.0.cmp(a.0).then(a.1.cmp(&b.1)));
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            .prefilter(false)
            .dense_depth(1)
            .build(patterns.iter().map(|(words, _)| encode(words)))?;
        let uses = patterns.iter().map(|(_, number)| uses[*number as usize]).collect();
        Ok(Self::Automaton(Box::new(automaton), uses))
    }

    /// Tells `found` each form that begins at one of the `starts` in a text of words, and which of the words it takes;
    /// the shortest of a start first.
    pub(super) fn each(&self, text: &[WordId], starts: &[u32], mut found: impl FnMut(Range<usize>, Use)) {
        match self {
            Self::Automaton(automaton, uses) => {
                let bytes = encode(text);
                for &start in starts {
                    let mut state = OverlappingState::start();
                    let input = Input::new(&bytes).range(start as usize * WIDTH..).anchored(Anchored::Yes);
                    // It fails for automata of other kinds only.
                    while automaton.try_find_overlapping(input.clone(), &mut state).is_ok()
                        && let Some(hit) = state.get_match()
                    {
                        if let Some(form) = uses.get(hit.pattern().as_usize()) {
                            found(hit.start() / WIDTH..hit.end() / WIDTH, *form);
                        }
                    }
                }
            }
            Self::Sequences(sequences) => {
                for start in starts.iter().map(|start| *start as usize) {
                    sequences.at(&text[start..], |length, form| found(start..start + length, form));
                }
            }
        }
    }

    /// The forms of exactly these words.
    pub(super) fn of(&self, words: &[WordId]) -> Vec<Use> {
        let mut uses = Vec::new();
        self.each(words, &[0], |place, form| {
            if place == (0..words.len()) {
                uses.push(form);
            }
        });
        uses
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
            let found = |matcher: &Matcher, text: &[WordId]| {
                let mut all = Vec::new();
                let starts: Vec<u32> = (0..text.len() as u32).collect();
                matcher.each(text, &starts, |place, form| all.push((place.start, place.end, form.row)));
                all.sort_unstable();
                all
            };
            let automaton = Matcher::automaton(&words, &ends, &uses).unwrap();
            let sequences = Matcher::Sequences(Sequences::new(&words, &ends, &uses, 20_000));
            prop_assert_eq!(found(&automaton, &text), found(&sequences, &text));
            let mut wanted = Vec::new();
            for start in 0..text.len() {
                let here = (0..names.len()).filter(|n| text[start..].starts_with(&names[*n]));
                wanted.extend(here.map(|n| (start, start + names[n].len(), n as u32)));
            }
            wanted.sort_unstable();
            prop_assert_eq!(found(&automaton, &text), wanted);
            prop_assert_eq!(automaton.of(&names[0]).len(), sequences.of(&names[0]).len());
        }
    }
}
