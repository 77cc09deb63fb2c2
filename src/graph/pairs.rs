//! `Pairs`: what is counted for every two entities that some article names together, in little memory.

use super::Window;
use super::date::{Dates, Day};
use super::tally::PairCounts;
use super::together::Together;
use super::witness::{Rank, Witness, Witnesses};
use crate::span::Span;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::mem::size_of;
use std::sync::Arc;

/// Most pairs of an article never come nearer than the article: these take 32 bytes, the others 48 and their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs {
    near: HashMap<u64, PairCounts, FixedState>,
    far: HashMap<u64, Far, FixedState>,
    /// Bytes of all witnesses made since they were weighed, also of those that better ones replaced.
    words: usize,
}

/// What is counted for two entities, near or far.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Counted {
    Near(PairCounts),
    Far(Far),
}

impl Counted {
    /// Takes in what is counted elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Near(near), Self::Near(other)) => near.merge(other),
            (Self::Near(near), Self::Far(other)) => near.take(&other),
            (Self::Far(far), Self::Far(other)) => far.merge(other),
            (Self::Far(far), Self::Near(mut near)) => {
                near.take(far);
                *self = Self::Near(near);
            }
        }
    }

    /// What is counted, if the pair comes within the window.
    pub(super) fn within(self, window: Window) -> Option<PairCounts> {
        let counts = match self {
            Self::Near(counts) => counts,
            Self::Far(Far { documents, dates, witness, .. }) => {
                PairCounts { documents, dates, witness: Some(witness), ..PairCounts::default() }
            }
        };
        (counts.weight(window) > 0).then_some(counts)
    }
}

impl PairCounts {
    /// Takes in articles that name the pair far apart. The witness they had shows less than any here.
    fn take(&mut self, far: &Far) {
        self.documents += far.documents;
        self.dates.merge(far.dates);
    }
}

/// What is counted for two entities that no sentence or paragraph names together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Far {
    documents: u32,
    /// The witness is an article whose id has the least of these; any choice would do that doesn't depend on the order.
    lot: u32,
    dates: Dates,
    witness: Arc<Witness>,
}

