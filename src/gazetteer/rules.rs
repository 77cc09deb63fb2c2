//! What can be wrong in a gazetteer file: every fault of every row, with its place and what would be right.

use super::table::{Layout, parse_office};
use crate::error::{Error, Stage};
use std::path::Path;

/// A row of a table of any entities that doesn't say what it is.
pub(super) fn no_type(path: &Path, line: u64, record: &csv::StringRecord) -> Error {
    let name = record.get(0).unwrap_or("");
    Error::new(Stage::Knowledge, format!("what is `{name}`?"))
        .at(path)
        .line(line)
        .column("type")
        .hint("the types are person, place, organisation")
}

pub(super) fn unknown_header(path: &Path, header: &csv::StringRecord) -> Error {
    let columns = header.iter().collect::<Vec<_>>().join(",");
    Error::new(Stage::Knowledge, format!("no gazetteer file has the columns `{columns}`"))
        .at(path)
        .line(1)
        .hint("any: name,type; people: name,aliases,short,gender,country,offices,description; organisations: name,aliases,acronyms,kind,country,description; places: name,aliases,kind,country,region,population")
}

pub(super) fn unreadable(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    Error::new(Stage::Knowledge, error.to_string()).at(path).line(line)
}

/// What the rows of one table must be, each by itself.
pub(super) struct Rules<'a> {
    path: &'a Path,
    header: &'a csv::StringRecord,
    /// For each layout that a row may have.
    of: Vec<LayoutRules>,
}

/// What the rows of one layout must be.
struct LayoutRules {
    layout: Layout,
    /// Where its first column stands, whose cell is never empty.
    first: usize,
    /// Where the cells stand that have a rule.
    cells: Vec<(usize, Rule)>,
}

/// What is wrong with a cell that isn't empty.
type Rule = fn(&str) -> Option<String>;

impl<'a> Rules<'a> {
    /// The rules for a table whose rows have some of these layouts.
    pub(super) fn new(path: &'a Path, header: &'a csv::StringRecord, layouts: impl Iterator<Item = Layout>) -> Self {
        let of = |layout: Layout| {
            let first = header.iter().position(|column| column == layout.columns()[0]).unwrap_or(0);
            let cells = header.iter().enumerate().filter_map(|(at, column)| Some((at, rule(layout, column)?)));
            LayoutRules { layout, first, cells: cells.collect() }
        };
        Self { path, header, of: layouts.map(of).collect() }
    }

    /// The faults of one row.
    pub(super) fn row(&self, line: u64, layout: Layout, record: &csv::StringRecord, errors: &mut Vec<Error>) {
        let Some(LayoutRules { first, cells, .. }) = self.of.iter().find(|held| held.layout == layout) else { return };
        let mut fault = |column: &str, message: String| {
            errors.push(Error::new(Stage::Knowledge, message).at(self.path).line(line).column(column));
        };
        if record.len() != self.header.len() {
            let (count, word) = (record.len(), if record.len() == 1 { "cell" } else { "cells" });
            return fault(layout.columns()[0], format!("{count} {word} instead of {}", self.header.len()));
        }
        if record.get(*first).is_none_or(|name| name.trim().is_empty()) {
            return fault(layout.columns()[0], "is empty".to_owned());
        }
        for (at, rule) in cells {
            let cell = record.get(*at).unwrap_or("");
            if let Some(message) = (!cell.is_empty()).then(|| rule(cell)).flatten() {
                fault(self.header.get(*at).unwrap_or(""), message);
            }
        }
    }
}

/// What the cells of a column must be.
fn rule(layout: Layout, column: &str) -> Option<Rule> {
    Some(match (layout, column) {
        (Layout::People, "gender") => |cell| one_of(cell, &["m", "f"]),
        (Layout::FirstNames, "gender") => |cell| one_of(cell, &["m", "f", "u"]),
        (Layout::FirstNames, "ordinary") => |cell| one_of(cell, &["y"]),
        (Layout::Surnames, "order") => |cell| one_of(cell, &["first"]),
        (Layout::Demonyms, "kind") => |cell| one_of(cell, &["adjective", "people", "person"]),
        (Layout::Places, "kind") => {
            |cell| one_of(cell, &["country", "territory", "region", "capital", "city", "area", "site"])
        }
        (_, "country") => |cell| {
            let fits = cell.len() == 2 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
            (!fits).then(|| format!("`{cell}` is no country code of two capital letters"))
        },
        (Layout::Places, "population") => {
            |cell| cell.parse::<u64>().err().map(|_| format!("`{cell}` is no whole number"))
        }
        (Layout::Places, "latitude" | "longitude") => {
            |cell| cell.parse::<f64>().err().map(|_| format!("`{cell}` is no number"))
        }
        (_, "wikidata") => |cell| {
            let digits = cell.strip_prefix('Q').unwrap_or("");
            let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            (!fits).then(|| format!("`{cell}` is no Wikidata id such as Q42"))
        },
        (Layout::People, "offices") => |cell| {
            let bad = cell.split('|').find(|office| parse_office(office).is_none())?;
            Some(format!("`{bad}` is not `role@WHERE:FROM-TO`, such as president@UA:2019-2024"))
        },
        _ => return None,
    })
}

fn one_of(cell: &str, allowed: &[&str]) -> Option<String> {
    (!allowed.contains(&cell)).then(|| format!("`{cell}` is none of {}", allowed.join(", ")))
}
