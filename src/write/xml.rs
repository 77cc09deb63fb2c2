//! What XML asks of a text.

use super::bytes::{any, table};
use std::borrow::Cow;

/// The text with `& < > " '` escaped and the characters that XML forbids left out; line breaks become spaces.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if any(text.as_bytes(), special, &SPECIAL) == 0 {
        return Cow::Borrowed(text);
    }
    let suspect = |text: &str| text.bytes().position(|byte| SPECIAL[usize::from(byte)] != 0);
    let mut escaped = String::with_capacity(text.len() + 16);
    let (mut rest, mut at) = (text, suspect(text));
    while let Some(plain) = at {
        let (before, behind) = rest.split_at(plain);
        escaped.push_str(before);
        let mut behind = behind.chars();
        match behind.next() {
            Some('&') => escaped.push_str("&amp;"),
            Some('<') => escaped.push_str("&lt;"),
            Some('>') => escaped.push_str("&gt;"),
            Some('"') => escaped.push_str("&quot;"),
            Some('\'') => escaped.push_str("&apos;"),
            Some('\n' | '\r' | '\t') => escaped.push(' '),
            Some(c) if !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') => escaped.push(c),
            Some(_) | None => {}
        }
        rest = behind.as_str();
        at = suspect(rest);
    }
    escaped.push_str(rest);
    Cow::Owned(escaped)
}

/// Not 0 for a byte that may not stand for itself: marks, control characters, and what may begin a control character or
/// one that XML forbids.
const fn special(byte: u8) -> u8 {
    (byte < 0x20) as u8
        | (byte == b'&') as u8
        | (byte == b'<') as u8
        | (byte == b'>') as u8
        | (byte == b'"') as u8
        | (byte == b'\'') as u8
        | (byte == 0x7F) as u8
        | (byte == 0xC2) as u8
        | (byte == 0xEF) as u8
}

/// The same for every byte.
const SPECIAL: [u8; 256] = table!(special);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_forbidden_characters_go() {
        assert_eq!(escape("</a> & \"b\"\u{1}\u{FFFF}\n😀"), "&lt;/a&gt; &amp; &quot;b&quot; 😀");
        assert_eq!(escape("§\u{85}ﬁ\u{FFFE}\u{7F}"), "§ﬁ");
        assert!(matches!(escape("Erdoğan"), Cow::Borrowed(_)));
    }
}
