//! How often each rule for names is right on annotated articles, as the table kept in `src/gazetteer/precision.csv`:
//! `cargo run --release --example name_precision -- annotated.jsonl... > src/gazetteer/precision.csv`.
//!
//! An article is a line of JSON with `text` and `entities`: `start` and `end` in code points, `type` PER, LOC or ORG.
#![allow(clippy::print_stderr, reason = "an example speaks to whoever runs it")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader};
use whosaid::document::Basis;
use whosaid::{Document, Knowledge, analyse};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!("which annotated articles? cargo run --release --example name_precision -- annotated.jsonl");
        std::process::exit(2);
    }
    let knowledge = Knowledge::shipped().map_err(|errors| format!("{} bad rows of knowledge", errors.len()))?;
    let mut counts: BTreeMap<(String, &str), [usize; 2]> = BTreeMap::new();
    for path in paths {
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            count(&record, &knowledge, &mut counts);
        }
    }
    let mut out = csv::Writer::from_writer(io::stdout().lock());
    out.write_record(["rule", "kind", "answers", "right", "grade"])?;
    for ((rule, kind), [answers, right]) in counts {
        out.write_record([&rule, kind, &answers.to_string(), &right.to_string(), grade(answers, right)])?;
    }
    out.flush()?;
    Ok(())
}

/// Counts the mentions of one article by rule.
fn count(record: &serde_json::Value, knowledge: &Knowledge, counts: &mut BTreeMap<(String, &'static str), [usize; 2]>) {
    let text = record["text"].as_str().unwrap_or_default();
    let number = |value: &serde_json::Value| value.as_u64().unwrap_or_default() as usize;
    let entities = record["entities"].as_array().map(Vec::as_slice).unwrap_or_default();
    let gold: BTreeSet<(usize, usize, &str)> = entities
        .iter()
        .map(|entity| (number(&entity["start"]), number(&entity["end"]), entity["type"].as_str().unwrap_or_default()))
        .collect();
    let document = Document { text: text.to_owned(), ..Document::default() };
    let analysis = analyse(&document, knowledge);
    for mention in analysis.mentions.iter().filter(|mention| !matches!(mention.basis, Basis::Role | Basis::Demonym)) {
        let kind = analysis.entities[mention.entity as usize].kind.name();
        let code = match kind {
            "person" => "PER",
            "place" => "LOC",
            _ => "ORG",
        };
        let point = |byte: usize| text[..byte].chars().count();
        let found = (point(mention.span.start()), point(mention.span.end()), code);
        // A row of the gazetteer is told by its table and by which of its names it was.
        let rule = match mention.rule.split_once(".csv:") {
            Some((table, _)) => format!("{table}.csv, {}", mention.basis.name()),
            None => mention.rule.clone(),
        };
        let slot = counts.entry((rule, kind)).or_default();
        slot[0] += 1;
        slot[1] += usize::from(gold.contains(&found));
    }
}

/// What a reader may think of the rule, with one right and one wrong answer added to what was counted.
fn grade(answers: usize, right: usize) -> &'static str {
    match 100 * (right + 1) / (answers + 2) {
        90.. => "high",
        75.. => "medium",
        _ => "low",
    }
}
