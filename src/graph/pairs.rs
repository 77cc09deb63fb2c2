//! `Pairs`: what is counted for every two entities that some article names together, in little memory.

use super::Window;
use super::date::{Dates, Day};
use super::tally::PairCounts;
use super::together::Together;
use super::witness::{Rank, Witness, Witnesses};
use crate::span::Span;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use serde::{Deserialize, Serialize};
use std::mem::{self, size_of};
use std::sync::Arc;

/// Most pairs of an article never come nearer than the article: these take 32 bytes, the others 80 and their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs {
    /// One table for all, so that asking for a pair touches one place in memory.
    held: HashMap<u64, Held, FixedState>,
    near: Vec<PairCounts>,
    /// Bytes of all witnesses made since they were weighed, also of those that better ones replaced.
    words: usize,
}

/// What is held for a pair.
#[derive(Debug, Clone)]
enum Held {
    Far(Far),
    /// Its place in [`Pairs::near`].
    Near(u32),
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
        self.held.len()
    }

    /// Bytes that the tables take after another article: a full one doubles.
    pub(super) fn bytes_soon(&self) -> usize {
        const ARTICLE: usize = 4096;
        let soon = |length: usize, capacity: usize| if capacity - length < ARTICLE { 2 * length } else { 0 };
        let doubled = soon(self.held.len(), self.held.capacity()) * size_of::<(u64, Held)>()
            + soon(self.near.len(), self.near.capacity()) * size_of::<PairCounts>();
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
        let near = self.near.iter().filter_map(|counts| counts.witness.as_ref()).map(share);
        let far = self.held.values().filter_map(|held| match held {
            Held::Far(far) => Some(share(&far.witness)),
            Held::Near(_) => None,
        });
        near.sum::<usize>() + far.sum::<usize>()
    }

    /// The keys of all, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.held.keys().copied()
    }

    /// What is counted for a pair.
    pub(super) fn counted(&self, pair: u64) -> Option<Counted> {
        Some(match self.held.get(&pair)? {
            Held::Far(far) => Counted::Far(far.clone()),
            Held::Near(place) => Counted::Near(self.near[*place as usize].clone()),
        })
    }

    /// Bytes that the tables take, without the words of witnesses.
    pub(super) fn bytes(&self) -> usize {
        // The tables keep an eighth free and a byte for each place.
        let places = self.held.capacity() + self.held.capacity() / 7;
        places * (size_of::<(u64, Held)>() + 1) + self.near.capacity() * size_of::<PairCounts>()
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

    /// Makes room for the pairs of an article. Asking for all of them at once, with nothing between, lets the processor
    /// fetch several together: each is far from the others in memory.
    pub(super) fn expect(&mut self, pairs: impl Iterator<Item = u64>) {
        let new = pairs.filter(|pair| !self.held.contains_key(pair)).count();
        self.held.reserve(new);
    }

    /// Counts a pair that only the article as a whole names.
    pub(super) fn add_far(&mut self, pair: u64, day: Option<Day>, witnesses: &mut Witnesses<'_>) {
        let lot = witnesses.lot();
        let new = || Held::Far(Far { documents: 0, lot, dates: Dates::default(), witness: whole(witnesses) });
        let far = match self.held.entry(pair).or_insert_with(new) {
            Held::Far(far) => far,
            Held::Near(place) => {
                let counts = &mut self.near[*place as usize];
                counts.documents += 1;
                counts.dates.add(day);
                return;
            }
        };
        far.documents += 1;
        far.dates.add(day);
        if lot <= far.lot && (lot < far.lot || *witnesses.document.id < *far.witness.document) {
            (far.lot, far.witness) = (lot, whole(witnesses));
        }
    }

    /// The counts of a pair that has come near. The witness it had shows less than any it will get now.
    fn near(&mut self, pair: u64) -> &mut PairCounts {
        let Self { held, near, .. } = self;
        let place = near.len() as u32;
        let at = match held.entry(pair) {
            Entry::Vacant(free) => {
                free.insert(Held::Near(place));
                near.push(PairCounts::default());
                place
            }
            Entry::Occupied(mut taken) => match taken.get() {
                Held::Near(place) => *place,
                Held::Far(far) => {
                    near.push(PairCounts { documents: far.documents, dates: far.dates, ..PairCounts::default() });
                    taken.insert(Held::Near(place));
                    place
                }
            },
        };
        &mut near[at as usize]
    }

    /// Takes in other pairs under the numbers that `renumber` gives them.
    pub(super) fn merge(&mut self, other: Self, renumber: impl Fn(u64) -> u64) {
        self.words += other.words;
        let mut near = other.near;
        for (pair, other) in other.held {
            let pair = renumber(pair);
            let other = match other {
                Held::Far(other) => other,
                Held::Near(place) => {
                    self.near(pair).merge(mem::take(&mut near[place as usize]));
                    continue;
                }
            };
            match self.held.entry(pair) {
                Entry::Vacant(free) => _ = free.insert(Held::Far(other)),
                Entry::Occupied(mut taken) => match taken.get_mut() {
                    Held::Far(far) => far.merge(other),
                    Held::Near(place) => self.near[*place as usize].take(&other),
                },
            }
        }
    }

    /// All pairs that come within the window, in no order.
    pub(super) fn within(&self, window: Window) -> impl Iterator<Item = (u64, PairCounts)> + '_ {
        self.held.iter().filter_map(move |(&pair, held)| {
            let counts = match held {
                Held::Near(place) => &self.near[*place as usize],
                Held::Far(_) if window != Window::Document => return None,
                Held::Far(Far { documents, dates, witness, .. }) => {
                    let (documents, dates, witness) = (*documents, *dates, Some(Arc::clone(witness)));
                    return Some((pair, PairCounts { documents, dates, witness, ..PairCounts::default() }));
                }
            };
            (counts.weight(window) > 0).then(|| (pair, counts.clone()))
        })
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
