//! The words of a language: `lexicon/<language>/*.csv` to classes of words. No rule elsewhere names a word of any language.

use crate::document::Gender;
use crate::error::{Error, Stage};
use crate::gazetteer::weigh::{FEATURES, Weights};
use crate::token::fold_word;
use crate::vocabulary::{ClassTable, Packed, Vocabulary};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A word of the vocabulary; equal words (folded) have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// A word that the vocabulary does not hold.
    pub(crate) const NONE: Self = Self(0);
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Classes(u128);

impl Classes {
    pub(crate) const fn bit(number: u32) -> Self {
        Self(1 << number)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The classes, each with the name that `classes.csv` uses for it.
pub(crate) mod class {
    use super::Classes;

    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
            #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "each stands for the constant of its name")]
            #[derive(Clone, Copy)]
            enum Number {
                $($name),*
            }

            $($(#[$doc])* pub(crate) const $name: Classes = Classes::bit(Number::$name as u32);)*
            /// Name in the data, and class.
            pub(crate) const BY_NAME: &[(&str, Classes)] = &[$(($word, $name)),*];
        };
    }

    classes! {
        /// A personal pronoun as a subject.
        PRONOUN = "pronoun";
        /// "the", "his", "some": begins a noun phrase.
        DETERMINER = "determiner";
        PREPOSITION = "preposition";
        /// Joins equals: "and", "or".
        COORDINATOR = "coordinator";
        /// Begins a clause: "when", "because", "that".
        SUBORDINATOR = "subordinator";
        AUXILIARY = "auxiliary";
        ADVERB = "adverb";
        /// Other closed-class words: "there", "what".
        CLOSED = "closed";
        /// Stands before a person's name as a title: "Mr", "Senator".
        TITLE = "title";
        /// A noun for what a person does or is: "spokesman", "farmer", "resident".
        ROLE = "role";
        /// Part of a role before its noun: "prime", "foreign", "former".
        ROLE_MODIFIER = "role-modifier";
        /// People without names: "officials", "critics".
        COLLECTIVE = "collective";
        /// A thing that carries words: "banner", "report", "letter".
        ARTEFACT = "artefact";
        /// Lower-case part of a name: "van", "bin".
        PARTICLE = "particle";
        /// Written with a period that ends no sentence.
        ABBREVIATION = "abbreviation";
        /// The same in small letters: "vs".
        SMALL_ABBREVIATION = "small-abbreviation";
        /// Months, weekdays, feasts.
        CALENDAR = "calendar";
        /// "Russian": an adjective or people; from the gazetteer.
        DEMONYM = "demonym";
        COMPASS = "compass";
        /// Last word of an organisation's name: "University", "Inc".
        ORGANISATION_TAIL = "organisation-tail";
        /// "Ministry", "Bank", before "of".
        ORGANISATION_HEAD = "organisation-head";
        /// Last word of a place's name: "River", "Province".
        PLACE_TAIL = "place-tail";
        /// First word of a place's name: "Lake", "Mount".
        PLACE_HEAD = "place-head";
        /// Last word of a name that is no person, place or organisation: "Cup", "Award", "Act".
        OTHER_TAIL = "other-tail";
        /// "town", "city", "province" before "of".
        PLACE_NOUN = "place-noun";
        /// A given name; from the gazetteer.
        FIRST_NAME = "first-name";
        FIRST_MALE = "first-male";
        FIRST_FEMALE = "first-female";
        /// A given name that is also an ordinary word or a place.
        FIRST_ORDINARY = "first-ordinary";
        SURNAME = "surname";
        /// A family name that stands first: "Kim", "Nguyen".
        FAMILY_FIRST = "family-first";
        /// An ordinary word of the language in small letters.
        ORDINARY = "ordinary";
        /// Any form of a verb that reports speech.
        CUE = "cue";
        /// Finite forms: "said", "says".
        CUE_FINITE = "cue-finite";
        /// "saying".
        CUE_ING = "cue-ing";
        /// "say".
        CUE_BARE = "cue-bare";
        /// Past participle where it differs from the past, or equals it: "said", "written".
        CUE_PARTICIPLE = "cue-participle";
        /// Says by itself: neutral, reply, question, manner, written, social.
        CUE_SAYING = "cue-saying";
        /// Takes a stand: "insist", "deny", "praise", "promise".
        CUE_STANCE = "cue-stance";
        /// Takes the quoted words as a name: "call", "dub".
        CUE_NAMING = "cue-naming";
        CUE_THOUGHT = "cue-thought";
        /// May have a thing as its subject: "read", "show".
        CUE_ARTEFACT = "cue-artefact";
        /// Never stands before its subject: "tell", "call".
        CUE_NO_INVERSION = "cue-no-inversion";
        /// Tells that a person is a man.
        MALE = "male";
        /// Tells that a person is a woman.
        FEMALE = "female";
        /// A kind of work that has a title: "novel", "song", "programme".
        WORK = "work";
        /// Announces a term or name in marks: "so-called", "dubbed", "motto".
        TERM_LEAD = "term-lead";
        /// First word of some name in the gazetteer; set when it is loaded.
        NAME_FIRST = "name-first";
        /// A noun for speech: "statement", "interview".
        SPEECH = "speech";
        NUMBER_WORD = "number-word";
        /// "wife", "son", "brother".
        FAMILY = "family";
        NEGATION = "negation";
        /// A body without its name: "company", "ministry", "campaign".
        BODY_NOUN = "body-noun";
        /// "who", "which".
        RELATIVE = "relative";
        /// "by": names the agent of a passive.
        AGENT = "agent";
        /// "of".
        OF = "of";
        /// "to".
        TO = "to";
        /// "according": a cue before [`TO`].
        ACCORDING = "according";
        /// After a name: "Jr", "III".
        NAME_SUFFIX = "name-suffix";
        /// "he".
        PRONOUN_MALE = "pronoun-male";
        /// "she".
        PRONOUN_FEMALE = "pronoun-female";
        /// "they", "we".
        PRONOUN_PLURAL = "pronoun-plural";
        /// "I", "we": the writer or, inside marks, the speaker.
        PRONOUN_FIRST = "pronoun-first";
        /// "it".
        PRONOUN_THING = "pronoun-thing";
        /// "you".
        PRONOUN_SECOND = "pronoun-second";
        /// "as".
        AS = "as";
        /// "how".
        HOW = "how";
        /// "that".
        THAT = "that";
        /// "in": before a place.
        LOCATIVE = "locative";
        /// "the".
        DEFINITE = "definite";
        /// "a", "an".
        INDEFINITE = "indefinite";
        /// "his", "her".
        POSSESSIVE = "possessive";
        /// Past forms of "be".
        BE = "be";
        /// "writing", "reporting", "editing" before "by": a byline.
        BYLINE = "byline";
        /// A picture or its maker: "Photo", "Getty".
        CREDIT = "credit";
        /// An adjective or noun that begins a reported clause's object, never a person: "nothing", "something".
        THING = "thing";
        /// "former", "late", "then": was once.
        FORMER = "former";
        /// "told": its object is the hearer.
        CUE_HEARER = "cue-hearer";
        /// Sports and other teams' words: "striker", "coach".
        SPORT = "sport";
        /// "asked", "asking": the subject of its passive hears.
        CUE_QUESTION = "cue-question";
        /// "Street", "Avenue".
        STREET = "street";
        /// "and"-joined ampersand words of firms.
        AMPERSAND = "ampersand";
        /// Honorific that is only ever written before names in small letters too ("soldier", "engineer").
        AGE_UNIT = "age-unit";
        /// Spoken of an office through its place: "government", "leader".
        LEADER = "leader";
        /// Inverts by itself and stands alone: says a finite verb of saying.
        SAY = "say";
        /// A word in front of a country adjective's office: "president", "premier".
        OFFICE = "office";
        /// "whose".
        WHOSE = "whose";
        /// "for", "from", "with": joins a spokesman to a body.
        AFFILIATION = "affiliation";
        /// A verb that reports speech only right beside the marks: "put", "go", "find".
        CUE_WEAK = "cue-weak";
        /// By its ending a past form: "-ed".
        PAST_LIKE = "past-like";
        /// By its ending an adverb: "-ly".
        ADVERB_LIKE = "adverb-like";
        /// By its ending a present form or a plural: "-s".
        PRESENT_LIKE = "present-like";
        /// By its ending a participle: "-ing".
        ING_LIKE = "ing-like";
        /// Short for words that lost their beginning: "'em", "'til".
        ELISION = "elision";
        /// A paper, agency or station as the hearer: "reporters".
        HEARER = "hearer";
        /// "with": brings in a subject and its participle, "with one critic calling it …".
        ABSOLUTE = "absolute";
        /// "week", "night": after [`TIME_LEAD`] a time, no subject.
        TIME = "time";
        /// "last", "this".
        TIME_LEAD = "time-lead";
        /// Its ending is no inflection: "succeed", "nothing", "this".
        UNINFLECTED = "uninflected";
        /// Opens a clause that belongs to what is reported: "because", "if".
        REASON = "reason";
        /// "contributed" to a report: a byline.
        CONTRIBUTED = "contributed";
        /// A later word of some name in the gazetteer; set when it is loaded.
        NAME_PART = "name-part";
        /// Small letters after a hyphen in an East Asian given name: "in", "sun".
        SYLLABLE = "syllable";
        /// Joins the parts of a body's name: "of", "for", "on".
        LINK = "link";
        /// Letters that stand for no body: "CEO", "GDP", "TV".
        LETTERS = "letters";
        /// After a country's name: money, not the country.
        CURRENCY = "currency";
        /// A service that people write on, and whose name mostly means the service: "Twitter".
        PLATFORM = "platform";
        /// "on", "via": before a platform.
        MEDIUM = "medium";
        /// What only a firm has: "shares", "chief executive".
        FIRM_NOUN = "firm-noun";
        /// After a hyphen behind a name, no part of it: "led", "backed".
        COMPOUND = "compound";
        /// Whose "of" names a field, not a body: "minister", "secretary".
        MINISTER = "minister";
        /// All of some name in the gazetteer; set when it is loaded.
        NAME_ALONE = "name-alone";
        /// With a capital inside a sentence, the body itself: "Parliament".
        INSTITUTION = "institution";
        /// First word of an office: "prime"; set when the gazetteer is loaded.
        OFFICE_FIRST = "office-first";
    }

    /// The words that never belong to a name by themselves.
    pub(crate) const FUNCTION: Classes = PRONOUN
        .or(DETERMINER)
        .or(PREPOSITION)
        .or(COORDINATOR)
        .or(SUBORDINATOR)
        .or(AUXILIARY)
        .or(ADVERB)
        .or(CLOSED)
        .or(RELATIVE)
        .or(CUE)
        .or(CUE_FINITE)
        .or(ORDINARY)
        .or(NEGATION)
        .or(PARTICLE);
}

/// Every word that the program knows, folded, with its classes.
#[derive(Debug)]
pub(crate) struct Words {
    classes: ClassTable,
    vocabulary: Vocabulary,
    suffixes: Vec<(String, Classes)>,
    /// Words that mean the same role, sorted: "sen" and "senator".
    roles: Vec<(WordId, WordId)>,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut classes = ClassTable::default();
        classes.push();
        Self { classes, vocabulary: Vocabulary::new(), suffixes: Vec::new(), roles: Vec::new() }
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
        word
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

/// The rules of one language that are data.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Lower-case beginnings or contents of lines that belong to the page and not to the article.
    pub(crate) boilerplate: Vec<Boilerplate>,
    /// What speaks for a person, a place, an organisation.
    pub(crate) weights: Weights,
    /// Words for an office, and the offices of the gazetteer that they may mean.
    pub(crate) offices: HashMap<String, Vec<String>, FixedState>,
    /// Words with two spellings.
    pub(crate) spellings: Vec<(String, String)>,
}

/// One phrase of `boilerplate.csv`.
#[derive(Debug)]
pub(crate) struct Boilerplate {
    pub(crate) place: PhrasePlace,
    pub(crate) phrase: String,
}

/// Where in a line a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhrasePlace {
    /// The line is the phrase.
    Whole,
    /// The line begins with it.
    Start,
    /// The line holds it.
    Inside,
}

const ENGLISH: [(&str, &str); 8] = [
    ("lexicon/en/titles.csv", include_str!("../lexicon/en/titles.csv")),
    ("lexicon/en/suffixes.csv", include_str!("../lexicon/en/suffixes.csv")),
    ("lexicon/en/classes.csv", include_str!("../lexicon/en/classes.csv")),
    ("lexicon/en/cues.csv", include_str!("../lexicon/en/cues.csv")),
    ("lexicon/en/boilerplate.csv", include_str!("../lexicon/en/boilerplate.csv")),
    ("lexicon/en/evidence.csv", include_str!("../lexicon/en/evidence.csv")),
    ("lexicon/en/offices.csv", include_str!("../lexicon/en/offices.csv")),
    ("lexicon/en/spelling.csv", include_str!("../lexicon/en/spelling.csv")),
];
const ORDINARY_WORDS: &str = include_str!("../lexicon/en/words.txt");

/// A hash of all tables, the same on every machine: FNV-1a in 64 bits (Fowler, Noll and Vo 1991).
pub(crate) fn hash() -> u64 {
    let tables = ENGLISH.iter().flat_map(|(_, table)| table.bytes());
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    tables.chain(ORDINARY_WORDS.bytes()).filter(|byte| *byte != b'\r').fold(0xcbf2_9ce4_8422_2325, mix)
}

impl Lexicon {
    /// English, as shipped; adds its words to `words`.
    ///
    /// # Errors
    ///
    /// Every bad row at once.
    pub(crate) fn english(words: &mut Words) -> Result<Self, Vec<Error>> {
        let mut errors = Vec::new();
        for word in ORDINARY_WORDS.lines() {
            words.add(word, class::ORDINARY);
        }
        let [titles, suffixes, classes, cues, boilerplate, evidence, offices, spelling] = ENGLISH;
        for (_, row) in rows(titles, 2, &mut errors) {
            let pair = (words.add(&row[0], Classes::default()), words.add(&row[1], Classes::default()));
            words.roles.push(pair);
        }
        words.roles.sort_unstable();
        for (line, row) in rows(suffixes, 2, &mut errors) {
            match class_named(&row[1]) {
                Some(class) => words.suffixes.push((row[0].clone(), class)),
                None => errors.push(bad(suffixes.0, line, "class", format!("unknown class `{}`", row[1]))),
            }
        }
        read_classes(classes, words, &mut errors);
        read_cues(cues, words, &mut errors);
        let boilerplate = read_boilerplate(boilerplate, &mut errors);
        let weights = read_evidence(evidence, &mut errors);
        let spellings =
            rows(spelling, 2, &mut errors).into_iter().map(|(_, row)| (row[0].clone(), row[1].clone())).collect();
        let offices = rows(offices, 2, &mut errors)
            .into_iter()
            .map(|(_, row)| (row[0].clone(), row[1].split('|').map(str::to_owned).collect()))
            .collect();
        if errors.is_empty() { Ok(Self { boilerplate, weights, offices, spellings }) } else { Err(errors) }
    }
}

fn rows<'a>(file: (&'a str, &'a str), columns: usize, errors: &mut Vec<Error>) -> Vec<(u64, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file.1.as_bytes());
    let mut out = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) if record.len() == columns => {
                let line = record.position().map_or(0, csv::Position::line);
                out.push((line, record.iter().map(str::to_owned).collect()));
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                errors.push(
                    Error::new(Stage::Knowledge, format!("{} cells instead of {columns}", record.len()))
                        .at(file.0)
                        .line(line),
                );
            }
            Err(error) => errors.push(Error::new(Stage::Knowledge, error.to_string()).at(file.0)),
        }
    }
    out
}

