//! Who owns a name: every row that has it, how it is matched, and what is near where nobody has it.

use super::alias::{Form, Use};
use super::respelling::skeletons;
use super::row::Sort;
use super::table::{Cells, Layout, Reader, SHIPPED};
use super::{Gazetteer, Replace};
use crate::document::Kind;
use crate::lexicon::{WordId, class};
use crate::pipeline::Knowledge;
use crate::token::fold_word;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// So many near names are given at most.
const NEAR: usize = 8;

/// What the gazetteer says of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The name asked for.
    pub name: String,
    /// The words under which it is matched.
    pub folded: String,
    /// Who has it, the likeliest first.
    pub owners: Vec<Owner>,
    /// What its words are besides: given names, family names, ordinary words.
    pub words: Vec<String>,
    /// Names that are like it, the likest first; empty where it has an owner.
    pub near: Vec<Near>,
}

/// An entity that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// Its id in the tables.
    pub entity: String,
    /// Its main name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its finer kind: `country`, `city`, `person` …
    pub sort: &'static str,
    /// Its country, as an ISO 3166 code; may be empty.
    pub country: String,
    /// Its inhabitants; 0 where they aren't told.
    pub population: u32,
    /// What its row says about it; may be empty.
    pub description: String,
    /// What the name is to it: `name`, `alias`, `acronym`, `short` or `demonym`.
    pub form: &'static str,
    /// File and line of its row.
    pub row: String,
    /// What the text must fulfil beside the words; may be empty.
    pub demands: Vec<&'static str>,
}

/// A name that is like the one asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// As the gazetteer writes it.
    pub written: String,
    /// The main name of its owner.
    pub name: String,
    /// File and line of its row.
    pub row: String,
    /// Letters to change; none where it has more words, or is another spelling of the same name.
    pub letters: Option<usize>,
}

/// Looks `name` up in `knowledge`; where nobody has it, what is near is sought in the tables that it was loaded from.
pub fn find(name: &str, knowledge: &Knowledge, paths: &[PathBuf], replace: Replace) -> Found {
    let (gazetteer, words) = (&knowledge.gazetteer, &knowledge.words);
    let parts: Vec<(String, WordId)> = super::alias::words_of(name, words);
    let ids: Vec<WordId> = parts.iter().map(|(_, word)| *word).collect();
    let mut owners: Vec<(Use, Owner)> =
        gazetteer.aliases.uses_of(&ids).into_iter().map(|form| (form, owner(gazetteer, form))).collect();
    if let [(_, word)] = parts[..]
        && let Some(row) = gazetteer.place_of_demonym(word)
    {
        let form =
            Use { row, form: Form::Demonym, lower: 0, caps: 0, upper: 0, mixed: 0, dotted: false, ordinary: false };
        owners.push((form, owner(gazetteer, form)));
    }
    owners.sort_by_key(|(form, _)| {
        let population = gazetteer.row(form.row).map_or(0, |row| row.population);
        (form.form == Form::Demonym, gazetteer.sort(form.row), std::cmp::Reverse(population), form.row, form.form)
    });
    owners.dedup_by_key(|(form, _)| form.row);
    let owners: Vec<Owner> = owners.into_iter().map(|(_, owner)| owner).collect();
    let near = if owners.is_empty() { near(name, paths, replace) } else { Vec::new() };
    let folded = parts.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(" ");
    let words = parts.iter().filter_map(|(key, word)| said_of(key, knowledge.words.classes(*word))).collect();
    Found { name: name.to_owned(), folded, owners, words, near }
}

fn owner(gazetteer: &Gazetteer, form: Use) -> Owner {
    let demands = [
        (form.upper != 0, "in capitals only"),
        (form.dotted, "with its period"),
        (form.ordinary, "also an ordinary word: needs a capital that only a name calls for"),
        (gazetteer.sort(form.row) == Sort::SmallCity, "a small place: needs surroundings that speak for it"),
    ];
    Owner {
        entity: gazetteer.id(form.row).to_owned(),
        name: gazetteer.name(form.row).to_owned(),
        kind: gazetteer.kind(form.row).unwrap_or(Kind::Place).name(),
        sort: gazetteer.sort(form.row).name(),
        country: gazetteer.country(form.row).to_owned(),
        population: gazetteer.row(form.row).map_or(0, |row| row.population),
        description: gazetteer.description(form.row).to_owned(),
        form: form.form.name(),
        row: gazetteer.place_of(form.row),
        demands: demands.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect(),
    }
}

