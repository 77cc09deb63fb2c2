//! Nanoseconds a byte for one document of any size, and for texts that were made to make rules look far:
//! `cargo bench --bench linear`, or `cargo bench --bench linear -- 1000` for documents of up to 1,000 MB.
#![allow(clippy::print_stdout, reason = "a table for whoever runs it")]

mod corpus;
#[path = "../tests/common/patterns.rs"]
mod patterns;

use corpus::Corpus;
use cpu_time::ThreadTime;
use whosaid::graph::{CoMentions, Limits};
use whosaid::write::Rows;
use whosaid::{Document, Knowledge, analyse};

/// What the program uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each size is measured on so many bytes at least, three times.
const LEAST: usize = 4_000_000;

fn main() {
    let knowledge = Knowledge::shipped().expect("the shipped tables are whole");
    let most = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok()).unwrap_or(100);
    println!("{:<20}{:>10}{:>12}", "one document of", "ns/byte", "peak MB");
    let sizes = (3..).map(|power| 10_usize.pow(power)).take_while(|size| *size <= most.max(1) * 1_000_000);
    for size in sizes {
        let text = news(size);
        let cost = cost(&text, &knowledge);
        println!("{:<20}{cost:>10.1}{:>12}", shown(size), peak());
    }
    println!("\n{:<20}{:>10}{:>12}", "a text of", "100 kB", "10 MB");
    let mut all: Vec<(f64, f64, &str)> = patterns::LONG
        .iter()
        .chain(patterns::MARKS)
        .map(|pattern| {
            let of = |size: usize| cost(&pattern.repeat(size / pattern.len()), &knowledge);
            (of(100_000), of(10_000_000), *pattern)
        })
        .collect();
    all.sort_by(|one, other| (other.1 / other.0).total_cmp(&(one.1 / one.0)));
    for (short, long, pattern) in all {
        println!("{:<20}{short:>10.1}{long:>12.1}", format!("{pattern:?}"));
    }
}

/// Made-up news of so many bytes, as one text.
fn news(size: usize) -> String {
    let mut text = String::with_capacity(size + 10_000);
    for article in Corpus::new().articles(size) {
        text.push_str(&article.document.text);
        text.push_str("\n\n");
    }
    let end = (0..=size.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    text.truncate(end);
    text
}

/// The least of three, in nanoseconds a byte: analysing, rows and counting.
fn cost(text: &str, knowledge: &Knowledge) -> f64 {
    let document = Document { id: "long".into(), text: text.to_owned(), ..Document::default() };
    let times = (LEAST / text.len()).max(1);
    let rounds = if text.len() > 10 * LEAST { 1 } else { 3 };
    let once = || {
        let (mut rows, mut counts) = (Rows::default(), CoMentions::new(Limits::default()));
        let began = ThreadTime::now();
        for _ in 0..times {
            let analysis = analyse(&document, knowledge);
            rows.add(&document, &analysis);
            counts.add(&document, &analysis);
            rows.clear();
        }
        began.elapsed().as_secs_f64()
    };
    let least = (0..rounds).map(|_| once()).fold(f64::INFINITY, f64::min);
    least * 1e9 / (text.len() * times) as f64
}

fn shown(size: usize) -> String {
    match size {
        1_000_000_000.. => format!("{} GB", size / 1_000_000_000),
        1_000_000.. => format!("{} MB", size / 1_000_000),
        _ => format!("{} kB", size / 1_000),
    }
}

/// The most memory that this process has had, in MB, where the system says so.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1_000
}