impl Pairs {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.near.len() + self.far.len()
    }

    /// Bytes that the tables take after another article: a full one doubles.
    pub(super) fn bytes_soon(&self) -> usize {
        const ARTICLE: usize = 4096;
        let soon = |length: usize, capacity: usize| if capacity - length < ARTICLE { 2 * length } else { 0 };
        let doubled = soon(self.near.len(), self.near.capacity()) * size_of::<(u64, PairCounts)>()
            + soon(self.far.len(), self.far.capacity()) * size_of::<(u64, Far)>();
        self.bytes() + doubled
    }

    /// Bytes that the witnesses take at most.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    pub(super) fn add_words(&mut self, bytes: usize) {
        self.words += bytes;
    }

    pub(super) fn set_words(&mut self, bytes: usize) {
        self.words = bytes;
    }

    /// Bytes that the witnesses take; one that several pairs share counts once in all.
    pub(super) fn weigh_words(&self) -> usize {
        let share = |witness: &Arc<Witness>| witness.bytes() / Arc::strong_count(witness).max(1);
        let near = self.near.values().filter_map(|counts| counts.witness.as_ref()).map(share);
        near.sum::<usize>() + self.far.values().map(|far| share(&far.witness)).sum::<usize>()
    }

    /// The keys of all, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.near.keys().chain(self.far.keys()).copied()
    }

    /// What is counted for a pair.
    pub(super) fn counted(&self, pair: u64) -> Option<Counted> {
        let near = self.near.get(&pair).cloned().map(Counted::Near);
        near.or_else(|| self.far.get(&pair).cloned().map(Counted::Far))
    }

    /// Bytes that the tables take, without the words of witnesses.
    pub(super) fn bytes(&self) -> usize {
        // The tables keep an eighth free and a byte for each place.
        let places = |capacity: usize, size: usize| (capacity + capacity / 7) * (size + 1);
        places(self.near.capacity(), size_of::<(u64, PairCounts)>())
            + places(self.far.capacity(), size_of::<(u64, Far)>())
    }

    /// Counts a pair that sentences or paragraphs of an article name; `together` is sorted, so that its first is the
    /// best witness, and not empty.
    pub(super) fn add_near(&mut self, together: &[Together], day: Option<Day>, witnesses: &mut Witnesses<'_>) {
        let counts = self.near(together[0].pair);
        let sentences = together.partition_point(|together| together.window == Window::Sentence) as u32;
        let paragraphs = together.len() as u32 - sentences;
        counts.documents += 1;
        counts.paragraphs += paragraphs;
        counts.sentences += sentences;
        counts.documents_by_paragraph += u32::from(paragraphs > 0);
        counts.documents_by_sentence += u32::from(sentences > 0);
        counts.dates.add(day);
        witnesses.offer(&mut counts.witness, &together[0]);
    }

    /// Counts a pair that only the article as a whole names.
    pub(super) fn add_far(&mut self, pair: u64, day: Option<Day>, witnesses: &mut Witnesses<'_>) {
        if let Some(counts) = self.near.get_mut(&pair) {
            counts.documents += 1;
            counts.dates.add(day);
            return;
        }
        let lot = witnesses.lot();
        let new = || Far { documents: 0, lot, dates: Dates::default(), witness: whole(witnesses) };
        let far = self.far.entry(pair).or_insert_with(new);
        far.documents += 1;
        far.dates.add(day);
        if lot <= far.lot && (lot < far.lot || *witnesses.document.id < *far.witness.document) {
            (far.lot, far.witness) = (lot, whole(witnesses));
        }
    }

    /// The counts of a pair that has come near. The witness it had shows less than any it will get now.
    fn near(&mut self, pair: u64) -> &mut PairCounts {
        let far = &mut self.far;
        self.near.entry(pair).or_insert_with(|| {
            let Some(far) = far.remove(&pair) else { return PairCounts::default() };
            PairCounts { documents: far.documents, dates: far.dates, ..PairCounts::default() }
        })
    }

    /// Takes in other pairs under the numbers that `renumber` gives them.
    pub(super) fn merge(&mut self, other: Self, renumber: impl Fn(u64) -> u64) {
        self.words += other.words;
        for (pair, counts) in other.near {
            self.near(renumber(pair)).merge(counts);
        }
        for (pair, other) in other.far {
            let pair = renumber(pair);
            if let Some(counts) = self.near.get_mut(&pair) {
                counts.take(&other);
            } else if let Some(far) = self.far.get_mut(&pair) {
                far.merge(other);
            } else {
                self.far.insert(pair, other);
            }
        }
    }

    /// All pairs that come within the window, in no order.
    pub(super) fn within(&self, window: Window) -> impl Iterator<Item = (u64, PairCounts)> + '_ {
        let near = self.near.iter().map(|(&pair, counts)| (pair, counts.clone()));
        let far = (window == Window::Document).then_some(&self.far).into_iter().flatten();
        let far = far.map(|(&pair, far)| {
            let (documents, dates, witness) = (far.documents, far.dates, Some(Arc::clone(&far.witness)));
            (pair, PairCounts { documents, dates, witness, ..PairCounts::default() })
        });
        near.filter(move |(_, counts)| counts.weight(window) > 0).chain(far)
    }
}

impl Far {
    fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.dates.merge(other.dates);
        if (other.lot, &other.witness.document) < (self.lot, &self.witness.document) {
            (self.lot, self.witness) = (other.lot, other.witness);
        }
    }
}

fn whole(witnesses: &mut Witnesses<'_>) -> Arc<Witness> {
    witnesses.make(Span::default(), Window::Document, Rank::document())
}
