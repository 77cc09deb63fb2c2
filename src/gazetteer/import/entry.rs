//! `Entry`: an entity of a foreign list, as far as this program has columns for it.

use crate::document::Kind;

/// The columns of the table that is written, in their order.
pub(super) const COLUMNS: [&str; 16] = super::super::table::ANY;

/// An entity with its names as they stand in the list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The main name first.
    pub(super) names: Vec<String>,
    pub(super) gender: &'static str,
    /// Two capital letters, or nothing.
    pub(super) country: String,
    pub(super) description: String,
    /// Of a place: `country`, `city` … ; of a body: what it is.
    pub(super) sort: String,
    pub(super) region: String,
    pub(super) population: String,
    pub(super) latitude: String,
    pub(super) longitude: String,
    pub(super) geonames: String,
    pub(super) wikidata: String,
}

impl Entry {
    /// An entity of which nothing but its names is known.
    pub(super) fn new(kind: Kind, names: Vec<String>) -> Self {
        let sort = if kind == Kind::Place { "area" } else { "" };
        Self {
            kind,
            names,
            gender: "",
            country: String::new(),
            description: String::new(),
            sort: sort.to_owned(),
            region: String::new(),
            population: String::new(),
            latitude: String::new(),
            longitude: String::new(),
            geonames: String::new(),
            wikidata: String::new(),
        }
    }

    /// Sets the country, if the letters are a code.
    pub(super) fn country(mut self, code: &str) -> Self {
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.country = code.to_ascii_uppercase();
        }
        self
    }

    /// Sets the Wikidata item, if it is one; an address of one will do.
    pub(super) fn wikidata(mut self, item: &str) -> Self {
        let id = item.rsplit('/').next().unwrap_or("");
        if id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())) {
            id.clone_into(&mut self.wikidata);
        }
        self
    }
}

/// The kind that a word of many lists means: `PERSON`, `ORG`, `GPE`.
pub(super) fn usual(word: &str) -> Option<Kind> {
    Some(match word.to_ascii_lowercase().as_str() {
        "person" | "per" | "people" | "human" | "person_full" => Kind::Person,
        "org" | "organization" | "organisation" | "company" | "government" | "party" => Kind::Organisation,
        "gpe" | "loc" | "location" | "place" | "city" | "country" | "state_or_province" | "province" | "region"
        | "fac" => Kind::Place,
        _ => return None,
    })
}
