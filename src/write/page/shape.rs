//! The rows of `Data`: the JSON inside the page. The names of the fields are those that the scripts use.

use super::text::Run;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    pub(super) version: &'static str,
    pub(super) window: &'static str,
    pub(super) files: &'static [&'static str],
    pub(super) counts: Counts,
    /// What is shown, and of how many.
    pub(super) shown: BTreeMap<&'static str, (usize, usize)>,
    pub(super) outlets: Vec<(&'a str, u64)>,
    pub(super) skipped: Vec<SkippedRow<'a>>,
    pub(super) days: Vec<(String, u64, u64)>,
    pub(super) speakers: Vec<SpeakerRow>,
    pub(super) entities: Vec<EntityRow<'a>>,
    pub(super) documents: Vec<DocumentRow<'a>>,
    pub(super) nodes: Vec<NodeRow>,
    pub(super) edges: Vec<EdgeRow>,
    pub(super) unknown: Vec<UnknownRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct Counts {
    pub(super) documents: u64,
    pub(super) duplicates: u64,
    pub(super) undated: u64,
    pub(super) words: u64,
    pub(super) mentions: u64,
    pub(super) quotes: u64,
    pub(super) attributed: u64,
    pub(super) unnamed: u64,
    pub(super) skipped: u64,
    pub(super) people: usize,
    pub(super) places: usize,
    pub(super) organisations: usize,
    pub(super) ties: usize,
    pub(super) outlets: usize,
    pub(super) crowded_sentences: u64,
    pub(super) crowded_paragraphs: u64,
    pub(super) crowded_documents: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct SkippedRow<'a> {
    pub(super) file: &'a str,
    pub(super) line: Option<u64>,
    pub(super) stage: &'a str,
    pub(super) message: &'a str,
    pub(super) hint: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct SpeakerRow {
    pub(super) entity: usize,
    pub(super) days: Vec<(String, u64)>,
    pub(super) about: Vec<(usize, u32)>,
}

#[derive(Debug, Serialize)]
pub(super) struct EntityRow<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) known: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) wikidata: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) country: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) description: &'a str,
    pub(super) documents: u64,
    pub(super) mentions: u64,
    pub(super) quotes: u64,
    pub(super) quoted_words: u64,
    pub(super) forms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct DocumentRow<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) date: Option<&'a str>,
    pub(super) outlet: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) words: usize,
    pub(super) cut: bool,
    pub(super) more_quotes: usize,
    pub(super) mentions: Vec<(usize, &'a str, &'a str)>,
    pub(super) paragraphs: Option<Vec<(&'static str, Vec<RunRow<'a>>)>>,
    pub(super) quotes: Vec<QuoteRow<'a>>,
}

/// The words alone, or a list: words, mention, quotation, source of, cue of; −1 for none, the end left out.
#[derive(Debug)]
pub(super) struct RunRow<'a>(pub(super) &'a Run);

impl Serialize for RunRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Run { words, mention, quote, source, cue } = self.0;
        let numbers = [mention, quote, source, cue].map(|number| number.map_or(-1, i64::from));
        let length = numbers.iter().rposition(|&number| number >= 0).map_or(0, |last| last + 1);
        if length == 0 {
            return serializer.serialize_str(words);
        }
        let mut list = serializer.serialize_seq(Some(length + 1))?;
        list.serialize_element(words)?;
        for number in &numbers[..length] {
            list.serialize_element(number)?;
        }
        list.end()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct QuoteRow<'a> {
    pub(super) words: &'a str,
    pub(super) kind: &'a str,
    pub(super) speakers: Vec<usize>,
    pub(super) about: Vec<usize>,
    pub(super) source: &'a str,
    pub(super) cue: &'a str,
    pub(super) sieve: &'a str,
    pub(super) confidence: i32,
    pub(super) antecedent: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct NodeRow {
    pub(super) entity: usize,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) degree: usize,
    pub(super) strength: u64,
    pub(super) community: usize,
}

/// Ends are positions in `nodes`.
#[derive(Debug, Serialize)]
pub(super) struct EdgeRow {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) weight: u32,
    pub(super) sentences: u32,
    pub(super) documents: u32,
    pub(super) words: String,
    pub(super) document: String,
}

#[derive(Debug, Serialize)]
pub(super) struct UnknownRow {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) documents: u64,
    pub(super) mentions: u64,
    pub(super) example: String,
    /// Ready for the gazetteer.
    pub(super) row: String,
}
