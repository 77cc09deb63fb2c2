//! A description: the one person or body of the article to whom its words belong.

use super::cast::NEAR;
use super::center::Who;
use super::subject::Subject;
use super::{Cast, OFFICE, Speaker, distinct};
use crate::attribution::scene::NO_MENTION;
use crate::document::{Basis, Kind};
use crate::lexicon::{WordId, class, gender};
use crate::token::{Gap, Shape, Token};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many paragraphs back "the lawmaker" may mean the one whom the article was just speaking of.
const REACH: usize = 2;

/// How many words back somebody without a name may be meant.
pub(super) const WORDS: usize = 600;

/// A role of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) word: WordId,
    /// "former", or an office that has ended.
    pub(super) past: bool,
}

impl Cast<'_> {
    /// "the senator": the person with that role, when the article has one; "a senator" is nobody.
    pub(super) fn by_role(&mut self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        if let Some(mention) = self.within(source).find(|mention| self.named.mentions[*mention].basis == Basis::Role) {
            return self.of_role(mention);
        }
        let explained =
            |mention: &usize| self.is(*mention, Kind::Organisation) && self.is_explained(*mention, source.end);
        if let Some(mention) = self.within(source).find(explained) {
            return Speaker::of(self.named.mentions[mention].entity, "name");
        }
        if let Some(entity) = self.beside(source) {
            return Speaker::of(entity, "apposition");
        }
        if let Some(speaker) = self.voice(source) {
            return speaker;
        }
        if let Some(speaker) = self.statement(source).or_else(|| self.issuer(source)) {
            return speaker;
        }
        let source = &self.with_first(source);
        let definite = tokens[source.start].is(class::DEFINITE);
        let named = self.within(source).any(|mention| self.is(mention, Kind::Person));
        if !definite || named {
            return Speaker::default();
        }
        if let Some(speaker) = self.by_epithet(source) {
            return speaker;
        }
        if tokens[source.end - 1].is(class::BODY_NOUN) {
            // "the paper's board": of the paper.
            let owner = (source.start + 2..source.end)
                .find(|at| tokens[*at].shape == Shape::Possessive && tokens[*at - 1].is(class::BODY_NOUN));
            return self.by_body(&(source.start..owner.unwrap_or(source.end)));
        }
        match source.clone().rev().find(|at| tokens[*at].is(class::ROLE)) {
            Some(head) if head + 1 == source.end || tokens[head + 1].is(class::PREPOSITION) => {
                self.holder(source, head)
            }
            // "the sexton": no known role, but whose the article has told.
            None if tokens[source.end - 1].word != WordId::NONE
                && self.holders.contains_key(&self.words.role(tokens[source.end - 1].word)) =>
            {
                self.holder(source, source.end - 1)
            }
            _ => Speaker::default(),
        }
    }

    /// "the Velanian president", "Lund's campaign": words that were tagged as the holder's.
    pub(super) fn of_role(&self, mention: usize) -> Speaker {
        let rule = if self.is(mention, Kind::Organisation) { "body, owned" } else { "office" };
        Speaker::of(self.named.mentions[mention].entity, rule)
    }

    /// The person whose name stands beside the description, behind a comma or before one.
    fn beside(&self, source: &Range<usize>) -> Option<u32> {
        let tokens = self.scene.tokens;
        // "the new mayor, Petra Lund, wrote": the name after the comma.
        if tokens.get(source.end).is_some_and(|token| token.shape == Shape::Comma) {
            let closes = |token: &Token| token.shape == Shape::Comma || token.is_terminal() || token.gap == Gap::Line;
            // "the minister, Dr Lund, wrote".
            let title = |at: &usize| tokens[*at].is(class::TITLE) && self.mention_at[*at] == NO_MENTION;
            let first = source.end + 1;
            let first = first + (first..tokens.len()).take(2).take_while(title).count();
            let next = self.within(&(first..first + 1)).next();
            if let Some(next) = next
                && self.is(next, Kind::Person)
                && tokens.get(self.named.mentions[next].tokens.end).is_none_or(closes)
            {
                return Some(self.named.mentions[next].entity);
            }
        }
        // "Marta Kowalczyk, the envoy of Velania called": the name before the comma.
        if source.start > 1 && tokens[source.start - 1].shape == Shape::Comma && tokens[source.start].gap != Gap::Line {
            let before = self.within(&(source.start - 2..source.start - 1)).next()?;
            let role = source.clone().any(|at| tokens[at].is(class::ROLE));
            let ends = self.named.mentions[before].tokens.end == source.start - 1;
            return (self.is(before, Kind::Person) && ends && role).then(|| self.named.mentions[before].entity);
        }
        None
    }

    /// "The port's founder and former mayor said": from the first of the two words for one.
    fn with_first(&self, source: &Range<usize>) -> Range<usize> {
        let tokens = self.scene.tokens;
        let and = source.start.checked_sub(1).filter(|and| tokens[*and].is(class::COORDINATOR));
        let Some(and) = and.filter(|and| *and > 0 && tokens[*and - 1].is(OFFICE)) else { return source.clone() };
        let words = (and.saturating_sub(8)..and).rev().take_while(|at| {
            let stop = class::PREPOSITION.or(class::COORDINATOR).or(class::CUE_FINITE).or(class::AUXILIARY);
            tokens[*at].is_word() && (!tokens[*at].is(stop) || tokens[*at].is(class::ROLE))
        });
        let first = words.filter(|at| tokens[*at].is(class::DEFINITE)).last();
        first.map_or_else(|| source.clone(), |first| first..source.end)
    }

    /// The person whose role the words at `head` and before it name.
    fn holder(&mut self, source: &Range<usize>, head: usize) -> Speaker {
        let tokens = self.scene.tokens;
        let wanted = gender(tokens[head].classes);
        let past = source.clone().any(|at| tokens[at].is(class::FORMER));
        let roles: Vec<WordId> = (source.start..=head)
            .filter(|at| tokens[*at].is(class::ROLE) || *at == head)
            .map(|at| self.words.role(tokens[at].word))
            .collect();
        let gender_fits = |cast: &Self, entity: u32| {
            wanted.is_none() || cast.genders[entity as usize].is_none() || cast.genders[entity as usize] == wanted
        };
        let mut holders = self.holders_of(&roles, past, gender_fits);
        let person = |cast: &Self, entity: u32| cast.entity(entity).kind == Kind::Person && gender_fits(cast, entity);
        let latest = self.latest(source.start, person);
        // "the official": a minister, where nobody is called an official.
        if holders.is_empty() && source.end == head + 1 && !self.somebody_else(source.start, roles.last(), None) {
            let general = |entity: &u32| self.generally(*entity, &roles, past) && gender_fits(self, *entity);
            let end = self.named.mentions.partition_point(|mention| mention.tokens.start < source.start);
            let near = self.named.mentions[..end].iter().rev().take(NEAR).map(|mention| mention.entity);
            holders = distinct(near.filter(general));
            if latest.is_some_and(|latest| !holders.contains(&latest)) {
                holders.clear();
            }
        }
        // "the senator": of the last subject the office table says so.
        if let Some(latest) = latest.filter(|latest| !holders.contains(latest) && self.held(*latest, &roles)) {
            return self.standing(latest, source.start, "role, known");
        }
        match (&holders[..], latest) {
            (&[holder], Some(latest)) if holder == latest => {
                self.standing(holder, source.start, "role, one and latest")
            }
            (&[holder], None) if self.is_named(holder, source.start) => {
                self.standing(holder, source.start, "role, one")
            }
            // "the mayor", where a coach was just heard: the one mayor.
            (&[holder], Some(latest))
                if self.is_named(holder, source.start)
                    && self.is_another(latest, &roles, source, head)
                    && !self.holders_of(&roles[roles.len() - 1..], past, gender_fits).is_empty() =>
            {
                self.standing(holder, source.start, "role, one")
            }
            // "the SSP": nobody else has a rank that is but its letters.
            (&[holder], Some(_))
                if self.is_named(holder, source.start)
                    && source.len() == 2
                    && !tokens.get(source.end).is_some_and(|next| next.is(class::PREPOSITION))
                    && tokens[head].shape == Shape::Upper
                    && tokens[head].is(class::TITLE) =>
            {
                self.standing(holder, source.start, "role, one")
            }
            (&[holder], Some(latest)) => Speaker::among(vec![holder, latest]),
            // "The mayor of Ternhaven" and "the author of the report" are whoever the article says it of.
            ([], Some(latest))
                if !past
                    && source.end == head + 1
                    && self.may_be_called(latest, &tokens[head])
                    && self.leads(latest, source.start)
                    && !self.somebody_else(source.start, roles.last(), Some(latest)) =>
            {
                if tokens[head].shape != Shape::Lower {
                    self.hold(latest as usize, Role { word: self.words.role(tokens[head].word), past });
                }
                self.standing(latest, source.start, "role, latest")
            }
            ([], Some(latest)) => Speaker::among(vec![latest]),
            (_, None) if holders.len() < 2 => Speaker::default(),
            (several, Some(latest)) if several.contains(&latest) => {
                self.standing(latest, source.start, "role, latest of several")
            }
            (several, _) => Speaker::among(several.to_vec()),
        }
    }

    /// Whether anybody of whom the article speaks may be called so: no kin, no word for a man or a woman, for a nameless source or of another party.
    fn may_be_called(&self, entity: u32, head: &Token) -> bool {
        let other = head.is(class::TITLE) && self.has_other_title(entity, self.words.role(head.word));
        let plain =
            head.shape == Shape::Lower || head.is(class::ROLE_MODIFIER) && !self.is_of_another_party(entity, head.word);
        plain && !other && gender(head.classes).is_none() && !head.is(class::FAMILY.or(class::UNNAMED))
    }

    /// The people who have one of the roles.
    fn holders_of(&self, roles: &[WordId], past: bool, fits: impl Fn(&Self, u32) -> bool) -> Vec<u32> {
        let holds = |entity: u32| {
            self.roles[entity as usize].iter().any(|role| roles.contains(&role.word) && role.past == past)
                && fits(self, entity)
        };
        let found = roles.iter().filter_map(|role| self.holders.get(role)).flatten().copied();
        distinct(found.filter(|entity| holds(*entity)))
    }

    /// Whether somebody has been named before `at`.
    fn is_named(&self, entity: u32, at: usize) -> bool {
        let first = self.named.mentions.get(self.first[entity as usize] as usize);
        first.is_some_and(|first| first.tokens.start < at)
    }

    /// Whether the article says of somebody what he is, and that is nothing that may be called by these words.
    fn is_another(&self, entity: u32, roles: &[WordId], source: &Range<usize>, head: usize) -> bool {
        let own = &self.roles[entity as usize];
        let may =
            |role: &Role| roles.contains(&role.word) || self.words.general(role.word).any(|word| roles.contains(&word));
        // "the candidate" may be any of several; "the mayor" and "the Osko teacher" are one.
        let place = |mention: usize| self.entity(self.named.mentions[mention].entity).kind == Kind::Place;
        let told = self.scene.tokens[head].is(class::TITLE) || self.within(source).any(place);
        told && source.end == head + 1 && !own.is_empty() && !own.iter().any(may)
    }

    /// "the defendant" is not Prosecutor Reyl: whether what he is called by is something else.
    fn has_other_title(&self, entity: u32, called: WordId) -> bool {
        let title = |role: &Role| {
            let classes = self.words.classes(role.word);
            !role.past && classes.any(class::TITLE) && classes.any(class::ROLE)
        };
        let may = |role: &Role| role.word == called || self.words.general(role.word).any(|word| word == called);
        let own = &self.roles[entity as usize];
        own.iter().any(title) && !own.iter().any(may)
    }

    /// "the Democrat" is not the one who was called a Republican: both are words for a person and before one.
    fn is_of_another_party(&self, entity: u32, word: WordId) -> bool {
        let party = |word: WordId| {
            let classes = self.words.classes(word);
            classes.any(class::ROLE) && classes.any(class::ROLE_MODIFIER)
        };
        party(word) && self.roles[entity as usize].iter().any(|role| role.word != word && party(role.word))
    }

    /// Whether one of the words is a more general one for a role of the person.
    fn generally(&self, entity: u32, words: &[WordId], past: bool) -> bool {
        let general =
            |role: &Role| role.past == past && self.words.general(role.word).any(|word| words.contains(&word));
        self.roles[entity as usize].iter().any(general)
    }

    /// Whether nobody was named twice as often as the person so far.
    pub(super) fn leads(&self, entity: u32, before: usize) -> bool {
        let end = self.named.mentions.partition_point(|mention| mention.tokens.start < before);
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for mention in end.saturating_sub(super::cast::NEAR)..end {
            if self.is(mention, Kind::Person) {
                *counts.entry(self.named.mentions[mention].entity).or_default() += 1;
            }
        }
        let own = counts.get(&entity).copied().unwrap_or(0);
        counts.values().all(|count| *count < 2 * own)
    }

    /// "a senior official … the official": whether the article has spoken of somebody without a name by this role.
    fn somebody_else(&self, before: usize, role: Option<&WordId>, latest: Option<u32>) -> bool {
        let tokens = self.scene.tokens;
        let Some(role) = role else { return false };
        let role_at = |at: &usize| {
            tokens[*at].is(class::ROLE.or(class::COLLECTIVE)) && self.words.role(tokens[*at].word) == *role
        };
        let introduces = |at: usize| {
            let named = |at: usize| self.mention_at.get(at).is_some_and(|mention| *mention != NO_MENTION);
            let start = (at.saturating_sub(4)..at)
                .rev()
                .take_while(|at| tokens[*at].is_word() && !tokens[*at].is(class::PREPOSITION))
                .last()
                .unwrap_or(at);
            // "the Ombudsman": a body, not the one spoken of.
            let body = tokens[at].is_capital() && !tokens[at].first && !tokens[at].weak;
            let known =
                tokens[start..at].iter().any(|token| token.is(class::DEFINITE)) && !(start..at).any(named) && !body;
            !(known
                || named(at + 1)
                || named(at)
                || start > 1 && tokens[start - 1].shape == Shape::Comma && named(start - 2))
        };
        // "A Velanian teacher has built a boat." and in the next paragraph the first name: "Igor Zelm worked for nine weeks."
        let first = self.first_person.map(|first| &self.named.mentions[first]);
        let first = first.filter(|first| latest == Some(first.entity));
        let lead = first.and_then(|first| {
            let block = self.block_of(first.tokens.start).checked_sub(1)?;
            self.scene.blocks.get(block).map(|block| block.tokens.clone())
        });
        let other = |at: &usize| role_at(at) && !lead.as_ref().is_some_and(|lead| lead.contains(at));
        (before.saturating_sub(WORDS)..before).filter(other).any(introduces)
    }

    /// Whether an office of the person is called by one of these words.
    fn held(&self, entity: u32, roles: &[WordId]) -> bool {
        let Some(row) = self.entity(entity).known else { return false };
        self.gazetteer.offices_of(row).any(|office| {
            let head = office.rsplit(' ').next().unwrap_or(office);
            roles.contains(&self.words.role(self.words.get(head)))
        })
    }

    /// The subject that fits, of the nearest sentence before `at` that has one, unless somebody else stands between.
    pub(super) fn latest(&mut self, at: usize, fits: impl Fn(&Self, u32) -> bool) -> Option<u32> {
        let sentence = self.sentence_of(at);
        self.centers_before(sentence);
        let block = self.block_of(at);
        // "Lund defends it: “…,” the senator says.": the subject of the same sentence.
        let start = self.sentences.get(sentence).map_or(at, |sentence| sentence.start);
        if let Some((from, Subject::Mention(mention))) = self.subject(&(start..at))
            && from < at
            && fits(self, self.named.mentions[mention].entity)
        {
            return Some(self.named.mentions[mention].entity);
        }
        for earlier in (0..sentence.min(self.centers.len())).rev().take(NEAR) {
            let range = self.sentences[earlier].clone();
            if range.is_empty() {
                continue;
            }
            let there = self.block_of(range.start);
            if block - there > REACH || (there + 1..=block).any(|block| self.scene.blocks[block].section) {
                break;
            }
            match self.centers[earlier].as_ref().map(|center| &center.who) {
                Some(Who::One(entity)) if fits(self, *entity) => return Some(*entity),
                Some(Who::Nameless { plural: false, .. } | Who::Several(_)) => return None,
                _ => {}
            }
        }
        None
    }
}
