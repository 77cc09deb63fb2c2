//! What is no fault in a list of names but may surprise: names with several owners, names that are ordinary words, names
//! that no text can match.

use super::alias;
use super::row::Sort;
use super::table::{Cells, Layout};
use crate::error::{Error, Stage};
use crate::lexicon::{Words, class};
use crate::token::fold_word;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

/// A kind of surprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Two entities of one type have the name: the article's own words decide.
    Shared,
    /// An entity of another type has the name, and comes first.
    Shadowed,
    /// A name of one word that is an ordinary word too.
    Ordinary,
    /// No text can match the name.
    Unfindable,
}

impl Concern {
    /// What such names are.
    pub fn title(self) -> &'static str {
        match self {
            Self::Shared => "names of several entities of one type, between which the article's own words decide",
            Self::Shadowed => "names that an entity of another type has too, of which one comes first",
            Self::Ordinary => {
                "names that are ordinary words, tagged only where nothing but a name calls for the capital"
            }
            Self::Unfindable => "names that no text can match",
        }
    }
}

/// Surprises by kind: how many, and the first of them.
pub type Concerns = BTreeMap<Concern, (u64, Vec<Error>)>;

/// Who has which name.
pub(super) struct Owners<'a> {
    words: &'a Words,
    limit: usize,
    names: HashMap<u64, u32, FixedState>,
    rows: Vec<Owner>,
    files: Vec<PathBuf>,
    pub(super) concerns: Concerns,
}

struct Owner {
    rank: (Sort, Reverse<u32>, u32),
    layout: Layout,
    name: Box<str>,
    file: u32,
    line: u32,
}

/// Whether the rows of a file are asked about, or only known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Asked,
    Known,
}

impl<'a> Owners<'a> {
    pub(super) fn new(words: &'a Words, limit: usize) -> Self {
        let names = HashMap::with_hasher(FixedState::with_seed(103));
        Self { words, limit, names, rows: Vec::new(), files: Vec::new(), concerns: Concerns::new() }
    }

    /// Begins a file.
    pub(super) fn file(&mut self, path: &Path) {
        self.files.push(path.to_path_buf());
    }

    /// Takes in a row of the file begun last.
    pub(super) fn row(&mut self, line: u64, layout: Layout, cells: &Cells, part: Part) {
        let sort = match layout {
            Layout::People => Sort::Person,
            Layout::Organisations => Sort::of_body(cells.get(3)),
            Layout::Places => Sort::of_place(cells.get(2), population(cells)),
            Layout::Demonyms
            | Layout::FirstNames
            | Layout::Surnames
            | Layout::Decisions
            | Layout::Spellings
            | Layout::Any => return,
        };
        let number = self.rows.len() as u32;
        let population = if layout == Layout::Places { population(cells) } else { 0 };
        self.rows.push(Owner {
            rank: (sort, Reverse(population), number),
            layout,
            name: cells.get(0).into(),
            file: self.files.len() as u32 - 1,
            line: line as u32,
        });
        for column in layout.name_columns() {
            for name in cells.get(*column).split('|').filter(|name| !name.is_empty()) {
                let concern = self.concern(name, *column, number);
                if let Some((concern, message, hint)) = concern.filter(|_| part == Part::Asked) {
                    self.add(concern, layout.columns()[*column], number, message, hint);
                }
            }
        }
    }

    /// What may surprise about a name of an owner; the owner that comes first is kept.
    fn concern(&mut self, name: &str, column: usize, number: u32) -> Option<(Concern, String, &'static str)> {
        let folded = name.split([' ', '-']).map(fold_word).collect::<Vec<_>>().join(" ");
        let held = *self.names.entry(FixedState::with_seed(107).hash_one(folded.as_bytes())).or_insert(number);
        let (mine, other) = (&self.rows[number as usize], &self.rows[held as usize]);
        if held == number {
            if !alias::can_be_found(name, self.words) {
                return Some((
                    Concern::Unfindable,
                    format!("`{name}` has marks inside"),
                    "a name is up to twelve words",
                ));
            }
            // Letters in capitals are asked for as such.
            let ordinary =
                name.contains(char::is_lowercase) && self.words.classes(self.words.get(&folded)).any(class::ORDINARY);
            let alias = mine.layout == Layout::People && mine.layout.columns()[column] == "aliases";
            let hint = if alias { "one word that mostly means this person belongs into `short`" } else { "" };
            return ordinary.then(|| (Concern::Ordinary, format!("`{name}` is an ordinary word"), hint));
        }
        let is_first = mine.rank < other.rank;
        let place = format!("{}:{}", self.files[other.file as usize].display(), other.line);
        let same = mine.layout == other.layout;
        let concern = if same { Concern::Shared } else { Concern::Shadowed };
        let first = if is_first { "this one comes first" } else { "that one comes first" };
        let message = format!("`{name}` already belongs to {} ({place}); {first}", other.name);
        let hint = if same && *mine.name == *other.name {
            "for one entity, delete the row and write `alias ID NAME` into decisions.csv"
        } else {
            ""
        };
        if is_first {
            self.names.insert(FixedState::with_seed(107).hash_one(folded.as_bytes()), number);
        }
        Some((concern, message, hint))
    }

    fn add(&mut self, concern: Concern, column: &str, number: u32, message: String, hint: &str) {
        let (count, errors) = self.concerns.entry(concern).or_default();
        *count += 1;
        if errors.len() < self.limit {
            let owner = &self.rows[number as usize];
            let path = &self.files[owner.file as usize];
            let error = Error::new(Stage::Knowledge, message).at(path).line(u64::from(owner.line)).column(column);
            errors.push(if hint.is_empty() { error } else { error.hint(hint) });
        }
    }
}

fn population(cells: &Cells) -> u32 {
    cells.get(5).parse().unwrap_or(0)
}
