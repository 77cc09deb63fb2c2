//! Which words are verbs, and in what form: finite, passive, a form of a verb of saying.

use super::{Line, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

impl Line<'_> {
    /// Any form of a verb that says; no half of a word with a hyphen: "so-called", "state-run".
    pub(crate) fn is_cue(&self, at: usize) -> bool {
        self.is(at, class::CUE) && self.token(at).shape == Shape::Lower && !self.is_hyphened(at)
    }

    /// Whether a hyphen joins the word to another one; "re" and the like are none.
    fn is_hyphened(&self, at: usize) -> bool {
        const PREFIX: u32 = 2;
        let short = |at: usize| self.token(at).end - self.token(at).start <= PREFIX;
        let prefix = |at: usize| self.quote(at).is_none() && short(at) && !self.is(at, class::ADVERB);
        // "asks-he", where a language says so.
        let pronoun = |at: usize| short(at) || self.is(at, class::PRONOUN);
        self.follows_hyphen(at + 1) && !pronoun(at + 1) || self.follows_hyphen(at) && at > 0 && !prefix(at - 1)
    }

    /// A verb that says, as it is written here: a finite form, a participle after "has" where a past is told so, or a bare form behind
    /// several people or an auxiliary.
    pub(crate) fn is_finite_cue(&self, at: usize) -> bool {
        self.is_cue(at)
            && (self.token(at).is(class::CUE_FINITE) || self.perfect(at).is_some() || self.is_bare_finite(at))
    }

    /// The "has" of a participle, over the words between.
    fn perfect(&self, participle: usize) -> Option<usize> {
        if !self.is(participle, class::CUE_PARTICIPLE) {
            return None;
        }
        let light = class::ADVERB.or(class::NEGATION).or(class::PRONOUN);
        let is_perfect = |at: usize| self.is(at, class::PERFECT) && !self.is(at, class::BE);
        (participle.saturating_sub(4)..participle)
            .rev()
            .find(|at| is_perfect(*at) || !self.is(*at, light))
            .filter(|at| is_perfect(*at))
    }

    /// The items of the verb at `verb`, with its "has".
    pub(crate) fn verb(&self, verb: usize) -> Range<usize> {
        self.perfect(verb).unwrap_or(verb)..verb + 1
    }

    /// "asked" after "was": its subject hears, it does not speak.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if !self.is(verb, class::CUE_PARTICIPLE) {
            return false;
        }
        let at = self.before_adverbs(verb, 0);
        // "when asked about it": the same without "be".
        let reduced = self.is(verb, class::CUE_QUESTION) && (at == 0 || self.is(at - 1, class::SUBORDINATOR));
        reduced || at > 0 && self.is(at - 1, class::BE)
    }

    /// "heard Lund shout", "saw him call", "let a man speak": the object of the verb before, whose own the bare form at `verb` is.
    pub(crate) fn perceived(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let bare = self.is_cue(verb)
            && self.is(verb, class::CUE_BARE)
            && !self.is(verb, class::CUE_FINITE.or(class::CUE_WEAK));
        let last = verb.checked_sub(1).filter(|last| bare && *last > floor)?;
        let object = self.personal(last).or_else(|| self.phrase_ending(last, floor))?;
        let noun = class::ARTEFACT.or(class::SAYING_NOUN).or(class::SPEECH);
        let owner = self.is(last, class::POSSESSIVE) || object.noun == Noun::Nominal;
        let person = object.noun != Noun::Relative && self.can_speak(object) && !(owner && self.is(verb, noun));
        let other = class::CUE.or(class::AUXILIARY).or(class::PREPOSITION).or(class::DETERMINER);
        let before = object.start.checked_sub(1).filter(|before| *before > floor)?;
        let perceives = self.has(before, Shape::Lower) && self.is(before, class::PAST_LIKE) && !self.is(before, other);
        (perceives && person && object.end == verb).then_some(object)
    }

    /// "is saying": the form after "be" has its own subject.
    pub(crate) fn follows_be(&self, verb: usize, floor: usize) -> bool {
        let at = self.before_adverbs(verb, floor);
        at > floor && self.is(at - 1, class::BE)
    }

    /// The first of the adverbs and negations right before `verb`, or `verb`.
    fn before_adverbs(&self, verb: usize, floor: usize) -> usize {
        let mut at = verb;
        while at > floor && self.is(at - 1, class::ADVERB.or(class::NEGATION)) {
            at -= 1;
        }
        at
    }

    /// A word that may be a finite verb: one that says, an auxiliary, or a small word in -ed.
    pub(super) fn is_verb_like(&self, at: usize) -> bool {
        if !self.has(at, Shape::Lower) {
            return false;
        }
        let token = self.token(at);
        if self.is_hyphened(at) {
            return false;
        }
        if token.is(class::CUE_FINITE.or(class::AUXILIARY)) && !token.is(class::DETERMINER.or(class::PREPOSITION)) {
            return !token.is(class::PRESENT_LIKE)
                || token.is(class::SAY.or(class::AUXILIARY))
                || self.follows_subject(at);
        }
        token.is(class::PAST_LIKE) && at > 0 && !self.is(at - 1, class::DETERMINER.or(class::PREPOSITION))
    }

    /// Whether a finite verb stands in some words.
    pub(crate) fn has_finite_verb(&self, mut range: Range<usize>) -> bool {
        range.any(|at| {
            self.is(at, class::AUXILIARY) && !self.is(at, class::TO)
                // "he's leaving"
                || self.has(at, Shape::Possessive) && at > 0 && self.is(at - 1, class::PRONOUN)
                || self.is_finite_cue(at)
                || self.has(at, Shape::Lower) && self.is(at, class::PAST_LIKE)
        })
    }

    /// [`Self::has_finite_verb`], or a word that may be a present form: "the quay favours the wealthy".
    pub(crate) fn may_have_finite_verb(&self, range: Range<usize>) -> bool {
        let before = class::DETERMINER.or(class::PREPOSITION).or(class::COORDINATOR).or(class::NUMBER_WORD);
        let never = class::ADVERB.or(class::PREPOSITION).or(class::DETERMINER).or(class::PRONOUN).or(class::COLLECTIVE);
        let present = |at: usize| {
            self.has(at, Shape::Lower)
                && self.is(at, class::PRESENT_LIKE)
                && !self.is(at, never)
                && self.is_word(at - 1)
                && !self.is(at - 1, before)
                && self.is_word(at + 1)
                && !self.is(at + 1, class::OF.or(class::AUXILIARY).or(class::COORDINATOR))
        };
        self.has_finite_verb(range.clone()) || range.skip(1).any(present)
    }
}
