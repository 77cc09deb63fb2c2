//! Subjects that a verb has from elsewhere: from the verb before it, from the one that opens the sentence, from a relative clause.

use super::{Line, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How many words a relative clause may have.
const CLAUSE: usize = 12;

impl Line<'_> {
    /// The subject that a participle, an infinitive or a second verb shares with the verb before it.
    pub(super) fn shared_subject(&self, verb: usize, floor: usize, depth: usize) -> Option<Phrase> {
        let floor = self.behind_front(floor, verb);
        let mut relative = None;
        let mut during = None;
        let participle = self.is(verb, class::CUE_ING) && verb > floor && self.has(verb - 1, Shape::Comma);
        for governor in (floor..verb).rev().filter(|at| self.is_verb_like(*at)).take(6) {
            // "“…,” said Bede and called it …": the subject stands behind the verb.
            if self.is(governor, class::CUE_SAYING)
                && !self.is(governor, class::CUE_WEAK.or(class::CUE_NO_INVERSION))
                && governor > floor
                && self.ends_with_comma(governor - 1)
                && let Some(subject) =
                    self.phrase_starting(governor + 1, verb).filter(|subject| subject.start == governor + 1)
                && subject.noun != Noun::Pronoun
                && self.can_speak(subject)
            {
                return Some(subject);
            }
            match self.subject_within(governor, floor, depth - 1) {
                // A relative clause is an aside: its verb does not lend its subject to the main clause.
                Some(subject) if subject.noun == Noun::Relative => relative = relative.or(Some(subject)),
                // "came near to a confession that goats had slept there, saying": what "that" opens lends none either.
                // "kept to his plan, when it came to fish, saying": nor does what is told of a thing.
                Some(subject)
                    if participle
                        && subject.start > floor
                        && (self.opens_aside(subject.start - 1, governor) || self.is_of_a_thing(subject)) =>
                {
                    relative = relative.or(Some(subject));
                }
                // "Bede rose as Lund left, saying": Bede; "The vote came as Lund left, saying": Lund, since no vote says anything.
                Some(subject) if participle && during.is_none() && self.follows_as(subject, governor, floor) => {
                    during = Some(subject);
                }
                Some(subject) => return during.filter(|_| !self.can_speak(subject)).or(Some(subject)),
                None => {}
            }
        }
        during.or(relative).or_else(|| self.first_phrase(floor..verb))
    }

    /// "When the bell rang, Lund rose and said": where the clause begins that follows one in front, up to its verb at `verb`.
    fn behind_front(&self, floor: usize, verb: usize) -> usize {
        if !self.is(floor, class::SUBORDINATOR) {
            return floor;
        }
        let Some(comma) = (floor + 2..verb).find(|at| self.has(*at, Shape::Comma)) else { return floor };
        let subject = self.speaker_starting(comma + 1, verb).filter(|subject| subject.start == comma + 1);
        if subject.is_some_and(|subject| subject.end < verb && !self.is(subject.end, class::COORDINATOR)) {
            comma + 1
        } else {
            floor
        }
    }

    /// Whether a clause opened by "as" begins with `subject`, somebody's name.
    fn follows_as(&self, subject: Phrase, verb: usize, floor: usize) -> bool {
        subject.noun == Noun::Proper
            && subject.start > floor
            && self.is(subject.start - 1, class::AS)
            && !self.is(verb, class::CUE)
    }

    /// "Bede said the crew was late, but added", "…, adding": the subject of the verb of saying that opens the sentence, whose clause
    /// holds the verbs between. `at` follows the comma.
    pub(super) fn reports_on(&self, at: usize, floor: usize, depth: usize) -> Option<Phrase> {
        if at <= floor + 2 || !self.ends_with_comma(at - 1) {
            return None;
        }
        let says = class::CUE_SAYING.or(class::CUE_STANCE);
        let reports = |verb: &usize| {
            self.is_finite_cue(*verb)
                && self.is(*verb, says)
                && !self.is(*verb, class::CUE_WEAK)
                && !self.is_passive(*verb)
                && self.is_verb_like(*verb)
        };
        let verb = (floor + 1..at - 1).filter(|verb| self.is_verb_like(*verb)).take(2).find(reports)?;
        let subject = self.subject_within(verb, floor, depth.checked_sub(1)?)?;
        // "When Lund said it was over, Bede rose and added"; "Lund said so; Bede rose, adding": a clause of another's.
        let other = class::SUBORDINATOR.or(class::RELATIVE).or(class::THAT).or(class::CLOSED).or(class::PREPOSITION);
        let led = subject.start > floor && self.is(subject.start - 1, other);
        let aside = class::SUBORDINATOR.or(class::HOW);
        let begins = |i: usize| {
            self.has(i, Shape::Semicolon)
                || self.is(i, aside) && !self.is(i, class::THAT)
                || self.has(i, Shape::Comma) && self.is(i + 1, class::RELATIVE)
                || self.has(i, Shape::Comma) && self.is(i + 1, class::COORDINATOR) && self.follows_clause(i + 2, at)
        };
        let own = !led && self.can_speak(subject) && subject.noun != Noun::Relative;
        (own && !(verb..at - 1).any(begins)).then_some(subject)
    }

    /// Whether a subject and its verb stand at `from`.
    fn follows_clause(&self, from: usize, end: usize) -> bool {
        self.phrase_starting(from, end).is_some_and(|phrase| self.is_verb_like(phrase.end))
    }

    /// "that", "what", "after" before the subject of `verb`: what such a clause tells is no part of the main one.
    fn opens_aside(&self, at: usize, verb: usize) -> bool {
        let since = class::SUBORDINATOR.without(class::AS);
        self.is(at, class::THAT)
            || self.is(at, class::CLOSED) && !self.is(at, class::SUBORDINATOR)
            || self.is(at, since)
                && self.is(at, class::PREPOSITION)
                && !self.is(at, class::AS)
                && !self.is(verb, class::CUE)
    }

    /// "when it", "though it": the subject of a clause in which nobody acts.
    fn is_of_a_thing(&self, subject: Phrase) -> bool {
        self.is(subject.start, class::PRONOUN_THING) && self.is(subject.start - 1, class::SUBORDINATOR)
    }

    /// "The man who built it called", "nurses who wrote to her say": `last` ends a relative clause, whose antecedent is the subject.
    pub(super) fn antecedent(&self, last: usize, floor: usize) -> Option<Phrase> {
        let thing = self.is(last, class::PRONOUN_THING);
        if !self.is_word(last) || self.is(last, class::PRONOUN) && !thing {
            return None;
        }
        let opens = |at: usize| self.is_who(at) || self.opens_relative(at + 1, floor);
        let within =
            |at: &usize| self.is_word(*at) && !self.is(*at, class::COORDINATOR.or(class::SUBORDINATOR)) || opens(*at);
        let who = (floor + 1..last).rev().take(CLAUSE).take_while(within).find(|at| opens(*at))?;
        let verb = who + 1 + usize::from(self.is(who + 1, class::ADVERB.or(class::AUXILIARY)));
        let never = class::PREPOSITION.or(class::AUXILIARY).or(class::CLOSED).or(class::DETERMINER);
        let holds = self.is(verb, class::CUE_SAYING.or(class::CUE_STANCE).or(class::CUE_THOUGHT))
            && !self.is(verb, class::CUE_WEAK);
        let plain = !self.is(verb, never) && (!holds || self.is(verb + 1, class::PREPOSITION))
            || thing && !self.is(verb, class::SAY);
        if verb >= last || !self.has(verb, Shape::Lower) || !plain || self.has(who - 1, Shape::Comma) {
            return None;
        }
        let phrase = self.phrase_ending(who - 1, floor)?;
        let hangs = phrase.start > floor && self.is(phrase.start - 1, class::PREPOSITION);
        (phrase.noun != Noun::Pronoun && self.can_speak(phrase) && !hangs).then_some(phrase)
    }
}
