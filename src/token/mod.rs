//! Text to tokens: words, numbers and punctuation marks with their place, shape and vocabulary entry. Private to the crate.
//!
//! One pass over the bytes. A word keeps its inner apostrophes and periods ("O'Brien", "U.S.", "Amazon.com"), loses its
//! possessive to a token of its own, and is looked up once, folded, in the vocabulary: all later questions ("is this a cue
//! verb?", "can a name begin here?") are then bits and numbers.

mod fold;
mod tokenizer;

pub(crate) use fold::{fold_into, fold_word, is_ignorable, repaired};

use crate::lexicon::{Classes, WordId, Words, class};
use crate::span::Span;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// All letters lower-case.
    Lower,
    /// First letter a capital: "Kyiv", "McCain", "A".
    Capital,
    /// At least two letters, all capitals: "NATO", "U.S.".
    Upper,
    /// A capital inside, not first: "iPhone", "eBay".
    Inner,
    /// One capital with its period: "J.".
    Initial,
    /// Begins with a digit.
    Number,
    /// The possessive "'s" or "s'" mark.
    Possessive,
    /// Punctuation.
    Comma,
    /// One period.
    Stop,
    /// A question or exclamation mark.
    Shout,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash with or without spaces, not a hyphen inside a word.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any quotation mark, also a lone apostrophe.
    Quote,
    /// Three periods or their one-character form.
    Ellipsis,
    /// Anything else: "/", "%", "•" …
    Other,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// A hyphen between two words.
    Hyphen,
    /// White space on the same line.
    Space,
    /// A line end, or the start of the text.
    Line,
}

/// A word, number or mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) word: WordId,
    pub(crate) classes: Classes,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    /// Capital letters mean nothing here: a line in capitals or in title case.
    pub(crate) weak: bool,
    /// First word of a sentence, of a line, or of a quotation.
    pub(crate) first: bool,
}

impl Token {
    #[inline]
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether it is a word or a number.
    #[inline]
    pub(crate) fn is_word(&self) -> bool {
        matches!(
            self.shape,
            Shape::Lower | Shape::Capital | Shape::Upper | Shape::Inner | Shape::Initial | Shape::Number
        )
    }

    /// Whether its first letter is a capital.
    #[inline]
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }

    /// Whether the vocabulary puts it in one of `classes`.
    #[inline]
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// Whether it can end a sentence.
    #[inline]
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self.shape, Shape::Stop | Shape::Shout | Shape::Ellipsis)
    }
}

/// From the first to the last of some tokens; `range` must not be empty.
pub(crate) fn span_of(tokens: &[Token], range: &std::ops::Range<usize>) -> Span {
    tokens[range.start].span().join(tokens[range.end - 1].span())
}

/// Cuts `text` into tokens.
pub(crate) fn tokenize(text: &str, words: &Words) -> Vec<Token> {
    let mut tokens = tokenizer::cut(text, words);
    mark_weak_lines(&mut tokens);
    name_months(&mut tokens);
    tokens
}

/// Makes given names of the months before a family name: "said June Darrow", but "in June Darrow said".
fn name_months(tokens: &mut [Token]) {
    let dated = class::PREPOSITION.or(class::TIME_LEAD).or(class::DETERMINER).or(class::CALENDAR).or(class::TIME);
    for at in 0..tokens.len().saturating_sub(1) {
        let (token, next) = (&tokens[at], &tokens[at + 1]);
        if !token.is(class::CALENDAR) || !token.is(class::FIRST_NAME) || token.weak || token.shape != Shape::Capital {
            continue;
        }
        let family = next.gap == Gap::Space
            && matches!(next.shape, Shape::Capital | Shape::Inner)
            && !next.is(class::CALENDAR.or(class::DEMONYM).or(class::TITLE).or(class::ROLE).or(class::AUXILIARY))
            && (next.is(class::SURNAME) || !next.is(class::ORDINARY));
        let told = |before: &Token| before.is(class::CUE.or(class::TITLE).or(class::ROLE));
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| token.gap == Gap::Space);
        let free = before.is_none_or(|before| {
            told(before) || !before.is(dated) && !before.is_capital() && before.shape != Shape::Number
        });
        let listed = at > 1 && tokens[at - 1].is(class::COORDINATOR) && tokens[at - 2].is(class::CALENDAR);
        if family && free && !listed {
            let other = class::CALENDAR.or(class::AUXILIARY).or(class::ABBREVIATION);
            tokens[at].classes = token.classes.without(other);
        }
    }
}

