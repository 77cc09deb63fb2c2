//! `Shelf`: the articles whose texts and quotations the page shows when it can't show all.

use super::super::register::text_key;
use super::Article;
use super::text::{Kept, kept};
use crate::document::Attribution;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many articles can be read on the page …
const MOST_TEXTS: usize = 200;
/// … if their texts have no more bytes than this.
const MOST_TEXT_BYTES: usize = 3 << 20;
/// So many quotations are on the page …
pub(super) const MOST_QUOTES: usize = 5_000;
/// … if they have no more bytes than this.
const MOST_QUOTE_BYTES: usize = 4 << 20;

/// Articles with most attributed quotations come first, then those with most quotations and names. The rest makes the
/// order total and brings articles with the same words together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Rank {
    weight: Weight,
    fingerprint: Option<u64>,
    id: Box<str>,
}

type Weight = Reverse<(usize, usize, usize)>;

/// The first articles by rank within the limits: whatever the order in which they come, the same are kept, since what
/// is beyond a limit stays beyond it when more come.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Shelf {
    articles: BTreeMap<Rank, Kept>,
    #[serde(skip)]
    held: Held,
    /// The first article that has no place among the texts any more; those after it have none either.
    first_textless: Option<Rank>,
    /// The first article that has no place at all any more; those after it have none either.
    first_out: Option<Rank>,
    #[serde(skip)]
    limits: Limits,
}

/// What is on the shelf, or may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Held {
    texts: usize,
    text_bytes: usize,
    quotes: usize,
    quote_bytes: usize,
}

#[derive(Debug)]
struct Limits(Held);

impl Default for Limits {
    fn default() -> Self {
        Self(Held {
            texts: MOST_TEXTS,
            text_bytes: MOST_TEXT_BYTES,
            quotes: MOST_QUOTES,
            quote_bytes: MOST_QUOTE_BYTES,
        })
    }
}

impl Held {
    fn add(&mut self, kept: &Kept) {
        self.texts += usize::from(kept.paragraphs.is_some());
        self.text_bytes += kept.text_bytes();
        self.quotes += kept.quotes.len();
        self.quote_bytes += kept.quote_bytes();
    }

    fn fits_texts(&self, limits: &Self) -> bool {
        self.texts <= limits.texts && self.text_bytes <= limits.text_bytes
    }

    fn fits_quotes(&self, limits: &Self) -> bool {
        self.quotes <= limits.quotes && self.quote_bytes <= limits.quote_bytes
    }

    fn twice(self) -> Self {
        let Self { texts, text_bytes, quotes, quote_bytes } = self;
        Self { texts: 2 * texts, text_bytes: 2 * text_bytes, quotes: 2 * quotes, quote_bytes: 2 * quote_bytes }
    }
}

impl Shelf {
    /// Puts an article on the shelf if it has a place there.
    pub(super) fn add(&mut self, article: Article<'_>) {
        let analysis = article.analysis;
        let attributed = analysis.quotes.iter().filter(|quote| quote.attribution != Attribution::Unknown).count();
        let weight = Reverse((attributed, analysis.quotes.len(), analysis.entities.len()));
        let lighter = |rank: &Option<Rank>| rank.as_ref().is_some_and(|rank| weight > rank.weight);
        if lighter(&self.first_out) || analysis.quotes.is_empty() && lighter(&self.first_textless) {
            return;
        }
        let fingerprint = text_key(article.document);
        let rank = Rank { weight, fingerprint, id: article.document.id.as_str().into() };
        let beyond = |first: &Option<Rank>| first.as_ref().is_some_and(|first| rank >= *first);
        if beyond(&self.first_out) || !self.is_first_of_its_words(&rank) {
            return;
        }
        let with_text = !beyond(&self.first_textless);
        let kept = kept(article, with_text);
        self.put(rank, kept);
    }

    /// Takes in another shelf.
    pub(super) fn merge(&mut self, other: Self) {
        let first = |one: Option<Rank>, other: Option<Rank>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        for (rank, kept) in other.articles {
            if self.is_first_of_its_words(&rank) {
                self.put(rank, kept);
            }
        }
        self.first_out = first(self.first_out.take(), other.first_out);
        self.first_textless = first(self.first_textless.take(), other.first_textless);
        if let Some(out) = &self.first_out {
            self.articles.split_off(out);
        }
        if let Some(textless) = &self.first_textless {
            for (_, kept) in self.articles.range_mut(textless..) {
                kept.forget_text();
            }
        }
        self.count();
        self.tidy();
    }

    fn put(&mut self, rank: Rank, kept: Kept) {
        self.held.add(&kept);
        self.articles.insert(rank, kept);
        // Tidying up now and then costs less than each time.
        let limits = self.limits.0.twice();
        if !self.held.fits_texts(&limits) || !self.held.fits_quotes(&limits) {
            self.tidy();
        }
    }

    /// Whether no article with the same words and a lesser id is on the shelf. One with a greater id is taken away: the
    /// least stands for all.
    fn is_first_of_its_words(&mut self, rank: &Rank) -> bool {
        let same = Rank { id: "".into(), ..rank.clone() };
        let next = self.articles.range(same..).next().map(|(held, _)| held.clone());
        let Some(held) = next.filter(|held| held.weight == rank.weight && held.fingerprint == rank.fingerprint) else {
            return true;
        };
        if rank.fingerprint.is_none() {
            return true;
        }
        if held.id <= rank.id {
            return false;
        }
        self.articles.remove(&held);
        self.count();
        true
    }

