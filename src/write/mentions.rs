//! `mentions.csv`: a row for each place in a text where an entity is named.

use super::Article;
use super::column::{reference, text, whole};
use super::table::{Definition, Table};
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "mentions.csv",
    description: "A row for each place in a text where an entity is named.",
    columns: &[
        text("document", "The article."),
        whole("start", "Where the name begins in the text, in code points from 0."),
        whole("end", "Where the name ends in the text, in code points; the character there is outside."),
        text("text", "The name as it stands in the text, without title and possessive."),
        text("entity", "Who or what is named."),
        text("name", "The main name of the entity."),
        text("type", "`person`, `place` or `organisation`."),
        text("basis", "What tagged it: `name`, `alias`, `short`, `context`, `role` or `demonym`."),
        text("rule", "The rule that decided, or the file and row of the gazetteer."),
        whole("sentence", "The number of the sentence in the article, from 0."),
        whole("paragraph", "The number of the paragraph in the article, from 0."),
        text(
            "zone",
            "`headline`, `body`, `caption`, `byline`, `boilerplate` or `repeat`; the last three do not count \
             for entities and graph.",
        ),
    ],
    key: &["document", "start"],
    references: &[reference("document", "documents.csv", "document"), reference("entity", "entities.csv", "entity")],
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
