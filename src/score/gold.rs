//! Annotated articles: JSON, one article or one label a line.

use crate::error::{Error, Stage};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where a source stands; an annotated source may have several parts.
pub type Source = Vec<(usize, usize)>;

/// An article with the quotations that a reader found in it. Offsets are code points, from 0, half-open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The same, a character each: what the offsets count.
    pub chars: Vec<char>,
    /// The quotations.
    pub quotes: Vec<GoldQuote>,
}

impl Annotated {
    /// How many code points lie before the byte `offset`.
    pub(crate) fn code_point(&self, offset: usize) -> usize {
        if self.chars.len() == self.text.len() { offset } else { self.text[..offset].chars().count() }
    }

    /// Labels the quotation at this place; false where there is none.
    fn label(&mut self, start: usize, end: usize, label: &Label) -> bool {
        let there = self.quotes.iter_mut().filter(|quote| (quote.start, quote.end) == (start, end));
        there.map(|quote| quote.label = Some(label.clone())).count() > 0
    }
}

/// An annotated quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldQuote {
    /// Where it begins.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// A whole utterance, not a fragment of a reported clause.
    pub direct: bool,
    /// The words that name its speaker; empty where none do.
    pub source: Source,
    /// Who that is, where a reader labelled it.
    pub label: Option<Label>,
}

/// Who a speaker is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The reader could not tell.
    pub unclear: bool,
    /// The names; empty for a speaker without a name.
    pub names: Vec<String>,
}

#[derive(Deserialize)]
struct Article {
    doc: String,
    text: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    start: usize,
    end: usize,
    kind: String,
    #[serde(default)]
    source: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Row {
    doc: String,
    start: usize,
    end: usize,
    class: String,
    resolved: Option<Names>,
}

impl Row {
    fn label(&self) -> Label {
        let names = match self.resolved.as_ref().filter(|_| self.class != "unnamed") {
            None => Vec::new(),
            Some(Names::One(name)) => vec![name.clone()],
            Some(Names::Several(names)) => names.clone(),
        };
        Label { unclear: self.class == "unclear", names }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}

/// Reads annotated articles.
///
/// # Errors
///
/// Every line that has not the documented form, or that the file can't be read.
pub fn read(path: &Path) -> Result<Vec<Annotated>, Vec<Error>> {
    let article = |article: Article| -> Result<Annotated, String> {
        let chars: Vec<char> = article.text.chars().collect();
        let mut quotes = Vec::with_capacity(article.quotes.len());
        for quote in article.quotes {
            let inside = |(start, end): (usize, usize)| start < end && end <= chars.len();
            if !inside((quote.start, quote.end)) || !quote.source.iter().all(|part| inside(*part)) {
                return Err(format!("the quotation at {} lies outside the text", quote.start));
            }
            let direct = match quote.kind.as_str() {
                "D" => true,
                "P" => false,
                other => return Err(format!("kind `{other}` is neither D nor P")),
            };
            let Quote { start, end, source, .. } = quote;
            quotes.push(GoldQuote { start, end, direct, source, label: None });
        }
        Ok(Annotated { id: article.doc, text: article.text, chars, quotes })
    };
    lines(path, article)
}

/// Reads who the speakers are and gives each quotation its label. A label that fits no quotation of the articles is left
/// out and returned, with its line and the reason: the file may be about more articles than these.
///
/// # Errors
///
/// Every line that has not the documented form, or that the file can't be read.
pub fn read_speakers(path: &Path, articles: &mut [Annotated]) -> Result<Vec<Error>, Vec<Error>> {
    let rows: Vec<(u64, Row)> = numbered(path, Ok)?;
    let numbers: BTreeMap<String, usize> =
        articles.iter().enumerate().map(|(number, article)| (article.id.clone(), number)).collect();
    let mut unfit = Vec::new();
    for (line, row) in rows {
        let number = numbers.get(&row.doc);
        let fits = number.is_some_and(|number| articles[*number].label(row.start, row.end, &row.label()));
        if !fits {
            let Row { doc, start, end, .. } = row;
            let reason = match number {
                Some(_) => format!("the article `{doc}` has no quotation from {start} to {end}"),
                None => format!("no article has the id `{doc}`"),
            };
            unfit.push(Error::new(Stage::Read, reason).at(path).line(line));
        }
    }
    Ok(unfit)
}

/// Every line of a file as a value.
fn lines<T: for<'a> Deserialize<'a>, U>(
    path: &Path,
    make: impl Fn(T) -> Result<U, String>,
) -> Result<Vec<U>, Vec<Error>> {
    Ok(numbered(path, make)?.into_iter().map(|(_, value)| value).collect())
}

/// The same with the number of the line.
fn numbered<T: for<'a> Deserialize<'a>, U>(
    path: &Path,
    make: impl Fn(T) -> Result<U, String>,
) -> Result<Vec<(u64, U)>, Vec<Error>> {
    let text = fs::read_to_string(path).map_err(|error| vec![Error::unread(Stage::Read, path, &error)])?;
    let mut values = Vec::new();
    let mut errors = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line).map_err(|error| without_place(&error)).and_then(&make) {
            Ok(value) => values.push((number, value)),
            Err(message) => {
                let error = Error::new(Stage::Read, message).at(path).line(number);
                errors.push(error.hint("docs/accuracy.md shows the form of annotated articles and of speakers"));
            }
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

/// What is wrong with a line; serde counts lines within it, of which there is one.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| format!("{reason} (column {})", error.column()))
}
