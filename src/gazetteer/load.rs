//! Gazetteer files to rows, reporting every bad row at once.

use super::alias::{Builder, Form};
use super::base::Base;
use super::decision::Decision;
use super::index::Index;
use super::row::{Office, Row, Sort, Text, name_hash};
use super::rules::{self, Rules};
use super::table::{Cells, Layout, Places, Reader, parse_office};
use crate::document::{Gender, Kind};
use crate::error::Error;
use crate::lexicon::{Classes, WordId, class};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::path::Path;

impl Base {
    /// The same with the rows of `tables`, each with its name, its path and its text.
    ///
    /// # Errors
    ///
    /// Every bad row of every table, at once, behind `errors`, which were met before.
    pub(crate) fn with<'t>(
        self,
        tables: impl IntoIterator<Item = (&'t str, &'t Path, &'t str)>,
        errors: &[Error],
    ) -> Result<Self, Vec<Error>> {
        let mut loader = Loader {
            rows: self.gazetteer.rows.len(),
            offices: self.gazetteer.offices.len(),
            base: self,
            builder: Builder::default(),
            demonyms: Vec::new(),
            natives: BTreeSet::new(),
            peoples: BTreeSet::new(),
            errors: errors.to_vec(),
        };
        for (name, path, text) in tables {
            loader.file(name, path, text);
        }
        loader.finish()
    }
}

/// Adds tables to what is there.
struct Loader {
    base: Base,
    builder: Builder,
    demonyms: Vec<(String, String)>,
    /// Words for one person of a place, and for all: one that is both says of nobody that it is one. Only single words are asked for.
    natives: BTreeSet<WordId>,
    peoples: BTreeSet<WordId>,
    errors: Vec<Error>,
    /// How many rows there were before.
    rows: usize,
    /// How many offices there were before.
    offices: usize,
}

