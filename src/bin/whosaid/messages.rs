//! Messages on standard error.

use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::Write;
use whosaid::Error;

const BAD: Style = AnsiColor::Red.on_default().bold();
const ADVICE: Style = AnsiColor::Cyan.on_default();

/// Each error, with its advice below; advice that the next one gives too stands below the last of them.
pub(crate) fn errors(errors: &[Error]) {
    for (at, error) in errors.iter().enumerate() {
        head(error);
        let next = errors.get(at + 1).and_then(Error::hint_text);
        if next.is_none() || next != error.hint_text() {
            advice(error);
        }
    }
}

/// `error: path:line: message`, and the advice below.
pub(crate) fn error(error: &Error) {
    head(error);
    advice(error);
}

fn head(error: &Error) {
    let place = match (error.path(), error.line_number()) {
        (Some(path), Some(line)) => format!("{}:{line}: ", path.display()),
        (Some(path), None) => format!("{}: ", path.display()),
        (None, _) => String::new(),
    };
    problem(&format!("{place}{}", error.message()));
}

fn advice(error: &Error) {
    if let Some(hint) = error.hint_text() {
        // Where standard error is closed, nobody listens.
        _ = writeln!(anstream::stderr(), "  {ADVICE}hint:{ADVICE:#} {}", plain(hint));
    }
}

/// `error: message`.
pub(crate) fn problem(message: &str) {
    _ = writeln!(anstream::stderr(), "{BAD}error:{BAD:#} {}", plain(message));
}

/// A message that is no error.
pub(crate) fn note(message: &str) {
    _ = writeln!(anstream::stderr(), "{}", plain(message));
}

/// Words of others (a file's name, a column, a list) for a terminal: what would command it, or turn its lines round, is
/// shown as `�`.
pub(crate) fn plain(words: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !words.contains(commands) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(|c| if commands(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
}

/// `1204` as `1,204`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 article`, `2 articles`.
pub(crate) fn counted(number: u64, word: &str) -> String {
    format!("{} {word}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `1 entity`, `2 entities`.
pub(crate) fn entities(number: u64) -> String {
    format!("{} {}", grouped(number), if number == 1 { "entity" } else { "entities" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_command_a_terminal() {
        assert_eq!(plain("a\u{1b}[31m\u{9b}2J\n\u{202e}é"), "a�[31m�2J��é");
        assert!(matches!(plain("“é” 😀"), Cow::Borrowed(_)));
    }

    #[test]
    fn numbers_are_read_at_a_glance() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([counted(1, "article"), counted(0, "article")], ["1 article", "0 articles"]);
    }
}
