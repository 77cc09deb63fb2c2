//! Text to tokens: words, numbers and punctuation marks with their place, shape and vocabulary entry. Private to the crate.
//!
//! One pass over the bytes. A word keeps its inner apostrophes and periods ("O'Brien", "U.S.", "Amazon.com"), loses its
//! possessive to a token of its own, and is looked up once, folded, in the vocabulary: all later questions ("is this a cue
//! verb?", "can a name begin here?") are then bits and numbers.

use crate::lexicon::{Classes, WordId, Words, class};
use crate::span::Span;
use crate::vocabulary::Packed;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word in bytes that may lose its vowel before another.
const LONGEST_ELISION: usize = 12;

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
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether it is a word or a number.
    pub(crate) fn is_word(&self) -> bool {
        matches!(
            self.shape,
            Shape::Lower | Shape::Capital | Shape::Upper | Shape::Inner | Shape::Initial | Shape::Number
        )
    }

    /// Whether its first letter is a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }

    /// Whether the vocabulary puts it in one of `classes`.
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// Whether it can end a sentence.
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
    let mut tokenizer = Tokenizer {
        text,
        bytes: text.as_bytes(),
        words,
        tokens: Vec::with_capacity(text.len() / 5 + 8),
        key: String::with_capacity(64),
        later: Vec::with_capacity(text.len() / 5 + 8),
        gap: Gap::Line,
    };
    tokenizer.run();
    tokenizer.look_up_later();
    let mut tokens = tokenizer.tokens;
    mark_weak_lines(&mut tokens);
    tokens
}

/// The key under which a word is looked up: no marks, no case, no apostrophes and periods. Exact twin of what the
/// tokenizer does, for loading names and word lists.
pub(crate) fn fold_word(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    fold_into(word, &mut key);
    key
}

struct Tokenizer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    words: &'a Words,
    tokens: Vec<Token>,
    key: String,
    /// Short words still to be looked up, with the numbers of their tokens.
    later: Vec<(u32, Packed)>,
    gap: Gap,
}

/// What a word's shape leaves of its classes: "US", "WHO", "IT" are no pronouns; a line in capitals gets them back.
fn shaped(classes: Classes, shape: Shape) -> Classes {
    if shape == Shape::Upper { classes.without(class::FUNCTION) } else { classes }
}

