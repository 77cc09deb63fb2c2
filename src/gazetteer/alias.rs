//! Names to patterns: every form of every name as the sequence of its words.

use super::beginnings::Beginnings;
use super::matcher::Matcher;
use crate::flat::Flat;
use crate::lexicon::{Classes, WordId, Words, class};
use crate::token::{self, Gap, Shape};
use serde::{Deserialize, Serialize};

/// The vocabulary's key for the possessive mark, whatever its sign.
pub(super) const POSSESSIVE: &str = "'s";
/// The vocabulary's key for the sign that joins the names of a firm.
pub(super) const AMPERSAND: &str = "&";

/// What a form of a name is to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// The main name.
    Name,
    /// Another full name.
    Alias,
    /// Capital letters, or a short form in their stead.
    Acronym,
    /// Enough by itself in world news: "Putin".
    Short,
    /// The adjective or people of a place, in several words: "South African".
    Demonym,
}

impl Form {
    const ALL: [Self; 5] = [Self::Name, Self::Alias, Self::Acronym, Self::Short, Self::Demonym];

    /// The column that holds it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
            Self::Short => "short",
            Self::Demonym => "demonym",
        }
    }
}

/// One form of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    pub(super) row: u32,
    pub(super) form: Form,
    /// Words that may stand in small letters, as bits from the first.
    pub(super) lower: u16,
    /// Words that are capitals throughout.
    pub(super) caps: u16,
    /// Those of them that must be so in the text: "US", but not "NATO".
    pub(super) upper: u16,
    /// Short words with capitals after the first letter, which the text must have too: "CoE" is not "Coe".
    pub(super) mixed: u16,
    /// Written with a period, which the text must have too: "Ill."
    pub(super) dotted: bool,
    /// One word, which in small letters is an ordinary one.
    pub(super) ordinary: bool,
}

impl Flat for Use {
    const WIDTH: usize = 16;

    fn put(&self, out: &mut Vec<u8>) {
        let two = |low: u16, high: u16| u32::from(low) | u32::from(high) << 16;
        let form = self.form as u32 | u32::from(self.dotted) << 8 | u32::from(self.ordinary) << 9;
        [self.row, two(self.lower, self.caps), two(self.upper, self.mixed), form].put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let [row, first, second, form] = Flat::get(bytes);
        let (lower, caps, upper, mixed) = (first as u16, (first >> 16) as u16, second as u16, (second >> 16) as u16);
        let (dotted, ordinary) = (form & 1 << 8 != 0, form & 1 << 9 != 0);
        let form = Form::ALL.get(form as usize & 0xff).copied().unwrap_or(Form::Short);
        Self { row, form, lower, caps, upper, mixed, dotted, ordinary }
    }
}

/// All forms.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Aliases {
    /// The forms of several words.
    pub(super) several: Matcher,
    /// How these begin.
    pub(super) beginnings: Beginnings,
    /// The forms of one word, sorted by it.
    #[serde(with = "crate::flat")]
    pub(super) alone: Vec<(WordId, Use)>,
    /// Where the forms of each word begin in it; `u32::MAX` where there are none.
    #[serde(with = "crate::flat")]
    alone_at: Vec<u32>,
    /// Whether some form of one word may stand in small letters.
    pub(super) small_alone: bool,
    pub(super) possessive: WordId,
    pub(super) ampersand: WordId,
}

/// Collects forms.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: Vec<WordId>,
    ends: Vec<u32>,
    uses: Vec<Use>,
    alone: Vec<(WordId, Use)>,
    parts: Vec<(WordId, Shape, u32)>,
}

impl Builder {
    /// Adds `name` as a `form` of `row`; a name with inner punctuation or of more than twelve words can't be matched, and
    /// the answer is whether it can.
    pub(super) fn add(&mut self, row: u32, name: &str, form: Form, words: &mut Words) -> bool {
        let mut parts = std::mem::take(&mut self.parts);
        parts.clear();
        let fits = cut(name, words, &mut parts) && !parts.is_empty() && parts.len() <= 12;
        if fits {
            let is_article = parts.len() > 1 && words.classes(parts[0].0).any(class::DEFINITE);
            if !is_article || parts[0].1 != Shape::Lower {
                self.push(row, &parts, form, words);
                if parts.len() == 1
                    && name.ends_with('.')
                    && parts[0].1 == Shape::Capital
                    && let Some((_, form)) = self.alone.last_mut()
                {
                    form.dotted = true;
                }
            }
            let is_telling = parts.len() > 2 || parts[0].1 == Shape::Lower;
            if is_article && (is_telling || !words.classes(parts[1].0).any(class::ORDINARY.or(class::DEMONYM))) {
                self.push(row, &parts[1..], form, words);
            }
        }
        self.parts = parts;
        fits
    }

    fn push(&mut self, row: u32, parts: &[(WordId, Shape, u32)], form: Form, words: &mut Words) {
        let (mut lower, mut caps, mut upper, mut mixed) = (0u16, 0u16, 0u16, 0u16);
        for (at, (word, shape, letters)) in parts.iter().enumerate() {
            let classes = words.classes(*word);
            match shape {
                Shape::Lower => lower |= 1 << at,
                Shape::Capital if classes.any(class::PARTICLE.or(class::DEFINITE)) => lower |= 1 << at,
                Shape::Upper => {
                    caps |= 1 << at;
                    if *letters < 4 || classes.any(class::ORDINARY) {
                        upper |= 1 << at;
                    }
                }
                Shape::Inner if *letters < 6 => mixed |= 1 << at,
                _ => {}
            }
        }
        let first = parts[0].0;
        let ordinary = parts.len() == 1 && upper == 0 && words.classes(first).any(class::ORDINARY);
        let form = Use { row, form, lower, caps, upper, mixed, dotted: false, ordinary };
        if parts.len() == 1 {
            words.classify(first, class::NAME_ALONE);
            self.alone.push((first, form));
            return;
        }
        for (at, (word, ..)) in parts.iter().enumerate() {
            self.words.push(*word);
            words.classify(*word, if at == 0 { class::NAME_FIRST } else { class::NAME_PART });
        }
        self.ends.push(self.words.len() as u32);
        self.uses.push(form);
    }

