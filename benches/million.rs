//! A million names of one's own: how long they take to load, from their table and compiled, how much memory, and how fast
//! made-up news is tagged with them: `cargo bench --bench million` (or `-- 100000` for another number).
#![allow(clippy::print_stdout, reason = "a table for whoever runs it")]

mod corpus;

use corpus::Corpus;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use whosaid::gazetteer::{self, Replace};
use whosaid::pipeline::{Step, analyse_watched};
use whosaid::{Document, Knowledge};

/// Names, if no number is given.
const NAMES: usize = 1_000_000;
/// Bytes of made-up text; in every second article stand two of the names.
const MADE: usize = 5_000_000;
/// Each article is measured so often, and its least time taken.
const ROUNDS: usize = 5;

fn main() {
    let names = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(NAMES);
    let path = std::env::temp_dir().join(format!("whosaid-{names}-names.csv"));
    let table = table(names);
    std::fs::write(&path, &table).expect("the folder for temporary files can be written");
    println!("{names} names, {:.1} MB\n", table.len() as f64 / 1e6);
    let (shipped, before) = loaded(&[]);
    println!("load the program's lists     {:>8.3} s {:>8} MB", shipped.as_secs_f64(), before);
    let began = processor();
    let knowledge = Knowledge::with(std::slice::from_ref(&path), Replace::No).expect("the made-up names are whole");
    println!(
        "load them and these          {:>8.3} s {:>8} MB",
        processor().saturating_sub(began).as_secs_f64(),
        memory()
    );
    drop(knowledge);
    let compiled = path.with_extension("names");
    let began = processor();
    gazetteer::compile(std::slice::from_ref(&path), Replace::No, &compiled).expect("the made-up names are whole");
    println!("compile them                 {:>8.3} s", processor().saturating_sub(began).as_secs_f64());
    let (began, clock) = (processor(), Instant::now());
    let knowledge = Knowledge::with(std::slice::from_ref(&compiled), Replace::No).expect("what was compiled is whole");
    println!(
        "load what was compiled       {:>8.3} s {:>8.3} s on the clock",
        processor().saturating_sub(began).as_secs_f64(),
        clock.elapsed().as_secs_f64()
    );
    _ = std::fs::remove_file(&path);
    _ = std::fs::remove_file(&compiled);
    let documents: Vec<Document> = Corpus::new().articles(MADE).map(|article| article.document).collect();
    let documents: Vec<Document> =
        documents.into_iter().enumerate().map(|(number, document)| with_names(document, number, names)).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let known = documents.iter().map(|document| {
        let analysis = whosaid::analyse(document, &knowledge);
        analysis.mentions.iter().filter(|mention| mention.rule.contains("-names.csv:")).count()
    });
    println!("mentions of these names      {:>8}", known.sum::<usize>());
    let (names, all) = tagging(&documents, &knowledge);
    for (what, time) in [("tagging names alone", names), ("all of analysing", all)] {
        println!("{what:<28} {:>8.1} MB/s", bytes as f64 / time.as_secs_f64() / 1e6);
    }
}

/// How long the lists take, and the memory after it.
fn loaded(paths: &[PathBuf]) -> (Duration, u64) {
    let began = processor();
    let knowledge = Knowledge::with(paths, Replace::No).expect("the shipped tables are whole");
    let time = processor().saturating_sub(began);
    let memory = memory();
    drop(knowledge);
    (time, memory)
}

/// The most memory that the program had so far, in MB; 0 where the system doesn't tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1000
}

/// The name with this number: no two are the same, and words are used again as in real lists.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "be", "bo", "da", "de", "do", "fa", "fe", "fi", "ga", "go", "gu", "ka", "ke", "ki", "la", "le", "lo",
        "ma", "me", "mi", "na", "ne", "no", "pa", "pe", "ra", "re", "ri", "sa", "ta", "ve",
    ];
    let word = |mut number: usize, end: &str| {
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[number % 32]);
            number /= 32;
            if number == 0 {
                break;
            }
        }
        word.push_str(end);
        word[..1].to_uppercase() + &word[1..]
    };
    // A thousand given names, and family names that a thousand people share.
    let mixed = number.wrapping_mul(2_654_435_761) % 1_000_003;
    format!("{} {}", word(mixed % 1000, "n"), word(mixed / 1000 + number / 1_000_003 * 1009, "rsk"))
}

fn table(names: usize) -> String {
    let mut table = "name,type,aliases,country,description\n".to_owned();
    for number in 0..names {
        _ = writeln!(table, "{},person,,,made up", name(number));
    }
    table
}

fn with_names(mut document: Document, number: usize, names: usize) -> Document {
    if number.is_multiple_of(2) {
        let (one, other) = (name(number * 7919 % names), name(number * 104_729 % names));
        _ = write!(document.text, "\n\nMinister {one} met {other} on Monday. {other} said nothing.");
    }
    document
}

/// The time of naming, and of all steps: of each article the least over the rounds, which hides what else the machine does.
fn tagging(documents: &[Document], knowledge: &Knowledge) -> (Duration, Duration) {
    let mut least = vec![(Duration::MAX, Duration::MAX); documents.len()];
    for _ in 0..ROUNDS {
        for (document, least) in documents.iter().zip(&mut least) {
            let start = Instant::now();
            let (mut began, mut names) = (start, Duration::ZERO);
            std::hint::black_box(analyse_watched(document, knowledge, &mut |step| {
                let now = Instant::now();
                if step == Step::Names {
                    names += now - began;
                }
                began = now;
            }));
            *least = (least.0.min(names), least.1.min(start.elapsed()));
        }
    }
    least.into_iter().fold((Duration::ZERO, Duration::ZERO), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

/// The processor time of the program so far; where the system doesn't tell, nothing.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, behind)| behind);
    let ticks: u64 = behind.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    // A tick is a hundredth of a second wherever Linux runs today.
    Duration::from_millis(ticks * 10)
}