/// `nice: an ordinary word`.
fn said_of(word: &str, classes: crate::lexicon::Classes) -> Option<String> {
    let said: Vec<&str> = [
        (class::FIRST_NAME, "a given name"),
        (class::SURNAME, "a family name"),
        (class::DEMONYM, "an adjective or people of a place"),
        (class::ORDINARY, "an ordinary word"),
    ]
    .into_iter()
    .filter(|(of, _)| classes.any(*of))
    .map(|(_, words)| words)
    .collect();
    (!said.is_empty()).then(|| format!("{word}: {}", said.join(", ")))
}

/// Names of the tables that are like `name`: with a letter or two changed, another spelling, or a longer name of these
/// words.
fn near(name: &str, paths: &[PathBuf], replace: Replace) -> Vec<Near> {
    let asked = Asked::new(name);
    let mut found: BTreeMap<(usize, usize, String), Near> = BTreeMap::new();
    let mut take = |file: &str, text: &str| {
        names(text, |line, main, written| {
            if let Some((rank, letters)) = asked.likeness(written) {
                let key = (rank, written.len(), format!("{written}\u{0}{file}:{line}"));
                let row = format!("{file}:{line}");
                found.insert(key, Near { written: written.to_owned(), name: main.to_owned(), row, letters });
                if found.len() > NEAR {
                    found.pop_last();
                }
            }
        });
    };
    if replace == Replace::No {
        for (name, text) in SHIPPED {
            take(&format!("gazetteer/{name}"), text);
        }
    }
    for table in super::compiled::tables(paths, &mut Vec::new()) {
        take(&table.path.display().to_string(), &table.text);
    }
    found.into_values().collect()
}

/// Every name in a table: the line, the main name of the row, and the name as it is written.
fn names(text: &str, mut each: impl FnMut(u64, &str, &str)) {
    let Ok(Reader { header, mut rows }) = Reader::new(text) else { return };
    let named = [Layout::People, Layout::Organisations, Layout::Places, Layout::Any];
    let Some(layout) = Layout::of(&header).filter(|layout| named.contains(layout)) else { return };
    let columns = layout.places(&header);
    let mut record = csv::StringRecord::new();
    while rows.read_record(&mut record).unwrap_or(false) {
        let line = record.position().map_or(0, csv::Position::line);
        let cells = Cells { record: &record, columns: &columns };
        for cell in layout.name_columns() {
            for written in cells.get(*cell).split('|').filter(|name| !name.is_empty()) {
                each(line, cells.get(0), written);
            }
        }
    }
}

/// The name asked for, prepared to be compared with many.
struct Asked {
    folded: String,
    words: Vec<String>,
    skeletons: Vec<u64>,
}

impl Asked {
    fn new(name: &str) -> Self {
        let words: Vec<String> = folded_words(name);
        Self { folded: words.join(" "), skeletons: skeletons(&name.split([' ', '-'])), words }
    }

    /// How like a name is, least first, and how many letters differ.
    fn likeness(&self, written: &str) -> Option<(usize, Option<usize>)> {
        let length = written.chars().count().abs_diff(self.folded.chars().count());
        let most = if self.folded.len() < 5 { 1 } else { 2 };
        let words = folded_words(written);
        if length <= most {
            let letters = strsim::osa_distance(&words.join(" "), &self.folded);
            if letters <= most {
                return Some((letters, Some(letters)));
            }
        }
        if skeletons(&written.split([' ', '-'])).iter().any(|skeleton| self.skeletons.contains(skeleton)) {
            return Some((1, None));
        }
        let holds = words.len() > self.words.len() && !self.words.is_empty();
        (holds && words.windows(self.words.len()).any(|window| window == self.words)).then_some((3, None))
    }
}

fn folded_words(name: &str) -> Vec<String> {
    name.split(|ch: char| ch.is_whitespace() || ch == '-').filter(|word| !word.is_empty()).map(fold_word).collect()
}
