//! Which language a text is written in.

use super::{Classes, Language, class};
use crate::token::Token;
use whatlang::{Lang, detect};

/// How many words at the start of a text tell whether it is in the language at hand.
const WORDS: usize = 300;
/// How many bytes at the start of a text are looked at otherwise.
const BYTES: usize = 4096;
/// The words that every sentence has.
const GRAMMAR: Classes =
    class::DETERMINER.or(class::PREPOSITION).or(class::COORDINATOR).or(class::PRONOUN).or(class::AUXILIARY);

impl Language {
    /// The language of a text that was cut into `tokens` by the words of English.
    ///
    /// English has a grammatical word for at least every fourth word, and none of the other languages comes near that
    /// with the words that it shares with English; only a text that has fewer is looked at letter by letter. A text in none
    /// of the languages, and one of which nothing can be said, is read as English.
    pub(crate) fn of(text: &str, tokens: &[Token]) -> Self {
        let words = || tokens.iter().filter(|token| token.is_word()).take(WORDS);
        let (all, grammar) = (words().count(), words().filter(|token| token.is(GRAMMAR)).count());
        if grammar * 4 >= all {
            return Self::English;
        }
        let end = (0..=BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let found = detect(&text[..end]).filter(|found| found.is_reliable() || all <= WORDS / 10);
        match found.map(|found| found.lang()) {
            Some(Lang::Fra) => Self::French,
            Some(Lang::Deu) => Self::German,
            Some(Lang::Spa) => Self::Spanish,
            Some(Lang::Ita) => Self::Italian,
            _ => Self::English,
        }
    }
}
