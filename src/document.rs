//! The values that travel along the line: `Document` in, `Analysis` out.

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::ops::Index;

/// An article as it was read. Its text never changes afterwards, so every [`Span`] into it stays true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The `id` field of its record, or its file name without ending; unique in a run.
    pub id: String,
    /// The words of the article, line ends as `\n`.
    pub text: String,
    /// The headline, where the source gives it apart from the text.
    pub title: Option<String>,
    /// The day of publication as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The file that it came from, as it was named on the command line (never made absolute).
    pub path: String,
}

impl Index<Span> for Document {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

/// What kind of text a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// The headline at the top of the text.
    Headline,
    /// The story.
    Body,
    /// The words under a picture, or its credit.
    Caption,
    /// Who wrote or contributed.
    Byline,
    /// Navigation, advertising, legal notes.
    Boilerplate,
    /// A paragraph that stood before, word for word.
    Repeat,
}

impl Zone {
    /// The word used in `mentions.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Boilerplate => "boilerplate",
            Self::Repeat => "repeat",
        }
    }

    /// Whether names and quotations in it count for entities and for the graph.
    pub fn counts(self) -> bool {
        match self {
            Self::Headline | Self::Body | Self::Caption => true,
            Self::Byline | Self::Boilerplate | Self::Repeat => false,
        }
    }
}

/// A paragraph of the text and what kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// What kind of text it is.
    pub zone: Zone,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A human being.
    Person,
    /// A country, region, city, sea, building …
    Place,
    /// A body of people with a name: state, party, company, club, paper …
    Organisation,
}

impl Kind {
    /// The word used in the tables and as the first part of an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }
}

/// Grammatical gender of a person, where names or titles tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

/// An entity that this document names: one of the gazetteer, or one found by its context.
///
/// The list of a document holds each entity once, in the order of first mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// `person:volodymyr-zelenskyy`; for a lone name that no list holds, `person:andrii@DOCUMENT`.
    pub id: String,
    /// The name to show: the gazetteer's main name, or the fullest form in the document.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// "he" or "she", where known.
    pub gender: Option<Gender>,
    /// Its row in the gazetteer; `None` when no list holds it.
    pub known: Option<u32>,
}

/// What tagged a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The entity's main name.
    Name,
    /// Another full name of it.
    Alias,
    /// Short for a fuller mention in the document, or a short form that the gazetteer lists.
    Short,
    /// Found by its surroundings; in no list.
    Context,
    /// "the Turkish leader": words for an office. No name.
    Role,
    /// "Russian": an adjective or a people. Never a place, never in the graph.
    Demonym,
}

impl Basis {
    /// The word used in `mentions.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Short => "short",
            Self::Context => "context",
            Self::Role => "role",
            Self::Demonym => "demonym",
        }
    }

    /// Whether the mention counts for entities and in the graph.
    pub fn counts(self) -> bool {
        self != Self::Demonym
    }
}

/// A place in the text where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name alone: no title, no possessive.
    pub span: Span,
    /// Position in [`Analysis::entities`].
    pub entity: u32,
    /// What tagged it.
    pub basis: Basis,
    /// The rule, or the gazetteer file and row (`people.csv:17`), that decided.
    pub rule: String,
}

/// Whether a quotation is a whole utterance or part of a reported clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// A whole utterance in quotation marks.
    Direct,
    /// Quoted words inside a reported clause.
    Mixed,
    /// A turn of a transcript, behind the label of whoever speaks; it has no marks.
    Turn,
    /// Reported in the writer's words, without marks.
    Indirect,
    /// Marked words that are no speech, by the class that [`NoSpeech`] gives them.
    Unspoken(&'static str),
}

impl QuoteKind {
    /// The word used in `quotes.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Turn => "turn",
            Self::Indirect => "indirect",
            Self::Unspoken(class) => class,
        }
    }
}

/// One utterance: one or several quoted stretches of one speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The quoted stretches in order, marks included. Never empty.
    pub pieces: Vec<Span>,
    /// Whole utterance or fragment.
    pub kind: QuoteKind,
    /// Who said it, and why we think so.
    pub attribution: Attribution,
}

impl Quote {
    /// From the first mark to the last.
    pub fn span(&self) -> Span {
        self.pieces.iter().copied().reduce(Span::join).unwrap_or_default()
    }
}

/// Who said a quotation.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribution {
    /// Some words in the text name the speaker.
    Said(Box<Said>),
    /// Nobody can be named. An answer with a row, not a missing row.
    Unknown,
}

/// The speaker of a quotation, with the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The words that name the speaker: "he", "Mr Zelenskyy", "the mayor of Irpin".
    pub source: Span,
    /// Who that is: positions in [`Analysis::entities`]; several for joint speakers; empty when no named entity.
    pub speakers: Vec<u32>,
    /// The rule that says who the source words stand for; empty where none does.
    pub resolution: &'static str,
    /// Where the article leaves the choice: positions in [`Analysis::entities`].
    pub candidates: Vec<u32>,
    /// The verb or mark that carries it ("said", ":"), where there is one.
    pub cue: Option<Span>,
    /// The sieve that answered.
    pub sieve: &'static str,
    /// Share of this sieve's answers that were right on annotated news, 0 to 1.
    pub confidence: f32,
    /// Share of named speakers that were the right ones on annotated news, among answers of this sieve and this resolution,
    /// 0 to 1; 0 where nobody is named.
    pub speaker_confidence: f32,
    /// The other words that it rests on.
    pub evidence: Vec<Evidence>,
}

