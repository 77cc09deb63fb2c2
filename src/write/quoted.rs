//! The words of a quotation without its marks, and the fingerprint that finds the same words elsewhere.

use crate::damage::mended;
use crate::document::{Document, Quote};

/// What a quotation says: its pieces without their outer marks, with damaged marks as they were meant, joined by ` … ` where the text put other words
/// between them and by a space where it did not.
pub fn quoted_words(document: &Document, quote: &Quote) -> String {
    let mut words = String::new();
    add_quoted_words(&mut words, document, quote);
    words
}

/// The same at the end of `words`.
pub(super) fn add_quoted_words(words: &mut String, document: &Document, quote: &Quote) {
    let mut end = None;
    for piece in &quote.pieces {
        if let Some(end) = end {
            let between = document.text.get(end..piece.start()).unwrap_or_default();
            words.push_str(if between.chars().all(char::is_whitespace) { " " } else { " … " });
        }
        words.push_str(without_marks(&mended(&document[*piece])));
        end = Some(piece.end());
    }
}

/// Opening marks, each with those that may close it. Longer ones first.
const MARKS: &[(&str, &[&str])] = &[
    ("''", &["''", "\""]),
    ("``", &["''", "``", "\""]),
    ("\"", &["\"", "”", "''"]),
    ("“", &["”", "“", "\"", "''"]),
    ("”", &["”", "\""]),
    ("„", &["“", "”", "\""]),
    ("‟", &["”", "\""]),
    ("«", &["»"]),
    ("»", &["«", "»"]),
    ("‹", &["›"]),
    ("›", &["‹", "›"]),
    ("‘", &["’", "'", "‘"]),
    ("’", &["’"]),
    ("‚", &["‘", "’"]),
    ("'", &["'", "’"]),
    ("「", &["」"]),
    ("『", &["』"]),
    ("—", &["—"]),
    ("–", &["–"]),
    ("―", &["―"]),
];
/// Closing marks that are nothing else, and what they would close.
const CLOSING: &[&str] = &["»", "”", "」", "』"];
const OPENING: [char; 5] = ['«', '“', '„', '「', '『'];

/// A piece without its outer marks; one that goes on in the next paragraph has no closing mark, and one behind a clause
/// between the marks no opening one.
fn without_marks(piece: &str) -> &str {
    let piece = piece.trim();
    let Some((inner, closing)) = MARKS.iter().find_map(|(mark, closing)| Some((piece.strip_prefix(mark)?, closing)))
    else {
        let bare = CLOSING.iter().find_map(|mark| piece.strip_suffix(mark));
        return bare.filter(|bare| !bare.contains(OPENING)).map_or(piece, str::trim);
    };
    closing.iter().find_map(|mark| inner.strip_suffix(mark)).unwrap_or(inner).trim()
}

/// A hash of the letters and digits of a text in lower case, the same on every machine: FNV-1a in 64 bits (Fowler, Noll
/// and Vo 1991) over their UTF-8. `None` when there is neither.
pub(super) fn fingerprint(text: &str) -> Option<u64> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut any = false;
    let mut take = |byte: u8| {
        any = true;
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    };
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            take(c.to_ascii_lowercase() as u8);
        } else if !c.is_ascii() && c.is_alphanumeric() {
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut [0; 4]).bytes().for_each(&mut take);
            }
        }
    }
    any.then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_marks_go_and_inner_ones_stay() {
        let cases = [
            ("“Peace,”", "Peace,"),
            ("\"He said 'no'\"", "He said 'no'"),
            ("“He said ‘no’", "He said ‘no’"),
            ("''Yes.''", "Yes."),
            ("``Yes.''", "Yes."),
            ("‘It’s over’", "It’s over"),
            ("„Ja“", "Ja"),
            ("« Oui »", "Oui"),
            ("et je pars. »", "et je pars."),
            ("mon « oui »", "mon « oui »"),
            ("—No lo sé", "No lo sé"),
            ("“", ""),
            ("\"", ""),
            ("no marks", "no marks"),
            ("â€œItâ€™s over,â€\u{9d}", "It’s over,"),
        ];
        for (piece, expected) in cases {
            assert_eq!(without_marks(&mended(piece)), expected, "{piece}");
        }
    }

    #[test]
    fn the_same_words_have_the_same_fingerprint() {
        assert_eq!(fingerprint("“We are READY, Öl.”"), fingerprint("we are... ready öl"));
        assert_ne!(fingerprint("we are ready"), fingerprint("we are read"));
        assert_eq!(fingerprint(" …"), None);
        assert_eq!(fingerprint("a"), Some(0xaf63_dc4c_8601_ec8c));
    }
}
