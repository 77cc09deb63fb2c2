//! Where entries go: names are cleaned, what no text could match is left out and counted, the rest is written.

use super::super::alias;
use super::entry::{COLUMNS, Entry};
use crate::document::Kind;
use crate::error::{Error, Stage};
use crate::lexicon::{Words, class};
use crate::token::fold_word;
use std::collections::BTreeMap;
use std::io::Write;

/// So many examples are kept of each reason.
const EXAMPLES: usize = 3;
/// So many reasons are kept apart; a list with more types than that has its rest under one.
const REASONS: usize = 200;

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows written.
    pub entities: u64,
    /// Names in them.
    pub names: u64,
    /// What was left out, by reason.
    pub left: BTreeMap<String, Left>,
}

/// What was left out for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// How often.
    pub count: u64,
    /// The first few.
    pub examples: Vec<String>,
}

/// A table under work.
pub(super) struct Sink<'a> {
    out: csv::Writer<&'a mut dyn Write>,
    words: &'a Words,
    report: Report,
}

impl<'a> Sink<'a> {
    pub(super) fn new(out: &'a mut dyn Write, words: &'a Words) -> Self {
        Self { out: csv::Writer::from_writer(out), words, report: Report::default() }
    }

    /// Writes the header.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        self.out.write_record(COLUMNS).map_err(|error| unwritten(&error))
    }

    pub(super) fn finish(mut self) -> Result<Report, Error> {
        self.out.flush().map_err(|error| unwritten(&error))?;
        Ok(self.report)
    }

    /// Counts something that is left out.
    pub(super) fn leave(&mut self, reason: &str, example: &str) {
        self.leave_many(reason, example, 1);
    }

    fn leave_many(&mut self, reason: &str, example: &str, count: u64) {
        if count == 0 {
            return;
        }
        let crowded = self.report.left.len() >= REASONS && !self.report.left.contains_key(reason);
        let reason = if crowded { "other reasons" } else { reason };
        if !self.report.left.contains_key(reason) {
            self.report.left.insert(reason.to_owned(), Left::default());
        }
        let Some(left) = self.report.left.get_mut(reason) else { return };
        left.count += count;
        if left.examples.len() < EXAMPLES && !example.is_empty() {
            left.examples.push(example.chars().filter(|ch| !ch.is_control()).take(60).collect());
        }
    }

    /// Writes an entity, if a name is left of it.
    pub(super) fn put(&mut self, entry: &Entry) -> Result<(), Error> {
        let mut names = self.names(entry);
        if names.is_empty() {
            return Ok(());
        }
        let main = names.remove(0);
        let acronym = |name: &String| {
            entry.kind == Kind::Organisation
                && is_one_word(name)
                && name.len() < 8
                && !name.contains(char::is_lowercase)
        };
        let (acronyms, aliases): (Vec<String>, Vec<String>) = names.into_iter().partition(acronym);
        self.report.entities += 1;
        self.report.names += (1 + acronyms.len() + aliases.len()) as u64;
        let description = one_line(&entry.description);
        let (aliases, acronyms) = (aliases.join("|"), acronyms.join("|"));
        let cells: [&str; 16] = [
            &main,
            entry.kind.name(),
            &aliases,
            "",
            &acronyms,
            entry.gender,
            &entry.country,
            &description,
            &entry.sort,
            &entry.region,
            &entry.population,
            &entry.latitude,
            &entry.longitude,
            &entry.geonames,
            &entry.wikidata,
            "",
        ];
        self.out.write_record(cells).map_err(|error| unwritten(&error))
    }

    /// The names of an entity as this program writes them, each once; what a text could not match is left out and counted.
    fn names(&mut self, entry: &Entry) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut folded: Vec<String> = Vec::new();
        for written in &entry.names {
            match self.clean(written, entry.kind) {
                Ok(name) => {
                    let key = name.split([' ', '-']).map(fold_word).collect::<Vec<_>>().join(" ");
                    if !folded.contains(&key) {
                        folded.push(key);
                        names.push(name);
                    }
                }
                Err(reason) => self.leave(reason, written),
            }
        }
        if entry.kind == Kind::Person {
            let (lone, full): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| is_one_word(name));
            let example = lone.first().map_or("", String::as_str);
            self.leave_many("a person's name of one word, which could be anybody's", example, lone.len() as u64);
            names = full;
        }
        names
    }

    /// A name as this program writes it, or why it has no place in a table.
    fn clean(&self, written: &str, kind: Kind) -> Result<String, &'static str> {
        let mut name = one_line(written);
        if kind == Kind::Person && name.matches(',').count() == 1 {
            // "Smyth, Jon"
            if let Some((family, given)) = name.split_once(',') {
                name = format!("{} {}", given.trim(), family.trim());
            }
        }
        if kind == Kind::Organisation
            && let Some((body, form)) = name.split_once(',')
            && form.split_whitespace().last().is_some_and(|word| self.is(word, class::ORGANISATION_TAIL))
        {
            name.truncate(body.len());
        }
        if kind == Kind::Person && name.contains(' ') && !name.contains(char::is_lowercase) {
            name = name.split(' ').map(titled).collect::<Vec<_>>().join(" ");
        }
        let letters = name.chars().filter(|ch| ch.is_alphabetic()).count();
        if letters < 2 {
            return Err("fewer than two letters");
        }
        if !name.chars().all(is_latin) {
            return Err("not in Latin letters");
        }
        if name.chars().next().is_some_and(char::is_lowercase) && !name.contains(char::is_uppercase) {
            return Err("no capital letter");
        }
        if name.contains('|') || !alias::can_be_found(&name, self.words) {
            return Err("marks inside the name, or more than twelve words: no text could match it");
        }
        Ok(name)
    }

    fn is(&self, word: &str, classes: crate::lexicon::Classes) -> bool {
        self.words.classes(self.words.get(&fold_word(word))).any(classes)
    }
}

/// The caller knows where the table goes.
fn unwritten(error: &dyn std::fmt::Display) -> Error {
    Error::new(Stage::Write, format!("the table can't be written: {error}"))
}

/// Without control characters, and with single spaces.
fn one_line(text: &str) -> String {
    let plain = |word: &str| word.chars().filter(|ch| !ch.is_control()).collect::<String>();
    text.split_whitespace().map(plain).collect::<Vec<_>>().join(" ")
}

fn is_one_word(name: &str) -> bool {
    !name.contains([' ', '-'])
}

/// "SMYTH-QUARN" as "Smyth-Quarn"; initials stay.
pub(super) fn titled(word: &str) -> String {
    let mut first = true;
    let small = |ch: char| {
        let is_first = std::mem::replace(&mut first, !ch.is_alphabetic());
        let changed: Vec<char> = if is_first { ch.to_uppercase().collect() } else { ch.to_lowercase().collect() };
        changed
    };
    word.chars().flat_map(small).collect()
}

/// Whether a character belongs to names in Latin letters: up to the Latin extensions, marks and punctuation.
fn is_latin(ch: char) -> bool {
    !ch.is_alphabetic() || matches!(ch, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2b0}'..='\u{2ff}')
}
