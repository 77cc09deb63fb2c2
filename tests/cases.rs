//! One behaviour each: the smallest text that shows it and what must come out, as rows of `cases/*.toml`; and beside each
//! sieve the texts that it answers and the texts on which it stays silent. To add a case is to add a row.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use whosaid::document::{Attribution, Quote, Said, Zone};
use whosaid::gazetteer::Replace;
use whosaid::write::quoted_words;
use whosaid::{Analysis, Document, Knowledge, Language, Span, analyse};

static KNOWLEDGE: LazyLock<BTreeMap<&str, Knowledge>> = LazyLock::new(|| {
    let load = |it: &Language| (it.code(), Knowledge::in_language(*it, &[], Replace::No).unwrap());
    Language::ALL.iter().map(load).collect()
});

/// A paragraph that names nobody and says nothing. Put before a text, it moves the spans and changes nothing else.
const BEFORE: &str = "It rained all night.\n\n";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// A text and what must come out. What a case does not name it does not check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    title: Option<String>,
    /// The code of the language, if not English.
    #[serde(default = "english")]
    language: String,
    /// Why this matters to whoever reads the tables.
    #[expect(dead_code, reason = "for the reader of the case")]
    why: String,
    /// The answer asserted here is wrong, for this reason; a change of it is to be looked at and the case corrected.
    wrong: Option<String>,
    /// All quotations, in order.
    quotes: Option<Vec<Quoted>>,
    /// All marked words that are no speech, in order, without their marks.
    no_speech: Option<Vec<String>>,
    /// Every mention of these words; at least one.
    #[serde(default)]
    mentions: Vec<Mentioned>,
    /// Words that no mention touches.
    #[serde(default)]
    untagged: Vec<String>,
    /// The zone of each paragraph.
    zones: Option<Vec<String>>,
    /// All sentences.
    sentences: Option<Vec<String>>,
}