impl Loader {
    fn file(&mut self, name: &str, path: &Path, text: &str) {
        let gazetteer = &mut self.base.gazetteer;
        gazetteer.hash = FixedState::with_seed(gazetteer.hash).hash_one(text.as_bytes());
        let Reader { header, mut rows } = match Reader::new(text) {
            Ok(reader) => reader,
            Err(error) => return self.errors.push(rules::unreadable(path, &error)),
        };
        let Some(layout) = Layout::of(&header) else {
            return self.errors.push(rules::unknown_header(path, &header));
        };
        let places = Places::new(layout, &header);
        let rules = Rules::new(path, &header, places.layouts());
        let name = self.file_name(name, path);
        self.base.gazetteer.files.push(name);
        self.base.gazetteer.paths.push(path.to_path_buf());
        let mut record = csv::StringRecord::new();
        loop {
            match rows.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    let Some((layout, columns)) = places.of(&record) else {
                        self.errors.push(rules::no_type(path, line, &record));
                        continue;
                    };
                    let cells = Cells { record: &record, columns };
                    if layout == Layout::Decisions {
                        let place = (self.base.gazetteer.files.len() as u16 - 1, path, line);
                        let cells = [cells.get(0), cells.get(1), cells.get(2)];
                        self.base.decided.extend(Decision::read(cells, place, &mut self.errors));
                        continue;
                    }
                    rules.row(line, layout, &record, &mut self.errors);
                    self.row(layout, line as u32, &cells);
                }
                Err(error) => self.errors.push(rules::unreadable(path, &error)),
            }
        }
    }

    /// What rows of a file are referred to by: its name, after the folder's where another file has it too.
    fn file_name(&self, name: &str, path: &Path) -> String {
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .filter(|_| self.base.gazetteer.files.iter().any(|file| file == name));
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
                    let word = self.base.words.add(cells.get(0), class::DEMONYM);
                    _ = match cells.get(2) {
                        "person" => self.natives.insert(word),
                        "people" => self.peoples.insert(word),
                        _ => false,
                    };
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
            Layout::Spellings => self.base.gazetteer.respelling.family(cells.get(1).split('|').chain([cells.get(0)])),
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
            self.base.words.add(name, classes);
        }
    }

    fn keep(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        let all = &mut self.base.gazetteer.text;
        let start = all.len() as u32;
        all.push_str(text);
        Text { start, end: all.len() as u32 }
    }

    fn push(&mut self, line: u32, kind: Kind, sort: Sort, cells: &Cells, columns: [usize; 3]) -> u32 {
        let [country, description, wikidata] = columns;
        let name = self.keep(cells.get(0));
        let description = self.keep(cells.get(description));
        let wikidata = self.keep(cells.get(wikidata));
        let code = cells.get(country).as_bytes();
        let gazetteer = &mut self.base.gazetteer;
        gazetteer.rows.push(Row {
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
            file: (gazetteer.files.len() - 1) as u16,
            line,
        });
        gazetteer.rows.len() as u32 - 1
    }

    fn forms(&mut self, row: u32, cell: &str, form: Form) {
        for name in cell.split('|').filter(|name| !name.is_empty()) {
            self.builder.add(row, name, form, &mut self.base.words);
        }
    }

    /// The same name in the other spelling of English: "Ministry of Defense".
    fn respell(&mut self, row: u32, cell: &str) {
        for name in cell.split('|').filter(|name| name.contains(' ')) {
            for (british, american) in &self.base.lexicon.spellings {
                for (from, to) in [(british, american), (american, british)] {
                    if let Some(at) = find_word(name, from) {
                        let word = &name[at..at + from.len()];
                        let capital = word.starts_with(|ch: char| ch.is_ascii_uppercase());
                        let first = if capital { to[..1].to_ascii_uppercase() } else { to[..1].to_owned() };
                        let other = format!("{}{first}{}{}", &name[..at], &to[1..], &name[at + from.len()..]);
                        self.builder.add(row, &other, Form::Alias, &mut self.base.words);
                    }
                }
            }
        }
    }

    fn person(&mut self, line: u32, cells: &Cells) {
        let row = self.push(line, Kind::Person, Sort::Person, cells, [4, 6, 7]);
        self.base.gazetteer.rows[row as usize].gender = match cells.get(3) {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        let from = self.base.gazetteer.offices.len() as u32;
        for office in cells.get(5).split('|').filter_map(parse_office) {
            let (role, place) = (self.keep(office.role), self.keep(office.place));
            self.base.gazetteer.offices.push(Office { row, role, place, from: office.from, to: office.to });
        }
        self.base.gazetteer.rows[row as usize].offices = from..self.base.gazetteer.offices.len() as u32;
        self.forms(row, cells.get(0), Form::Name);
        self.forms(row, cells.get(1), Form::Alias);
        self.forms(row, cells.get(2), Form::Short);
        for name in cells.get(1).split('|').chain([cells.get(0)]).filter(|name| name.contains([' ', '-'])) {
            self.base.gazetteer.respelling.add(name, row);
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
        self.base.gazetteer.rows[row as usize].population = population;
        self.base.gazetteer.rows[row as usize].geonames = self.keep(cells.get(8));
        self.forms(row, cells.get(0), Form::Name);
        self.forms(row, cells.get(1), Form::Alias);
    }

    fn finish(mut self) -> Result<Base, Vec<Error>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        self.demonyms();
        let Base { words, gazetteer, .. } = &mut self.base;
        for (at, office) in gazetteer.offices.iter().enumerate().skip(self.offices) {
            let role = &gazetteer.text[office.role.start as usize..office.role.end as usize];
            if let Some(list) = gazetteer.roles.get_mut(role) {
                list.push(at as u32);
                continue;
            }
            words.add(role.split([' ', '-']).next().unwrap_or(role), class::OFFICE_FIRST);
            gazetteer.roles.insert(role.to_owned(), vec![at as u32]);
        }
        add_primaries(&mut gazetteer.primary, &gazetteer.rows, &gazetteer.text, self.rows);
        gazetteer.aliases.add(self.builder, words);
        gazetteer.respelling.settle();
        words.settle();
        Ok(self.base)
    }

    /// Gives the names of peoples their places: the new ones, and those whose place may be among the new rows.
    fn demonyms(&mut self) {
        let Base { words, gazetteer, homeless, .. } = &mut self.base;
        if self.demonyms.is_empty() && (homeless.is_empty() || self.rows == gazetteer.rows.len()) {
            return;
        }
        let mut places: HashMap<&str, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(3));
        for (at, row) in gazetteer.rows.iter().enumerate() {
            if row.kind == Kind::Place && row.sort != Sort::SmallCity {
                let name = &gazetteer.text[row.name.start as usize..row.name.end as usize];
                places.entry(name).or_insert(at as u32);
            }
        }
        gazetteer.natives.extend(self.natives.difference(&self.peoples));
        gazetteer.natives.sort_unstable();
        gazetteer.natives.dedup();
        gazetteer.aliases.drop_rows(&[u32::MAX]);
        for (name, place) in std::mem::take(homeless).into_iter().chain(std::mem::take(&mut self.demonyms)) {
            let row = places.get(place.as_str()).copied();
            if name.contains([' ', '-']) {
                self.builder.add(row.unwrap_or(u32::MAX), &name, Form::Demonym, words);
            } else {
                let word = words.add(&name, class::DEMONYM);
                let slot = gazetteer.demonyms.entry(word).or_insert(row);
                *slot = slot.or(row);
            }
            if row.is_none() {
                homeless.push((name, place));
            }
        }
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

/// Adds the rows from number `from` on to those that have their names to themselves, where several of a kind have one.
pub(super) fn add_primaries(primary: &mut Index, rows: &[Row], text: &str, from: usize) {
    for (at, row) in rows.iter().enumerate().skip(from) {
        let name = &text[row.name.start as usize..row.name.end as usize];
        let slot = primary.slot(name_hash(row.kind, name), at as u32);
        let holder = &rows[*slot as usize];
        if (row.sort, std::cmp::Reverse(row.population)) < (holder.sort, std::cmp::Reverse(holder.population)) {
            *slot = at as u32;
        }
    }
    primary.settle();
}
