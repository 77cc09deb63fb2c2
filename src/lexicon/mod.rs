//! The words of a language: `lexicon/<language>/*.csv` to classes of words. No rule elsewhere names a word of any language.

mod boilerplate;
pub(crate) mod class;
mod detect;
mod language;
mod read;
mod words;

pub(crate) use class::Classes;
pub use language::Language;
pub(crate) use words::{WordId, Words};

use crate::document::Gender;
use crate::gazetteer::features::Weights;
use boilerplate::Boilerplate;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// The rules of one language that are data.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    /// Lines that belong to the page and not to the article.
    pub(crate) boilerplate: Boilerplate,
    /// What speaks for a person, a place, an organisation.
    pub(crate) weights: Weights,
    /// What each sign of speech weighs; none where the language has no weights.
    pub(crate) speech: Vec<i32>,
    /// Words for an office, and the offices of the gazetteer that they may mean.
    #[serde(with = "crate::flat::map")]
    pub(crate) offices: HashMap<String, Vec<String>, FixedState>,
    /// Nouns for a body without its name ("newspaper"), sorted by the word before (of a compound, else none) and the noun, and the
    /// words of which a body must have one in its name or description to be called so ("times", "herald").
    pub(crate) bodies: Vec<([WordId; 2], Vec<String>)>,
    /// Words with two spellings.
    pub(crate) spellings: Vec<(String, String)>,
    /// How the language is written.
    pub(crate) habits: Habits,
}

/// How a language is written, where it is not written as English is: `writing.csv`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Habits {
    /// Who speaks may stand inside the marks, between commas or dashes.
    pub(crate) attribution_inside: bool,
    /// A dash at the start of a paragraph opens speech.
    pub(crate) dialogue_dash: bool,
    /// Every noun has a capital.
    pub(crate) capital_nouns: bool,
}

/// The gender that the classes of a word tell: of a title, a role, a pronoun or a given name.
pub(crate) fn gender(classes: Classes) -> Option<Gender> {
    let male = classes.any(class::MALE.or(class::PRONOUN_MALE));
    let female = classes.any(class::FEMALE.or(class::PRONOUN_FEMALE));
    match (male, female) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
