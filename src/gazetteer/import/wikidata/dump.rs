//! A line of Wikidata's JSON dump: an item with labels, aliases and claims.

use super::super::Choice;
use super::super::entry::Entry;
use super::super::sink::Sink;
use super::{Items, kind_of};
use crate::error::Error;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::BTreeMap;

/// Properties: what an item is; its official and its short name.
const INSTANCE_OF: &str = "P31";
const NAMES: [&str; 2] = ["P1448", "P1813"];

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default)]
    labels: Value,
    #[serde(default)]
    aliases: Value,
    #[serde(default)]
    descriptions: Value,
    #[serde(default)]
    claims: Claims,
}

/// Claims by property; an empty set is written as a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Claims {
    Some(BTreeMap<String, Vec<Value>>),
    None(IgnoredAny),
}

impl Default for Claims {
    fn default() -> Self {
        Self::None(IgnoredAny)
    }
}

impl Claims {
    fn values<'a>(&'a self, property: &str) -> impl Iterator<Item = &'a Value> + Clone {
        let claims = match self {
            Self::Some(claims) => claims.get(property).map(Vec::as_slice),
            Self::None(_) => None,
        };
        claims.unwrap_or(&[]).iter().filter_map(|claim| claim.pointer("/mainsnak/datavalue/value"))
    }
}

pub(super) fn line(number: u64, line: &str, choice: &Choice, items: &mut Items, sink: &mut Sink) -> Result<(), Error> {
    let line = line.trim().trim_end_matches(',');
    if matches!(line, "" | "[" | "]") {
        return Ok(());
    }
    let Ok(item) = serde_json::from_str::<Item>(line) else {
        sink.leave("no item as JSON", &format!("line {number}"));
        return Ok(());
    };
    let english = |of: &Value| {
        of.pointer("/en/value").or_else(|| of.pointer("/mul/value")).and_then(Value::as_str).map(str::to_owned)
    };
    let Some(label) = english(&item.labels) else {
        sink.leave("no English label", &item.id);
        return Ok(());
    };
    let classes = item.claims.values(INSTANCE_OF).filter_map(|value| value["id"].as_str());
    let Some(kind) = kind_of(&classes, choice) else {
        let class = classes.clone().next().unwrap_or("nothing");
        sink.leave(&format!("an instance of {class}: say what it is with --as {class}=TYPE"), &label);
        return Ok(());
    };
    let aliases = item.aliases.get("en").and_then(Value::as_array).into_iter().flatten();
    let aliases = aliases.filter_map(|alias| alias["value"].as_str());
    let official = NAMES.iter().flat_map(|property| item.claims.values(property));
    let official = official.filter(|value| value["language"] == "en").filter_map(|value| value["text"].as_str());
    let names = std::iter::once(label.as_str()).chain(aliases).chain(official).map(str::to_owned).collect();
    let mut entry = Entry::new(kind, names).wikidata(&item.id);
    entry.description = english(&item.descriptions).unwrap_or_default();
    items.take(entry, sink)
}
