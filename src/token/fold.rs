//! Folding: what is left of a word when it is looked up, and the characters that stand for nothing of their own.

use std::borrow::Cow;
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
    for ch in repaired(word).nfkd() {
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

/// What Windows-1252 makes of the bytes 0x80 to 0x9f.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The capital with which damage begins at the head of `rest`, composed or not, and its length.
fn lead(rest: &str) -> Option<(char, usize)> {
    let mut chars = rest.chars();
    let found = match (chars.next()?, chars.next()) {
        (ch @ ('Â' | 'Ã' | 'Ä' | 'Å'), _) => return Some((ch, ch.len_utf8())),
        ('A', Some('\u{302}')) => 'Â',
        ('A', Some('\u{303}')) => 'Ã',
        ('A', Some('\u{308}')) => 'Ä',
        ('A', Some('\u{30a}')) => 'Å',
        _ => return None,
    };
    Some((found, 3))
}

/// The letter of two bytes of UTF-8 that were read as two characters of Latin-1 or Windows-1252.
fn letter(lead: char, next: char) -> Option<char> {
    let second = match HIGH.iter().position(|high| *high == next) {
        Some(at) => 0x80 + at as u32,
        None => Some(u32::from(next)).filter(|code| (0x80..0xc0).contains(code))?,
    };
    char::from_u32((u32::from(lead) & 0x1f) << 6 | second & 0x3f).filter(|letter| letter.is_alphabetic())
}

/// The letter that damage at the head of `rest` stands for, and how many bytes it has: `Ã±` is `ñ`, and so is that damaged once
/// more. Only beside a small letter (`before` is the character in front), where no language has a capital of these.
pub(super) fn damaged(before: Option<char>, rest: &str) -> Option<(char, usize)> {
    let (first, mut end) = lead(rest)?;
    let mut next = rest[end..].chars().next()?;
    end += next.len_utf8();
    if first == 'Ã' && matches!(next, '\u{83}' | 'ƒ') {
        let (_, length) = lead(&rest[end..]).filter(|(second, _)| *second == 'Â')?;
        end += length;
        next = rest[end..].chars().next()?;
        end += next.len_utf8();
    }
    let small = |ch: Option<char>| ch.is_some_and(char::is_lowercase);
    let beside = small(before) || small(rest[end..].chars().next());
    letter(first, next).filter(|_| beside && first != 'Â').map(|letter| (letter, end))
}

/// Whether a word may hold damage; see [`damaged`].
pub(super) fn may_be_damaged(ch: char) -> bool {
    matches!(ch, 'Ã' | 'Ä' | 'Å' | '\u{303}' | '\u{308}' | '\u{30a}')
}

/// A word with its damaged letters made whole; see [`damaged`].
pub(crate) fn repaired(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || !word.contains(may_be_damaged) {
        return Cow::Borrowed(word);
    }
    let (mut out, mut rest) = (String::with_capacity(word.len()), word);
    while let Some(ch) = rest.chars().next() {
        let found = damaged(out.chars().next_back(), rest);
        let (letter, length) = found.unwrap_or((ch, ch.len_utf8()));
        out.push(letter);
        rest = &rest[length..];
    }
    Cow::Owned(out)
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
pub(crate) fn is_ignorable(ch: char) -> bool {
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

    #[test]
    fn damaged_letters_are_the_letters_they_were() {
        assert_eq!(repaired("PeÃ±a"), "Peña");
        assert_eq!(repaired("ErdoÄŸan"), "Erdoğan");
        assert_eq!(repaired("Ã‰mile"), "Émile");
        assert_eq!(repaired("MarÃ\u{ad}a"), "María");
        assert_eq!(repaired("PeA\u{303}±a"), "Peña");
        assert_eq!(repaired("ChÃ\u{83}Â¡vez"), "Chávez");
        for sound in ["Peña", "SÃO", "Ångström", "ÄÄNI", "Ã", "BÅ"] {
            assert_eq!(repaired(sound), sound);
        }
    }
}
