//! `Stored`: the rows of a table that is written already, for the formats made of tables.

use super::folder::Folder;
use super::table::{Definition, failed};
use crate::error::Error;
use csv::StringRecord;
use std::fs::File;
use std::path::PathBuf;

/// A table being read back.
#[derive(Debug)]
pub(super) struct Stored {
    path: PathBuf,
    reader: csv::Reader<File>,
}

impl Stored {
    /// The rows of a closed table, its header passed over.
    pub(super) fn open(folder: &Folder, definition: &Definition) -> Result<Self, Error> {
        let path = folder.named(definition.file);
        let reader = csv::Reader::from_path(folder.written(definition.file)).map_err(|error| failed(&path, &error))?;
        Ok(Self { path, reader })
    }

    /// Reads the next row into `record`; `false` at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<bool, Error> {
        self.reader.read_record(record).map_err(|error| failed(&self.path, &error))
    }
}

/// The position of a column, for [`StringRecord::get`].
pub(super) fn position(definition: &Definition, column: &str) -> usize {
    definition.header().position(|name| name == column).unwrap_or(usize::MAX)
}