fn english() -> String {
    "en".into()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quoted {
    /// The words between the marks, pieces joined by ` … `.
    words: String,
    /// The name of the speaker, several joined by ` + `; empty for a speaker who is no named entity.
    speaker: Option<String>,
    /// The words of the text that name the speaker; empty where the speaker is unknown.
    source: Option<String>,
    /// Empty where there is none.
    cue: Option<String>,
    sieve: Option<String>,
    kind: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mentioned {
    words: String,
    /// The entity's id.
    entity: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    basis: Option<String>,
}

#[test]
fn each_case_comes_out_as_its_row_says() {
    let mut faults = String::new();
    // The cases of names.toml have columns of their own: names.rs.
    for path in toml_files("tests/cases").into_iter().filter(|path| !path.ends_with("names.toml")) {
        for case in read::<Cases>(&path).case {
            for fault in check(&case) {
                _ = writeln!(faults, "{}: {}: {fault}", path.file_name().unwrap().display(), case.name);
                if let Some(reason) = &case.wrong {
                    _ = writeln!(faults, "  this row asserted a wrong answer: {reason}; is it right now?");
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

fn check(case: &Case) -> Vec<String> {
    let article = Article::new(&case.text, case.title.clone(), &case.language);
    let mut faults = Vec::new();
    let mut differ = |what: &str, expected: String, found: String| {
        if expected != found {
            faults.push(format!("{what}\n    expected {expected}\n    found    {found}"));
        }
    };
    if let Some(quotes) = &case.quotes {
        let found = article.analysis.quotes.iter().map(|quote| article.words(quote));
        differ("quotations", joined(quotes.iter().map(|quote| quote.words.clone())), joined(found));
        for (expected, quote) in quotes.iter().zip(&article.analysis.quotes) {
            let facts = [
                ("speaker", &expected.speaker, article.speaker(quote)),
                ("source", &expected.source, article.source(quote)),
                ("cue", &expected.cue, article.cue(quote)),
                ("sieve", &expected.sieve, sieve(quote).to_owned()),
                ("kind", &expected.kind, quote.kind.name().to_owned()),
            ];
            for (what, expected_fact, fact) in facts {
                if let Some(expected_fact) = expected_fact {
                    differ(&format!("{what} of “{}”", expected.words), expected_fact.clone(), fact);
                }
            }
        }
    }
    if let Some(no_speech) = &case.no_speech {
        let found = article.analysis.no_speech.iter().map(|no_speech| bare(&article.document[no_speech.span]));
        differ("no speech", joined(no_speech.iter().cloned()), joined(found));
    }
    for expected in &case.mentions {
        let found = article.mentions(expected);
        differ(&format!("mentions of “{}”", expected.words), expected.rendered(), joined(found.into_iter()));
    }
    for words in &case.untagged {
        let places = case.text.match_indices(words.as_str()).map(|(at, _)| Span::new(at, at + words.len()));
        let touched = places
            .flat_map(|place| article.analysis.mentions.iter().filter(move |mention| mention.span.overlaps(place)));
        let found = touched.map(|mention| format!("{} ({})", &article.document[mention.span], mention.rule));
        differ(&format!("mentions in “{words}”"), String::new(), joined(found));
    }
    if let Some(zones) = &case.zones {
        let found = article.analysis.paragraphs.iter().map(|paragraph| paragraph.zone.name().to_owned());
        differ("zones", joined(zones.iter().cloned()), joined(found));
    }
    if let Some(sentences) = &case.sentences {
        let found = article.analysis.sentences.iter().map(|sentence| article.document[*sentence].to_owned());
        differ("sentences", joined(sentences.iter().cloned()), joined(found));
    }
    // What stands first may be the headline, and no longer is one with a paragraph before it.
    if article.analysis.paragraphs.iter().all(|paragraph| paragraph.zone != Zone::Headline) {
        let moved = Article::new(&format!("{BEFORE}{}", case.text), case.title.clone(), &case.language);
        differ("after a paragraph of plain text", article.rendered(0), moved.rendered(BEFORE.len()));
    }
    faults
}

/// An article and what it says, with its facts in words.
struct Article {
    document: Document,
    analysis: Analysis,
}

impl Article {
    fn new(text: &str, title: Option<String>, language: &str) -> Self {
        let document = Document { id: "case".into(), text: text.into(), title, ..Document::default() };
        Self { analysis: analyse(&document, &KNOWLEDGE[language]), document }
    }

    fn words(&self, quote: &Quote) -> String {
        quoted_words(&self.document, quote)
    }

    fn speaker(&self, quote: &Quote) -> String {
        let name = |speaker: &u32| self.analysis.entities[*speaker as usize].name.clone();
        said(quote).map_or_else(String::new, |said| said.speakers.iter().map(name).collect::<Vec<_>>().join(" + "))
    }

    fn source(&self, quote: &Quote) -> String {
        said(quote).map_or_else(String::new, |said| self.document[said.source].to_owned())
    }

    fn cue(&self, quote: &Quote) -> String {
        said(quote).and_then(|said| said.cue).map_or_else(String::new, |cue| self.document[cue].to_owned())
    }

    /// The mentions of the expected words, each with the facts that are asked for.
    fn mentions(&self, expected: &Mentioned) -> Vec<String> {
        let mut found: Vec<String> = self
            .analysis
            .mentions
            .iter()
            .filter(|mention| self.document[mention.span] == expected.words)
            .map(|mention| {
                let entity = &self.analysis.entities[mention.entity as usize];
                let facts = Mentioned {
                    words: expected.words.clone(),
                    entity: expected.entity.as_ref().map(|_| entity.id.clone()),
                    name: expected.name.as_ref().map(|_| entity.name.clone()),
                    kind: expected.kind.as_ref().map(|_| entity.kind.name().to_owned()),
                    basis: expected.basis.as_ref().map(|_| mention.basis.name().to_owned()),
                };
                facts.rendered()
            })
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// All that was found, with offsets from the byte `from` on, paragraphs and sentences before it left out.
    fn rendered(&self, from: usize) -> String {
        let Analysis { paragraphs, sentences, entities, mentions, quotes, no_speech, .. } = &self.analysis;
        let at = |span: Span| format!("{}-{}", span.start() - from, span.end() - from);
        let mut out = String::new();
        for paragraph in paragraphs.iter().filter(|paragraph| paragraph.span.start() >= from) {
            _ = write!(out, "\n      {} {}", at(paragraph.span), paragraph.zone.name());
        }
        for sentence in sentences.iter().filter(|sentence| sentence.start() >= from) {
            _ = write!(out, "\n      sentence {}", at(*sentence));
        }
        for mention in mentions {
            let entity = &entities[mention.entity as usize];
            _ = write!(out, "\n      {} {} {} {}", at(mention.span), entity.id, mention.basis.name(), mention.rule);
        }
        for quote in quotes {
            let pieces = quote.pieces.iter().map(|piece| at(*piece)).collect::<Vec<_>>().join(" ");
            let source = said(quote).map_or_else(String::new, |said| at(said.source));
            let (speaker, cue) = (self.speaker(quote), self.cue(quote));
            _ = write!(out, "\n      {pieces} {} {speaker}|{source}|{cue}|{}", quote.kind.name(), sieve(quote));
        }
        for no_speech in no_speech {
            _ = write!(out, "\n      {} {}", at(no_speech.span), no_speech.reason);
        }
        out
    }
}

impl Mentioned {
    fn rendered(&self) -> String {
        let facts = [&self.entity, &self.name, &self.kind, &self.basis];
        let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
        if facts.is_empty() { self.words.clone() } else { format!("{}: {}", self.words, facts.join(", ")) }
    }
}

fn said(quote: &Quote) -> Option<&Said> {
    match &quote.attribution {
        Attribution::Said(said) => Some(said),
        Attribution::Unknown => None,
    }
}

fn sieve(quote: &Quote) -> &'static str {
    said(quote).map_or("", |said| said.sieve)
}

/// Marked words without their marks.
fn bare(words: &str) -> String {
    words.trim_matches(|ch: char| "“”‘’„‟«»‹›\"'`「」".contains(ch)).trim().to_owned()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" | ")
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    match toml::from_str(&fs::read_to_string(path).unwrap()) {
        Ok(rows) => rows,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// The file beside a sieve.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    #[serde(default)]
    speaks: Vec<Speaks>,
    #[serde(default)]
    silent: Vec<Silent>,
}

/// A quotation that a sieve answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaks {
    sieve: String,
    text: String,
    words: String,
    source: String,
    /// Left out where nothing carries the answer.
    #[serde(default)]
    cue: String,
    /// The answer is wrong, for this reason.
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the example")]
    wrong: String,
}

/// Marked words that a sieve must not answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    sieve: String,
    text: String,
    words: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the example")]
    why: String,
}

/// Fewest examples of either kind that a sieve needs.
const EXAMPLES: usize = 4;

#[test]
fn each_sieve_speaks_and_is_silent_as_the_file_beside_it_says() {
    let mut counts: BTreeMap<String, [usize; 2]> = sieves().into_iter().map(|name| (name, [0; 2])).collect();
    let mut faults = String::new();
    for path in toml_files("src/attribution/sieves") {
        let file = path.file_name().unwrap().display().to_string();
        let examples = read::<Examples>(&path);
        for example in &examples.speaks {
            counts.get_mut(&example.sieve).unwrap_or_else(|| panic!("{file}: no sieve {}", example.sieve))[0] += 1;
            let expected = [&example.sieve, &example.source, &example.cue].map(String::as_str).join(" | ");
            let found = answer(&example.text, &example.words);
            let found = found.map_or("no speech".into(), |facts| facts.join(" | "));
            if expected != found {
                _ = writeln!(faults, "{file}: {}\n    expected {expected}\n    found    {found}", example.text);
            }
        }
        for example in &examples.silent {
            counts.get_mut(&example.sieve).unwrap_or_else(|| panic!("{file}: no sieve {}", example.sieve))[1] += 1;
            let found = answer(&example.text, &example.words).map_or(String::new(), |[sieve, ..]| sieve);
            if found == example.sieve || found.starts_with("no such") {
                _ = writeln!(faults, "{file}: {}\n    {} is not silent: {found}", example.text, example.sieve);
            }
        }
    }
    for (sieve, [speaks, silent]) in counts {
        if speaks < EXAMPLES || silent < EXAMPLES {
            _ = writeln!(faults, "{sieve}: {speaks} texts that it answers, {silent} on which it is silent: add more");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// Sieve, source and cue of the quotation with these words; `None` where they are no speech.
fn answer(text: &str, words: &str) -> Option<[String; 3]> {
    let article = Article::new(text, None, "en");
    let quotes = &article.analysis.quotes;
    if let Some(quote) = quotes.iter().find(|quote| article.words(quote) == words) {
        return Some([sieve(quote).to_owned(), article.source(quote), article.cue(quote)]);
    }
    let no_speech = &article.analysis.no_speech;
    let known = no_speech.iter().any(|no_speech| bare(&article.document[no_speech.span]) == words);
    let instead = || joined(quotes.iter().map(|quote| article.words(quote)));
    if known { None } else { Some([format!("no such quotation, but {}", instead()), String::new(), String::new()]) }
}

/// The names of the sieves, as the list of them has them.
fn sieves() -> Vec<String> {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/attribution/sieves/mod.rs")).unwrap();
    let names = list.split("name: \"").skip(1).filter_map(|rest| rest.split_once('"'));
    let names: Vec<String> = names.map(|(name, _)| name.to_owned()).collect();
    assert!(names.len() > 10, "the list of sieves is no longer found: {names:?}");
    names
}
