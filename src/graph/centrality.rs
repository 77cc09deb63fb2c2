//! PageRank and betweenness.

use super::measures::Neighbours;

/// The chance to follow a tie instead of jumping anywhere.
const DAMPING: f64 = 0.85;
/// The iteration ends when the ranks move by less than this in all.
const TOLERANCE: f64 = 1e-12;
const MOST_ITERATIONS: usize = 500;

/// Weighted PageRank (Page et al. 1999) by power iteration, damping 0.85: where a reader is most often who follows
/// ties in proportion to their weight. A node without ties hands its rank to all alike. The ranks add up to 1.
pub(super) fn pagerank(neighbours: &Neighbours) -> Vec<f64> {
    let ties = Ties::of(neighbours);
    let count = neighbours.len() as f64;
    let strengths: Vec<f64> =
        neighbours.iter().map(|list| list.iter().map(|&(_, weight)| weight).sum::<u64>() as f64).collect();
    let mut ranks = vec![1.0 / count; neighbours.len()];
    for _ in 0..MOST_ITERATIONS {
        let lone: f64 =
            ranks.iter().zip(&strengths).filter(|(_, strength)| **strength == 0.0).map(|(rank, _)| rank).sum();
        let base = (1.0 - DAMPING + DAMPING * lone) / count;
        // What a tie of weight 1 brings from each node; where there is none, nothing asks.
        let shares: Vec<f64> = ranks.iter().zip(&strengths).map(|(rank, strength)| rank / strength).collect();
        let incoming = |node: usize| -> f64 { ties.of_node(node).map(|(from, weight)| shares[from] * weight).sum() };
        let next: Vec<f64> = (0..ranks.len()).map(|node| base + DAMPING * incoming(node)).collect();
        let moved: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if moved < TOLERANCE {
            break;
        }
    }
    ranks
}

/// The ties of all nodes end to end: as many to a line of memory as can be.
struct Ties {
    ends: Vec<u32>,
    weights: Vec<f64>,
    /// Where those of each node begin.
    begins: Vec<usize>,
}

impl Ties {
    fn of(neighbours: &Neighbours) -> Self {
        let mut ties = Self { ends: Vec::new(), weights: Vec::new(), begins: vec![0] };
        for list in neighbours {
            ties.ends.extend(list.iter().map(|&(next, _)| next as u32));
            ties.weights.extend(list.iter().map(|&(_, weight)| weight as f64));
            ties.begins.push(ties.ends.len());
        }
        ties
    }

    /// The neighbours of a node.
    fn ends(&self, node: usize) -> &[u32] {
        &self.ends[self.begins[node]..self.begins[node + 1]]
    }

    /// The neighbours of a node with the weights of the ties.
    fn of_node(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let weights = &self.weights[self.begins[node]..self.begins[node + 1]];
        self.ends(node).iter().zip(weights).map(|(&end, &weight)| (end as usize, weight))
    }
}

/// Betweenness (Freeman 1977) by the algorithm of Brandes 2001: the share of the shortest paths between two others that
/// pass through a node, each tie one step, over all `(n − 1)(n − 2) / 2` pairs of others.
pub(super) fn betweenness(neighbours: &Neighbours) -> Vec<f64> {
    from_sources(neighbours, &(0..neighbours.len()).collect::<Vec<_>>())
}

/// The same, estimated from the paths that begin at `PIVOTS` entities drawn by chance with a fixed seed (Brandes and
/// Pich 2007). By Hoeffding's inequality a value is off by more than 0.061 in fewer than 5 of 100 cases.
pub(super) fn sampled_betweenness(neighbours: &Neighbours) -> Vec<f64> {
    from_sources(neighbours, &drawn(neighbours.len(), PIVOTS))
}

/// How many entities stand for all.
const PIVOTS: usize = 500;
/// The seed of the draw.
const SEED: u64 = 2007;

/// So many different numbers under `count`, the same each time: the first places of a shuffle (Fisher and Yates) with
/// SplitMix64 (Steele, Lea and Flood 2014).
fn drawn(count: usize, wanted: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count).collect();
    let mut state = SEED;
    for place in 0..wanted.min(count) {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let left = (count - place) as u64;
        numbers.swap(place, place + ((mixed ^ (mixed >> 31)) % left) as usize);
    }
    numbers.truncate(wanted);
    numbers
}

fn from_sources(neighbours: &Neighbours, sources: &[usize]) -> Vec<f64> {
    let count = neighbours.len();
    let mut between = vec![0.0; count];
    let mut search = Search::new(neighbours);
    for &source in sources.iter().filter(|&&node| !neighbours[node].is_empty()) {
        search.run(source);
        search.collect(&mut between);
    }
    // From all sources, each pair is met from both ends.
    let pairs = (count.saturating_sub(1) * count.saturating_sub(2)) as f64;
    let share = sources.len() as f64 / count.max(1) as f64;
    between.iter().map(|value| if pairs > 0.0 { value / (pairs * share) } else { 0.0 }).collect()
}

