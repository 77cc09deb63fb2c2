//! `documents.csv`: a row for each article read.

use super::Article;
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
