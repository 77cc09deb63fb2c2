//! `Waiting`: whom articles name, kept as lists until the pairs of many articles are counted at once.

use super::date::{Dates, Day};

/// So many pairs wait at most …
const MOST_PAIRS: usize = 8 << 20;
/// … and so many bytes.
const MOST_BYTES: usize = 16 << 20;

/// Articles whose pairs are still to be counted.
///
/// Counted by rows, all that one entity is named with at once, the sums lie side by side; a table of all pairs would be
/// asked somewhere else for each pair of each article, which takes ten times as long.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    articles: Vec<Article>,
    /// The entities of all articles; sorted within each.
    entities: Vec<u32>,
    /// The ids of all articles.
    ids: String,
    pairs: usize,
}

#[derive(Debug, Clone, Copy)]
struct Article {
    /// Where its entities end.
    entities: u32,
    /// Where its id ends.
    id: u32,
    day: Option<Day>,
}

/// What some articles say of two entities together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// How many name both.
    pub(super) documents: u32,
    /// When they were published.
    pub(super) dates: Dates,
    /// The one that draws the least lot.
    pub(super) article: u32,
}

/// One entity and those of higher numbers that articles name with it.
pub(super) struct Row<'a> {
    /// The entity.
    pub(super) entity: u32,
    others: &'a [u32],
    sums: &'a [Sum],
}

impl Row<'_> {
    /// What is said of the entity and another.
    pub(super) fn with(&self, other: u32) -> Option<Sum> {
        self.sums.get(other as usize).copied().filter(|sum| sum.documents > 0)
    }

    /// All others, in no order.
    pub(super) fn others(&self) -> impl ExactSizeIterator<Item = (u32, Sum)> + '_ {
        self.others.iter().map(|&other| (other, self.sums[other as usize]))
    }
}

impl Waiting {
    /// Takes in an article by its id, the entities that it names (sorted, each once) and its date.
    pub(super) fn add(&mut self, id: &str, entities: impl Iterator<Item = u32>, day: Option<Day>) {
        let before = self.entities.len();
        self.entities.extend(entities);
        let count = self.entities.len() - before;
        if count < 2 {
            self.entities.truncate(before);
            return;
        }
        self.ids.push_str(id);
        self.pairs += count * (count - 1) / 2;
        self.articles.push(Article { entities: self.entities.len() as u32, id: self.ids.len() as u32, day });
    }

    /// Takes in the articles of another under the numbers that `numbers` gives to their entities.
    pub(super) fn append(&mut self, other: &Self, numbers: &[u32]) {
        let mut renumbered = Vec::new();
        for article in 0..other.articles.len() {
            renumbered.clear();
            renumbered.extend(other.entities_of(article).iter().map(|&entity| numbers[entity as usize]));
            renumbered.sort_unstable();
            self.add(other.id(article), renumbered.iter().copied(), other.articles[article].day);
        }
    }

    /// How many pairs wait, the same counted again in each article.
    pub(super) fn pairs(&self) -> usize {
        self.pairs
    }

    /// Bytes that the lists take.
    pub(super) fn bytes(&self) -> usize {
        self.articles.len() * size_of::<Article>() + self.entities.len() * size_of::<u32>() + self.ids.len()
    }

    /// Whether no more should wait.
    pub(super) fn is_full(&self) -> bool {
        self.pairs >= MOST_PAIRS || self.bytes() >= MOST_BYTES
    }

    /// How many articles wait.
    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }

    /// The id of an article.
    pub(super) fn id(&self, article: usize) -> &str {
        let start = article.checked_sub(1).map_or(0, |before| self.articles[before].id);
        &self.ids[start as usize..self.articles[article].id as usize]
    }

    fn entities_of(&self, article: usize) -> &[u32] {
        let start = article.checked_sub(1).map_or(0, |before| self.articles[before].entities);
        &self.entities[start as usize..self.articles[article].entities as usize]
    }

    /// Counts all pairs, entity by entity in the order of their numbers; `each` is told of every entity that is first
    /// in a pair.
    pub(super) fn rows(&self, mut each: impl FnMut(&Row<'_>)) {
        let (starts, places) = self.places();
        let mut sums = vec![Sum::default(); starts.len()];
        let mut others = Vec::new();
        for entity in 0..starts.len() - 1 {
            for place in &places[starts[entity] as usize..starts[entity + 1] as usize] {
                let Article { entities: end, day, .. } = self.articles[place.article as usize];
                for &other in &self.entities[place.after as usize..end as usize] {
                    let sum = &mut sums[other as usize];
                    if sum.documents == 0 {
                        // Articles come in the order of their lots.
                        sum.article = place.article;
                        others.push(other);
                    }
                    sum.documents += 1;
                    sum.dates.add(day);
                }
            }
            if !others.is_empty() {
                each(&Row { entity: entity as u32, others: &others, sums: &sums });
                others.drain(..).for_each(|other| sums[other as usize] = Sum::default());
            }
        }
    }

    /// Where each entity is named, in the order of the articles' lots: the places of one entity lie between its entry in
    /// the first list and the next.
    fn places(&self) -> (Vec<u32>, Vec<Place>) {
        let count = self.entities.iter().max().map_or(0, |&most| most as usize + 1);
        let mut starts = vec![0_u32; count + 1];
        for &entity in &self.entities {
            starts[entity as usize + 1] += 1;
        }
        for entity in 0..count {
            starts[entity + 1] += starts[entity];
        }
        let mut lots: Vec<_> = (0..self.articles.len()).map(|article| (lot(self.id(article)), article)).collect();
        lots.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.id(a.1).cmp(self.id(b.1))));
        let mut next = starts.clone();
        let mut places = vec![Place::default(); self.entities.len()];
        for (_, article) in lots {
            let entities = self.entities_of(article);
            let begin = self.articles[article].entities as usize - entities.len();
            for (after, &entity) in (begin as u32 + 1..).zip(entities) {
                places[next[entity as usize] as usize] = Place { article: article as u32, after };
                next[entity as usize] += 1;
            }
        }
        (starts, places)
    }
}

/// An entity in an article's list.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    article: u32,
    /// Where the entities begin that stand behind it.
    after: u32,
}

/// A number that the id of an article draws: FNV-1a in 32 bits.
pub(super) fn lot(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |lot, byte| (lot ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_bounded() {
        for names in [2, 40] {
            let mut waiting = Waiting::default();
            while !waiting.is_full() {
                waiting.add("an id of an article", 0..names, None);
            }
            assert!(waiting.pairs() < MOST_PAIRS + 1_000 && waiting.bytes() < MOST_BYTES + 1_000);
        }
    }

    #[test]
    fn an_article_of_one_name_does_not_wait() {
        let mut waiting = Waiting::default();
        waiting.add("a", 3..4, None);
        waiting.add("b", 3..5, None);
        assert_eq!((waiting.len(), waiting.pairs(), waiting.id(0)), (1, 1, "b"));
        waiting.rows(|row| {
            assert_eq!((row.entity, row.others().len()), (3, 1));
            assert!(row.with(3).is_none() && row.with(4).is_some());
        });
    }
}