impl Tokenizer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            at = if byte == b' ' || byte == b'\t' {
                self.widen(Gap::Space);
                at + 1
            } else if byte == b'\n' {
                self.gap = Gap::Line;
                at + 1
            } else if byte.is_ascii_alphabetic() {
                self.word(at)
            } else if byte.is_ascii_digit() {
                self.number(at)
            } else if byte < 0x80 {
                self.mark(at, byte)
            } else {
                self.other(at)
            };
        }
    }

    fn widen(&mut self, gap: Gap) {
        if self.gap != Gap::Line {
            self.gap = gap;
        }
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape) {
        self.push_word(start, end, shape, WordId::NONE, Classes::default());
    }

    fn push_word(&mut self, start: usize, end: usize, shape: Shape, word: WordId, classes: Classes) {
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            word,
            classes,
            shape,
            gap: self.gap,
            weak: false,
            first: false,
        });
        self.gap = Gap::None;
    }

    fn char_at(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => Some(*byte as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn letter_at(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
            Some(_) => self.text[at..].chars().next().is_some_and(char::is_alphabetic),
            None => false,
        }
    }

    /// A word that begins with a letter at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        // Most words are letters of ASCII, small after the first.
        if let Some((key, length)) = Packed::plain(self.bytes, start).filter(|_| self.bytes[start].is_ascii()) {
            let shape = if self.bytes[start].is_ascii_uppercase() { Shape::Capital } else { Shape::Lower };
            self.later.push((self.tokens.len() as u32, key));
            self.push(start, start + length, shape);
            return start + length;
        }
        let mut letters = usize::from(self.bytes[start].is_ascii_alphabetic());
        let mut capitals = usize::from(self.bytes[start].is_ascii_uppercase());
        letters += self.bytes[start + letters..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let mut at = start + letters;
        let mut ascii = true;
        let mut inner_stop = false;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte.is_ascii_alphanumeric() {
                letters += usize::from(byte.is_ascii_alphabetic());
                capitals += usize::from(byte.is_ascii_uppercase());
                at += 1;
                continue;
            }
            if byte == b'.' {
                // "U.S." and "J.": a period after a single letter, "Amazon.com": before a lower-case letter.
                let single = at == start + 1 || (inner_stop && self.bytes[at - 2] == b'.');
                let follows = self.bytes.get(at + 1);
                if single && follows.is_some_and(u8::is_ascii_alphabetic) {
                    let next_single = !self.bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
                    if next_single || follows.is_some_and(u8::is_ascii_uppercase) {
                        inner_stop = next_single;
                        at += 1;
                        continue;
                    }
                } else if !single && follows.is_some_and(u8::is_ascii_lowercase) && at - start > 2 {
                    at += 1;
                    continue;
                }
                break;
            }
            if byte == b'\'' && self.elides(start, at) {
                at += 1;
                break;
            }
            if byte == b'\'' || byte == b'`' {
                if self.letter_at(at + 1) && !self.possessive_at(at + 1) && byte == b'\'' {
                    at += 1;
                    continue;
                }
                break;
            }
            if byte == b'&' {
                if self.bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && capitals == letters {
                    at += 1;
                    continue;
                }
                break;
            }
            if byte.is_ascii() {
                break;
            }
            let Some(ch) = self.char_at(at) else { break };
            let next = at + ch.len_utf8();
            if !is_punctuation(ch) && (ch.is_alphanumeric() || is_combining_mark(ch)) {
                ascii = false;
                letters += usize::from(ch.is_alphabetic());
                capitals += usize::from(ch.is_uppercase());
            } else if is_apostrophe(ch) {
                if self.elides(start, at) {
                    ascii = false;
                    at = next;
                    break;
                }
                if !self.letter_at(next) || self.possessive_at(next) {
                    break;
                }
                ascii = false;
            } else if is_ignorable(ch) {
                ascii = false;
            } else {
                break;
            }
            at = next;
        }
        let mut end = at;
        // What the vocabulary says of a word matters here only before a period.
        let packed = if ascii { Packed::folded(self.bytes, start, end) } else { None };
        let later = packed.filter(|_| self.bytes.get(end) != Some(&b'.'));
        let word = if later.is_some() { WordId::NONE } else { self.look_up(start, end, ascii) };
        let mut classes = self.words.classes(word);
        let first_upper = self.char_at(start).is_some_and(char::is_uppercase);
        let mut shape = match (first_upper, capitals) {
            (true, n) if n == letters && letters > 1 => Shape::Upper,
            (true, _) => Shape::Capital,
            (false, 0) => Shape::Lower,
            (false, _) => Shape::Inner,
        };
        if self.bytes.get(end) == Some(&b'.') && self.bytes.get(end + 1) != Some(&b'.') {
            if letters == 1 && first_upper && end == start + 1 {
                if self.bytes[start] != b'I' || self.next_is_capital(end + 1) {
                    shape = Shape::Initial;
                    end += 1;
                }
            } else if inner_stop
                || (classes.any(class::ABBREVIATION) && (first_upper || classes.any(class::SMALL_ABBREVIATION)))
            {
                end += 1;
            }
        }
        if let Some(key) = later {
            self.later.push((self.tokens.len() as u32, key));
        } else if shape == Shape::Lower {
            classes = self.words.with_ending(classes, &self.text[start..end]);
        }
        self.push_word(start, end, shape, word, shaped(classes, shape));
        self.possessive(end)
    }

    /// Whether the word up to the apostrophe at `at` is one that loses its vowel before another: "l’eau", "dell’acqua".
    fn elides(&self, start: usize, at: usize) -> bool {
        self.words.elides()
            && at - start <= LONGEST_ELISION
            && self.words.classes(self.words.get(&fold_word(&self.text[start..at]))).any(class::ELISION)
            && self.text[at..].chars().nth(1).is_some_and(char::is_alphanumeric)
    }

    /// Whether the next word on the line after `at` begins with a capital.
    fn next_is_capital(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b' ') && self.char_at(at + 1).is_some_and(char::is_uppercase)
    }

    /// Whether "s" at `at`, after an apostrophe, is a possessive and not the rest of a word.
    fn possessive_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S'))
            && !self.char_at(at + 1).is_some_and(|ch| ch.is_alphanumeric() || is_combining_mark(ch))
    }

    /// Takes "'s" after a word that ends at `at`; returns where reading goes on.
    fn possessive(&mut self, at: usize) -> usize {
        let Some(ch) = self.char_at(at) else { return at };
        if ch == '\'' || is_apostrophe(ch) {
            let next = at + ch.len_utf8();
            if self.possessive_at(next) {
                self.push(at, next + 1, Shape::Possessive);
                return next + 1;
            }
        } else if (ch == '-' || ch == '\u{2010}' || ch == '\u{2011}') && self.alphanumeric_at(at + ch.len_utf8()) {
            self.gap = Gap::Hyphen;
            return at + ch.len_utf8();
        }
        at
    }

    fn alphanumeric_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    fn look_up(&mut self, start: usize, end: usize, ascii: bool) -> WordId {
        let word = &self.text[start..end];
        if ascii && word.len() <= Packed::LONGEST {
            let key = Packed::folded(self.bytes, start, end).unwrap_or_else(|| Self::pack(word.as_bytes()));
            return self.words.get_packed(key);
        }
        self.key.clear();
        if ascii {
            for byte in word.bytes() {
                match byte {
                    b'\'' | b'.' => {}
                    _ => self.key.push(byte.to_ascii_lowercase() as char),
                }
            }
        } else {
            fold_into(word, &mut self.key);
        }
        self.words.get(&self.key)
    }

    /// The usual word, short and of ASCII, under the key by which it is looked up.
    fn pack(word: &[u8]) -> Packed {
        let (mut key, mut length) = (Packed::default(), 0);
        for byte in word {
            if !matches!(byte, b'\'' | b'.') {
                key = key.with(length, byte.to_ascii_lowercase());
                length += 1;
            }
        }
        key
    }

    /// Looks up the words that could wait: one after the other with nothing between, the processor fetches several at
    /// once.
    fn look_up_later(&mut self) {
        for &(number, key) in &self.later {
            let token = &mut self.tokens[number as usize];
            let small = (token.shape == Shape::Lower).then(|| &self.text[token.start as usize..token.end as usize]);
            let (word, classes) = self.words.look_up(key, small);
            (token.word, token.classes) = (word, shaped(classes, token.shape));
        }
    }

    /// A number at `start`, with inner periods and commas and the letters that cling to it ("24th", "5m").
    fn number(&mut self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.bytes.get(at) {
            let inner = matches!(byte, b'.' | b',') && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_alphanumeric() && !inner {
                break;
            }
            at += 1;
        }
        let word = self.look_up(start, at, true);
        self.push_word(start, at, Shape::Number, word, self.words.classes(word));
        self.possessive(at)
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        let repeat = |what: u8| self.bytes[at..].iter().take_while(|b| **b == what).count();
        let (shape, len) = match byte {
            b',' => (Shape::Comma, 1),
            b'.' => match repeat(b'.') {
                1 => (Shape::Stop, 1),
                n => (Shape::Ellipsis, n),
            },
            b'?' | b'!' => (Shape::Shout, 1),
            b':' => (Shape::Colon, 1),
            b';' => (Shape::Semicolon, 1),
            b'-' => (Shape::Dash, repeat(b'-')),
            b'(' | b'[' | b'{' => (Shape::Open, 1),
            b')' | b']' | b'}' => (Shape::Close, 1),
            b'"' => (Shape::Quote, 1),
            b'\'' | b'`' => (Shape::Quote, 1 + usize::from(self.bytes.get(at + 1) == Some(&byte))),
            _ => (Shape::Other, 1),
        };
        if byte < 0x20 {
            self.widen(Gap::Space);
            return at + 1;
        }
        if byte == b'\'' && len == 1 && self.loose_possessive(at + 1) {
            self.push(at, at + 2, Shape::Possessive);
            return at + 2;
        }
        self.push(at, at + len, shape);
        at + len
    }

    /// Whether "s" at `at`, after an apostrophe, is a possessive cut off its word: "Kuwait 's emir".
    fn loose_possessive(&self, at: usize) -> bool {
        self.gap == Gap::Space && self.possessive_at(at) && self.tokens.last().is_some_and(Token::is_word)
    }

    fn other(&mut self, at: usize) -> usize {
        let Some(ch) = self.char_at(at) else { return self.bytes.len() };
        let next = at + ch.len_utf8();
        let shape = match ch {
            _ if !is_punctuation(ch) && ch.is_alphabetic() => return self.word(at),
            _ if ch.is_whitespace() => {
                let line = matches!(ch, '\u{2028}' | '\u{2029}' | '\u{85}');
                if line {
                    self.gap = Gap::Line;
                } else {
                    self.widen(Gap::Space);
                }
                return next;
            }
            _ if is_ignorable(ch) || !is_punctuation(ch) && is_combining_mark(ch) => return next,
            '’' if self.loose_possessive(next) => {
                self.push(at, next + 1, Shape::Possessive);
                return next + 1;
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '″' | '′' | '「' | '」' | '『' | '』'
            | '＂' => Shape::Quote,
            '–' | '—' | '―' | '‒' | '−' | '‐' | '‑' => Shape::Dash,
            '…' => Shape::Ellipsis,
            '？' | '！' | '¿' | '¡' => Shape::Shout,
            _ if ch.is_numeric() => Shape::Number,
            _ => Shape::Other,
        };
        self.push(at, next, shape);
        next
    }
}

/// Dashes and quotation marks, nearly all that is not ASCII in English: no letters, and seen without a table.
fn is_punctuation(ch: char) -> bool {
    matches!(ch, '\u{2010}'..='\u{205e}')
}

/// A character that stands for an apostrophe inside a word.
fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '´' | '＇' | '′')
}

/// A character that can't be seen: soft hyphen, zero-width and bidi marks.
fn is_ignorable(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

fn fold_into(word: &str, key: &mut String) {
    if word.is_ascii() {
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
