//! What each step of the line costs, alone and together, on made-up news: `cargo bench --bench line`.

mod corpus;

use corpus::{Article, Corpus};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;
use whosaid::document::{Basis, Entity, Kind, Mention, Paragraph, Zone};
use whosaid::graph::{CoMentions, Limits, Window, measures, positions};
use whosaid::run::{Options, run};
use whosaid::write::{Output, Rows, Settings};
use whosaid::{Analysis, Document, Knowledge, Span, analyse, read};

/// What the program uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes of text in one round.
const ROUND: usize = 2_000_000;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().expect("the shipped tables are whole"));
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| Corpus::new().articles(ROUND).collect());
static ANALYSED: LazyLock<Vec<(Document, Analysis)>> = LazyLock::new(|| {
    ARTICLES.iter().map(|article| (article.document.clone(), analyse(&article.document, &KNOWLEDGE))).collect()
});

fn main() {
    divan::main();
}

fn bytes() -> BytesCount {
    BytesCount::from(ARTICLES.iter().map(|article| article.document.text.len()).sum::<usize>())
}

#[divan::bench]
fn start_up() -> Knowledge {
    Knowledge::shipped().expect("the shipped tables are whole")
}

#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
    for Article { document, .. } in ARTICLES.iter() {
        let line = serde_json::json!({"id": document.id, "date": document.date, "text": document.text});
        writeln!(file, "{line}").expect("a line");
    }
    file.flush().expect("a file");
    bencher.counter(bytes()).bench(|| {
        let reader = read::open(&[&path].map(Into::into), &read::Options::default()).expect("a reader");
        reader.filter_map(Result::ok).count()
    });
}

#[divan::bench]
fn analysing(bencher: Bencher<'_, '_>) {
    LazyLock::force(&KNOWLEDGE);
    bencher.counter(bytes()).bench(|| {
        ARTICLES.iter().for_each(|article| drop(black_box(analyse(&article.document, &KNOWLEDGE))));
    });
}

#[divan::bench]
fn making_rows(bencher: Bencher<'_, '_>) {
    LazyLock::force(&ANALYSED);
    let mut rows = Rows::default();
    bencher.counter(bytes()).bench_local(|| {
        rows.clear();
        ANALYSED.iter().for_each(|(document, analysis)| rows.add(document, analysis));
    });
}

#[divan::bench]
fn counting(bencher: Bencher<'_, '_>) {
    LazyLock::force(&ANALYSED);
    bencher.counter(bytes()).bench(counted);
}

fn counted() -> CoMentions {
    let mut counts = CoMentions::new(Limits::default());
    ANALYSED.iter().for_each(|(document, analysis)| counts.add(document, analysis));
    counts
}

#[divan::bench]
fn graph_and_measures(bencher: Bencher<'_, '_>) {
    let counts = counted();
    bencher.bench(|| measures(&counts.graph(Window::Document)));
}

#[divan::bench]
fn drawing(bencher: Bencher<'_, '_>) {
    let counts = counted();
    let network = counts.graph(Window::Document);
    let measures = measures(&network);
    bencher.bench(|| positions(&network, &measures));
}

/// Names in the graph that [`finishing`] writes, and articles that tie eight of them each: about 230,000 ties.
const NAMES: usize = 20_000;
const TYING: usize = 8_400;

/// An article of one sentence that names eight; every name is near some and far from most, as in the news.
fn tying(number: usize) -> (Document, Analysis) {
    let (mut text, mut analysis) = (String::new(), Analysis::default());
    for place in 0..8 {
        let name = (number * 2_654_435_761 + place * place * 37 * (number % 61 + 1)) % NAMES;
        let start = text.len();
        _ = write!(text, "Name{name:05}");
        let span = Span::new(start, text.len());
        text.push(' ');
        let entity = Entity {
            id: format!("person:name-{name:05}"),
            name: format!("Name{name:05}"),
            kind: Kind::Person,
            gender: None,
            known: None,
        };
        analysis.entities.push(entity);
        analysis.mentions.push(Mention { span, entity: place as u32, basis: Basis::Context, rule: String::new() });
    }
    analysis.sentences.push(Span::new(0, text.len()));
    analysis.paragraphs.push(Paragraph { span: Span::new(0, text.len()), zone: Zone::Body });
    (Document { id: format!("d{number:06}"), text, ..Document::default() }, analysis)
}

#[divan::bench]
fn finishing(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let articles: Vec<_> = (0..TYING).map(tying).collect();
    let output = || {
        let mut output = Output::create(&folder.path().join("run"), Settings::default()).expect("an output");
        for (document, analysis) in &articles {
            output.add(document, analysis).expect("a row");
        }
        output
    };
    bencher.with_inputs(output).bench_values(|output| {
        let report = output.finish(&()).expect("an output");
        (report.nodes, report.edges)
    });
}

#[divan::bench(args = [1, 2])]
fn whole_line(bencher: Bencher<'_, '_>, jobs: usize) {
    LazyLock::force(&KNOWLEDGE);
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options { jobs, ..Options::default() };
    bencher.counter(bytes()).bench(|| {
        let mut output = Output::create(&folder.path().join("run"), Settings::default()).expect("an output");
        let documents = ARTICLES.iter().map(|article| Ok(article.document.clone()));
        run(documents, |document| analyse(document, &KNOWLEDGE), options, &mut output, &mut |_| ()).expect("a run");
        output.finish(&()).expect("an output")
    });
}
