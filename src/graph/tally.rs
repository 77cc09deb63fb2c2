//! What is counted for an entity, a pair, a speaker and all text together; each merges with its like.

use super::Window;
use super::date::Dates;
use super::witness::{Witness, keep_better};
use crate::document::{Entity, Gender, Kind};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is counted for one entity, over all articles that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityCounts {
    /// `person:volodymyr-zelenskyy`.
    pub id: Box<str>,
    /// The name to show; for an entity that no list holds, the longest that an article gave it.
    pub name: Box<str>,
    /// What it is.
    pub kind: Kind,
    /// Its row in the gazetteer.
    pub known: Option<u32>,
    /// Articles that name it.
    pub documents: u64,
    /// Paragraphs that name it.
    pub paragraphs: u64,
    /// Sentences that name it.
    pub sentences: u64,
    /// Mentions that count: no demonyms, nothing in bylines, boilerplate and repeated paragraphs.
    pub mentions: u64,
    /// Quotations attributed to it.
    pub quotes: u64,
    /// Words in these quotations.
    pub quoted_words: u64,
    /// How often it is named by which words; words for an office are no form of a name.
    pub forms: BTreeMap<Box<str>, u64>,
    /// When the articles that name it were published.
    pub dates: Dates,
    /// For an entity that no list holds, a sentence that names it.
    pub witness: Option<Arc<Witness>>,
    male: bool,
    female: bool,
}

impl EntityCounts {
    pub(super) fn new(entity: &Entity) -> Self {
        Self {
            id: entity.id.as_str().into(),
            name: entity.name.as_str().into(),
            kind: entity.kind,
            known: entity.known,
            documents: 0,
            paragraphs: 0,
            sentences: 0,
            mentions: 0,
            quotes: 0,
            quoted_words: 0,
            forms: BTreeMap::new(),
            dates: Dates::default(),
            witness: None,
            male: entity.gender == Some(Gender::Male),
            female: entity.gender == Some(Gender::Female),
        }
    }

    /// "he" or "she", where the articles agree.
    pub fn gender(&self) -> Option<Gender> {
        match (self.male, self.female) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            (true, true) | (false, false) => None,
        }
    }

    /// The names in the text, the most frequent first, then by letters.
    pub fn forms_by_count(&self) -> Vec<(&str, u64)> {
        let mut forms: Vec<_> = self.forms.iter().map(|(form, &count)| (&**form, count)).collect();
        forms.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        forms
    }

    /// Counts so many mentions by these words, whatever space lies between them.
    pub(super) fn add_form(&mut self, words: &str, count: u64) {
        if count == 0 {
            return;
        }
        let plain = words.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace));
        let words =
            if plain { words.into() } else { Cow::from(words.split_whitespace().collect::<Vec<_>>().join(" ")) };
        match self.forms.get_mut(&*words) {
            Some(held) => *held += count,
            None => _ = self.forms.insert(words.into(), count),
        }
    }

    /// Takes in how another article describes the entity: all of it but the numbers.
    pub(super) fn describe(&mut self, entity: &Entity) {
        self.rename(&entity.name, entity.known);
        self.kind = self.kind.min(entity.kind);
        self.male |= entity.gender == Some(Gender::Male);
        self.female |= entity.gender == Some(Gender::Female);
    }

    /// Keeps the name that a list gives, else the longest, else the first by letters.
    fn rename(&mut self, name: &str, known: Option<u32>) {
        if known == self.known && *name == *self.name {
            return;
        }
        let longer = name.chars().count().cmp(&self.name.chars().count());
        let known_first = known.is_some().cmp(&self.known.is_some());
        if known_first.then(longer).then_with(|| self.name.as_ref().cmp(name)).is_gt() {
            self.name = name.into();
        }
        self.known = [self.known, known].into_iter().flatten().min();
    }

    /// Takes in the counts of the same entity in other articles.
    pub(crate) fn merge(&mut self, other: Self) {
        self.rename(&other.name, other.known);
        self.kind = self.kind.min(other.kind);
        self.male |= other.male;
        self.female |= other.female;
        self.documents += other.documents;
        self.paragraphs += other.paragraphs;
        self.sentences += other.sentences;
        self.mentions += other.mentions;
        self.quotes += other.quotes;
        self.quoted_words += other.quoted_words;
        for (form, count) in other.forms {
            *self.forms.entry(form).or_default() += count;
        }
        self.dates.merge(other.dates);
        keep_better(&mut self.witness, other.witness);
    }
}

