//! Writes made-up news as JSONL: `cargo run --release --example corpus -- 100 > news.jsonl` for 100 MB of text.
//!
//! `--answers FILE` writes what is true of it, in the form that `whosaid score FILE` reads (docs/accuracy.md) with the names in each
//! article beside it, and `--speakers FILE` who each speaker is, for `whosaid score FILE --speakers FILE`. `--files DIR` writes each
//! article as a file of its own there, too.
#![allow(clippy::print_stderr, reason = "an example speaks to whoever runs it")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use corpus::{Article, Corpus};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use whosaid::Span;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(megabytes) = arguments.first().and_then(|megabytes| megabytes.parse::<usize>().ok()) else {
        eprintln!("how many MB of text? cargo run --release --example corpus -- 100 > news.jsonl");
        std::process::exit(2);
    };
    let given = |option: &str| arguments.windows(2).find(|pair| pair[0] == option).map(|pair| &pair[1]);
    let file = |option: &str| given(option).map(|path| File::create(path).map(BufWriter::new)).transpose();
    let (mut answers, mut speakers) = (file("--answers")?, file("--speakers")?);
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, article) in Corpus::new().articles(megabytes * 1_000_000).enumerate() {
        let document = &article.document;
        if let Some(folder) = given("--files") {
            let folder = Path::new(folder).join(format!("{:03}", number / 1_000));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("{}.txt", document.id)), &document.text)?;
        }
        writeln!(out, "{}", json!({"id": document.id, "date": document.date, "text": document.text}))?;
        if let Some(file) = &mut answers {
            writeln!(file, "{}", answer(&article))?;
        }
        if let Some(file) = &mut speakers {
            for said in &article.quotes {
                for piece in &said.pieces {
                    let [start, end] = place(&article, *piece);
                    let (doc, who) = (&document.id, &said.speaker);
                    writeln!(
                        file,
                        "{}",
                        json!({"doc": doc, "start": start, "end": end, "class": "named", "resolved": who})
                    )?;
                }
            }
        }
    }
    for file in [&mut answers, &mut speakers].into_iter().flatten() {
        file.flush()?;
    }
    out.flush()
}

/// What is true of an article.
fn answer(article: &Article) -> Value {
    let quote = |(piece, source): (Span, Span)| {
        let [start, end] = place(article, piece);
        json!({"start": start, "end": end, "kind": "D", "source": [place(article, source)]})
    };
    let pieces = article.quotes.iter().flat_map(|said| said.pieces.iter().map(|piece| (*piece, said.source)));
    let names = article.names.iter().map(|(span, kind)| {
        let [start, end] = place(article, *span);
        json!({"start": start, "end": end, "type": kind.name()})
    });
    let (quotes, names) = (pieces.map(quote).collect::<Vec<_>>(), names.collect::<Vec<_>>());
    json!({"doc": article.document.id, "text": article.document.text, "quotes": quotes, "names": names})
}

/// Where a span begins and ends, in code points.
fn place(article: &Article, span: Span) -> [usize; 2] {
    [span.start(), span.end()].map(|at| article.document.text[..at].chars().count())
}
