//! `CoMentions`: the counts themselves, and how they merge.

use super::date::{Dates, Day};
use super::pairs::Pairs;
use super::stored::Sums;
use super::tally::{Capped, EntityCounts, PairCounts, SpokenCounts, Totals};
use super::together::{Names, Together, distinct, pack, unpack};
use super::witness::{Rank, Witness, Witnesses};
use super::{Limits, Window};
use crate::document::{Analysis, Attribution, Basis, Document, Entity, Quote};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::hash::BuildHasher;
use std::mem::{self, size_of};
use std::sync::Arc;

const HASHER: FixedState = FixedState::with_seed(0);

/// Whole-number counts over articles. The empty value changes nothing when merged, and merging is associative and
/// commutative, so any split of the articles in any order gives the same graph.
///
/// Memory grows with the entities and pairs met, not with the articles read.
#[derive(Debug, Clone, Default)]
pub struct CoMentions {
    limits: Limits,
    totals: Totals,
    capped: Capped,
    numbers: HashTable<u32>,
    entities: Vec<EntityCounts>,
    /// The number of each entity of the gazetteer that was met, by its row there.
    known: Vec<u32>,
    pairs: Pairs,
    spoken: HashMap<u64, SpokenCounts, FixedState>,
}

impl CoMentions {
    /// Nothing counted yet; windows with more names than `limits` are to be left out.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Counts one article.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        let numbers: Vec<u32> = analysis.entities.iter().map(|entity| self.number(entity)).collect();
        let day = document.date.as_deref().and_then(Day::parse);
        self.add_totals(analysis);
        let names = Names::of(document, analysis, &numbers);
        self.add_forms(document, analysis, &names);
        self.add_entities(document, &names, day);
        self.add_pairs(document, &names, day);
        self.add_quotes(document, analysis, &names, day);
    }

    /// Takes in the counts of other articles. The limits stay this value's own: merge only what was counted alike.
    pub fn merge(&mut self, mut other: Self) {
        if self.pairs.len() < other.pairs.len() {
            // The smaller goes into the larger.
            mem::swap(self, &mut other);
            self.limits = other.limits;
        }
        self.totals.merge(other.totals);
        self.capped.merge(other.capped);
        let numbers: Vec<u32> = other.entities.into_iter().map(|entity| self.take(entity)).collect();
        self.pairs.merge(other.pairs, &numbers);
        for (pair, counts) in other.spoken {
            let (speaker, named) = unpack(pair);
            let (speaker, named) = (numbers[speaker as usize], numbers[named as usize]);
            self.spoken.entry(pack(speaker, named)).or_default().merge(counts);
        }
    }

    /// How much text was counted.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Windows left out for holding too many names.
    pub fn capped(&self) -> Capped {
        self.capped
    }

    /// All entities met, by id.
    pub fn entities(&self) -> Vec<&EntityCounts> {
        let mut entities: Vec<_> = self.entities.iter().collect();
        entities.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        entities
    }

    /// All pairs that come within the window, in no order, by the places of their entities in [`Self::numbered`].
    pub(super) fn pairs(&self, window: Window) -> impl Iterator<Item = (usize, usize, PairCounts)> + '_ {
        self.pairs.within(window).into_iter().map(|(pair, counts)| {
            let (one, other) = unpack(pair);
            (one as usize, other as usize, counts)
        })
    }

    /// The pairs in memory.
    pub(super) fn held(&self) -> &Pairs {
        &self.pairs
    }

    pub(super) fn set_words(&mut self, words: usize) {
        self.pairs.set_words(words);
    }

    /// Counts the pairs of the articles that wait.
    pub(crate) fn settle(&mut self) {
        self.pairs.settle();
    }

    /// Lets go of the pairs in memory.
    pub(super) fn forget_pairs(&mut self) {
        self.pairs = Pairs::default();
    }

    /// Takes in what was stored: sums, entities, and who speaks of whom by places among these.
    pub(crate) fn take_rest(
        &mut self,
        sums: Sums,
        entities: Vec<EntityCounts>,
        spoken: Vec<(u32, u32, SpokenCounts)>,
    ) -> Option<()> {
        self.totals.merge(sums.totals);
        self.capped.merge(sums.capped);
        let numbers: Vec<u32> = entities.into_iter().map(|entity| self.take(entity)).collect();
        for (speaker, named, counts) in spoken {
            let (speaker, named) = (*numbers.get(speaker as usize)?, *numbers.get(named as usize)?);
            self.spoken.entry(pack(speaker, named)).or_default().merge(counts);
        }
        Some(())
    }

    /// All entities met, in no order.
    pub(super) fn numbered(&self) -> &[EntityCounts] {
        &self.entities
    }

    /// Bytes taken by the tables of entities and pairs; names, the words of witnesses and articles whose pairs wait to be
    /// counted (16 MB at most) come on top.
    pub fn bytes(&self) -> usize {
        self.pairs.bytes()
            + self.entities.capacity() * size_of::<EntityCounts>()
            + self.numbers.capacity() * size_of::<u32>()
            + self.spoken.capacity() * size_of::<(u64, SpokenCounts)>()
    }

    /// Speakers, whom they name in quotations, and how often: by quotations (most first), then ids.
    pub fn spoken(&self) -> Vec<(&EntityCounts, &EntityCounts, &SpokenCounts)> {
        let row = |(&pair, counts)| {
            let (speaker, named) = self.both(pair);
            (speaker, named, counts)
        };
        let mut rows: Vec<(_, _, &SpokenCounts)> = self.spoken.iter().map(row).collect();
        rows.sort_unstable_by(|a, b| {
            (b.2.quotes.cmp(&a.2.quotes)).then_with(|| (&a.0.id, &a.1.id).cmp(&(&b.0.id, &b.1.id)))
        });
        rows
    }

    fn both(&self, pair: u64) -> (&EntityCounts, &EntityCounts) {
        let (first, second) = unpack(pair);
        (&self.entities[first as usize], &self.entities[second as usize])
    }

    /// The number of an entity here; a new one is taken in.
    fn number(&mut self, entity: &Entity) -> u32 {
        if let Some(number) = self.number_of_known(entity) {
            self.entities[number as usize].describe(entity);
            return number;
        }
        let hash = HASHER.hash_one(entity.id.as_str());
        let held = self.numbers.find(hash, |&held| *self.entities[held as usize].id == *entity.id).copied();
        let number = held.unwrap_or_else(|| self.insert(hash, EntityCounts::new(entity)));
        self.entities[number as usize].describe(entity);
        if let Some(known) = entity.known {
            let known = known as usize;
            self.known.resize(self.known.len().max(known + 1), u32::MAX);
            self.known[known] = number;
        }
        number
    }

    /// The number that an entity of the gazetteer got last time.
    fn number_of_known(&self, entity: &Entity) -> Option<u32> {
        let &number = self.known.get(entity.known? as usize)?;
        (*self.entities.get(number as usize)?.id == *entity.id).then_some(number)
    }

    fn take(&mut self, entity: EntityCounts) -> u32 {
        let hash = HASHER.hash_one(&*entity.id);
        if let Some(&number) = self.numbers.find(hash, |&held| self.entities[held as usize].id == entity.id) {
            self.entities[number as usize].merge(entity);
            return number;
        }
        self.insert(hash, entity)
    }

    fn insert(&mut self, hash: u64, entity: EntityCounts) -> u32 {
        let number = self.entities.len() as u32;
        self.entities.push(entity);
        let entities = &self.entities;
        self.numbers.insert_unique(hash, number, |&held| HASHER.hash_one(&*entities[held as usize].id));
        number
    }

    fn add_totals(&mut self, analysis: &Analysis) {
        let paragraphs = analysis.paragraphs.iter().filter(|paragraph| paragraph.zone.counts()).count();
        let sentences =
            analysis.sentences.iter().filter(|sentence| analysis.zone_at(sentence.start()).counts()).count();
        self.totals.documents += 1;
        self.totals.paragraphs += paragraphs as u64;
        self.totals.sentences += sentences as u64;
    }

    fn add_forms(&mut self, document: &Document, analysis: &Analysis, names: &Names<'_>) {
        // Most mentions of an entity repeat the words of the one before: the map is asked once for all of these.
        let mut latest: Vec<(&str, u64)> = vec![("", 0); analysis.entities.len()];
        for (mention, number) in names.mentions() {
            let entity = &mut self.entities[number as usize];
            entity.mentions += 1;
            if mention.basis == Basis::Role {
                continue;
            }
            let (words, (held, count)) = (&document[mention.span], &mut latest[mention.entity as usize]);
            if *held == words {
                *count += 1;
            } else {
                entity.add_form(held, *count);
                (*held, *count) = (words, 1);
            }
        }
        for (entity, (words, count)) in (0..).zip(latest) {
            self.entities[names.number(entity) as usize].add_form(words, count);
        }
    }

    fn add_entities(&mut self, document: &Document, names: &Names<'_>, day: Option<Day>) {
        for entity in names.in_document() {
            let entity = &mut self.entities[entity as usize];
            entity.documents += 1;
            entity.dates.add(day);
        }
        for entity in names.in_paragraphs() {
            self.entities[entity as usize].paragraphs += 1;
        }
        for (entity, sentence) in names.in_sentences() {
            let entity = &mut self.entities[entity as usize];
            entity.sentences += 1;
            if entity.known.is_none() {
                let (span, rank) = names.sentence(sentence);
                if entity.witness.as_ref().is_none_or(|held| held.yields_to(document, span, rank)) {
                    entity.witness = Some(Arc::new(Witness::new(document, span, rank)));
                }
            }
        }
    }

    fn add_pairs(&mut self, document: &Document, names: &Names<'_>, day: Option<Day>) {
        let mut witnesses = Witnesses::new(document);
        let near = names.near(self.limits, &mut self.capped);
        let crowded = names.are_crowded(self.limits);
        // All that is left of an article whose pairs are too many.
        let alone = crowded.then_some(Dates { first: day, last: day });
        self.pairs.add_near(&near, alone, &mut witnesses);
        self.pairs.add_words(witnesses.bytes());
        if crowded {
            self.capped.documents += 1;
        } else {
            self.pairs.add_article(&document.id, names.in_document(), day);
        }
    }

    fn add_quotes(&mut self, document: &Document, analysis: &Analysis, names: &Names<'_>, day: Option<Day>) {
        let mut spoken = Vec::new();
        for quote in &analysis.quotes {
            let Attribution::Said(said) = &quote.attribution else { continue };
            let zone = analysis.zone_at(quote.span().start());
            if !zone.counts() || said.speakers.is_empty() {
                continue;
            }
            let rank = Rank::of(&document[quote.span()], Window::Sentence, zone);
            let inside = names.quoted(quote);
            let words = words_in(document, quote);
            for speaker in distinct(said.speakers.iter().map(|&speaker| names.number(speaker))) {
                let entity = &mut self.entities[speaker as usize];
                entity.quotes += 1;
                entity.quoted_words += words;
                spoken.extend(inside.iter().filter(|&&named| named != speaker).map(|&named| Together {
                    pair: pack(speaker, named),
                    window: Window::Sentence,
                    rank,
                    span: quote.span(),
                }));
            }
        }
        spoken.sort_unstable();
        let mut witnesses = Witnesses::new(document);
        for together in spoken.chunk_by(|a, b| a.pair == b.pair) {
            let counts = self.spoken.entry(together[0].pair).or_default();
            counts.quotes += together.len() as u32;
            counts.documents += 1;
            counts.dates.add(day);
            witnesses.offer(&mut counts.witness, &together[0]);
        }
    }
}

/// Words in the quoted stretches: runs without white space that hold a letter or digit.
fn words_in(document: &Document, quote: &Quote) -> u64 {
    quote.pieces.iter().map(|&piece| words(&document[piece])).sum()
}

fn words(text: &str) -> u64 {
    let (mut count, mut counted) = (0, 0);
    for ch in text.chars() {
        let (letter, space) = if ch.is_ascii() {
            (ch.is_ascii_alphanumeric(), matches!(ch, '\t'..='\r' | ' '))
        } else {
            (ch.is_alphanumeric(), ch.is_whitespace())
        };
        let new = u64::from(letter) & !counted;
        count += new;
        counted = (counted | new) & u64::from(!space);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_hold_a_letter_and_no_white_space(text in "[ -~\t\n\x0b\x0c\r\x1cé“”\u{2009}\u{a0}]{0,40}") {
            let expected = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u64;
            prop_assert_eq!(words(&text), expected);
        }
    }
}