/// A breadth-first search from one node: the nodes in the order of their distance, and what is known of each. Most ties
/// are only asked for a distance, which is why these stand alone, in the least room.
struct Search {
    ties: Ties,
    order: Vec<u32>,
    /// The distance of each node divided by three, what is left: a tie leads one step back, one ahead, or none.
    levels: Vec<u8>,
    /// Shortest paths from the source.
    paths: Vec<f64>,
    /// What a node brings each of the nodes before it, for each of that one's paths.
    gains: Vec<f64>,
    /// The ends of the ties that lead one step ahead, of all nodes in their order, …
    ahead: Vec<u32>,
    /// … and where those of each begin.
    begins: Vec<usize>,
}

const UNSEEN: u8 = u8::MAX;

impl Search {
    fn new(neighbours: &Neighbours) -> Self {
        let (ties, count) = (Ties::of(neighbours), neighbours.len());
        // One more, since the place behind the last is written too.
        let ahead = vec![0; ties.ends.len() + 1];
        let (order, begins) = (Vec::with_capacity(count), Vec::with_capacity(count + 1));
        let (paths, gains) = (vec![0.0; count], vec![0.0; count]);
        Self { ties, order, levels: vec![UNSEEN; count], paths, gains, ahead, begins }
    }

    fn run(&mut self, source: usize) {
        let Self { ties, order, levels, paths, ahead, begins, .. } = self;
        order.clear();
        begins.clear();
        levels.fill(UNSEEN);
        (levels[source], paths[source]) = (0, 1.0);
        order.push(source as u32);
        let (mut head, mut end) = (0, 0);
        while let Some(&node) = order.get(head) {
            head += 1;
            begins.push(end);
            let (beyond, here) = ((levels[node as usize] + 1) % 3, paths[node as usize]);
            let begin = end;
            for &next in ties.ends(node as usize) {
                let level = &mut levels[next as usize];
                if *level == UNSEEN {
                    (*level, paths[next as usize]) = (beyond, 0.0);
                    order.push(next);
                }
                // Written always: which ties lead ahead can't be foreseen.
                ahead[end] = next;
                end += usize::from(*level == beyond);
            }
            for &next in &ahead[begin..end] {
                paths[next as usize] += here;
            }
        }
        begins.push(end);
    }

    fn collect(&mut self, between: &mut [f64]) {
        let Self { order, paths, gains, ahead, begins, .. } = self;
        // The source itself, the first, lies between nobody.
        for (place, &node) in order.iter().enumerate().skip(1).rev() {
            let node = node as usize;
            let ends = &ahead[begins[place]..begins[place + 1]];
            let gained = ends.iter().fold(0.0, |gained, &next| gained + gains[next as usize]);
            let share = paths[node] * gained;
            gains[node] = (1.0 + share) / paths[node];
            between[node] += share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_of(count: usize) -> Neighbours {
        let ends = |node: usize| [node.checked_sub(1), Some(node + 1).filter(|&next| next < count)];
        (0..count).map(|node| ends(node).into_iter().flatten().map(|next| (next, 1)).collect()).collect()
    }

    #[test]
    fn the_middle_of_a_path_lies_between_all() {
        let found = betweenness(&path_of(5));
        let expected = [0.0, 0.5, 2.0 / 3.0, 0.5, 0.0];
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        assert_eq!(betweenness(&path_of(1)), [0.0]);
        assert!(betweenness(&Vec::new()).is_empty());
    }

    #[test]
    fn a_draw_repeats_itself_and_holds_no_number_twice() {
        let mut numbers = drawn(3_000, 500);
        assert_eq!(numbers, drawn(3_000, 500));
        numbers.sort_unstable();
        numbers.dedup();
        assert!(numbers.len() == 500 && numbers[499] < 3_000);
        assert_eq!(drawn(3, 500).len(), 3);
    }

    #[test]
    fn an_estimate_is_near_the_truth() {
        let (truth, estimate) = (betweenness(&path_of(1_500)), sampled_betweenness(&path_of(1_500)));
        assert!(truth.iter().zip(&estimate).all(|(a, b)| (a - b).abs() < 0.061));
        assert_eq!(sampled_betweenness(&path_of(5)), betweenness(&path_of(5)), "few enough are all taken");
    }

    #[test]
    fn ranks_add_up_and_follow_weight() {
        let neighbours = vec![vec![(1, 3), (2, 1)], vec![(0, 3)], vec![(0, 1)], vec![]];
        let ranks = pagerank(&neighbours);
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(ranks[0] > ranks[1] && ranks[1] > ranks[2] && ranks[2] > ranks[3]);
    }
}
