//! `Report`: what a run did, in a few numbers for people.

use super::Kept;
use crate::document::{Analysis, Attribution};
use crate::graph::{Capped, CoMentions, Network, by_weight};

/// How many speakers and ties are named.
const TOP: usize = 5;

/// A speaker and the number of quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// Quotations attributed to the speaker.
    pub quotes: u64,
}

/// Two names and the number of articles that mention them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrongTie {
    /// The two names.
    pub names: [String; 2],
    /// Articles that name both within the window.
    pub weight: u32,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles written.
    pub documents: u64,
    /// Articles among them that say the same as an earlier one.
    pub duplicates: u64,
    /// Their words.
    pub words: u64,
    /// Places where an entity is named.
    pub mentions: u64,
    /// Quotations.
    pub quotes: u64,
    /// Quotations whose speaker was found.
    pub attributed: u64,
    /// Inputs in `errors.csv`.
    pub skipped: u64,
    /// Entities of the graph.
    pub nodes: usize,
    /// Ties of the graph.
    pub edges: usize,
    /// Windows with too many names.
    pub capped: Capped,
    /// What was done to a database, where one was named.
    pub kept: Option<Kept>,
    /// Who is quoted most.
    pub speakers: Vec<Speaker>,
    /// Who is most mentioned together.
    pub ties: Vec<StrongTie>,
}

impl Report {
    /// Counts one article; whether it is a duplicate is not known here.
    pub(super) fn add(&mut self, analysis: &Analysis) {
        let attributed = analysis.quotes.iter().filter(|quote| quote.attribution != Attribution::Unknown).count();
        self.documents += 1;
        self.words += analysis.words as u64;
        self.mentions += analysis.mentions.len() as u64;
        self.quotes += analysis.quotes.len() as u64;
        self.attributed += attributed as u64;
    }

    /// These numbers and those of other articles.
    #[must_use]
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        sum.merge(other);
        sum.skipped += other.skipped;
        sum
    }

    /// Takes in the numbers of other articles.
    pub(super) fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.words += other.words;
        self.mentions += other.mentions;
        self.quotes += other.quotes;
        self.attributed += other.attributed;
    }

    pub(super) fn finish(&mut self, counts: &CoMentions, network: &Network<'_>) {
        self.nodes = network.node_count();
        self.edges = network.edge_count();
        self.capped = counts.capped();
        let mut speakers = counts.entities();
        speakers.retain(|entity| entity.quotes > 0);
        speakers.sort_by_key(|entity| std::cmp::Reverse(entity.quotes));
        let speaker = |name: &str, quotes| Speaker { name: name.to_owned(), quotes };
        self.speakers = speakers.iter().take(TOP).map(|entity| speaker(&entity.name, entity.quotes)).collect();
        let strong = |tie| {
            let (one, other) = network.edge_endpoints(tie)?;
            let names = [one, other].map(|node| network[node].name.to_string());
            Some(StrongTie { names, weight: network[tie].weight })
        };
        self.ties = by_weight(network).into_iter().take(TOP).filter_map(strong).collect();
    }
}
