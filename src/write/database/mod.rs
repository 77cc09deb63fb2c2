//! `Database`: the tables of many runs in one SQLite file that grows, and from which all tables can be written again.

mod articles;
mod fill;
mod open;
mod packed;
mod schema;

pub use open::{Filter, Recall};

use super::cell::clean;
use super::folder::{beside, clear_after_killed};
use super::further::Whole;
use super::{Output, Rows};
use crate::document::{Analysis, Document};
use crate::error::{Error, Stage};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What a run did to its database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Articles that are new there.
    pub added: u64,
    /// Articles that it had.
    pub held: u64,
    /// Articles that could not be added, since another has their id.
    pub refused: u64,
}

/// A database being written to, all in one transaction; dropped before [`Database::commit`], nothing has changed.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    /// Where a new one is made; it takes its place when it is whole.
    new: Option<PathBuf>,
    run: i64,
    kept: Kept,
    /// The ids in the tables of the run whose articles are not added.
    left_out: BTreeSet<String>,
}

impl Output {
    /// Adds the articles to the database at `path` too, which is made if there is none. Articles that an earlier run
    /// added (the same text, title, date, outlet, author and address) are not added again.
    ///
    /// # Errors
    ///
    /// The file is no database of this program, is in use, or can't be written.
    pub fn keep(&mut self, path: &Path) -> Result<(), Error> {
        self.database = Some(Database::open(path)?);
        Ok(())
    }

    /// Adds articles to the database, where there is one; those that it can't take are listed.
    pub(super) fn keep_all(&mut self, rows: &Rows) -> Result<(), Error> {
        for parcel in rows.kept.iter().flatten() {
            let refused = self.database.as_mut().map(|database| database.add(parcel)).transpose()?;
            refused.flatten().map_or(Ok(()), |error| self.skip(&error))?;
        }
        Ok(())
    }
}

/// An article as the database keeps it, made by any thread.
#[derive(Debug)]
pub(super) struct Parcel {
    document: Document,
    content: String,
    packed: Result<Vec<u8>, String>,
}

impl Parcel {
    pub(super) fn of(document: &Document, analysis: &Analysis) -> Self {
        Self { document: document.clone(), content: articles::content(document), packed: packed::pack(analysis) }
    }
}

impl Database {
    fn open(path: &Path) -> Result<Self, Error> {
        let wrong = |error: rusqlite::Error| broken(path, &error);
        let found = fs::metadata(path).ok();
        if found.as_ref().is_some_and(|found| !found.is_file()) {
            let error = Error::new(Stage::Write, "a folder, a device or a pipe, not a database").at(path);
            return Err(error.hint("name a file with --sqlite"));
        }
        let new = if found.is_some_and(|found| found.len() > 0) { None } else { Some(beside(path, "tmp")) };
        let connection = if let Some(new) = &new { make(new) } else { Connection::open(path) }.map_err(wrong)?;
        if new.is_none() {
            open::check(&connection, path)?;
        }
        // Rows come in the order of the articles, not of the references.
        connection.pragma_update(None, "foreign_keys", false).map_err(wrong)?;
        let mut database = Self {
            connection,
            path: path.to_path_buf(),
            new,
            run: 0,
            kept: Kept::default(),
            left_out: BTreeSet::new(),
        };
        database.run = database.begin().map_err(|error| broken(path, &error))?;
        Ok(database)
    }

    /// Begins the transaction; gives the number of the run.
    fn begin(&self) -> rusqlite::Result<i64> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        if self.new.is_some() {
            schema::create(&self.connection)?;
        }
        self.connection.query_row("SELECT coalesce(max(run), 0) + 1 FROM runs", [], |row| row.get(0))
    }

    /// Adds an article, unless it is there; gives the reason where it can't be added.
    fn add(&mut self, parcel: &Parcel) -> Result<Option<Error>, Error> {
        let Parcel { document, content, packed } = parcel;
        let (id, path) = (clean(&document.id), self.path.clone());
        let wrong = |error: rusqlite::Error| broken(&path, &error);
        if self.holds(content).map_err(wrong)? {
            self.kept.held += 1;
            self.left_out.insert(id.into_owned());
            return Ok(None);
        }
        if self.has_id(&id).map_err(wrong)? {
            self.kept.refused += 1;
            let message =
                format!("{} has another article with the id {id}, so this one was not added there", path.display());
            self.left_out.insert(id.into_owned());
            let hint = "ids are file names without ending, or the id field: make them differ from day to day";
            return Ok(Some(Error::new(Stage::Write, message).at(&document.path).hint(hint)));
        }
        let packed = packed.as_ref().map_err(|error| super::table::failed(&path, error))?;
        articles::insert(&self.connection, self.run, document, content, packed).map_err(wrong)?;
        self.kept.added += 1;
        Ok(None)
    }

    /// Whether an earlier run added this.
    fn holds(&self, content: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT 1 FROM articles WHERE content = ? AND run < ? LIMIT 1";
        Ok(self.connection.query_row(sql, params![content, self.run], |_| Ok(())).optional()?.is_some())
    }

    fn has_id(&self, id: &str) -> rusqlite::Result<bool> {
        let sql = "SELECT 1 FROM articles WHERE document = ?";
        Ok(self.connection.query_row(sql, [id], |_| Ok(())).optional()?.is_some())
    }

    /// Fills the tables from those of the finished run.
    pub(super) fn finish(&mut self, whole: &Whole<'_>, configuration: &str) -> Result<Kept, Error> {
        let sql = "INSERT INTO runs VALUES (?, ?, ?, ?)";
        let values = params![self.run, env!("CARGO_PKG_VERSION"), configuration, self.kept.added.cast_signed()];
        self.connection.execute(sql, values).map_err(|error| broken(&self.path, &error))?;
        self.fill(whole)?;
        Ok(self.kept)
    }

    /// Makes it last.
    pub(super) fn commit(self) -> Result<(), Error> {
        let wrong = |error: rusqlite::Error| broken(&self.path, &error);
        self.connection.execute_batch("COMMIT").map_err(wrong)?;
        if let Some(new) = &self.new {
            let placed = File::open(new).and_then(|file| file.sync_all()).and_then(|()| fs::rename(new, &self.path));
            placed.map_err(|error| super::table::failed(&self.path, &error))?;
        }
        Ok(())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            // After committing there is nothing; after a failure nothing more can be done than try.
            _ = fs::remove_file(new);
        }
    }
}

/// A new file. It is not there before it is whole, so nothing need be saved on the way.
fn make(new: &Path) -> rusqlite::Result<Connection> {
    clear_after_killed(new);
    // Left by a run that was killed, under our own number.
    _ = fs::remove_file(new);
    let connection = Connection::open(new)?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    Ok(connection)
}

/// A database that can't be used.
fn broken(path: &Path, error: &rusqlite::Error) -> Error {
    let code = error.sqlite_error_code();
    let error = Error::new(Stage::Write, format!("the database can't be used: {error}")).at(path);
    match code {
        Some(ErrorCode::DatabaseBusy) => error.hint("another program is writing to it: close that first"),
        Some(ErrorCode::CannotOpen) => error.hint("is there such a folder, and may you write to it?"),
        _ => error,
    }
}
