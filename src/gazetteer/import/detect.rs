//! The layout of a foreign list, by its name and its first lines.

use super::{Format, source};
use crate::error::{Error, Stage};
use serde_json::Value;
use std::io::{BufRead, Read};
use std::path::Path;

/// So much of a file is looked at.
pub(super) const HEAD: u64 = 1 << 20;

/// The layout of a file; `None` if it is none of those known.
pub(super) fn detect(path: &Path) -> Result<Option<Format>, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    if matches!(ending, "def" | "lst") {
        return Ok(Some(Format::Gate));
    }
    let mut lines: Vec<String> = Vec::new();
    let mut head = source::open(path)?.take(HEAD);
    let mut bytes = Vec::new();
    let fault = |error: std::io::Error| Error::unread(Stage::Knowledge, path, &error);
    while lines.len() < 3 && head.read_until(b'\n', &mut bytes).map_err(fault)? > 0 {
        let line =
            String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']).to_owned();
        if !line.trim().is_empty() {
            lines.push(line);
        }
        bytes.clear();
    }
    let [first, rest @ ..] = &lines[..] else { return Ok(None) };
    let second = rest.first().map_or("", String::as_str);
    Ok(of(first, second))
}

fn of(first: &str, second: &str) -> Option<Format> {
    let start = first.trim_start();
    if start.starts_with('[') {
        return Some(Format::Wikidata);
    }
    if start.starts_with('{') {
        return Some(of_object(first));
    }
    let cells: Vec<&str> = first.split('\t').collect();
    let number =
        |cell: usize| cells.get(cell).is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()));
    match cells.len() {
        19 if number(0) => return Some(Format::Geonames),
        8..=10 if number(0) && number(1) => return Some(Format::Geonames),
        4 if number(0) && cells[1].len() == 1 => return Some(Format::Jrc),
        2..=5 if !number(0) => return Some(Format::Regexner),
        _ => {}
    }
    let has = |name: &str| first.split(',').any(|column| column.trim_matches('"') == name);
    if has("last_name") && has("bioguide_id") {
        Some(Format::Legislators)
    } else if has("schema") && has("name") && has("aliases") {
        Some(Format::Ftm)
    } else if second.contains("wikidata.org/entity/Q") {
        Some(Format::Wikidata)
    } else {
        None
    }
}

/// The layout of a JSON object; an object over many lines is a result of Wikidata's query service.
fn of_object(line: &str) -> Format {
    let Ok(Value::Object(object)) = serde_json::from_str(line.trim_end_matches(',')) else { return Format::Wikidata };
    if object.contains_key("schema") {
        Format::Ftm
    } else if object.contains_key("pattern") {
        Format::Spacy
    } else {
        Format::Wikidata
    }
}