fn bad(file: &str, line: u64, column: &str, message: String) -> Error {
    Error::new(Stage::Knowledge, message).at(file).line(line).column(column)
}

fn class_named(name: &str) -> Option<Classes> {
    class::BY_NAME.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
}

fn read_classes(file: (&str, &str), words: &mut Words, errors: &mut Vec<Error>) {
    for (line, row) in rows(file, 2, errors) {
        match class_named(&row[0]) {
            Some(classes) => {
                words.add(&row[1], classes);
            }
            None => errors.push(bad(file.0, line, "class", format!("unknown class `{}`", row[0]))),
        }
    }
}

/// Columns: lemma, groups, present, past, participle, ing, notes.
fn read_cues(file: (&str, &str), words: &mut Words, errors: &mut Vec<Error>) {
    for (line, row) in rows(file, 7, errors) {
        let mut classes = class::CUE;
        for group in row[1].split('|') {
            match cue_group(group) {
                Some(group) => classes = classes.or(group),
                None => errors.push(bad(file.0, line, "groups", format!("unknown group `{group}`"))),
            }
        }
        for flag in row[6].split('|').filter(|flag| !flag.is_empty()) {
            match class_named(flag) {
                Some(flag) => classes = classes.or(flag),
                None => errors.push(bad(file.0, line, "notes", format!("unknown class `{flag}`"))),
            }
        }
        words.add(&row[0], classes.or(class::CUE_BARE));
        let forms = [class::CUE_FINITE, class::CUE_FINITE, class::CUE_PARTICIPLE, class::CUE_ING];
        for (cell, form) in row[2..6].iter().zip(forms) {
            for word in cell.split('|').filter(|word| !word.is_empty()) {
                words.add(word, classes.or(form));
            }
        }
    }
}

