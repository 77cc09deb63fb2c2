//! Analyses made by hand, by naming words instead of offsets.

use whosaid::document::{Attribution, Basis, Entity, Kind, Mention, Paragraph, Quote, QuoteKind, Said, Zone};
use whosaid::{Analysis, Document, Span};

/// An article and what it is to say.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) document: Document,
    pub(crate) analysis: Analysis,
}

impl Made {
    /// Paragraphs end at blank lines, sentences at a full stop and a space.
    pub(crate) fn new(id: &str, text: &str) -> Self {
        let document = Document { id: id.into(), text: text.into(), path: format!("{id}.txt"), ..Document::default() };
        let mut analysis = Analysis { words: text.split_whitespace().count(), ..Analysis::default() };
        for (start, paragraph) in cut(text, 0, "\n\n") {
            analysis.paragraphs.push(Paragraph { span: Span::new(start, start + paragraph.len()), zone: Zone::Body });
            for (start, sentence) in cut(paragraph, start, ". ") {
                analysis.sentences.push(Span::new(start, start + sentence.len()));
            }
        }
        Self { document, analysis }
    }

    pub(crate) fn date(mut self, date: &str) -> Self {
        self.document.date = Some(date.into());
        self
    }

    pub(crate) fn zone(mut self, paragraph: usize, zone: Zone) -> Self {
        self.analysis.paragraphs[paragraph].zone = zone;
        self
    }

    /// Every place where `words` stand names the entity; `known` is its row in the gazetteer.
    pub(crate) fn name(mut self, words: &str, id: &str, name: &str, known: Option<u32>, basis: Basis) -> Self {
        let kind = match id.split(':').next() {
            Some("place") => Kind::Place,
            Some("organisation") => Kind::Organisation,
            _ => Kind::Person,
        };
        let entities = &mut self.analysis.entities;
        let entity = entities.iter().position(|entity| entity.id == id).unwrap_or_else(|| {
            entities.push(Entity { id: id.into(), name: name.into(), kind, gender: None, known });
            entities.len() - 1
        });
        for (start, _) in self.document.text.match_indices(words) {
            let span = Span::new(start, start + words.len());
            let rule = "by-hand".to_owned();
            self.analysis.mentions.push(Mention { span, entity: entity as u32, basis, rule });
        }
        self.analysis.mentions.sort_by_key(|mention| mention.span);
        self
    }

    /// A quotation of these pieces, said by the entities `speakers` in the words `source` with the verb `cue`.
    pub(crate) fn said(mut self, pieces: &[&str], speakers: &[&str], source: &str, cue: &str) -> Self {
        let entities = &self.analysis.entities;
        let number = |id: &&str| entities.iter().position(|entity| entity.id == *id).unwrap() as u32;
        let said = Said {
            source: self.span(source),
            speakers: speakers.iter().map(number).collect(),
            cue: Some(self.span(cue)),
            sieve: "by-hand",
            confidence: 0.955,
            resolution: "name",
            candidates: Vec::new(),
            speaker_confidence: 0.905,
            evidence: Vec::new(),
        };
        let pieces = pieces.iter().map(|piece| self.span(piece)).collect();
        self.analysis.quotes.push(Quote {
            pieces,
            kind: QuoteKind::Direct,
            attribution: Attribution::Said(said.into()),
        });
        self
    }

    /// A quotation of nobody.
    pub(crate) fn unsaid(mut self, piece: &str) -> Self {
        let pieces = vec![self.span(piece)];
        self.analysis.quotes.push(Quote { pieces, kind: QuoteKind::Mixed, attribution: Attribution::Unknown });
        self
    }

    fn span(&self, words: &str) -> Span {
        let start = self.document.text.find(words).unwrap();
        Span::new(start, start + words.len())
    }
}

fn cut<'a>(text: &'a str, from: usize, mark: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    text.split(mark).map(move |part| (from + (part.as_ptr() as usize - text.as_ptr() as usize), part))
}
