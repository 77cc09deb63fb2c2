//! `nodes.csv`: a row for each entity of the graph.

use super::Drawn;
use super::table::{Definition, Table};
use crate::error::Error;
use crate::graph::by_documents;

pub(super) const TABLE: Definition = Definition {
    file: "nodes.csv",
    columns: &[
        "id",
        "label",
        "type",
        "documents",
        "sentences",
        "mentions",
        "quotes",
        "degree",
        "strength",
        "pagerank",
        "betweenness",
        "community",
        "first_date",
        "last_date",
    ],
};

/// By the number of articles (most first), then by id: programs guess types from the first rows, so these are the
/// fullest.
pub(super) fn add(table: &mut Table, drawn: &Drawn<'_>) -> Result<(), Error> {
    for node in by_documents(drawn.network) {
        let (entity, measures) = (drawn.network[node], &drawn.measures[node.index()]);
        let row = table.row();
        row.text(&entity.id).text(&entity.name).text(entity.kind.name());
        row.whole(entity.documents).whole(entity.sentences).whole(entity.mentions).whole(entity.quotes);
        row.count(measures.degree).whole(measures.strength).decimal(measures.pagerank, 8);
        row.maybe_decimal(measures.betweenness, 6).maybe_shown(measures.community);
        row.maybe_shown(entity.dates.first).maybe_shown(entity.dates.last);
        table.end()?;
    }
    Ok(())
}
