//! FollowTheMoney: an entity a line as JSON, or OpenSanctions' simple table.

use super::entry::Entry;
use super::sink::Sink;
use super::{Choice, source};
use crate::document::Kind;
use crate::error::Error;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Entity {
    schema: String,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    properties: BTreeMap<String, Vec<serde_json::Value>>,
}

impl Entity {
    fn all<'a>(&'a self, property: &str) -> impl Iterator<Item = &'a str> {
        self.properties.get(property).into_iter().flatten().filter_map(serde_json::Value::as_str)
    }

    fn first(&self, property: &str) -> &str {
        self.all(property).next().unwrap_or("")
    }
}

/// The kind of a schema.
fn usual(schema: &str) -> Option<Kind> {
    match schema {
        "Person" => Some(Kind::Person),
        "Organization" | "Company" | "PublicBody" | "LegalEntity" => Some(Kind::Organisation),
        _ => None,
    }
}

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    for path in paths {
        if source::is_table(path) {
            table(path, choice, sink)?;
        } else {
            source::lines(path, |number, line| one(number, line, choice, sink))?;
        }
    }
    Ok(())
}

fn one(number: u64, line: &str, choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    if line.trim().is_empty() {
        return Ok(());
    }
    let Ok(entity) = serde_json::from_str::<Entity>(line) else {
        sink.leave("no entity as JSON", &format!("line {number}"));
        return Ok(());
    };
    let caption = entity.caption.as_deref().unwrap_or("");
    let Some(kind) = choice.types.get(&entity.schema).copied().or_else(|| usual(&entity.schema)) else {
        sink.leave(&format!("schema {}", entity.schema), caption);
        return Ok(());
    };
    for weak in entity.all("weakAlias") {
        sink.leave("a weak alias, which never stands for its entity alone", weak);
    }
    let mut names: Vec<String> = if caption.is_empty() { Vec::new() } else { vec![caption.to_owned()] };
    for property in ["name", "alias", "previousName"] {
        names.extend(entity.all(property).map(str::to_owned));
    }
    let country = [entity.first("country"), entity.first("nationality"), entity.first("jurisdiction")];
    let country = country.into_iter().find(|code| !code.is_empty()).unwrap_or("");
    let mut entry = Entry::new(kind, names).country(country).wikidata(entity.first("wikidataId"));
    entry.gender = gender(entity.first("gender"));
    entity.first("position").clone_into(&mut entry.description);
    sink.put(&entry)
}

fn gender(word: &str) -> &'static str {
    match word {
        "male" => "m",
        "female" => "f",
        _ => "",
    }
}

/// `targets.simple.csv`: several values in a cell stand between semicolons, quoted as in CSV.
fn table(path: &std::path::Path, choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    source::rows(path, |row| {
        let (schema, name) = (row.get("schema"), row.get("name"));
        let Some(kind) = choice.types.get(schema).copied().or_else(|| usual(schema)) else {
            sink.leave(&format!("schema {schema}"), name);
            return Ok(());
        };
        let names = std::iter::once(name.to_owned()).chain(values(row.get("aliases"))).collect();
        let country = values(row.get("countries")).into_iter().next().unwrap_or_default();
        sink.put(&Entry::new(kind, names).country(&country).wikidata(row.get("id")))
    })
}

fn values(cell: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(b';').flexible(true).from_reader(cell.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).filter(|v| !v.is_empty()).collect()
}
