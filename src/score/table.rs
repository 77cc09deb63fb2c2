//! The quotations of a `quotes.csv`.

use super::Predicted;
use crate::error::{Error, Stage};
use std::collections::BTreeMap;
use std::path::Path;

/// The quoted stretches of each article, by its id.
///
/// # Errors
///
/// That the file can't be read, lacks a column, or holds a cell that is none of the table's.
pub fn read_quotes(path: &Path) -> Result<BTreeMap<String, Vec<Predicted>>, Vec<Error>> {
    let fail = |message: String| vec![Error::new(Stage::Read, message).at(path)];
    let wrong = |error: csv::Error| vec![Error::unread(Stage::Read, path, &error)];
    let mut reader = csv::Reader::from_path(path).map_err(wrong)?;
    let header = reader.headers().map_err(wrong)?.clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let needed = |name: &str| column(name).ok_or_else(|| fail(format!("no column `{name}`")));
    let (document, kind, pieces) = (needed("document")?, needed("type")?, needed("pieces")?);
    let (speaker, name, source) = (needed("speaker")?, needed("speaker_name")?, needed("source")?);
    let (start, end, sieve) = (needed("source_start")?, needed("source_end")?, needed("sieve")?);
    let confidence = needed("confidence")?;
    let (resolution, speaker_confidence) = (column("resolution"), column("speaker_confidence"));
    let mut found: BTreeMap<String, Vec<Predicted>> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        if !matches!(&record[kind], "direct" | "mixed") {
            continue;
        }
        let line = record.position().map_or(1, csv::Position::line);
        let bad = |cell: &str| vec![Error::new(Stage::Read, format!("`{cell}` is no position")).at(path).line(line)];
        let whole = |cell: &str| cell.parse::<usize>().map_err(|_| bad(cell));
        let names = if record[name].is_empty() { &record[source] } else { &record[name] };
        let real = |column: Option<usize>| column.and_then(|at| record[at].parse().ok()).unwrap_or(0.0);
        let said = if record[start].is_empty() { None } else { Some((whole(&record[start])?, whole(&record[end])?)) };
        for piece in record[pieces].split('|') {
            let (from, to) = piece.split_once('-').ok_or_else(|| bad(piece))?;
            found.entry(record[document].to_owned()).or_default().push(Predicted {
                start: whole(from)?,
                end: whole(to)?,
                source: said,
                named: !record[speaker].is_empty(),
                names: names.split('|').map(str::to_owned).collect(),
                sieve: record[sieve].to_owned(),
                resolution: resolution.map_or_else(String::new, |at| record[at].to_owned()),
                confidence: real(Some(confidence)),
                speaker_confidence: real(speaker_confidence),
            });
        }
    }
    Ok(found)
}
