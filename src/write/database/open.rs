//! Reading a database: is it ours, which articles, and what it knows of them.

use super::packed::Unpacker;
use super::{articles, broken, schema};
use crate::document::{Analysis, Document};
use crate::error::{Error, Stage};
use crate::write::{Describe, Description, Output, Provenance, Settings};
use rusqlite::{Connection, OpenFlags, params};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which articles to take; all where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Published on this day, month or year, or later.
    pub since: Option<String>,
    /// Published on this day, in this month or year, or earlier.
    pub until: Option<String>,
    /// Published by this outlet.
    pub outlet: Option<String>,
}

impl Filter {
    fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// Refuses a file that is no database of this program, or one of another layout.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), Error> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let foreign = "is no database of whosaid, so it is left alone";
    let Ok(application) = pragma("application_id") else {
        return Err(Error::new(Stage::Write, foreign).at(path).hint("name another file"));
    };
    if application != schema::APPLICATION {
        return Err(Error::new(Stage::Write, foreign).at(path).hint("name another file"));
    }
    let version = pragma("user_version").map_err(|error| broken(path, &error))?;
    if version != schema::VERSION {
        let message = format!("has layout {version}, and this program knows layout {}", schema::VERSION);
        return Err(Error::new(Stage::Write, message)
            .at(path)
            .hint("begin a new file, or use the program that made it"));
    }
    Ok(())
}

/// What a gazetteer said of the entities of a database, by id: Wikidata, country, description.
pub(super) type Known = BTreeMap<String, [String; 3]>;

pub(super) fn known(connection: &Connection) -> rusqlite::Result<Known> {
    let sql = "SELECT entity, wikidata, country, description FROM entities WHERE known";
    let mut statement = connection.prepare(sql)?;
    let text = |row: &rusqlite::Row<'_>, index| {
        Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(index)?.unwrap_or_default())
    };
    let rows = statement.query_map([], |row| Ok((row.get(0)?, [text(row, 1)?, text(row, 2)?, text(row, 3)?])))?;
    rows.collect()
}

/// Describes entities by the numbers that an [`Unpacker`] gave them.
pub(super) struct Recalled(BTreeMap<u32, [String; 3]>);

impl Recalled {
    pub(super) fn new(mut known: Known, unpacker: &Unpacker) -> Self {
        Self(unpacker.known.iter().filter_map(|(id, &number)| Some((number, known.remove(id)?))).collect())
    }
}

impl Describe for Recalled {
    fn describe(&self, known: u32) -> Description<'_> {
        let [wikidata, country, description] =
            self.0.get(&known).map_or([""; 3], |said| said.each_ref().map(String::as_str));
        Description { wikidata, country, description }
    }
}

/// A database to write tables from.
#[derive(Debug)]
pub struct Recall {
    connection: Connection,
    path: PathBuf,
    configuration: Value,
}

impl Recall {
    /// Opens a database to read it.
    ///
    /// # Errors
    ///
    /// There is none at `path`, or it can't be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        // Not only to read: what a killed run left behind is undone first.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if !path.exists() {
            let error = Error::new(Stage::Read, "there is no such database").at(path);
            return Err(error.hint("databases are made by whosaid run --sqlite FILE"));
        }
        let connection = Connection::open_with_flags(path, flags).map_err(|error| broken(path, &error))?;
        check(&connection, path)?;
        let sql = "SELECT configuration FROM runs ORDER BY run DESC LIMIT 1";
        let configuration: String =
            connection.query_row(sql, [], |row| row.get(0)).map_err(|error| broken(path, &error))?;
        let configuration = serde_json::from_str(&configuration).unwrap_or_default();
        Ok(Self { connection, path: path.to_path_buf(), configuration })
    }

    /// How the last run was made: an export is made alike.
    pub fn made_with(&self) -> (Provenance, Settings) {
        (Provenance::read(&self.configuration), Provenance::settings(&self.configuration))
    }

    /// Writes all tables and graphs of the articles that `filter` takes, in the order in which they were added: those
    /// that a run over these articles writes. Inputs that runs skipped are listed where no article is left out.
    ///
    /// # Errors
    ///
    /// The database can't be read, holds no such article, or the output can't be written.
    pub fn export(&self, filter: &Filter, mut output: Output) -> Result<crate::write::Report, Error> {
        let mut unpacker = Unpacker::default();
        self.each(filter, &mut unpacker, &mut |document, analysis| output.add(document, analysis))?;
        if output.report.documents == 0 {
            return Err(Error::new(Stage::Arguments, "holds no such article, so nothing was written").at(&self.path));
        }
        if filter.is_all() {
            for error in self.errors().map_err(|error| broken(&self.path, &error))? {
                output.skip(&error)?;
            }
        }
        let known = known(&self.connection).map_err(|error| broken(&self.path, &error))?;
        output.finish(&Recalled::new(known, &unpacker))
    }

    fn each(
        &self,
        filter: &Filter,
        unpacker: &mut Unpacker,
        take: &mut dyn FnMut(&Document, &Analysis) -> Result<(), Error>,
    ) -> Result<(), Error> {
        each(&self.connection, &self.path, filter, unpacker, take)
    }

    fn errors(&self) -> rusqlite::Result<Vec<Error>> {
        let mut statement =
            self.connection.prepare("SELECT path, line, stage, message, hint FROM errors ORDER BY rowid")?;
        let rows = statement.query_map([], |row| {
            let stage: String = row.get(2)?;
            let mut error = Error::new(Stage::named(&stage).unwrap_or(Stage::Read), row.get::<_, String>(3)?);
            if let Some(path) = row.get::<_, Option<String>>(0)? {
                error = error.at(path);
            }
            if let Some(line) = row.get::<_, Option<i64>>(1)?.and_then(|line| line.try_into().ok()) {
                error = error.line(line);
            }
            Ok(match row.get::<_, Option<String>>(4)? {
                Some(hint) => error.hint(hint),
                None => error,
            })
        })?;
        rows.collect()
    }
}

/// Gives each article that `filter` takes to `take`, in the order in which they were added.
///
/// A date that is known less exactly than a bound is taken as its first day: 2022 comes before 2022-03.
pub(super) fn each(
    connection: &Connection,
    path: &Path,
    filter: &Filter,
    unpacker: &mut Unpacker,
    take: &mut dyn FnMut(&Document, &Analysis) -> Result<(), Error>,
) -> Result<(), Error> {
    let wrong = |error: rusqlite::Error| broken(path, &error);
    let sql = format!(
        "SELECT {} FROM articles WHERE (?1 IS NULL OR date >= ?1) AND (?2 IS NULL OR substr(date, 1, length(?2)) <= ?2) \
         AND (?3 IS NULL OR outlet = ?3) ORDER BY number",
        articles::COLUMNS
    );
    let mut statement = connection.prepare(&sql).map_err(wrong)?;
    let mut rows = statement.query(params![filter.since, filter.until, filter.outlet]).map_err(wrong)?;
    while let Some(row) = rows.next().map_err(wrong)? {
        let (document, analysis) = articles::read(row, unpacker).map_err(wrong)?;
        let analysis = analysis.map_err(|reason| {
            Error::new(Stage::Write, format!("the article {} can't be read: {reason}", document.id)).at(path)
        })?;
        take(&document, &analysis)?;
    }
    Ok(())
}
