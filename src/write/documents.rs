//! `documents.csv`: a row for each article read.

use super::Article;
use super::cell::Row;
use super::table::{Definition, Table};
use crate::document::Attribution;
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "documents.csv",
    columns: &[
        "document",
        "title",
        "date",
        "outlet",
        "url",
        "path",
        "words",
        "sentences",
        "mentions",
        "quotes",
        "attributed",
        "duplicate_of",
    ],
};

/// The cells of a row but the last; returns where they end.
pub(super) fn add(rows: &mut Row, article: &Article<'_>) -> usize {
    let Article { document, analysis, .. } = article;
    let attributed = analysis.quotes.iter().filter(|quote| quote.attribution != Attribution::Unknown).count();
    rows.text(&document.id).maybe(document.title.as_deref()).maybe(document.date.as_deref());
    rows.maybe(document.outlet.as_deref()).maybe(document.url.as_deref()).text(&document.path);
    rows.count(analysis.words).count(analysis.sentences.len()).count(analysis.mentions.len());
    rows.count(analysis.quotes.len()).count(attributed);
    rows.pause()
}

/// Completes a row: `duplicate_of` is the first article with the same letters and digits in its text.
pub(super) fn complete(table: &mut Table, cells: &[u8], duplicate_of: Option<&str>) -> Result<(), Error> {
    table.row().cells(cells).maybe(duplicate_of);
    table.end()
}
