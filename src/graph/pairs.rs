//! `Pairs`: what is counted for every two entities that some article names together, in little memory.

use super::Window;
use super::date::{Dates, Day};
use super::tally::PairCounts;
use super::together::{Together, pack, pack_sorted, unpack};
use super::waiting::{Sum, Waiting, lot};
use super::witness::{Rank, Witness, Witnesses};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use serde::{Deserialize, Serialize};
use std::mem::{self, size_of};
use std::sync::Arc;

/// Most pairs of an article never come nearer than the article: these take 32 bytes, the others 88 and their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs {
    /// One table for all, so that asking for a pair touches one place in memory.
    held: HashMap<u64, Held, FixedState>,
    near: Vec<Near>,
    /// Bytes of all witnesses made since they were weighed, also of those that better ones replaced.
    words: usize,
    /// Articles whose pairs are not in the tables yet.
    waiting: Waiting,
}

/// What is held for a pair.
#[derive(Debug, Clone)]
enum Held {
    Far(Far),
    /// Its place in [`Pairs::near`].
    Near(u32),
}

/// What is counted for a pair that has come near. Most witnesses that are offered show no more than the one held: its rank
/// stands here, since it lies elsewhere in memory itself.
#[derive(Debug, Clone, Default)]
struct Near {
    counts: PairCounts,
    rank: Option<Rank>,
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
        self.name(far.documents, far.dates);
    }

    /// Counts articles that name both, wherever they do.
    pub(super) fn name(&mut self, documents: u32, dates: Dates) {
        self.documents += documents;
        self.dates.merge(dates);
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
    /// How many there are at most.
    pub(super) fn len(&self) -> usize {
        self.held.len() + self.waiting.pairs()
    }

    /// Bytes that the tables take after another article, if none of the pairs that wait is known: a full one doubles.
    pub(super) fn bytes_soon(&self) -> usize {
        const ARTICLE: usize = 4096;
        let soon = |length: usize, capacity: usize, more: usize| {
            if capacity - length < more { 2 * length.max(more) } else { 0 }
        };
        let far = ARTICLE.max(self.waiting.pairs());
        let doubled = soon(self.held.len(), self.held.capacity(), far) * size_of::<(u64, Held)>()
            + soon(self.near.len(), self.near.capacity(), ARTICLE) * size_of::<Near>();
        self.bytes() + self.waiting.bytes() + doubled
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
        let near = self.near.iter().filter_map(|near| near.counts.witness.as_ref()).map(share);
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
            Held::Near(place) => Counted::Near(self.near[*place as usize].counts.clone()),
        })
    }

    /// Bytes that the tables take, without the words of witnesses.
    pub(super) fn bytes(&self) -> usize {
        // The tables keep an eighth free and a byte for each place.
        let places = self.held.capacity() + self.held.capacity() / 7;
        places * (size_of::<(u64, Held)>() + 1) + self.near.capacity() * size_of::<Near>()
    }

    /// Counts the pairs that sentences or paragraphs of an article name; `near` is sorted, so that the first of a pair is
    /// its best witness. That the article names them is left to be counted, unless it is said to be `alone` in that.
    pub(super) fn add_near(&mut self, near: &[Together], alone: Option<Dates>, witnesses: &mut Witnesses<'_>) {
        let pairs = || near.chunk_by(|a, b| a.pair == b.pair);
        // Asking for all of them at once, with nothing between, lets the processor fetch several together: each is far
        // from the others in memory.
        let places: Vec<u32> = pairs().map(|together| self.place(together[0].pair)).collect();
        for (together, place) in pairs().zip(places) {
            let Near { counts, rank } = &mut self.near[place as usize];
            let sentences = together.partition_point(|together| together.window == Window::Sentence) as u32;
            let paragraphs = together.len() as u32 - sentences;
            counts.paragraphs += paragraphs;
            counts.sentences += sentences;
            counts.documents_by_paragraph += u32::from(paragraphs > 0);
            counts.documents_by_sentence += u32::from(sentences > 0);
            if let Some(dates) = alone {
                counts.name(1, dates);
            }
            if rank.is_none_or(|held| together[0].rank <= held) {
                witnesses.offer(&mut counts.witness, &together[0]);
                *rank = counts.witness.as_ref().map(|witness| witness.rank());
            }
        }
    }

    /// Counts that an article names all pairs of some entities (sorted, each once), near or far.
    pub(super) fn add_article(&mut self, id: &str, entities: impl Iterator<Item = u32>, day: Option<Day>) {
        self.waiting.add(id, entities, day);
        if self.waiting.is_full() {
            self.settle();
        }
    }

    /// Counts the pairs of the articles that wait.
    pub(super) fn settle(&mut self) {
        let waiting = mem::take(&mut self.waiting);
        let mut wholes: Vec<Option<Arc<Witness>>> = vec![None; waiting.len()];
        waiting.rows(|row| {
            let key = |other| pack(row.entity, other);
            // Asking for all of them at once, with nothing between, lets the processor fetch several together: each is
            // far from the others in memory.
            let new = row.others().filter(|&(other, _)| !self.held.contains_key(&key(other))).count();
            self.held.reserve(new);
            for (other, sum) in row.others() {
                let Sum { documents, dates, article } = sum;
                let mut far = || {
                    let id = waiting.id(article as usize);
                    let witness = wholes[article as usize].get_or_insert_with(|| {
                        let witness = Arc::new(Witness::whole(id));
                        self.words += witness.bytes();
                        witness
                    });
                    Far { documents, lot: lot(id), dates, witness: Arc::clone(witness) }
                };
                match self.held.entry(key(other)) {
                    Entry::Vacant(free) => _ = free.insert(Held::Far(far())),
                    Entry::Occupied(mut taken) => match taken.get_mut() {
                        Held::Far(held) => held.merge(far()),
                        Held::Near(place) => self.near[*place as usize].counts.name(documents, dates),
                    },
                }
            }
        });
    }

    /// Where a pair that comes near is counted. The witness it had shows less than any it will get now.
    fn place(&mut self, pair: u64) -> u32 {
        let Self { held, near, .. } = self;
        let place = near.len() as u32;
        match held.entry(pair) {
            Entry::Vacant(free) => {
                free.insert(Held::Near(place));
                near.push(Near::default());
                place
            }
            Entry::Occupied(mut taken) => match taken.get() {
                Held::Near(place) => *place,
                Held::Far(far) => {
                    let counts = PairCounts { documents: far.documents, dates: far.dates, ..PairCounts::default() };
                    near.push(Near { counts, rank: None });
                    taken.insert(Held::Near(place));
                    place
                }
            },
        }
    }

    /// Takes in other pairs under the numbers that `numbers` gives to their entities.
    pub(super) fn merge(&mut self, other: Self, numbers: &[u32]) {
        self.words += other.words;
        let mut near = other.near;
        for (pair, other) in other.held {
            let (one, another) = unpack(pair);
            let pair = pack_sorted(numbers[one as usize], numbers[another as usize]);
            let other = match other {
                Held::Far(other) => other,
                Held::Near(place) => {
                    let place_here = self.place(pair);
                    let Near { counts, rank } = &mut self.near[place_here as usize];
                    counts.merge(mem::take(&mut near[place as usize].counts));
                    *rank = counts.witness.as_ref().map(|witness| witness.rank());
                    continue;
                }
            };
            match self.held.entry(pair) {
                Entry::Vacant(free) => _ = free.insert(Held::Far(other)),
                Entry::Occupied(mut taken) => match taken.get_mut() {
                    Held::Far(far) => far.merge(other),
                    Held::Near(place) => self.near[*place as usize].counts.take(&other),
                },
            }
        }
        self.waiting.append(&other.waiting, numbers);
        if self.waiting.is_full() {
            self.settle();
        }
    }

    /// All pairs that come within the window, in no order.
    pub(super) fn within(&self, window: Window) -> Vec<(u64, PairCounts)> {
        let held = |(&pair, held): (&u64, &Held)| {
            let counts = match held {
                Held::Near(place) => &self.near[*place as usize].counts,
                Held::Far(_) if window != Window::Document => return None,
                Held::Far(Far { documents, dates, witness, .. }) => {
                    let (documents, dates, witness) = (*documents, *dates, Some(Arc::clone(witness)));
                    return Some((pair, PairCounts { documents, dates, witness, ..PairCounts::default() }));
                }
            };
            (window == Window::Document || counts.weight(window) > 0).then(|| (pair, counts.clone()))
        };
        if self.waiting.len() == 0 {
            return self.held.iter().filter_map(held).collect();
        }
        if window == Window::Document {
            let mut settled = self.clone();
            settled.settle();
            return settled.within(window);
        }
        // Only near pairs come within the others: the rest of what waits needs no place in a table.
        let mut pairs: Vec<_> = self.held.iter().filter_map(held).collect();
        pairs.sort_unstable_by_key(|&(pair, _)| pair);
        let mut rows = pairs.chunk_by_mut(|a, b| unpack(a.0).0 == unpack(b.0).0).peekable();
        self.waiting.rows(|row| {
            while let Some(pairs) = rows.next_if(|pairs| unpack(pairs[0].0).0 <= row.entity) {
                for (pair, counts) in pairs {
                    let (one, other) = unpack(*pair);
                    if let Some(sum) = row.with(other).filter(|_| one == row.entity) {
                        counts.name(sum.documents, sum.dates);
                    }
                }
            }
        });
        pairs
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::span::Span;
    use proptest::prelude::*;

    /// The pairs of articles by their entities; every third pair of an article is near. `settle` is asked after each.
    fn counted(articles: &[Vec<u32>], settle: impl Fn(usize) -> bool) -> Pairs {
        let mut pairs = Pairs::default();
        for (number, entities) in articles.iter().enumerate() {
            let document = Document { id: format!("a{number}"), text: "They met.".into(), ..Document::default() };
            let day = Day::parse(["2022", "none", "2021-05"][number % 3]);
            let (span, rank) = (Span::new(0, 9), Rank::document());
            for (at, &one) in entities.iter().enumerate() {
                for &other in entities[at + 1..].iter().filter(|&other| (one + other) % 3 == number as u32 % 3) {
                    let together = Together { pair: pack(one, other), window: Window::Sentence, rank, span };
                    pairs.add_near(&[together], None, &mut Witnesses::new(&document));
                }
            }
            pairs.add_article(&document.id, entities.iter().copied(), day);
            if settle(number) {
                pairs.settle();
            }
        }
        pairs
    }

    fn shown(pairs: &Pairs) -> Vec<Vec<(u64, PairCounts)>> {
        let windows = [Window::Sentence, Window::Paragraph, Window::Document].into_iter();
        let mut shown: Vec<_> = windows.map(|window| pairs.within(window)).collect();
        for pairs in &mut shown {
            pairs.sort_by_key(|&(pair, _)| pair);
        }
        shown
    }

    proptest! {
        #[test]
        fn pairs_that_wait_count_as_those_that_do_not(
            articles in prop::collection::vec(prop::collection::btree_set(0..9_u32, 0..6), 0..12),
            some in any::<u16>(),
        ) {
            let articles: Vec<Vec<u32>> = articles.into_iter().map(|entities| entities.into_iter().collect()).collect();
            let expected = shown(&counted(&articles, |_| true));
            for (pair, counts) in &expected[2] {
                let (one, other) = unpack(*pair);
                let both = articles.iter().filter(|entities| entities.contains(&one) && entities.contains(&other));
                prop_assert_eq!(counts.documents as usize, both.count());
            }
            prop_assert_eq!(&shown(&counted(&articles, |_| false)), &expected);
            prop_assert_eq!(&shown(&counted(&articles, |number| some >> number & 1 == 1)), &expected);
        }
    }
}
