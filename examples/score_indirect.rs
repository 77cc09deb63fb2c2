//! How well speech reported without marks is found: against articles annotated in the standoff form of brat.
//!
//! `cargo run --release --example score_indirect -- FOLDER` reads `FOLDER/text/NAME.txt` and `FOLDER/attributions/NAME_*.ann`.
//! What counts: annotated contents without quotation marks whose cue holds a verb of saying (a row of `lexicon/en/cues.csv` that
//! says by itself, in any form) or "according to". A predicted clause is right when it and such a content, trimmed, share at least
//! half of the characters that either covers, one to one; one that fits another annotated content, or lies inside one, is left out of
//! the count. Articles whose name has a CRC-32 that 5 divides are held back: never read, only scored.
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::Range;
use std::path::Path;
use whosaid::document::Attribution;
use whosaid::{Analysis, Document, Knowledge, analyse};

const CUES: &str = include_str!("../lexicon/en/cues.csv");
/// Groups of verbs that say by themselves.
const SAYING: [&str; 6] = ["neutral", "reply", "question", "manner", "written", "social"];
/// A cue that ends with one of these names what was spoken of.
const TOPIC: [&str; 8] = ["about", "for", "from", "of", "on", "over", "to", "with"];
const ACCORDING: &str = "according to";

/// An annotated content, in code points.
struct Content {
    pieces: Vec<Range<usize>>,
    cue: String,
    source: Vec<Range<usize>>,
}

#[derive(Default)]
struct Counts {
    annotated: usize,
    found: usize,
    predicted: usize,
    right: usize,
    sourced: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    match measure(&mut out).and_then(|()| Ok(out.flush()?)) {
        // Whoever reads has seen enough.
        Err(error) if error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == ErrorKind::BrokenPipe) => {
            Ok(())
        }
        ended => ended,
    }
}

fn measure(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: score_indirect FOLDER [errors]")?;
    let show = std::env::args().nth(2).is_some();
    let folder = Path::new(&folder);
    let knowledge = Knowledge::shipped().map_err(|errors| errors[0].to_string())?.with_reported();
    let verbs = verbs();
    let mut totals = [Counts::default(), Counts::default()];
    let mut forms: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (name, annotation) in annotations(folder)? {
        let Ok(text) = fs::read_to_string(folder.join("text").join(format!("{name}.txt"))) else { continue };
        let held = crc(&name).is_multiple_of(5);
        let contents = contents(&fs::read_to_string(annotation)?);
        let document = Document { id: name, text, ..Document::default() };
        let analysis = analyse(&document, &knowledge);
        let mut all = Forms { forms: &mut forms, counted: !held };
        let counts = &mut totals[usize::from(held)];
        let answers = score(&document, &analysis, &contents, &verbs, counts, &mut all);
        if show && !held {
            out.write_all(answers.as_bytes())?;
        }
    }
    for (what, counts) in ["read", "held back"].into_iter().zip(&totals) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        writeln!(
            out,
            "{what}: {} annotated, {} predicted | precision {:.1} recall {:.1} | source right {:.1}",
            counts.annotated,
            counts.predicted,
            share(counts.right, counts.predicted),
            share(counts.found, counts.annotated),
            share(counts.sourced, counts.right),
        )?;
    }
    writeln!(out, "form,answers,right")?;
    for (form, [answers, right]) in forms {
        writeln!(out, "{form},{answers},{right}")?;
    }
    Ok(())
}

struct Forms<'a, 'b> {
    forms: &'a mut BTreeMap<&'b str, [usize; 2]>,
    counted: bool,
}

/// Compares the predicted clauses of one article with its annotated contents; says which are right, wrong and missed.
fn score(
    document: &Document,
    analysis: &Analysis,
    contents: &[Content],
    verbs: &BTreeSet<&str>,
    counts: &mut Counts,
    forms: &mut Forms<'_, 'static>,
) -> String {
    let mut answers = String::new();
    let letters: Vec<char> = document.text.chars().collect();
    let points = |byte: usize| document.text[..byte].chars().count();
    let targets: Vec<bool> = contents.iter().map(|content| is_target(content, &letters, verbs)).collect();
    counts.annotated += targets.iter().filter(|target| **target).count();
    let covered: Vec<BTreeSet<usize>> =
        contents.iter().map(|content| trimmed(&letters, content.pieces.iter().cloned().flatten().collect())).collect();
    let mut taken = vec![false; contents.len()];
    for quote in &analysis.reported {
        let span = quote.span();
        let places = quote.pieces.iter().flat_map(|piece| points(piece.start())..points(piece.end()));
        let clause = trimmed(&letters, places.collect());
        let overlap = |content: &BTreeSet<usize>| {
            let shared = content.intersection(&clause).count();
            (shared * 2 >= content.len() + clause.len() - shared, shared)
        };
        let fits = |at: &usize| overlap(&covered[*at]).0;
        let target = (0..contents.len()).filter(|at| targets[*at] && !taken[*at]).find(fits);
        let inside = |at: &usize| overlap(&covered[*at]).1 * 10 >= clause.len() * 9 && !targets[*at];
        if target.is_none() && (0..contents.len()).any(|at| !targets[at] && (fits(&at) || inside(&at))) {
            continue;
        }
        counts.predicted += 1;
        let Attribution::Said(said) = &quote.attribution else { continue };
        let form = forms.forms.entry(said.sieve).or_default();
        form[0] += usize::from(forms.counted);
        let mark = if target.is_some() { '=' } else { '+' };
        let cue = said.cue.map_or("", |cue| &document[cue]);
        _ = writeln!(answers, "{mark} [{}] {} | {cue} | {}", said.sieve, &document[said.source], &document[span]);
        if let Some(at) = target {
            taken[at] = true;
            counts.right += 1;
            counts.found += 1;
            form[1] += usize::from(forms.counted);
            let source = points(said.source.start())..points(said.source.end());
            let shares = |piece: &Range<usize>| piece.start < source.end && source.start < piece.end;
            counts.sourced += usize::from(contents[at].source.iter().any(shares));
        }
    }
    let words = |pieces: &[Range<usize>]| pieces.iter().flat_map(|piece| &letters[piece.clone()]).collect::<String>();
    for missed in (0..contents.len()).filter(|at| targets[*at] && !taken[*at]).map(|at| &contents[at]) {
        _ = writeln!(answers, "- {} | {} | {}", words(&missed.source), missed.cue, words(&missed.pieces));
    }
    answers
}

