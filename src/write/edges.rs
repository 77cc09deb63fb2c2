//! `edges.csv`: a row for each pair mentioned together.

use super::Drawn;
use super::table::{Definition, Table};
use crate::error::Error;
use crate::graph::by_weight;
use petgraph::graph::EdgeIndex;

pub(super) const TABLE: Definition = Definition {
    file: "edges.csv",
    columns: &[
        "source",
        "target",
        "type",
        "weight",
        "id",
        "source_label",
        "target_label",
        "source_type",
        "target_type",
        "documents",
        "sentences",
        "paragraphs",
        "jaccard",
        "npmi",
        "g2",
        "first_date",
        "last_date",
        "evidence_document",
        "evidence",
    ],
};

/// What a tie is called: the same in every run that holds the pair.
pub(super) fn id(source: &str, target: &str) -> String {
    format!("{source}--{target}")
}

pub(super) fn add(table: &mut Table, drawn: &Drawn<'_>) -> Result<(), Error> {
    for tie in by_weight(drawn.network) {
        add_tie(table, drawn, tie)?;
    }
    Ok(())
}

fn add_tie(table: &mut Table, drawn: &Drawn<'_>, index: EdgeIndex) -> Result<(), Error> {
    let Some((source, target)) = drawn.network.edge_endpoints(index) else { return Ok(()) };
    let (source, target, tie) = (drawn.network[source], drawn.network[target], &drawn.network[index]);
    let row = table.row();
    row.text(&source.id).text(&target.id).text("Undirected").whole(tie.weight).text(&id(&source.id, &target.id));
    row.text(&source.name).text(&target.name).text(source.kind.name()).text(target.kind.name());
    row.whole(tie.counts.documents).whole(tie.counts.sentences).whole(tie.counts.paragraphs);
    row.maybe_decimal(tie.association.map(|found| found.jaccard), 4);
    row.maybe_decimal(tie.association.map(|found| found.npmi), 4);
    row.maybe_decimal(tie.association.map(|found| found.g2), 2);
    row.maybe_shown(tie.counts.dates.first).maybe_shown(tie.counts.dates.last);
    let witness = tie.counts.witness.as_deref();
    row.maybe(witness.map(|witness| &*witness.document)).maybe(witness.map(|witness| &*witness.words));
    table.end()
}
