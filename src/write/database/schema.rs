//! The tables of the database: those of an output, made of the same definitions, and two more from which all can be
//! written again.

use crate::write::TABLES;
use crate::write::column::Content;
use crate::write::table::Definition;
use rusqlite::Connection;
use std::fmt::Write;

/// "whos" in ASCII: tells our files from other people's.
pub(super) const APPLICATION: i64 = 0x7768_6f73;
/// The layout of the tables. A file with another is refused.
pub(super) const VERSION: i64 = 1;

/// What the program keeps for itself.
const KEPT: &str = "
CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    configuration TEXT NOT NULL,
    documents INTEGER NOT NULL
);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents (document),
    run INTEGER NOT NULL REFERENCES runs (run),
    content TEXT NOT NULL,
    fingerprint INTEGER,
    id TEXT NOT NULL,
    title TEXT,
    date TEXT,
    outlet TEXT,
    author TEXT,
    url TEXT,
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    analysis BLOB NOT NULL
);
CREATE INDEX articles_content ON articles (content);
CREATE INDEX articles_fingerprint ON articles (fingerprint);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX documents_outlet ON documents (outlet);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX quotes_date ON quotes (date);
CREATE INDEX quotes_cluster ON quotes (cluster);
CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, speaker_name, content = 'quotes', tokenize = 'unicode61');
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_fts (rowid, text, speaker_name) VALUES (new.rowid, new.text, new.speaker_name);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text, speaker_name)
    VALUES ('delete', old.rowid, old.text, old.speaker_name);
END;
CREATE TRIGGER quotes_changed AFTER UPDATE ON quotes BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text, speaker_name)
    VALUES ('delete', old.rowid, old.text, old.speaker_name);
    INSERT INTO quotes_fts (rowid, text, speaker_name) VALUES (new.rowid, new.text, new.speaker_name);
END;
";

/// Makes all tables in an empty database.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    for definition in TABLES {
        connection.execute_batch(&table(definition))?;
    }
    connection.execute_batch(KEPT)
}

/// The SQL for a table, its keys and an index for each reference.
fn table(definition: &Definition) -> String {
    let name = definition.name();
    let mut lines: Vec<String> = definition
        .columns
        .iter()
        .map(|column| {
            let kind = match column.content {
                Content::Text | Content::List | Content::Date => "TEXT",
                Content::Whole | Content::Flag => "INTEGER",
                Content::Real => "REAL",
            };
            format!("    {} {kind}", quoted(column.name))
        })
        .collect();
    if !definition.key.is_empty() {
        lines.push(format!("    PRIMARY KEY ({})", list(definition.key)));
    }
    for reference in definition.references {
        let other = reference.file.trim_end_matches(".csv");
        let (column, key) = (quoted(reference.column), quoted(reference.key));
        lines.push(format!("    FOREIGN KEY ({column}) REFERENCES {} ({key})", quoted(other)));
    }
    let mut sql = format!("CREATE TABLE {} (\n{}\n);\n", quoted(name), lines.join(",\n"));
    let keyed = |column: &str| definition.key.first() == Some(&column);
    for reference in definition.references.iter().filter(|reference| !keyed(reference.column)) {
        let (index, column) = (quoted(&format!("{name}_{}", reference.column)), quoted(reference.column));
        // Writing to a string can't fail.
        _ = writeln!(sql, "CREATE INDEX {index} ON {} ({column});", quoted(name));
    }
    sql
}

/// The SQL to add a row.
pub(super) fn insert(definition: &Definition) -> String {
    let marks = vec!["?"; definition.columns.len()].join(", ");
    format!("INSERT INTO {} VALUES ({marks})", quoted(definition.name()))
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A name as SQL takes it whatever it is.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
