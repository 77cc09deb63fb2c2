//! How well quotations and their speakers come out on annotated articles: the measures, rule by rule.
//!
//! `docs/accuracy.md` says what the form of the articles is and what each measure means.

mod counts;
mod gold;
mod matching;
mod report;
mod table;

pub use counts::{Calibration, Counts, Fifth, Pairs, Tally};
pub use gold::{Annotated, GoldQuote, Label, Source, read, read_speakers};
pub use matching::{iou, same_name, trim};
pub use report::{precision, report, worth};
pub use table::read_quotes;

use crate::document::{Analysis, Attribution, QuoteKind};

/// A quotation as the program, or a table, gives it: one quoted stretch. Offsets are code points.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    /// Where the stretch begins.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// The words that name the speaker, where there are any.
    pub source: Option<(usize, usize)>,
    /// Whether the speaker is an entity.
    pub named: bool,
    /// The speakers' names, or the words of the source.
    pub names: Vec<String>,
    /// The rule that found the source words.
    pub sieve: String,
    /// The rule that said who they stand for.
    pub resolution: String,
    /// How likely the source words are right.
    pub confidence: f64,
    /// How likely the named speaker is right.
    pub speaker_confidence: f64,
}

/// The quoted stretches of an analysis of `article`.
pub fn predicted(article: &Annotated, analysis: &Analysis) -> Vec<Predicted> {
    let mut found = Vec::new();
    let point = |byte: usize| article.code_point(byte);
    for quote in &analysis.quotes {
        match quote.kind {
            QuoteKind::Direct | QuoteKind::Mixed => {}
            // Annotators mark what stands in marks.
            QuoteKind::Turn | QuoteKind::Indirect | QuoteKind::Unspoken(_) => continue,
        }
        for piece in &quote.pieces {
            let (start, end) = (point(piece.start()), point(piece.end()));
            found.push(match &quote.attribution {
                Attribution::Said(said) => {
                    let source = (point(said.source.start()), point(said.source.end()));
                    let names: Vec<String> = if said.speakers.is_empty() {
                        vec![said.source.of(&article.text).to_owned()]
                    } else {
                        said.speakers.iter().map(|entity| analysis.entities[*entity as usize].name.clone()).collect()
                    };
                    Predicted {
                        start,
                        end,
                        source: Some(source),
                        named: !said.speakers.is_empty(),
                        names,
                        sieve: said.sieve.to_owned(),
                        resolution: said.resolution.to_owned(),
                        confidence: f64::from(said.confidence),
                        speaker_confidence: f64::from(said.speaker_confidence),
                    }
                }
                Attribution::Unknown => Predicted::unknown(start, end),
            });
        }
    }
    found
}

impl Predicted {
    /// A stretch that nobody is known to have said.
    pub(crate) fn unknown(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            source: None,
            named: false,
            names: Vec::new(),
            sieve: String::new(),
            resolution: String::new(),
            confidence: 0.0,
            speaker_confidence: 0.0,
        }
    }
}
