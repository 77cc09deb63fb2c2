//! Noun phrases: names with their titles, pronouns, and words for people and things; read backward from their last word.

use super::{Line, NO_MENTION, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// Within how many words a role in small letters comes to the name behind it.
const ROLES: usize = 3;
/// How many items "38-year-old" has.
const AGE: usize = 3;

impl Line<'_> {
    /// The noun phrase whose last item is `last`.
    pub(crate) fn phrase_ending(&self, last: usize, floor: usize) -> Option<Phrase> {
        let mut last = last;
        if self.has(last, Shape::Possessive) && last > floor {
            last -= 1;
        }
        if self.quote(last).is_some() || !self.is_word(last) {
            return None;
        }
        let end = last + 1;
        if self.is(last, class::PRONOUN) && !self.is(last, class::PRONOUN_SECOND) && !self.is(last, class::NUMBER_WORD)
        {
            let noun = if self.is(last, class::RELATIVE) { Noun::Relative } else { Noun::Pronoun };
            return Some(Phrase { start: last, end, noun });
        }
        if self.is_who(last) {
            return Some(Phrase { start: last, end, noun: Noun::Relative });
        }
        let phrase =
            if self.is_name_part(last) { self.name_ending(last, floor) } else { self.nominal_ending(last, floor)? };
        Some(self.with_head(phrase, floor))
    }

    /// Whether an owner ends at `at`: "'s", "his".
    pub(crate) fn is_owner(&self, at: usize) -> bool {
        self.has(at, Shape::Possessive) || self.is(at, class::POSSESSIVE) && !self.is(at, class::PRONOUN_FIRST)
    }

    /// The noun behind the owner that ends at `owner`, over "first", "two", "now": "her first reply".
    pub(crate) fn owned(&self, owner: usize, limit: usize) -> Option<usize> {
        let light = class::ADVERB.or(class::ADVERB_LIKE).or(class::NUMBER_WORD).or(class::TIME_LEAD);
        (owner + 1..limit).find(|at| !self.is(*at, light))
    }

    /// The owner that ends at `at`, if it can speak: "Tomas Reyl's", "his".
    pub(crate) fn owner(&self, at: usize, floor: usize) -> Option<Phrase> {
        if self.has(at, Shape::Possessive) {
            return self.phrase_ending(at, floor).filter(|phrase| self.can_speak(*phrase));
        }
        self.is_owner(at).then_some(Phrase { start: at, end: at + 1, noun: Noun::Pronoun })
    }

    pub(super) fn is_name_part(&self, at: usize) -> bool {
        self.is_word(at)
            && (self.is_capital(at) && !(self.is_closed(at) && self.mention(at) == NO_MENTION)
                || self.mention(at) != NO_MENTION)
            && !self.has(at, Shape::Number)
            && !self.opens_as_verb(at)
    }

    /// "Asked by reporters", "Setting out", "Calling Tomas Reyl a fraud": the capital is the sentence's.
    fn opens_as_verb(&self, at: usize) -> bool {
        let name = class::FIRST_NAME.or(class::SURNAME);
        let participle = class::ING_LIKE.or(class::CUE_ING);
        let governs_name = || self.is(at, participle) && !self.is(at, name) && self.mention(at + 1) != NO_MENTION;
        self.token(at).first
            && self.mention(at) == NO_MENTION
            && self.is(at, class::CUE.or(class::PAST_LIKE).or(class::ING_LIKE))
            && (self.has(at + 1, Shape::Lower) || at + 1 < self.len() && governs_name())
            && !self.is_finite_cue(at + 1)
            && (!self.is(at + 1, class::AUXILIARY) || self.is(at + 1, class::TO))
    }

    /// A word that begins a sentence and never a name: "But", "In".
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let closed = class::DETERMINER
            .or(class::PREPOSITION)
            .or(class::COORDINATOR)
            .or(class::SUBORDINATOR)
            .or(class::ADVERB)
            .or(class::CLOSED)
            .or(class::PRONOUN)
            .or(class::AUXILIARY)
            .or(class::CALENDAR);
        self.is(at, closed) && self.token(at).shape != Shape::Upper
    }

    /// The name that ends at `last`, with the role words before it.
    pub(super) fn name_ending(&self, last: usize, floor: usize) -> Phrase {
        let mut start = last;
        while start > floor {
            let before = start - 1;
            let split = self.mention(start) != NO_MENTION
                && self.mention(before) != NO_MENTION
                && self.mention(start) != self.mention(before)
                && self.in_place(before);
            let joined = self.is_name_part(before) && !split
                || self.is(before, class::PARTICLE) && before > floor && self.is_name_part(before - 1)
                || self.mention(before) != NO_MENTION && self.mention(before) == self.mention(start)
                || self.quote(before).is_some_and(|quote| self.scene.word_count(quote) <= 3)
                    && !self.ends_with_comma(before)
                    && before > floor
                    && self.is_name_part(before - 1);
            if !joined {
                break;
            }
            start = before;
        }
        while start < last && self.is_closed(start) {
            start += 1;
        }
        Phrase { start: self.with_roles(start, floor), end: last + 1, noun: Noun::Proper }
    }

    /// Where the role words and adjectives begin that stand before the name at `name`: "the former Kestrian mayor".
    fn with_roles(&self, name: usize, floor: usize) -> usize {
        let mut start = name;
        while start > floor {
            // "the 38-year-old Kestrian"
            if let Some(number) = start.checked_sub(AGE).filter(|number| *number >= floor && self.is_aged(*number)) {
                start = number;
                continue;
            }
            let before = start - 1;
            let role = class::ROLE.or(class::ROLE_MODIFIER).or(class::DEMONYM).or(class::FORMER).or(class::COLLECTIVE);
            let word =
                self.is(before, role) && !self.is(before, class::PREPOSITION) || self.has(before, Shape::Possessive);
            if word
                || self.is(before, class::DETERMINER.without(class::PREPOSITION))
                    && !self.is(before, class::COLLECTIVE)
                    && !self.opens_clause(before)
            {
                start = before;
                if self.is(before, class::DETERMINER) {
                    break;
                }
            } else {
                break;
            }
        }
        // "Bede's father Tomas Reyl": whose father he is belongs to it.
        if start < name && self.has(start, Shape::Possessive) {
            let owner = if start > floor { self.phrase_ending(start, floor) } else { None };
            return owner.map_or(start + 1, |owner| owner.start);
        }
        start
    }

    /// Whether "38-year-old" stands from `number` on.
    fn is_aged(&self, number: usize) -> bool {
        let tokens = self.tokens(number..number + AGE);
        self.scene.age_end(tokens.start) == Some(tokens.end)
    }

    /// "said that Lund": before a name "that" opens a clause and points at nobody, but where the sentence begins with it.
    fn opens_clause(&self, at: usize) -> bool {
        self.is(at, class::THAT) && self.has(at, Shape::Lower)
    }

    /// The phrase without a name that ends at `last`: back to its determiner.
    fn nominal_ending(&self, last: usize, floor: usize) -> Option<Phrase> {
        let never = class::PREPOSITION.or(class::SUBORDINATOR).or(class::COORDINATOR).or(class::CLOSED).or(class::TO);
        if self.is(last, never) || self.is_verb_like(last) && !self.is(last, class::ROLE.or(class::COLLECTIVE)) {
            return None;
        }
        let mut start = last;
        while start > floor && last - start < 7 {
            if self.is(start, class::DETERMINER) {
                break;
            }
            let before = start - 1;
            let possessive = self.has(before, Shape::Possessive);
            let stop = !(self.is_word(before) || possessive)
                || self.is(before, never)
                || self.is(before, class::PRONOUN) && !self.is(before, class::DETERMINER)
                || self.is(before, class::AUXILIARY.or(class::ADVERB_LIKE))
                || self.is(before, class::RELATIVE)
                || self.is_verb_like(before)
                || self.opens_relative(before, floor)
                || self.governs_infinitive(before, last);
            if stop {
                break;
            }
            start = before;
        }
        // "a bridge locals call": a phrase of its own.
        let counts = class::COLLECTIVE.or(class::NUMBER_WORD).or(class::MORE);
        if last > start + 1
            && self.is(start, class::INDEFINITE)
            && self.is(last, class::COLLECTIVE)
            && self.is_several(last)
            && !self.is(start + 1, counts)
        {
            start = last;
        }
        // "the two"
        if start > floor && self.is(start, class::NUMBER_WORD) && self.is(start - 1, class::DEFINITE) {
            start -= 1;
        }
        let determined =
            self.is(start, class::DETERMINER) || self.has(start, Shape::Number) || self.is(start, class::NUMBER_WORD);
        let people = (start..=last)
            .any(|at| self.is(at, class::COLLECTIVE.or(class::ROLE).or(class::BODY_NOUN).or(class::ARTEFACT)));
        if determined || people || start == floor {
            return Some(Phrase { start, end: last + 1, noun: Noun::Nominal });
        }
        None
    }

    /// "requires" in "a rule that requires bakers": a present form right behind the word that opens its clause.
    pub(super) fn opens_relative(&self, at: usize, floor: usize) -> bool {
        at > floor && self.is(at, class::PRESENT_LIKE) && self.has(at, Shape::Lower) && self.is(at - 1, class::RELATIVE)
    }

    /// "obliges" in "the oath obliges bakers to swear": a present form before the words that end at `object`, which are to do something.
    pub(super) fn governs_infinitive(&self, at: usize, object: usize) -> bool {
        let noun = class::ROLE.or(class::COLLECTIVE).or(class::BODY_NOUN).or(class::ARTEFACT).or(class::ROLE_MODIFIER);
        self.is(object + 1, class::TO)
            && self.is(at, class::PRESENT_LIKE)
            && self.has(at, Shape::Lower)
            && !self.is(at, noun.or(class::DETERMINER).or(class::PREPOSITION).or(class::PRONOUN))
    }

    /// "that" in "a film that said": a noun stands before it, its own verb behind.
    pub(crate) fn is_relative_that(&self, at: usize, floor: usize) -> bool {
        let never = class::PREPOSITION.or(class::COORDINATOR).or(class::PRONOUN).or(class::ADVERB).or(class::CLOSED);
        // "the report that called", but "they report that".
        let noun = |noun: usize| !self.is(noun, class::CUE) || noun > floor && self.is(noun - 1, class::DETERMINER);
        at > floor
            && self.is(at, class::THAT)
            && self.is_word(at - 1)
            && !self.is(at - 1, never)
            && noun(at - 1)
            && !self.is_verb_like(at - 1)
    }

    /// "the head of the FBI", "officials in Kyiv": the phrase before a preposition is the head.
    fn with_head(&self, phrase: Phrase, floor: usize) -> Phrase {
        if phrase.start < floor + 2 {
            return phrase;
        }
        let at = phrase.start - 1;
        if let Some(whole) = self.with_listed(phrase, floor) {
            return whole;
        }
        let links = class::PREPOSITION.or(class::TO);
        if !self.is(at, links) || self.is(at, class::AGENT.or(class::SUBORDINATOR)) {
            return phrase;
        }
        let before = at - 1;
        if !self.is_word(before) {
            return phrase;
        }
        let named = self.is_name_part(before);
        // "dozens of men", "each of them"
        let count = self.is(at, class::OF) && self.is(before, class::DETERMINER) && !self.is(before, class::POSSESSIVE);
        if !(self.is(before, class::SPEAKER) || named || count) {
            return phrase;
        }
        let head = if named { Some(self.name_ending(before, floor)) } else { self.nominal_ending(before, floor) };
        match head {
            Some(head) => {
                // The head may itself hang on a preposition ("the wife of the head of …"); a lead-in does not.
                let lead_in = head.start > floor
                    && self.is(head.start - 1, class::PREPOSITION)
                    && !self.is(head.start - 1, class::OF);
                if lead_in || head.start == floor + 1 && self.is(floor, class::PREPOSITION) {
                    return phrase;
                }
                let noun = if self.is_apposed(phrase) { Noun::Proper } else { head.noun };
                let full = Phrase { start: head.start, end: phrase.end, noun };
                if head.start > floor && self.is(head.start - 1, class::OF) {
                    self.with_head(full, floor)
                } else {
                    full
                }
            }
            None => phrase,
        }
    }

    /// "lawyers for Bede and Reyl", "the parents of Tomas Reyl and his wife": both hang on the head.
    fn with_listed(&self, phrase: Phrase, floor: usize) -> Option<Phrase> {
        let and = phrase.start - 1;
        if !self.is(and, class::COORDINATOR) || and < floor + 3 {
            return None;
        }
        let first = if self.is_name_part(and - 1) {
            self.name_ending(and - 1, floor)
        } else {
            self.nominal_ending(and - 1, floor)?
        };
        let whole = self.with_head(first, floor);
        // "Lawyers for": the capital is the sentence's.
        let people = self.token(whole.start).first
            && self.mention(whole.start) == NO_MENTION
            && self.is(whole.start, class::SPEAKER);
        let hangs = whole.start < first.start && (whole.noun == Noun::Nominal || people);
        hangs.then_some(Phrase { start: whole.start, end: phrase.end, noun: Noun::Nominal })
    }

    /// "secretary of state Tomas Reyl": the name behind "state" is the secretary's, not one that "of" owns ("the wife of mayor Reyl").
    fn is_apposed(&self, phrase: Phrase) -> bool {
        let name = (phrase.start..phrase.end).find(|at| self.is_name_part(*at)).unwrap_or(phrase.start);
        name > phrase.start
            && self.has(name - 1, Shape::Lower)
            && !self.is(name - 1, class::ROLE.or(class::FORMER).or(class::DETERMINER))
    }

    /// The first phrase in `range` that may be a subject: not after a preposition.
    pub(crate) fn first_phrase(&self, range: Range<usize>) -> Option<Phrase> {
        let mut at = self.behind_dateline(range.clone());
        while at < range.end {
            if !self.is_word(at) {
                at += 1;
                continue;
            }
            // "Danish workers", "Unfortunately": the capital is the sentence's.
            if self.is_plain_start(at) && self.has(at + 1, Shape::Lower) && !self.is_verb_like(at + 1) {
                if !self.is(at, class::ADVERB_LIKE) {
                    let end = self.nominal_end(at, range.end);
                    if end > at + 1 {
                        return Some(Phrase { start: at, end, noun: Noun::Nominal });
                    }
                }
                at += 1;
                continue;
            }
            let subject = self.is(at, class::PRONOUN)
                && !self.is(at, class::PRONOUN_SECOND.or(class::RELATIVE).or(class::NUMBER_WORD));
            if subject {
                return Some(Phrase { start: at, end: at + 1, noun: Noun::Pronoun });
            }
            let after_preposition = at > range.start && self.is(at - 1, class::PREPOSITION);
            if self.is_name_part(at) {
                let end = self.name_end(at, range.end);
                if after_preposition {
                    at = end;
                    continue;
                }
                if self.has(end, Shape::Possessive) && end + 1 < range.end {
                    let end = self.nominal_end(end, range.end);
                    return Some(Phrase { start: at, end, noun: Noun::Nominal });
                }
                return Some(Phrase { start: at, end, noun: Noun::Proper });
            }
            // "One of Lund's friends"
            if self.is(at, class::NUMBER_WORD) && self.is(at + 1, class::OF) && !after_preposition {
                return self.phrase_starting(at, range.end);
            }
            if self.is(at, class::DETERMINER) && !after_preposition && !self.is(at, class::NEGATION) {
                let end = self.nominal_end(at, range.end);
                if end > at + 1 {
                    return Some(Phrase { start: at, end, noun: Noun::Nominal });
                }
            }
            if self.is(at, class::COLLECTIVE) && !after_preposition && at == range.start {
                return Some(Phrase { start: at, end: at + 1, noun: Noun::Nominal });
            }
            at += 1;
        }
        None
    }

    /// A word that only its place gives a capital: it opens the sentence, is a word like others, and nobody's name.
    fn is_plain_start(&self, at: usize) -> bool {
        let named = class::FIRST_NAME.or(class::SURNAME).or(class::SPEAKER).or(class::DETERMINER);
        let closed = class::PREPOSITION.or(class::PRONOUN).or(class::SUBORDINATOR).or(class::COORDINATOR);
        // "Opposite number Sven Holm", "Last year": not "Health secretary Nadia Ferro", nor a name that no list holds.
        let behind = at + 2 + usize::from(self.has(at + 2, Shape::Lower));
        let leads = self.is(at + 1, class::TIME) || self.is_name_part(behind) && self.mention(behind) != NO_MENTION;
        let plain = leads && self.is(at, class::ORDINARY) && !self.is(at + 1, class::ROLE.or(class::ROLE_MODIFIER));
        self.token(at).first
            && self.mention(at) == NO_MENTION
            && (plain || self.is(at, class::ADVERB_LIKE.or(class::DEMONYM)))
            && !self.is(at, named.or(closed))
            && self.token(at).shape == Shape::Capital
    }

    /// Where the sentence of `range` begins behind "VELD (Reuters) - ", "DUNMORE, Kestria – ".
    pub(crate) fn behind_dateline(&self, range: Range<usize>) -> usize {
        const LONGEST: usize = 12;
        let limit = range.end.min(range.start + LONGEST);
        let dash = (range.start + 1..limit).find(|at| self.has(*at, Shape::Dash));
        let place = |dash: &usize| {
            self.has(dash - 1, Shape::Close)
                || range.start == 0 && self.is_capital(0) && !(0..*dash).any(|at| self.has(at, Shape::Lower))
        };
        dash.filter(place).map_or(range.start, |dash| dash + 1)
    }

    fn name_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit {
            // "Health secretary Nadia Ferro", "Former Kestrian presidential candidate Nadia Ferro": a role in small letters within.
            let role = |at: &usize| self.is(*at, class::ROLE.or(class::ROLE_MODIFIER)) && self.has(*at, Shape::Lower);
            let name = (end..limit).take(ROLES).find(|at| !role(at));
            let inside = name.is_some_and(|name| self.is_name_part(name))
                || self.is(end, class::PARTICLE) && end + 1 < limit && self.is_name_part(end + 1);
            if !inside {
                break;
            }
            end += 1;
        }
        end
    }

    /// One past the noun phrase that begins with the determiner at `start`.
    fn nominal_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit && end - start < 7 && self.is_word(end) {
            let stop = class::PREPOSITION
                .or(class::AUXILIARY)
                .or(class::COORDINATOR)
                .or(class::SUBORDINATOR)
                .or(class::RELATIVE);
            // "one social media post said": a noun before its verb.
            let noun = self.is(end, class::ARTEFACT) && self.is(end + 1, class::SAY) && self.is_finite_cue(end + 1);
            if !noun && (self.is(end, stop) || self.is_finite_cue(end) || self.is_verb_like(end)) {
                break;
            }
            end += 1;
        }
        end
    }
}
