//! What the page keeps of one article: its text in runs, and its quotations.

use super::super::quoted::quoted_words;
use super::Article;
use crate::document::{Attribution, EvidenceRole, Quote, Zone};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A longer text is shown up to here, in bytes.
const LONGEST_TEXT: usize = 48 << 10;
/// So many quotations of one article are shown.
const MOST_QUOTES: usize = 500;
/// A longer quotation is cut here, in characters.
const LONGEST_QUOTE: usize = 1_500;
/// Longer names, titles and reasons are cut here, in characters.
pub(super) const LONGEST_NOTE: usize = 300;

/// An article, or only its quotations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) words: usize,
    /// The ids of the entities that mentions and quotations refer to by their position here.
    pub(super) entities: Vec<String>,
    /// The mentions that runs refer to: entity, basis, rule.
    pub(super) mentions: Vec<(u32, Cow<'static, str>, String)>,
    /// The text, where the page shows it.
    pub(super) paragraphs: Option<Vec<Paragraph>>,
    /// Whether the text goes on after the last paragraph kept.
    pub(super) cut: bool,
    pub(super) quotes: Vec<KeptQuote>,
    /// Quotations beyond the limit.
    pub(super) more_quotes: usize,
}

impl Kept {
    /// Whether all that it refers to is there.
    pub(super) fn is_sound(&self) -> bool {
        let below = |count: usize| move |number: &u32| (*number as usize) < count;
        let entity = below(self.entities.len());
        let run = |run: &Run| {
            let quotes = [run.quote, run.source, run.cue];
            run.mention.as_ref().is_none_or(below(self.mentions.len()))
                && quotes.iter().flatten().all(below(self.quotes.len()))
        };
        let runs = self.paragraphs.iter().flatten().flat_map(|paragraph| &paragraph.runs);
        let quote = |quote: &KeptQuote| quote.speakers.iter().chain(&quote.about).all(&entity);
        self.mentions.iter().all(|(number, ..)| entity(number))
            && self.quotes.iter().all(quote)
            && runs.clone().all(run)
    }
}

/// A paragraph in runs that follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Paragraph {
    pub(super) zone: Zone,
    pub(super) runs: Vec<Run>,
}

/// Some words that are all in the same name, quotation, source or cue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    pub(super) words: String,
    /// Position in [`Kept::mentions`].
    pub(super) mention: Option<u32>,
    /// Position in [`Kept::quotes`] of the quotation that holds the words …
    pub(super) quote: Option<u32>,
    /// … whose speaker they name …
    pub(super) source: Option<u32>,
    /// … whose verb they are.
    pub(super) cue: Option<u32>,
}

/// A quotation with the reason for its attribution.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptQuote {
    pub(super) words: String,
    pub(super) kind: Cow<'static, str>,
    /// Positions in [`Kept::entities`].
    pub(super) speakers: Vec<u32>,
    pub(super) about: Vec<u32>,
    /// Empty when nobody is known to have said it.
    pub(super) source: String,
    pub(super) cue: String,
    pub(super) sieve: Cow<'static, str>,
    /// In hundredths.
    pub(super) confidence: i32,
    /// What the source stands for: the mention that a pronoun or role goes back to.
    pub(super) antecedent: String,
}

impl Kept {
    /// The size of the text, for the limits.
    pub(super) fn text_bytes(&self) -> usize {
        let runs = self.paragraphs.iter().flatten().flat_map(|paragraph| &paragraph.runs);
        runs.map(|run| run.words.len() + 8).sum()
    }

    /// The size of the quotations, for the limits.
    pub(super) fn quote_bytes(&self) -> usize {
        self.quotes.iter().map(|quote| quote.words.len() + quote.source.len() + 64).sum()
    }

    /// Keeps the quotations only.
    pub(super) fn forget_text(&mut self) {
        self.paragraphs = None;
        self.mentions = Vec::new();
    }
}

/// What the page may show of an article.
pub(super) fn kept(article: Article<'_>, with_text: bool) -> Kept {
    let Article { document, analysis } = article;
    let mut kept = Kept {
        id: document.id.clone(),
        title: title(article),
        date: document.date.clone(),
        outlet: document.outlet.as_deref().map(|outlet| shortened(outlet, LONGEST_NOTE)),
        url: document.url.clone(),
        words: analysis.words,
        entities: analysis.entities.iter().map(|entity| entity.id.clone()).collect(),
        more_quotes: analysis.quotes.len().saturating_sub(MOST_QUOTES),
        ..Kept::default()
    };
    kept.quotes = analysis.quotes.iter().take(MOST_QUOTES).map(|quote| kept_quote(article, quote)).collect();
    if with_text {
        add_text(article, &mut kept);
    }
    kept
}

