//! Noun phrases read forward: a name with its roles, a pronoun, "the mayor of Irpin".

use super::{Line, NO_MENTION, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

impl Line<'_> {
    /// [`Self::phrase_starting`], where the phrase can speak.
    pub(crate) fn speaker_starting(&self, start: usize, limit: usize) -> Option<Phrase> {
        self.phrase_starting(start, limit).filter(|phrase| self.can_speak(*phrase))
    }

    /// The phrase that begins at `start`, read forward: a name with its roles, a pronoun, or "the mayor of Irpin".
    pub(crate) fn phrase_starting(&self, start: usize, limit: usize) -> Option<Phrase> {
        let mut start = start;
        while start < limit
            && self.is(start, class::ADVERB)
            && !self.is_name_part(start)
            && !self.is(start, class::DETERMINER)
        {
            start += 1;
        }
        let verbal = self.has(start, Shape::Lower)
            && !self.is(start, class::ROLE.or(class::COLLECTIVE).or(class::DETERMINER).or(class::PRONOUN))
            && !self.is(start, class::ROLE_MODIFIER.or(class::FORMER))
            && (self.is(start, class::ING_LIKE.or(class::CUE_ING)) || self.is_verb_like(start));
        if start >= limit || !self.is_word(start) || verbal {
            return None;
        }
        if self.is(start, class::PRONOUN) && !self.is(start, class::PRONOUN_SECOND.or(class::NUMBER_WORD)) {
            return Some(Phrase { start, end: start + 1, noun: Noun::Pronoun });
        }
        let mut end = start;
        let mut noun = Noun::Nominal;
        while end < limit && end - start < 14 && self.is_within(Phrase { start, end, noun }) {
            // "Petra Lund's lawyer": the name only owns.
            if self.has(end, Shape::Possessive) {
                noun = Noun::Nominal;
            }
            if self.is_name_part(end) && !self.has(end + 1, Shape::Possessive) {
                noun = if self.is_before_role(end) { Noun::Nominal } else { Noun::Proper };
            }
            end += 1;
        }
        // "the Dunmore gaffer": a noun that no list knows, with nothing behind it.
        if noun == Noun::Proper && end + 1 == limit && self.is(start, class::DEFINITE) && self.is_plain(end) {
            return Some(Phrase { start, end: limit, noun: Noun::Nominal });
        }
        (end > start).then_some(Phrase { start, end, noun })
    }

    /// Whether the item at the end of what was read of a phrase belongs to it too.
    fn is_within(&self, read: Phrase) -> bool {
        let Phrase { start, end: at, noun } = read;
        let named = noun == Noun::Proper;
        let name_part = self.is_name_part(at);
        let joins = self.is_word(at)
            || self.has(at, Shape::Possessive)
            || self.quote(at).is_some_and(|q| self.scene.word_count(q) <= 3 && self.is_name_part(at + 1));
        if !joins {
            return false;
        }
        let particle = self.is(at, class::PARTICLE) && self.is_name_part(at + 1) && at > start;
        let stop =
            class::PREPOSITION.or(class::SUBORDINATOR).or(class::AUXILIARY).or(class::RELATIVE).or(class::CALENDAR);
        if self.is(at, stop) {
            let of =
                self.is(at, class::OF.or(class::AFFILIATION)) && at > start && !named && !self.is(at, class::CALENDAR);
            // "a Monday editorial"
            let dated = self.is(at, class::CALENDAR) && at > start && self.is(at - 1, class::DETERMINER);
            if !(of || particle || dated || name_part && self.mention(at) != NO_MENTION) {
                return false;
            }
        }
        let ordinal = || self.has(at, Shape::Number) && self.is_name_part(at + 1);
        if named && !name_part && !particle && !ordinal() && !self.has(at, Shape::Possessive) {
            return false;
        }
        // "the bakers supposedly said"
        if at > start && self.is(at, class::ADVERB_LIKE) && self.has(at, Shape::Lower) && self.is_finite_cue(at + 1) {
            return false;
        }
        // "the mayor the council chose": a phrase of its own.
        at == start
            || !self.is(at, class::DETERMINER)
            || self.is(at - 1, class::PREPOSITION)
            || self.is(at, class::PARTICLE)
    }

    /// "the Senate minority leader": the name that ends at `last` belongs to the role behind it.
    fn is_before_role(&self, last: usize) -> bool {
        let role = class::ROLE.or(class::COLLECTIVE).or(class::ROLE_MODIFIER).or(class::BODY_NOUN).or(class::ARTEFACT);
        !self.is_name_part(last + 1)
            && (1..=3).any(|far| self.is(last + far, role) && (1..far).all(|near| self.is_plain(last + near)))
    }

    /// A word in small letters that may stand between a body's name and a role: "minority" in "the Senate minority leader".
    fn is_plain(&self, at: usize) -> bool {
        let closed = class::PREPOSITION
            .or(class::DETERMINER)
            .or(class::AUXILIARY)
            .or(class::CUE)
            .or(class::RELATIVE)
            .or(class::COORDINATOR);
        self.has(at, Shape::Lower)
            && !self.is(at, closed.or(class::PAST_LIKE).or(class::ADVERB).or(class::SUBORDINATOR))
    }
}
