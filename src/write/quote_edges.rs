//! `quote_edges.csv`: a row for each speaker and each entity named in the speaker's quotations.

use super::column::{date, reference, text, whole};
use super::table::{Definition, Table};
use crate::error::Error;
use crate::graph::CoMentions;

pub(super) const TABLE: Definition = Definition {
    file: "quote_edges.csv",
    description: "A row for each speaker and each entity that the speaker names in quotations.",
    columns: &[
        text("source", "The speaker."),
        text("target", "The entity named."),
        text("type", "Always `Directed`."),
        whole("weight", "Quotations of the speaker that name the entity."),
        text("id", "The id of the tie: both entities."),
        text("source_label", "The name of the speaker."),
        text("target_label", "The name of the entity."),
        whole("quotes", "Quotations of the speaker that name the entity."),
        whole("documents", "Articles with such a quotation."),
        date("first_date", "The first date of the articles that hold such a quotation."),
        date("last_date", "The last date of the articles that hold such a quotation."),
        text("evidence_document", "The article of the evidence."),
        text("evidence", "The quotation that shows it best."),
    ],
    key: &["id"],
    references: &[
        reference("source", "entities.csv", "entity"),
        reference("target", "entities.csv", "entity"),
        reference("evidence_document", "documents.csv", "document"),
    ],
};

/// What a tie is called: the same in every run that holds the pair.
pub(super) fn id(speaker: &str, named: &str) -> String {
    format!("{speaker}->{named}")
}

/// The weight is the number of quotations. By weight, then ids.
pub(super) fn add(table: &mut Table, counts: &CoMentions) -> Result<(), Error> {
    for (speaker, named, spoken) in counts.spoken() {
        let row = table.row();
        row.text(&speaker.id).text(&named.id).text("Directed").whole(spoken.quotes);
        row.text(&id(&speaker.id, &named.id)).text(&speaker.name).text(&named.name);
        row.whole(spoken.quotes).whole(spoken.documents);
        row.maybe_shown(spoken.dates.first).maybe_shown(spoken.dates.last);
        let witness = spoken.witness.as_deref();
        row.maybe(witness.map(|witness| &*witness.document)).maybe(witness.map(|witness| &*witness.words));
        table.end()?;
    }
    Ok(())
}
