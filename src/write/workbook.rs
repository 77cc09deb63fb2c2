//! `whosaid.xlsx`: a workbook with a sheet for each table. Text is text there, whatever it begins with.

use super::column::{Column, Content};
use super::folder::Folder;
use super::stored::{Stored, position};
use super::table::{Definition, failed};
use super::{TABLES, documents, quotes};
use crate::error::Error;
use csv::StringRecord;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatUnderline, Url, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::io::{BufWriter, Write};

pub(super) const FILE: &str = "whosaid.xlsx";

/// Rows below the header that a sheet can hold.
const MOST_ROWS: u32 = 1_048_575;
/// UTF-16 units that a cell can hold.
const LONGEST_CELL: usize = 32_767;
/// Links that a sheet can hold.
const MOST_LINKS: usize = 65_530;
/// Characters that a link can hold.
const LONGEST_LINK: usize = 2_000;
/// What stands at the end of a cell that is cut.
const CUT: &str = " … [cut here: the whole is in the CSV file]";
/// The sheet that says what the others are, and what is not in them.
const ABOUT: &str = "about";

/// Writes the workbook from the tables.
pub(super) fn write(folder: &Folder) -> Result<(), Error> {
    let mut workbook = Workbook::new();
    // What does not fit in memory goes where the output goes, and away with it.
    workbook.set_tempdir(folder.written("")).map_err(|error| broken(folder, &error))?;
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| broken(folder, &error))?;
    workbook.set_properties(&DocProperties::new().set_author("whosaid").set_creation_datetime(&created));
    workbook.add_worksheet().set_name(ABOUT).map_err(|error| broken(folder, &error))?;
    let mut lines = Vec::new();
    for definition in TABLES {
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(|error| broken(folder, &error))?;
        lines.push(fill(folder, definition, sheet)?);
    }
    let (path, file) = folder.file(FILE)?;
    let mut out = BufWriter::new(file);
    workbook
        .worksheet_from_index(0)
        .and_then(|sheet| describe(sheet, &lines))
        .and_then(|()| workbook.save_to_writer(&mut out))
        .map_err(|error| failed(&path, &error))?;
    out.flush().map_err(|error| failed(&path, &error))
}

fn broken(folder: &Folder, error: &XlsxError) -> Error {
    failed(&folder.named(FILE), error)
}

/// What the first sheet says of another.
struct Line {
    definition: &'static Definition,
    rows: u64,
    notes: Vec<String>,
}

fn describe(sheet: &mut Worksheet, lines: &[Line]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, (title, width)) in
        (0..).zip([("sheet", 14.0), ("rows", 12.0), ("what a row is", 70.0), ("not shown", 90.0)])
    {
        sheet.write_string_with_format(0, column, title, &bold)?.set_column_width(column, width)?;
    }
    for (row, line) in (1..).zip(lines) {
        let name = line.definition.name();
        sheet.write_url_with_text(row, 0, Url::new(format!("internal:'{name}'!A1")), name)?;
        sheet.write_number(row, 1, line.rows as f64)?.write_string(row, 2, line.definition.description)?;
        sheet.write_string(row, 3, line.notes.join("; "))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Fills the sheet of a table.
fn fill(folder: &Folder, definition: &'static Definition, sheet: &mut Worksheet) -> Result<Line, Error> {
    let broken = |error: XlsxError| broken(folder, &error);
    head(sheet, definition).map_err(broken)?;
    let mut rows = Stored::open(folder, definition)?;
    let mut links = Links::open(folder, definition)?;
    let mut record = StringRecord::new();
    let (mut count, mut cut) = (0_u64, 0_u64);
    while rows.next(&mut record)? {
        count += 1;
        if count > u64::from(MOST_ROWS) {
            continue;
        }
        let link = links.of(&record)?;
        for (index, (column, cell)) in (0..).zip(definition.columns.iter().zip(&record)) {
            let place = (count as u32, index);
            let link = link.as_deref().filter(|_| usize::from(index) == links.column);
            cut += u64::from(write_cell(sheet, place, column, cell, link).map_err(broken)?);
        }
    }
    let last = (definition.columns.len() - 1) as u16;
    sheet.autofilter(0, 0, count.clamp(1, u64::from(MOST_ROWS)) as u32, last).map_err(broken)?;
    let mut notes = Vec::new();
    if count > u64::from(MOST_ROWS) {
        notes.push(format!("rows after the first {MOST_ROWS}: see {}", definition.file));
    }
    if cut > 0 {
        notes.push(format!(
            "the ends of cells longer than {LONGEST_CELL} characters, {cut} in all: see {}",
            definition.file
        ));
    }
    if links.left_out > 0 {
        notes.push(format!("links that a sheet can't hold, {} in all: see documents.csv", links.left_out));
    }
    Ok(Line { definition, rows: count, notes })
}

fn head(sheet: &mut Worksheet, definition: &Definition) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(definition.name())?.set_freeze_panes(1, 0)?;
    for (index, column) in (0..).zip(definition.columns) {
        sheet.set_column_width(index, width(column))?;
    }
    for (index, column) in (0..).zip(definition.columns) {
        sheet.write_string_with_format(0, index, column.name, &bold)?;
    }
    Ok(())
}

