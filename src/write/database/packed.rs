//! An analysis as it is kept in the database: JSON, compressed, and back again exactly.

use crate::document::{
    Analysis, Attribution, Basis, Entity, Evidence, EvidenceRole, Gender, Kind, Mention, NoSpeech, Paragraph, Quote,
    QuoteKind, Said, Zone,
};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const ZONES: [Zone; 6] = [Zone::Headline, Zone::Body, Zone::Caption, Zone::Byline, Zone::Boilerplate, Zone::Repeat];
const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];
const BASES: [Basis; 6] = [Basis::Name, Basis::Alias, Basis::Short, Basis::Context, Basis::Role, Basis::Demonym];
const QUOTE_KINDS: [QuoteKind; 4] = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Turn, QuoteKind::Indirect];
/// The classes of marked words that are no speech.
const NO_SPEECH: [&str; 8] = ["title", "programme", "nickname", "term", "slogan", "scare", "signature", "headline"];
const ROLES: [EvidenceRole; 3] = [EvidenceRole::Antecedent, EvidenceRole::Earlier, EvidenceRole::Title];

/// More effort makes it little smaller and much slower.
const EFFORT: i32 = 3;

type Place = (usize, usize);

#[derive(Serialize, Deserialize)]
struct Packed {
    words: usize,
    paragraphs: Vec<(Place, String)>,
    sentences: Vec<Place>,
    entities: Vec<PackedEntity>,
    mentions: Vec<(Place, u32, String, String)>,
    quotes: Vec<PackedQuote>,
    #[serde(default)]
    reported: Vec<PackedQuote>,
    no_speech: Vec<(Place, String)>,
}

#[derive(Serialize, Deserialize)]
struct PackedEntity {
    id: String,
    name: String,
    kind: String,
    male: Option<bool>,
    known: bool,
}

#[derive(Serialize, Deserialize)]
struct PackedQuote {
    pieces: Vec<Place>,
    kind: String,
    said: Option<PackedSaid>,
}

#[derive(Serialize, Deserialize)]
struct PackedSaid {
    source: Place,
    speakers: Vec<u32>,
    cue: Option<Place>,
    sieve: String,
    /// The bits of the number, so that no digit is lost.
    confidence: u32,
    #[serde(default)]
    resolution: String,
    #[serde(default)]
    candidates: Vec<u32>,
    #[serde(default)]
    speaker_confidence: u32,
    evidence: Vec<(Place, String)>,
}

/// The analysis for the database; which row of a gazetteer an entity is means nothing there and is left out.
pub(super) fn pack(analysis: &Analysis) -> Result<Vec<u8>, String> {
    let packed = Packed {
        words: analysis.words,
        paragraphs: analysis.paragraphs.iter().map(|it| (place(it.span), it.zone.name().to_owned())).collect(),
        sentences: analysis.sentences.iter().copied().map(place).collect(),
        entities: analysis.entities.iter().map(pack_entity).collect(),
        mentions: analysis.mentions.iter().map(pack_mention).collect(),
        quotes: analysis.quotes.iter().map(pack_quote).collect(),
        reported: analysis.reported.iter().map(pack_quote).collect(),
        no_speech: analysis.no_speech.iter().map(|it| (place(it.span), it.reason.to_owned())).collect(),
    };
    let json = serde_json::to_vec(&packed).map_err(|error| error.to_string())?;
    zstd::encode_all(json.as_slice(), EFFORT).map_err(|error| error.to_string())
}

fn place(span: Span) -> Place {
    (span.start(), span.end())
}

fn pack_entity(entity: &Entity) -> PackedEntity {
    PackedEntity {
        id: entity.id.clone(),
        name: entity.name.clone(),
        kind: entity.kind.name().to_owned(),
        male: entity.gender.map(|gender| gender == Gender::Male),
        known: entity.known.is_some(),
    }
}

fn pack_mention(mention: &Mention) -> (Place, u32, String, String) {
    (place(mention.span), mention.entity, mention.basis.name().to_owned(), mention.rule.clone())
}

fn pack_quote(quote: &Quote) -> PackedQuote {
    let said = match &quote.attribution {
        Attribution::Said(said) => Some(PackedSaid {
            source: place(said.source),
            speakers: said.speakers.clone(),
            cue: said.cue.map(place),
            sieve: said.sieve.to_owned(),
            confidence: said.confidence.to_bits(),
            resolution: said.resolution.to_owned(),
            candidates: said.candidates.clone(),
            speaker_confidence: said.speaker_confidence.to_bits(),
            evidence: said.evidence.iter().map(|it| (place(it.span), it.role.name().to_owned())).collect(),
        }),
        Attribution::Unknown => None,
    };
    PackedQuote { pieces: quote.pieces.iter().copied().map(place).collect(), kind: quote.kind.name().to_owned(), said }
}

/// Why a kept analysis can't be read.
const FOREIGN: &str = "it was changed, or made by a newer version";

/// Makes analyses of what is kept.
#[derive(Debug, Default)]
pub(super) struct Unpacker {
    /// The names of rules, which live as long as the program: there are few.
    rules: BTreeSet<&'static str>,
    /// The number that a known entity has here.
    pub(super) known: BTreeMap<String, u32>,
}

