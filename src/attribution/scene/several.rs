//! Several people: as a share of them, and the bare form of a verb of saying, which is finite behind them or an auxiliary.

use super::{Line, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How many items the verb may stand behind its subject.
const REACH: usize = 8;
/// How many items "for their part" may have, with its comma.
const LINK: usize = 6;
/// How many items a relative clause may have: "the nurses who wrote to Bede on Friday say".
const CLAUSE: usize = 12;
/// How many items may name a share: "three out of every ten".
const NUMBERS: usize = 6;

impl Line<'_> {
    /// "say" in "they say", "officials say", "she would say", "liked to say": a bare form that works as a finite one.
    pub(super) fn is_bare_finite(&self, at: usize) -> bool {
        // "one social media post said": a noun before its verb.
        let noun = self.is(at + 1, class::SAY) && self.is(at + 1, class::CUE_FINITE);
        if noun || !self.is(at, class::CUE_BARE) {
            return false;
        }
        let mut verb = at;
        while verb > 0 && self.is(verb - 1, class::ADVERB.or(class::ADVERB_LIKE)) && !self.is_capital(verb - 1) {
            verb -= 1;
        }
        if verb > 0 && self.has(verb - 1, Shape::Comma) && self.ends_partners(verb - 1) {
            return true;
        }
        let before = verb.checked_sub(1).and_then(|last| self.before_link(last));
        let Some(before) = before.filter(|before| self.is_word(*before)) else { return false };
        if self.is(before, class::AUXILIARY) {
            return !self.is(before, class::NEGATION.or(class::BE).or(class::TO));
        }
        let subject = class::PRONOUN_PLURAL.or(class::PRONOUN_FIRST).or(class::COLLECTIVE);
        if self.is(before, subject.or(class::RELATIVE)) && !self.is(before, class::THAT.or(class::POSSESSIVE)) {
            return true;
        }
        // "the two write", "four in ten say", "those polled say"
        let counted = self.is(before, class::NUMBER_WORD) && before > 0 && self.is(before - 1, class::DEFINITE)
            || self.is(at, class::SAY) && (self.is(before, class::NUMBER_WORD) || self.has(before, Shape::Number));
        if counted || self.is_asked(before) {
            return true;
        }
        // "the claims report", "a sales call": a noun.
        if self.is(at, class::ARTEFACT.or(class::SAYING_NOUN).or(class::SPEECH).or(class::PREPOSITION)) {
            return false;
        }
        self.is_several(before) || self.is(before, class::BODY_NOUN) && self.is(at, class::SAY) || self.far(verb)
    }

    /// "The crews, however, say", "residents, for their part, say": the last word before a link between commas that ends at `last`, or
    /// `last`.
    fn before_link(&self, last: usize) -> Option<usize> {
        if !self.has(last, Shape::Comma) {
            return Some(last);
        }
        let open = (1..last).rev().take(LINK).find(|at| self.has(*at, Shape::Comma))?;
        self.is(open + 1, class::ADVERB.or(class::ADVERB_LIKE).or(class::PREPOSITION).or(class::SUBORDINATOR))
            .then_some(open - 1)
    }

    /// "polled" in "those polled", "voters surveyed": a participle right behind people, before their verb.
    pub(super) fn is_asked(&self, at: usize) -> bool {
        let finite = class::CUE.or(class::AUXILIARY).or(class::UNINFLECTED);
        at > 0
            && self.has(at, Shape::Lower)
            && self.is(at, class::PAST_LIKE)
            && !self.is(at, finite)
            && self.is(at - 1, class::COLLECTIVE)
    }

    /// "authors", "Democrats", the last of "Lund and Bede".
    pub(crate) fn is_several(&self, at: usize) -> bool {
        let never = class::PREPOSITION.or(class::CUE).or(class::AUXILIARY).or(class::ADVERB).or(class::DETERMINER);
        let plural = self.is(at, class::PRESENT_LIKE) && !self.is(at, never);
        let both = || {
            let name = (0..=at).rev().take(REACH).take_while(|i| self.is_capital(*i)).last();
            let first = |at: usize| self.is_capital(at) || self.is(at, class::PRONOUN);
            name.is_some_and(|name| name > 1 && self.is(name - 1, class::COORDINATOR) && first(name - 2))
        };
        // "the two say"
        let counted = at > 0 && self.is(at, class::NUMBER_WORD) && self.is(at - 1, class::DEFINITE);
        plural && !self.follows_hyphen(at) || counted || both()
    }

    /// "residents of the quay say", "people close to Lund say": several, with words about them before the verb.
    fn far(&self, verb: usize) -> bool {
        let about = class::PREPOSITION.or(class::ADVERB).or(class::ADVERB_LIKE);
        let stops = class::AUXILIARY.or(class::CUE).or(class::RELATIVE).or(class::COORDINATOR);
        let several = |at: &usize| {
            self.is(*at, class::COLLECTIVE) && (self.is(*at + 1, about) || self.is(*at + 2, class::PREPOSITION))
        };
        let words = |at: &usize| self.is_word(*at) && !self.is(*at, stops);
        if (0..verb).rev().take(REACH).take_while(words).any(|at| several(&at)) {
            return true;
        }
        // "people who know Bede say"
        let relative = (1..verb).rev().take(CLAUSE).take_while(|at| self.is_word(*at)).find(|at| self.is_who(*at));
        relative.is_some_and(|at| self.is(at - 1, class::COLLECTIVE) || self.is_several(at - 1))
    }

    /// "four in ten say", "26% of voters say": people as a share.
    pub(crate) fn share(&self, start: usize, verb: usize) -> Option<Phrase> {
        let number = |at: usize| self.has(at, Shape::Number) || self.is(at, class::NUMBER_WORD.or(class::COLLECTIVE));
        let head_of = |at: usize| self.is(at, class::COLLECTIVE) && self.is(at + 1, class::OF);
        let joins = |at: usize| self.is_word(at) || self.has(at, Shape::Other);
        let first =
            (start..verb).rev().take(NUMBERS).take_while(|at| joins(*at) && !self.has_finite_verb(*at..*at + 1));
        let head = first.filter(|at| self.has(*at, Shape::Number) || self.is(*at, class::NUMBER_WORD) || head_of(*at));
        let head = head.last()?;
        // "59 percent said"
        let per = self.has(head, Shape::Number) && verb == head + 2 && self.is(verb, class::SAY);
        let counted = per
            || number(verb - 1)
            || self.has(verb - 1, Shape::Other)
            || (head..verb).any(|at| self.is(at, class::OF));
        counted.then_some(Phrase { start: head, end: verb, noun: Noun::Nominal })
    }
}
