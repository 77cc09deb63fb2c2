//! spaCy's patterns: an object a line with a label, an id, and a name or the conditions of its tokens.

use super::entry::{Entry, usual};
use super::sink::{Sink, titled};
use super::{Choice, source};
use crate::document::Kind;
use crate::error::Error;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Deserialize)]
struct Line {
    label: String,
    pattern: Value,
    #[serde(default)]
    id: Option<String>,
}

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    // The patterns of an id are one entity, wherever they stand.
    let mut entities: BTreeMap<(Kind, String), Vec<String>> = BTreeMap::new();
    for path in paths {
        source::lines(path, |number, line| {
            if line.trim().is_empty() {
                return Ok(());
            }
            let Ok(Line { label, pattern, id }) = serde_json::from_str::<Line>(line) else {
                sink.leave("no pattern as JSON", &format!("line {number}"));
                return Ok(());
            };
            let Some(kind) = choice.kind_of(&label, usual(&label)) else {
                sink.leave(&format!("label {label}"), &pattern.to_string());
                return Ok(());
            };
            match (name(&pattern), id) {
                (Err(reason), _) => sink.leave(&reason, &pattern.to_string()),
                (Ok(name), Some(id)) => entities.entry((kind, id)).or_default().push(name),
                (Ok(name), None) => sink.put(&Entry::new(kind, vec![name]))?,
            }
            Ok(())
        })?;
    }
    for ((kind, _), names) in entities {
        sink.put(&Entry::new(kind, names))?;
    }
    Ok(())
}

/// The name that a pattern matches, if it is one name; or what stands in the way.
fn name(pattern: &Value) -> Result<String, String> {
    match pattern {
        Value::String(name) => Ok(name.clone()),
        Value::Array(tokens) => {
            let words: Result<Vec<String>, String> = tokens.iter().map(word).collect();
            Ok(words?.join(" "))
        }
        _ => Err("a pattern that is neither a name nor tokens".to_owned()),
    }
}

fn word(token: &Value) -> Result<String, String> {
    let empty = Map::new();
    let token = token.as_object().unwrap_or(&empty);
    let mut conditions = token.iter();
    match (conditions.next(), conditions.next()) {
        (Some((key, Value::String(word))), None) if matches!(key.as_str(), "TEXT" | "ORTH") => Ok(word.clone()),
        // In small letters it would match any case; a name begins with a capital.
        (Some((key, Value::String(word))), None) if key == "LOWER" => Ok(titled(word)),
        (Some((key, _)), None) => Err(format!("a token with the condition {key}")),
        (Some(_), Some(_)) => Err("a token with several conditions".to_owned()),
        (None, _) => Err("a token without condition".to_owned()),
    }
}
