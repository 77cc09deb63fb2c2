//! Whose turn it is to speak: behind a question whoever was asked, behind a rebuke whoever replies to it.

use super::center::{Center, Who};
use super::pronoun::Pronoun;
use super::subject::Subject;
use super::{Cast, Speaker};
use crate::attribution::Verdict;
use crate::attribution::scene::Ending;
use crate::document::Kind;
use crate::gazetteer::TokenMention;
use crate::lexicon::{class, gender};
use crate::token::{Shape, Token};
use std::ops::Range;

impl Cast<'_> {
    /// "Lund asked Reyl whether he had slept. “Never,” he said.": who the pronoun is behind a sentence whose subject asks somebody,
    /// or behind any other where the pronoun replies: whom the subject addresses, or nobody for sure. None where it speaks on.
    pub(super) fn answerer(&self, pronoun: Pronoun, center: &Center, sentence: &Range<usize>) -> Option<Speaker> {
        let rest = center.at..sentence.end;
        let asks = self.asking(&rest);
        if asks.is_some_and(|verb| self.is_nameless(verb, sentence.end)) {
            return Some(Speaker::default());
        }
        let verb = self.verb_of(pronoun.at);
        let Who::One(asker) = center.who else { return None };
        if !self.fits(asker, pronoun.gender) || verb.is_some_and(|verb| verb.is(class::CUE_QUESTION)) {
            return None;
        }
        let replies = self.opens(pronoun.at) && verb.is_some_and(|verb| verb.is(class::ANSWERS));
        let verb_at = asks.or_else(|| self.addressing(&rest).filter(|_| replies));
        let verb_at = verb_at.filter(|at| self.is_predicate(center.at, *at));
        let noun = verb_at.and_then(|at| self.noun(at + 1, sentence.end));
        let next = |end: usize, classes| self.scene.tokens.get(end).is_some_and(|next| next.is(classes));
        match noun {
            Some((end, Subject::Mention(hearer))) if self.is_named_to(hearer, end) => {
                let TokenMention { entity: hearer, ref tokens, .. } = self.named.mentions[hearer];
                let end = tokens.end.max(end);
                let speaks_on = next(end, class::TO) && !replies;
                if hearer == asker || !self.fits(hearer, pronoun.gender) || speaks_on {
                    return None;
                }
                // "Lund asked Reyl for boats. “We have two,” he said.": either.
                let sure = replies || verb.is_some_and(|verb| verb.is(class::SAY)) && !next(end, class::AFFILIATION);
                let sure = sure.then(|| self.standing(hearer, pronoun.at, "pronoun, beside the subject"));
                return Some(sure.unwrap_or_else(|| Speaker::among(vec![asker, hearer])));
            }
            Some((_, Subject::Stranger)) => return Some(Speaker::among(vec![asker])),
            _ => {}
        }
        let question = verb_at.filter(|_| asks.is_some());
        let turns = self.is_question(center, sentence, pronoun.at);
        let another = self.another(asker, pronoun, &rest);
        let turns = turns || another.is_some() && replies || self.asks_other(question, pronoun, another.is_some());
        turns.then(|| Speaker::among([asker].into_iter().chain(another).collect()))
    }

    /// "Lund asked what Reyl would do", "Lund asked him whether": a question at `verb` to somebody whom it does not name, where
    /// `another` may be meant.
    fn asks_other(&self, verb: Option<usize>, pronoun: Pronoun, another: bool) -> bool {
        let tokens = self.scene.tokens;
        let words = class::CLOSED.or(class::RELATIVE).or(class::SUBORDINATOR).or(class::OF);
        let opens = |at: usize| tokens.get(at).is_some_and(|word| word.is(words));
        verb.is_some_and(|verb| {
            let told = &tokens[verb + 1];
            let him = told.is(class::PRONOUN_MALE.or(class::PRONOUN_FEMALE));
            let whole = !told.is(class::POSSESSIVE) || opens(verb + 2);
            another && opens(verb + 1) || him && whole && gender(told.classes) == Some(pronoun.gender)
        })
    }

    /// Whether the noun phrase that ends at `end` names a person: not "asked Lund's wife".
    fn is_named_to(&self, mention: usize, end: usize) -> bool {
        let name = self.named.mentions[mention].tokens.end;
        let owns = self.scene.tokens.get(name).is_some_and(|next| next.shape == Shape::Possessive);
        self.is(mention, Kind::Person) && name >= end && !owns
    }

    /// The verb of asking, of which nobody is the object: "Lund asked", and not "Lund was asked".
    fn asking(&self, range: &Range<usize>) -> Option<usize> {
        self.finite(range, |token| token.is(class::CUE_QUESTION))
    }

    /// The verb of telling somebody something, or of calling somebody something.
    fn addressing(&self, range: &Range<usize>) -> Option<usize> {
        let addresses = class::CUE_HEARER.or(class::CUE_NAMING).or(class::CUE_STANCE).or(class::CUE_SAYING);
        self.finite(range, |token| token.is(addresses))
    }

    /// The first finite verb outside the marks that is `wanted`.
    fn finite(&self, range: &Range<usize>, wanted: impl Fn(&Token) -> bool) -> Option<usize> {
        let tokens = self.scene.tokens;
        let verb = |at: &usize| {
            let token = &tokens[*at];
            token.is(class::CUE_FINITE) && token.shape == Shape::Lower && wanted(token) && self.outside(*at) == *at
        };
        let verb = range.clone().skip(1).find(verb)?;
        let passive = tokens[verb - 1].is(class::BE) || tokens[verb - 1].shape == Shape::Comma;
        (!passive && verb + 1 < range.end).then_some(verb)
    }

    /// Whether the verb at `verb` may be that of the subject at `subject`: no other verb of saying and no other person between.
    fn is_predicate(&self, subject: usize, verb: usize) -> bool {
        let end = self.noun(subject, verb.max(subject)).map_or(subject + 1, |(end, _)| end);
        let person = self.within(&(end..verb.max(end))).any(|mention| self.is(mention, Kind::Person));
        !person && end <= verb && !self.scene.tokens[end..verb].iter().any(super::says)
    }

    /// "asked the witness whether she had slept": somebody without a name is the one to speak next; not in "asked the witness to
    /// stand".
    fn is_nameless(&self, verb: usize, limit: usize) -> bool {
        let tokens = self.scene.tokens;
        let Some((end, Subject::People(words))) = self.noun(verb + 1, limit) else { return false };
        let next = tokens.get(end).filter(|_| end < limit);
        tokens[words.start].is(class::DETERMINER)
            && !tokens[words.end - 1].is(class::COLLECTIVE)
            && next.is_some_and(|next| next.shape == Shape::Lower && !next.is(class::TO))
    }

    /// "“Who pays?” Lund asked.", in a paragraph before the pronoun: the next to speak may be whoever was asked.
    fn is_question(&self, center: &Center, sentence: &Range<usize>, at: usize) -> bool {
        let source = self.sources.partition_point(|(start, _)| *start < sentence.start);
        let source = self.sources.get(source).filter(|(start, _)| *start < sentence.end);
        let Some((quote, Verdict::Said(decision))) = source.map(|(_, quote)| (*quote, &self.verdicts[*quote])) else {
            return false;
        };
        let asks = |token: &Token| token.is(class::CUE_QUESTION) && token.is(class::CUE_HEARER);
        let cue = decision.finding.cue.clone().unwrap_or_default();
        let asked = self.scene.tokens[cue].iter().any(asks) && self.scene.ending(quote) == Ending::Open;
        let begins = self.sentences.partition_point(|sentence| sentence.end <= at);
        let quoted = self.sentences.get(begins).is_some_and(|sentence| self.outside(sentence.start) != sentence.start);
        asked && quoted && self.opens(at) && self.block_of(center.at) != self.block_of(at)
    }

    /// Another person in `range` who may be meant.
    fn another(&self, asker: u32, pronoun: Pronoun, range: &Range<usize>) -> Option<u32> {
        let fits = |mention: &usize| {
            let entity = self.named.mentions[*mention].entity;
            !self.quoted[*mention] && entity != asker && self.fits(entity, pronoun.gender)
        };
        self.within(range).find(fits).map(|mention| self.named.mentions[mention].entity)
    }

    /// Whether the word at `at` is the first of its sentence outside the marks, but for "but".
    fn opens(&self, at: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
        let first = self.sentences.get(sentence).map_or(at, |sentence| self.outside(sentence.start));
        first == at || first + 1 == at && self.scene.tokens[first].is(class::COORDINATOR)
    }

    /// The verb of saying whose subject stands at `at`.
    fn verb_of(&self, at: usize) -> Option<&Token> {
        let tokens = self.scene.tokens;
        let adverb = tokens.get(at + 1).is_some_and(|next| next.is(class::ADVERB.or(class::ADVERB_LIKE)));
        tokens.get(at + 1 + usize::from(adverb)).filter(|verb| verb.is(class::CUE_FINITE))
    }
}
