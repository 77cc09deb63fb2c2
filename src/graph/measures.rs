//! What the graph says about each entity: how many ties, how strong, how central, in which community.

use super::centrality::{betweenness, pagerank, sampled_betweenness};
use super::community::communities;
use super::network::Network;
use petgraph::visit::EdgeRef;

/// Betweenness is computed exactly up to this many entities and estimated beyond.
pub const EXACT_BETWEENNESS: usize = 2_000;

/// The measures of one entity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// Ties.
    pub degree: usize,
    /// Sum of the weights of its ties.
    pub strength: u64,
    /// Weighted PageRank; all of them add up to 1.
    pub pagerank: f64,
    /// Share of the other pairs whose shortest paths pass through it, 0 to 1.
    pub betweenness: Option<f64>,
    /// Its community, 1 the largest; `None` without ties.
    pub community: Option<usize>,
}

/// The neighbours of each entity with the weight of the tie, in a fixed order.
pub(super) type Neighbours = Vec<Vec<(usize, u64)>>;

/// The measures of each entity, in the order of the graph's nodes.
pub fn measures(network: &Network<'_>) -> Vec<Measures> {
    let neighbours = neighbours(network);
    let pagerank = pagerank(&neighbours);
    let exact = neighbours.len() <= EXACT_BETWEENNESS;
    let betweenness = Some(if exact { betweenness(&neighbours) } else { sampled_betweenness(&neighbours) });
    let communities = communities(&neighbours);
    let row = |node: usize| Measures {
        degree: neighbours[node].len(),
        strength: neighbours[node].iter().map(|&(_, weight)| weight).sum(),
        pagerank: pagerank[node],
        betweenness: betweenness.as_ref().map(|values| values[node]),
        community: communities[node],
    };
    (0..neighbours.len()).map(row).collect()
}

/// The neighbours of each node, by their number.
pub(super) fn neighbours(network: &Network<'_>) -> Neighbours {
    let mut neighbours = vec![Vec::new(); network.node_count()];
    for tie in network.edge_references() {
        let (source, target, weight) = (tie.source().index(), tie.target().index(), u64::from(tie.weight().weight));
        neighbours[source].push((target, weight));
        neighbours[target].push((source, weight));
    }
    for list in &mut neighbours {
        list.sort_unstable();
    }
    neighbours
}