/// Without marks, and with a verb of saying for its cue.
fn is_target(content: &Content, letters: &[char], verbs: &BTreeSet<&str>) -> bool {
    let cue = content.cue.to_lowercase();
    let says = cue.contains(ACCORDING) || cue.split(|ch: char| !ch.is_alphabetic()).any(|word| verbs.contains(word));
    let marked = content.pieces.iter().cloned().flatten().any(|at| matches!(letters.get(at), Some('"' | '“' | '”')));
    let twice = content.pieces.iter().cloned().flatten().any(|at| letters.get(at..at + 2) == Some(&['\'', '\'']));
    // "asked about", "a question of": what was spoken of, not what was said.
    let topic = cue.rsplit(' ').next().is_some_and(|last| TOPIC.contains(&last)) && !cue.contains(ACCORDING);
    says && !topic && !content.source.is_empty() && !marked && !twice
}

/// The places of a content without space, marks and one sign at its end.
fn trimmed(letters: &[char], mut places: BTreeSet<usize>) -> BTreeSet<usize> {
    let loose = |at: usize| letters.get(at).is_none_or(|ch| ch.is_whitespace());
    while places.first().is_some_and(|at| loose(*at)) {
        places.pop_first();
    }
    while places.last().is_some_and(|at| loose(*at)) {
        places.pop_last();
    }
    if places.last().is_some_and(|at| matches!(letters.get(*at), Some('.' | ',' | ';'))) {
        places.pop_last();
    }
    places
}

/// All forms of the verbs that say by themselves.
fn verbs() -> BTreeSet<&'static str> {
    let rows = CUES.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let says = |row: &Vec<&str>| row[1].split('|').any(|group| SAYING.contains(&group)) && !row[6].contains("weak");
    rows.filter(says)
        .flat_map(|row| [&row[..1], &row[2..6]].concat())
        .flat_map(|cell| cell.split('|'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The first annotation of each article.
fn annotations(folder: &Path) -> Result<BTreeMap<String, std::path::PathBuf>, Box<dyn Error>> {
    let mut paths: Vec<_> = fs::read_dir(folder.join("attributions"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut out = BTreeMap::new();
    for path in paths {
        let name = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.rsplit_once('_'));
        if let Some((name, _)) = name {
            out.entry(name.to_owned()).or_insert(path);
        }
    }
    Ok(out)
}

fn contents(annotation: &str) -> Vec<Content> {
    let mut texts: BTreeMap<&str, (Vec<Range<usize>>, &str)> = BTreeMap::new();
    let mut out = Vec::new();
    for line in annotation.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [id, place, words] = cells[..]
            && id.starts_with('T')
        {
            let places = place.split_once(' ').map_or("", |(_, places)| places);
            let piece = |place: &str| {
                let (start, end) = place.split_once(' ')?;
                Some(start.parse().ok()?..end.parse().ok()?)
            };
            texts.insert(id, (places.split(';').filter_map(piece).collect(), words));
        }
    }
    for event in annotation.lines().filter(|line| line.starts_with('E')) {
        let parts = |what: &str| -> Vec<&(Vec<Range<usize>>, &str)> {
            let ids = event.split(['\t', ' ']).filter_map(|part| part.split_once(':'));
            ids.filter(|(role, _)| role.starts_with(what)).filter_map(|(_, id)| texts.get(id)).collect()
        };
        let pieces: Vec<_> = parts("Content").into_iter().flat_map(|part| part.0.clone()).collect();
        let cue = parts("Cue").iter().map(|part| part.1).collect::<Vec<_>>().join(" ");
        if !pieces.is_empty() {
            out.push(Content {
                pieces,
                cue,
                source: parts("Source").into_iter().flat_map(|part| part.0.clone()).collect(),
            });
        }
    }
    out
}

/// The checksum that tells which articles are held back.
fn crc(name: &str) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(name.as_bytes());
    crc.sum()
}
