//! One JSON object to the article that it tells, without building a tree.

use super::record::{Columns, Field, NoText, Record, list, unknown};
use super::{Context, no_text};
use crate::document::Document;
use crate::error::{Error, Stage};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Reads the objects of one input.
pub(super) struct Objects {
    columns: Columns,
    /// The keys of the last object and what they say: the next object most often has the same, in the same order.
    keys: Vec<(String, Option<(Field, u8)>)>,
    /// How many of `keys` are the last object's.
    count: usize,
    /// The fields that some object had.
    met: [bool; 7],
}

impl Objects {
    /// Keys beyond so many are no longer looked up in the memory of the last object.
    const REMEMBERED: usize = 64;

    pub(super) fn new(context: &Context) -> Self {
        Self { columns: context.columns.clone(), keys: Vec::new(), count: 0, met: [false; 7] }
    }

    /// The article that the object `json` tells.
    ///
    /// # Errors
    ///
    /// When it isn't JSON, isn't one object, or has no text.
    pub(super) fn article(&mut self, json: &str) -> Result<Document, Error> {
        self.whole_article(json).or_else(|error| match without_halves(json) {
            Some(mended) => self.whole_article(&mended),
            None => Err(error),
        })
    }

    fn whole_article(&mut self, json: &str) -> Result<Document, Error> {
        self.count = 0;
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let record = Object(self).deserialize(&mut deserializer).map_err(|error| no_json(&error))?;
        deserializer.end().map_err(|error| no_json(&error))?;
        record.into_document_dated(&self.columns.dates).map_err(|reason| match reason {
            NoText::Missing => self.without_text(),
            NoText::Empty => no_text(),
        })
    }

    /// The options that named a field which no object had.
    pub(super) fn unmet(&self) -> Vec<Error> {
        let never = |field: Field| field != Field::Text && !self.met.get(field as usize).is_some_and(|met| *met);
        let keys = self.key_names();
        if keys.is_empty() {
            return Vec::new();
        }
        self.columns
            .given()
            .filter(|(field, _)| never(*field))
            .map(|(field, given)| unknown(field, given, &keys))
            .collect()
    }

    /// Whether the key `name` holds the text.
    pub(super) fn is_text(&self, name: &str) -> bool {
        matches!(self.columns.lookup(name), Some((Field::Text, _)))
    }

    fn without_text(&self) -> Error {
        let keys = self.key_names();
        if let Some((_, given)) = self.columns.given().find(|(field, _)| *field == Field::Text) {
            return unknown(Field::Text, given, &keys);
        }
        let message = if keys.is_empty() {
            "no text: the object is empty".into()
        } else {
            format!("no text: the fields are {}", list(&keys))
        };
        Error::new(Stage::Read, message).hint("name the field that holds the text with --text-column")
    }

    fn key_names(&self) -> Vec<String> {
        self.keys.iter().take(self.count).map(|(key, _)| key.clone()).collect()
    }

    /// What the key at `self.count` says.
    fn place(&mut self, key: &str) -> Option<(Field, u8)> {
        let at = self.count;
        self.count += 1;
        if let Some((_, place)) = self.keys.get(at).filter(|(known, _)| known == key) {
            return *place;
        }
        let place = self.columns.lookup(key);
        if let Some(met) = place.and_then(|(field, _)| self.met.get_mut(field as usize)) {
            *met = true;
        }
        match self.keys.get_mut(at) {
            Some(slot) => *slot = (key.to_owned(), place),
            None if at < Self::REMEMBERED => self.keys.push((key.to_owned(), place)),
            None => {}
        }
        place
    }
}

/// The same with `\ufffd` for each half of a character: programs that cut a text after so many UTF-16 units leave
/// `\ud83d` without its other half behind. `None` where there is none.
fn without_halves(json: &str) -> Option<String> {
    let unit = |at: usize| u16::from_str_radix(json.get(at..at + 6)?.strip_prefix("\\u")?, 16).ok();
    let (mut mended, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(next) = json.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        let escape = at + next;
        at = escape + 2;
        match unit(escape) {
            Some(0xD800..=0xDBFF) if matches!(unit(escape + 6), Some(0xDC00..=0xDFFF)) => at = escape + 12,
            Some(0xD800..=0xDFFF) => {
                at = escape + 6;
                mended.push_str(json.get(kept..escape)?);
                mended.push_str("\\ufffd");
                kept = at;
            }
            _ => {}
        }
    }
    mended.push_str(json.get(kept..)?);
    (kept > 0).then_some(mended)
}

fn no_json(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(&*text, |(reason, _)| reason);
    let message = match error.classify() {
        serde_json::error::Category::Data => format!("no article: {reason}"),
        _ => format!("not JSON: {reason} (column {})", error.column()),
    };
    Error::new(Stage::Read, message)
}

struct Object<'o>(&'o mut Objects);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of one article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        while let Some(place) = map.next_key_seed(Key(self.0))? {
            let Some((field, rank)) = place else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let cell = match field {
                Field::Id => id(map.next_value()?).map_err(A::Error::custom)?,
                Field::Text => map.next_value_seed(Cell { joint: "\n\n" })?,
                _ => map.next_value_seed(Cell { joint: ", " })?,
            };
            if let Some(cell) = cell {
                record.set(field, rank, cell);
            }
        }
        Ok(record)
    }
}

/// An id as it is written: a whole number may have more digits than any number of the machine.
fn id(written: &RawValue) -> serde_json::Result<Option<Cow<'_, str>>> {
    let written = written.get();
    if written.strip_prefix('-').unwrap_or(written).bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Some(Cow::Borrowed(written)));
    }
    Cell { joint: ", " }.deserialize(&mut serde_json::Deserializer::from_str(written))
}

struct Key<'o>(&'o mut Objects);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<(Field, u8)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<(Field, u8)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.place(key))
    }
}

/// A value as text: strings, numbers, lists of them, and the name of an object such as `{"id": 5, "name": "The Post"}`, or what
/// an export of MongoDB wraps: `{"$oid": "65f0"}`.
#[derive(Clone, Copy)]
struct Cell {
    /// What stands between the items of a list.
    joint: &'static str,
}

impl<'de> DeserializeSeed<'de> for Cell {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_owned())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(value.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut joined: Option<Cow<'de, str>> = None;
        while let Some(item) = items.next_element_seed(self)? {
            let Some(item) = item else { continue };
            match &mut joined {
                None => joined = Some(item),
                Some(joined) => {
                    let joined = joined.to_mut();
                    joined.push_str(self.joint);
                    joined.push_str(&item);
                }
            }
        }
        Ok(joined)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if matches!(&*key, "name" | "title" | "text" | "$oid" | "$date") && name.is_none() {
                name = map.next_value_seed(self)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}
