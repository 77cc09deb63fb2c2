//! The lines and rows of a foreign list, compressed or not, read one by one.

use crate::error::{Error, Stage};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A longer line, or row, is none of a list of names.
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

/// A file of which no more than [`LONGEST`] is read for one row: the reader of `csv` holds a row of any length, and a
/// quotation mark that is not closed would take the rest of the file into memory.
struct ByRow<'a> {
    source: Box<dyn BufRead>,
    /// Bytes read since the row began.
    read: &'a Cell<u64>,
}

impl Read for ByRow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read.get() > LONGEST {
            return Err(io::Error::other(format!("the row has more than {} MiB", LONGEST >> 20)));
        }
        let read = self.source.read(into)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Gives each row of a CSV file.
pub(super) fn rows(path: &Path, mut each: impl FnMut(&Row) -> Result<(), Error>) -> Result<(), Error> {
    let read = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(ByRow { source: open(path)?, read: &read });
    let fault = |error: csv::Error, line: u64| {
        let line = error.position().map_or(line, csv::Position::line);
        let message = match error.kind() {
            csv::ErrorKind::Io(error) => format!("can't be read: {error}"),
            _ => error.to_string(),
        };
        let error = Error::new(Stage::Knowledge, message).at(path).line(line);
        if read.get() > LONGEST { error.hint("a quotation mark that opens there may have no end") } else { error }
    };
    let mut header = reader.headers().map_err(|error| fault(error, 1))?.clone();
    if let Some(marked) = header.get(0).and_then(|first| first.strip_prefix('\u{feff}')) {
        header = std::iter::once(marked).chain(header.iter().skip(1)).collect();
    }
    let mut record = csv::StringRecord::new();
    loop {
        read.set(0);
        let line = reader.position().line();
        if !reader.read_record(&mut record).map_err(|error| fault(error, line))? {
            return Ok(());
        }
        each(&Row { header: &header, record: &record })?;
    }
}
