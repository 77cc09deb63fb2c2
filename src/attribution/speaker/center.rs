//! What each sentence speaks of: its subject outside the marks, as a person, a body, a nameless somebody or a thing.

use super::subject::Subject;
use super::{Cast, OFFICE};
use crate::attribution::NO_MENTION;
use crate::document::{Gender, Kind};
use crate::lexicon::{class, gender};
use crate::token::{Gap, Shape, Token};
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
    /// The same, where the article leaves the choice among these.
    Either(Vec<u32>),
    Thing,
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
            let who = match self.who(at, &subject) {
                nobody @ (Who::Nameless { .. } | Who::Described | Who::Either(_) | Who::Thing) => {
                    let other = self.asked(&range).or_else(|| self.of_whom(&range, at));
                    let other = other.or_else(|| self.later_clause(&range, at));
                    other.map_or(nobody, Who::One)
                }
                somebody => somebody,
            };
            let certain = matches!(who, Who::One(_) | Who::Several(_));
            let told =
                source.filter(|(start, _)| *start == at && !certain).is_some_and(|(_, quote)| self.is_told(quote));
            if certain || source.is_none_or(|(start, _)| start == at) && !told {
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

    /// Whether the source of a quotation is somebody.
    fn is_told(&mut self, quote: usize) -> bool {
        let crate::attribution::Verdict::Said(decision) = &self.verdicts[quote] else { return false };
        let finding = decision.finding.clone();
        !self.resolve(&finding).entities.is_empty()
    }

    /// "The roof will hold, Reyl said.": the subject of a verb of saying, where the first subject has none.
    fn reporter(&mut self, range: &Range<usize>, subject: Option<usize>) -> Option<Center> {
        let tokens = self.scene.tokens;
        let says = |at: usize| tokens.get(at).is_some_and(|token| super::says(token) && !token.is(class::CUE_WEAK));
        // The sentence's own subject reports.
        let end = |at: usize| match self.mention_starting(at) {
            Some(mention) => self.named.mentions[mention].tokens.end,
            None => at + 1,
        };
        let own = subject.is_some_and(|at| (end(at)..end(at) + 3).any(says));
        if own {
            return self.tag(range);
        }
        if let Some(center) = self.according(range) {
            return Some(center);
        }
        for at in range.clone().rev() {
            let pronoun = tokens[at].is(class::PRONOUN) && gender(tokens[at].classes).is_some() && says(at + 1);
            if tokens[at].is(class::RELATIVE)
                && says(at + 1)
                && self.outside(at) == at
                && let Some(entity) = self.described_by(range.start, at)
            {
                return Some(Center { at, who: Who::One(entity) });
            }
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
            let title = (at.saturating_sub(4).max(range.start)..at)
                .rev()
                .take_while(|at| tokens[*at].is(OFFICE) || tokens[*at].is_capital());
            let first = title.last().unwrap_or(at);
            // "said Reyl.", but not "said Reyl was late".
            let closes = |token: &Token| token.shape == Shape::Comma || token.is_terminal() || token.gap == Gap::Line;
            let ends = after >= range.end || tokens.get(after).is_none_or(closes) || self.outside(after) != after;
            let before = first > range.start && says(first - 1) && tokens[first - 1].is(class::SAY) && ends;
            // "When Reyl asked about the roof, Lund laughed.": Lund is the one to speak next.
            let asks = subject.is_some_and(|subject| at < subject)
                && tokens.get(after).is_some_and(|verb| verb.is(class::CUE_QUESTION));
            if !hangs && !owner && !asks && (says(after) || before) {
                let who = Who::One(self.named.mentions[mention].entity);
                return Some(Center { at, who });
            }
        }
        None
    }

    /// "The port had asked for rope, said Petra Lund.": the person whom a clause behind a comma names.
    fn tag(&self, range: &Range<usize>) -> Option<Center> {
        let tokens = self.scene.tokens;
        let said = |at: &usize| {
            tokens[*at].is(class::SAY)
                && tokens[*at].is(class::CUE_FINITE)
                && tokens[*at].shape == Shape::Lower
                && tokens[*at - 1].shape == Shape::Comma
                && self.outside(*at) == *at
        };
        let verb = range.clone().skip(2).rev().find(said)?;
        let name = (verb + 1..range.end).find(|at| !(tokens[*at].is(OFFICE) && self.mention_at[*at] == NO_MENTION))?;
        let person = self.mention_starting(name).filter(|person| self.is(*person, Kind::Person))?;
        let behind = tokens.get(self.named.mentions[person].tokens.end);
        let ends = behind.is_none_or(|next| next.shape == Shape::Comma || next.is_terminal() || next.gap == Gap::Line);
        ends.then(|| Center { at: name, who: Who::One(self.named.mentions[person].entity) })
    }

    /// "According to Reyl, the roof will hold.": the one person whom the words before the comma name.
    fn according(&self, range: &Range<usize>) -> Option<Center> {
        let tokens = self.scene.tokens;
        if !tokens[range.start].is(class::ACCORDING) {
            return None;
        }
        let comma = range.clone().find(|at| tokens[*at].shape == Shape::Comma)?;
        let mut people = self.within(&(range.start..comma)).filter(|mention| self.is(*mention, Kind::Person));
        let person = people.next().filter(|_| people.next().is_none())?;
        let mention = &self.named.mentions[person];
        Some(Center { at: mention.tokens.start, who: Who::One(mention.entity) })
    }

    /// "A reporter asked Lund about it.", "It is so plain that Lund was asked about it.": whoever is asked is the one to speak next.
    fn asked(&self, range: &Range<usize>) -> Option<u32> {
        let tokens = self.scene.tokens;
        let asks = |at: &usize| tokens[*at].is(class::CUE_QUESTION) && tokens[*at].shape == Shape::Lower;
        let verb = range.clone().find(|at| asks(at) && self.outside(*at) == *at)?;
        let person = |at: usize| self.mention_starting(at).filter(|person| self.is(*person, Kind::Person));
        let passive = verb >= range.start + 2 && tokens[verb - 1].is(class::BE);
        let asked = if passive {
            let mention = self.within(&(verb - 2..verb - 1)).next_back()?;
            Some(mention).filter(|it| self.is(*it, Kind::Person) && self.named.mentions[*it].tokens.end == verb - 1)
        } else {
            let title = usize::from(tokens.get(verb + 1).is_some_and(|token| token.is(class::TITLE)));
            person(verb + 1).or_else(|| person(verb + 1 + title))
        };
        asked.map(|person| self.named.mentions[person].entity)
    }

    /// "The moderators laughed, but Lund was not amused.": the person who is the subject of the clause behind the first.
    fn later_clause(&self, range: &Range<usize>, subject: usize) -> Option<u32> {
        let tokens = self.scene.tokens;
        let joins = |at: &usize| {
            tokens[*at].is(class::COORDINATOR)
                && tokens[*at].shape == Shape::Lower
                && tokens[*at - 1].shape == Shape::Comma
                && self.outside(*at) == *at
        };
        let and = (subject + 2..range.end).rev().find(joins)?;
        self.clause_subject(and + 1, range.end).map(|person| self.named.mentions[person].entity)
    }

    /// "For Lund, a docker, it was over.": whom a thing is told of, before it.
    fn of_whom(&self, range: &Range<usize>, subject: usize) -> Option<u32> {
        let tokens = self.scene.tokens;
        let first = self.outside(range.start);
        let first = first + usize::from(tokens[first].is(class::COORDINATOR.or(class::ADVERB)));
        let opens = tokens.get(first).is_some_and(|token| token.is(class::TO.or(class::AFFILIATION)));
        if !opens || first >= subject {
            return None;
        }
        let person = self.within(&(first + 1..subject)).find(|person| self.is(*person, Kind::Person))?;
        let mention = &self.named.mentions[person].tokens;
        let role = OFFICE.or(class::DETERMINER);
        let leads = (first + 1..mention.start).all(|at| tokens[at].is(role) || tokens[at].is_capital());
        let ends =
            tokens.get(mention.end).is_some_and(|token| token.shape == Shape::Comma || token.is(class::COORDINATOR));
        (leads && ends).then(|| self.named.mentions[person].entity)
    }

    /// "…, backed by Reyl, the chair of the board, who said": the person whom the relative clause at `at` describes.
    fn described_by(&self, floor: usize, at: usize) -> Option<u32> {
        let tokens = self.scene.tokens;
        let comma = at.checked_sub(1).filter(|comma| *comma >= floor)?;
        let mention = self.within(&(floor..comma)).rev().take(3).find(|mention| self.is(*mention, Kind::Person))?;
        let end = self.named.mentions[mention].tokens.end.min(comma);
        let aside = |token: &Token| !token.is(class::CUE_FINITE.or(class::AUXILIARY).or(class::PAST_LIKE));
        let stands = tokens[end..comma].iter().all(aside);
        (stands && tokens[comma].shape == Shape::Comma).then(|| self.named.mentions[mention].entity)
    }

    /// Somebody without a name, with what the words tell.
    fn nameless(&self, words: &Range<usize>) -> Who {
        let tokens = &self.scene.tokens[words.clone()];
        let some = class::INDEFINITE.or(class::NUMBER_WORD).or(class::PRONOUN).or(class::COLLECTIVE);
        // "Mr Lund's father", "the port's lawyer" is nobody of whom was spoken; "Osko's leader" may be.
        let of_place =
            |at: usize| self.mention_at[at] != NO_MENTION && self.is(self.mention_at[at] as usize, Kind::Place);
        let owns = |at: usize| self.scene.tokens[at].shape == Shape::Possessive && !of_place(at - 1);
        let owned = words.clone().skip(1).any(owns);
        let one = owned || tokens[0].is(some) || tokens[0].is(class::DETERMINER) && !tokens[0].is(class::DEFINITE);
        // "another parent" is one.
        let many = |token: &Token| token.is(class::COLLECTIVE.or(class::PRONOUN_PLURAL));
        let single = tokens.len() > 1 && tokens.last().is_some_and(|head| head.is(class::ROLE) && !many(head));
        let plural = !single && tokens.iter().any(many);
        if !one && !plural {
            return Who::Described;
        }
        let gender = tokens.iter().rev().find_map(|token| gender(token.classes));
        Who::Nameless { gender, plural }
    }

    fn who(&mut self, at: usize, subject: &Subject) -> Who {
        match subject {
            Subject::Mention(mention) => {
                let linked = self.named.mentions[*mention].entity;
                // "Lund said", where a cousin Lund was named in passing: she of whom it was speaking all along.
                let others = self.namesakes(*mention);
                let found = others.map(|others| self.of_namesakes(*mention, &others).entities);
                let found = found.and_then(|found| found.first().copied());
                let older = |found: &u32| self.first[*found as usize] < self.first[linked as usize];
                Who::One(found.filter(older).unwrap_or(linked))
            }
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
            Subject::People(words) => {
                let speaker = self.by_role(words);
                match speaker.entities[..] {
                    [one] => Who::One(one),
                    // "the Dane", where nobody or two may be meant, is not simply whom it was speaking of.
                    [] if self.is_epithet(words) => Who::Nameless { gender: None, plural: false },
                    _ if speaker.candidates.len() > 1 => Who::Either(speaker.candidates),
                    _ => self.nameless(words),
                }
            }
            Subject::Body(words) => match self.by_body(words).entities[..] {
                [one] => Who::One(one),
                _ => Who::Thing,
            },
            Subject::Stranger => Who::Nameless { gender: None, plural: false },
            Subject::Thing => Who::Thing,
        }
    }
}
