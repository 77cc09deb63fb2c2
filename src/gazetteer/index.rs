//! `Index`: rows by numbers that tell names.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// Rows by numbers, in order, so that they are stored as they are and take little room.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    #[serde(with = "crate::flat")]
    sorted: Vec<(u64, u32)>,
    /// What came since they were put into order.
    #[serde(skip)]
    new: HashMap<u64, u32, FixedState>,
}

impl Index {
    /// The row of a number.
    pub(super) fn get(&self, number: u64) -> Option<u32> {
        self.place(number).map(|at| self.sorted[at].1).or_else(|| self.new.get(&number).copied())
    }

    /// The row of a number, which is `row` where it had none.
    pub(super) fn slot(&mut self, number: u64, row: u32) -> &mut u32 {
        match self.place(number) {
            Some(at) => &mut self.sorted[at].1,
            None => self.new.entry(number).or_insert(row),
        }
    }

    /// Puts all into order, once all are there.
    pub(super) fn settle(&mut self) {
        if !self.new.is_empty() {
            self.sorted.extend(std::mem::take(&mut self.new));
            // Stable: what was in order costs little.
            self.sorted.sort_by_key(|(number, _)| *number);
        }
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn place(&self, number: u64) -> Option<usize> {
        self.sorted.binary_search_by_key(&number, |(held, _)| *held).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_before_and_after_they_are_in_order() {
        let mut index = Index::default();
        for round in 0..3u32 {
            for number in [7, 3, u64::MAX, 0, 3 + u64::from(round)] {
                let row = index.get(number).unwrap_or(round);
                assert_eq!(*index.slot(number, round), row);
            }
            *index.slot(7, 9) += 1;
            assert_eq!((index.get(7), index.get(6)), (Some(round + 1), None));
            index.settle();
            assert_eq!((index.get(7), index.get(6)), (Some(round + 1), None));
        }
        assert_eq!([0, 3, 4, 5, u64::MAX].map(|number| index.get(number)), [0, 0, 1, 2, 0].map(Some));
        index.clear();
        assert_eq!(index.get(3), None);
    }
}