/// Marks the words of lines in which capitals mean nothing (headlines in title case, text in capitals), and the
/// first word of every line.
fn mark_weak_lines(tokens: &mut [Token]) {
    let mut start = 0;
    while start < tokens.len() {
        let (mut end, mut words, mut capitals) = (start, 0, 0);
        while end == start || end < tokens.len() && tokens[end].gap != Gap::Line {
            let token = &tokens[end];
            let long = token.end - token.start > 3 && token.is_word() && token.shape != Shape::Number;
            words += usize::from(long);
            capitals += usize::from(long && token.is_capital());
            end += 1;
        }
        let line = &mut tokens[start..end];
        line[0].first = true;
        let ended = line.last().is_some_and(|t| t.shape == Shape::Stop) && capitals < words;
        if words >= 3 && capitals * 4 > words * 3 && !ended {
            for token in line.iter_mut() {
                token.weak = true;
            }
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<String> {
        cut_by(&Words::of(&[("mr", class::ABBREVIATION), ("inc", class::ABBREVIATION)]), text)
    }

    fn cut_by(words: &Words, text: &str) -> Vec<String> {
        tokenize(text, words).iter().map(|t| t.span().of(text).to_owned()).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(cut("Mr. O'Brien's U.S. visit"), ["Mr.", "O'Brien", "'s", "U.S.", "visit"]);
        assert_eq!(cut("Kim Jong-un, 24-year-old"), ["Kim", "Jong", "un", ",", "24", "year", "old"]);
        assert_eq!(cut("J. R. Smith left. Then"), ["J.", "R.", "Smith", "left", ".", "Then"]);
        assert_eq!(cut("Amazon.com and AT&T. Don’t"), ["Amazon.com", "and", "AT&T", ".", "Don’t"]);
        assert_eq!(cut("the farmers’ ’90s"), ["the", "farmers", "’", "’", "90s"]);
        assert_eq!(cut("Kuwait 's emir"), ["Kuwait", "'s", "emir"]);
        assert_eq!(cut("''No,'' he said…"), ["''", "No", ",", "''", "he", "said", "…"]);
    }

    #[test]
    fn a_word_that_loses_its_vowel_is_a_word_of_its_own() {
        let words = Words::of(&[("l", class::ELISION), ("qu", class::ELISION), ("dell", class::ELISION)]);
        assert_eq!(cut_by(&words, "L’eau qu'il a"), ["L’", "eau", "qu'", "il", "a"]);
        assert_eq!(cut_by(&words, "aujourd’hui dell’acqua"), ["aujourd’hui", "dell’", "acqua"]);
        assert_eq!(cut("L’eau qu'il a"), ["L’eau", "qu'il", "a"]);
    }

    /// The text with a character that can't be seen inside every word of two letters or more: it means the same, and no
    /// word of it goes the way of ASCII.
    fn made_general(text: &str) -> String {
        let mut general = String::new();
        let mut inside = false;
        for (at, ch) in text.char_indices() {
            general.push(ch);
            let follows = text[at + 1..].chars().next().is_some_and(|next| next.is_ascii_alphabetic());
            if ch.is_ascii_alphabetic() && !inside && follows {
                general.push('\u{2060}');
            }
            inside = ch.is_ascii_alphanumeric();
        }
        general
    }

    fn told(words: &Words, text: &str) -> Vec<(String, WordId, Classes, Shape, Gap)> {
        let tell = |t: &Token| (t.span().of(text).replace('\u{2060}', ""), t.word, t.classes, t.shape, t.gap);
        tokenize(text, words).iter().map(tell).collect()
    }

    /// Letters, words, numbers and the marks that stand in and around them.
    fn soup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[A-Za-z]{1,3}",
            4 => "[A-Z]?[a-z]{1,18}",
            1 => prop::sample::select(&["mr", "Inc", "U.S", "O'Neill", "24th", "1,000", "AT&T", "don't", "\n", "''", "..."][..])
                .prop_map(str::to_owned),
            8 => prop::sample::select(&[" ", " ", " ", ". ", ".", "'s ", "'", "-", "&", ", ", "`", "\"", "9"][..])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_way_of_ascii_ends_where_the_general_one_does(text in soup()) {
            let words = Words::of(&[("mr", class::ABBREVIATION), ("inc", class::ABBREVIATION), ("us", class::FUNCTION)]);
            prop_assert_eq!(told(&words, &text), told(&words, &made_general(&text)));
        }
    }
}
