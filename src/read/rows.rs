//! `Rows`: the rows of a table, one at a time, without ever holding one that is too long.
//!
//! Made on `csv_core`, the engine of `csv`, since the reader of `csv` itself holds a row of any length: a quotation mark
//! that is not closed would take the rest of the file into memory.

use super::source::Source;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{self, ErrorKind, Read};

/// The rows of a table.
pub(super) struct Rows {
    source: Source,
    parser: Reader,
    /// Whether the separator is to be known from the first line.
    guess: bool,
    limit: usize,
    input: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// The cells of the row, one after the other, and where each ends.
    output: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    count: usize,
    /// How many cells a row should have.
    width: usize,
    /// The line that the row begins on, and the line that reading has come to.
    line: u64,
    reached: u64,
    /// Whether the quotation marks of the row are odd in number: a quoted cell is open.
    open: bool,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Its cells can be read.
    Whole,
    /// Longer than the limit; its cells are gone.
    TooLong,
    /// Of more than [`Rows::CELLS`]; they are gone.
    TooWide,
    /// The file ended in a quoted cell.
    Unclosed,
}

impl Rows {
    /// More cells than any table has.
    pub(super) const CELLS: usize = 100_000;

    /// The rows of `source`, separated by `delimiter`, or by what the first line shows.
    pub(super) fn new(source: Source, limit: usize, delimiter: Option<u8>) -> Self {
        Self {
            source,
            parser: ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).build(),
            guess: delimiter.is_none(),
            limit,
            input: vec![0; 256 * 1024],
            start: 0,
            end: 0,
            ended: false,
            output: vec![0; 16 * 1024],
            ends: vec![0; 64],
            filled: 0,
            count: 0,
            width: 0,
            line: 1,
            reached: 1,
            open: false,
        }
    }

    /// The line that the row begins on, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Says how many cells a row should have.
    pub(super) fn expect(&mut self, width: usize) {
        self.width = width;
    }

    /// The cells of the row.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ends = self.ends.iter().take(self.count);
        starts.zip(ends).map(|(start, end)| self.output.get(*start..*end).unwrap_or_default())
    }

    /// The next row. After an error, there is none: a row that the error cuts is not given.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        self.skip_blank()?;
        (self.filled, self.count, self.open, self.line) = (0, 0, false, self.reached);
        let mut beyond = None;
        loop {
            if self.start == self.end {
                self.fill()?;
            }
            match self.step() {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record if beyond.is_some() => return Ok(beyond),
                ReadRecordResult::Record if self.filled > self.limit => return Ok(Some(Row::TooLong)),
                ReadRecordResult::Record if self.is_unclosed() => return Ok(Some(Row::Unclosed)),
                ReadRecordResult::Record => return Ok(Some(Row::Whole)),
            }
            if self.filled > self.limit || self.count > Self::CELLS {
                let row = if self.filled > self.limit { Row::TooLong } else { Row::TooWide };
                beyond.get_or_insert(row);
                (self.filled, self.count) = (0, 0);
            }
        }
    }

    /// Lets the parser take what it can.
    fn step(&mut self) -> ReadRecordResult {
        let input = self.input.get(self.start..self.end).unwrap_or_default();
        let output = self.output.get_mut(self.filled..).unwrap_or_default();
        let ends = self.ends.get_mut(self.count..).unwrap_or_default();
        let (result, taken, given, ended) = self.parser.read_record(input, output, ends);
        let input = input.get(..taken).unwrap_or_default();
        self.open ^= memchr::memchr_iter(b'"', input).count() % 2 == 1;
        self.reached += memchr::memchr_iter(b'\n', input).count() as u64;
        self.start += taken;
        self.filled += given;
        self.count += ended;
        result
    }

    /// Whether the file ended inside a quoted cell: a mark is open, and the cell took the line's end or other cells with it.
    fn is_unclosed(&self) -> bool {
        let took_end = self.output.get(..self.filled).is_some_and(|cells| cells.ends_with(b"\n"));
        self.open && self.ended && self.start == self.end && (self.count < self.width || took_end)
    }

    /// Passes over empty lines, so that a row's line is the one that its first cell stands on.
    fn skip_blank(&mut self) -> io::Result<()> {
        loop {
            if self.start == self.end && !self.fill()? {
                return Ok(());
            }
            match self.input.get(self.start) {
                Some(b'\n') => self.reached += 1,
                Some(b'\r') => {}
                _ => return Ok(()),
            }
            self.start += 1;
        }
    }

    /// Reads more; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        (self.start, self.end) = (0, 0);
        if self.ended {
            return Ok(false);
        }
        let read = loop {
            match self.source.read(&mut self.input) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.ended = !matches!(read, Ok(1..));
        self.end = read?;
        if self.guess {
            self.guess = false;
            let separator = separator(self.input.get(..self.end).unwrap_or_default());
            self.parser = ReaderBuilder::new().delimiter(separator).build();
        }
        Ok(self.end > 0)
    }
}

/// What separates the names of a header: the most frequent candidate outside quotation marks, else the comma.
fn separator(text: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => counts.iter_mut().filter(|(c, _)| c == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use super::separator;

    #[test]
    fn the_header_shows_what_separates() {
        assert_eq!(separator(b"id;title;text\n1,2,3,4"), b';');
        assert_eq!(separator(b"\"a;b;c;d\",title,text\n"), b',');
        assert_eq!(separator(b"id\ttext"), b'\t');
        assert_eq!(separator(b"text"), b',');
        assert_eq!(separator(b""), b',');
    }
}
