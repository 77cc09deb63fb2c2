//! Gazetteer files to rows, reporting every bad row at once.

use super::alias::{Builder, Form};
use super::check::Rules;
use super::decision::Decision;
use super::respelling::Respelling;
use super::row::{Gazetteer, Office, Row, Sort, Text, name_hash};
use super::table::{Cells, Layout, Places, Reader, SHIPPED, Table, parse_office};
use crate::document::{Gender, Kind};
use crate::error::Error;
use crate::lexicon::{Classes, Lexicon, Words, class};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

impl Gazetteer {
    /// The shipped gazetteer with the tables of `own` added, or these alone when they stand in its stead. Names, given
    /// names and demonyms become words of `words`. Rows have the same numbers whatever the language of `words` is.
    ///
    /// # Errors
    ///
    /// Every bad row of every file, at once.
    pub(crate) fn load(words: &mut Words, lexicon: &Lexicon, own: &Own) -> Result<Self, Vec<Error>> {
        let mut loader = Loader::new(words, &lexicon.spellings);
        loader.offices_known = lexicon.offices.keys().cloned().collect();
        if own.replace == Replace::No {
            for (name, text) in SHIPPED {
                loader.file(name, Path::new(name), text);
            }
            loader.paths.fill(PathBuf::new());
        }
        loader.errors.extend(own.errors.iter().cloned());
        for table in &own.tables {
            loader.file(&table.name(), &table.path, &table.text);
        }
        loader.finish()
    }
}

/// The tables that a user gives, read once.
#[derive(Debug)]
pub(crate) struct Own {
    tables: Vec<Table>,
    /// What can't be read of them.
    errors: Vec<Error>,
    replace: Replace,
}

impl Own {
    /// The tables at `paths`: CSV files, or folders of them.
    pub(crate) fn read(paths: &[PathBuf], replace: Replace) -> Self {
        let mut errors = Vec::new();
        Self { tables: Table::all(paths, &mut errors), errors, replace }
    }
}

/// Whether files that a user gives stand beside the shipped ones or in their stead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Beside them.
    No,
    /// In their stead.
    Yes,
}

pub(super) struct Loader<'a> {
    pub(super) words: &'a mut Words,
    spellings: &'a [(String, String)],
    offices_known: Vec<String>,
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
    files: Vec<String>,
    paths: Vec<PathBuf>,
    offices: Vec<Office>,
    pub(super) builder: Builder,
    demonyms: Vec<(String, String)>,
    pub(super) decisions: Vec<Decision>,
    by_name: HashMap<String, u32, FixedState>,
    respelling: Respelling,
    hash: u64,
    errors: Vec<Error>,
}

impl<'a> Loader<'a> {
    fn new(words: &'a mut Words, spellings: &'a [(String, String)]) -> Self {
        Self {
            words,
            spellings,
            offices_known: Vec::new(),
            text: String::with_capacity(1 << 20),
            rows: Vec::with_capacity(1 << 16),
            files: Vec::new(),
            paths: Vec::new(),
            offices: Vec::new(),
            builder: Builder::default(),
            demonyms: Vec::new(),
            decisions: Vec::new(),
            by_name: HashMap::with_hasher(FixedState::with_seed(3)),
            respelling: Respelling::default(),
            hash: 0,
            errors: Vec::new(),
        }
    }

