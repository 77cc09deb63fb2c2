//! `Mended`: a text whose marks a wrong encoding has damaged (`â€œ` for `“`), as it was meant, and the way back to the
//! places of the text as it was given.
//!
//! Damaged letters need none of this: words are looked up as if theirs were whole (`token/fold.rs`). A damaged mark is
//! no mark, though, and what it opens would be found nowhere.

use crate::document::{Analysis, Document};
use crate::span::Span;
use std::borrow::Cow;

/// What UTF-8 read as Windows-1252 or as Latin-1 makes of marks; once, and twice over. Longer ones first: of `”`, whose
/// last byte Windows-1252 doesn't know, often nothing is left of it.
const DAMAGED: &[(&str, &str)] = &[
    ("Ã¢â‚¬Å“", "“"),
    ("Ã¢â‚¬Â\u{9d}", "”"),
    ("Ã¢â‚¬Ëœ", "‘"),
    ("Ã¢â‚¬â„¢", "’"),
    ("Ã¢â‚¬â€œ", "–"),
    ("Ã¢â‚¬â€\u{9d}", "—"),
    ("Ã¢â‚¬Â¦", "…"),
    ("Ã¢â‚¬Â", "”"),
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€\u{fffd}", "”"),
    ("â€˜", "‘"),
    ("â€™", "’"),
    ("â€š", "‚"),
    ("â€ž", "„"),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¦", "…"),
    ("â€¹", "‹"),
    ("â€º", "›"),
    ("â€", "”"),
    ("â\u{80}\u{9c}", "“"),
    ("â\u{80}\u{9d}", "”"),
    ("â\u{80}\u{98}", "‘"),
    ("â\u{80}\u{99}", "’"),
    ("â\u{80}\u{9e}", "„"),
    ("â\u{80}\u{93}", "–"),
    ("â\u{80}\u{94}", "—"),
    ("â\u{80}¦", "…"),
    ("Â«", "«"),
    ("Â»", "»"),
    ("Â\u{a0}", "\u{a0}"),
];
/// The byte with which each of them begins.
const FIRST: u8 = 0xC3;

/// The damaged mark at the head of `rest`, and what it was meant as. `before` is the character in front: a capital there
/// makes `Â` one more of a word in capitals.
fn damaged(before: Option<char>, rest: &str) -> Option<&'static (&'static str, &'static str)> {
    let found = DAMAGED.iter().find(|(damaged, _)| rest.starts_with(damaged))?;
    let capitals = found.0.starts_with('Â') && before.is_some_and(char::is_uppercase);
    (!capitals).then_some(found)
}

/// An article with its marks as they were meant.
pub(crate) struct Mended {
    pub(crate) document: Document,
    /// For each mark that was damaged: where it ends in the mended text, and in the text as given.
    ends: Vec<(usize, usize)>,
}

impl Mended {
    /// `None` where no mark is damaged.
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let given = document.text.as_str();
        let (mut text, mut ends, mut taken) = (String::new(), Vec::new(), 0);
        for at in memchr::memchr_iter(FIRST, given.as_bytes()) {
            let Some(rest) = given.get(at..).filter(|_| at >= taken) else { continue };
            let Some((damaged, meant)) = damaged(given[..at].chars().next_back(), rest) else { continue };
            text.push_str(&given[taken..at]);
            text.push_str(meant);
            taken = at + damaged.len();
            ends.push((text.len(), taken));
        }
        if ends.is_empty() {
            return None;
        }
        text.push_str(&given[taken..]);
        Some(Self { document: Document { text, ..document.clone() }, ends })
    }

    /// Where a place of the mended text is in the text as given.
    fn given(&self, offset: usize) -> usize {
        match self.ends.partition_point(|(mended, _)| *mended <= offset).checked_sub(1) {
            Some(last) => offset - self.ends[last].0 + self.ends[last].1,
            None => offset,
        }
    }

    /// Moves a span of the mended text to its place in the text as given.
    pub(crate) fn place(&self, span: &mut Span) {
        *span = Span::new(self.given(span.start()), self.given(span.end()));
    }

    /// Moves all spans of what was found.
    pub(crate) fn place_all(&self, mut analysis: Analysis) -> Analysis {
        analysis.each_span(&mut |span| self.place(span));
        analysis
    }
}

/// Words of a text with their marks as they were meant.
pub(crate) fn mended(words: &str) -> Cow<'_, str> {
    if memchr::memchr(FIRST, words.as_bytes()).is_none() {
        return Cow::Borrowed(words);
    }
    let document = Document { text: words.to_owned(), ..Document::default() };
    Mended::of(&document).map_or(Cow::Borrowed(words), |mended| Cow::Owned(mended.document.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_what_they_were_meant_as() {
        for (given, meant) in [
            ("â€œItâ€™s over,â€\u{9d} she said.", "“It’s over,” she said."),
            ("â€œOver,â€ she said â€” twice.", "“Over,” she said — twice."),
            ("â\u{80}\u{9c}Over,â\u{80}\u{9d}", "“Over,”"),
            ("Ã¢â‚¬Å“Over,Ã¢â‚¬Â\u{9d} Ã¢â‚¬Å“over.Ã¢â‚¬Â", "“Over,” “over.”"),
            ("Â«Â\u{a0}Oui, dit-elle.Â\u{a0}Â»", "«\u{a0}Oui, dit-elle.\u{a0}»"),
        ] {
            assert_eq!(mended(given), meant);
        }
        for sound in ["", "“It’s over,” she said.", "Zoë, Ångström, pâté", "GARÂ»", "50 â 60", "PeÃ±a"]
        {
            assert!(matches!(mended(sound), Cow::Borrowed(_)), "{sound}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_given() {
        let given = "A â€œbâ€\u{9d}, c.";
        let mended = Mended::of(&Document { text: given.into(), ..Document::default() }).expect("damage");
        for words in ["A ", "“", "“b”", "b", ", c.", "”, c"] {
            let start = mended.document.text.find(words).expect("the words");
            let mut span = Span::new(start, start + words.len());
            mended.place(&mut span);
            assert_eq!(super::mended(span.of(given)), words);
        }
    }
}
