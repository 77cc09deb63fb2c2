//! What can be wrong in a gazetteer file.

use super::load::Layout;
use crate::error::{Error, Stage};
use std::path::{Path, PathBuf};

/// Every fault in the gazetteer files at `paths` (files, or folders of CSV files).
pub fn check(paths: &[PathBuf]) -> Vec<Error> {
    let mut errors = Vec::new();
    let _ = files(paths, &mut errors);
    errors
}

/// The CSV files at `paths`, folders sorted by name.
pub(super) fn files(paths: &[PathBuf], errors: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries
                    .filter_map(Result::ok)
                    .map(|entry| entry.path())
                    .filter(|p| p.extension().is_some_and(|e| e == "csv"))
                    .collect();
                inside.sort();
                out.append(&mut inside);
            }
            Err(error) => errors.push(Error::new(Stage::Knowledge, error.to_string()).at(path)),
        }
    }
    out
}

pub(super) fn unknown_header(path: &Path, header: &csv::StringRecord) -> Error {
    Error::new(
        Stage::Knowledge,
        format!("no gazetteer layout has these columns: {}", header.iter().collect::<Vec<_>>().join(",")),
    )
    .at(path)
    .line(1)
}

pub(super) fn unreadable(path: &Path, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    Error::new(Stage::Knowledge, error.to_string()).at(path).line(line)
}

pub(super) fn row(_: &Path, _: u64, _: Layout, _: &csv::StringRecord, _: &csv::StringRecord, _: &mut Vec<Error>) {}
