//! `documents.csv`: a row for each article read.

use super::Article;
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

/// `duplicate_of` is the first article with the same letters and digits in its text.
pub(super) fn add(table: &mut Table, article: &Article<'_>, duplicate_of: Option<&str>) -> Result<(), Error> {
    let Article { document, analysis, .. } = article;
    let attributed = analysis.quotes.iter().filter(|quote| quote.attribution != Attribution::Unknown).count();
    let row = table.row();
    row.text(&document.id).maybe(document.title.as_deref()).maybe(document.date.as_deref());
    row.maybe(document.outlet.as_deref()).maybe(document.url.as_deref()).text(&document.path);
    row.shown(analysis.words).shown(analysis.sentences.len()).shown(analysis.mentions.len());
    row.shown(analysis.quotes.len()).shown(attributed).maybe(duplicate_of);
    table.end()
}
