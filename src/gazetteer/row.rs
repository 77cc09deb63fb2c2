//! `Gazetteer`: the rows, and what may be asked about them.

use super::alias::Aliases;
use super::decide::Decisions;
use super::index::Index;
use super::respelling::Respelling;
use crate::document::{Gender, Kind};
use crate::flat::Flat;
use crate::lexicon::WordId;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::OnceLock;

/// People, places and organisations that are known, with every form of their names. Its larger parts are stored apart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Gazetteer {
    #[serde(skip)]
    pub(super) text: String,
    #[serde(skip)]
    pub(super) rows: Vec<Row>,
    /// The names of the files, as rows are referred to.
    pub(super) files: Vec<String>,
    /// Where the files are, as they were given; empty for those of the program.
    pub(super) paths: Vec<PathBuf>,
    pub(super) offices: Vec<Office>,
    #[serde(skip)]
    pub(super) aliases: Aliases,
    /// Row of the place that a demonym belongs to, by word.
    #[serde(with = "crate::flat::map")]
    pub(super) demonyms: HashMap<WordId, Option<u32>, FixedState>,
    /// Words for one person of a place, and for no more than one: "Dane", not "Swiss"; sorted.
    pub(super) natives: Vec<WordId>,
    /// Offices by their words.
    #[serde(with = "crate::flat::map")]
    pub(super) roles: HashMap<String, Vec<u32>, FixedState>,
    /// The row that has a name to itself, by kind and folded name, where several have it.
    #[serde(skip)]
    pub(super) primary: Index,
    /// Persons by their full names, however spelled.
    #[serde(skip)]
    pub(super) respelling: Respelling,
    /// The ids of rows that some article has named, [`IDS`] rows at a time.
    #[serde(skip)]
    pub(super) ids: Vec<Ids>,
    /// What a reader decided.
    #[serde(skip)]
    pub(crate) decisions: Decisions,
    /// Rows that only give a name to another row, which they stand for.
    #[serde(skip)]
    pub(super) owners: HashMap<u32, u32, FixedState>,
    pub(super) hash: u64,
}

impl Gazetteer {
    /// Whether the word is one for a single person of a place: "Dane".
    pub(crate) fn is_native(&self, word: WordId) -> bool {
        self.natives.binary_search(&word).is_ok()
    }

    /// The row of the place that an adjective or a people belongs to: Denmark's for "Danish".
    pub(super) fn place_of_demonym(&self, word: WordId) -> Option<u32> {
        self.demonyms.get(&word).copied().flatten()
    }

    /// The country of the place that an adjective or a people belongs to.
    pub(crate) fn country_of(&self, demonym: WordId) -> Option<[u8; 2]> {
        let row = self.place_of_demonym(demonym)?;
        Some(self.rows[row as usize].country).filter(|country| country[0] != 0)
    }
}

/// The ids of [`IDS`] rows, as far as they were asked for.
pub(super) type Ids = OnceLock<Box<[OnceLock<Box<str>>]>>;

/// So many rows have room for their ids together, made when one of them is named.
pub(super) const IDS: usize = 64;

/// One row of `people.csv`, `organisations.csv`, `places.csv` or `cities.csv`.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) name: Text,
    pub(super) description: Text,
    pub(super) wikidata: Text,
    pub(super) geonames: Text,
    pub(super) kind: Kind,
    pub(super) sort: Sort,
    pub(super) country: [u8; 2],
    pub(super) gender: Option<Gender>,
    pub(super) population: u32,
    pub(super) offices: Range<u32>,
    pub(super) file: u16,
    pub(super) line: u32,
}

/// The kinds and genders of a row, as they are numbered where it is stored.
const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];
const GENDERS: [Option<Gender>; 3] = [None, Some(Gender::Male), Some(Gender::Female)];

impl Flat for Row {
    const WIDTH: usize = 56;

