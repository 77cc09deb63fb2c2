//! Counts the pairs of made-up articles, none of which is ever stored, and writes the tables and the graph of them:
//! `cargo run --release --example pairs -- 10000000 1000` for ten million articles and 1,000 MB of memory for pairs.
#![allow(clippy::print_stderr, reason = "an example speaks to whoever runs it")]
#![allow(clippy::cast_sign_loss, reason = "what is cast is at least 1")]

use std::error::Error;
use std::path::Path;
use whosaid::document::{Basis, Entity, Kind, Mention, Paragraph, Zone};
use whosaid::write::{Output, PageFile, Settings, Sink};
use whosaid::{Analysis, Document, Span};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many names there are, each with companions that sentences name it with.
const NAMES: u64 = 200_000;
const COMPANIONS: u64 = 4;
/// An article has so many sentences, each with so many names.
const SENTENCES: usize = 5;
const TOGETHER: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (articles, megabytes) = (arguments.next().unwrap_or(Ok(100_000))?, arguments.next().unwrap_or(Ok(1_000))?);
    let settings = Settings { memory: megabytes * 1_000_000, page: PageFile::Omitted, ..Settings::default() };
    let folder = std::env::temp_dir().join(format!("whosaid-pairs-{}", std::process::id()));
    let mut output = Output::create(&folder, settings)?;
    let mut counts = output.counts(1);
    let mut random = 1_u64;
    for number in 0..articles {
        let (document, analysis) = article(number, &mut random);
        counts.add(&document, &analysis);
    }
    output.count(counts)?;
    let report = output.finish(&())?;
    eprintln!("{articles} articles, {megabytes} MB for pairs: {} names, {} ties", report.nodes, report.edges);
    eprintln!("peak memory {} MB", peak().unwrap_or_default() / 1_000);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// The most memory that this process has had, in kB, where the system says so.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// An article of which only the names matter. A few are named often, most seldom; each sentence names one with some of
/// its companions.
fn article(number: u64, random: &mut u64) -> (Document, Analysis) {
    let mut draw = |below: u64| {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*random >> 33) % below
    };
    let mut document = Document { id: format!("a{number}"), date: Some("2022-03-01".into()), ..Document::default() };
    let mut analysis = Analysis::default();
    for _ in 0..SENTENCES {
        let begin = document.text.len();
        let one = zipf(&mut draw);
        for place in 0..TOGETHER as u64 {
            let companion = if place == 0 { 0 } else { place + TOGETHER as u64 * draw(COMPANIONS) };
            let name = (one + companion * companion * 7919) % NAMES;
            let id = format!("person:name-{name}");
            let start = document.text.len();
            document.text.push_str(&id[7..]);
            let entity = analysis.entities.iter().position(|held| held.id == id).unwrap_or_else(|| {
                let name = id[7..].to_owned();
                analysis.entities.push(Entity { id, name, kind: Kind::Person, gender: None, known: None });
                analysis.entities.len() - 1
            });
            let span = Span::new(start, document.text.len());
            let rule = String::new();
            analysis.mentions.push(Mention { span, entity: entity as u32, basis: Basis::Name, rule });
            document.text.push_str(" met, as some say, ");
        }
        document.text.push_str("nobody. ");
        analysis.sentences.push(Span::new(begin, document.text.len() - 1));
    }
    // One paragraph a sentence, so that only sentences bring names near.
    analysis.paragraphs = analysis.sentences.iter().map(|&span| Paragraph { span, zone: Zone::Body }).collect();
    (document, analysis)
}

/// A number below [`NAMES`], each as often as its size is small: Zipf's law.
fn zipf(draw: &mut impl FnMut(u64) -> u64) -> u64 {
    let even = draw(1 << 30) as f64 / f64::from(1 << 30);
    ((NAMES as f64).powf(even) as u64 - 1).min(NAMES - 1)
}
