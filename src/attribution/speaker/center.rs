//! What each sentence speaks of: its subject outside the marks, as a person, a body, a nameless somebody or a thing.

use super::Cast;
use crate::attribution::scene::NO_MENTION;
use crate::document::{Gender, Kind};
use crate::lexicon::{class, gender};
use crate::token::{Shape, Token};
use std::ops::Range;

/// The subject of a sentence, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Center {
    pub(super) at: usize,
    pub(super) who: Who,
}

/// Who or what a subject is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    One(u32),
    /// "Anya Sorel and Luis Prado".
    Several(Vec<u32>),
    /// "a resident", "she" where nobody fits: one whom the article does not name, or not here.
    Nameless {
        gender: Option<Gender>,
        plural: bool,
    },
    /// "the lawmaker", of whom the article does not say who that is: most often one whom it was just speaking of.
    Described,
    Thing,
}

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
    /// The number of the sentence that holds a token.
    pub(super) fn sentence_of(&mut self, token: usize) -> usize {
        if self.sentences.is_empty() {
            let tokens = self.scene.tokens;
            let mut from = 0;
            for sentence in self.scene.sentences {
                let end = from + tokens[from..].partition_point(|token| (token.start as usize) < sentence.end());
                self.sentences.push(from..end);
                from = end;
            }
        }
        self.sentences.partition_point(|sentence| sentence.end <= token)
    }

    /// Finds out what the sentences before `sentence` speak of.
    pub(super) fn centers_before(&mut self, sentence: usize) {
        while self.centers.len() < sentence.min(self.sentences.len()) {
            let center = self.center(self.centers.len());
            self.centers.push(center);
        }
    }

    fn center(&mut self, sentence: usize) -> Option<Center> {
        let range = self.sentences[sentence].clone();
        if range.is_empty() {
            return None;
        }
        let block = self.block_of(range.start);
        if self.scene.blocks.get(block).is_some_and(|block| !block.paragraph.zone.counts()) {
            return None;
        }
        let source = self.sources.partition_point(|(start, _)| *start < range.start);
        let source = self.sources.get(source).copied().filter(|(start, _)| *start < range.end);
        let found = self.subject(&range);
        if let Some(center) = self.reporter(&range, found.as_ref().map(|(at, _)| *at)) {
            return Some(center);
        }
        if let Some((at, subject)) = found {
            let who = self.who(at, &subject);
            let certain = matches!(who, Who::One(_) | Who::Several(_));
            if certain || source.is_none_or(|(start, _)| start == at) {
                return Some(Center { at, who });
            }
        }
        let (at, quote) = source?;
        let crate::attribution::Verdict::Said(decision) = &self.verdicts[quote] else { return None };
        let finding = decision.finding.clone();
        let speaker = self.resolve(&finding);
        let who = match speaker.entities[..] {
            [] => self.nameless(&finding.source),
            [one] => Who::One(one),
            _ => Who::Several(speaker.entities),
        };
        Some(Center { at, who })
    }

    /// "The roof will hold, Reyl said.": the subject of a verb of saying, where the first subject has none.
    fn reporter(&mut self, range: &Range<usize>, subject: Option<usize>) -> Option<Center> {
        let tokens = self.scene.tokens;
        let says = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.shape == Shape::Lower
                    && token.is(class::CUE_FINITE)
                    && token.is(class::CUE_SAYING)
                    && !token.is(class::CUE_WEAK)
            })
        };
        // The sentence's own subject reports.
        let end = |at: usize| match self.mention_starting(at) {
            Some(mention) => self.named.mentions[mention].tokens.end,
            None => at + 1,
        };
        if subject.is_some_and(|at| (end(at)..end(at) + 3).any(says)) {
            return None;
        }
        for at in range.clone().rev() {
            let pronoun = tokens[at].is(class::PRONOUN) && gender(tokens[at].classes).is_some() && says(at + 1);
            let person = self.mention_starting(at).filter(|mention| self.is(*mention, Kind::Person));
            // Most words are neither, and seeing whether they are quoted takes longest.
            if !pronoun && person.is_none() || self.outside(at) != at {
                continue;
            }
            if pronoun {
                if subject == Some(at) {
                    return None;
                }
                let who = self.who(at, &Subject::Pronoun);
                return Some(Center { at, who });
            }
            let Some(mention) = person else { continue };
            let after = self.named.mentions[mention].tokens.end;
            let hangs = at > range.start && tokens[at - 1].is(class::PREPOSITION);
            let owner = tokens.get(after).is_some_and(|token| token.shape == Shape::Possessive);
            let title = (at.saturating_sub(4).max(range.start)..at).rev().take_while(|at| {
                tokens[*at].is(class::TITLE.or(class::ROLE).or(class::ROLE_MODIFIER).or(class::FORMER))
                    || tokens[*at].is_capital()
            });
            let first = title.last().unwrap_or(at);
            let before = first > range.start && says(first - 1) && tokens[first - 1].is(class::SAY);
            if !hangs && !owner && (says(after) || before) {
                let who = Who::One(self.named.mentions[mention].entity);
                return Some(Center { at, who });
            }
        }
        None
    }

    /// Somebody without a name, with what the words tell.
    fn nameless(&self, words: &Range<usize>) -> Who {
        let tokens = &self.scene.tokens[words.clone()];
        let some = class::INDEFINITE.or(class::NUMBER_WORD).or(class::PRONOUN).or(class::COLLECTIVE);
        let one = tokens[0].is(some) || tokens[0].is(class::DETERMINER.without(class::DEFINITE.or(class::POSSESSIVE)));
        if !one {
            return Who::Described;
        }
        let gender = tokens.iter().rev().find_map(|token| gender(token.classes));
        let plural = tokens.iter().any(|token| token.is(class::COLLECTIVE.or(class::PRONOUN_PLURAL)));
        Who::Nameless { gender, plural }
    }

    fn who(&mut self, at: usize, subject: &Subject) -> Who {
        match subject {
            Subject::Mention(mention) => Who::One(self.named.mentions[*mention].entity),
            Subject::Joint(first, second) => {
                Who::Several([*first, *second].map(|mention| self.named.mentions[mention].entity).to_vec())
            }
            Subject::Pronoun => {
                let speaker = self.by_pronoun(at);
                match speaker.entities[..] {
                    [] if gender(self.scene.tokens[at].classes).is_some() => self.nameless(&(at..at + 1)),
                    [] => Who::Thing,
                    [one] => Who::One(one),
                    _ => Who::Several(speaker.entities),
                }
            }
            Subject::People(words) => match self.by_role(words).entities[..] {
                [one] => Who::One(one),
                _ => self.nameless(words),
            },
            Subject::Stranger => Who::Nameless { gender: None, plural: false },
            Subject::Thing => Who::Thing,
        }
    }

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
            if tokens[at].shape == Shape::Comma {
                return Some(at + 1);
            }
            at = self.outside(at + 1);
        }
        None
    }

    /// `at`, or the end of the quotation that holds it.
    fn outside(&self, at: usize) -> usize {
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
            let name = token.is_capital() && !token.first && !token.is(closed);
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
        if phrase.people && tokens.get(comma).is_some_and(|token| token.shape == Shape::Comma) {
            let title = |at: &usize| tokens[*at].is(class::TITLE.or(class::ROLE)) && self.mention_at[*at] == NO_MENTION;
            let name = comma + 1 + (comma + 1..limit).take(3).take_while(title).count();
            let next = self.mention_starting(name).filter(|next| self.is(*next, Kind::Person));
            let closes = |token: &Token| {
                token.shape == Shape::Comma || token.is_terminal() || token.is(class::OF) || token.shape == Shape::Open
            };
            if let Some(next) = next
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

    fn mention_starting(&self, at: usize) -> Option<usize> {
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