/// Words that an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand.
    pub span: Span,
    /// What they are to the answer.
    pub role: EvidenceRole,
}

/// What some words are to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceRole {
    /// The mention that a pronoun, a short name or a role stands for.
    Antecedent,
    /// An earlier quotation whose speaker goes on.
    Earlier,
    /// A title or role beside the name.
    Title,
}

impl EvidenceRole {
    /// The word shown by `whosaid explain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Antecedent => "antecedent",
            Self::Earlier => "earlier quotation",
            Self::Title => "title",
        }
    }
}

/// An answer for a marked stretch, as all its signs are weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The stretch, marks included.
    pub span: Span,
    /// The words that would name the speaker.
    pub source: Span,
    /// The signs, as `lexicon/en/speech.csv` names them.
    pub signs: Vec<&'static str>,
}

/// Words in quotation marks that are no speech, and what they are instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSpeech {
    /// Where they stand, marks included.
    pub span: Span,
    /// `title` (of a work), `programme`, `nickname`, `term`, `slogan`, `scare`, `signature`, `headline` (words that
    /// the story quotes too), or `empty` for marks without a word.
    pub reason: &'static str,
}

impl NoSpeech {
    /// The row that it has in `quotes.csv` where such rows are asked for; marks without a word have none.
    pub fn row(&self) -> Option<Quote> {
        let kind = QuoteKind::Unspoken(self.reason);
        (self.reason != "empty").then(|| Quote { pieces: vec![self.span], kind, attribution: Attribution::Unknown })
    }
}

/// What every rule says of one marked stretch of text, each asked alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The stretch, marks included.
    pub span: Span,
    /// The sieves in their order: the words that each takes for the source, `None` where it is silent.
    pub answers: Vec<(&'static str, Option<Span>)>,
}

impl Trace {
    /// Shows every span to `each`, which may move it.
    pub(crate) fn each_span(&mut self, each: &mut impl FnMut(&mut Span)) {
        each(&mut self.span);
        self.answers.iter_mut().filter_map(|(_, answer)| answer.as_mut()).for_each(each);
    }
}

/// All that one article says. Made by [`crate::analyse`], which can't fail.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// In order, disjoint.
    pub paragraphs: Vec<Paragraph>,
    /// In order, disjoint, each inside one paragraph; never cut inside a quotation.
    pub sentences: Vec<Span>,
    /// The entities that the document names, in order of first mention.
    pub entities: Vec<Entity>,
    /// Sorted by span, disjoint.
    pub mentions: Vec<Mention>,
    /// Sorted by first piece.
    pub quotes: Vec<Quote>,
    /// Marked words that are no speech, sorted.
    pub no_speech: Vec<NoSpeech>,
    /// What is reported without marks and which marks hold no speech, sorted: only where that was asked for
    /// ([`crate::Knowledge::with_reported`], [`crate::Knowledge::with_no_speech`]), and counted nowhere.
    pub reported: Vec<Quote>,
    /// How many words the text has.
    pub words: usize,
}

impl Analysis {
    /// Shows every span to `each`, which may move it.
    pub(crate) fn each_span(&mut self, each: &mut impl FnMut(&mut Span)) {
        self.paragraphs.iter_mut().for_each(|paragraph| each(&mut paragraph.span));
        self.sentences.iter_mut().for_each(&mut *each);
        self.mentions.iter_mut().for_each(|mention| each(&mut mention.span));
        self.no_speech.iter_mut().for_each(|no_speech| each(&mut no_speech.span));
        for quote in self.quotes.iter_mut().chain(&mut self.reported) {
            quote.pieces.iter_mut().for_each(&mut *each);
            if let Attribution::Said(said) = &mut quote.attribution {
                each(&mut said.source);
                said.cue.iter_mut().for_each(&mut *each);
                said.evidence.iter_mut().for_each(|evidence| each(&mut evidence.span));
            }
        }
    }

    /// The number of the sentence that holds the byte `offset` (or begins after it), counted from 0.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end() <= offset)
    }

    /// The number of the paragraph that holds the byte `offset` (or begins after it), counted from 0.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.span.end() <= offset)
    }

    /// The zone of the text at the byte `offset`.
    pub fn zone_at(&self, offset: usize) -> Zone {
        self.paragraphs.get(self.paragraph_at(offset)).map_or(Zone::Body, |paragraph| paragraph.zone)
    }

    /// Where each mention stands, in their order: what the functions above say, in one sweep.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let (mut sentence, mut paragraph) = (0, 0);
        self.mentions.iter().map(move |mention| {
            let at = mention.span.start();
            while self.sentences.get(sentence).is_some_and(|sentence| sentence.end() <= at) {
                sentence += 1;
            }
            while self.paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.span.end() <= at) {
                paragraph += 1;
            }
            let zone = self.paragraphs.get(paragraph).map_or(Zone::Body, |paragraph| paragraph.zone);
            Place { sentence: sentence as u32, paragraph: paragraph as u32, zone }
        })
    }
}

/// Where a mention stands; sentences and paragraphs are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
    pub(crate) zone: Zone,
}