    fn put(&self, out: &mut Vec<u8>) {
        let Self { name, description, wikidata, geonames, kind, sort, country, gender, .. } = self;
        for text in [name, description, wikidata, geonames] {
            [text.start, text.end].put(out);
        }
        let place = |found: Option<usize>| found.unwrap_or_default() as u32;
        let kind = place(KINDS.iter().position(|held| held == kind));
        let sort = place(Sort::ALL.iter().position(|held| held == sort));
        let gender = place(GENDERS.iter().position(|held| held == gender));
        let kinds = kind | sort << 8 | gender << 16;
        let [first, second] = country.map(u32::from);
        let file = u32::from(self.file) | first << 16 | second << 24;
        [self.population, self.offices.start, self.offices.end, file, self.line, kinds].put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let numbers: [u32; 14] = Flat::get(bytes);
        let text = |at: usize| Text { start: numbers[at], end: numbers[at + 1] };
        let [.., population, first, end, file, line, kinds] = numbers;
        let byte = |shift: u32| (kinds >> shift) as usize & 0xff;
        Self {
            name: text(0),
            description: text(2),
            wikidata: text(4),
            geonames: text(6),
            kind: KINDS.get(byte(0)).copied().unwrap_or(Kind::Place),
            sort: Sort::ALL.get(byte(8)).copied().unwrap_or(Sort::SmallCity),
            gender: GENDERS.get(byte(16)).copied().flatten(),
            country: [(file >> 16) as u8, (file >> 24) as u8],
            population,
            offices: first..end,
            file: file as u16,
            line,
        }
    }
}

/// A stretch of [`Gazetteer::text`].
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The finer kind of a row, in the order in which same-name rows are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Country,
    Capital,
    Territory,
    Region,
    City,
    Area,
    Site,
    Person,
    Body,
    Team,
    SmallCity,
}

impl Sort {
    const ALL: [Self; 11] = [
        Self::Country,
        Self::Capital,
        Self::Territory,
        Self::Region,
        Self::City,
        Self::Area,
        Self::Site,
        Self::Person,
        Self::Body,
        Self::Team,
        Self::SmallCity,
    ];

    /// The sort of a place of a kind, with so many inhabitants (0 if that isn't known).
    pub(super) fn of_place(kind: &str, population: u32) -> Self {
        match kind {
            "country" => Self::Country,
            "capital" => Self::Capital,
            "territory" => Self::Territory,
            "region" => Self::Region,
            "city" if population != 0 && population < 100_000 => Self::SmallCity,
            "city" => Self::City,
            "site" => Self::Site,
            _ => Self::Area,
        }
    }

    /// The sort of an organisation of a kind.
    pub(super) fn of_body(kind: &str) -> Self {
        if kind.starts_with("sports") || kind == "league" { Self::Team } else { Self::Body }
    }

    /// The word for it in the tables.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Capital => "capital",
            Self::Territory => "territory",
            Self::Region => "region",
            Self::City | Self::SmallCity => "city",
            Self::Area => "area",
            Self::Site => "site",
            Self::Person => "person",
            Self::Body => "organisation",
            Self::Team => "team",
        }
    }
}

/// An office that a person held: "president" of "UA" from 2019.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Office {
    pub(super) row: u32,
    pub(super) role: Text,
    pub(super) place: Text,
    pub(super) from: Option<u16>,
    pub(super) to: Option<u16>,
}

impl Gazetteer {
    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The words for the offices that the person of a row has or had.
    pub(crate) fn offices_of(&self, row: u32) -> impl Iterator<Item = &str> {
        let held = self.rows.get(row as usize).map_or(0..0, |row| row.offices.start as usize..row.offices.end as usize);
        self.offices.get(held).unwrap_or_default().iter().map(|office| self.text(office.role))
    }

    /// How many of its rows are none of the program's.
    pub(super) fn own_rows(&self) -> usize {
        let is_own = |row: &&Row| self.paths.get(row.file as usize).is_some_and(|path| !path.as_os_str().is_empty());
        self.rows.iter().filter(is_own).count()
    }

    /// Whether it holds no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A number that differs whenever a file that was loaded differs.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// The row with this number, where there is one.
    pub fn row(&self, row: u32) -> Option<&Row> {
        self.rows.get(row as usize)
    }

    /// The main name of a row.
    pub fn name(&self, row: u32) -> &str {
        self.row(row).map_or("", |r| self.text(r.name))
    }

    /// What a row's entity is called in the tables: `person:volodymyr-zelenskyy`; with the country and the GeoNames id
    /// where another row has the name with better right.
    pub fn id(&self, row: u32) -> &str {
        self.ids
            .get(row as usize / IDS)
            .and_then(|many| many.get_or_init(|| (0..IDS).map(|_| OnceLock::new()).collect()).get(row as usize % IDS))
            .map_or("", |slot| slot.get_or_init(|| id(&self.rows, &self.text, &self.primary, self.owner(row)).into()))
    }