    /// Whether nothing was added.
    fn is_empty(&self) -> bool {
        self.uses.is_empty() && self.alone.is_empty()
    }
}

impl Aliases {
    /// Adds what was collected, behind the forms that are there.
    pub(super) fn add(&mut self, new: Builder, words: &mut Words) {
        self.possessive = words.add_key(POSSESSIVE, Classes::default());
        self.ampersand = words.add_key(AMPERSAND, Classes::default());
        if new.is_empty() && self.alone_at.len() == words.count() {
            return;
        }
        self.alone.extend(new.alone);
        self.alone.sort_by_key(|(word, form)| (*word, form.row, form.form));
        self.several = std::mem::take(&mut self.several).with(new.words, &new.ends, new.uses, words.count());
        self.number(words.count());
        self.beginnings = self.several.beginnings();
    }

    /// Takes back all forms of some rows; `rows` is sorted.
    pub(super) fn drop_rows(&mut self, rows: &[u32]) {
        if rows.is_empty() {
            return;
        }
        let stays = |form: &Use| rows.binary_search(&form.row).is_err();
        self.alone.retain(|(_, form)| stays(form));
        self.several = std::mem::take(&mut self.several).only(stays);
        self.number(self.alone_at.len());
    }

    /// Notes where the forms of each of `count` words begin.
    fn number(&mut self, count: usize) {
        self.alone_at.clear();
        self.alone_at.resize(count, u32::MAX);
        for (at, (word, _)) in self.alone.iter().enumerate().rev() {
            self.alone_at[word.0 as usize] = at as u32;
        }
        self.small_alone = self.alone.iter().any(|(_, form)| form.lower & 1 != 0);
    }

    /// The forms that are this word alone.
    pub(super) fn alone(&self, word: WordId) -> &[(WordId, Use)] {
        let from = self.alone_at.get(word.0 as usize).copied().unwrap_or(u32::MAX) as usize;
        if from >= self.alone.len() {
            return &[];
        }
        let count = self.alone[from..].iter().take_while(|(other, _)| *other == word).count();
        &self.alone[from..from + count]
    }

    /// The forms that are exactly these words.
    pub(super) fn uses_of(&self, words: &[WordId]) -> Vec<Use> {
        if let [word] = words {
            return self.alone(*word).iter().map(|(_, form)| *form).collect();
        }
        self.several.of(words)
    }
}

/// Whether a name can be found in a text: up to twelve words, and no marks between them.
pub(super) fn can_be_found(name: &str, words: &Words) -> bool {
    let mut count = 0;
    let tokens = token::tokenize(name, words);
    let last = tokens.len().saturating_sub(1);
    let fits = tokens.iter().enumerate().all(|(at, token)| {
        let quiet = token.shape == Shape::Quote && token.gap == Gap::None && at > 0
            || token.shape == Shape::Stop && at == last && at > 0;
        count += usize::from(!quiet);
        quiet || token.is_word() || token.shape == Shape::Possessive || token.span().of(name) == AMPERSAND
    });
    fits && (1..=12).contains(&count)
}

/// The words of a name as text would be matched: folded, and their numbers.
pub(super) fn words_of(name: &str, words: &Words) -> Vec<(String, WordId)> {
    let known = |key: &str| (key.to_owned(), words.get(key));
    let parts = token::tokenize(name, words).into_iter().filter_map(|token| {
        let text = token.span().of(name);
        match token.shape {
            Shape::Possessive => Some(known(POSSESSIVE)),
            Shape::Quote => None,
            _ if text == AMPERSAND => Some(known(AMPERSAND)),
            _ => Some(known(&token::fold_word(text))),
        }
    });
    parts.collect()
}

/// Cuts a name as text is cut, making each word a word of the vocabulary; `false` if it holds punctuation.
fn cut(name: &str, words: &mut Words, parts: &mut Vec<(WordId, Shape, u32)>) -> bool {
    if name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
        for part in name.split(' ').filter(|part| !part.is_empty()) {
            let bytes = part.as_bytes();
            let capitals = bytes.iter().filter(|b| b.is_ascii_uppercase()).count();
            let shape = match (bytes[0].is_ascii_uppercase(), capitals) {
                (true, n) if n == bytes.len() && n > 1 => Shape::Upper,
                (true, n) if n > 1 => Shape::Inner,
                (true, _) => Shape::Capital,
                (false, 0) => Shape::Lower,
                (false, _) => Shape::Inner,
            };
            parts.push((words.add(part, Classes::default()), shape, bytes.len() as u32));
        }
        return true;
    }
    for token in token::tokenize(name, words) {
        let text = token.span().of(name);
        if token.shape == Shape::Possessive {
            parts.push((words.add_key(POSSESSIVE, Classes::default()), Shape::Lower, 1));
            continue;
        }
        if token.shape == Shape::Quote && token.gap == Gap::None && !parts.is_empty() {
            continue;
        }
        if !token.is_word() && text != AMPERSAND {
            return false;
        }
        let letters = text.chars().filter(|ch| ch.is_alphabetic()).count() as u32;
        parts.push((words.add_key(&token::fold_word(text), Classes::default()), token.shape, letters));
    }
    true
}
