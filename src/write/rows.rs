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
    pub(super) entries: Vec<Entry>,
    pub(super) report: Report,
    /// For a database, where one is written.
    pub(super) kept: Option<Vec<Parcel>>,
}

/// One article among the rows: where its parts end, and the key of its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) cells: usize,
    pub(super) id: usize,
    pub(super) text: Option<u64>,
}

impl Rows {
    /// Adds the rows of an article.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        let article = Article { document, analysis, offsets: Offsets::new(&document.text) };
        mentions::add(&mut self.mentions, &article);
        quotes::add(&mut self.quotes, &article);
        self.ids.push_str(&document.id);
        self.entries.push(Entry {
            cells: documents::add(&mut self.documents, &article),
            id: self.ids.len(),
            text: text_key(document),
        });
        self.report.add(analysis);
        if let Some(kept) = &mut self.kept {
            kept.push(Parcel::of(document, analysis));
        }
    }

    /// Forgets the articles and keeps the room.
    pub fn clear(&mut self) {
        self.documents.clear();
        self.mentions.clear();
        self.quotes.clear();
        self.ids.clear();
        self.entries.clear();
        self.report = Report::default();
        self.kept.iter_mut().for_each(Vec::clear);
    }
}