fn cue_group(name: &str) -> Option<Classes> {
    Some(match name {
        "neutral" | "reply" | "manner" | "written" | "social" => class::CUE_SAYING,
        "question" => class::CUE_SAYING.or(class::CUE_QUESTION),
        "assertive" | "concession" | "negative" | "positive" | "directive" | "commissive" => class::CUE_STANCE,
        "naming" => class::CUE_NAMING,
        "thought" => class::CUE_THOUGHT,
        "artefact" => class::CUE_ARTEFACT,
        _ => return None,
    })
}

fn read_boilerplate(file: (&str, &str), errors: &mut Vec<Error>) -> Vec<Boilerplate> {
    let mut out = Vec::new();
    for (line, row) in rows(file, 2, errors) {
        let place = match row[0].as_str() {
            "whole" => PhrasePlace::Whole,
            "start" => PhrasePlace::Start,
            "inside" => PhrasePlace::Inside,
            other => {
                errors.push(bad(file.0, line, "place", format!("`{other}` is not whole, start or inside")));
                continue;
            }
        };
        out.push(Boilerplate { place, phrase: row[1].to_lowercase() });
    }
    out
}

/// Columns: feature, person, place, organisation (hundredths of the logarithm of the odds against no name).
fn read_evidence(file: (&str, &str), errors: &mut Vec<Error>) -> Weights {
    let mut weights = Weights { rows: vec![[0; 3]; FEATURES.len()] };
    for (line, row) in rows(file, 4, errors) {
        let Some(feature) = FEATURES.iter().position(|name| *name == row[0]) else {
            errors.push(bad(file.0, line, "feature", format!("unknown feature `{}`", row[0])));
            continue;
        };
        for (column, cell) in row[1..].iter().enumerate() {
            match cell.parse() {
                Ok(weight) => weights.rows[feature][column] = weight,
                Err(_) => errors.push(bad(file.0, line, "weight", format!("`{cell}` is no whole number"))),
            }
        }
    }
    weights
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
