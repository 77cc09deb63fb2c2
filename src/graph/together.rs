//! One article: which of its entities stand together in which windows.

use super::witness::Rank;
use super::{Capped, Limits, Window};
use crate::document::{Analysis, Document, Mention, Quote, Zone};
use crate::span::Span;
use std::iter;

/// Two entities together in one window of one article. Sorted, the first of a pair is its best witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Together {
    /// Both entities, see [`pack`].
    pub(super) pair: u64,
    /// Which kind of window.
    pub(super) window: Window,
    /// How good its words are as a witness.
    pub(super) rank: Rank,
    /// Where it stands.
    pub(super) span: Span,
}

/// Two entities in one key; the first is the higher half.
pub(super) fn pack(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The two entities of a key.
pub(super) fn unpack(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// Two entities in one key whatever their order.
pub(super) fn pack_sorted(one: u32, other: u32) -> u64 {
    pack(one.min(other), one.max(other))
}

/// A mention that counts: its entity (as the accumulator numbers it), sentence and paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    sentence: u32,
    paragraph: u32,
    entity: u32,
}

/// Where the counted names of one article stand.
pub(super) struct Names<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    /// What the accumulator calls each entity of the article.
    numbers: &'a [u32],
    /// The places in the analysis of the mentions that count.
    counted: Vec<u32>,
    /// Sorted by sentence, then entity; each once.
    by_sentence: Vec<Named>,
    /// Paragraph and entity; sorted, each once.
    by_paragraph: Vec<(u32, u32)>,
    /// Sorted, each once.
    entities: Vec<u32>,
}

impl<'a> Names<'a> {
    /// The counted names of an article, which count if what tagged them and the text around them do; `numbers` gives
    /// the accumulator's number of each of its entities.
    pub(super) fn of(document: &'a Document, analysis: &'a Analysis, numbers: &'a [u32]) -> Self {
        let mut counted = Vec::with_capacity(analysis.mentions.len());
        let mut by_sentence = Vec::with_capacity(analysis.mentions.len());
        for (index, (mention, place)) in analysis.mentions.iter().zip(analysis.places()).enumerate() {
            if mention.basis.counts() && place.zone.counts() {
                counted.push(index as u32);
                let (sentence, paragraph) = (place.sentence, place.paragraph);
                by_sentence.push(Named { sentence, paragraph, entity: numbers[mention.entity as usize] });
            }
        }
        by_sentence.sort_unstable();
        by_sentence.dedup();
        let mut by_paragraph: Vec<_> = by_sentence.iter().map(|named| (named.paragraph, named.entity)).collect();
        by_paragraph.sort_unstable();
        by_paragraph.dedup();
        let entities = distinct(by_paragraph.iter().map(|&(_, entity)| entity));
        Self { document, analysis, numbers, counted, by_sentence, by_paragraph, entities }
    }

    /// What the accumulator calls an entity of the article.
    pub(super) fn number(&self, entity: u32) -> u32 {
        self.numbers[entity as usize]
    }

    /// The mentions that count, with the numbers of their entities.
    pub(super) fn mentions(&self) -> impl Iterator<Item = (&'a Mention, u32)> + '_ {
        self.counted.iter().map(|&index| {
            let mention = &self.analysis.mentions[index as usize];
            (mention, self.number(mention.entity))
        })
    }

    /// The entities named inside the quoted stretches, each once.
    pub(super) fn quoted(&self, quote: &Quote) -> Vec<u32> {
        let whole = quote.span();
        let at = |&index: &u32| self.analysis.mentions[index as usize].span.start();
        let first = self.counted.partition_point(|index| at(index) < whole.start());
        let inside = self.counted[first..].iter().take_while(|&index| at(index) < whole.end());
        let mentions = inside.map(|&index| &self.analysis.mentions[index as usize]);
        let quoted = mentions.filter(|mention| quote.pieces.iter().any(|piece| piece.covers(mention.span)));
        distinct(quoted.map(|mention| self.number(mention.entity)))
    }

    /// The entities named, each once.
    pub(super) fn in_document(&self) -> impl Iterator<Item = u32> + '_ {
        self.entities.iter().copied()
    }

