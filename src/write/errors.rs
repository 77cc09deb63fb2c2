//! `errors.csv`: a row for each input that was skipped.

use super::column::{text, whole};
use super::table::{Definition, Table};
use crate::error::Error;

pub(super) const TABLE: Definition = Definition {
    file: "errors.csv",
    description: "A row for each input that was skipped.",
    columns: &[
        text("path", "The file or input."),
        whole("line", "The line there, from 1."),
        text("stage", "What failed: `read`, `analyse` or `write`."),
        text("message", "What is wrong and why."),
        text("hint", "What may help."),
    ],
    key: &[],
    references: &[],
};

pub(super) fn add(table: &mut Table, error: &Error) -> Result<(), Error> {
    let path = error.path().map(|path| path.to_string_lossy());
    let row = table.row();
    row.maybe(path.as_deref()).maybe_shown(error.line_number()).text(error.stage().name());
    row.text(&error.message()).maybe(error.hint_text());
    table.end()
}
