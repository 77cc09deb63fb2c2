//! JRC-Names: number, type, language and name between tabs, words joined by `+`; the rows of a number are one entity.

use super::entry::Entry;
use super::sink::Sink;
use super::source;
use crate::document::Kind;
use crate::error::Error;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) fn read(paths: &[PathBuf], sink: &mut Sink) -> Result<(), Error> {
    // The rows of an entity need not stand together.
    let mut entities: BTreeMap<u64, (Kind, Vec<String>)> = BTreeMap::new();
    for path in paths {
        source::lines(path, |number, line| {
            if line.is_empty() || line.starts_with('#') {
                return Ok(());
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, kind, language, name, ..] = cells[..] else {
                sink.leave("not four columns", &format!("line {number}"));
                return Ok(());
            };
            let name = name.replace('+', " ");
            let kind = match kind {
                "P" => Kind::Person,
                "O" => Kind::Organisation,
                "T" => Kind::Place,
                other => {
                    sink.leave(&format!("type {other}"), &name);
                    return Ok(());
                }
            };
            match id.parse::<u64>() {
                Ok(0) | Err(_) => sink.leave("no number of its own", &name),
                Ok(_) if !matches!(language, "u" | "en") => sink.leave("a name in another language", &name),
                Ok(id) => entities.entry(id).or_insert((kind, Vec::new())).1.push(name),
            }
            Ok(())
        })?;
    }
    for (_, (kind, names)) in entities {
        sink.put(&Entry::new(kind, names))?;
    }
    Ok(())
}
