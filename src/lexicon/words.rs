//! Every word that the program knows, with its number and its classes.

use super::class::{self, Classes};
use crate::token::fold_word;
use crate::vocabulary::{ClassTable, Packed, Vocabulary};

/// A word of the vocabulary; equal words (folded) have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// A word that the vocabulary does not hold.
    pub(crate) const NONE: Self = Self(0);
}

/// Every word that the program knows, folded, with its classes.
#[derive(Debug)]
pub(crate) struct Words {
    classes: ClassTable,
    vocabulary: Vocabulary,
    suffixes: Vec<(String, Classes)>,
    /// Words that mean the same role, sorted: "sen" and "senator".
    roles: Vec<(WordId, WordId)>,
    /// Whether some word is in [`class::ELISION`].
    elides: bool,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut classes = ClassTable::default();
        classes.push();
        Self { classes, vocabulary: Vocabulary::new(), suffixes: Vec::new(), roles: Vec::new(), elides: false }
    }

    /// The word whose folded form is `key`.
    pub(crate) fn get(&self, key: &str) -> WordId {
        self.vocabulary.get(key).map_or(WordId::NONE, WordId)
    }

    /// The same for a short key.
    pub(crate) fn get_packed(&self, key: Packed) -> WordId {
        self.vocabulary.get_packed(key).map_or(WordId::NONE, WordId)
    }

    /// The classes of `word`.
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.classes.of(word)
    }

    /// The classes that the ending of a word in small letters tells.
    pub(crate) fn ending_classes(&self, word: &str) -> Classes {
        let suffix =
            self.suffixes.iter().find(|(suffix, _)| word.len() > suffix.len() + 2 && word.ends_with(suffix.as_str()));
        suffix.map_or(Classes::default(), |(_, classes)| *classes)
    }

    /// Adds a title and the noun of the same role.
    pub(super) fn add_role(&mut self, pair: (WordId, WordId)) {
        let at = self.roles.partition_point(|held| *held < pair);
        self.roles.insert(at, pair);
    }

    /// Adds an ending that tells classes; the first that fits a word decides.
    pub(super) fn add_suffix(&mut self, suffix: &str, classes: Classes) {
        self.suffixes.push((suffix.to_owned(), classes));
    }

    /// The word that stands for all titles and nouns of the same role.
    pub(crate) fn role(&self, word: WordId) -> WordId {
        self.roles.binary_search_by_key(&word, |(title, _)| *title).map_or(word, |at| self.roles[at].1)
    }

    /// Adds `classes` to the word whose folded form is `key`, a new word if need be.
    pub(crate) fn add_key(&mut self, key: &str, classes: Classes) -> WordId {
        let mut word = self.get(key);
        if word == WordId::NONE {
            word = self.classes.push();
            self.vocabulary.insert(key, word.0);
        }
        self.classes.add(word, classes);
        self.elides |= classes.any(class::ELISION);
        word
    }

    /// Whether the language has words that lose their vowel before another.
    pub(crate) fn elides(&self) -> bool {
        self.elides
    }

    /// Adds `classes` to a word as it is written.
    pub(crate) fn add(&mut self, word: &str, classes: Classes) -> WordId {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.add_key(word, classes)
        } else {
            self.add_key(&fold_word(word), classes)
        }
    }

    /// Adds `classes` to a word of the vocabulary.
    pub(crate) fn classify(&mut self, word: WordId, classes: Classes) {
        self.classes.add(word, classes);
    }

    /// How many words there are; every word's number is below it.
    pub(crate) fn count(&self) -> usize {
        self.classes.len()
    }

    #[cfg(test)]
    pub(crate) fn of(list: &[(&str, Classes)]) -> Self {
        let mut words = Self::new();
        for (word, classes) in list {
            words.add(word, *classes);
        }
        words
    }
}
