//! Counts that leave the memory and come back: pairs in the order of their entities' ids, so that any number of them
//! merges in one sweep.

use super::counts::CoMentions;
use super::pairs::Counted;
use super::tally::{Capped, EntityCounts, PairCounts, SpokenCounts, Totals};
use super::together::{pack_sorted, unpack};
use super::{Network, Window};
use serde::{Deserialize, Serialize};

/// A pair and what is counted for it; the entities are places in a list of ids in order, the lesser first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredPair {
    pub(crate) one: u32,
    pub(crate) other: u32,
    counted: Counted,
}

impl StoredPair {
    /// What orders pairs.
    pub(crate) fn key(&self) -> (u32, u32) {
        (self.one, self.other)
    }

    /// The same pair under other places.
    pub(crate) fn placed(self, one: u32, other: u32) -> Self {
        Self { one, other, counted: self.counted }
    }

    /// Takes in what is counted for the same pair elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        self.counted.merge(other.counted);
    }

    /// What is counted, if the pair comes within the window.
    pub(crate) fn within(self, window: Window) -> Option<PairCounts> {
        self.counted.within(window)
    }
}

/// Where pairs are kept.
pub(crate) trait PairStore {
    /// What may go wrong there.
    type Error;

    /// The ids of the entities of all pairs to come, in order.
    fn ids(&mut self, ids: &[&str]) -> Result<(), Self::Error>;

    /// A pair, by the places of its entities among the ids; in order.
    fn put(&mut self, pair: StoredPair) -> Result<(), Self::Error>;
}

/// What is counted but for the pairs; entities in the order of their ids.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Sums {
    pub(crate) totals: Totals,
    pub(crate) capped: Capped,
}

/// Sums, entities, and who speaks of whom by places among these.
type Rest<'a> = (Sums, Vec<&'a EntityCounts>, Vec<(u32, u32, &'a SpokenCounts)>);

impl CoMentions {
    /// How many pairs are in memory at most.
    pub(crate) fn pairs_held(&self) -> usize {
        self.held().len()
    }

    /// Whether the pairs in memory take more than so many bytes, with the words of their witnesses.
    pub(crate) fn outgrown(&mut self, limit: usize) -> bool {
        self.held().bytes_soon() + self.held().words() > limit && {
            self.settle();
            let words = self.held().weigh_words();
            self.set_words(words);
            self.held().bytes_soon() + words > limit - limit / 4
        }
    }

    /// Gives all pairs in memory to `store`, in order; they are forgotten then.
    pub(crate) fn store_pairs<S: PairStore>(&mut self, store: &mut S) -> Result<(), S::Error> {
        self.settle();
        let entities = self.numbered();
        let mut used = vec![false; entities.len()];
        for pair in self.held().keys() {
            let (one, other) = unpack(pair);
            (used[one as usize], used[other as usize]) = (true, true);
        }
        let mut order: Vec<u32> = (0..entities.len() as u32).filter(|&number| used[number as usize]).collect();
        drop(used);
        order.sort_unstable_by(|&one, &other| entities[one as usize].id.cmp(&entities[other as usize].id));
        let mut places = vec![u32::MAX; entities.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number as usize] = place as u32;
        }
        store.ids(&order.iter().map(|&number| &*entities[number as usize].id).collect::<Vec<_>>())?;
        let ranked = |pair| {
            let (one, other) = unpack(pair);
            pack_sorted(places[one as usize], places[other as usize])
        };
        let mut sorted: Vec<u64> = self.held().keys().map(ranked).collect();
        drop(places);
        sorted.sort_unstable();
        for pair in sorted {
            let (one, other) = unpack(pair);
            let pair = pack_sorted(order[one as usize], order[other as usize]);
            if let Some(counted) = self.held().counted(pair) {
                store.put(StoredPair { one, other, counted })?;
            }
        }
        self.forget_pairs();
        Ok(())
    }

    /// All but the pairs: sums, entities in the order of their ids, and who speaks of whom, by places among them.
    pub(crate) fn rest(&self) -> Rest<'_> {
        let entities = self.entities();
        let place = |entity: &EntityCounts| entities.partition_point(|held| *held.id < *entity.id) as u32;
        let mut spoken: Vec<_> =
            self.spoken().into_iter().map(|(speaker, named, counts)| (place(speaker), place(named), counts)).collect();
        spoken.sort_unstable_by_key(|&(speaker, named, _)| (speaker, named));
        (Sums { totals: self.totals(), capped: self.capped() }, entities, spoken)
    }

    /// The graph for one kind of window of these entities and of pairs from elsewhere, by places in the order of ids.
    ///
    /// # Errors
    ///
    /// The first that `pairs` gives.
    pub(crate) fn graph_of<E>(
        &self,
        window: Window,
        pairs: impl Iterator<Item = Result<StoredPair, E>>,
    ) -> Result<Network<'_>, E> {
        let entities = self.numbered();
        let order = self.in_order();
        let mut failed = None;
        let pairs = pairs.map_while(|pair| pair.map_err(|error| failed = Some(error)).ok());
        let within = pairs.filter_map(|pair| {
            let (one, other) = pair.key();
            let counts = pair.within(window)?;
            Some((order[one as usize] as usize, order[other as usize] as usize, counts))
        });
        let network = self.network(entities, window, within);
        failed.map_or(Ok(network), Err)
    }

    /// The numbers of all entities, in the order of ids.
    pub(crate) fn in_order(&self) -> Vec<u32> {
        let entities = self.numbered();
        let mut order: Vec<u32> = (0..entities.len() as u32).collect();
        order.sort_unstable_by(|&one, &other| entities[one as usize].id.cmp(&entities[other as usize].id));
        order
    }
}
