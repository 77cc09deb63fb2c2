//! Lists of names that others keep, to a table of this program: what is taken over, and what is left out and why.

mod detect;
mod entry;
mod ftm;
mod gate;
mod geonames;
mod jrc;
mod legislators;
mod regexner;
mod sink;
mod source;
mod spacy;
mod wikidata;

pub use sink::{Left, Report};

use crate::document::Kind;
use crate::error::{Error, Stage};
use crate::lexicon::{Language, Lexicon, Words};
use sink::Sink;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// A layout in which lists of names are passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `cities15000.txt`, `allCountries.txt`, `XX.txt` of GeoNames, with `alternateNamesV2.txt` beside it.
    Geonames,
    /// A result of the query service as CSV or JSON, or the lines of a JSON dump.
    Wikidata,
    /// FollowTheMoney entities, a JSON object a line, or `targets.simple.csv` of OpenSanctions.
    Ftm,
    /// `entities` of JRC-Names.
    Jrc,
    /// `legislators-current.csv` of unitedstates/congress-legislators.
    Legislators,
    /// Patterns of spaCy's entity ruler, a JSON object a line.
    Spacy,
    /// `lists.def` of GATE with its `.lst` files, or a `.lst` file.
    Gate,
    /// A mapping of CoreNLP's RegexNER.
    Regexner,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Geonames,
        Self::Wikidata,
        Self::Ftm,
        Self::Jrc,
        Self::Legislators,
        Self::Spacy,
        Self::Gate,
        Self::Regexner,
    ];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Geonames => "geonames",
            Self::Wikidata => "wikidata",
            Self::Ftm => "ftm",
            Self::Jrc => "jrc",
            Self::Legislators => "legislators",
            Self::Spacy => "spacy",
            Self::Gate => "gate",
            Self::Regexner => "regexner",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What to take over.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The layout; found by the first lines otherwise.
    pub format: Option<Format>,
    /// What the names are, where the list doesn't say.
    pub kind: Option<Kind>,
    /// What the list's own types are: `Q5`, `GPE`, `person_full`.
    pub types: BTreeMap<String, Kind>,
    /// Places with fewer inhabitants are left out.
    pub least_population: u32,
    /// GeoNames' feature classes to take; `AP` if empty.
    pub classes: String,
}

/// Writes the names of `paths`, all of one format, as a table to `out`. Memory grows with the entities of a list only
/// where their names stand apart (`geonames` with alternate names, `jrc`, `spacy` with ids).
///
/// # Errors
///
/// A file can't be read or its layout isn't known, or `out` can't be written. A name or row that can't be used is no
/// error: the report counts it.
pub fn import(paths: &[PathBuf], choice: &Choice, out: &mut dyn Write) -> Result<(Format, Report), Vec<Error>> {
    if paths.is_empty() {
        return Err(no_file());
    }
    let mut words = Words::new();
    Lexicon::of(Language::default(), &mut words)?;
    let format = match choice.format {
        Some(format) => format,
        None => one_format(paths)?,
    };
    let mut sink = Sink::new(out, &words);
    let done = sink.begin().and_then(|()| match format {
        Format::Geonames => geonames::read(paths, choice, &mut sink),
        Format::Wikidata => wikidata::read(paths, choice, &mut sink),
        Format::Ftm => ftm::read(paths, choice, &mut sink),
        Format::Jrc => jrc::read(paths, &mut sink),
        Format::Legislators => legislators::read(paths, &mut sink),
        Format::Spacy => spacy::read(paths, choice, &mut sink),
        Format::Gate => gate::read(paths, choice, &mut sink),
        Format::Regexner => regexner::read(paths, choice, &mut sink),
    });
    done.map_err(|error| vec![error])?;
    let report = sink.finish().map_err(|error| vec![error])?;
    Ok((format, report))
}

fn one_format(paths: &[PathBuf]) -> Result<Format, Vec<Error>> {
    let mut found: Option<Format> = None;
    for path in paths {
        let format = detect::detect(path).map_err(|error| vec![error])?;
        let known = || Format::ALL.map(Format::name).join(", ");
        match (format, found) {
            (None, _) => {
                let error = Error::new(Stage::Knowledge, "is in no layout that is known").at(path);
                return Err(vec![error.hint(format!("name the layout in front of the files: {}", known()))]);
            }
            (Some(format), Some(other)) if format != other => {
                let message = format!("is {}, but the files before it are {}", format.name(), other.name());
                return Err(vec![Error::new(Stage::Knowledge, message).at(path).hint("import each layout by itself")]);
            }
            (Some(format), _) => found = Some(format),
        }
    }
    found.ok_or_else(no_file)
}

fn no_file() -> Vec<Error> {
    vec![Error::new(Stage::Arguments, "no file was named").hint("name the list, behind its layout if that is given")]
}

impl Choice {
    /// What a type of the list is; `usual` is what its word mostly stands for.
    fn kind_of(&self, word: &str, usual: Option<Kind>) -> Option<Kind> {
        self.types.get(word).copied().or(usual).or(self.kind)
    }
}
