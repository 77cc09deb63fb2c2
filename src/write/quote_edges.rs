//! `quote_edges.csv`: a row for each speaker and each entity named in the speaker's quotations.

use super::table::{Definition, Table};
use crate::error::Error;
use crate::graph::CoMentions;

pub(super) const TABLE: Definition = Definition {
    file: "quote_edges.csv",
    columns: &[
        "source",
        "target",
        "type",
        "weight",
        "id",
        "source_label",
        "target_label",
        "quotes",
        "documents",
        "first_date",
        "last_date",
        "evidence_document",
        "evidence",
    ],
};

/// The weight is the number of quotations. By weight, then ids.
pub(super) fn add(table: &mut Table, counts: &CoMentions) -> Result<(), Error> {
    for (speaker, named, spoken) in counts.spoken() {
        let row = table.row();
        row.text(&speaker.id).text(&named.id).text("Directed").whole(spoken.quotes);
        row.text(&format!("{}->{}", speaker.id, named.id)).text(&speaker.name).text(&named.name);
        row.whole(spoken.quotes).whole(spoken.documents);
        row.maybe_shown(spoken.dates.first).maybe_shown(spoken.dates.last);
        let witness = spoken.witness.as_deref();
        row.maybe(witness.map(|witness| &*witness.document)).maybe(witness.map(|witness| &*witness.words));
        table.end()?;
    }
    Ok(())
}
