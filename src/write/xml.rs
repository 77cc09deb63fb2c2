//! What XML asks of a text.

use std::borrow::Cow;

/// The text with `& < > " '` escaped and the characters that XML forbids left out; line breaks become spaces.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let suspect = |text: &str| text.bytes().position(|byte| !PLAIN[usize::from(byte)]);
    let Some(first) = suspect(text) else { return Cow::Borrowed(text) };
    let mut escaped = String::with_capacity(text.len() + 16);
    let (mut rest, mut at) = (text, Some(first));
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

/// The bytes that stand for themselves: all but marks, control characters and those that may begin a control character
/// or one that XML forbids.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x20;
    while byte < 0x100 {
        plain[byte] = !matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xEF);
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
        assert_eq!(escape("§\u{85}ﬁ\u{FFFE}\u{7F}"), "§ﬁ");
        assert!(matches!(escape("Erdoğan"), Cow::Borrowed(_)));
    }
}
