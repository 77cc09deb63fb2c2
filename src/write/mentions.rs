//! `mentions.csv`: a row for each place in a text where an entity is named.

use super::Article;
use super::table::{Definition, Table};
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "mentions.csv",
    columns: &[
        "document",
        "start",
        "end",
        "text",
        "entity",
        "name",
        "type",
        "basis",
        "rule",
        "sentence",
        "paragraph",
        "zone",
    ],
};

/// Sentences and paragraphs are numbered from 0, as offsets are.
pub(super) fn add(table: &mut Table, article: &Article<'_>) -> Result<(), Error> {
    let Article { document, analysis, .. } = article;
    for mention in &analysis.mentions {
        let entity = &analysis.entities[mention.entity as usize];
        let at = mention.span.start();
        let row = table.row();
        row.text(&document.id).shown(article.start(mention.span)).shown(article.end(mention.span));
        row.text(&document[mention.span]).text(&entity.id).text(&entity.name).text(entity.kind.name());
        row.text(mention.basis.name()).text(&mention.rule);
        row.shown(analysis.sentence_at(at)).shown(analysis.paragraph_at(at)).text(analysis.zone_at(at).name());
        table.end()?;
    }
    Ok(())
}
