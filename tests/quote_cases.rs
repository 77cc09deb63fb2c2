//! The ways in which news reports speech, one by one: `quote_cases.jsonl`. What comes out wrong today stands in
//! `quote_cases_wrong.toml` with the answer of today and the reason, so that every change shows.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use whosaid::document::{Attribution, Quote};
use whosaid::gazetteer::Replace;
use whosaid::write::quoted_words;
use whosaid::{Analysis, Document, Knowledge, Language, Span, analyse};

#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    lang: String,
    headline: Option<String>,
    text: String,
    quotes: Vec<Piece>,
    non_quotes: Vec<String>,
}

/// A quoted stretch; those of one `group` are one utterance.
#[derive(Debug, Deserialize)]
struct Piece {
    content: String,
    speaker: Option<String>,
    resolved: Option<Names>,
    group: Option<u32>,
    start: Option<usize>,
    end: Option<usize>,
    speaker_span: Option<[usize; 2]>,
    #[serde(default)]
    r#where: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Deserialize)]
struct Wrongs {
    wrong: Vec<Wrong>,
}

/// What comes out today, and why that is wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    id: String,
    today: String,
    #[expect(dead_code, reason = "for the reader of the case")]
    reason: String,
}

#[test]
fn each_way_of_reporting_speech_comes_out_right_or_wrong_as_known() {
    let knowledge = |language: &Language| Knowledge::in_language(*language, &[], Replace::No).unwrap();
    let knowledge: BTreeMap<_, _> = Language::ALL.iter().map(|it| (it.code(), knowledge(it))).collect();
    let wrongs: Wrongs = toml::from_str(include_str!("quote_cases_wrong.toml")).unwrap();
    let mut wrongs: BTreeMap<String, String> = wrongs.wrong.into_iter().map(|row| (row.id, row.today)).collect();
    let mut faults = String::new();
    for line in include_str!("quote_cases.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let known = knowledge.get(case.lang.as_str()).unwrap_or(&knowledge["en"]);
        let article = Article::new(&case, known);
        let (right, found) = (article.is_right(&case), article.rendered());
        match (right, wrongs.remove(&case.id)) {
            (true, None) => {}
            (true, Some(_)) => _ = writeln!(faults, "{} is right now: take it from the list\n", case.id),
            (false, Some(today)) if today == found => {}
            (false, known) => {
                let known = known.map_or(String::new(), |today| format!("\n  known as {today}"));
                let wanted = case.wanted();
                _ = writeln!(
                    faults,
                    "{} ({}): {}\n  found    {found}{known}\n  wanted   {wanted}\n",
                    case.id, case.lang, case.text
                );
            }
        }
    }
    assert!(wrongs.is_empty(), "no such cases: {wrongs:?}");
    assert!(faults.is_empty(), "\n{faults}");
}

impl Case {
    /// The utterances: lists of pieces.
    fn utterances(&self) -> Vec<Vec<&Piece>> {
        let mut out: Vec<Vec<&Piece>> = Vec::new();
        for piece in self.quotes.iter().filter(|piece| piece.start.is_some() && piece.r#where != "headline") {
            match out.last_mut().filter(|last| piece.group.is_some() && last[0].group == piece.group) {
                Some(last) => last.push(piece),
                None => out.push(vec![piece]),
            }
        }
        out
    }

    fn wanted(&self) -> String {
        let utterance = |pieces: Vec<&Piece>| {
            let words: Vec<&str> = pieces.iter().map(|piece| piece.content.as_str()).collect();
            let source = pieces[0].speaker.as_deref().unwrap_or_default();
            format!("{} [{source} = {}]", words.join(" … "), pieces[0].names().join(" + "))
        };
        let quotes: Vec<String> = self.utterances().into_iter().map(utterance).collect();
        format!("{} no speech: {}", quotes.join(" | "), self.non_quotes.join(" | "))
    }
}

impl Piece {
    fn names(&self) -> Vec<&str> {
        match &self.resolved {
            None => Vec::new(),
            Some(Names::One(name)) => vec![name],
            Some(Names::Several(names)) => names.iter().map(String::as_str).collect(),
        }
    }
}

struct Article {
    document: Document,
    analysis: Analysis,
}

impl Article {
    fn new(case: &Case, knowledge: &Knowledge) -> Self {
        let document = Document {
            id: case.id.clone(),
            text: case.text.clone(),
            title: case.headline.clone(),
            ..Document::default()
        };
        Self { analysis: analyse(&document, knowledge), document }
    }

    /// Whether each utterance has a row of its own with its words, words of the text that name its speaker, and that
    /// speaker's name; no other words have a row; and what is no speech has none.
    fn is_right(&self, case: &Case) -> bool {
        let utterances = case.utterances();
        let quotes = &self.analysis.quotes;
        let told = utterances.len() == quotes.len()
            && utterances.iter().zip(quotes).all(|(pieces, quote)| self.is_utterance(pieces, quote));
        let has_row = |words: &String| {
            let place = self.document.text.find(words.as_str()).unwrap();
            quotes.iter().flat_map(|quote| &quote.pieces).any(|piece| piece.contains(place))
        };
        told && !case.non_quotes.iter().any(has_row)
    }

    fn is_utterance(&self, pieces: &[&Piece], quote: &Quote) -> bool {
        let same = |(piece, span): (&&Piece, &Span)| {
            let inside = self.span([piece.start.unwrap(), piece.end.unwrap()]);
            span.covers(inside) && span.len() <= inside.len() + 8
        };
        if pieces.len() != quote.pieces.len() || !pieces.iter().zip(&quote.pieces).all(same) {
            return false;
        }
        let piece = pieces[0];
        match &quote.attribution {
            Attribution::Unknown => piece.speaker.is_none(),
            Attribution::Said(said) => {
                let named = piece.speaker_span.is_some_and(|span| said.source.overlaps(self.span(span)));
                let name = |speaker: &u32| self.analysis.entities[*speaker as usize].name.as_str();
                named && said.speakers.iter().map(name).collect::<Vec<_>>() == piece.names()
            }
        }
    }

    /// A span of code points as one of bytes.
    fn span(&self, [start, end]: [usize; 2]) -> Span {
        let text = &self.document.text;
        let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(byte, _)| byte);
        Span::new(byte(start), byte(end))
    }

    /// What came out, in one line.
    fn rendered(&self) -> String {
        let row = |quote: &Quote| {
            let words = quoted_words(&self.document, quote);
            match &quote.attribution {
                Attribution::Unknown => format!("{words} [?]"),
                Attribution::Said(said) => {
                    let name = |speaker: &u32| self.analysis.entities[*speaker as usize].name.as_str();
                    let names = said.speakers.iter().map(name).collect::<Vec<_>>().join(" + ");
                    format!("{words} [{} = {names}]", &self.document[said.source])
                }
            }
        };
        self.analysis.quotes.iter().map(row).collect::<Vec<_>>().join(" | ")
    }
}
