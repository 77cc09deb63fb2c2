//! Communities by the Louvain method.

use super::Measures;
use super::measures::Neighbours;
use super::network::Network;
use petgraph::graph::NodeIndex;

/// How many members name a community.
const NAMING: usize = 3;

/// The names of the communities, the first at 0: their strongest members by the weight of their ties, then articles,
/// then id.
pub fn names(network: &Network<'_>, measures: &[Measures]) -> Vec<String> {
    let count = measures.iter().filter_map(|node| node.community).max().unwrap_or(0);
    let mut members = vec![Vec::new(); count];
    for (node, measures) in network.node_indices().zip(measures) {
        if let Some(community) = measures.community {
            members[community - 1].push((std::cmp::Reverse((measures.strength, network[node].documents)), node));
        }
    }
    let name = |mut members: Vec<(_, NodeIndex)>| {
        members.sort_unstable();
        let strongest = members.into_iter().take(NAMING).map(|(_, node)| &*network[node].name);
        strongest.collect::<Vec<_>>().join(", ")
    };
    members.into_iter().map(name).collect()
}

/// The community of each node, 1 the largest, `None` for a node without ties.
///
/// The Louvain method (Blondel et al. 2008) on tie weights: each node, in the order of ids, joins the neighbouring
/// community that gains most modularity; then communities become nodes, and again until nothing moves. All
/// comparisons are of whole numbers and ties go to the community met first, so there is no chance in it.
/// Communities of one size are numbered by their first member.
pub(super) fn communities(neighbours: &Neighbours) -> Vec<Option<usize>> {
    let mut level = Level { neighbours: neighbours.clone(), loops: vec![0; neighbours.len()] };
    let mut membership: Vec<usize> = (0..neighbours.len()).collect();
    loop {
        let (joined, count) = level.join();
        if count == level.neighbours.len() {
            break;
        }
        for community in &mut membership {
            *community = joined[*community];
        }
        level = level.fold(&joined, count);
    }
    number_by_size(&membership, neighbours)
}

/// The graph at one level: its nodes are communities of the level below.
struct Level {
    neighbours: Neighbours,
    /// Twice the weight inside each node.
    loops: Vec<u64>,
}

impl Level {
    /// Moves nodes until nothing gains; gives each its community, numbered from 0 without gaps, and their count.
    fn join(&self) -> (Vec<usize>, usize) {
        let count = self.neighbours.len();
        let strength: Vec<u64> = (0..count)
            .map(|node| self.loops[node] + self.neighbours[node].iter().map(|&(_, weight)| weight).sum::<u64>())
            .collect();
        let all = i128::from(strength.iter().sum::<u64>());
        let mut community: Vec<usize> = (0..count).collect();
        let mut total = strength.clone();
        let mut moved = true;
        while moved {
            moved = false;
            for node in 0..count {
                let old = community[node];
                total[old] -= strength[node];
                // Twice the modularity gained, times the square of twice the whole weight: a whole number.
                let gain = |to: usize, weight: u64| {
                    i128::from(weight) * all - i128::from(total[to]) * i128::from(strength[node])
                };
                let ties = self.ties(node, &community);
                let stay = ties.iter().find(|tie| tie.0 == old).map_or(0, |tie| tie.1);
                let mut best = (old, gain(old, stay));
                for &(to, weight) in &ties {
                    if gain(to, weight) > best.1 {
                        best = (to, gain(to, weight));
                    }
                }
                total[best.0] += strength[node];
                moved |= best.0 != old;
                community[node] = best.0;
            }
        }
        renumber(&community)
    }

    /// The communities around a node with the weight of the ties to each, by number.
    fn ties(&self, node: usize, community: &[usize]) -> Vec<(usize, u64)> {
        let mut ties: Vec<_> = self.neighbours[node].iter().map(|&(next, weight)| (community[next], weight)).collect();
        add_up(&mut ties);
        ties
    }

    /// The graph of the communities.
    fn fold(&self, community: &[usize], count: usize) -> Self {
        let mut folded = Self { neighbours: vec![Vec::new(); count], loops: vec![0; count] };
        for (node, &home) in community.iter().enumerate() {
            folded.loops[home] += self.loops[node];
            for (to, weight) in self.ties(node, community) {
                if to == home {
                    folded.loops[home] += weight;
                } else {
                    folded.neighbours[home].push((to, weight));
                }
            }
        }
        folded.neighbours.iter_mut().for_each(add_up);
        folded
    }
}

/// Ties by number, with one for all to the same.
fn add_up(ties: &mut Vec<(usize, u64)>) {
    ties.sort_unstable();
    ties.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
}

/// The same communities, numbered from 0 in the order of their first members.
fn renumber(community: &[usize]) -> (Vec<usize>, usize) {
    let mut numbers = vec![usize::MAX; community.len()];
    let mut count = 0;
    let mut renumbered = Vec::with_capacity(community.len());
    for &old in community {
        if numbers[old] == usize::MAX {
            numbers[old] = count;
            count += 1;
        }
        renumbered.push(numbers[old]);
    }
    (renumbered, count)
}

fn number_by_size(membership: &[usize], neighbours: &Neighbours) -> Vec<Option<usize>> {
    let tied = |node: usize| !neighbours[node].is_empty();
    let (membership, count) = renumber(membership);
    let mut sizes = vec![0_usize; count];
    for (node, &community) in membership.iter().enumerate() {
        sizes[community] += usize::from(tied(node));
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&community| (std::cmp::Reverse(sizes[community]), community));
    let mut numbers = vec![0; count];
    for (place, &community) in order.iter().enumerate() {
        numbers[community] = place + 1;
    }
    membership.iter().enumerate().map(|(node, &community)| tied(node).then(|| numbers[community])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(count: usize, ties: &[(usize, usize, u64)]) -> Neighbours {
        let mut neighbours: Neighbours = vec![Vec::new(); count];
        for &(a, b, weight) in ties {
            neighbours[a].push((b, weight));
            neighbours[b].push((a, weight));
        }
        for list in &mut neighbours {
            list.sort_unstable();
        }
        neighbours
    }

    #[test]
    fn two_cliques_on_a_bridge_are_two_communities() {
        let ties = [(0, 1, 2), (0, 2, 2), (1, 2, 2), (2, 3, 1), (3, 4, 2), (3, 5, 2), (4, 5, 2), (3, 6, 2), (5, 6, 2)];
        let found = communities(&graph(8, &ties));
        assert_eq!(found, [Some(2), Some(2), Some(2), Some(1), Some(1), Some(1), Some(1), None]);
    }

    #[test]
    fn a_ring_of_cliques_is_found_over_several_levels() {
        let mut ties = Vec::new();
        for clique in 0..12 {
            let first = clique * 5;
            for a in first..first + 5 {
                ties.extend((a + 1..first + 5).map(|b| (a, b, 1)));
            }
            ties.push((first, (first + 6) % 60, 1));
        }
        let found = communities(&graph(60, &ties));
        for clique in found.chunks(5) {
            assert!(clique.iter().all(|&community| community == clique[0]), "{found:?}");
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(communities(&Vec::new()).is_empty());
        assert_eq!(communities(&graph(2, &[])), [None, None]);
    }
}
