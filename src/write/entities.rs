//! `entities.csv`: a row for each entity met.

use super::table::{Definition, Table};
use super::{Describe, Description};
use crate::error::Error;
use crate::graph::CoMentions;

pub(super) const TABLE: Definition = Definition {
    file: "entities.csv",
    columns: &[
        "entity",
        "name",
        "type",
        "known",
        "wikidata",
        "country",
        "description",
        "documents",
        "mentions",
        "quotes",
        "quoted_words",
        "forms",
        "first_date",
        "last_date",
    ],
};

/// By the number of articles (most first), then by id, so that a reader meets the main people at the top. An entity
/// that only a byline, a repeated paragraph or an adjective names has a row with zeros: every id in `mentions.csv` is
/// found here.
pub(super) fn add(table: &mut Table, counts: &CoMentions, describe: &dyn Describe) -> Result<(), Error> {
    let mut entities = counts.entities();
    entities.sort_by_key(|entity| std::cmp::Reverse(entity.documents));
    for entity in entities {
        let Description { wikidata, country, description } =
            entity.known.map(|known| describe.describe(known)).unwrap_or_default();
        let row = table.row();
        row.text(&entity.id).text(&entity.name).text(entity.kind.name()).shown(entity.known.is_some());
        row.text(wikidata).text(country).text(description);
        row.whole(entity.documents).whole(entity.mentions).whole(entity.quotes).whole(entity.quoted_words);
        row.list(entity.forms_by_count().into_iter().map(|(form, _)| form));
        row.maybe_shown(entity.dates.first).maybe_shown(entity.dates.last);
        table.end()?;
    }
    Ok(())
}