/// The title; where the source gives none, the headline in the text or its first words.
fn title(article: Article<'_>) -> String {
    let Article { document, analysis } = article;
    let in_text = || {
        let story = |zone: &Zone| matches!(zone, Zone::Headline | Zone::Body);
        let first = analysis.paragraphs.iter().find(|paragraph| story(&paragraph.zone));
        first.map(|paragraph| shortened(&document[paragraph.span], 110))
    };
    let given = document.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    given.map(|title| shortened(title, LONGEST_NOTE)).or_else(in_text).unwrap_or_else(|| document.id.clone())
}

fn kept_quote(article: Article<'_>, quote: &Quote) -> KeptQuote {
    let Article { document, analysis } = article;
    let mut kept = KeptQuote {
        words: shortened(&quoted_words(document, quote), LONGEST_QUOTE),
        kind: quote.kind.name().into(),
        about: about(article, quote),
        ..KeptQuote::default()
    };
    let Attribution::Said(said) = &quote.attribution else { return kept };
    kept.speakers.clone_from(&said.speakers);
    kept.speakers.retain(|&speaker| (speaker as usize) < analysis.entities.len());
    kept.source = shortened(&document[said.source], LONGEST_NOTE);
    kept.cue = said.cue.map_or_else(String::new, |cue| shortened(&document[cue], LONGEST_NOTE));
    kept.sieve = said.sieve.into();
    kept.confidence = (said.confidence.clamp(0.0, 1.0) * 100.0).round() as i32;
    let antecedent = said.evidence.iter().find(|evidence| evidence.role == EvidenceRole::Antecedent);
    kept.antecedent = antecedent.map_or_else(String::new, |found| shortened(&document[found.span], LONGEST_NOTE));
    kept
}

/// The entities named inside the quoted stretches, each once.
fn about(article: Article<'_>, quote: &Quote) -> Vec<u32> {
    let mentions = &article.analysis.mentions;
    let mut found = Vec::new();
    for piece in &quote.pieces {
        let first = mentions.partition_point(|mention| mention.span.start() < piece.start());
        let inside = mentions[first..].iter().take_while(|mention| mention.span.start() < piece.end());
        for mention in inside.filter(|mention| mention.basis.counts() && piece.covers(mention.span)) {
            if !found.contains(&mention.entity) {
                found.push(mention.entity);
            }
        }
    }
    found
}

fn add_text(article: Article<'_>, kept: &mut Kept) {
    let Article { document, analysis } = article;
    let spans = Spans::of(article);
    let mut left = LONGEST_TEXT;
    let mut paragraphs = Vec::new();
    for paragraph in &analysis.paragraphs {
        if left == 0 {
            kept.cut = true;
            break;
        }
        let mut end = paragraph.span.end().min(paragraph.span.start() + left);
        while !document.text.is_char_boundary(end) {
            end -= 1;
        }
        kept.cut = end < paragraph.span.end();
        left = left.saturating_sub(end - paragraph.span.start());
        if kept.cut {
            left = 0;
        }
        let span = Span::new(paragraph.span.start(), end);
        paragraphs.push(Paragraph { zone: paragraph.zone, runs: runs(article, &spans, span, kept) });
        if kept.cut {
            break;
        }
    }
    kept.paragraphs = Some(paragraphs);
}

/// What stands where, with its number; each list by place.
struct Spans {
    mentions: Vec<(Span, u32)>,
    quotes: Vec<(Span, u32)>,
    sources: Vec<(Span, u32)>,
    cues: Vec<(Span, u32)>,
}

impl Spans {
    fn of(article: Article<'_>) -> Self {
        let analysis = article.analysis;
        let counted = |(number, mention): (usize, &crate::document::Mention)| {
            mention.basis.counts().then_some((mention.span, number as u32))
        };
        let mut spans = Self {
            mentions: analysis.mentions.iter().enumerate().filter_map(counted).collect(),
            quotes: Vec::new(),
            sources: Vec::new(),
            cues: Vec::new(),
        };
        for (number, quote) in analysis.quotes.iter().take(MOST_QUOTES).enumerate() {
            let number = number as u32;
            spans.quotes.extend(quote.pieces.iter().map(|&piece| (piece, number)));
            if let Attribution::Said(said) = &quote.attribution {
                spans.sources.push((said.source, number));
                spans.cues.extend(said.cue.map(|cue| (cue, number)));
            }
        }
        for list in [&mut spans.quotes, &mut spans.sources, &mut spans.cues] {
            list.sort_unstable();
        }
        spans
    }
}

/// The part of a list that may touch `span`: spans of a list hardly overlap, so a look back over a few is enough.
fn near(list: &[(Span, u32)], span: Span) -> &[(Span, u32)] {
    let from = list.partition_point(|(held, _)| held.end() <= span.start());
    let to = list.partition_point(|(held, _)| held.start() < span.end());
    &list[from.min(to)..to]
}

