//! `unknown.csv`: a row for each frequent name that the gazetteer doesn't hold.

use super::table::{Definition, Table};
use crate::document::{Gender, Kind};
use crate::error::{Error, Stage};
use crate::graph::{CoMentions, EntityCounts};

pub(super) const TABLE: Definition =
    Definition { file: "unknown.csv", columns: &["name", "type", "documents", "mentions", "example", "row"] };

/// How often a name must be met to be worth a row: in enough articles or by enough mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequent {
    /// Articles that name it.
    pub documents: u64,
    /// Mentions in all articles.
    pub mentions: u64,
}

impl Default for Frequent {
    fn default() -> Self {
        Self { documents: 2, mentions: 3 }
    }
}

/// The names worth a row, by articles, mentions (most first), then id. A lone name that could be anybody's (its id
/// names its document) is left out.
pub(super) fn frequent(counts: &CoMentions, frequent: Frequent) -> Vec<&EntityCounts> {
    let enough = |entity: &EntityCounts| entity.documents >= frequent.documents || entity.mentions >= frequent.mentions;
    let mut entities = counts.entities();
    entities.retain(|entity| entity.known.is_none() && !entity.id.contains('@') && enough(entity));
    entities.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions)));
    entities
}

pub(super) fn add(table: &mut Table, counts: &CoMentions, frequent: Frequent) -> Result<(), Error> {
    for entity in self::frequent(counts, frequent) {
        let pasted = gazetteer_row(entity)?;
        let row = table.row();
        row.text(&entity.name).text(entity.kind.name()).whole(entity.documents).whole(entity.mentions);
        row.maybe(entity.witness.as_deref().map(|witness| &*witness.words)).text(&pasted);
        table.end()?;
    }
    Ok(())
}

/// A row for the gazetteer's table of the kind (`people.csv`, `places.csv`, `organisations.csv`): the name and its
/// other forms, for a person the gender; the rest is for the reader to fill in.
pub(super) fn gazetteer_row(entity: &EntityCounts) -> Result<String, Error> {
    let forms: Vec<&str> = entity.forms_by_count().into_iter().map(|(form, _)| form).collect();
    let joined = |wanted: &dyn Fn(&str) -> bool| {
        let others = forms.iter().copied().filter(|form| *form != &*entity.name && wanted(form));
        others.collect::<Vec<_>>().join("|")
    };
    let one_word = |form: &str| !form.contains(' ');
    let acronym = |form: &str| one_word(form) && form.chars().filter(|c| c.is_uppercase()).count() > 1;
    let cells = match entity.kind {
        // name, aliases, short, gender, country, offices, description
        Kind::Person => vec![joined(&|form| !one_word(form)), joined(&one_word), gender(entity).into()],
        // name, aliases, kind, country, region, population, latitude, longitude, geonames, wikidata
        Kind::Place => vec![joined(&|_| true)],
        // name, aliases, acronyms, kind, country, description
        Kind::Organisation => vec![joined(&|form| !acronym(form)), joined(&acronym)],
    };
    let width = match entity.kind {
        Kind::Person => 7,
        Kind::Place => 10,
        Kind::Organisation => 6,
    };
    let cells = std::iter::once(&*entity.name).chain(cells.iter().map(String::as_str));
    let cells = cells.chain(std::iter::repeat("")).take(width);
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let written = writer.write_record(cells).map_err(|error| error.to_string());
    let bytes = written.and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
    let bytes = bytes.map_err(|error| Error::new(Stage::Write, error))?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

fn gender(entity: &EntityCounts) -> &'static str {
    match entity.gender() {
        Some(Gender::Male) => "m",
        Some(Gender::Female) => "f",
        None => "",
    }
}
