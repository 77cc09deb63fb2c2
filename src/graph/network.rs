//! `Network`: the graph of who is mentioned with whom, built once from finished counts.

use super::Window;
use super::association::{Association, FEWEST_DOCUMENTS};
use super::counts::CoMentions;
use super::tally::{EntityCounts, PairCounts};
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

/// Entities that count in at least one article, by id, and a tie for each pair named together within the window,
/// with the lesser id as its source.
pub type Network<'a> = UnGraph<&'a EntityCounts, Tie<'a>, u32>;

/// Two entities named together.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie<'a> {
    /// Articles that name the two within the window; never 0.
    pub weight: u32,
    /// All that was counted for the two.
    pub counts: &'a PairCounts,
    /// How much more often than chance, counted in windows; `None` under 5 articles of weight.
    pub association: Option<Association>,
}

impl CoMentions {
    /// The graph for one kind of window.
    pub fn graph(&self, window: Window) -> Network<'_> {
        let entities: Vec<_> = self.entities().into_iter().filter(|entity| entity.documents > 0).collect();
        let index = |id: &str| entities.binary_search_by(|held| (*held.id).cmp(id)).ok();
        let mut ties: Vec<(usize, usize, Tie<'_>)> = self
            .pairs()
            .filter(|(_, _, counts)| counts.weight(window) > 0)
            .filter_map(|(one, other, counts)| {
                Some((index(&one.id)?, index(&other.id)?, self.tie(one, other, counts, window)))
            })
            .collect();
        ties.sort_unstable_by_key(|&(source, target, _)| (source, target));
        let mut network = Network::with_capacity(entities.len(), ties.len());
        for entity in entities {
            network.add_node(entity);
        }
        for (source, target, tie) in ties {
            network.add_edge(NodeIndex::new(source), NodeIndex::new(target), tie);
        }
        network
    }

    fn tie<'a>(&self, one: &EntityCounts, other: &EntityCounts, counts: &'a PairCounts, window: Window) -> Tie<'a> {
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