/// What is counted for two entities that an article names together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairCounts {
    /// Articles that name both, anywhere.
    pub documents: u32,
    /// Paragraphs that name both.
    pub paragraphs: u32,
    /// Sentences that name both.
    pub sentences: u32,
    /// Articles with at least one paragraph that names both.
    pub documents_by_paragraph: u32,
    /// Articles with at least one sentence that names both.
    pub documents_by_sentence: u32,
    /// When the articles that name both were published.
    pub dates: Dates,
    /// The words that show it best.
    pub witness: Option<Arc<Witness>>,
}

impl PairCounts {
    /// In how many articles the two are named within the window.
    pub fn weight(&self, window: Window) -> u32 {
        match window {
            Window::Sentence => self.documents_by_sentence,
            Window::Paragraph => self.documents_by_paragraph,
            Window::Document => self.documents,
        }
    }

    /// In how many windows the two are named.
    pub fn windows(&self, window: Window) -> u32 {
        match window {
            Window::Sentence => self.sentences,
            Window::Paragraph => self.paragraphs,
            Window::Document => self.documents,
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.paragraphs += other.paragraphs;
        self.sentences += other.sentences;
        self.documents_by_paragraph += other.documents_by_paragraph;
        self.documents_by_sentence += other.documents_by_sentence;
        self.dates.merge(other.dates);
        keep_better(&mut self.witness, other.witness);
    }
}

/// What is counted for a speaker who names an entity in quotations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenCounts {
    /// Quotations of the speaker that name the entity.
    pub quotes: u32,
    /// Articles with at least one of them.
    pub documents: u32,
    /// When these articles were published.
    pub dates: Dates,
    /// The quotation that shows it best.
    pub witness: Option<Arc<Witness>>,
}

impl SpokenCounts {
    pub(super) fn merge(&mut self, other: Self) {
        self.quotes += other.quotes;
        self.documents += other.documents;
        self.dates.merge(other.dates);
        keep_better(&mut self.witness, other.witness);
    }
}

/// How much text was counted, without bylines, boilerplate and repeated paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Articles.
    pub documents: u64,
    /// Their paragraphs.
    pub paragraphs: u64,
    /// Their sentences.
    pub sentences: u64,
}

impl Totals {
    /// The number of windows of a kind.
    pub fn windows(&self, window: Window) -> u64 {
        match window {
            Window::Sentence => self.sentences,
            Window::Paragraph => self.paragraphs,
            Window::Document => self.documents,
        }
    }
}

impl Totals {
    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.paragraphs += other.paragraphs;
        self.sentences += other.sentences;
    }
}

/// Windows that hold more distinct names than the limit, so that their pairs were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capped {
    /// Sentences over the limit.
    pub sentences: u64,
    /// Paragraphs over the limit.
    pub paragraphs: u64,
    /// Documents over the limit.
    pub documents: u64,
}

impl Capped {
    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.paragraphs += other.paragraphs;
        self.sentences += other.sentences;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_a_line_end_is_no_other_form() {
        let mut counts = EntityCounts::new(&Entity {
            id: "person:ann-moss".into(),
            name: "Ann Moss".into(),
            kind: Kind::Person,
            gender: None,
            known: None,
        });
        for form in ["Ann Moss", "Ann\u{a0}Moss", "Ann\n  Moss", "Moss"] {
            counts.add_form(form, 1);
        }
        assert_eq!(counts.forms_by_count(), [("Ann Moss", 3), ("Moss", 1)]);
    }
}
