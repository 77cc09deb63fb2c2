//! CoreNLP's RegexNER: a pattern and its type between tabs; only patterns that are plain words can be taken over.

use super::entry::{Entry, usual};
use super::sink::Sink;
use super::{Choice, source};
use crate::error::Error;
use std::path::PathBuf;

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    for path in paths {
        source::lines(path, |number, line| {
            if line.trim().is_empty() || line.starts_with('#') {
                return Ok(());
            }
            let mut cells = line.split('\t');
            let (Some(pattern), Some(kind)) = (cells.next(), cells.next()) else {
                sink.leave("not two columns", &format!("line {number}"));
                return Ok(());
            };
            // An escaped period is a period.
            let name = pattern.replace("\\.", "\u{0}");
            if name.contains(['[', ']', '(', ')', '{', '}', '*', '+', '?', '|', '\\', '.', '^', '$', '/']) {
                sink.leave("a pattern that is more than words", pattern);
                return Ok(());
            }
            if let Some(kind) = choice.kind_of(kind, usual(kind)) {
                sink.put(&Entry::new(kind, vec![name.replace('\u{0}', ".")]))
            } else {
                sink.leave(&format!("type {kind}"), pattern);
                Ok(())
            }
        })?;
    }
    Ok(())
}
