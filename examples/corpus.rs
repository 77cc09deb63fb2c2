//! Writes made-up news as JSONL: `cargo run --release --example corpus -- 100 > news.jsonl` for 100 MB of text.
#![allow(clippy::print_stderr, reason = "an example speaks to whoever runs it")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let Some(megabytes) = std::env::args().nth(1).and_then(|megabytes| megabytes.parse::<usize>().ok()) else {
        eprintln!("how many MB of text? cargo run --release --example corpus -- 100 > news.jsonl");
        std::process::exit(2);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for article in corpus::Corpus::new().articles(megabytes * 1_000_000) {
        let quotes: Vec<_> = article.quotes.iter().map(|(text, speaker)| [text, speaker]).collect();
        let document = &article.document;
        let line =
            serde_json::json!({"id": document.id, "date": document.date, "text": document.text, "quotes": quotes});
        writeln!(out, "{line}")?;
    }
    out.flush()
}
