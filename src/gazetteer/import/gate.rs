//! GATE's gazetteers: `lists.def` names the lists and their types; a list is a name a line, features behind a mark.

use super::entry::{Entry, usual};
use super::sink::Sink;
use super::{Choice, source};
use crate::document::Kind;
use crate::error::Error;
use std::path::{Path, PathBuf};

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    for path in paths {
        if path.extension().is_some_and(|ending| ending == "def") {
            lists(path, choice, sink)?;
        } else {
            match choice.kind {
                Some(kind) => names(path, kind, sink)?,
                None => count(path, "a list without a type: give its .def file, or --type", sink)?,
            }
        }
    }
    Ok(())
}

/// `file:major:minor:language:annotation`, of which the first two matter here.
fn lists(path: &Path, choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    let mut found: Vec<(PathBuf, String, String)> = Vec::new();
    source::lines(path, |_, line| {
        let mut cells = line.split(':').map(str::trim);
        if let Some(file) = cells.next().filter(|file| !file.is_empty() && !file.starts_with('#')) {
            let (major, minor) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            found.push((path.with_file_name(file), major.to_owned(), minor.to_owned()));
        }
        Ok(())
    })?;
    for (list, major, minor) in found {
        let both = format!("{major}:{minor}");
        let chosen = choice.types.get(&both).copied().or_else(|| choice.kind_of(&major, usual(&major)));
        match chosen {
            Some(kind) if list.is_file() => names(&list, kind, sink)?,
            Some(_) => sink.leave("a list that isn't there", &list.display().to_string()),
            None => count(&list, &format!("type {major}"), sink)?,
        }
    }
    Ok(())
}

fn names(path: &Path, kind: Kind, sink: &mut Sink) -> Result<(), Error> {
    source::lines(path, |_, line| {
        let name = name(line);
        if name.is_empty() { Ok(()) } else { sink.put(&Entry::new(kind, vec![name.to_owned()])) }
    })
}

/// The name of a line, without features: `Quarn:country=Velania`.
fn name(line: &str) -> &str {
    let features = line.find([':', '\t', '&']).filter(|at| line[*at..].contains('='));
    line[..features.unwrap_or(line.len())].trim()
}

/// Counts the names of a list that is left out.
fn count(path: &Path, reason: &str, sink: &mut Sink) -> Result<(), Error> {
    if !path.is_file() {
        return Ok(());
    }
    source::lines(path, |_, line| {
        if !line.trim().is_empty() {
            sink.leave(reason, name(line));
        }
        Ok(())
    })
}
