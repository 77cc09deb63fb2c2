//! The subject of a sentence as its words stand there, outside the marks: a name, a pronoun, a noun for people or for a thing.

use super::Cast;
use crate::attribution::scene::NO_MENTION;
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

/// A subject as its words stand there.
pub(super) enum Subject {
    /// The number of a mention.
    Mention(usize),
    Joint(usize, usize),
    Pronoun,
    /// "the mayor", "two residents": its tokens.
    People(Range<usize>),
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
}

impl Cast<'_> {
    /// The subject of the sentence as far as its words outside the marks show it.
    pub(super) fn subject(&self, range: &Range<usize>) -> Option<(usize, Subject)> {
        let lead = self.lead_in(range);
        self.subject_from(lead.unwrap_or(range.start)..range.end)
            .or_else(|| lead.and_then(|comma| self.subject_from(range.start..comma)))
    }

    /// Where the main clause begins behind "After the vote," or "Asked about it,".
    fn lead_in(&self, range: &Range<usize>) -> Option<usize> {
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
        if !(token.is(opens) && !token.is(heads) || participle) {
            return None;
        }
        let mut at = first;
        while at < range.end && at < first + 40 {
            // "In a debate, while most were silent, Lund spoke": a lead-in behind the lead-in.
            let again =
                |token: &Token| token.is(class::SUBORDINATOR) && !token.is(heads) && token.shape == Shape::Lower;
            if tokens[at].shape == Shape::Comma && !self.appends(at) && !tokens.get(at + 1).is_some_and(again) {
                return Some(at + 1);
            }
            at = self.outside(at + 1);
        }
        None
    }

    /// "Led in by Olaf Brandt, the harbour master, Lund rose": behind the comma stands who Brandt is.
    fn appends(&self, comma: usize) -> bool {
        let mention = self.mention_at[comma - 1];
        let next = self.scene.tokens.get(comma + 1);
        mention != NO_MENTION
            && self.is(mention as usize, Kind::Person)
            && next.is_some_and(|token| token.is(class::DETERMINER.or(class::ROLE)) && token.shape == Shape::Lower)
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
                let somebody = !token.is(class::PRONOUN_SECOND);
                return Some((at, if somebody { Subject::Pronoun } else { Subject::Thing }));
            }
            if let Some((end, subject)) = self.noun(at, range.end, hangs) {
                match subject {
                    Some(subject) => return Some((at, subject)),
                    None => at = self.outside(end.max(at + 1)),
                }
                continue;
            }
            at = self.outside(at + 1);
        }
        None
    }

    /// What begins at `at`: where it ends, and the subject that it is unless it hangs on a preposition.
    fn noun(&self, at: usize, limit: usize, hangs: bool) -> Option<(usize, Option<Subject>)> {
        let tokens = self.scene.tokens;
        let token = &tokens[at];
        let mention = Some(self.mention_at[at]).filter(|mention| *mention != NO_MENTION);
        let noun = class::DETERMINER
            .or(class::NUMBER_WORD)
            .or(class::COLLECTIVE)
            .or(class::ROLE)
            .or(class::TITLE)
            .or(class::ROLE_MODIFIER)
            .or(class::FORMER)
            .or(class::DEMONYM);
        let starts = mention.is_some() || token.is(noun) && !token.is(class::RELATIVE) || token.shape == Shape::Number;
        if !starts {
            let closed = class::PREPOSITION
                .or(class::COORDINATOR)
                .or(class::SUBORDINATOR)
                .or(class::ADVERB)
                .or(class::CLOSED)
                .or(class::AUXILIARY)
                .or(class::CALENDAR);
            let name = token.is_capital() && !token.first && !token.is(closed) && token.shape != Shape::Upper;
            // "Majority Whip Karl Brandt": the capitals belong to the person's office.
            let capital = |at: &usize| tokens[*at].is_capital() && self.mention_at[*at] == NO_MENTION;
            let run = at + (at..limit).take(4).take_while(capital).count();
            let person = self.mention_starting(run).filter(|person| self.is(*person, Kind::Person));
            let office = name && run < limit && tokens[run].gap == Gap::Space;
            if let Some(person) = person.filter(|_| office) {
                let end = self.named.mentions[person].tokens.end;
                return Some((end, if hangs { None } else { Some(Subject::Mention(person)) }));
            }
            return name.then_some((at + 1, if hangs { None } else { Some(Subject::Stranger) }));
        }
        let phrase = self.noun_phrase(at, limit);
        let modifier = class::ROLE_MODIFIER.or(class::FORMER);
        if mention.is_none() && token.is(modifier) && !phrase.people && phrase.person.is_none() {
            return None;
        }
        if hangs {
            return Some((phrase.end, None));
        }
        if let Some(person) = phrase.person {
            let end = self.named.mentions[person].tokens.end;
            let other = self.mention_starting(end + 1).filter(|other| {
                tokens.get(end).is_some_and(|token| token.is(class::COORDINATOR)) && self.is(*other, Kind::Person)
            });
            let subject = other.map_or(Subject::Mention(person), |other| Subject::Joint(person, other));
            return Some((phrase.end, Some(subject)));
        }
        // "his wife, Petra Lund, said", "the head of the port, Petra Lund, said": the name behind the comma.
        let comma = if phrase.people { self.behind_complements(phrase.end, limit) } else { phrase.end };
        let somebody = phrase.people || mention.is_none() && token.is(class::COLLECTIVE.or(class::INDEFINITE));
        if somebody && tokens.get(comma).is_some_and(|token| token.shape == Shape::Comma) {
            let title = |at: &usize| tokens[*at].is(class::TITLE.or(class::ROLE)) && self.mention_at[*at] == NO_MENTION;
            let name = comma + 1 + (comma + 1..limit).take(3).take_while(title).count();
            let next = self.mention_starting(name).filter(|next| self.is(*next, Kind::Person));
            let closes = |token: &Token| {
                token.shape == Shape::Comma || token.is_terminal() || token.is(class::OF) || token.shape == Shape::Open
            };
            if let Some(next) = next
                && (phrase.people || self.named.mentions[next].tokens.len() > 1)
                && tokens.get(self.named.mentions[next].tokens.end).is_none_or(closes)
            {
                return Some((phrase.end, Some(Subject::Mention(next))));
            }
        }
        if phrase.people {
            return Some((phrase.end, Some(Subject::People(at..phrase.end))));
        }
        let body = mention.map(|mention| mention as usize).filter(|mention| {
            self.is(*mention, Kind::Organisation) && self.named.mentions[*mention].tokens.end == phrase.end
        });
        Some((phrase.end, Some(body.map_or(Subject::Thing, Subject::Mention))))
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
        let mut found = NounPhrase { end: start, person: None, people: false };
        let mut at = start;
        while at < limit && at < start + 16 {
            let token = &tokens[at];
            let mention = self.mention_at[at];
            if mention != NO_MENTION {
                let range = &self.named.mentions[mention as usize].tokens;
                at = range.end;
                let owner = tokens.get(at).is_some_and(|token| token.shape == Shape::Possessive);
                found.end = at;
                found.people = self.named.mentions[mention as usize].basis == crate::document::Basis::Role;
                if self.is(mention as usize, Kind::Person) && !owner && !self.modifies(at, limit) {
                    found.person = Some(mention as usize);
                    return found;
                }
                at += usize::from(owner);
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
                found.people = token.is(people);
            } else if at == start {
                found.people = token.is(class::COLLECTIVE);
            }
            at += 1;
            found.end = at;
        }
        found.end = found.end.max(start + 1);
        found
    }
}
