//! `mentions.csv`: a row for each place in a text where an entity is named.

use super::Article;
use super::cell::Row;
use super::column::{reference, text, whole};
use super::table::Definition;
use crate::document::Entity;

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
        text(
            "rule",
            "The rule that decided, or the file and row of the gazetteer; behind it the row of `decisions.csv` that had a part in it.",
        ),
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
pub(super) fn add(rows: &mut Row, article: &Article<'_>) {
    let Article { document, analysis, .. } = article;
    let mut document_cell = Row::default();
    document_cell.text(&document.id);
    let mut entities = Row::default();
    let ends: Vec<usize> = analysis.entities.iter().map(|entity| add_entity(&mut entities, entity)).collect();
    for (mention, place) in analysis.mentions.iter().zip(analysis.places()) {
        let entity = mention.entity as usize;
        let cells = entity.checked_sub(1).map_or(0, |before| ends[before])..ends[entity];
        rows.cells(document_cell.bytes()).whole(article.start(mention.span)).whole(article.end(mention.span));
        rows.text(&document[mention.span]).cells(&entities.bytes()[cells]);
        rows.word(mention.basis.name()).text(&mention.rule);
        rows.whole(place.sentence).whole(place.paragraph).word(place.zone.name()).end();
    }
}

/// Adds the cells of an entity, the same in all its rows; returns where they end.
fn add_entity(cells: &mut Row, entity: &Entity) -> usize {
    cells.text(&entity.id).text(&entity.name).word(entity.kind.name());
    cells.pause()
}
