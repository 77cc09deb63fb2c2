//! Where a sentence's main clause begins, and what a clause begins with.

use super::Cast;
use super::subject::Subject;
use crate::attribution::scene::NO_MENTION;
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

impl Cast<'_> {
    /// Where the main clause begins behind "After the vote," or "Asked about it,".
    pub(super) fn lead_in(&self, range: &Range<usize>) -> Option<usize> {
        let tokens = self.scene.tokens;
        let first = self.outside(range.start);
        if first >= range.end || self.mention_at[first] != NO_MENTION {
            return None;
        }
        let opens = class::SUBORDINATOR.or(class::PREPOSITION).or(class::CUE_ING).or(class::CUE_PARTICIPLE);
        let heads = class::DETERMINER
            .or(class::PRONOUN)
            .or(class::ROLE)
            .or(class::COLLECTIVE)
            .or(class::TITLE)
            .or(class::ADVERB)
            .or(class::COORDINATOR);
        let token = &tokens[first];
        let participle = token.is_capital()
            && !token.is(heads.or(class::DEMONYM))
            && tokens
                .get(first + 1)
                .is_some_and(|next| next.is(class::DETERMINER.or(class::PREPOSITION)) && next.shape == Shape::Lower);
        if !(token.is(opens) && !token.is(heads) || participle || self.tells_time(first, range.end)) {
            return None;
        }
        let phrase = !token.is(class::SUBORDINATOR);
        let mut fallback = None;
        let mut at = first;
        while at < range.end && at < first + 40 {
            // "On Friday evening Anya Sorel opened the bridge, …": no comma behind the lead-in.
            if phrase && fallback.is_none() && self.opens_clause(at) {
                return Some(at);
            }
            // "In a debate, while most were silent, Lund spoke": a lead-in behind the lead-in.
            let again =
                |token: &Token| token.is(class::SUBORDINATOR) && !token.is(heads) && token.shape == Shape::Lower;
            if tokens[at].shape == Shape::Comma && !self.appends(at) && !tokens.get(at + 1).is_some_and(again) {
                if self.begins_clause(at + 1, range.end) {
                    return Some(at + 1);
                }
                fallback = fallback.or(Some(at + 1));
            }
            let next = self.outside(at + 1);
            // "After they sang “Rise, Velania,” Lund spoke": the comma inside the marks.
            if next > at + 2
                && tokens[next - 2..next].iter().any(|token| token.shape == Shape::Comma)
                && self.begins_clause(next, range.end)
            {
                return Some(next);
            }
            at = next;
        }
        fallback
    }

    /// A person's name and a finite verb, with no preposition before them.
    fn opens_clause(&self, at: usize) -> bool {
        let tokens = self.scene.tokens;
        let Some(person) = self.mention_starting(at).filter(|person| self.is(*person, Kind::Person)) else {
            return false;
        };
        let free = |token: &Token| {
            token.shape != Shape::Possessive && !token.is(class::PREPOSITION.or(class::COORDINATOR).or(class::TITLE))
        };
        let next = tokens.get(self.named.mentions[person].tokens.end);
        at > 0 && free(&tokens[at - 1]) && next.is_some_and(is_finite)
    }

    /// "A day earlier," "Two weeks ago,": a time, and a comma.
    fn tells_time(&self, first: usize, limit: usize) -> bool {
        let tokens = &self.scene.tokens[first..limit];
        let words = tokens.iter().take(7).take_while(|token| token.is_word()).count();
        let time = class::TIME.or(class::AGO).or(class::CALENDAR);
        let plain = (first..first + words).all(|at| self.mention_at[at] == NO_MENTION);
        plain
            && tokens.get(words).is_some_and(|token| token.shape == Shape::Comma)
            && tokens[..words].iter().any(|token| token.is(time))
            && !tokens[..words].iter().any(|token| token.is(class::ROLE.or(class::CUE_FINITE).or(class::AUXILIARY)))
    }

    /// "At a rally in Veldt, Kes., Lund spoke": whether a subject and its verb stand at `at`, or a person and who that is.
    fn begins_clause(&self, at: usize, limit: usize) -> bool {
        let tokens = self.scene.tokens;
        let at = at + usize::from(at < limit && tokens[at].is(class::ADVERB) && tokens[at].shape == Shape::Lower);
        if at >= limit || self.outside(at) != at {
            return false;
        }
        if tokens[at].is(class::PRONOUN) && !tokens[at].is(class::RELATIVE) {
            return true;
        }
        let Some((end, subject)) = self.noun(at, limit) else { return false };
        let person = matches!(&subject, Subject::Mention(mention) if self.is(*mention, Kind::Person));
        person || self.acts(end, limit)
    }

    /// The person who is the subject of a clause that begins at `at`.
    pub(super) fn clause_subject(&self, at: usize, limit: usize) -> Option<usize> {
        let at = at + usize::from(at < limit && self.scene.tokens[at].is(class::ADVERB));
        if at >= limit || self.outside(at) != at {
            return None;
        }
        let (end, subject) = self.noun(at, limit)?;
        let Subject::Mention(person) = subject else { return None };
        let goes_on =
            self.acts(end, limit) || self.scene.tokens.get(end).is_some_and(|token| token.shape == Shape::Comma);
        (goes_on && self.is(person, Kind::Person)).then_some(person)
    }

    /// "Minister for Sport Petra Lund": the person behind the field of the office.
    pub(super) fn behind_field(&self, end: usize, limit: usize) -> Option<usize> {
        let tokens = self.scene.tokens;
        let head = &tokens[end - 1];
        let office = head.is_capital() && head.is(class::MINISTER);
        let preposition = tokens.get(end).filter(|next| office && next.is(class::PREPOSITION.or(class::OF)))?;
        let field = |at: &usize| {
            (tokens[*at].is_capital() || tokens[*at].is(class::COORDINATOR.or(class::DEFINITE)))
                && !self.mention_starting(*at).is_some_and(|person| self.is(person, Kind::Person))
        };
        let name = end + 1 + (end + 1..limit).take(7).take_while(field).count();
        let joined = preposition.gap == Gap::Space && tokens.get(name).is_some_and(|token| token.gap == Gap::Space);
        self.mention_starting(name)
            .filter(|person| joined && name > end + 1 && name < limit && self.is(*person, Kind::Person))
    }

    /// Whether a finite verb stands at `at`, or behind an adverb there.
    pub(super) fn acts(&self, at: usize, limit: usize) -> bool {
        let tokens = self.scene.tokens;
        let next = (at..limit.min(at + 2)).find(|at| !tokens[*at].is(class::ADVERB.or(class::ADVERB_LIKE)));
        next.is_some_and(|at| is_finite(&tokens[at]))
    }

    /// "Led in by Olaf Brandt, the harbour master, Lund rose": behind the comma stands who Brandt is.
    fn appends(&self, comma: usize) -> bool {
        let mention = self.mention_at[comma - 1];
        let next = self.scene.tokens.get(comma + 1);
        mention != NO_MENTION
            && self.is(mention as usize, Kind::Person)
            && next.is_some_and(|token| token.is(class::DETERMINER.or(class::ROLE)) && token.shape == Shape::Lower)
    }
}

/// Whether a word is a finite verb, as far as its form tells.
pub(super) fn is_finite(token: &Token) -> bool {
    token.shape == Shape::Lower && token.is(class::AUXILIARY.or(class::BE).or(class::CUE_FINITE).or(class::PAST_LIKE))
}
