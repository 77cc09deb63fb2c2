//! The tables of the database, filled from those of a finished run.

use super::open::{Filter, Known, Recalled, each, known};
use super::packed::Unpacker;
use super::{Database, broken, schema};
use crate::error::Error;
use crate::graph::{CoMentions, community_names, measures};
use crate::write::column::Content;
use crate::write::folder::{Existing, Folder};
use crate::write::further::Whole;
use crate::write::output::write_counted;
use crate::write::stored::{Stored, position};
use crate::write::table::Definition;
use crate::write::{Drawn, documents, edges, entities, errors, mentions, nodes, quote_edges, quotes, unknown};
use csv::StringRecord;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::ffi::OsString;

/// Tables with rows for an article: those of new articles are added.
const GROWING: [&Definition; 3] = [&documents::TABLE, &mentions::TABLE, &quotes::TABLE];
/// Tables on all articles together: written anew.
const COUNTED: [&Definition; 5] =
    [&entities::TABLE, &nodes::TABLE, &edges::TABLE, &quote_edges::TABLE, &unknown::TABLE];

/// In the run's tables, `duplicate_of` knows the run's articles only.
const DUPLICATES: &str = "
UPDATE documents SET duplicate_of = (
    SELECT first.document FROM articles AS own JOIN articles AS first ON first.fingerprint = own.fingerprint
    WHERE own.document = documents.document AND first.number < own.number ORDER BY first.number LIMIT 1
) WHERE document IN (SELECT document FROM articles WHERE run = ?)";

/// A folder that is read every day has the same bad files every day.
const ERRORS_AGAIN: &str = "
DELETE FROM errors WHERE rowid NOT IN (SELECT min(rowid) FROM errors GROUP BY path, line, stage, message, hint)";

impl Database {
    pub(super) fn fill(&mut self, whole: &Whole<'_>) -> Result<(), Error> {
        for definition in GROWING {
            self.load(whole.folder, definition)?;
        }
        self.load(whole.folder, &errors::TABLE)?;
        let wrong = |error: rusqlite::Error| broken(&self.path, &error);
        self.connection.execute(DUPLICATES, [self.run]).map_err(wrong)?;
        if self.new.is_none() {
            self.connection.execute(ERRORS_AGAIN, []).map_err(wrong)?;
        }
        if self.new.is_some() && self.left_out.is_empty() {
            return self.replace(whole.folder);
        }
        if self.kept.added == 0 {
            return Ok(());
        }
        self.count_again(whole)
    }

    /// Adds the rows of a table but those of articles that are left out.
    fn load(&self, folder: &Folder, definition: &Definition) -> Result<(), Error> {
        let wrong = |error: rusqlite::Error| broken(&self.path, &error);
        let growing = GROWING.contains(&definition);
        let article = if growing { position(definition, "document") } else { usize::MAX };
        let mut rows = Stored::open(folder, definition)?;
        let mut statement = self.connection.prepare(&schema::insert(definition)).map_err(wrong)?;
        let mut record = StringRecord::new();
        while rows.next(&mut record)? {
            if !record.get(article).is_some_and(|article| self.left_out.contains(article)) {
                let cells = definition.columns.iter().zip(&record).map(|(column, cell)| value(column.content, cell));
                statement.execute(params_from_iter(cells)).map_err(wrong)?;
            }
        }
        Ok(())
    }

    /// Puts the tables on all articles together in the place of the earlier ones.
    fn replace(&self, folder: &Folder) -> Result<(), Error> {
        for definition in COUNTED {
            let sql = format!("DELETE FROM {}", definition.name());
            self.connection.execute(&sql, []).map_err(|error| broken(&self.path, &error))?;
            self.load(folder, definition)?;
        }
        Ok(())
    }

    /// Counts all articles of the database, old and new.
    fn count_again(&self, whole: &Whole<'_>) -> Result<(), Error> {
        let (mut unpacker, mut counts) = (Unpacker::default(), CoMentions::new(whole.settings.limits));
        each(&self.connection, &self.path, &Filter::default(), &mut unpacker, &mut |document, analysis| {
            counts.add(document, analysis);
            Ok(())
        })?;
        let mut known = known(&self.connection).map_err(|error| broken(&self.path, &error))?;
        known.extend(said_now(whole.folder)?);
        // A folder that is never put in its place: it goes with its value.
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(".tables");
        let folder = Folder::create(&self.path.with_file_name(name), Existing::Any)?;
        let network = counts.graph(whole.settings.window);
        let measures = measures(&network);
        let communities = community_names(&network, &measures);
        let drawn = Drawn::new(&network, &measures, &[], &communities);
        write_counted(&folder, whole.settings, &counts, &drawn, &Recalled::new(known, &unpacker))?;
        self.replace(&folder)
    }
}

/// What the gazetteer says of the entities of the run.
fn said_now(folder: &Folder) -> Result<Known, Error> {
    let of = |record: &StringRecord, name| record.get(position(&entities::TABLE, name)).unwrap_or_default().to_owned();
    let mut rows = Stored::open(folder, &entities::TABLE)?;
    let (mut known, mut record) = (Known::new(), StringRecord::new());
    while rows.next(&mut record)? {
        if of(&record, "known") == "true" {
            known.insert(of(&record, "entity"), ["wikidata", "country", "description"].map(|name| of(&record, name)));
        }
    }
    Ok(known)
}

/// A cell as SQLite keeps it; an empty one is no value.
fn value(content: Content, cell: &str) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    let number = match content {
        Content::Text | Content::List | Content::Date => None,
        Content::Whole => cell.parse().ok().map(Value::Integer),
        Content::Real => cell.parse().ok().map(Value::Real),
        Content::Flag => Some(Value::Integer(i64::from(cell == "true"))),
    };
    number.unwrap_or_else(|| Value::Text(cell.to_owned()))
}
