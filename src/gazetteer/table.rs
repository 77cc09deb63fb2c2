//! Tables of names: the layouts of their columns, and the rows of files and folders of them.

use crate::error::{Error, Stage};
use std::path::PathBuf;

/// The tables that come with the program.
pub(super) const SHIPPED: [(&str, &str); 8] = [
    ("spellings.csv", include_str!("../../gazetteer/spellings.csv")),
    ("demonyms.csv", include_str!("../../gazetteer/demonyms.csv")),
    ("first_names.csv", include_str!("../../gazetteer/first_names.csv")),
    ("surnames.csv", include_str!("../../gazetteer/surnames.csv")),
    ("people.csv", include_str!("../../gazetteer/people.csv")),
    ("organisations.csv", include_str!("../../gazetteer/organisations.csv")),
    ("places.csv", include_str!("../../gazetteer/places.csv")),
    ("cities.csv", include_str!("../../gazetteer/cities.csv")),
];

/// The layouts of gazetteer files, each known by its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    People,
    Organisations,
    Places,
    Demonyms,
    FirstNames,
    Surnames,
    Decisions,
    /// Spellings of one given or family name.
    Spellings,
    /// Rows of people, organisations and places in one table.
    Any,
}

/// The columns of a table of any entities. A row without a header has the first of them.
pub(super) const ANY: [&str; 16] = [
    "name",
    "type",
    "aliases",
    "short",
    "acronyms",
    "gender",
    "country",
    "description",
    "kind",
    "region",
    "population",
    "latitude",
    "longitude",
    "geonames",
    "wikidata",
    "offices",
];

impl Layout {
    /// The layout with these column names.
    pub(super) fn of(header: &csv::StringRecord) -> Option<Self> {
        let has = |name: &str| header.iter().any(|column| column == name);
        Some(if has("decision") && has("entity") {
            Self::Decisions
        } else if has("word") && has("place") {
            Self::Demonyms
        } else if !has("name") {
            return None;
        } else if has("spellings") {
            Self::Spellings
        } else if has("type") {
            Self::Any
        } else if has("short") || has("offices") {
            Self::People
        } else if has("acronyms") {
            Self::Organisations
        } else if has("population") || has("latitude") || has("region") {
            Self::Places
        } else if has("ordinary") {
            Self::FirstNames
        } else if has("order") {
            Self::Surnames
        } else {
            return None;
        })
    }

    /// The columns that it may have.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::People => &["name", "aliases", "short", "gender", "country", "offices", "description", "wikidata"],
            Self::Organisations => &["name", "aliases", "acronyms", "kind", "country", "description", "wikidata"],
            Self::Places => &[
                "name",
                "aliases",
                "kind",
                "country",
                "region",
                "population",
                "latitude",
                "longitude",
                "geonames",
                "wikidata",
                "description",
            ],
            Self::Demonyms => &["word", "place", "kind"],
            Self::FirstNames => &["name", "gender", "ordinary"],
            Self::Surnames => &["name", "order"],
            Self::Decisions => &["decision", "entity", "other", "by", "date", "note"],
            Self::Spellings => &["name", "spellings"],
            Self::Any => &ANY,
        }
    }
}

impl Layout {
    /// Where its columns stand in a header; past any row where they don't.
    pub(super) fn places(self, header: &csv::StringRecord) -> Vec<usize> {
        let place = |column: &&str| header.iter().position(|name| name == *column).unwrap_or(usize::MAX);
        self.columns().iter().map(place).collect()
    }

    /// Which of its columns hold names, the main one first.
    pub(super) fn name_columns(self) -> &'static [usize] {
        match self {
            Self::People | Self::Organisations => &[0, 1, 2],
            Self::Places => &[0, 1],
            Self::Demonyms | Self::FirstNames | Self::Surnames => &[0],
            Self::Any => &[0, 2, 3, 4],
            Self::Decisions | Self::Spellings => &[],
        }
    }

    /// The layout of the entities of a type.
    fn of_type(word: &str) -> Option<Self> {
        match word {
            "person" => Some(Self::People),
            "organisation" => Some(Self::Organisations),
            "place" => Some(Self::Places),
            _ => None,
        }
    }
}

