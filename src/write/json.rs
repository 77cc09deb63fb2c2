//! What JSON asks of texts and attributes.

use super::attributes::{Type, Value};
use super::put;
use std::io::{self, Write};

/// A text as a JSON string.
pub(super) fn text(text: &str) -> String {
    // A string can always be written.
    serde_json::to_string(text).unwrap_or_default()
}

/// Writes attributes as members of an object, each with a comma before it.
pub(super) fn write_members(out: &mut impl Write, attributes: &[(&str, Type)], values: &[Value<'_>]) -> io::Result<()> {
    for ((title, kind), value) in attributes.iter().zip(values) {
        let Some(value) = value else { continue };
        put(out, &[",\"", title, "\":"])?;
        match kind {
            Type::Text => serde_json::to_writer(&mut *out, &**value)?,
            Type::Whole | Type::Real => out.write_all(value.as_bytes())?,
        }
    }
    Ok(())
}

/// Items joined by a comma and a line break.
pub(super) struct Separator(bool);

impl Separator {
    pub(super) fn new() -> Self {
        Self(false)
    }

    /// What goes before the next item.
    pub(super) fn next(&mut self) -> &'static str {
        if std::mem::replace(&mut self.0, true) { ",\n" } else { "\n" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_numbers_are_not() {
        let attributes = [("a", Type::Text), ("b", Type::Whole), ("c", Type::Real)];
        let values = [Some("\"\u{1}\\".into()), Some("2".into()), None];
        let mut out = Vec::new();
        write_members(&mut out, &attributes, &values).unwrap();
        assert_eq!(out, br#","a":"\"\u0001\\","b":2"#);
    }
}
