//! `CoMentions`: the counts themselves, and how they merge.

use super::date::Day;
use super::tally::{Capped, EntityCounts, PairCounts, SpokenCounts, Totals};
use super::together::{Names, Together, counts, pack, pack_sorted, unpack};
use super::witness::{Rank, Witness};
use super::{Limits, Window};
use crate::document::{Analysis, Attribution, Basis, Document, Entity, Quote};
use crate::span::Span;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
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
    pairs: HashMap<u64, PairCounts, FixedState>,
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
        self.add_forms(document, analysis, &numbers);
        let names = Names::of(document, analysis, &numbers);
        self.add_entities(document, &names, day);
        let mut witnesses = Witnesses::new(document);
        for together in names.pairs(self.limits, &mut self.capped).chunk_by(|a, b| a.pair == b.pair) {
            add_pair(self.pairs.entry(together[0].pair).or_default(), together, day, &mut witnesses);
        }
        self.add_quotes(document, analysis, &numbers, day);
    }

    /// Takes in the counts of other articles. The limits stay this value's own: merge only what was counted alike.
    pub fn merge(&mut self, other: Self) {
        self.totals.documents += other.totals.documents;
        self.totals.paragraphs += other.totals.paragraphs;
        self.totals.sentences += other.totals.sentences;
        self.capped.documents += other.capped.documents;
        self.capped.paragraphs += other.capped.paragraphs;
        self.capped.sentences += other.capped.sentences;
        let numbers: Vec<u32> = other.entities.into_iter().map(|entity| self.take(entity)).collect();
        let renumber = |pair| {
            let (first, second) = unpack(pair);
            (numbers[first as usize], numbers[second as usize])
        };
        for (pair, counts) in other.pairs {
            let (one, other) = renumber(pair);
            self.pairs.entry(pack_sorted(one, other)).or_default().merge(counts);
        }
        for (pair, counts) in other.spoken {
            let (speaker, named) = renumber(pair);
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

    /// All pairs met, in no order: the entities with the lesser id first.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&EntityCounts, &EntityCounts, &PairCounts)> {
        self.pairs.iter().map(|(&pair, counts)| {
            let (one, other) = self.both(pair);
            if one.id <= other.id { (one, other, counts) } else { (other, one, counts) }
        })
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
        let hash = HASHER.hash_one(entity.id.as_str());
        if let Some(&number) = self.numbers.find(hash, |&held| *self.entities[held as usize].id == *entity.id) {
            self.entities[number as usize].describe(entity);
            return number;
        }
        self.insert(hash, EntityCounts::new(entity))
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

    fn add_forms(&mut self, document: &Document, analysis: &Analysis, numbers: &[u32]) {
        for mention in analysis.mentions.iter().filter(|mention| counts(analysis, mention)) {
            let entity = &mut self.entities[numbers[mention.entity as usize] as usize];
            entity.mentions += 1;
            if mention.basis == Basis::Role {
                continue;
            }
            let words = &document[mention.span];
            match entity.forms.get_mut(words) {
                Some(count) => *count += 1,
                None => _ = entity.forms.insert(words.into(), 1),
            }
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

    fn add_quotes(&mut self, document: &Document, analysis: &Analysis, numbers: &[u32], day: Option<Day>) {
        let mut spoken = Vec::new();
        for quote in &analysis.quotes {
            let Attribution::Said(said) = &quote.attribution else { continue };
            let zone = analysis.zone_at(quote.span().start());
            if !zone.counts() {
                continue;
            }
            let rank = Rank::of(&document[quote.span()], Window::Sentence, zone);
            let named = named_in(analysis, quote, numbers);
            let words = words_in(document, quote);
            for speaker in distinct(said.speakers.iter().map(|&speaker| numbers[speaker as usize])) {
                let entity = &mut self.entities[speaker as usize];
                entity.quotes += 1;
                entity.quoted_words += words;
                spoken.extend(named.iter().filter(|&&named| named != speaker).map(|&named| Together {
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

/// Counts one pair of one article; `together` is sorted, so that its first is the best witness.
fn add_pair(counts: &mut PairCounts, together: &[Together], day: Option<Day>, witnesses: &mut Witnesses<'_>) {
    let number = |window| together.iter().filter(|together| together.window == window).count() as u32;
    let (sentences, paragraphs) = (number(Window::Sentence), number(Window::Paragraph));
    counts.documents += 1;
    counts.paragraphs += paragraphs;
    counts.sentences += sentences;
    counts.documents_by_paragraph += u32::from(paragraphs > 0);
    counts.documents_by_sentence += u32::from(sentences > 0);
    counts.dates.add(day);
    witnesses.offer(&mut counts.witness, &together[0]);
}

/// The entities named inside the quoted stretches, each once.
fn named_in(analysis: &Analysis, quote: &Quote, numbers: &[u32]) -> Vec<u32> {
    let quoted = |span: Span| quote.pieces.iter().any(|piece| piece.covers(span));
    let inside = analysis.mentions.iter().filter(|mention| quoted(mention.span) && counts(analysis, mention));
    distinct(inside.map(|mention| numbers[mention.entity as usize]))
}

fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Words in the quoted stretches: runs without white space that hold a letter or digit.
fn words_in(document: &Document, quote: &Quote) -> u64 {
    let words = quote.pieces.iter().flat_map(|&piece| document[piece].split_whitespace());
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count() as u64
}

/// The witnesses of one article: each made once, and only when it is better than what is held.
struct Witnesses<'a> {
    document: &'a Document,
    made: BTreeMap<(Span, Window), Arc<Witness>>,
}

impl<'a> Witnesses<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, made: BTreeMap::new() }
    }

    fn offer(&mut self, held: &mut Option<Arc<Witness>>, together: &Together) {
        let Together { window, rank, span, .. } = *together;
        if held.as_ref().is_none_or(|held| held.yields_to(self.document, span, rank)) {
            let make = || Arc::new(Witness::new(self.document, span, rank));
            *held = Some(Arc::clone(self.made.entry((span, window)).or_insert_with(make)));
        }
    }
}
