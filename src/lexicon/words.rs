//! Every word that the program knows, with its number and its classes.

use super::class::{self, Classes};
use crate::flat::Flat;
use crate::token::fold_word;
use crate::vocabulary::{ClassTable, Packed, Vocabulary};
use serde::{Deserialize, Serialize};

/// A word of the vocabulary; equal words (folded) have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// A word that the vocabulary does not hold.
    pub(crate) const NONE: Self = Self(0);
}

impl Flat for WordId {
    const WIDTH: usize = u32::WIDTH;

    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        Self(u32::get(bytes))
    }
}

/// Every word that the program knows, folded, with its classes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Words {
    classes: ClassTable,
    vocabulary: Vocabulary,
    /// The entries of the vocabulary know their sets of classes.
    is_settled: bool,
    suffixes: Vec<(String, Classes)>,
    /// Words that mean the same role, sorted: "sen" and "senator".
    roles: Vec<(WordId, WordId)>,
    /// The roles that have a more general word, sorted: a "minister" is an "official".
    general: Vec<(WordId, WordId)>,
    /// Whether some word is in [`class::ELISION`].
    elides: bool,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut classes = ClassTable::default();
        classes.push();
        let (vocabulary, suffixes, roles) = (Vocabulary::new(), Vec::new(), Vec::new());
        Self { classes, vocabulary, is_settled: false, suffixes, roles, general: Vec::new(), elides: false }
    }

    /// The word whose folded form is `key`.
    pub(crate) fn get(&self, key: &str) -> WordId {
        self.vocabulary.get(key).map_or(WordId::NONE, WordId)
    }

    /// The same for a short key.
    pub(crate) fn get_packed(&self, key: Packed) -> WordId {
        self.vocabulary.get_packed(key).map_or(WordId::NONE, |entry| WordId(entry.number))
    }

    /// The word whose folded form is a short key, and its classes; `small` are its letters where it stands in small
    /// letters, so that its ending counts.
    pub(crate) fn look_up(&self, key: Packed, small: Option<&str>) -> (WordId, Classes) {
        let Some(entry) = self.vocabulary.get_packed(key) else {
            return (WordId::NONE, small.map_or(Classes::default(), |word| self.ending_classes(word)));
        };
        let word = WordId(entry.number);
        let number = if small.is_some() { entry.small } else { entry.set };
        if let Some(classes) = self.classes.set(number).filter(|_| self.is_settled) {
            return (word, classes);
        }
        let classes = self.classes(word);
        (word, small.map_or(classes, |small| self.with_ending(classes, small)))
    }

    /// Classes of a word in small letters with those that its ending tells.
    pub(crate) fn with_ending(&self, classes: Classes, word: &str) -> Classes {
        if classes.any(class::UNINFLECTED) { classes } else { classes.or(self.ending_classes(word)) }
    }

    /// Makes looking up quick, once all words and classes are known; later ones make it slow again.
    pub(crate) fn settle(&mut self) {
        if self.is_settled {
            return;
        }
        let Self { classes, vocabulary, suffixes, .. } = self;
        vocabulary.settle(|word, number| {
            let word_id = WordId(number);
            let ending = if classes.of(word_id).any(class::UNINFLECTED) {
                Classes::default()
            } else {
                ending_classes(suffixes, word)
            };
            classes.numbers_of(word_id, ending)
        });
        self.is_settled = true;
    }

    /// The classes of `word`.
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.classes.of(word)
    }

    /// The classes that the ending of a word in small letters tells.
    fn ending_classes(&self, word: &str) -> Classes {
        ending_classes(&self.suffixes, word)
    }

    /// Adds a title and the noun of the same role.
    pub(super) fn add_role(&mut self, pair: (WordId, WordId)) {
        let at = self.roles.partition_point(|held| *held < pair);
        self.roles.insert(at, pair);
    }

    /// Adds a role and a more general word for whoever has it.
    pub(super) fn add_general(&mut self, pair: (WordId, WordId)) {
        let at = self.general.partition_point(|held| *held < pair);
        self.general.insert(at, pair);
    }

    /// Adds an ending that tells classes; the first that fits a word decides.
    pub(super) fn add_suffix(&mut self, suffix: &str, classes: Classes) {
        self.suffixes.push((suffix.to_owned(), classes));
    }

    /// The word that stands for all titles and nouns of the same role.
    pub(crate) fn role(&self, word: WordId) -> WordId {
        self.roles.binary_search_by_key(&word, |(title, _)| *title).map_or(word, |at| self.roles[at].1)
    }

    /// The more general words for whoever has the role: "official" for a minister.
    pub(crate) fn general(&self, role: WordId) -> impl Iterator<Item = WordId> + '_ {
        let from = self.general.partition_point(|(held, _)| *held < role);
        self.general[from..].iter().take_while(move |(held, _)| *held == role).map(|(_, general)| *general)
    }

    /// Adds `classes` to the word whose folded form is `key`, a new word if need be.
    pub(crate) fn add_key(&mut self, key: &str, classes: Classes) -> WordId {
        self.enter(self.get(key), classes, |vocabulary, number| vocabulary.insert(key, number))
    }

    /// Adds `classes` to a word as it is written.
    pub(crate) fn add(&mut self, word: &str, classes: Classes) -> WordId {
        match Packed::folded_alone(word) {
            None => self.add_key(&fold_word(word), classes),
            Some(key) => self.enter(self.get_packed(key), classes, |vocabulary, number| {
                vocabulary.insert_packed(key, number);
            }),
        }
    }

    /// Adds `classes` to a word that is known or, if it is [`WordId::NONE`], becomes so by `insert`.
    fn enter(&mut self, known: WordId, classes: Classes, insert: impl FnOnce(&mut Vocabulary, u32)) -> WordId {
        let word = if known == WordId::NONE { self.classes.push() } else { known };
        if known == WordId::NONE {
            insert(&mut self.vocabulary, word.0);
            self.is_settled = false;
        }
        self.classify(word, classes);
        self.elides |= classes.any(class::ELISION);
        word
    }

    /// Whether the language has words that lose their vowel before another.
    pub(crate) fn elides(&self) -> bool {
        self.elides
    }

    /// Adds `classes` to a word of the vocabulary.
    pub(crate) fn classify(&mut self, word: WordId, classes: Classes) {
        if self.classes.add(word, classes) {
            self.is_settled = false;
        }
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

/// What the first suffix that fits says.
fn ending_classes(suffixes: &[(String, Classes)], word: &str) -> Classes {
    let fits = |suffix: &str| word.len() > suffix.len() + 2 && word.ends_with(suffix);
    suffixes.iter().find(|(suffix, _)| fits(suffix)).map_or(Classes::default(), |(_, classes)| *classes)
}
