//! Articles from the paths of the command line.

use crate::args::Columns;
use std::path::PathBuf;
use whosaid::Error;
use whosaid::read::{self, DateOrder, Format, Options, Reader};

/// Prepares to read `paths` with what the arguments say of them.
pub(crate) fn open(paths: &[PathBuf], columns: &Columns) -> Result<Reader, Vec<Error>> {
    let default = Options::default();
    let options = Options {
        text_column: columns.text_column.clone(),
        title_column: columns.title_column.clone(),
        date_column: columns.date_column.clone(),
        date_order: columns.date_order,
        outlet_column: columns.outlet_column.clone(),
        url_column: columns.url_column.clone(),
        id_column: columns.id_column.clone(),
        author_column: columns.author_column.clone(),
        format: columns.format,
        max_document: columns.max_document.map_or(default.max_document, |mebibytes| mebibytes.saturating_mul(1 << 20)),
        max_expanded: columns.max_expanded.map_or(default.max_expanded, |mebibytes| mebibytes.saturating_mul(1 << 20)),
    };
    read::open(paths, &options)
}

/// The order of that name, for the command line.
pub(crate) fn date_order(name: &str) -> Result<DateOrder, String> {
    match name {
        "dmy" => Ok(DateOrder::DayFirst),
        "mdy" => Ok(DateOrder::MonthFirst),
        _ => Err("the orders are dmy and mdy".to_owned()),
    }
}

/// The format of that name, for the command line.
pub(crate) fn format(name: &str) -> Result<Format, String> {
    let known = || read::FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    Format::named(name).ok_or_else(|| format!("the formats are {}", known()))
}
