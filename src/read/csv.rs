//! Tables: a header, then one article a row.

use super::record::{Columns, Field, NoText, Record, textless, unknown};
use super::rows::{Row, Rows};
use super::source::{Source, too_long, unreadable};
use super::{Context, Format, Found, Open, Records, encoding, no_text};
use crate::error::{Error, Stage};

/// `.csv`, with commas or whatever else its header is separated by.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    endings: &["csv"],
    about: "a table with a header, one article a row",
    open: Open::Text(open_csv),
};

/// `.tsv`.
pub(super) const TSV: Format =
    Format { name: "tsv", endings: &["tsv", "tab"], about: "the same, separated by tabs", open: Open::Text(open_tsv) };

fn open_csv(source: Source, context: &Context) -> Records {
    Box::new(Table::new(Rows::new(source, context.limit, None), context))
}

fn open_tsv(source: Source, context: &Context) -> Records {
    Box::new(Table::new(Rows::new(source, context.limit, Some(b'\t')), context))
}

/// The articles of a table.
struct Table {
    rows: Rows,
    limit: usize,
    columns: Columns,
    /// What each column says; `None` before the header is read.
    header: Option<Vec<Option<(Field, u8)>>>,
    number: u64,
    ended: bool,
}

impl Table {
    fn new(rows: Rows, context: &Context) -> Self {
        Self { rows, limit: context.limit, columns: context.columns.clone(), header: None, number: 0, ended: false }
    }

    /// Reads the header.
    fn header(&mut self) -> Result<Vec<Option<(Field, u8)>>, Error> {
        match self.rows.next().map_err(|error| unreadable(&error))? {
            Some(Row::Whole) => {}
            Some(Row::TooLong) => return Err(too_long(self.limit).line(1)),
            Some(Row::TooWide) => return Err(too_wide().line(1)),
            Some(Row::Unclosed) | None => return Err(no_text()),
        }
        let cells: Result<Vec<_>, _> = self.rows.cells().map(encoding::decode_part).collect();
        let names: Vec<String> = cells?.into_iter().map(|name| name.trim().to_owned()).collect();
        self.rows.expect(names.len());
        let places: Vec<_> = names.iter().map(|name| self.columns.lookup(name)).collect();
        let has = |field: Field| places.iter().flatten().any(|(known, _)| *known == field);
        if let Some((field, given)) = self.columns.given().find(|(field, _)| !has(*field)) {
            return Err(unknown(field, given, &names).line(1));
        }
        if !has(Field::Text) {
            return Err(textless(&names).line(1));
        }
        Ok(places)
    }

    fn article(&self, places: &[Option<(Field, u8)>]) -> Result<Found, Error> {
        self.no_text_beyond(places)?;
        let mut record = Record::default();
        for (cell, place) in self.rows.cells().zip(places) {
            if let Some((field, rank)) = place {
                record.set(*field, *rank, encoding::decode_part(cell)?);
            }
        }
        let document = record.into_document_dated(&self.columns.dates).map_err(|reason| match reason {
            NoText::Empty => no_text(),
            NoText::Missing => {
                let (count, expected) = (self.rows.cells().count(), places.len());
                Error::new(Stage::Read, format!("no text: the row has {count} of {expected} cells"))
                    .hint("is a separator missing, or a quotation mark not closed?")
            }
        })?;
        Ok(Found::new(document, Some(self.number), Some(self.rows.line())))
    }

    /// Refuses a row whose text may go on in cells that have no column.
    fn no_text_beyond(&self, places: &[Option<(Field, u8)>]) -> Result<(), Error> {
        let is_last = places.last().is_some_and(|last| matches!(last, Some((Field::Text, _))));
        if !is_last || self.rows.cells().skip(places.len()).all(|cell| cell.trim_ascii().is_empty()) {
            return Ok(());
        }
        let (count, expected) = (self.rows.cells().count(), places.len());
        Err(Error::new(Stage::Read, format!("the row has {count} cells for {expected} columns: its text would be cut"))
            .hint("put a text that holds the separator between quotation marks"))
    }
}

impl Iterator for Table {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.header.is_none() {
            match self.header() {
                Ok(places) => self.header = Some(places),
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        let row = match self.rows.next() {
            Ok(row) => row,
            Err(error) => {
                self.ended = true;
                return Some(Err(unreadable(&error)));
            }
        };
        let Some(row) = row else {
            self.ended = true;
            return (self.number == 0)
                .then(|| Err(Error::new(Stage::Read, "no article: the table has a header and no rows")));
        };
        self.number += 1;
        let found = match row {
            Row::Whole => self.article(self.header.as_deref().unwrap_or_default()),
            Row::TooLong => {
                Err(too_long(self.limit).hint("raise it with --max-document, or close an open quotation mark"))
            }
            Row::TooWide => Err(too_wide()),
            Row::Unclosed => Err(Error::new(Stage::Read, "the file ends inside a quoted cell of this row")
                .hint("the file was cut off, or a quotation mark is missing")),
        };
        Some(found.map_err(|error| error.line(self.rows.line())))
    }
}

fn too_wide() -> Error {
    Error::new(Stage::Read, format!("a row of more than {} cells", Rows::CELLS)).hint("is it a table of articles?")
}
