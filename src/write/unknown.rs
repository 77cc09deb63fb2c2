//! `unknown.csv`: a row for each frequent name that the gazetteer doesn't hold.

use super::column::{text, whole};
use super::table::{Definition, Table};
use crate::document::{Gender, Kind};
use crate::error::{Error, Stage};
use crate::graph::{CoMentions, EntityCounts};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) const TABLE: Definition = Definition {
    file: "unknown.csv",
    description: "A row for each frequent name that the gazetteer does not hold.",
    columns: &[
        text("name", "The name."),
        text("type", "`person`, `place` or `organisation`, by its surroundings."),
        whole("documents", "Articles that name it."),
        whole("mentions", "Places where it is named."),
        text("example", "A sentence that names it."),
        text("row", "A row to paste into the gazetteer."),
    ],
    key: &[],
    references: &[],
};

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

/// The names worth a row, by articles, mentions (most first), then id. A lone name is an entity of its article alone: of a
/// place or an organisation it is the same name everywhere, a person's could be anybody's, and "National
/// Assembly" any country's: both are left out.
pub(super) fn frequent(counts: &CoMentions, frequent: Frequent) -> Vec<Cow<'_, EntityCounts>> {
    let enough = |entity: &EntityCounts| entity.documents >= frequent.documents || entity.mentions >= frequent.mentions;
    let mut entities: Vec<Cow<'_, EntityCounts>> = Vec::new();
    let mut lone: BTreeMap<&str, EntityCounts> = BTreeMap::new();
    for entity in counts.entities().into_iter().filter(|entity| entity.known.is_none()) {
        match entity.id.split_once('@') {
            None => entities.push(Cow::Borrowed(entity)),
            Some(_) if entity.kind == Kind::Person || entity.name.contains([' ', '-']) => {}
            Some((id, _)) => {
                if let Some(held) = lone.get_mut(id) {
                    held.merge(entity.clone());
                } else {
                    let mut whole = entity.clone();
                    whole.id = id.into();
                    lone.insert(id, whole);
                }
            }
        }
    }
    entities.extend(lone.into_values().map(Cow::Owned));
    entities.retain(|entity| enough(entity));
    entities.sort_by(|a, b| {
        let rank = |entity: &EntityCounts| Reverse((entity.documents, entity.mentions));
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    entities
}

pub(super) fn add(table: &mut Table, counts: &CoMentions, frequent: Frequent) -> Result<(), Error> {
    for entity in &self::frequent(counts, frequent) {
        let pasted = gazetteer_row(entity)?;
        let row = table.row();
        row.text(&entity.name).text(entity.kind.name()).whole(entity.documents).whole(entity.mentions);
        row.maybe(entity.witness.as_deref().map(|witness| &*witness.words)).text(&pasted);
        table.end()?;
    }
    Ok(())
}

/// A row for a table of any entities, with or without a header in front: the name, the type, other forms, for a person
/// the gender; country and description are for the reader to fill in.
pub(super) fn gazetteer_row(entity: &EntityCounts) -> Result<String, Error> {
    let forms: Vec<&str> = entity.forms_by_count().into_iter().map(|(form, _)| form).collect();
    let joined = |wanted: &dyn Fn(&str) -> bool| {
        let others = forms.iter().copied().filter(|form| *form != &*entity.name && wanted(form));
        others.collect::<Vec<_>>().join("|")
    };
    let one_word = |form: &str| !form.contains(' ');
    let acronym = |form: &str| one_word(form) && form.chars().filter(|c| c.is_uppercase()).count() > 1;
    // name, type, aliases, short, acronyms, gender, country, description
    let (aliases, short, acronyms) = match entity.kind {
        Kind::Person => (joined(&|form| !one_word(form)), joined(&one_word), String::new()),
        Kind::Place => (joined(&|_| true), String::new(), String::new()),
        Kind::Organisation => (joined(&|form| !acronym(form)), String::new(), joined(&acronym)),
    };
    let gender = if entity.kind == Kind::Person { gender(entity) } else { "" };
    let cells = [&*entity.name, entity.kind.name(), &aliases, &short, &acronyms, gender, "", ""];
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