    /// The entities named in each paragraph, once a paragraph.
    pub(super) fn in_paragraphs(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_paragraph.iter().map(|&(_, entity)| entity)
    }

    /// The entities named in each sentence, once a sentence, with the sentence's number.
    pub(super) fn in_sentences(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.by_sentence.iter().map(|named| (named.entity, named.sentence))
    }

    /// The place and rank of the sentence numbered `sentence`.
    pub(super) fn sentence(&self, sentence: u32) -> (Span, Rank) {
        let span = self.analysis.sentences.get(sentence as usize).copied().unwrap_or_default();
        (span, Rank::of(&self.document[span], Window::Sentence, self.analysis.zone_at(span.start())))
    }

    fn paragraph(&self, paragraph: u32) -> (Span, Rank) {
        let (span, zone) = self
            .analysis
            .paragraphs
            .get(paragraph as usize)
            .map_or((Span::default(), Zone::Body), |paragraph| (paragraph.span, paragraph.zone));
        (span, Rank::of(&self.document[span], Window::Paragraph, zone))
    }

    /// All pairs in all sentences and paragraphs, sorted, each once; windows over the limit are counted in `capped`
    /// instead.
    ///
    /// Two names in one sentence are in one paragraph and one document too, also where those are over the limit.
    pub(super) fn near(&self, limits: Limits, capped: &mut Capped) -> Vec<Together> {
        let mut found = Vec::new();
        let crowded = self.add_paragraphs(limits, capped, &mut found);
        self.add_sentences(limits, &crowded, capped, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether the document names more than the limit.
    pub(super) fn are_crowded(&self, limits: Limits) -> bool {
        self.entities.len() > limits.document
    }

    /// Adds the pairs of each paragraph and returns the paragraphs over the limit.
    fn add_paragraphs(&self, limits: Limits, capped: &mut Capped, found: &mut Vec<Together>) -> Vec<u32> {
        let mut crowded = Vec::new();
        for places in self.by_paragraph.chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() > 1) {
            if places.len() > limits.paragraph {
                capped.paragraphs += 1;
                crowded.push(places[0].0);
                continue;
            }
            let (span, rank) = self.paragraph(places[0].0);
            let entities: Vec<u32> = places.iter().map(|&(_, entity)| entity).collect();
            found.extend(pairs_of(&entities).map(|pair| Together { pair, window: Window::Paragraph, rank, span }));
        }
        crowded
    }

    fn add_sentences(&self, limits: Limits, crowded: &[u32], capped: &mut Capped, found: &mut Vec<Together>) {
        for places in self.by_sentence.chunk_by(|a, b| a.sentence == b.sentence).filter(|places| places.len() > 1) {
            let entities = distinct(places.iter().map(|place| place.entity));
            if entities.len() > limits.sentence {
                capped.sentences += 1;
                continue;
            }
            let (span, rank) = self.sentence(places[0].sentence);
            found.extend(pairs_of(&entities).map(|pair| Together { pair, window: Window::Sentence, rank, span }));
            if crowded.contains(&places[0].paragraph) {
                let (span, rank) = self.paragraph(places[0].paragraph);
                found.extend(pairs_of(&entities).map(|pair| Together { pair, window: Window::Paragraph, rank, span }));
            }
        }
    }
}

/// Each pair of a sorted list.
fn pairs_of(entities: &[u32]) -> impl Iterator<Item = u64> + '_ {
    entities
        .iter()
        .enumerate()
        .flat_map(|(index, &one)| iter::repeat(one).zip(&entities[index + 1..]))
        .map(|(one, &other)| pack_sorted(one, other))
}

/// The numbers sorted, each once.
pub(super) fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