impl Unpacker {
    /// The analysis of `text`. Every span is checked, so that a changed database can't break the program.
    pub(super) fn unpack(&mut self, text: &str, kept: &[u8]) -> Result<Analysis, String> {
        let json = zstd::decode_all(kept).map_err(|error| error.to_string())?;
        let packed: Packed = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
        let count = packed.entities.len();
        let mut analysis = Analysis { words: packed.words, ..Analysis::default() };
        for (place, zone) in packed.paragraphs {
            let zone = named(&ZONES, Zone::name, &zone)?;
            analysis.paragraphs.push(Paragraph { span: span(text, place)?, zone });
        }
        for place in packed.sentences {
            analysis.sentences.push(span(text, place)?);
        }
        for entity in packed.entities {
            analysis.entities.push(self.entity(entity)?);
        }
        for (place, entity, basis, rule) in packed.mentions {
            let (entity, basis) = (number(entity, count)?, named(&BASES, Basis::name, &basis)?);
            analysis.mentions.push(Mention { span: span(text, place)?, entity, basis, rule });
        }
        for quote in packed.quotes {
            analysis.quotes.push(self.quote(text, quote, count)?);
        }
        for quote in packed.reported {
            analysis.reported.push(self.quote(text, quote, count)?);
        }
        for (place, reason) in packed.no_speech {
            analysis.no_speech.push(NoSpeech { span: span(text, place)?, reason: self.rule(&reason) });
        }
        Ok(analysis)
    }

    fn entity(&mut self, entity: PackedEntity) -> Result<Entity, String> {
        let next = self.known.len() as u32;
        let known = entity.known.then(|| *self.known.entry(entity.id.clone()).or_insert(next));
        Ok(Entity {
            id: entity.id,
            name: entity.name,
            kind: named(&KINDS, Kind::name, &entity.kind)?,
            gender: entity.male.map(|male| if male { Gender::Male } else { Gender::Female }),
            known,
        })
    }

    fn quote(&mut self, text: &str, quote: PackedQuote, count: usize) -> Result<Quote, String> {
        let pieces = quote.pieces.into_iter().map(|place| span(text, place)).collect::<Result<_, _>>()?;
        let kind = match NO_SPEECH.iter().find(|class| **class == quote.kind) {
            Some(class) => QuoteKind::Unspoken(class),
            None => named(&QUOTE_KINDS, QuoteKind::name, &quote.kind)?,
        };
        let attribution = match quote.said {
            Some(said) => Attribution::Said(Box::new(self.said(text, said, count)?)),
            None => Attribution::Unknown,
        };
        Ok(Quote { pieces, kind, attribution })
    }

    fn said(&mut self, text: &str, said: PackedSaid, count: usize) -> Result<Said, String> {
        let evidence = |(place, role): (Place, String)| {
            Ok(Evidence { span: span(text, place)?, role: named(&ROLES, EvidenceRole::name, &role)? })
        };
        Ok(Said {
            source: span(text, said.source)?,
            speakers: said.speakers.into_iter().map(|speaker| number(speaker, count)).collect::<Result<_, _>>()?,
            cue: said.cue.map(|place| span(text, place)).transpose()?,
            sieve: self.rule(&said.sieve),
            confidence: f32::from_bits(said.confidence),
            resolution: self.rule(&said.resolution),
            candidates: said.candidates.into_iter().map(|entity| number(entity, count)).collect::<Result<_, _>>()?,
            speaker_confidence: f32::from_bits(said.speaker_confidence),
            evidence: said.evidence.into_iter().map(evidence).collect::<Result<_, String>>()?,
        })
    }

    fn rule(&mut self, name: &str) -> &'static str {
        if let Some(rule) = self.rules.get(name) {
            return rule;
        }
        let rule: &'static str = name.to_owned().leak();
        self.rules.insert(rule);
        rule
    }
}

fn span(text: &str, (start, end): Place) -> Result<Span, String> {
    if text.get(start..end).is_some() { Ok(Span::new(start, end)) } else { Err(FOREIGN.to_owned()) }
}

fn number(entity: u32, count: usize) -> Result<u32, String> {
    if (entity as usize) < count { Ok(entity) } else { Err(FOREIGN.to_owned()) }
}

fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, wanted: &str) -> Result<T, String> {
    all.iter().copied().find(|&one| name(one) == wanted).ok_or_else(|| FOREIGN.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::{Knowledge, analyse};

    #[test]
    fn what_is_kept_comes_back_exactly() {
        let text = "“Peace,” President Volodymyr Zelenskyy said in Kyiv. “No war.”\n\n“Go!” a man shouted.".to_owned();
        let document = Document { id: "d".into(), text, ..Document::default() };
        let mut analysis = analyse(&document, &Knowledge::shipped().unwrap());
        assert!(!analysis.quotes.is_empty() && !analysis.mentions.is_empty());
        let kept = pack(&analysis).unwrap();
        let mut unpacker = Unpacker::default();
        let mut back = unpacker.unpack(&document.text, &kept).unwrap();
        for entity in analysis.entities.iter_mut().chain(&mut back.entities) {
            entity.known = entity.known.map(|_| 0);
        }
        assert_eq!(back, analysis);
        assert!(unpacker.unpack("short", &kept).is_err());
        assert!(unpacker.unpack(&document.text, b"no").is_err());
    }
}
