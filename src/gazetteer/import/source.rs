//! The lines and rows of a foreign list, compressed or not, read one by one.

use crate::error::{Error, Stage};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A longer line is no row of a list of names.
const LONGEST: u64 = 64 << 20;

/// Opens a file, unpacking `.gz` and `.zst`.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    let fault = |error: std::io::Error| Error::unread(Stage::Knowledge, path, &error);
    let file = File::open(path).map_err(fault)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    Ok(match ending {
        "gz" => Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(BufReader::new(file)))),
        "zst" => Box::new(BufReader::new(zstd::Decoder::new(file).map_err(fault)?)),
        _ => Box::new(BufReader::with_capacity(1 << 16, file)),
    })
}

/// Whether the name of a file says that it is a CSV table, compressed or not.
pub(super) fn is_table(path: &Path) -> bool {
    let ends = |path: &Path, wanted: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    let packed = ends(path, "gz") || ends(path, "zst");
    if packed { path.file_stem().is_some_and(|stem| ends(Path::new(stem), "csv")) } else { ends(path, "csv") }
}

/// Gives each line, without its end, with its number from 1; bytes that are no UTF-8 become U+FFFD.
pub(super) fn lines(path: &Path, mut each: impl FnMut(u64, &str) -> Result<(), Error>) -> Result<(), Error> {
    let mut source = open(path)?;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = source.by_ref().take(LONGEST).read_until(b'\n', &mut bytes);
        let fault = |message: String| Error::new(Stage::Knowledge, message).at(path).line(number);
        match read.map_err(|error| fault(format!("can't be read: {error}")))? as u64 {
            0 => break,
            LONGEST => return Err(fault(format!("the line has more than {} MiB", LONGEST >> 20))),
            _ => {}
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { &*text };
        each(number, text.trim_end_matches(['\n', '\r']))?;
    }
    Ok(())
}

/// A row of a table with a header.
pub(super) struct Row<'a> {
    pub(super) header: &'a csv::StringRecord,
    pub(super) record: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The cell in the column `name`; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.header.iter().position(|column| column == name).and_then(|at| self.record.get(at)).unwrap_or("").trim()
    }
}

/// Gives each row of a CSV file.
pub(super) fn rows(path: &Path, mut each: impl FnMut(&Row) -> Result<(), Error>) -> Result<(), Error> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(open(path)?);
    let fault = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Error::new(Stage::Knowledge, error.to_string()).at(path).line(line)
    };
    let mut header = reader.headers().map_err(fault)?.clone();
    if let Some(marked) = header.get(0).and_then(|first| first.strip_prefix('\u{feff}')) {
        header = std::iter::once(marked).chain(header.iter().skip(1)).collect();
    }
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(fault)? {
        each(&Row { header: &header, record: &record })?;
    }
    Ok(())
}
