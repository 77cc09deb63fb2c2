//! Marks, and the characters that aren't ASCII.

use super::Tokenizer;
use crate::token::fold::{is_ignorable, is_punctuation};
use crate::token::{Gap, Shape, Token};
use unicode_normalization::char::is_combining_mark;

impl Tokenizer<'_> {
    pub(super) fn mark(&mut self, at: usize, byte: u8) -> usize {
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

    pub(super) fn other(&mut self, at: usize) -> usize {
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