/// A table of names that is no part of the program, as text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl Table {
    /// Reads the CSV files at `paths`, folders sorted by name; what can't be read goes to `errors`.
    pub(super) fn all(paths: &[PathBuf], errors: &mut Vec<Error>) -> Vec<Self> {
        let mut tables = Vec::new();
        for path in files(paths, errors) {
            match Self::open(path) {
                Ok(table) => tables.push(table),
                Err(error) => errors.push(error),
            }
        }
        tables
    }

    fn open(path: PathBuf) -> Result<Self, Error> {
        let bytes = std::fs::read(&path).map_err(|error| Error::unread(Stage::Knowledge, &path, &error))?;
        if bytes.starts_with(COMPILED.as_bytes()) {
            let error = Error::new(Stage::Knowledge, "is a compiled list, not a table").at(path);
            return Err(error.hint("keep it outside of the folder of tables, and give it by itself"));
        }
        let mut text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
            let hint = "save the table as CSV in UTF-8; spreadsheets offer it among the kinds of CSV";
            Error::new(Stage::Knowledge, "is not in UTF-8").at(&path).line(line).hint(hint)
        })?;
        if text.starts_with(MARK) {
            text.drain(..MARK.len_utf8());
        }
        Ok(Self { path, text })
    }

    /// The name of the file alone.
    pub(super) fn name(&self) -> String {
        self.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// How a file begins that holds tables as they were read before.
pub(super) const COMPILED: &str = "whosaid names 1 ";

/// The byte order mark that spreadsheets put in front.
const MARK: char = '\u{feff}';

/// The CSV files at `paths`, folders sorted by name.
pub(super) fn files(paths: &[PathBuf], errors: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let is_csv = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "csv");
                let mut inside: Vec<PathBuf> =
                    entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_csv).collect();
                inside.sort();
                if inside.is_empty() {
                    let error = Error::new(Stage::Knowledge, "no table in this folder").at(path);
                    errors.push(error.hint("the names of tables end in .csv"));
                }
                out.append(&mut inside);
            }
            Err(error) => errors.push(Error::unread(Stage::Knowledge, path, &error)),
        }
    }
    out
}

/// A table's rows, and its header.
pub(super) struct Reader<'a> {
    pub(super) header: csv::StringRecord,
    pub(super) rows: csv::Reader<&'a [u8]>,
}

impl<'a> Reader<'a> {
    /// Reads a table; its cells stand between commas, or semicolons or tabs where the header has these. Rows of
    /// `unknown.csv` need no header.
    pub(super) fn new(text: &'a str) -> Result<Self, csv::Error> {
        let first = text.lines().next().unwrap_or("");
        let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
        let delimiter = *b"\t;,".iter().max_by_key(|delimiter| count(**delimiter)).unwrap_or(&b',');
        let mut builder = csv::ReaderBuilder::new();
        builder.flexible(true).delimiter(delimiter);
        let mut rows = builder.from_reader(text.as_bytes());
        let header = rows.headers()?.clone();
        let is_row = Layout::of(&header).is_none() && header.get(1).and_then(Layout::of_type).is_some();
        if is_row && header.len() <= ANY.len() {
            rows = builder.has_headers(false).from_reader(text.as_bytes());
            return Ok(Self { header: ANY[..header.len()].iter().collect(), rows });
        }
        Ok(Self { header, rows })
    }
}

/// Where the columns of each layout stand in a header; a table of any entities has several layouts.
pub(super) struct Places {
    layout: Layout,
    of: Vec<(Layout, Vec<usize>)>,
    kind: usize,
}

impl Places {
    pub(super) fn new(layout: Layout, header: &csv::StringRecord) -> Self {
        let layouts = match layout {
            Layout::Any => vec![Layout::People, Layout::Organisations, Layout::Places],
            layout => vec![layout],
        };
        let kind = header.iter().position(|name| name == ANY[1]).unwrap_or(usize::MAX);
        Self { layout, of: layouts.into_iter().map(|layout| (layout, layout.places(header))).collect(), kind }
    }

    /// The layouts that its rows may have.
    pub(super) fn layouts(&self) -> impl Iterator<Item = Layout> + '_ {
        self.of.iter().map(|(layout, _)| *layout)
    }

    /// The layout of a row and where its columns are; `None` if its type is none.
    pub(super) fn of(&self, record: &csv::StringRecord) -> Option<(Layout, &[usize])> {
        let layout = match self.layout {
            Layout::Any => Layout::of_type(record.get(self.kind)?)?,
            layout => layout,
        };
        self.of.iter().find(|(known, _)| *known == layout).map(|(layout, places)| (*layout, places.as_slice()))
    }
}

/// The cells of one row, by the place of their column in the layout.
pub(super) struct Cells<'a> {
    pub(super) record: &'a csv::StringRecord,
    pub(super) columns: &'a [usize],
}

impl Cells<'_> {
    /// The cell of the column number `column` of the layout; empty where the file lacks it.
    pub(super) fn get(&self, column: usize) -> &str {
        self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or("")
    }
}

/// The parts of `president@UA:2019-2024`.
pub(super) struct OfficeCell<'a> {
    pub(super) role: &'a str,
    pub(super) place: &'a str,
    pub(super) from: Option<u16>,
    pub(super) to: Option<u16>,
}

/// Reads `role@WHERE:FROM-TO`; the years may be missing, the rest may not.
pub(super) fn parse_office(cell: &str) -> Option<OfficeCell<'_>> {
    let (role, rest) = cell.split_once('@')?;
    let (place, years) = rest.split_once(':').unwrap_or((rest, ""));
    let year = |text: &str| match text.trim() {
        "" => Some(None),
        text if text.len() == 4 => text.parse::<u16>().ok().map(Some),
        _ => None,
    };
    let (from, to) = match years.split_once('-') {
        Some((from, to)) => (year(from)?, year(to)?),
        None => (year(years)?, year(years)?),
    };
    (!role.trim().is_empty()).then_some(OfficeCell { role: role.trim(), place: place.trim(), from, to })
}
