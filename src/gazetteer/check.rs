//! `check`: every fault of lists of names at once, and what may surprise.

use super::Replace;
use super::concern::{Concerns, Owners, Part};
use super::decision::Decision;
use super::rules::{Rules, no_type, unknown_header, unreadable};
use super::table::{Cells, Layout, Places, Reader, SHIPPED};
use crate::error::{Error, Stage};
use crate::lexicon::{Language, Lexicon, Words};
use std::path::{Path, PathBuf};

/// What a check of lists of names finds.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many tables were read.
    pub tables: u64,
    /// How many rows they have in all, headers not counted.
    pub rows: u64,
    /// Bad rows: lists that hold any can't be used.
    pub errors: Vec<Error>,
    /// What may surprise.
    pub concerns: Concerns,
}

/// Every fault in the gazetteer files at `paths` (files, or folders of CSV files), and of what may surprise beside the
/// program's own lists (unless these stand in their stead) the count and the first `limit` of each kind.
pub fn check(paths: &[PathBuf], replace: Replace, limit: usize) -> Checked {
    let mut errors = Vec::new();
    let mut words = Words::new();
    if let Err(errors) = Lexicon::of(Language::default(), &mut words) {
        return Checked { errors, ..Checked::default() };
    }
    let mut owners = Owners::new(&words, limit);
    if replace == Replace::No {
        for (name, text) in SHIPPED {
            let path = Path::new("gazetteer").join(name);
            file(&path, text, Part::Known, &mut owners, &mut Vec::new());
        }
    }
    let (mut tables, mut rows) = (0, 0);
    for table in super::compiled::tables(paths, &mut errors) {
        tables += 1;
        rows += file(&table.path, &table.text, Part::Asked, &mut owners, &mut errors);
    }
    Checked { tables, rows, errors, concerns: owners.concerns }
}

/// Checks one table; how many rows it has.
fn file(path: &Path, text: &str, part: Part, owners: &mut Owners, errors: &mut Vec<Error>) -> u64 {
    let Reader { header, mut rows } = match Reader::new(text) {
        Ok(reader) => reader,
        Err(error) => {
            errors.push(unreadable(path, &error));
            return 0;
        }
    };
    let Some(layout) = Layout::of(&header) else {
        errors.push(unknown_header(path, &header));
        return 0;
    };
    columns(path, layout, &header, errors);
    owners.file(path);
    let places = Places::new(layout, &header);
    let rules = Rules::new(path, &header, places.layouts());
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    loop {
        match rows.read_record(&mut record) {
            Ok(false) => return count,
            Ok(true) => {}
            Err(error) => {
                errors.push(unreadable(path, &error));
                continue;
            }
        }
        count += 1;
        let line = record.position().map_or(0, csv::Position::line);
        let Some((layout, columns)) = places.of(&record) else {
            errors.push(no_type(path, line, &record));
            continue;
        };
        let cells = Cells { record: &record, columns };
        if layout == Layout::Decisions {
            Decision::read([cells.get(0), cells.get(1), cells.get(2)], (0, path, line), errors);
            continue;
        }
        if part == Part::Asked {
            rules.row(line, layout, &record, errors);
        }
        owners.row(line, layout, &cells, part);
    }
}

fn columns(path: &Path, layout: Layout, header: &csv::StringRecord, errors: &mut Vec<Error>) {
    for column in header.iter().filter(|column| !layout.columns().contains(column)) {
        let known = layout.columns().join(", ");
        errors.push(
            Error::new(Stage::Knowledge, format!("unknown column `{column}`"))
                .at(path)
                .line(1)
                .hint(format!("the columns are {known}")),
        );
    }
}
