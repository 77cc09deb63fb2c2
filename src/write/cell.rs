//! What a cell may hold, and how cells become the bytes of a CSV file.

use super::bytes::{any, table};
use super::number::{Decimal, push_whole};
use std::borrow::Cow;
use std::fmt::{Display, Write};

/// Control characters and other line breaks become a space, and `\` becomes `⧵`: programs that open tables split rows
/// at the first and read the second as an escape. One character stays one character.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let replaced = |c: char| match c {
        '\\' => '⧵',
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    Cow::Owned(text.chars().map(replaced).collect())
}

/// Whether UTF-8 holds nothing that [`clean`] replaces.
fn is_clean(bytes: &[u8]) -> bool {
    let dirty = |at: usize| match bytes[at] {
        0xC2 => bytes[at + 1] < 0xA0,
        _ => bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0xA8 | 0xA9),
    };
    !bytes.iter().any(|&byte| byte < 0x20 || byte == 0x7F || byte == b'\\')
        && !memchr::memchr2_iter(0xC2, 0xE2, bytes).any(dirty)
}

/// A cell with such a byte must be quoted.
const QUOTED: u8 = 1;
/// A cell with such a byte may need cleaning.
const SUSPECT: u8 = 2;

/// What a byte does to its cell.
const fn effect(byte: u8) -> u8 {
    let quoted = (byte == b'"') as u8 | (byte == b',') as u8;
    let suspect = (byte < 0x20) as u8
        | (byte == 0x7F) as u8
        | (byte == b'\\') as u8
        | (byte == 0xC2) as u8
        | (byte == 0xE2) as u8;
    (quoted * QUOTED) | (suspect * SUSPECT)
}

/// The same for every byte.
const EFFECTS: [u8; 256] = table!(effect);

/// Rows in the making: cells are cleaned, quoted where needed (RFC 4180) and joined by commas on the way in.
#[derive(Debug, Default)]
pub(super) struct Row {
    bytes: Vec<u8>,
    within: bool,
    scratch: String,
}

