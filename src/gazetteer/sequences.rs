//! Names of several words as sequences of word numbers in order, so that all names at a place of a text are found by
//! narrowing a range of them word by word. The automaton of `matcher.rs` is built of them.

use super::alias::Use;
use super::beginnings::Beginnings;
use crate::lexicon::WordId;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The forms of several words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Sequences {
    /// The words of all sequences, one after the other, the sequences in the order of their words.
    #[serde(with = "crate::flat")]
    words: Vec<WordId>,
    /// Where each sequence begins in it; one more for the end.
    #[serde(with = "crate::flat")]
    starts: Vec<u32>,
    /// The form of each sequence.
    #[serde(with = "crate::flat")]
    uses: Vec<Use>,
    /// By word, the first sequence that begins with it or a greater one.
    #[serde(with = "crate::flat")]
    first: Vec<u32>,
}

impl Sequences {
    /// Puts sequences into order: `words[ends[n - 1]..ends[n]]` with the form `uses[n]`. `count` is the number of words
    /// of the vocabulary.
    pub(super) fn new(words: &[WordId], ends: &[u32], uses: &[Use], count: usize) -> Self {
        let range = |number: u32| {
            let start = number.checked_sub(1).map_or(0, |before| ends[before as usize]);
            start as usize..ends[number as usize] as usize
        };
        // The first two words in one number decide nearly always.
        let key = |number: u32| {
            let sequence = &words[range(number)];
            u64::from(sequence[0].0) << 32 | sequence.get(1).map_or(0, |word| u64::from(word.0))
        };
        let mut order: Vec<(u64, u32)> = (0..ends.len() as u32).map(|number| (key(number), number)).collect();
        // Stable, so that a part that is in order already costs little.
        order.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| words[range(a.1)].cmp(&words[range(b.1)])).then(a.1.cmp(&b.1)));
        let mut sorted = Self {
            words: Vec::with_capacity(words.len()),
            starts: Vec::with_capacity(ends.len() + 1),
            uses: Vec::with_capacity(uses.len()),
            first: vec![0; count + 1],
        };
        for (_, number) in &order {
            let sequence = &words[range(*number)];
            sorted.starts.push(sorted.words.len() as u32);
            sorted.words.extend_from_slice(sequence);
            sorted.uses.push(uses[*number as usize]);
            sorted.first[sequence[0].0 as usize + 1] += 1;
        }
        sorted.starts.push(sorted.words.len() as u32);
        for word in 0..count {
            sorted.first[word + 1] += sorted.first[word];
        }
        sorted
    }

    /// These sequences and, where they are the same, behind them `words[ends[n - 1]..ends[n]]` with the form `uses[n]`.
    pub(super) fn with(mut self, words: Vec<WordId>, ends: &[u32], uses: Vec<Use>, count: usize) -> Self {
        if self.uses.is_empty() {
            return Self::new(&words, ends, &uses, count);
        }
        let held = self.words.len() as u32;
        let ends: Vec<u32> = self.starts[1..].iter().copied().chain(ends.iter().map(|end| held + end)).collect();
        self.words.extend(words);
        self.uses.extend(uses);
        Self::new(&self.words, &ends, &self.uses, count)
    }

    /// Those whose form stays.
    pub(super) fn only(self, stays: impl Fn(&Use) -> bool) -> Self {
        let (mut words, mut ends, mut uses) = (Vec::new(), Vec::new(), Vec::new());
        for (range, form) in self.starts.windows(2).zip(&self.uses).filter(|(_, form)| stays(form)) {
            words.extend_from_slice(&self.words[range[0] as usize..range[1] as usize]);
            ends.push(words.len() as u32);
            uses.push(*form);
        }
        Self::new(&words, &ends, &uses, self.first.len().saturating_sub(1))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.uses.len()
    }

    /// The words of all, one after the other.
    pub(super) fn words(&self) -> &[WordId] {
        &self.words
    }

    /// The words of one of them.
    pub(super) fn words_of(&self, number: usize) -> &[WordId] {
        &self.words[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The form of one of them.
    pub(super) fn form(&self, number: usize) -> Use {
        self.uses[number]
    }

    /// How they begin.
    pub(super) fn beginnings(&self) -> Beginnings {
        Beginnings::new(&self.words, self.starts.get(1..).unwrap_or_default())
    }

    /// Tells `found` each form in a text of words, and which of the words it takes.
    pub(super) fn each(&self, text: &[WordId], mut found: impl FnMut(Range<usize>, Use)) {
        for start in 0..text.len() {
            self.at(&text[start..], |length, form| found(start..start + length, form));
        }
    }

    /// The forms of exactly these words.
    pub(super) fn of(&self, words: &[WordId]) -> Vec<Use> {
        let mut uses = Vec::new();
        self.at(words, |length, form| {
            if length == words.len() {
                uses.push(form);
            }
        });
        uses
    }

    /// Tells `found` each form that begins at the head of `words`, and how many of them it takes.
    pub(super) fn at(&self, words: &[WordId], mut found: impl FnMut(usize, Use)) {
        let [first, rest @ ..] = words else { return };
        let (Some(low), Some(high)) = (self.first.get(first.0 as usize), self.first.get(first.0 as usize + 1)) else {
            return;
        };
        let (mut low, mut high) = (*low as usize, *high as usize);
        if low == high {
            return;
        }
        for (depth, word) in (1..).zip(rest) {
            (low, high) = self.narrow(low, high, depth, *word);
            while low < high && self.length(low) == depth + 1 {
                found(depth + 1, self.uses[low]);
                low += 1;
            }
            if low >= high {
                return;
            }
        }
    }

    /// The sequences of a range whose word at `depth` is `word`; all are longer than `depth`.
    fn narrow(&self, low: usize, high: usize, depth: usize, word: WordId) -> (usize, usize) {
        let at = |number: usize| self.words[self.starts[number] as usize + depth];
        if high - low <= 8 {
            let start = (low..high).find(|number| at(*number) >= word).unwrap_or(high);
            let end = (start..high).find(|number| at(*number) != word).unwrap_or(high);
            return (start, end);
        }
        let search = |mut low: usize, mut high: usize, beyond: bool| {
            while low < high {
                let middle = low.midpoint(high);
                let held = at(middle);
                if held < word || beyond && held == word { low = middle + 1 } else { high = middle }
            }
            low
        };
        let start = search(low, high, false);
        (start, search(start, high, true))
    }

    fn length(&self, number: usize) -> usize {
        (self.starts[number + 1] - self.starts[number]) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::alias::Form;
    use super::*;

    fn form(row: u32) -> Use {
        Use { row, form: Form::Name, lower: 0, caps: 0, upper: 0, mixed: 0, dotted: false, ordinary: false }
    }

    #[test]
    fn all_sequences_at_a_place_are_found() {
        // Numbers that look random, over few words, so that sequences are parts of others and stand twice.
        let mut seed = 7u64;
        let mut dice = |sides: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % sides
        };
        let mut sequences: Vec<Vec<WordId>> = Vec::new();
        for _ in 0..300 {
            let length = 2 + dice(4);
            sequences.push((0..length).map(|_| WordId(dice(6) as u32)).collect());
        }
        let words: Vec<WordId> = sequences.concat();
        let mut end = 0;
        let ends: Vec<u32> = sequences
            .iter()
            .map(|sequence| {
                end += sequence.len() as u32;
                end
            })
            .collect();
        let uses: Vec<Use> = (0..300).map(form).collect();
        let sorted = Sequences::new(&words, &ends, &uses, 7);
        for _ in 0..200 {
            let text: Vec<WordId> = (0..=dice(8)).map(|_| WordId(dice(8) as u32)).collect();
            let mut found: Vec<(usize, u32)> = Vec::new();
            sorted.at(&text, |length, form| found.push((length, form.row)));
            found.sort_unstable();
            let mut wanted: Vec<(usize, u32)> =
                (0..300).filter(|n| text.starts_with(&sequences[*n])).map(|n| (sequences[n].len(), n as u32)).collect();
            wanted.sort_unstable();
            assert_eq!(found, wanted);
            let whole: Vec<u32> = sorted.of(&text).iter().map(|form| form.row).collect();
            let wanted: Vec<u32> = (0..300).filter(|n| text == sequences[*n as usize]).collect();
            assert_eq!(whole, wanted);
            let mut places: Vec<(usize, usize, u32)> = Vec::new();
            sorted.each(&text, |place, form| places.push((place.start, place.end, form.row)));
            let mut wanted: Vec<(usize, usize, u32)> = Vec::new();
            for start in 0..text.len() {
                let here = (0..300).filter(|n| text[start..].starts_with(&sequences[*n]));
                wanted.extend(here.map(|n| (start, start + sequences[n].len(), n as u32)));
            }
            places.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(places, wanted);
        }
        Sequences::default().at(&[WordId(3), WordId(1)], |_, _| panic!("there is nothing"));
    }
}
