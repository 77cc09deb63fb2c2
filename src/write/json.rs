//! What JSON asks of texts and attributes.

use super::attributes::Type;
use serde_json::Value;

/// A text as a JSON string.
pub(super) fn text(text: &str) -> String {
    Value::from(text).to_string()
}

/// Attributes as members of an object, each with a comma before it; what is missing is not written.
pub(super) fn members(attributes: &[(&str, Type)], values: &[Option<String>]) -> String {
    let mut members = String::new();
    for ((title, kind), value) in attributes.iter().zip(values) {
        let Some(value) = value else { continue };
        members.push_str(",\"");
        members.push_str(title);
        members.push_str("\":");
        match kind {
            Type::Text => members.push_str(&text(value)),
            Type::Whole | Type::Real => members.push_str(value),
        }
    }
    members
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
        let values = [Some("\"\u{1}\\".to_owned()), Some("2".to_owned()), None];
        assert_eq!(members(&attributes, &values), ",\"a\":\"\\\"\\u0001\\\\\",\"b\":2");
    }
}
