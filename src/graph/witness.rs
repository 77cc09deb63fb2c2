//! `Witness`: the words that an edge stands on, the best under a total order.

use super::Window;
use super::together::Together;
use crate::document::{Document, Zone};
use crate::span::Span;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A sentence between these lengths, in characters, is easily read and says something.
const READABLE: std::ops::RangeInclusive<usize> = 40..=300;
/// Longer words are cut here, in characters.
const LONGEST: usize = 1_000;

/// How good some words are as a witness; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rank {
    window: Window,
    outside_body: bool,
    unreadable: u32,
    length: u32,
}

impl Rank {
    /// The rank of the words of one window: the smaller window first, then the body of the story, then a readable
    /// length (40 to 300 characters), then the shorter.
    pub(super) fn of(words: &str, window: Window, zone: Zone) -> Self {
        let length = words.chars().count();
        let unreadable = READABLE.start().saturating_sub(length).max(length.saturating_sub(*READABLE.end()));
        Self { window, outside_body: zone != Zone::Body, unreadable: unreadable as u32, length: length as u32 }
    }

    /// The rank where only the whole document names both: there are no few words to show.
    pub(super) fn document() -> Self {
        Self { window: Window::Document, outside_body: false, unreadable: 0, length: 0 }
    }
}

/// The words that show two entities together, and where they stand.
///
/// The order is total (rank, document id, offset, words), and only the least is kept, so the order in which articles
/// come doesn't matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Witness {
    rank: Rank,
    /// The id of the document.
    pub document: Box<str>,
    /// The byte at which the words begin.
    pub start: u32,
    /// The words, cut after 1,000 characters; empty where the two stand in the same document only.
    pub words: Box<str>,
}

impl Witness {
    pub(super) fn new(document: &Document, span: Span, rank: Rank) -> Self {
        Self { rank, document: document.id.as_str().into(), start: span.start() as u32, words: cut(&document[span]) }
    }

    /// Where only the whole of a document names both: no words to show.
    pub(super) fn whole(document: &str) -> Self {
        Self { rank: Rank::document(), document: document.into(), start: 0, words: "".into() }
    }

    /// How good it is.
    pub(super) fn rank(&self) -> Rank {
        self.rank
    }

    /// Bytes that it takes, about.
    pub(super) fn bytes(&self) -> usize {
        // With what an allocation and two counters take.
        size_of::<Self>() + 2 * size_of::<usize>() + 16 + self.document.len() + self.words.len()
    }

    /// Whether words of `rank` at `span` of `document` would be a better witness.
    pub(super) fn yields_to(&self, document: &Document, span: Span, rank: Rank) -> bool {
        (rank, document.id.as_str(), span.start() as u32) < (self.rank, &*self.document, self.start)
    }
}

/// The witnesses of one article: each made once, and only when it is better than what is held.
pub(super) struct Witnesses<'a> {
    document: &'a Document,
    made: Vec<Arc<Witness>>,
    /// Where each is in `made`: by the byte at which its words begin, and the kind of window.
    places: HashMap<(u32, Window), u32, FixedState>,
}

impl<'a> Witnesses<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, made: Vec::new(), places: HashMap::with_hasher(FixedState::default()) }
    }

    pub(super) fn offer(&mut self, held: &mut Option<Arc<Witness>>, together: &Together) {
        let Together { window, rank, span, .. } = *together;
        if held.as_ref().is_none_or(|held| held.yields_to(self.document, span, rank)) {
            *held = Some(self.make(span, window, rank));
        }
    }

    /// The witness for some words, made if need be.
    fn make(&mut self, span: Span, window: Window, rank: Rank) -> Arc<Witness> {
        let next = self.made.len() as u32;
        let place = *self.places.entry((span.start() as u32, window)).or_insert(next);
        if place == next {
            self.made.push(Arc::new(Witness::new(self.document, span, rank)));
        }
        Arc::clone(&self.made[place as usize])
    }

    /// Bytes that the witnesses made take, about.
    pub(super) fn bytes(&self) -> usize {
        self.made.iter().map(|witness| witness.bytes()).sum()
    }
}

/// Keeps the better of two witnesses.
pub(super) fn keep_better(held: &mut Option<Arc<Witness>>, other: Option<Arc<Witness>>) {
    let Some(other) = other else { return };
    if held.as_ref().is_none_or(|held| other < *held) {
        *held = Some(other);
    }
}

fn cut(words: &str) -> Box<str> {
    if words.len() <= LONGEST {
        return words.into();
    }
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &words[..end]).into(),
        None => words.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_sentence_of_the_body_wins() {
        let rank = |length: usize, zone| Rank::of(&"x".repeat(length), Window::Sentence, zone);
        assert!(rank(41, Zone::Body) < rank(42, Zone::Body));
        assert!(rank(300, Zone::Body) < rank(39, Zone::Body));
        assert!(rank(30, Zone::Body) < rank(20, Zone::Body));
        assert!(rank(310, Zone::Body) < rank(400, Zone::Body));
        assert!(rank(400, Zone::Body) < rank(50, Zone::Headline));
        assert!(rank(900, Zone::Caption) < Rank::of("x", Window::Paragraph, Zone::Body));
        assert!(Rank::of("x", Window::Paragraph, Zone::Caption) < Rank::document());
    }

    #[test]
    fn endless_words_are_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(2_000)).chars().count(), LONGEST + 2);
        assert_eq!(&*cut("short"), "short");
    }
}