    /// Takes away what is beyond the limits: texts first, then articles.
    fn tidy(&mut self) {
        let limits = self.limits.0;
        let (mut held, mut texts_end, mut end) = (Held::default(), false, false);
        let (mut first_textless, mut first_out) = (None, None);
        self.articles.retain(|rank, kept| {
            let mut with = held;
            with.add(kept);
            texts_end |= !with.fits_texts(&limits) || kept.paragraphs.is_none();
            end |= !with.fits_quotes(&limits);
            if texts_end {
                first_textless.get_or_insert_with(|| rank.clone());
                kept.forget_text();
            }
            if end {
                first_out.get_or_insert_with(|| rank.clone());
            }
            let goes = end || texts_end && kept.quotes.is_empty();
            if !goes {
                held.add(kept);
            }
            !goes
        });
        self.held = held;
        self.first_textless = first_textless.or(self.first_textless.take());
        self.first_out = first_out.or(self.first_out.take());
    }

    /// Whether all that its articles refer to is there.
    pub(super) fn is_sound(&self) -> bool {
        self.articles.values().all(Kept::is_sound)
    }

    fn count(&mut self) {
        self.held = Held::default();
        for kept in self.articles.values() {
            self.held.add(kept);
        }
    }

    /// What is kept, by date, then by id.
    pub(super) fn into_kept(mut self) -> Vec<Kept> {
        self.tidy();
        let mut kept: Vec<Kept> = self.articles.into_values().collect();
        kept.sort_by(|a, b| (a.date.is_none(), &a.date, &a.id).cmp(&(b.date.is_none(), &b.date, &b.id)));
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Analysis, Document, Paragraph, Quote, QuoteKind, Zone};
    use crate::span::Span;

    /// An article with `quotes` unattributed quotations and `length` bytes of text.
    fn article(id: usize, quotes: usize, length: usize) -> (Document, Analysis) {
        let text = format!("{id} “a” {}", "x".repeat(length));
        let span = |text: &str| Span::new(0, text.len());
        let quote = Quote {
            pieces: vec![Span::new(text.find('“').unwrap(), text.find('”').unwrap() + 3)],
            kind: QuoteKind::Mixed,
            attribution: Attribution::Unknown,
        };
        let analysis = Analysis {
            paragraphs: vec![Paragraph { span: span(&text), zone: Zone::Body }],
            sentences: vec![span(&text)],
            quotes: vec![quote; quotes],
            ..Analysis::default()
        };
        (Document { id: format!("d{id:04}"), text, ..Document::default() }, analysis)
    }

    fn shelved<'a>(articles: impl IntoIterator<Item = &'a (Document, Analysis)>, limits: Held) -> Vec<(String, bool)> {
        let mut shelf = Shelf { limits: Limits(limits), ..Shelf::default() };
        for (document, analysis) in articles {
            shelf.add(Article { document, analysis });
            assert!(shelf.articles.len() <= 60, "memory is bounded");
        }
        listed(shelf)
    }

    fn listed(shelf: Shelf) -> Vec<(String, bool)> {
        shelf.into_kept().into_iter().map(|kept| (kept.id, kept.paragraphs.is_some())).collect()
    }

    #[test]
    fn the_same_articles_are_kept_in_any_order() {
        let articles: Vec<_> = (0..300).map(|id| article(id, id * 7 % 11, id * 13 % 400)).collect();
        let limits = Held { texts: 5, text_bytes: 900, quotes: 100, quote_bytes: 100_000 };
        let kept = shelved(&articles, limits);
        assert_eq!(kept.len(), 10, "ten articles with ten quotations each: {kept:?}");
        assert!((1..=5).contains(&kept.iter().filter(|(_, text)| *text).count()));
        assert_eq!(shelved(articles.iter().rev(), limits), kept);
        let (even, odd): (Vec<_>, Vec<_>) =
            articles.iter().partition(|(document, _)| document.id.ends_with(['0', '2', '4', '6', '8']));
        let halves = [even.clone(), odd.clone()].map(|half| {
            let mut shelf = Shelf { limits: Limits(limits), ..Shelf::default() };
            for (document, analysis) in half {
                shelf.add(Article { document, analysis });
            }
            shelf
        });
        let [mut one, other] = halves;
        one.merge(other);
        assert_eq!(listed(one), kept);
        assert_eq!(shelved(odd.into_iter().chain(even), limits), kept);
    }

    #[test]
    fn the_same_words_are_shown_once() {
        let mut articles = vec![article(1, 1, 5), article(1, 1, 5), article(2, 1, 5)];
        articles[0].0.id = "b".into();
        articles[1].0.id = "a".into();
        let kept = |articles: &[(Document, Analysis)]| shelved(articles, Limits::default().0);
        let expected = vec![("a".to_owned(), true), ("d0002".to_owned(), true)];
        assert_eq!(kept(&articles), expected);
        articles.reverse();
        assert_eq!(kept(&articles), expected);
    }
}
