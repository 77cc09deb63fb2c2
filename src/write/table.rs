//! `Table`: one CSV file, written row by row.

use super::cell::Row;
use super::column::{Column, Reference};
use super::folder::Folder;
use super::weighed::Weighed;
use crate::error::Error;
use std::io::Write;
use std::path::PathBuf;

/// What a table is called and which columns it has. Columns may be added at the end; none is renamed or moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The name of its file.
    pub file: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The columns whose cells together differ in every row; empty where there are none.
    pub key: &'static [&'static str],
    /// The columns whose cells, where filled, are keys of other tables.
    pub references: &'static [Reference],
}

impl Definition {
    /// The cells of its header.
    pub fn header(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.name)
    }

    /// The name of its file without ending.
    pub fn name(&self) -> &'static str {
        self.file.trim_end_matches(".csv")
    }
}

/// Rows are kept until there are so many bytes of them.
const ENOUGH: usize = 256 * 1024;

/// A table being written: UTF-8 without mark, commas, `\n`, quoted where needed (RFC 4180), a header always.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    file: Weighed,
    row: Row,
}

impl Table {
    /// The table with its header and no row yet.
    pub(super) fn create(folder: &Folder, definition: &Definition) -> Result<Self, Error> {
        let (path, file) = folder.weighed(definition.file)?;
        let mut table = Self { path, file, row: Row::default() };
        for name in definition.header() {
            table.row.text(name);
        }
        table.end()?;
        Ok(table)
    }

    /// The row to fill; [`Self::end`] ends it.
    pub(super) fn row(&mut self) -> &mut Row {
        &mut self.row
    }

    /// Ends the row and begins the next.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        self.row.end();
        if self.row.bytes().len() < ENOUGH { Ok(()) } else { self.write() }
    }

    /// Adds rows that were made elsewhere.
    pub(super) fn append(&mut self, rows: &Row) -> Result<(), Error> {
        self.write()?;
        self.file.write_all(rows.bytes()).map_err(|error| failed(&self.path, &error))
    }

    /// Adds whole rows that stand elsewhere.
    pub(super) fn add(&mut self, rows: &str) -> Result<(), Error> {
        self.row.rows(rows);
        if self.row.bytes().len() < ENOUGH { Ok(()) } else { self.write() }
    }

    /// Writes what is still in memory.
    pub(super) fn close(mut self) -> Result<(), Error> {
        self.write()
    }

    fn write(&mut self) -> Result<(), Error> {
        let written = self.file.write_all(self.row.bytes());
        self.row.clear();
        written.map_err(|error| failed(&self.path, &error))
    }
}

/// A file of the output that can't be written.
pub(super) fn failed(path: &std::path::Path, error: &dyn std::fmt::Display) -> Error {
    Error::unwritten(path, error)
}
