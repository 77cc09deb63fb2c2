//! `Table`: one CSV file, written row by row.

use super::cell::Row;
use super::column::{Column, Reference};
use super::folder::Folder;
use crate::error::{Error, Stage};
use std::fs::File;
use std::io::BufWriter;
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

/// A table being written: UTF-8 without mark, commas, `\n`, quoted where needed (RFC 4180), a header always.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
    row: Row,
}

impl Table {
    /// The table with its header and no row yet.
    pub(super) fn create(folder: &Folder, definition: &Definition) -> Result<Self, Error> {
        let (path, file) = folder.file(definition.file)?;
        let writer = csv::WriterBuilder::new().from_writer(BufWriter::new(file));
        let mut table = Self { path, writer, row: Row::default() };
        for name in definition.header() {
            table.row.text(name);
        }
        table.end()?;
        Ok(table)
    }

    /// The row to fill; [`Self::end`] writes it.
    pub(super) fn row(&mut self) -> &mut Row {
        &mut self.row
    }

    /// Writes the row and begins the next.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        let written = self.writer.write_byte_record(&self.row.record);
        self.row.record.clear();
        written.map_err(|error| failed(&self.path, &error))
    }

    /// Writes what is still in memory.
    pub(super) fn close(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| failed(&self.path, &error))
    }
}

/// A file of the output that can't be written.
pub(super) fn failed(path: &std::path::Path, error: &dyn std::fmt::Display) -> Error {
    Error::new(Stage::Write, format!("can't be written: {error}")).at(path)
}