    fn file(&mut self, name: &str, path: &Path, text: &str) {
        self.hash = FixedState::with_seed(self.hash).hash_one(text.as_bytes());
        let Reader { header, mut rows } = match Reader::new(text) {
            Ok(reader) => reader,
            Err(error) => return self.errors.push(super::check::unreadable(path, &error)),
        };
        let Some(layout) = Layout::of(&header) else {
            return self.errors.push(super::check::unknown_header(path, &header));
        };
        let places = Places::new(layout, &header);
        let rules = Rules::new(path, &header, places.layouts());
        self.files.push(self.file_name(name, path));
        self.paths.push(path.to_path_buf());
        let mut record = csv::StringRecord::new();
        loop {
            match rows.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    let Some((layout, columns)) = places.of(&record) else {
                        self.errors.push(super::check::no_type(path, line, &record));
                        continue;
                    };
                    let cells = Cells { record: &record, columns };
                    if layout == Layout::Decisions {
                        let place = (self.files.len() as u16 - 1, path, line);
                        let cells = [cells.get(0), cells.get(1), cells.get(2)];
                        self.decisions.extend(Decision::read(cells, place, &mut self.errors));
                        continue;
                    }
                    rules.row(line, layout, &record, &mut self.errors);
                    self.row(layout, line as u32, &cells);
                }
                Err(error) => self.errors.push(super::check::unreadable(path, &error)),
            }
        }
    }

    /// What rows of a file are referred to by: its name, after the folder's where another file has it too.
    fn file_name(&self, name: &str, path: &Path) -> String {
        let folder = path.parent().and_then(Path::file_name).filter(|_| self.files.iter().any(|file| file == name));
        folder.map_or_else(|| name.to_owned(), |folder| format!("{}/{name}", folder.to_string_lossy()))
    }

    fn row(&mut self, layout: Layout, line: u32, cells: &Cells) {
        if cells.get(0).is_empty() {
            return;
        }
        match layout {
            Layout::People => self.person(line, cells),
            Layout::Organisations => self.organisation(line, cells),
            Layout::Places => self.place(line, cells),
            Layout::Demonyms => {
                if !cells.get(0).contains([' ', '-']) {
                    self.words.add(cells.get(0), class::DEMONYM);
                }
                self.demonyms.push((cells.get(0).to_owned(), cells.get(1).to_owned()));
            }
            Layout::FirstNames => {
                let mut classes = class::FIRST_NAME;
                classes = match cells.get(1) {
                    "m" => classes.or(class::FIRST_MALE),
                    "f" => classes.or(class::FIRST_FEMALE),
                    _ => classes,
                };
                if cells.get(2) == "y" {
                    classes = classes.or(class::FIRST_ORDINARY);
                }
                self.word(cells.get(0), classes);
            }
            Layout::Spellings => self.respelling.family(cells.get(1).split('|').chain([cells.get(0)])),
            Layout::Decisions | Layout::Any => {}
            Layout::Surnames => {
                let first = if cells.get(1) == "first" { class::FAMILY_FIRST } else { Classes::default() };
                self.word(cells.get(0), class::SURNAME.or(first));
            }
        }
    }

    /// A lone word of a name list; a name of several words gives its class to none of them.
    fn word(&mut self, name: &str, classes: Classes) {
        if !name.contains([' ', '-']) {
            self.words.add(name, classes);
        }
    }

    fn keep(&mut self, text: &str) -> Text {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Text { start, end: self.text.len() as u32 }
    }

    fn push(&mut self, line: u32, kind: Kind, sort: Sort, cells: &Cells, columns: [usize; 3]) -> u32 {
        let [country, description, wikidata] = columns;
        let name = self.keep(cells.get(0));
        let description = self.keep(cells.get(description));
        let wikidata = self.keep(cells.get(wikidata));
        let code = cells.get(country).as_bytes();
        self.rows.push(Row {
            name,
            description,
            wikidata,
            geonames: Text::default(),
            kind,
            sort,
            country: if code.len() == 2 { [code[0], code[1]] } else { [0, 0] },
            gender: None,
            population: 0,
            offices: 0..0,
            file: (self.files.len() - 1) as u16,
            line,
        });
        self.rows.len() as u32 - 1
    }

    fn forms(&mut self, row: u32, cell: &str, form: Form) {
        for name in cell.split('|').filter(|name| !name.is_empty()) {
            self.builder.add(row, name, form, self.words);
        }
    }

    /// The same name in the other spelling of English: "Ministry of Defense".
    fn respell(&mut self, row: u32, cell: &str) {
        for name in cell.split('|').filter(|name| name.contains(' ')) {
            for (british, american) in self.spellings {
                for (from, to) in [(british, american), (american, british)] {
                    if let Some(at) = find_word(name, from) {
                        let word = &name[at..at + from.len()];
                        let capital = word.starts_with(|ch: char| ch.is_ascii_uppercase());
                        let first = if capital { to[..1].to_ascii_uppercase() } else { to[..1].to_owned() };
                        let other = format!("{}{first}{}{}", &name[..at], &to[1..], &name[at + from.len()..]);
                        self.builder.add(row, &other, Form::Alias, self.words);
                    }
                }
            }
        }
    }

    fn person(&mut self, line: u32, cells: &Cells) {
        let row = self.push(line, Kind::Person, Sort::Person, cells, [4, 6, 7]);
        self.rows[row as usize].gender = match cells.get(3) {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        let from = self.offices.len() as u32;
        for office in cells.get(5).split('|').filter_map(parse_office) {
            let (role, place) = (self.keep(office.role), self.keep(office.place));
            self.offices.push(Office { row, role, place, from: office.from, to: office.to });
        }
        self.rows[row as usize].offices = from..self.offices.len() as u32;
        self.forms(row, cells.get(0), Form::Name);
        self.forms(row, cells.get(1), Form::Alias);
        self.forms(row, cells.get(2), Form::Short);
        for name in cells.get(1).split('|').chain([cells.get(0)]).filter(|name| name.contains([' ', '-'])) {
            self.respelling.add(name, row);
        }
    }

    fn organisation(&mut self, line: u32, cells: &Cells) {
        let sort = Sort::of_body(cells.get(3));
        let row = self.push(line, Kind::Organisation, sort, cells, [4, 5, 6]);
        self.forms(row, cells.get(0), Form::Name);
        self.forms(row, cells.get(1), Form::Alias);
        self.forms(row, cells.get(2), Form::Acronym);
        self.respell(row, cells.get(0));
        self.respell(row, cells.get(1));
    }

    fn place(&mut self, line: u32, cells: &Cells) {
        let population = cells.get(5).parse::<u32>().unwrap_or(0);
        let sort = Sort::of_place(cells.get(2), population);
        let row = self.push(line, Kind::Place, sort, cells, [3, 10, 9]);
        self.rows[row as usize].population = population;
        self.rows[row as usize].geonames = self.keep(cells.get(8));
        if sort != Sort::SmallCity {
            self.by_name.entry(cells.get(0).to_owned()).or_insert(row);
        }
        self.forms(row, cells.get(0), Form::Name);
        self.forms(row, cells.get(1), Form::Alias);
    }

    fn finish(mut self) -> Result<Gazetteer, Vec<Error>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let mut demonyms = HashMap::with_hasher(FixedState::with_seed(5));
        for (name, place) in std::mem::take(&mut self.demonyms) {
            let row = self.by_name.get(&place).copied();
            if name.contains([' ', '-']) {
                self.builder.add(row.unwrap_or(u32::MAX), &name, Form::Demonym, self.words);
            } else {
                let word = self.words.add(&name, class::DEMONYM);
                let slot = demonyms.entry(word).or_insert(row);
                *slot = slot.or(row);
            }
        }
        let mut roles: HashMap<String, Vec<u32>, FixedState> = HashMap::with_hasher(FixedState::with_seed(61));
        for (at, office) in self.offices.iter().enumerate() {
            let role = &self.text[office.role.start as usize..office.role.end as usize];
            match roles.get_mut(role) {
                Some(list) => list.push(at as u32),
                None => drop(roles.insert(role.to_owned(), vec![at as u32])),
            }
        }
        for words in roles.keys().map(String::as_str).chain(self.offices_known.iter().map(String::as_str)) {
            if let Some(first) = words.split([' ', '-']).next() {
                self.words.add(first, class::OFFICE_FIRST);
            }
        }
        let mut primary = primaries(&self.rows, &self.text);
        let (decisions, owners) = self.decide(&mut primary)?;
        let aliases = self.builder.build(self.words);
        let ids = self.rows.iter().map(|_| OnceLock::new()).collect();
        Ok(Gazetteer {
            text: self.text,
            rows: self.rows,
            files: self.files,
            paths: self.paths,
            offices: self.offices,
            aliases,
            demonyms,
            roles,
            primary,
            respelling: self.respelling,
            ids,
            decisions,
            owners,
            hash: self.hash,
        })
    }
}

/// Where `word` stands in `name`, in small letters or with a capital.
fn find_word(name: &str, word: &str) -> Option<usize> {
    let tail = &word[1..];
    let at = name.find(tail)?.checked_sub(1)?;
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphabetic());
    let fits = name.as_bytes()[at].eq_ignore_ascii_case(&word.as_bytes()[0])
        && edge(at.checked_sub(1).and_then(|before| name.as_bytes().get(before)))
        && edge(name.as_bytes().get(at + word.len()));
    fits.then_some(at)
}

/// The row that has each name to itself, where several of a kind have it.
pub(super) fn primaries(rows: &[Row], text: &str) -> HashMap<u64, u32, FixedState> {
    let mut primary: HashMap<u64, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(67));
    for (at, row) in rows.iter().enumerate() {
        let name = &text[row.name.start as usize..row.name.end as usize];
        let slot = primary.entry(name_hash(row.kind, name)).or_insert(at as u32);
        let holder = &rows[*slot as usize];
        if (row.sort, std::cmp::Reverse(row.population)) < (holder.sort, std::cmp::Reverse(holder.population)) {
            *slot = at as u32;
        }
    }
    primary
}
