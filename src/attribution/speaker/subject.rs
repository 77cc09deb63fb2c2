//! The subject of a sentence as its words stand there, outside the marks: a name, a pronoun, a noun for people or for a thing.

use super::clause::is_finite;
use super::{Cast, OFFICE};
use crate::attribution::scene::NO_MENTION;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// A subject as its words stand there.
pub(super) enum Subject {
    /// The number of a mention.
    Mention(usize),
    Joint(usize, usize),
    Pronoun,
    /// "the mayor", "two residents": its tokens.
    People(Range<usize>),
    /// "the company": its tokens.
    Body(Range<usize>),
    /// A name that no mention covers.
    Stranger,
    Thing,
}

/// A noun phrase read forward.
struct NounPhrase {
    end: usize,
    /// A person named in it: "its chairman Tomas Reyl".
    person: Option<usize>,
    /// It is for people: a role, a kin, a collective.
    people: bool,
    /// The person at its start, to whom it belongs: "Lund's speech".
    owner: Option<usize>,
}

impl Cast<'_> {
    /// The subject of the sentence as far as its words outside the marks show it.
    pub(super) fn subject(&self, range: &Range<usize>) -> Option<(usize, Subject)> {
        let lead = self.lead_in(range);
        self.subject_from(lead.unwrap_or(range.start)..range.end)
            .or_else(|| lead.and_then(|comma| self.subject_from(range.start..comma)))
    }

    /// `at`, or the end of the quotation that holds it.
    pub(super) fn outside(&self, at: usize) -> usize {
        let marked = self.scene.marked;
        let quote = marked.partition_point(|marked| marked.tokens.end <= at);
        match marked.get(quote) {
            Some(marked) if marked.tokens.start <= at => self.outside(marked.tokens.end),
            _ => at,
        }
    }

    fn subject_from(&self, range: Range<usize>) -> Option<(usize, Subject)> {
        let tokens = self.scene.tokens;
        let mut at = self.outside(range.start);
        while at < range.end {
            let token = &tokens[at];
            if token.shape == Shape::Open {
                let close = (at..range.end).take(40).find(|at| tokens[*at].shape == Shape::Close);
                at = self.outside(close.unwrap_or(at) + 1);
                continue;
            }
            if !token.is_word() {
                at = self.outside(at + 1);
                continue;
            }
            let hangs = at > range.start && tokens[at - 1].is(class::PREPOSITION) && tokens[at - 1].is_word();
            if token.is(class::PRONOUN) && !token.is(class::RELATIVE.or(class::NUMBER_WORD)) && !hangs {
                if let Some(person) = self.cleft(at, range.end) {
                    return Some((self.named.mentions[person].tokens.start, Subject::Mention(person)));
                }
                let somebody = !token.is(class::PRONOUN_SECOND);
                return Some((at, if somebody { Subject::Pronoun } else { Subject::Thing }));
            }
            if hangs {
                at = self.outside(self.noun_end(at, range.end).unwrap_or(at).max(at + 1));
                continue;
            }
            if let Some((_, subject)) = self.noun(at, range.end) {
                return Some((at, subject));
            }
            at = self.outside(at + 1);
        }
        None
    }

    /// "it was Lund who": the person behind "it".
    fn cleft(&self, at: usize, limit: usize) -> Option<usize> {
        let tokens = self.scene.tokens;
        let be = at + 1;
        if !tokens[at].is(class::PRONOUN_THING) || !tokens.get(be).is_some_and(|token| token.is(class::BE)) {
            return None;
        }
        let title = |at: &usize| {
            tokens[*at].is(class::TITLE.or(class::ROLE).or(class::ADVERB)) && self.mention_at[*at] == NO_MENTION
        };
        let name = be + 1 + (be + 1..tokens.len()).take(3).take_while(title).count();
        let person = self.mention_starting(name).filter(|person| name < limit && self.is(*person, Kind::Person))?;
        let next = tokens.get(self.named.mentions[person].tokens.end)?;
        next.is(class::RELATIVE).then_some(person)
    }

    /// The noun phrase or name that begins at `at`: where it ends, and the subject that it is.
    pub(super) fn noun(&self, at: usize, limit: usize) -> Option<(usize, Subject)> {
        if !self.begins_noun(at) {
            return self.unlisted(at, limit);
        }
        let phrase = self.phrase_at(at, limit)?;
        if let Some(person) = phrase.person {
            return Some((phrase.end, self.joined(person, Kind::Person)));
        }
        if let Some(found) = self.named_behind(at, &phrase, limit) {
            return Some(found);
        }
        if let Some(person) = self.behind_field(phrase.end, limit).filter(|_| phrase.people) {
            return Some((self.named.mentions[person].tokens.end, Subject::Mention(person)));
        }
        if phrase.people || self.is_one_of(at, &phrase, limit) {
            return Some((phrase.end, Subject::People(at..phrase.end)));
        }
        Some((phrase.end, self.body_or_thing(at, &phrase, limit)))
    }

    /// "one of the villagers": somebody, too.
    fn is_one_of(&self, at: usize, phrase: &NounPhrase, limit: usize) -> bool {
        let tokens = self.scene.tokens;
        let some = self.mention_at[at] == NO_MENTION && tokens[at].is(class::COLLECTIVE.or(class::NUMBER_WORD));
        let of = tokens.get(phrase.end).is_some_and(|token| token.is(class::OF));
        some && of && phrase.end + 1 < limit && self.noun_phrase(phrase.end + 1, limit).people
    }

    /// Where the noun phrase or name that begins at `at` ends.
    fn noun_end(&self, at: usize, limit: usize) -> Option<usize> {
        if self.begins_noun(at) {
            self.phrase_at(at, limit).map(|phrase| phrase.end)
        } else {
            self.unlisted(at, limit).map(|(end, _)| end)
        }
    }

    /// Whether a mention or a word that opens a noun phrase stands at `at`.
    fn begins_noun(&self, at: usize) -> bool {
        let token = &self.scene.tokens[at];
        let noun = class::DETERMINER
            .or(class::NUMBER_WORD)
            .or(class::COLLECTIVE)
            .or(class::ROLE)
            .or(class::TITLE)
            .or(class::ROLE_MODIFIER)
            .or(class::FORMER)
            .or(class::DEMONYM);
        self.mention_at[at] != NO_MENTION
            || token.is(noun) && !token.is(class::RELATIVE)
            || token.shape == Shape::Number
    }

    /// A name that no mention covers, or the office in capitals before a person's name.
    fn unlisted(&self, at: usize, limit: usize) -> Option<(usize, Subject)> {
        let tokens = self.scene.tokens;
        let token = &tokens[at];
        let closed = class::PREPOSITION
            .or(class::COORDINATOR)
            .or(class::SUBORDINATOR)
            .or(class::ADVERB)
            .or(class::CLOSED)
            .or(class::AUXILIARY)
            .or(class::CALENDAR);
        let name = token.is_capital() && !token.first && !token.is(closed) && token.shape != Shape::Upper;
        if !name {
            return None;
        }
        // "Majority Whip Karl Brandt": the capitals belong to the person's office.
        let capital = |at: &usize| tokens[*at].is_capital() && self.mention_at[*at] == NO_MENTION;
        let run = at + (at..limit).take(4).take_while(capital).count();
        let person = self.mention_starting(run).filter(|person| self.is(*person, Kind::Person));
        match person.filter(|_| run < limit && tokens[run].gap == Gap::Space) {
            Some(person) => Some((self.named.mentions[person].tokens.end, Subject::Mention(person))),
            None => Some((at + 1, Subject::Stranger)),
        }
    }

    /// The noun phrase that begins at `at`, unless it is but a word that stands before nouns.
    fn phrase_at(&self, at: usize, limit: usize) -> Option<NounPhrase> {
        let phrase = self.noun_phrase(at, limit);
        let modifier = class::ROLE_MODIFIER.or(class::FORMER);
        let bare = self.mention_at[at] == NO_MENTION
            && self.scene.tokens[at].is(modifier)
            && !phrase.people
            && phrase.person.is_none();
        (!bare).then_some(phrase)
    }

    /// The mention, with another one of its kind that "and" joins to it.
    fn joined(&self, mention: usize, kind: Kind) -> Subject {
        let and = self.named.mentions[mention].tokens.end;
        let joins = self.scene.tokens.get(and).is_some_and(|token| token.is(class::COORDINATOR));
        let other = self.mention_starting(and + 1).filter(|other| joins && self.is(*other, kind));
        other.map_or(Subject::Mention(mention), |other| Subject::Joint(mention, other))
    }

    /// The person whose name stands behind the phrase that describes them, and where the phrase ends.
    fn named_behind(&self, at: usize, phrase: &NounPhrase, limit: usize) -> Option<(usize, Subject)> {
        let tokens = self.scene.tokens;
        // "a docker named Petra Lund said".
        if phrase.people
            && tokens.get(phrase.end).is_some_and(|token| token.is(class::TERM_LEAD) && token.shape == Shape::Lower)
            && let Some(named) = self
                .mention_starting(phrase.end + 1)
                .filter(|named| phrase.end + 1 < limit && self.is(*named, Kind::Person))
        {
            return Some((self.named.mentions[named].tokens.end, Subject::Mention(named)));
        }
        // "his wife, Petra Lund, said", "the head of the port, Petra Lund, said": the name behind the comma.
        let some = class::COLLECTIVE.or(class::INDEFINITE).or(class::NUMBER_WORD);
        let is = |classes| self.mention_at[at] == NO_MENTION && tokens[at].is(classes);
        let somebody = phrase.people || is(some);
        let many = phrase.people || is(class::COLLECTIVE.or(class::NUMBER_WORD));
        let comma = if many { self.behind_complements(phrase.end, limit) } else { phrase.end };
        if let Some(body) = self.body_behind_comma(phrase.end, limit) {
            return Some((phrase.end, Subject::Mention(body)));
        }
        if !somebody || tokens.get(comma).is_none_or(|token| token.shape != Shape::Comma) {
            return None;
        }
        self.behind_comma(comma, limit, phrase).map(|named| (phrase.end, Subject::Mention(named)))
    }

    /// The body that a phrase for no people names, or whose words it is about; else a thing.
    fn body_or_thing(&self, at: usize, phrase: &NounPhrase, limit: usize) -> Subject {
        let tokens = self.scene.tokens;
        // "Lund's speech drew": whose words are spoken of.
        let words = class::SPEECH.or(class::VOICE).or(class::SAYING_NOUN).or(class::ARTEFACT);
        let adverb = |at: &usize| tokens[*at].is(class::ADVERB.or(class::ADVERB_LIKE));
        let head = (at..phrase.end).rev().find(|at| !adverb(at)).unwrap_or(at);
        if let Some(owner) = phrase.owner.filter(|_| tokens[head].is(words) && self.acts(phrase.end, limit)) {
            return Subject::Mention(owner);
        }
        // "the Velanian Rowing Federation said", "the company said".
        let last = Some(self.mention_at[phrase.end - 1]).filter(|last| *last != NO_MENTION).map(|last| last as usize);
        let is_body =
            |last: &usize| self.is(*last, Kind::Organisation) && self.named.mentions[*last].tokens.end == phrase.end;
        if let Some(body) = last.filter(is_body) {
            return self.joined(body, Kind::Organisation);
        }
        let noun = tokens[at].is(class::DEFINITE) && tokens[head].is(class::BODY_NOUN);
        if noun && tokens[head].shape == Shape::Lower { Subject::Body(at..head + 1) } else { Subject::Thing }
    }

    /// The person whom the words behind the comma name: ", her cousin Petra Lund, said", ", like Petra Lund, a docker, said".
    fn behind_comma(&self, comma: usize, limit: usize, phrase: &NounPhrase) -> Option<usize> {
        let tokens = self.scene.tokens;
        let people = phrase.people;
        let noun = class::DETERMINER.or(OFFICE);
        let first = comma + 1;
        let like = usize::from(
            tokens.get(first).is_some_and(|token| token.is(class::PREPOSITION) && token.shape == Shape::Lower),
        );
        let mut at = first + like;
        while at < limit && at < first + 9 {
            if let Some(mention) = self.mention_starting(at) {
                let range = &self.named.mentions[mention].tokens;
                let owner = tokens.get(range.end).is_some_and(|token| token.shape == Shape::Possessive);
                // "The mill's owner, Velanian Sugar, said".
                let body = people && at == first && self.is(mention, Kind::Organisation) && {
                    let next = tokens.get(range.end);
                    next.is_some_and(|next| next.shape == Shape::Comma)
                };
                if body {
                    return Some(mention);
                }
                if !owner && self.is(mention, Kind::Person) {
                    let next = tokens.get(range.end);
                    let closes = next.is_none_or(|token| {
                        token.shape == Shape::Comma
                            || token.is_terminal()
                            || token.is(class::OF)
                            || token.shape == Shape::Open
                    });
                    // "A law graduate, Lund has": the name is the subject.
                    let verb = like == 0 && at == first && people && next.is_some_and(is_finite);
                    let full = people || range.len() > 1;
                    return (closes && full || verb).then_some(mention);
                }
                at = range.end + usize::from(owner);
                continue;
            }
            let token = &tokens[at];
            // ", lamplighter Petra Lund,": whatever she is.
            let grammar = class::FUNCTION.without(class::ORDINARY).or(class::PAST_LIKE).or(class::ING_LIKE);
            let job = people && at == first && token.shape == Shape::Lower && !token.is(grammar);
            let job = job && self.mention_starting(at + 1).is_some_and(|next| self.is(next, Kind::Person));
            if !token.is_word() || !(job || token.is(noun.or(class::DEMONYM)) || token.is_capital()) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Where "of the port in the north" behind a noun ends.
    fn behind_complements(&self, mut at: usize, limit: usize) -> usize {
        for _ in 0..3 {
            let joins = self.scene.tokens.get(at).is_some_and(|token| token.is(class::PREPOSITION));
            if !joins || at + 1 >= limit {
                break;
            }
            at = self.noun_phrase(at + 1, limit).end;
        }
        at
    }

    /// "Lund spokesman Tomas Reyl": behind the name at `at` stand a role and another name.
    fn modifies(&self, at: usize, limit: usize) -> bool {
        let role = class::ROLE.or(class::ROLE_MODIFIER).or(class::FORMER);
        let end = (at..limit).find(|at| !self.scene.tokens[*at].is(role) || self.mention_at[*at] != NO_MENTION);
        end.is_some_and(|end| {
            end > at && self.mention_starting(end).is_some_and(|mention| self.is(mention, Kind::Person))
        })
    }

    pub(super) fn mention_starting(&self, at: usize) -> Option<usize> {
        let mention = *self.mention_at.get(at)?;
        (mention != NO_MENTION && self.named.mentions[mention as usize].tokens.start == at).then_some(mention as usize)
    }

    /// Where the brackets at `at` end, if a role stands behind them.
    fn behind_brackets(&self, at: usize, limit: usize) -> Option<usize> {
        let tokens = self.scene.tokens;
        let opens = tokens.get(at).is_some_and(|token| token.shape == Shape::Open);
        let close = (at..limit).take(5).find(|at| tokens[*at].shape == Shape::Close).filter(|_| opens)?;
        tokens.get(close + 1).is_some_and(|token| token.is(OFFICE)).then_some(close + 1)
    }

    /// Reads the noun phrase that begins at `at`.
    fn noun_phrase(&self, start: usize, limit: usize) -> NounPhrase {
        let tokens = self.scene.tokens;
        let people = class::ROLE.or(class::COLLECTIVE).or(class::FAMILY).or(class::TITLE);
        let stop = class::PREPOSITION
            .or(class::RELATIVE)
            .or(class::SUBORDINATOR)
            .or(class::COORDINATOR)
            .or(class::PRONOUN)
            .or(class::AUXILIARY);
        let mut found = NounPhrase { end: start, person: None, people: false, owner: None };
        let mut at = start;
        // "The 41-year-old".
        if let Some(end) = self.age_end(start).filter(|end| *end <= limit) {
            (at, found.end, found.people) = (end, end, true);
        }
        while at < limit && at < start + 16 {
            let token = &tokens[at];
            let mention = self.mention_at[at];
            if mention != NO_MENTION {
                let range = &self.named.mentions[mention as usize].tokens;
                at = range.end;
                let owner = tokens.get(at).is_some_and(|token| token.shape == Shape::Possessive);
                found.end = at;
                found.people = self.named.mentions[mention as usize].basis == Basis::Role;
                if self.is(mention as usize, Kind::Person) && !owner && !self.modifies(at, limit) {
                    found.person = Some(mention as usize);
                    return found;
                }
                if owner && at - range.len() == start && self.is(mention as usize, Kind::Person) {
                    found.owner = Some(mention as usize);
                }
                at += usize::from(owner);
                // "Ternhaven (Kes.) Mayor Petra Lund".
                if let Some(behind) = self.behind_brackets(at, limit) {
                    at = behind;
                }
                continue;
            }
            // "The girls' father".
            if token.shape == Shape::Possessive && at > start {
                at += 1;
                continue;
            }
            let determiner = token.is(class::DETERMINER.or(class::NUMBER_WORD));
            let verb = token.shape == Shape::Lower
                && at > start
                && token.is(class::CUE_FINITE.or(class::PAST_LIKE))
                && !token.is(people)
                && !determiner;
            if !token.is_word() || at > start && token.is(stop) && !determiner || verb {
                break;
            }
            if token.is_word() && !determiner {
                // "The Dane": a word for somebody from there.
                found.people = token.is(people) || self.native(&(start..at + 1)).is_some();
            } else if at == start {
                found.people = token.is(class::COLLECTIVE);
            }
            at += 1;
            found.end = at;
        }
        // "The mother of three".
        if found.end + 2 <= limit && self.parent(&(start..found.end + 2)).is_some() {
            found.end += 2;
        }
        found.end = found.end.max(start + 1);
        found
    }
}
