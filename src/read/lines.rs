//! `Lines`: the lines of a source, one at a time, without ever holding one that is too long.

use super::source::Source;
use std::io::{self, ErrorKind, Read};

/// The lines of a source.
pub(super) struct Lines {
    source: Source,
    buffer: Vec<u8>,
    /// What is read and not yet given: `buffer[start..end]`.
    start: usize,
    end: usize,
    limit: usize,
    number: u64,
    ended: bool,
}

/// A line without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Whole(&'a [u8]),
    /// Longer than the limit; its bytes are gone.
    TooLong,
}

impl Lines {
    pub(super) fn new(source: Source, limit: usize) -> Self {
        Self { source, buffer: vec![0; 256 * 1024], start: 0, end: 0, limit, number: 0, ended: false }
    }

    /// The number of the line that [`Lines::next`] gave last, counted from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next line. After an error, there is none: a line that the error cuts is not given.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let mut scanned = 0;
        let mut too_long = false;
        loop {
            let waiting = self.buffer.get(self.start..self.end).unwrap_or_default();
            let found = waiting.get(scanned..).and_then(|fresh| memchr::memchr(b'\n', fresh));
            if let Some(length) = found.map(|at| scanned + at) {
                return Ok(Some(self.give(length, 1, too_long)));
            }
            scanned = waiting.len();
            if scanned > self.limit {
                too_long = true;
                self.start = self.end;
                scanned = 0;
            }
            if !self.fill()? {
                let more = scanned > 0 || too_long;
                return Ok(more.then(|| self.give(scanned, 0, too_long)));
            }
        }
    }

    fn give(&mut self, length: usize, end: usize, too_long: bool) -> Line<'_> {
        let start = self.start;
        self.start += length + end;
        self.number += 1;
        match self.buffer.get(start..start + length) {
            Some(line) if !too_long && length <= self.limit => Line::Whole(line.strip_suffix(b"\r").unwrap_or(line)),
            _ => Line::TooLong,
        }
    }

    /// Reads more; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = loop {
            match self.source.read(self.buffer.get_mut(self.end..).unwrap_or_default()) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.ended = !matches!(read, Ok(1..));
        if read.is_err() {
            self.start = self.end;
        }
        let read = read?;
        self.end += read;
        Ok(read > 0)
    }
}
