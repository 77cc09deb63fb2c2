//! `edges.csv`: a row for each pair mentioned together.

use super::Drawn;
use super::column::{date, real, reference, text, whole};
use super::table::{Definition, Table};
use crate::error::Error;
use petgraph::graph::EdgeIndex;

pub(super) const TABLE: Definition = Definition {
    file: "edges.csv",
    description: "A row for each pair of entities mentioned together.",
    columns: &[
        text("source", "The entity with the lesser id."),
        text("target", "The other entity."),
        text("type", "Always `Undirected`."),
        whole("weight", "Articles that name both within the window."),
        text("id", "The id of the tie: both entities."),
        text("source_label", "The name of the source."),
        text("target_label", "The name of the target."),
        text("source_type", "`person`, `place` or `organisation`."),
        text("target_type", "`person`, `place` or `organisation`."),
        whole("documents", "Articles that name both, anywhere."),
        whole("sentences", "Sentences that name both."),
        whole("paragraphs", "Paragraphs that name both."),
        real("jaccard", "Share of the windows with either that hold both, 0 to 1; empty under a weight of 5."),
        real(
            "npmi",
            "Normalised pointwise mutual information (Bouma 2009), -1 to 1, 0 for chance; empty under a \
             weight of 5.",
        ),
        real(
            "g2",
            "Log-likelihood ratio (Dunning 1993), negative where rarer than chance; empty under a weight of \
             5.",
        ),
        date("first_date", "The first date of the articles that name both."),
        date("last_date", "The last date of the articles that name both."),
        text("evidence_document", "The article of the evidence."),
        text("evidence", "The sentence that shows the two together best."),
        real(
            "backbone",
            "How likely chance alone gives one end so heavy a tie (disparity filter, Serrano et al. 2009), 0 \
             to 1, small is strong; empty where both ends have no other tie.",
        ),
    ],
    key: &["id"],
    references: &[
        reference("source", "nodes.csv", "id"),
        reference("target", "nodes.csv", "id"),
        reference("evidence_document", "documents.csv", "document"),
    ],
};

/// What a tie is called: the same in every run that holds the pair.
pub(super) fn id(source: &str, target: &str) -> String {
    format!("{source}--{target}")
}

pub(super) fn add(table: &mut Table, drawn: &Drawn<'_>) -> Result<(), Error> {
    for &tie in &drawn.ties {
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
    row.maybe_decimal(drawn.backbone(index), 6);
    table.end()
}
