//! What a cell may hold, and how numbers are spelled in it.

use csv::ByteRecord;
use std::borrow::Cow;
use std::fmt::{Display, Write};

/// Control characters and other line breaks become a space, and `\` becomes `⧵`: programs that open tables split rows
/// at the first and read the second as an escape. One character stays one character.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control() && byte != b'\\') {
        return Cow::Borrowed(text);
    }
    let replacement = |c: char| match c {
        '\\' => Some('⧵'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        _ => None,
    };
    if text.chars().all(|c| replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

/// A row in the making: its cells are cleaned on the way in.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) record: ByteRecord,
    scratch: String,
}

impl Row {
    /// A text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.record.push_field(clean(text).as_bytes());
        self
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
            joined.extend(text.chars().map(|c| if c == '|' { '¦' } else { c }));
        }
        self.text(&joined);
        self.scratch = joined;
        self
    }

    /// A whole number, or anything else whose spelling needs no cleaning.
    pub(super) fn shown(&mut self, value: impl Display) -> &mut Self {
        self.scratch.clear();
        // Writing to a string can't fail.
        _ = write!(self.scratch, "{value}");
        self.record.push_field(self.scratch.as_bytes());
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
        self.shown(Decimal(value, places))
    }

    /// The same where there is one.
    pub(super) fn maybe_decimal(&mut self, value: Option<f64>, places: usize) -> &mut Self {
        self.maybe_shown(value.map(|value| Decimal(value, places)))
    }
}

/// A number with a fixed number of decimals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal(pub(super) f64, pub(super) usize);

impl Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let spelled = format!("{:.*}", self.1, self.0);
        let zero = spelled.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        f.write_str(if zero { spelled.trim_start_matches('-') } else { &spelled })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_no_control_character_and_no_escape() {
        assert_eq!(clean("a\tb\nc\u{1}d\u{85}e\u{2028}f\\g"), "a b c d e f⧵g");
        assert_eq!(clean("=1+1 @x -y +z 'q' “é” 😀 \u{202e}"), "=1+1 @x -y +z 'q' “é” 😀 \u{202e}");
        assert!(matches!(clean("Erdoğan"), Cow::Borrowed(_)));
    }

    #[test]
    fn decimals_have_a_point_and_no_negative_zero() {
        assert_eq!(Decimal(1.0, 4).to_string(), "1.0000");
        assert_eq!(Decimal(-0.000_01, 4).to_string(), "0.0000");
        assert_eq!(Decimal(-0.5, 1).to_string(), "-0.5");
    }

    #[test]
    fn a_bar_within_a_list_is_kept_apart() {
        let mut row = Row::default();
        row.list(["a|b", "c"]).list([]).shown(3);
        assert_eq!(row.record, vec!["a¦b|c", "", "3"]);
    }
}
