//! Who said each quotation: the sieves in order, what is no speech, and quotations joined from their pieces.

mod bare;
mod bodies;
mod complement;
mod discovery;
mod interview;
mod joining;
mod reported;
mod scene;
mod sieves;
pub(crate) mod sign;
mod signs;
mod speaker;
mod speech;
mod weigh;
mod whole;
mod work;

use crate::document::{Attribution, Document, Kind, NoSpeech, Quote, QuoteKind, Said, Trace, Weighed};
use crate::gazetteer::Named;
use crate::layout::Block;
use crate::pipeline::Knowledge;
use crate::quote::Marked;
use crate::span::Span;
use crate::token::{Token, span_of};
use scene::{Framed, NO_MENTION, Noun, Phrase, Scene};
use sieves::SIEVES;
use speaker::{Cast, Speaker};
use std::ops::Range;

/// The words that name the speaker of a marked stretch, and what carries them. Ranges are of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) source: Range<usize>,
    pub(crate) noun: Noun,
    pub(crate) cue: Option<Range<usize>>,
    /// The earlier (or later) stretch whose speaker this one shares.
    pub(crate) shared: Option<usize>,
}

/// A finding and the sieve that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) finding: Finding,
    pub(crate) sieve: usize,
}

impl Finding {
    pub(crate) fn new(line: scene::Line<'_>, phrase: Phrase, cue: Option<Range<usize>>) -> Self {
        Self {
            source: line.tokens(phrase.start..phrase.end),
            noun: phrase.noun,
            cue: cue.map(|cue| line.tokens(cue)),
            shared: None,
        }
    }

    /// The same speaker as that of stretch `other`.
    pub(crate) fn shared(&self, other: usize) -> Self {
        Self { cue: None, shared: Some(other), ..self.clone() }
    }
}

/// An article as cut into words, paragraphs and sentences, with its marked stretches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Article<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) blocks: &'a [Block],
    pub(crate) sentences: &'a [Span],
    pub(crate) marked: &'a [Marked],
}

/// Asks the sieves in order, but for the one that is to be `silent`; the first that answers decides.
pub(crate) fn decide(scene: &Scene<'_>, silent: Option<usize>) -> Vec<Option<Decision>> {
    let mut decisions: Vec<Option<Decision>> = vec![None; scene.marked.len()];
    for (number, sieve) in SIEVES.iter().enumerate().filter(|(number, _)| Some(*number) != silent) {
        for quote in 0..decisions.len() {
            if decisions[quote].is_none()
                && let Some(finding) = (sieve.find)(scene, &decisions, quote)
            {
                decisions[quote] = Some(Decision { finding, sieve: number });
            }
        }
    }
    decisions
}

/// Who said what in an article, and which marked words are no speech; and who is named, with the speakers that only their
/// quotations show to be people.
pub(crate) fn attribute(
    document: &Document,
    article: &Article,
    mut named: Named,
    knowledge: &Knowledge,
) -> ((Vec<Quote>, Vec<NoSpeech>), Named) {
    if article.marked.is_empty() {
        return ((Vec::new(), Vec::new()), named);
    }
    let mention_at = cover(article.tokens, &named);
    let places: Vec<bool> =
        (0..named.mentions.len()).map(|mention| kind_of(&named, mention as u32) == Kind::Place).collect();
    let is_place = |mention: u32| places[mention as usize];
    let scene = Scene::new(article, &mention_at, &is_place, Framed::Quoted);
    let decisions = decide(&scene, knowledge.silent);
    let verdicts = weigh::verdicts(&scene, &decisions, &knowledge.lexicon.speech, knowledge.silent);
    discovery::speakers(&mut named, &scene, &verdicts, document);
    bodies::owned(&mut named, &scene, &verdicts, document);
    (joining::join(&scene, &named, knowledge, &verdicts), named)
}

