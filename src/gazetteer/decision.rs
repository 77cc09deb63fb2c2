//! One row of `decisions.csv`, and which rows count: of those on one question the last.

use crate::document::Kind;
use crate::error::{Error, Stage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a row decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verb {
    Same,
    Different,
    Hide,
    Show,
    Type,
    Alias,
    NoAlias,
}

/// The words for them in the column `decision`.
const VERBS: [(&str, Verb); 7] = [
    ("same", Verb::Same),
    ("different", Verb::Different),
    ("hide", Verb::Hide),
    ("show", Verb::Show),
    ("type", Verb::Type),
    ("alias", Verb::Alias),
    ("no-alias", Verb::NoAlias),
];
pub(super) const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];

/// A row of `decisions.csv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Decision {
    pub(super) verb: Verb,
    pub(super) entity: String,
    pub(super) other: String,
    /// Number of the file among those of the gazetteer.
    pub(super) file: u16,
    pub(super) line: u32,
    path: PathBuf,
}

impl Decision {
    /// Reads a row, whose faults go to `errors`.
    pub(super) fn read(
        cells: [&str; 3],
        (file, path, line): (u16, &std::path::Path, u64),
        errors: &mut Vec<Error>,
    ) -> Option<Self> {
        let [verb, entity, other] = cells.map(str::trim);
        let fault =
            |column: &str, message: String| Error::new(Stage::Knowledge, message).at(path).line(line).column(column);
        let Some((_, verb)) = VERBS.into_iter().find(|(word, _)| *word == verb) else {
            let likest = VERBS
                .into_iter()
                .max_by(|(a, _), (b, _)| strsim::jaro_winkler(a, verb).total_cmp(&strsim::jaro_winkler(b, verb)));
            let known = VERBS.map(|(word, _)| word).join(", ");
            let hint = format!("did you mean `{}`? the decisions are {known}", likest.map_or("", |(word, _)| word));
            errors.push(fault("decision", format!("`{verb}` is no decision")).hint(hint));
            return None;
        };
        let faults = errors.len();
        if let Some(error) = no_id(entity) {
            errors.push(fault("entity", error).hint(ID_HINT));
        }
        match verb {
            Verb::Same | Verb::Different => {
                if let Some(error) = no_id(other) {
                    errors.push(fault("other", error).hint(ID_HINT));
                } else if entity == other {
                    errors.push(fault("other", format!("`{other}` is the entity itself")));
                }
            }
            Verb::Type if !other.is_empty() && KINDS.iter().all(|kind| kind.name() != other) => {
                let hint = "leave it empty for the type that the rules find";
                let message = format!("`{other}` is none of {}", KINDS.map(Kind::name).join(", "));
                errors.push(fault("other", message).hint(hint));
            }
            Verb::Alias | Verb::NoAlias if other.is_empty() => {
                errors.push(fault("other", "is empty".to_owned()).hint("the further name stands here"));
            }
            Verb::Hide | Verb::Show if !other.is_empty() => {
                errors.push(fault("other", format!("`{other}` says nothing here")).hint("leave it empty"));
            }
            Verb::Hide | Verb::Show | Verb::Type | Verb::Alias | Verb::NoAlias => {}
        }
        let (entity, other, path) = (entity.to_owned(), other.to_owned(), path.to_path_buf());
        (errors.len() == faults).then_some(Self { verb, entity, other, file, line: line as u32, path })
    }

    /// The ids that it names, and what may be one.
    pub(super) fn ids(&self) -> [&str; 2] {
        [&self.entity, &self.other]
    }

    pub(super) fn error(&self, column: &str, message: String) -> Error {
        Error::new(Stage::Knowledge, message).at(&self.path).line(u64::from(self.line)).column(column)
    }
}

const ID_HINT: &str = "ids stand in the column `entity` of the tables; `whosaid gazetteer find NAME` shows them too";

/// Why some words are no id.
fn no_id(id: &str) -> Option<String> {
    let fits = kind_of(id).is_some() && id.split_once(':').is_some_and(|(_, slug)| !slug.is_empty());
    (!fits).then(|| {
        if id.is_empty() { "is empty".to_owned() } else { format!("`{id}` is no id such as person:jon-smyth") }
    })
}

/// The kind that an id begins with.
pub(super) fn kind_of(id: &str) -> Option<Kind> {
    let (kind, _) = id.split_once(':')?;
    KINDS.into_iter().find(|known| known.name() == kind)
}

/// The same id with another kind in front.
pub(super) fn with_kind(id: &str, kind: &str) -> String {
    format!("{kind}:{}", id.split_once(':').map_or(id, |(_, slug)| slug))
}

pub(super) fn pair(one: &str, other: &str) -> (String, String) {
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    (one.to_owned(), other.to_owned())
}

/// The decisions that count: of those on one question the last.
#[derive(Default)]
pub(super) struct Counting {
    /// Whether two are the same.
    pub(super) pairs: BTreeMap<(String, String), u32>,
    /// Whether one is shown.
    pub(super) shown: BTreeMap<String, u32>,
    /// What type one has.
    pub(super) types: BTreeMap<String, u32>,
    /// Whether one has a name.
    pub(super) names: BTreeMap<(String, String), u32>,
}

impl Counting {
    pub(super) fn of(rows: &[Decision]) -> Self {
        let mut counting = Self::default();
        for (number, row) in (0..).zip(rows) {
            match row.verb {
                Verb::Same | Verb::Different => _ = counting.pairs.insert(pair(&row.entity, &row.other), number),
                Verb::Hide | Verb::Show => _ = counting.shown.insert(row.entity.clone(), number),
                Verb::Alias | Verb::NoAlias => {
                    let name = super::slug::slug(&row.other);
                    counting.names.insert((row.entity.clone(), name), number);
                }
                Verb::Type => {
                    // An entity whose type was decided may be called by its new id.
                    let renamed = |(id, at): (&String, &mut u32)| {
                        let other = &rows[*at as usize].other;
                        if !other.is_empty() && with_kind(id, other) == row.entity {
                            *at = number;
                        }
                    };
                    counting.types.iter_mut().for_each(renamed);
                    counting.types.insert(row.entity.clone(), number);
                }
            }
        }
        counting
    }
}
