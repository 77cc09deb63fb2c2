//! Results of Wikidata's query service: a table, or JSON with a list of bindings, read binding by binding.

use super::super::entry::Entry;
use super::super::sink::Sink;
use super::super::{Choice, source};
use super::{Items, id, kind_of};
use crate::error::{Error, Stage};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// A row: the value of each variable.
type Binding = BTreeMap<String, String>;

#[derive(serde::Deserialize)]
struct Value {
    value: String,
}

pub(super) fn table(path: &Path, choice: &Choice, items: &mut Items, sink: &mut Sink) -> Result<(), Error> {
    source::rows(path, |row| {
        let binding =
            row.header.iter().zip(row.record).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
        take(&binding, choice, items, sink)
    })
}

pub(super) fn json(path: &Path, choice: &Choice, items: &mut Items, sink: &mut Sink) -> Result<(), Error> {
    let mut failed = None;
    let mut each = |binding: Binding| {
        if failed.is_none() {
            failed = take(&binding, choice, items, sink).err();
        }
    };
    let mut deserializer = serde_json::Deserializer::from_reader(source::open(path)?);
    let read = Part(&mut each, &["results", "bindings"]).deserialize(&mut deserializer);
    if let Some(error) = failed {
        return Err(error);
    }
    read.map_err(|error| Error::new(Stage::Knowledge, error.to_string()).at(path).line(error.line() as u64))
}

/// Takes over a row. The item is the variable whose values are items; its names are `…Label`, `name` or `label`, its
/// further ones `…AltLabel`, `aliases` or `alias`; what it is stands in `type`, `class` or `instance`.
fn take(binding: &Binding, choice: &Choice, items: &mut Items, sink: &mut Sink) -> Result<(), Error> {
    let get = |names: &[&str]| names.iter().find_map(|name| binding.get(*name)).map_or("", String::as_str);
    let is_item = |value: &str| {
        id(value).strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let usual = ["item", "person", "place", "organisation", "organization", "entity"];
    let subject = usual.into_iter().find(|name| binding.get(*name).is_some_and(|value| is_item(value)));
    let subject = subject.or_else(|| {
        binding
            .iter()
            .find(|(name, value)| is_item(value) && binding.contains_key(&format!("{name}Label")))
            .map(|(name, _)| name.as_str())
    });
    let subject = subject.unwrap_or("item");
    let [label, further, says] = ["Label", "AltLabel", "Description"].map(|end| format!("{subject}{end}"));
    let name = get(&[&label, "name", "label"]);
    let item = get(&[subject]);
    if name.is_empty() || is_item(name) {
        sink.leave("no label", item);
        return Ok(());
    }
    let classes = ["type", "class", "instance", "typeLabel", "classLabel", "instanceLabel"];
    let classes =
        classes.iter().filter_map(|name| binding.get(*name)).map(String::as_str).filter(|value| !value.is_empty());
    let Some(kind) = kind_of(&classes, choice) else {
        let reason = match classes.clone().next() {
            Some(class) => format!("an instance of {0}: say what it is with --as {0}=TYPE", id(class)),
            None => "no type: give --type, or a variable `type` in the query".to_owned(),
        };
        sink.leave(&reason, name);
        return Ok(());
    };
    let aliases = get(&[&further, "aliases", "alias"]);
    let aliases =
        if aliases.contains('|') { aliases.split('|').collect() } else { aliases.split(", ").collect::<Vec<_>>() };
    let aliases = aliases.into_iter().map(str::trim).filter(|alias| !alias.is_empty());
    let names = std::iter::once(name).chain(aliases).map(str::to_owned).collect();
    let mut entry = Entry::new(kind, names).country(get(&["countryCode", "iso", "country"])).wikidata(item);
    entry.gender = match get(&["genderLabel", "gender"]) {
        "male" => "m",
        "female" => "f",
        _ => "",
    };
    get(&[&says, "description"]).clone_into(&mut entry.description);
    items.take(entry, sink)
}

/// A way into an object, and at its end a list whose members are given away one by one.
struct Part<'a>(&'a mut dyn FnMut(Binding), &'a [&'a str]);

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.1.is_empty() { deserializer.deserialize_seq(self) } else { deserializer.deserialize_map(self) }
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "the result of a query, with results.bindings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == self.1[0] {
                map.next_value_seed(Part(self.0, &self.1[1..]))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(binding) = seq.next_element::<BTreeMap<String, Value>>()? {
            self.0(binding.into_iter().map(|(name, value)| (name, value.value)).collect());
        }
        Ok(())
    }
}
