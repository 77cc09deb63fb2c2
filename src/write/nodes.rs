//! `nodes.csv`: a row for each entity of the graph.

use super::Drawn;
use super::column::{date, real, reference, text, whole};
use super::table::{Definition, Table};
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "nodes.csv",
    description: "A row for each entity of the graph.",
    columns: &[
        text("id", "The id of the entity."),
        text("label", "Its main name."),
        text("type", "`person`, `place` or `organisation`."),
        whole("documents", "Articles that name it."),
        whole("sentences", "Sentences that name it."),
        whole("mentions", "Places where it is named."),
        whole("quotes", "Quotations attributed to it."),
        whole("degree", "Ties: other entities that it is mentioned with."),
        whole("strength", "Sum of the weights of its ties."),
        real("pagerank", "Weighted PageRank (Page et al. 1999), damping 0.85; all add up to 1."),
        real(
            "betweenness",
            "Share of the other pairs whose shortest paths pass through it (Freeman 1977), 0 to 1; estimated \
             beyond 2,000 entities.",
        ),
        whole(
            "community",
            "Its community by the Louvain method (Blondel et al. 2008), 1 the largest; empty without ties.",
        ),
        date("first_date", "The first date of the articles that name it."),
        date("last_date", "The last date of the articles that name it."),
        text("community_name", "The strongest members of its community."),
    ],
    key: &["id"],
    references: &[reference("id", "entities.csv", "entity")],
};

/// By the number of articles (most first), then by id: programs guess types from the first rows, so these are the
/// fullest.
pub(super) fn add(table: &mut Table, drawn: &Drawn<'_>) -> Result<(), Error> {
    for &node in &drawn.nodes {
        let (entity, measures) = (drawn.network[node], &drawn.measures[node.index()]);
        let row = table.row();
        row.text(&entity.id).text(&entity.name).text(entity.kind.name());
        row.whole(entity.documents).whole(entity.sentences).whole(entity.mentions).whole(entity.quotes);
        row.count(measures.degree).whole(measures.strength).decimal(measures.pagerank, 8);
        row.maybe_decimal(measures.betweenness, 6).maybe_shown(measures.community);
        row.maybe_shown(entity.dates.first).maybe_shown(entity.dates.last).maybe(drawn.community(node));
        table.end()?;
    }
    Ok(())
}
