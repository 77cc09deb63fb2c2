//! `errors.csv`: a row for each input that was skipped.

use super::table::{Definition, Table};
use crate::error::Error;

pub(super) const TABLE: Definition =
    Definition { file: "errors.csv", columns: &["path", "line", "stage", "message", "hint"] };

pub(super) fn add(table: &mut Table, error: &Error) -> Result<(), Error> {
    let path = error.path().map(|path| path.to_string_lossy());
    let row = table.row();
    row.maybe(path.as_deref()).maybe_shown(error.line_number()).text(error.stage().name());
    row.text(&error.message()).maybe(error.hint_text());
    table.end()
}
