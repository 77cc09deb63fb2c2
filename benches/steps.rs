//! Nanoseconds a byte of text for each step of the line, on one core: `cargo bench --bench steps`, on made-up news, or
//! `cargo bench --bench steps -- news.jsonl` on your own. The table of docs/speed.md is what this prints.
#![allow(clippy::print_stdout, reason = "a table for whoever runs it")]

mod corpus;

use corpus::Corpus;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use whosaid::graph::{CoMentions, Limits};
use whosaid::pipeline::{Step, analyse_watched};
use whosaid::write::Rows;
use whosaid::{Document, Knowledge, read};

/// What the program uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of made-up text.
const MADE: usize = 10_000_000;
/// Each step of each article is measured so often, and its least time taken: the rest is other programs' doing.
const ROUNDS: usize = 7;

const STEPS: [&str; 9] = [
    "reading",
    "tokens",
    "layout, sentences, marks",
    "names",
    "attribution",
    "analysis put together",
    "rows",
    "counting",
    "letting go",
];

fn main() {
    let began = Instant::now();
    let knowledge = Knowledge::shipped().expect("the shipped tables are whole");
    println!("start-up {} ms\n", began.elapsed().as_millis());
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let mut clock = Clock::default();
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        clock.place = 0;
        let documents = match &path {
            Some(path) => read(path, &mut clock),
            None => Corpus::new().articles(MADE).map(|article| article.document).collect(),
        };
        bytes = documents.iter().map(|document| document.text.len()).sum();
        measure(&documents, &knowledge, &mut clock);
    }
    let mut all = 0.0;
    println!("{:<28}{:>8}", "step", "ns/byte");
    for (step, name) in STEPS.iter().enumerate() {
        let spent: Duration = clock.least.iter().filter(|(number, _)| *number == step).map(|(_, time)| time).sum();
        let cost = spent.as_secs_f64() * 1e9 / bytes as f64;
        all += cost;
        println!("{name:<28}{cost:>8.2}");
    }
    println!("{:<28}{all:>8.2}\n{:.1} MB/s", "all", 1e3 / all);
}

/// The least time that each step of each article took so far.
#[derive(Default)]
struct Clock {
    last: Option<Instant>,
    least: Vec<(usize, Duration)>,
    place: usize,
}

impl Clock {
    fn begin(&mut self) {
        self.last = Some(Instant::now());
    }

    fn ended(&mut self, step: usize) {
        let now = Instant::now();
        let time = self.last.map_or(Duration::ZERO, |last| now - last);
        match self.least.get_mut(self.place) {
            Some(least) => least.1 = least.1.min(time),
            None => self.least.push((step, time)),
        }
        self.place += 1;
        self.last = Some(Instant::now());
    }
}

fn read(path: &PathBuf, clock: &mut Clock) -> Vec<Document> {
    let reader = read::open(std::slice::from_ref(path), &read::Options::default()).expect("a file that can be read");
    let mut documents = Vec::new();
    clock.begin();
    for document in reader {
        clock.ended(0);
        documents.extend(document);
    }
    documents
}

fn measure(documents: &[Document], knowledge: &Knowledge, clock: &mut Clock) {
    let (mut rows, mut counts) = (Rows::default(), CoMentions::new(Limits::default()));
    clock.begin();
    for document in documents {
        let analysis = analyse_watched(document, knowledge, &mut |step| clock.ended(number(step)));
        rows.add(document, &analysis);
        clock.ended(6);
        counts.add(document, &analysis);
        clock.ended(7);
        rows.clear();
        drop(analysis);
        clock.ended(8);
    }
}

/// The place of a step in [`STEPS`].
fn number(step: Step) -> usize {
    match step {
        Step::Tokens => 1,
        Step::Layout => 2,
        Step::Names => 3,
        Step::Attribution => 4,
        Step::Analysis => 5,
    }
}
