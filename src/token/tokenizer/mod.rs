//! The pass over the bytes: where each token begins and ends, what it looks like, and what the vocabulary says of it.

mod marks;

use super::fold::{damaged, fold_into, fold_word, is_apostrophe, is_ignorable, is_punctuation, may_be_damaged};
use super::{Gap, Shape, Token};
use crate::lexicon::{Classes, WordId, Words, class};
use crate::vocabulary::Packed;
use unicode_normalization::char::is_combining_mark;

/// So many words are looked up at once.
const AT_ONCE: usize = 64;
/// The longest word in bytes that may lose its vowel before another.
const LONGEST_ELISION: usize = 12;

/// The tokens of a text, looked up.
pub(super) fn cut(text: &str, words: &Words) -> Vec<Token> {
    let mut tokenizer = Tokenizer {
        text,
        bytes: text.as_bytes(),
        words,
        tokens: Vec::with_capacity(text.len() / 5 + 8),
        key: String::with_capacity(64),
        later: Vec::with_capacity(AT_ONCE),
        gap: Gap::Line,
    };
    tokenizer.run();
    tokenizer.look_up_later();
    tokenizer.tokens
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

/// How far a word goes, and what its letters are like.
struct Extent {
    end: usize,
    letters: usize,
    capitals: usize,
    ascii: bool,
    /// Whether periods stand between single letters.
    inner_stop: bool,
}

/// What a word's shape leaves of its classes: "US", "WHO", "IT" are no pronouns, "A." no article; a line in capitals gets them back.
fn shaped(classes: Classes, shape: Shape) -> Classes {
    if matches!(shape, Shape::Upper | Shape::Initial) { classes.without(class::FUNCTION) } else { classes }
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
            self.defer(key);
            self.push(start, start + length, shape);
            return start + length;
        }
        let Extent { mut end, letters, capitals, ascii, inner_stop } = self.extent(start);
        // What the vocabulary says of a word matters here only before a period.
        let packed = if ascii { Packed::folded(self.bytes, start, end) } else { None };
        let later = packed.filter(|_| self.bytes.get(end) != Some(&b'.'));
        let word = if later.is_some() { WordId::NONE } else { self.look_up(start, end, ascii) };
        let mut classes = self.words.classes(word);
        let first = self.damaged(start, start).map(|(letter, _)| letter).or_else(|| self.char_at(start));
        let first_upper = first.is_some_and(char::is_uppercase);
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
                || classes.any(class::ABBREVIATION)
                    && (first_upper || classes.any(class::SMALL_ABBREVIATION))
                    && !self.text[end + 1..].starts_with(['"', '”'])
            {
                end += 1;
            }
        }
        if let Some(key) = later {
            self.defer(key);
        } else if shape == Shape::Lower {
            classes = self.words.with_ending(classes, &self.text[start..end]);
        }
        self.push_word(start, end, shape, word, shaped(classes, shape));
        self.possessive(end)
    }

    /// How far the word goes that begins at `start`.
    fn extent(&self, start: usize) -> Extent {
        let mut letters = usize::from(self.bytes[start].is_ascii_alphabetic());
        let capitals = usize::from(self.bytes[start].is_ascii_uppercase());
        letters += self.bytes[start + letters..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let mut word = Extent { end: start + letters, letters, capitals, ascii: true, inner_stop: false };
        while let Some(&byte) = self.bytes.get(word.end) {
            let at = word.end;
            let goes_on = match byte {
                _ if byte.is_ascii_alphanumeric() => {
                    word.letters += usize::from(byte.is_ascii_alphabetic());
                    word.capitals += usize::from(byte.is_ascii_uppercase());
                    true
                }
                b'.' => self.passes_period(start, &mut word),
                b'\'' if self.elides(start, at) => {
                    word.end += 1;
                    break;
                }
                b'\'' => self.letter_at(at + 1) && !self.possessive_at(at + 1),
                b'&' => self.bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && word.capitals == word.letters,
                _ if byte.is_ascii() => false,
                _ if self.passes_other(start, &mut word) => continue,
                _ => break,
            };
            if !goes_on {
                break;
            }
            word.end += 1;
        }
        word
    }

    /// "U.S." and "J.": a period after a single letter, "Amazon.com": before a lower-case letter.
    fn passes_period(&self, start: usize, word: &mut Extent) -> bool {
        let at = word.end;
        let single = at == start + 1 || (word.inner_stop && self.bytes[at - 2] == b'.');
        let follows = self.bytes.get(at + 1);
        if !single || !follows.is_some_and(u8::is_ascii_alphabetic) {
            return !single && follows.is_some_and(u8::is_ascii_lowercase) && self.is_longer(start, at, 2);
        }
        let next_single = !self.goes_on_at(at + 2);
        let passes = next_single || follows.is_some_and(u8::is_ascii_uppercase);
        if passes {
            word.inner_stop = next_single;
        }
        passes
    }

    /// Takes in a character beyond ASCII; `false` where the word has come to its end, with the character or before it.
    fn passes_other(&self, start: usize, word: &mut Extent) -> bool {
        let at = word.end;
        let Some(ch) = self.char_at(at) else { return false };
        let next = at + ch.len_utf8();
        if may_be_damaged(ch) {
            // A letter taken apart has its capital counted already.
            let apart = usize::from(is_combining_mark(ch));
            if let Some((letter, end)) = self.damaged(start, at - apart) {
                word.ascii = false;
                word.letters += 1 - apart;
                word.capitals += usize::from(letter.is_uppercase());
                word.capitals -= apart;
                word.end = end;
                return true;
            }
        }
        let mut goes_on = true;
        if !is_punctuation(ch) && (ch.is_alphanumeric() || is_combining_mark(ch)) {
            word.letters += usize::from(ch.is_alphabetic());
            word.capitals += usize::from(ch.is_uppercase());
        } else if is_apostrophe(ch) {
            goes_on = !self.elides(start, at);
            if goes_on && (!self.letter_at(next) || self.possessive_at(next)) {
                return false;
            }
        } else if !is_ignorable(ch) {
            return false;
        }
        word.ascii = false;
        word.end = next;
        goes_on
    }

    /// The letter that the damaged characters at `at` stand for, and where they end: "Ã±" in "PeÃ±a".
    fn damaged(&self, start: usize, at: usize) -> Option<(char, usize)> {
        let before = self.text.get(start..at).and_then(|head| head.chars().next_back());
        damaged(before, self.text.get(at..)?).map(|(letter, length)| (letter, at + length))
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

    /// Whether a word that reaches `at` goes on there.
    fn goes_on_at(&self, at: usize) -> bool {
        let next = self.text.get(at..).and_then(|rest| rest.chars().find(|ch| !is_ignorable(*ch)));
        next.is_some_and(|ch| ch.is_alphanumeric() || is_combining_mark(ch))
    }

    /// Whether more than so many characters that can be seen stand at `start..end`.
    fn is_longer(&self, start: usize, end: usize, than: usize) -> bool {
        self.text[start..end].chars().filter(|ch| !is_ignorable(*ch)).nth(than).is_some()
    }

    /// Whether "s" at `at`, after an apostrophe, is a possessive and not the rest of a word.
    fn possessive_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S')) && !self.goes_on_at(at + 1)
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

    /// Leaves the word of the token to come to be looked up with others.
    #[inline]
    fn defer(&mut self, key: Packed) {
        if self.later.len() == AT_ONCE {
            self.look_up_later();
        }
        self.later.push((self.tokens.len() as u32, key));
    }

    /// Looks up the words that could wait: one after the other with nothing between, the processor fetches several at
    /// once.
    fn look_up_later(&mut self) {
        for (number, key) in self.later.drain(..) {
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
}
