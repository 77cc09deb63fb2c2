//! Who is mentioned with whom: whole-number counts that merge, the graph made of them, and measures on it.
//!
//! [`CoMentions`] takes articles one by one and holds nothing but whole numbers, minima and maxima, so any split of the
//! articles, merged in any order, gives the same counts. [`CoMentions::graph`] then makes one petgraph of them, and
//! every ratio and score is computed once, on that.

mod association;
mod backbone;
mod centrality;
mod community;
mod counts;
mod date;
mod drawing;
mod measures;
mod network;
mod pairs;
mod stored;
mod tally;
mod together;
mod waiting;
mod witness;

pub use association::Association;
pub use backbone::backbone;
pub use community::names as community_names;
pub use counts::CoMentions;
pub use date::{Dates, Day};
pub use drawing::{Position, positions};
pub use measures::{EXACT_BETWEENNESS, Measures, measures};
pub use network::{Network, Tie, by_documents, by_weight};
pub(crate) use stored::{PairStore, StoredPair, Sums};
pub use tally::{Capped, EntityCounts, PairCounts, SpokenCounts, Totals};
pub use witness::{Rank, Witness};

use serde::{Deserialize, Serialize};

/// The stretch of text inside which two names count as mentioned together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Window {
    /// One sentence names both.
    #[default]
    Sentence,
    /// One paragraph names both.
    Paragraph,
    /// The article names both.
    Document,
}

impl Window {
    /// The word used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Document => "document",
        }
    }
}

/// How many distinct names a window may hold before its pairs are left out: a list of fifty names says little about
/// any two of them and would tie all to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Distinct names in a sentence.
    pub sentence: usize,
    /// Distinct names in a paragraph.
    pub paragraph: usize,
    /// Distinct names in a document.
    pub document: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sentence: 50, paragraph: 50, document: 50 }
    }
}