    /// What a row names.
    pub fn kind(&self, row: u32) -> Option<Kind> {
        self.row(row).map(|r| r.kind)
    }

    /// The country of a row, as an ISO 3166 code; empty where there is none.
    pub fn country(&self, row: u32) -> &str {
        self.row(row).map_or("", |r| std::str::from_utf8(&r.country).unwrap_or("").trim_matches('\0'))
    }

    /// What a row says about itself, in a phrase; may be empty.
    pub fn description(&self, row: u32) -> &str {
        self.row(row).map_or("", |r| self.text(r.description))
    }

    /// The Wikidata id of a row; may be empty.
    pub fn wikidata(&self, row: u32) -> &str {
        self.row(row).map_or("", |r| self.text(r.wikidata))
    }

    /// The gender of a person.
    pub fn gender(&self, row: u32) -> Option<Gender> {
        self.row(row).and_then(|r| r.gender)
    }

    /// Where a row stands: `people.csv:17`.
    pub fn reference(&self, row: u32) -> String {
        let Some(r) = self.row(row) else { return String::new() };
        let file = self.files.get(r.file as usize).map_or("", String::as_str);
        let mut out = String::with_capacity(file.len() + 11);
        out.push_str(file);
        out.push(':');
        // Most mentions have one of these, and formatting machinery would cost more than all else about them.
        let mut unit = 1;
        while r.line / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            out.push((b'0' + (r.line / unit % 10) as u8) as char);
            unit /= 10;
        }
        out
    }

    /// The row whose entity a row names.
    pub(super) fn owner(&self, row: u32) -> u32 {
        self.owners.get(&row).copied().unwrap_or(row)
    }

    /// Where a decision stands: `decisions.csv:4`.
    pub(super) fn decision(&self, number: u32) -> String {
        let Some((file, line)) = self.decisions.place(number) else { return String::new() };
        format!("{}:{line}", self.files.get(file as usize).map_or("", String::as_str))
    }

    /// Where a row stands, with the path of its file: `lists/people.csv:17`; `gazetteer/people.csv:17` for the program's.
    pub(super) fn place_of(&self, row: u32) -> String {
        let Some(r) = self.row(row) else { return String::new() };
        match self.paths.get(r.file as usize).filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => format!("{}:{}", path.display(), r.line),
            None => format!("gazetteer/{}", self.reference(row)),
        }
    }

    /// The GeoNames id of a place; may be empty.
    pub fn geonames(&self, row: u32) -> &str {
        self.row(row).map_or("", |r| self.text(r.geonames))
    }

    pub(crate) fn is_country(&self, row: u32) -> bool {
        matches!(self.sort(row), Sort::Country | Sort::Territory)
    }

    /// The person whose full name is spelled otherwise in the gazetteer.
    pub(super) fn respelled(&self, words: &[&str]) -> Option<u32> {
        self.respelling.find(words)
    }

    pub(super) fn text(&self, text: Text) -> &str {
        &self.text[text.start as usize..text.end as usize]
    }

    pub(super) fn sort(&self, row: u32) -> Sort {
        self.rows.get(row as usize).map_or(Sort::SmallCity, |r| r.sort)
    }
}

/// The id of the entity of a row.
pub(super) fn id(rows: &[Row], text: &str, primary: &Index, number: u32) -> String {
    let Some(row) = rows.get(number as usize) else { return String::new() };
    let of = |text_of: Text| &text[text_of.start as usize..text_of.end as usize];
    let mut id = format!("{}:{}", row.kind.name(), super::slug::slug(of(row.name)));
    if primary.get(name_hash(row.kind, of(row.name))) != Some(number) {
        let country = std::str::from_utf8(&row.country).unwrap_or("").trim_matches('\0');
        for part in [country, of(row.geonames)] {
            if !part.is_empty() {
                id.push('-');
                id.push_str(&part.to_ascii_lowercase());
            }
        }
    }
    id
}

/// A number for a name of a kind, equal for equal folded names.
pub(super) fn name_hash(kind: Kind, name: &str) -> u64 {
    let state = FixedState::with_seed(59 + kind as u64);
    if name.is_ascii() {
        state.hash_one(name.to_ascii_lowercase().as_bytes())
    } else {
        state.hash_one(super::slug::slug(name).replace('-', " ").as_bytes())
    }
}
