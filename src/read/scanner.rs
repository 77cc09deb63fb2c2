//! `Scanner`: the values of a JSON text, cut out one by one without being understood.

use super::source::Source;
use std::io::{self, ErrorKind, Read};

/// Walks over a JSON text.
pub(super) struct Scanner {
    source: Source,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    line: u64,
    ended: bool,
}

/// What became of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Whole,
    /// Longer than the limit; what was kept of it is its beginning.
    TooLong,
    /// The text ended in it.
    Cut,
}

/// Where the scan stands inside a value.
struct Within {
    /// Brackets that are open.
    depth: usize,
    string: bool,
    escaped: bool,
    /// Whether the value began: the next mark outside may end it.
    begun: bool,
}

impl Scanner {
    pub(super) fn new(source: Source) -> Self {
        Self { source, buffer: vec![0; 256 * 1024], start: 0, end: 0, line: 1, ended: false }
    }

    /// The line that the scan has come to, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next byte that is no white space; it stays.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.buffer.get(self.start..self.end).and_then(<[u8]>::first).copied() else {
                if self.fill()? {
                    continue;
                }
                return Ok(None);
            };
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.line += u64::from(byte == b'\n');
            self.start += 1;
        }
    }

    /// Leaves the byte that [`Scanner::peek`] gave.
    pub(super) fn skip(&mut self) {
        self.start = (self.start + 1).min(self.end);
    }

    /// Takes the value that begins here, or, with a `depth`, what remains of the brackets that are open; keeps its bytes
    /// in `into` as long as `into` is not longer than `limit`.
    pub(super) fn value(&mut self, into: &mut Vec<u8>, limit: usize, depth: usize) -> io::Result<Value> {
        let mut within = Within { depth, string: false, escaped: false, begun: depth > 0 };
        let mut too_long = false;
        loop {
            let chunk = self.buffer.get(self.start..self.end).unwrap_or_default();
            let (taken, over) = within.advance(chunk);
            let chunk = chunk.get(..taken).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', chunk).count() as u64;
            if into.len() + taken <= limit {
                into.extend_from_slice(chunk);
            } else {
                too_long = true;
            }
            self.start += taken;
            if over || !self.fill()? {
                let whole = over || (within.depth == 0 && !within.string);
                return Ok(match (whole, too_long) {
                    (_, true) => Value::TooLong,
                    (true, false) => Value::Whole,
                    (false, false) => Value::Cut,
                });
            }
        }
    }

    /// Reads more after all was taken; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended || self.start < self.end {
            return Ok(!self.ended);
        }
        let read = loop {
            match self.source.read(&mut self.buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.ended = !matches!(read, Ok(1..));
        (self.start, self.end) = (0, 0);
        self.end = read?;
        Ok(self.end > 0)
    }
}

impl Within {
    /// How many bytes of `chunk` belong to the value, and whether it is over then.
    fn advance(&mut self, chunk: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(byte) = chunk.get(at) {
            if self.string {
                at += self.advance_string(chunk.get(at..).unwrap_or_default());
                if !self.string && self.depth == 0 {
                    return (at, true);
                }
                continue;
            }
            match byte {
                b'"' | b'{' | b'[' if self.depth == 0 && self.begun => return (at, true),
                b'"' => self.string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' | b':' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                byte if byte.is_ascii_whitespace() && self.depth == 0 => return (at, true),
                _ => {}
            }
            self.begun = true;
            at += 1;
        }
        (at, false)
    }

    /// The same inside a string: up to and with its closing mark.
    fn advance_string(&mut self, chunk: &[u8]) -> usize {
        if self.escaped {
            self.escaped = false;
            return 1;
        }
        match memchr::memchr2(b'"', b'\\', chunk) {
            None => chunk.len(),
            Some(at) => {
                match chunk.get(at) {
                    Some(b'"') => self.string = false,
                    _ => self.escaped = true,
                }
                at + 1
            }
        }
    }
}
