//! `entities.csv`: a row for each entity met.

use super::column::{date, flag, list, text, whole};
use super::table::{Definition, Table};
use super::{Describe, Description};
use crate::error::Error;
use crate::graph::CoMentions;

pub(super) const TABLE: Definition = Definition {
    file: "entities.csv",
    description: "A row for each entity met: person, place or organisation.",
    columns: &[
        text("entity", "The id of the entity."),
        text("name", "Its main name: that of the gazetteer, or the longest in the articles."),
        text("type", "`person`, `place` or `organisation`."),
        flag("known", "Whether the gazetteer holds it."),
        text("wikidata", "Its item in Wikidata, where the gazetteer gives it."),
        text("country", "Its country, where the gazetteer gives it."),
        text("description", "Who or what it is, where the gazetteer says so."),
        whole("documents", "Articles that name it."),
        whole("mentions", "Places where it is named."),
        whole("quotes", "Quotations attributed to it."),
        whole("quoted_words", "Words in these quotations."),
        list("forms", "The names it has in the articles, the most frequent first."),
        date("first_date", "The first date of the articles that name it."),
        date("last_date", "The last date of the articles that name it."),
    ],
    key: &["entity"],
    references: &[],
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
