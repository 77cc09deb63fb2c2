//! Articles in the database: what is the same, in and out.

use super::packed::Unpacker;
use crate::document::{Analysis, Document};
use crate::write::cell::clean;
use crate::write::datapackage::hexadecimal;
use crate::write::register::text_key;
use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

/// What makes an article the same as another, whatever file it comes from: a hash of all but its id and path.
pub(super) fn content(document: &Document) -> String {
    let mut hasher = Sha256::new();
    let fields = [&document.title, &document.date, &document.outlet, &document.author, &document.url];
    for field in fields.map(|field| field.as_deref()).into_iter().chain([Some(document.text.as_str())]) {
        // The length keeps fields apart; a missing one is not an empty one.
        let length = field.map_or(u64::MAX, |field| field.len() as u64);
        hasher.update(length.to_le_bytes());
        hasher.update(field.unwrap_or_default());
    }
    hexadecimal(&hasher.finalize())
}

pub(super) fn insert(
    connection: &Connection,
    run: i64,
    document: &Document,
    content: &str,
    analysis: &[u8],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO articles (document, run, content, fingerprint, id, title, date, outlet, author, url, path, \
               text, analysis) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let fingerprint = text_key(document).map(u64::cast_signed);
    let Document { id, text, title, date, outlet, author, url, path } = document;
    let values =
        params![&*clean(id), run, content, fingerprint, id, title, date, outlet, author, url, path, text, analysis];
    connection.execute(sql, values).map(|_| ())
}

/// The columns that [`read`] wants.
pub(super) const COLUMNS: &str = "id, title, date, outlet, author, url, path, text, analysis";

/// The article of a row; the analysis may be unreadable.
pub(super) fn read(row: &Row<'_>, unpacker: &mut Unpacker) -> rusqlite::Result<(Document, Result<Analysis, String>)> {
    let document = Document {
        id: row.get(0)?,
        title: row.get(1)?,
        date: row.get(2)?,
        outlet: row.get(3)?,
        author: row.get(4)?,
        url: row.get(5)?,
        path: row.get(6)?,
        text: row.get(7)?,
    };
    let packed = row.get_ref(8)?.as_blob()?;
    let analysis = unpacker.unpack(&document.text, packed);
    Ok((document, analysis))
}
