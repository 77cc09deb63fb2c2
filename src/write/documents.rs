//! `documents.csv`: a row for each article read.

use super::Article;
use super::cell::Row;
use super::column::{date, reference, text, whole};
use super::table::{Definition, Table};
use crate::document::Attribution;
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "documents.csv",
    description: "A row for each article that was read.",
    columns: &[
        text("document", "The id of the article: its `id` field, or its file name without ending."),
        text("title", "The headline."),
        date("date", "The day of publication."),
        text("outlet", "Who published it."),
        text("url", "Its web address."),
        text("path", "The file that it was read from, as named on the command line."),
        whole("words", "Words of the text."),
        whole("sentences", "Sentences of the text."),
        whole("mentions", "Places in the text where an entity is named: rows of mentions.csv."),
        whole("quotes", "Quotations: rows of quotes.csv."),
        whole("attributed", "Quotations whose speaker was found."),
        text("duplicate_of", "The first article with the same letters and digits in its text, where there is one."),
    ],
    key: &["document"],
    references: &[reference("duplicate_of", "documents.csv", "document")],
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