/// What an article reports without marks: rows of their own, which stand in no other figure.
pub(crate) fn reported(article: &Article, named: &Named, knowledge: &Knowledge) -> Vec<Quote> {
    let tokens = article.tokens;
    let mention_at = cover(tokens, named);
    let is_place = |mention: u32| kind_of(named, mention) == Kind::Place;
    let scene = Scene::new(article, &mention_at, &is_place, Framed::Every);
    let mut cast = Cast::new(&scene, named, knowledge, &[]);
    let row = |report: reported::Report| {
        let speaker = cast.speaker(&report.finding);
        let confidence = report.form.confidence();
        let sure = confidence * speaker::rules::alone(speaker.rule);
        let said = said(tokens, &report.finding, speaker, (report.form.name(), confidence), sure);
        let attribution = Attribution::Said(Box::new(said));
        let pieces = report.pieces.iter().map(|piece| span_of(tokens, piece)).collect();
        Quote { pieces, kind: QuoteKind::Indirect, attribution }
    };
    reported::reports(&scene).into_iter().map(row).collect()
}

/// The answer that `finding` is, `by` the rule of that name and confidence; `sure` is how sure the speaker is, if anybody is named.
fn said(tokens: &[Token], finding: &Finding, speaker: Speaker, by: (&'static str, f32), sure: f32) -> Said {
    let mut source = finding.source.clone();
    source.start = speaker.joined_from.unwrap_or(source.start).min(source.start);
    let (sieve, confidence) = by;
    Said {
        source: span_of(tokens, &source),
        speaker_confidence: if speaker.entities.is_empty() { 0.0 } else { sure },
        speakers: speaker.entities,
        resolution: speaker.rule,
        candidates: speaker.candidates,
        cue: finding.cue.as_ref().map(|cue| span_of(tokens, cue)),
        sieve,
        confidence,
        evidence: speaker.evidence.into_iter().collect(),
    }
}

/// For each token the mention that covers it.
fn cover(tokens: &[Token], named: &Named) -> Vec<u32> {
    let mut mention_at = vec![NO_MENTION; tokens.len()];
    for (number, mention) in named.mentions.iter().enumerate().filter(|(_, mention)| mention.basis.counts()) {
        mention_at[mention.tokens.clone()].fill(number as u32);
    }
    mention_at
}

fn kind_of(named: &Named, mention: u32) -> Kind {
    named.entities[named.mentions[mention as usize].entity as usize].kind
}

/// Shows the scene of an article and what the sieves decide there, to explain or to learn from.
fn shown<T>(article: &Article, named: &Named, look: impl FnOnce(&Scene<'_>, &[Option<Decision>]) -> T) -> T {
    let mention_at = cover(article.tokens, named);
    let is_place = |mention: u32| kind_of(named, mention) == Kind::Place;
    let scene = Scene::new(article, &mention_at, &is_place, Framed::Quoted);
    look(&scene, &decide(&scene, None))
}

/// What each sieve says of each marked stretch, asked alone: for explaining, not for deciding.
pub(crate) fn trace(article: &Article, named: &Named) -> Vec<Trace> {
    shown(article, named, |scene, decisions| {
        let answer = |sieve: &sieves::Sieve, quote: usize| {
            let finding = (sieve.find)(scene, decisions, quote);
            (sieve.name, finding.map(|finding| span_of(article.tokens, &finding.source)))
        };
        let one = |quote: usize| Trace {
            span: article.marked[quote].span,
            answers: SIEVES.iter().map(|sieve| answer(sieve, quote)).collect(),
        };
        (0..article.marked.len()).map(one).collect()
    })
}

/// Every answer for a marked stretch as all its signs are weighed: for fitting the weights, not for deciding.
pub(crate) fn weighed(article: &Article, named: &Named) -> Vec<Weighed> {
    shown(article, named, |scene, decisions| {
        let one = |(quote, finding, bits): (usize, Finding, u128)| Weighed {
            span: article.marked[quote].span,
            source: span_of(article.tokens, &finding.source),
            signs: sign::SIGNS
                .iter()
                .enumerate()
                .filter(|(at, _)| bits >> at & 1 == 1)
                .map(|(_, name)| *name)
                .collect(),
        };
        weigh::all(scene, decisions).into_iter().map(one).collect()
    })
}

/// The names of the sieves, in their order.
pub(crate) fn sieve_names() -> impl Iterator<Item = &'static str> {
    SIEVES.iter().map(|sieve| sieve.name)
}

/// The names of the rules that say who source words stand for.
pub(crate) fn resolution_names() -> &'static [&'static str] {
    speaker::rules::RULES
}

/// What a marked stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Said(Decision),
    Unknown,
    NoSpeech(&'static str),
}