/// A width at which a column is read well, in characters.
fn width(column: &Column) -> f64 {
    match (column.content, column.name) {
        (_, "text" | "evidence" | "example" | "message") => 80.0,
        (_, "title" | "description" | "row" | "hint" | "forms" | "id") => 40.0,
        (Content::Text | Content::List, _) => 24.0,
        (Content::Date, _) => 12.0,
        (Content::Whole | Content::Real | Content::Flag, _) => 11.0,
    }
}

/// Writes a cell; `true` where it had to be cut.
fn write_cell(
    sheet: &mut Worksheet,
    (row, index): (u32, u16),
    column: &Column,
    cell: &str,
    link: Option<&str>,
) -> Result<bool, XlsxError> {
    if cell.is_empty() {
        return Ok(false);
    }
    if let (Content::Whole | Content::Real, Ok(number)) = (column.content, cell.parse::<f64>()) {
        sheet.write_number(row, index, number)?;
        return Ok(false);
    }
    if column.content == Content::Flag {
        sheet.write_boolean(row, index, cell == "true")?;
        return Ok(false);
    }
    let text = fitted(cell);
    if let Some(link) = link {
        let format = Format::new().set_font_color(Color::RGB(0x0005_63C1)).set_underline(FormatUnderline::Single);
        sheet.write_url_with_options(row, index, Url::new(link), &*text, "", Some(&format))?;
    } else {
        sheet.write_string(row, index, &*text)?;
    }
    Ok(text.len() != cell.len() && text.ends_with(CUT))
}

/// The text as a cell can hold it: no longer than allowed, without the two code points that XML forbids.
fn fitted(text: &str) -> Cow<'_, str> {
    let forbidden = |c| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text = if text.contains(forbidden) { Cow::Owned(text.replace(forbidden, " ")) } else { Cow::Borrowed(text) };
    if text.len() <= LONGEST_CELL || text.encode_utf16().count() <= LONGEST_CELL {
        return text;
    }
    let room = LONGEST_CELL - CUT.encode_utf16().count();
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= room
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push_str(CUT);
    Cow::Owned(cut)
}

/// The addresses that the cells of one column link to.
struct Links {
    /// The column with the links; none has this number where there are none.
    column: usize,
    documents: Option<Stored>,
    /// The row of `documents.csv` that was read last.
    document: StringRecord,
    /// For `documents.csv` itself, where its address stands.
    own: Option<usize>,
    made: usize,
    left_out: u64,
}

impl Links {
    /// Quotations link to their articles by the cell that names the article, articles by their address.
    fn open(folder: &Folder, definition: &Definition) -> Result<Self, Error> {
        let (column, documents, own) = if *definition == quotes::TABLE {
            (position(definition, "document"), Some(Stored::open(folder, &documents::TABLE)?), None)
        } else if *definition == documents::TABLE {
            (position(definition, "url"), None, Some(position(definition, "url")))
        } else {
            (usize::MAX, None, None)
        };
        Ok(Self { column, documents, document: StringRecord::new(), own, made: 0, left_out: 0 })
    }

    /// The address for a row. Quotations stand in the order of their articles, so both tables are read once.
    fn of(&mut self, row: &StringRecord) -> Result<Option<String>, Error> {
        let mut address = self.own.and_then(|own| row.get(own)).unwrap_or_default().to_owned();
        if let Some(documents) = &mut self.documents {
            let (id, url) = (position(&documents::TABLE, "document"), position(&documents::TABLE, "url"));
            while self.document.get(id) != row.get(self.column) && documents.next(&mut self.document)? {}
            self.document.get(url).unwrap_or_default().clone_into(&mut address);
        }
        let web = address.starts_with("http://") || address.starts_with("https://");
        if !web || address.chars().any(char::is_whitespace) {
            return Ok(None);
        }
        if self.made == MOST_LINKS || address.chars().count() > LONGEST_LINK {
            self.left_out += 1;
            return Ok(None);
        }
        self.made += 1;
        Ok(Some(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut_with_a_note_and_whole_ones_are_not() {
        let most = "x".repeat(LONGEST_CELL);
        assert_eq!(fitted(&most), most);
        let cut = fitted(&"😀".repeat(20_000)).into_owned();
        assert!(cut.encode_utf16().count() <= LONGEST_CELL && cut.ends_with(CUT), "{}", cut.len());
        assert_eq!(fitted("a\u{FFFE}b"), "a b");
    }
}
