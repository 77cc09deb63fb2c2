//! Who said each quotation: the sieves in order, what is no speech, and quotations joined from their pieces.

pub(crate) mod scene;
mod sieves;
mod speech;

use crate::token::Token;
use scene::{Noun, Phrase, Scene};
use sieves::SIEVES;
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

/// Asks the sieves in order; the first that answers decides.
pub(crate) fn decide(scene: &Scene<'_>) -> Vec<Option<Decision>> {
    let mut decisions: Vec<Option<Decision>> = vec![None; scene.marked.len()];
    for (number, sieve) in SIEVES.iter().enumerate() {
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

/// Decides every stretch: who said it, or why it is no speech.
pub(crate) fn attribute(scene: &Scene<'_>) -> Vec<Verdict> {
    let decisions = decide(scene);
    let verdict =
        |(quote, decision): (usize, Option<Decision>)| match speech::no_speech(scene, decision.as_ref(), quote) {
            Some(reason) => Verdict::NoSpeech(reason),
            None => decision.map_or(Verdict::Unknown, Verdict::Said),
        };
    decisions.into_iter().enumerate().map(verdict).collect()
}

/// What a marked stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Said(Decision),
    Unknown,
    NoSpeech(&'static str),
}

/// The name of a sieve.
pub(crate) fn sieve_name(number: usize) -> &'static str {
    SIEVES[number].name
}

/// Span of a token range.
pub(crate) fn span_of(tokens: &[Token], range: &Range<usize>) -> crate::span::Span {
    tokens[range.start].span().join(tokens[range.end - 1].span())
}
