//! What XML asks of a text.

use std::borrow::Cow;

/// The text with `& < > " '` escaped and the characters that XML forbids left out; line breaks become spaces.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| PLAIN[usize::from(byte)]) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}') && !c.is_control();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\n' | '\r' | '\t' => escaped.push(' '),
            c if plain(c) => escaped.push(c),
            _ => {}
        }
    }
    Cow::Owned(escaped)
}

/// The bytes of ASCII that stand for themselves.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x20;
    while byte < 0x7F {
        plain[byte] = !matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'');
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_forbidden_characters_go() {
        assert_eq!(escape("</a> & \"b\"\u{1}\u{FFFF}\n😀"), "&lt;/a&gt; &amp; &quot;b&quot; 😀");
        assert!(matches!(escape("Erdoğan"), Cow::Borrowed(_)));
    }
}
