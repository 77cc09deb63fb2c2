//! A statement that speaks: of whom it is.

use super::center::Who;
use super::{Cast, Speaker};
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// How many paragraphs back "the statement" may have been given.
const REACH: usize = 2;

impl Cast<'_> {
    /// "Lund's statement", "a statement of the union": whose voice it is.
    pub(super) fn voice(&self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = self.scene.tokens;
        let at = source.clone().find(|at| tokens[*at].is(class::VOICE))?;
        let owner = self.within(&(source.start..at)).next_back()?;
        let end = self.named.mentions[owner].tokens.end;
        let owns = tokens[end].shape == Shape::Possessive;
        let light = class::VOICE.or(class::SPEECH).or(class::ARTEFACT).or(class::ROLE_MODIFIER);
        let between = (end + usize::from(owns)..at).all(|at| tokens[at].is(light) || tokens[at].shape == Shape::Lower);
        let speaks = self.is(owner, Kind::Organisation) || self.is(owner, Kind::Person) && owns;
        let simple = !tokens[end..at].iter().any(|token| token.is(class::PREPOSITION)) && at + 1 == source.end;
        (speaks && between && simple).then(|| Speaker::of(self.named.mentions[owner].entity, "voice"))
    }

    /// "its statement": of whom the pronoun stands for.
    pub(super) fn statement(&mut self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = self.scene.tokens;
        let (first, last) = (source.start, source.end - 1);
        let plain = (first + 1..last).all(|at| tokens[at].shape == Shape::Lower && !tokens[at].is(class::PREPOSITION));
        let owned = last > first && tokens[first].is(class::POSSESSIVE) && tokens[last].is(class::VOICE);
        (owned && plain).then(|| self.by_pronoun(first))
    }

    /// "The port said in a statement that … The statement said": whoever was said to have given it.
    pub(super) fn issuer(&mut self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = self.scene.tokens;
        let noun = &tokens[source.end - 1];
        if source.len() != 2 || !tokens[source.start].is(class::DEFINITE) || !noun.is(class::VOICE) {
            return None;
        }
        let sentence = self.sentence_of(source.start);
        self.centers_before(sentence);
        let block = self.block_of(source.start);
        for earlier in (0..sentence.min(self.centers.len())).rev() {
            let range = self.sentences[earlier].clone();
            if range.is_empty() {
                continue;
            }
            if block - self.block_of(range.start) > REACH {
                break;
            }
            let given = |at: &usize| {
                let new = class::INDEFINITE.or(class::POSSESSIVE);
                let first = at.saturating_sub(3).max(range.start)..*at;
                tokens[*at].is(class::VOICE) && self.outside(*at) == *at && tokens[first].iter().any(|it| it.is(new))
            };
            let Some(at) = range.clone().skip(1).find(given) else { continue };
            // "a statement from the port".
            let by = tokens.get(at + 1).is_some_and(|next| next.is(class::AGENT.or(class::AFFILIATION).or(class::OF)));
            let first = at + 2 + usize::from(tokens.get(at + 2).is_some_and(|next| next.is(class::DEFINITE)));
            let speaks = |mention: &usize| self.is(*mention, Kind::Organisation) || self.is(*mention, Kind::Person);
            let told = self.mention_starting(first).filter(|mention| by && speaks(mention));
            let center = self.centers[earlier].as_ref().map(|center| &center.who);
            return match (told, center) {
                (Some(mention), _) => Some(Speaker::of(self.named.mentions[mention].entity, "voice")),
                (None, Some(Who::One(entity))) if !by => Some(self.standing(*entity, source.start, "voice")),
                _ => None,
            };
        }
        None
    }
}
