//! Parquet: a table in columns, one article a row; only the columns that say something of an article are read.

use super::record::{Columns, Dates, Field, Record, textless, unknown};
use super::source::too_long;
use super::{Context, Format, Found, Open, Records, Whole, no_text};
use crate::error::{Error, Stage};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Cell;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// `.parquet`.
pub(super) const FORMAT: Format = Format {
    name: "parquet",
    endings: &["parquet", "pq"],
    about: "a Parquet table, one article a row",
    open: Open::File(open),
};

fn open(whole: Whole, context: &Context) -> Result<Records, Error> {
    // The table is foreign bytes to a large reader: a bug of that is an error of this input, not the end of the run.
    catch_unwind(AssertUnwindSafe(|| Table::open(whole, context)))
        .unwrap_or_else(|_| Err(damaged("a bug of the reader")))
        .map(|table| Box::new(table) as Records)
}

fn damaged(error: &str) -> Error {
    Error::new(Stage::Read, format!("the Parquet table can't be read: {error}")).hint("copy or write it again")
}

/// The articles of a table.
struct Table {
    rows: RowIter<'static>,
    /// What each column read says.
    places: Vec<Option<(Field, u8)>>,
    dates: Dates,
    limit: usize,
    number: u64,
    ended: bool,
}

impl Table {
    fn open(whole: Whole, context: &Context) -> Result<Self, Error> {
        let wrong = |error: ParquetError| damaged(&error.to_string());
        let bytes = whole.file.metadata().map(|metadata| metadata.len()).unwrap_or_default();
        whole.taken.fetch_add(bytes, Ordering::Relaxed);
        let reader = SerializedFileReader::new(whole.file).map_err(wrong)?;
        let metadata = reader.metadata();
        let expanded: u64 =
            metadata.row_groups().iter().map(|group| group.total_byte_size().max(0).cast_unsigned()).sum();
        if expanded > context.max_expanded {
            let message =
                format!("expands to more than {} bytes, the limit for one compressed file", context.max_expanded);
            let hint = "if the file is to be trusted, raise the limit with --max-expanded";
            return Err(Error::new(Stage::Read, message).hint(hint));
        }
        let schema = metadata.file_metadata().schema();
        let names: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
        let (fields, places) = chosen(schema, &context.columns, &names)?;
        let group = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(wrong)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(group)).map_err(wrong)?;
        let dates = context.columns.dates.clone();
        Ok(Self { rows, places, dates, limit: context.limit, number: 0, ended: false })
    }

    fn article(&mut self) -> Option<Result<Found, Error>> {
        let row = match self.rows.next()? {
            Ok(row) => row,
            Err(error) => {
                self.ended = true;
                return Some(Err(damaged(&error.to_string())));
            }
        };
        self.number += 1;
        let mut record = Record::default();
        let mut bytes = 0;
        for ((_, cell), place) in row.get_column_iter().zip(&self.places) {
            if let Some(((field, rank), cell)) = place.zip(spelled(cell)) {
                bytes += cell.len();
                record.set(field, rank, cell.into());
            }
        }
        if bytes > self.limit {
            return Some(Err(too_long(self.limit).line(self.number)));
        }
        let document = record.into_document_dated(&self.dates).map_err(|_| no_text().line(self.number));
        Some(document.map(|document| Found::new(document, Some(self.number), Some(self.number))))
    }
}

impl Iterator for Table {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = catch_unwind(AssertUnwindSafe(|| self.article())).unwrap_or_else(|_| {
            self.ended = true;
            Some(Err(damaged("a bug of the reader")))
        });
        if found.is_none() && self.number == 0 {
            self.ended = true;
            return Some(Err(Error::new(Stage::Read, "no article: the table has no rows")));
        }
        found
    }
}

/// Fields of a schema, and what each says.
type Chosen = (Vec<Arc<Type>>, Vec<Option<(Field, u8)>>);

/// The columns that say something of an article.
fn chosen(schema: &Type, columns: &Columns, names: &[String]) -> Result<Chosen, Error> {
    let places = names.iter().map(|name| columns.lookup(name));
    let (fields, places): Chosen =
        schema.get_fields().iter().cloned().zip(places).filter(|(_, place)| place.is_some()).unzip();
    let has = |field: Field| places.iter().flatten().any(|(known, _)| *known == field);
    if let Some((field, given)) = columns.given().find(|(field, _)| !has(*field)) {
        return Err(unknown(field, given, names));
    }
    if has(Field::Text) { Ok((fields, places)) } else { Err(textless(names)) }
}

/// What a cell says, as text.
fn spelled(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Str(text) => Some(text.clone()),
        Cell::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Cell::ListInternal(items) => {
            let items: Vec<String> = items.elements().iter().filter_map(spelled).collect();
            (!items.is_empty()).then(|| items.join(", "))
        }
        // Dates and times come as they are written: 2022-03-28 10:00:00 +00:00.
        other => Some(other.to_string()),
    }
}
