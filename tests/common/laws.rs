//! What holds of the analysis of every text, for the tests and the fuzz targets.

use std::collections::BTreeSet;
use whosaid::document::{Attribution, Quote};
use whosaid::{Analysis, Span};

/// Asserts what must be true of every analysis.
pub(crate) fn hold(text: &str, analysis: &Analysis) {
    let Analysis { paragraphs, sentences, entities, mentions, quotes, no_speech, words, reported } = analysis;
    let paragraphs: Vec<Span> = paragraphs.iter().map(|paragraph| paragraph.span).collect();
    let named: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    let pieces: Vec<Span> = quotes.iter().flat_map(|quote| quote.pieces.iter().copied()).collect();
    let marked: Vec<Span> = no_speech.iter().map(|no_speech| no_speech.span).collect();

    for (what, spans) in [("paragraphs", &paragraphs), ("sentences", sentences), ("mentions", &named)] {
        assert_sorted(what, spans);
    }
    for span in reported.iter().flat_map(|row| &row.pieces).chain(&reasons(reported)) {
        assert!(!span.is_empty() && text.get(span.start()..span.end()).is_some(), "{span:?} does not cut the text");
    }
    for span in paragraphs.iter().chain(sentences).chain(&named).chain(&pieces).chain(&marked).chain(&reasons(quotes)) {
        assert!(!span.is_empty(), "an empty span at {}", span.start());
        assert!(text.get(span.start()..span.end()).is_some(), "{span:?} does not cut the text");
    }
    for (what, spans) in [("sentence", sentences), ("mention", &named), ("quotation", &pieces)] {
        for span in spans {
            assert!(
                paragraphs.iter().any(|paragraph| paragraph.covers(*span)),
                "a {what} outside the paragraphs: {span:?}"
            );
        }
    }
    for span in pieces.iter().chain(&marked) {
        assert!(sentences.iter().any(|sentence| sentence.covers(*span)), "a sentence is cut inside {span:?}");
    }

    assert_sorted("quotations", &quotes.iter().map(|quote| quote.pieces[0]).collect::<Vec<_>>());
    for quote in quotes {
        assert_sorted("pieces", &quote.pieces);
    }
    assert_sorted("marked words", &marked);
    let mut all: Vec<Span> = pieces.iter().chain(&marked).copied().collect();
    all.sort();
    assert_sorted("quotations and other marked words", &all);

    let first = |entity: usize| mentions.iter().position(|mention| mention.entity as usize == entity);
    let order: Vec<_> = (0..entities.len()).map(first).collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "entities are not in order of mention: {order:?}");
    assert!(mentions.iter().all(|mention| (mention.entity as usize) < entities.len()));
    let ids: BTreeSet<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "an id twice");

    for quote in quotes {
        let Attribution::Said(said) = &quote.attribution else { continue };
        assert!(said.speakers.iter().all(|speaker| (*speaker as usize) < entities.len()));
        assert!((0.0..=1.0).contains(&said.confidence));
        assert!(!quote.pieces.iter().any(|piece| piece.covers(said.source)), "a source inside its own words");
    }
    assert!(*words <= text.chars().count());
}

/// The spans of sources, cues and evidence.
pub(crate) fn reasons(quotes: &[Quote]) -> Vec<Span> {
    let of = |quote: &Quote| match &quote.attribution {
        Attribution::Unknown => Vec::new(),
        Attribution::Said(said) => [said.source]
            .into_iter()
            .chain(said.cue)
            .chain(said.evidence.iter().map(|evidence| evidence.span))
            .collect(),
    };
    quotes.iter().flat_map(of).collect()
}

fn assert_sorted(what: &str, spans: &[Span]) {
    for pair in spans.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "{what} overlap or are out of order: {pair:?}");
    }
}
