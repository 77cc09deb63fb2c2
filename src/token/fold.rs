//! Folding: what is left of a word when it is looked up, and the characters that stand for nothing of their own.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key under which a word is looked up: no marks, no case, no apostrophes and periods. Exact twin of what the
/// tokenizer does, for loading names and word lists.
pub(crate) fn fold_word(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    fold_into(word, &mut key);
    key
}

/// Adds the key of a word to `key`.
pub(crate) fn fold_into(word: &str, key: &mut String) {
    if word.is_ascii() {
        if !word.bytes().any(|byte| matches!(byte, b'\'' | b'.')) {
            let start = key.len();
            key.push_str(word);
            key[start..].make_ascii_lowercase();
            return;
        }
        key.extend(word.bytes().filter(|b| !matches!(b, b'\'' | b'.')).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for ch in word.nfkd() {
        match ch {
            '\'' | '.' => {}
            'a'..='z' | '0'..='9' => key.push(ch),
            'A'..='Z' => key.push(ch.to_ascii_lowercase()),
            'ß' | 'ẞ' => key.push_str("ss"),
            'æ' | 'Æ' => key.push_str("ae"),
            'œ' | 'Œ' => key.push_str("oe"),
            'ø' | 'Ø' => key.push('o'),
            'ł' | 'Ł' => key.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => key.push('d'),
            'þ' | 'Þ' => key.push_str("th"),
            'ı' => key.push('i'),
            'ə' | 'Ə' => key.push('a'),
            'ħ' | 'Ħ' => key.push('h'),
            _ if is_apostrophe(ch) || is_ignorable(ch) || is_combining_mark(ch) => {}
            _ => key.extend(ch.to_lowercase()),
        }
    }
}

/// Dashes and quotation marks, nearly all that is not ASCII in English: no letters, and seen without a table.
pub(super) fn is_punctuation(ch: char) -> bool {
    matches!(ch, '\u{2010}'..='\u{205e}')
}

/// A character that stands for an apostrophe inside a word.
pub(super) fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '´' | '＇' | '′')
}

/// A character that can't be seen: soft hyphen, zero-width and bidi marks.
pub(super) fn is_ignorable(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_the_same_for_composed_and_decomposed_text() {
        assert_eq!(fold_word("Erdoğan"), "erdogan");
        assert_eq!(fold_word("Erdog\u{306}an"), "erdogan");
        assert_eq!(fold_word("İstanbul"), "istanbul");
        assert_eq!(fold_word("Straße"), "strasse");
        assert_eq!(fold_word("O’Brien"), fold_word("O'Brien"));
        assert_eq!(fold_word("U.S."), "us");
    }
}
