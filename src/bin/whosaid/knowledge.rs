//! The knowledge that a command needs, from its arguments.

use crate::args::Names;
use std::path::PathBuf;
use whosaid::gazetteer::{self, Found, Gazetteer, Replace};
use whosaid::write::{Describe, Description};
use whosaid::{Error, Knowledge, Language};

/// The shipped knowledge, with the tables that were named or with them alone.
pub(crate) fn load(names: &Names) -> Result<Knowledge, Vec<Error>> {
    let (paths, replace) = (paths(names), replace(names));
    match names.language {
        Spoken::Only(language) => Knowledge::in_language(language, &paths, replace),
        Spoken::Any => Knowledge::in_every_language(&paths, replace),
    }
}

fn replace(names: &Names) -> Replace {
    if names.only_gazetteer { Replace::Yes } else { Replace::No }
}

/// All tables that were named.
pub(crate) fn paths(names: &Names) -> Vec<PathBuf> {
    names.gazetteer.iter().chain(&names.decisions).cloned().collect()
}

/// Who owns each of some names.
pub(crate) fn find(wanted: &[String], names: &Names) -> Result<Vec<Found>, Vec<Error>> {
    let knowledge = load(names)?;
    Ok(wanted.iter().map(|name| gazetteer::find(name, &knowledge, &names.gazetteer, replace(names))).collect())
}

/// The language of the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// The same for all.
    Only(Language),
    /// Found out for each.
    Any,
}

/// The value of `--language`.
pub(crate) fn language(code: &str) -> Result<Spoken, String> {
    if code == "auto" {
        return Ok(Spoken::Any);
    }
    let found = Language::ALL.iter().find(|language| language.code() == code);
    found.map(|language| Spoken::Only(*language)).ok_or_else(|| {
        let codes: Vec<_> = Language::ALL.iter().map(|language| language.code()).collect();
        format!("the languages are {}, and auto to find it out for each article", codes.join(", "))
    })
}

/// What `entities.csv` says of known entities.
pub(crate) struct Known<'a>(pub(crate) &'a Gazetteer);

impl Describe for Known<'_> {
    fn describe(&self, known: u32) -> Description<'_> {
        Description {
            wikidata: self.0.wikidata(known),
            country: self.0.country(known),
            description: self.0.description(known),
        }
    }
}