impl Row {
    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.bytes.push(b'\n');
        self.within = false;
    }

    /// Ends some cells that belong to rows elsewhere; returns how many bytes there are.
    pub(super) fn pause(&mut self) -> usize {
        self.within = false;
        self.bytes.len()
    }

    /// Adds whole rows.
    pub(super) fn rows(&mut self, rows: &str) {
        self.bytes.extend_from_slice(rows.as_bytes());
    }

    /// All rows so far.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Forgets the rows and keeps the room.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.within = false;
    }

    /// Begins a cell.
    fn begin(&mut self) {
        if self.within {
            self.bytes.push(b',');
        }
        self.within = true;
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.begin();
        let effects = any(text.as_bytes(), effect, &EFFECTS);
        if effects == 0 {
            self.bytes.extend_from_slice(text.as_bytes());
            return self;
        }
        let clean = if effects & SUSPECT == 0 { Cow::Borrowed(text) } else { clean(text) };
        if effects & QUOTED == 0 {
            self.bytes.extend_from_slice(clean.as_bytes());
        } else {
            self.quoted(&clean);
        }
        self
    }

    /// A word of the program's own, in which nothing needs cleaning or quoting.
    pub(super) fn word(&mut self, word: &'static str) -> &mut Self {
        debug_assert_eq!(any(word.as_bytes(), effect, &EFFECTS), 0, "{word}");
        self.begin();
        self.bytes.extend_from_slice(word.as_bytes());
        self
    }

    fn quoted(&mut self, text: &str) {
        self.bytes.push(b'"');
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.bytes.extend_from_slice(b"\"\"");
            }
            self.bytes.extend_from_slice(part.as_bytes());
        }
        self.bytes.push(b'"');
    }

    /// A text where there is one.
    pub(super) fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        self.text(text.unwrap_or_default())
    }

    /// Texts joined by `|`; one within a text becomes `¦`.
    pub(super) fn list<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        let mut joined = std::mem::take(&mut self.scratch);
        joined.clear();
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                joined.push('|');
            }
            for (index, part) in text.split('|').enumerate() {
                joined.push_str(if index > 0 { "¦" } else { "" });
                joined.push_str(part);
            }
        }
        self.text(&joined);
        self.scratch = joined;
        self
    }

    /// Cells that another row holds already as bytes.
    pub(super) fn cells(&mut self, cells: &[u8]) -> &mut Self {
        self.begin();
        self.bytes.extend_from_slice(cells);
        self
    }

    /// A whole number.
    pub(super) fn whole(&mut self, value: impl Into<u64>) -> &mut Self {
        self.begin();
        push_whole(&mut self.bytes, value.into());
        self
    }

    /// A count.
    pub(super) fn count(&mut self, value: usize) -> &mut Self {
        self.whole(value as u64)
    }

    /// Stretches as `start-end`, joined by `|`.
    pub(super) fn stretches(&mut self, stretches: impl Iterator<Item = (u32, u32)>) -> &mut Self {
        self.begin();
        for (index, (start, end)) in stretches.enumerate() {
            if index > 0 {
                self.bytes.push(b'|');
            }
            push_whole(&mut self.bytes, start.into());
            self.bytes.push(b'-');
            push_whole(&mut self.bytes, end.into());
        }
        self
    }

    /// `c` and a number in 16 hexadecimal digits.
    pub(super) fn hash(&mut self, value: u64) -> &mut Self {
        self.begin();
        self.bytes.push(b'c');
        self.bytes.extend((0..16).rev().map(|place| b"0123456789abcdef"[(value >> (4 * place) & 15) as usize]));
        self
    }

    /// Anything whose spelling needs no cleaning and no quoting.
    pub(super) fn shown(&mut self, value: impl Display) -> &mut Self {
        self.scratch.clear();
        // Writing to a string can't fail.
        _ = write!(self.scratch, "{value}");
        self.begin();
        self.bytes.extend_from_slice(self.scratch.as_bytes());
        self
    }

    /// The same where there is one.
    pub(super) fn maybe_shown(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.shown(value),
            None => self.text(""),
        }
    }

    /// A number with as many decimals as `places`, always with a point and never `-0.0`.
    pub(super) fn decimal(&mut self, value: f64, places: usize) -> &mut Self {
        self.begin();
        Decimal(value, places).push(&mut self.bytes);
        self
    }

    /// The same where there is one.
    pub(super) fn maybe_decimal(&mut self, value: Option<f64>, places: usize) -> &mut Self {
        match value {
            Some(value) => self.decimal(value, places),
            None => self.text(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_hold_no_control_character_and_no_escape() {
        assert_eq!(clean("a\tb\nc\u{1}d\u{85}e\u{2028}f\\g"), "a b c d e f⧵g");
        assert_eq!(clean("=1+1 @x -y +z 'q' “é” 😀 \u{202e}"), "=1+1 @x -y +z 'q' “é” 😀 \u{202e}");
        assert!(matches!(clean("“Erdoğan” §"), Cow::Borrowed(_)));
    }

    #[test]
    fn lists_and_numbers_are_spelled_for_programs() {
        let mut row = Row::default();
        row.list(["a|b", "c"]).list([]).shown(3).stretches([(0, 11), (26, 36)].into_iter());
        row.whole(u64::MAX).count(0).decimal(0.955, 2).cells(b"x,y").end();
        assert_eq!(row.bytes(), "a¦b|c,,3,0-11|26-36,18446744073709551615,0,0.95,x,y\n".as_bytes());
    }

    proptest! {
        #[test]
        fn cells_are_read_back_as_they_were_cleaned(cells in prop::collection::vec("[\\PC\u{1}-\u{a0}\",\u{2027}-\u{202a}]{0,12}", 2..6)) {
            let mut row = Row::default();
            for cell in &cells {
                _ = row.text(cell);
            }
            row.end();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.bytes());
            let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read.len(), 1);
            let cleaned: Vec<_> = cells.iter().map(|cell| clean(cell)).collect();
            prop_assert_eq!(read[0].iter().collect::<Vec<_>>(), cleaned);
            let control = |c: char| c.is_control() || matches!(c, '\\' | '\u{2028}' | '\u{2029}');
            prop_assert!(!read[0].iter().any(|cell| cell.contains(control)));
        }
    }
}
