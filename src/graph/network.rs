//! `Network`: the graph of who is mentioned with whom, built once from finished counts.

use super::Window;
use super::association::{Association, FEWEST_DOCUMENTS};
use super::counts::CoMentions;
use super::tally::{EntityCounts, PairCounts};
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use std::mem;

/// Entities that count in at least one article, by id, and a tie for each pair named together within the window,
/// with the lesser id as its source.
pub type Network<'a> = UnGraph<&'a EntityCounts, Tie, u32>;

/// Two entities named together.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Articles that name the two within the window; never 0.
    pub weight: u32,
    /// All that was counted for the two.
    pub counts: PairCounts,
    /// How much more often than chance, counted in windows; `None` under 5 articles of weight.
    pub association: Option<Association>,
}

impl CoMentions {
    /// The graph for one kind of window.
    pub fn graph(&self, window: Window) -> Network<'_> {
        self.network(self.numbered(), window, self.pairs(window))
    }

    /// The graph of `entities`, those of this value, and of pairs of them.
    pub(super) fn network<'a>(
        &self,
        entities: &'a [EntityCounts],
        window: Window,
        pairs: impl Iterator<Item = (usize, usize, PairCounts)>,
    ) -> Network<'a> {
        let mut order: Vec<usize> = (0..entities.len()).filter(|&number| entities[number].documents > 0).collect();
        order.sort_unstable_by(|&one, &other| entities[one].id.cmp(&entities[other].id));
        let mut places = vec![NodeIndex::end(); entities.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number] = NodeIndex::new(place);
        }
        let mut pairs: Vec<_> = pairs.collect();
        let ends = |(number, (one, other, _)): (usize, &(usize, usize, _))| {
            let (one, other) = (places[*one], places[*other]);
            (one.min(other), one.max(other), number)
        };
        // Only the numbers are moved about.
        let mut ties: Vec<_> = pairs.iter().enumerate().map(ends).collect();
        ties.sort_unstable();
        let mut network = Network::with_capacity(order.len(), ties.len());
        for number in order {
            network.add_node(&entities[number]);
        }
        for (source, target, number) in ties {
            let (one, other, counts) = &mut pairs[number];
            let tie = self.tie(&entities[*one], &entities[*other], mem::take(counts), window);
            network.add_edge(source, target, tie);
        }
        network
    }

    fn tie(&self, one: &EntityCounts, other: &EntityCounts, counts: PairCounts, window: Window) -> Tie {
        let weight = counts.weight(window);
        let windows = |entity: &EntityCounts| match window {
            Window::Sentence => entity.sentences,
            Window::Paragraph => entity.paragraphs,
            Window::Document => entity.documents,
        };
        let association = (weight >= FEWEST_DOCUMENTS).then(|| {
            let both = u64::from(counts.windows(window));
            Association::of(both, windows(one), windows(other), self.totals().windows(window))
        });
        Tie { weight, counts, association }
    }
}

/// The ties by weight (heaviest first), then by the ids of their ends.
pub fn by_weight(network: &Network<'_>) -> Vec<EdgeIndex> {
    let mut ties: Vec<_> = network.edge_references().map(|tie| (tie.weight().weight, tie.id())).collect();
    ties.sort_by_key(|&(weight, id)| (std::cmp::Reverse(weight), id));
    ties.into_iter().map(|(_, id)| id).collect()
}

/// The entities by the number of articles that name them (most first), then by id.
pub fn by_documents(network: &Network<'_>) -> Vec<NodeIndex> {
    let mut nodes: Vec<_> = network.node_indices().collect();
    nodes.sort_by_key(|&node| (std::cmp::Reverse(network[node].documents), node));
    nodes
}