/// Cuts the text of `span` wherever something begins or ends.
fn runs(article: Article<'_>, spans: &Spans, span: Span, kept: &mut Kept) -> Vec<Run> {
    let Article { document, analysis } = article;
    let lists = [&spans.mentions, &spans.quotes, &spans.sources, &spans.cues].map(|list| near(list, span));
    let mut cuts = vec![span.start(), span.end()];
    cuts.extend(lists.iter().flat_map(|list| list.iter()).flat_map(|(held, _)| [held.start(), held.end()]));
    cuts.retain(|&cut| span.start() <= cut && cut <= span.end());
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<Run> = Vec::new();
    let mut last_mention = None;
    for pair in cuts.windows(2) {
        let part = Span::new(pair[0], pair[1]);
        let [mention, quote, source, cue] =
            lists.map(|list| list.iter().find(|(held, _)| held.covers(part)).map(|&(_, number)| number));
        // A mention that a mark cuts in two stays one.
        let mention = mention.map(|number| match last_mention {
            Some((last, kept_as)) if last == number => kept_as,
            _ => {
                let mention = &analysis.mentions[number as usize];
                kept.mentions.push((mention.entity, mention.basis.name().into(), mention.rule.clone()));
                let kept_as = kept.mentions.len() as u32 - 1;
                last_mention = Some((number, kept_as));
                kept_as
            }
        });
        runs.push(Run { words: document[part].to_owned(), mention, quote, source, cue });
    }
    runs
}

/// A text cut after so many characters, with a sign that it goes on.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Analysis, Basis, Document, Entity, Kind, Mention, Paragraph as Block, QuoteKind, Said};

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    #[test]
    fn runs_hold_the_whole_text_and_what_it_is() {
        let text = "“Zoë <b>wins</b>,” Ann said.";
        let document = Document { id: "d".into(), text: text.into(), ..Document::default() };
        let entity =
            |id: &str| Entity { id: id.into(), name: id.into(), kind: Kind::Person, gender: None, known: None };
        let mention = |words, entity| Mention {
            span: span(text, words),
            entity,
            basis: Basis::Name,
            rule: "people.csv:1".into(),
        };
        let said = Said {
            source: span(text, "Ann"),
            speakers: vec![1],
            cue: Some(span(text, "said")),
            sieve: "after",
            confidence: 0.955,
            resolution: "name",
            candidates: Vec::new(),
            speaker_confidence: 0.905,
            evidence: Vec::new(),
        };
        let quote = Quote {
            pieces: vec![span(text, "“Zoë <b>wins</b>,”")],
            kind: QuoteKind::Direct,
            attribution: Attribution::Said(said.into()),
        };
        let analysis = Analysis {
            paragraphs: vec![Block { span: span(text, text), zone: Zone::Body }],
            sentences: vec![span(text, text)],
            entities: vec![entity("person:zoe"), entity("person:ann")],
            mentions: vec![mention("Zoë", 0), mention("Ann", 1)],
            quotes: vec![quote],
            ..Analysis::default()
        };
        let article = Article { document: &document, analysis: &analysis };
        let kept = kept(article, true);
        let runs = &kept.paragraphs.as_ref().unwrap()[0].runs;
        let shown: Vec<_> =
            runs.iter().map(|run| (run.words.as_str(), run.mention, run.quote, run.source, run.cue)).collect();
        let expected = [
            ("“", None, Some(0), None, None),
            ("Zoë", Some(0), Some(0), None, None),
            (" <b>wins</b>,”", None, Some(0), None, None),
            (" ", None, None, None, None),
            ("Ann", Some(1), None, Some(0), None),
            (" ", None, None, None, None),
            ("said", None, None, None, Some(0)),
            (".", None, None, None, None),
        ];
        assert_eq!(shown, expected);
        assert_eq!((kept.quotes[0].confidence, kept.quotes[0].about.as_slice()), (96, [0].as_slice()));
        assert_eq!((kept.title.as_str(), kept.cut), (text, false));
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        let text = format!("x{}", "é".repeat(LONGEST_TEXT));
        let document = Document { id: "d".into(), text: text.clone(), ..Document::default() };
        let paragraphs = vec![Block { span: Span::new(0, text.len()), zone: Zone::Body }];
        let analysis = Analysis { paragraphs, ..Analysis::default() };
        let article = Article { document: &document, analysis: &analysis };
        let kept = kept(article, true);
        assert!(kept.cut && kept.text_bytes() <= LONGEST_TEXT + 8, "{}", kept.text_bytes());
        assert_eq!(shortened("éé é", 2), "éé …");
        assert_eq!(shortened("éé", 2), "éé");
    }
}
