//! `Rows`: what some articles put into the tables, made by any thread and appended in order by one.

use super::cell::Row;
use super::database::Parcel;
use super::offsets::Offsets;
use super::register::text_key;
use super::{Article, Report, documents, mentions, quotes};
use crate::document::{Analysis, Document};

/// The rows of some articles as bytes.
#[derive(Debug, Default)]
pub struct Rows {
    /// All cells of each article but the last, end to end.
    pub(super) documents: Row,
    pub(super) mentions: Row,
    pub(super) quotes: Row,
    pub(super) ids: String,
    pub(super) paths: String,
    pub(super) entries: Vec<Entry>,
    pub(super) report: Report,
    /// For a database, where one is written.
    pub(super) kept: Option<Vec<Parcel>>,
}

/// One article among the rows: where its parts end, and the key of its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) cells: usize,
    pub(super) id: usize,
    pub(super) path: usize,
    pub(super) mentions: usize,
    pub(super) quotes: usize,
    pub(super) text: Option<u64>,
}

/// What one article puts into the tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    /// The key of its text.
    pub(super) text: Option<u64>,
    pub(super) cells: &'a [u8],
    pub(super) mentions: &'a [u8],
    pub(super) quotes: &'a [u8],
}

impl Rows {
    /// Adds the rows of an article.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        let article = Article { document, analysis, offsets: Offsets::new(&document.text) };
        mentions::add(&mut self.mentions, &article);
        quotes::add(&mut self.quotes, &article);
        self.ids.push_str(&document.id);
        self.paths.push_str(&document.path);
        self.entries.push(Entry {
            cells: documents::add(&mut self.documents, &article),
            id: self.ids.len(),
            path: self.paths.len(),
            mentions: self.mentions.bytes().len(),
            quotes: self.quotes.bytes().len(),
            text: text_key(document),
        });
        self.report.add(analysis);
        if let Some(kept) = &mut self.kept {
            kept.push(Parcel::of(document, analysis));
        }
    }

    /// The articles one by one.
    pub(super) fn articles(&self) -> impl Iterator<Item = Lines<'_>> {
        let starts = std::iter::once(Entry::default()).chain(self.entries.iter().copied());
        starts.zip(&self.entries).map(|(start, end)| Lines {
            id: &self.ids[start.id..end.id],
            path: &self.paths[start.path..end.path],
            text: end.text,
            cells: &self.documents.bytes()[start.cells..end.cells],
            mentions: &self.mentions.bytes()[start.mentions..end.mentions],
            quotes: &self.quotes.bytes()[start.quotes..end.quotes],
        })
    }

    /// Forgets the articles and keeps the room.
    pub fn clear(&mut self) {
        self.documents.clear();
        self.mentions.clear();
        self.quotes.clear();
        self.ids.clear();
        self.paths.clear();
        self.entries.clear();
        self.report = Report::default();
        self.kept.iter_mut().for_each(Vec::clear);
    }
}
