//! `mentions.csv`: a row for each place in a text where an entity is named.

use super::Article;
use super::cell::Row;
use super::table::Definition;
use crate::document::Entity;

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
        rows.text(mention.basis.name()).text(&mention.rule);
        rows.whole(place.sentence).whole(place.paragraph).text(place.zone.name()).end();
    }
}

/// Adds the cells of an entity, the same in all its rows; returns where they end.
fn add_entity(cells: &mut Row, entity: &Entity) -> usize {
    cells.text(&entity.id).text(&entity.name).text(entity.kind.name());
    cells.pause()
}
