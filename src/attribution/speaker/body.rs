//! "the company": the one body of the article that may be called so.

use super::cast::{NEAR, last_word};
use super::role::WORDS;
use super::{Cast, Speaker, distinct};
use crate::attribution::scene::NO_MENTION;
use crate::document::{Basis, Entity, Kind};
use crate::lexicon::{WordId, class};
use crate::token::{Shape, fold_word};
use std::ops::Range;

/// How many paragraphs back the only body that may be called so may stand.
const REACH: usize = 3;

/// A sign in `bodies.csv` for a body of which nothing but its name is known.
const ANY: &str = "*";

impl<'a> Cast<'a> {
    /// "the union": the one with that word in its name, else the body that the article was just speaking of, else the only one
    /// near that may be called so.
    pub(super) fn by_body(&mut self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        let end = self.named.mentions.partition_point(|mention| mention.tokens.start < source.start);
        let last = source.end - 1;
        let noun = tokens[last].word;
        let modifiers = source.len().saturating_sub(2);
        let before = if modifiers > 0 { tokens[last - 1].word } else { WordId::NONE };
        let near = end.saturating_sub(NEAR)..end;
        // "Ternhaven Hospital" is a place, and speaks.
        let house = !tokens[last].is(class::PLACE_NOUN);
        let body = |mention: &usize| {
            let words = &self.named.mentions[*mention].tokens;
            self.is(*mention, Kind::Organisation)
                || house && self.is(*mention, Kind::Place) && words.len() > 1 && tokens[words.end - 1].word == noun
        };
        let near: Vec<usize> =
            near.filter(|mention| self.named.mentions[*mention].basis.counts() && body(mention)).collect();
        let mut holders = self.with_word(&near, source);
        // "the union" after "the dockers' union Solid": what the article calls it.
        if holders.is_empty() && modifiers == 0 {
            let told = |entity: &u32| self.roles[*entity as usize].iter().any(|role| role.word == noun);
            holders = distinct(near.iter().map(|mention| self.named.mentions[*mention].entity).filter(told));
        }
        match holders[..] {
            [] => {}
            [holder] => return self.standing(holder, source.start, "body, word"),
            _ => return Speaker::among(holders),
        }
        let Some((compound, signs)) = self.signs(before, noun) else { return Speaker::default() };
        let bare = modifiers == usize::from(compound);
        let fits = |cast: &Self, entity: u32| cast.is_called(entity, signs);
        let latest = self.latest(source.start, fits);
        let (body, rule) = if let Some(latest) = latest {
            (latest, "body, latest")
        } else {
            let block = self.block_of(source.start).saturating_sub(REACH);
            let from = self.scene.blocks.get(block).map_or(0, |block| block.tokens.start);
            let unquoted = near
                .into_iter()
                .filter(|mention| !self.quoted[*mention] && self.named.mentions[*mention].tokens.start >= from)
                .map(|mention| self.named.mentions[mention].entity);
            let mut fitting = distinct(unquoted);
            fitting.retain(|entity| fits(self, *entity));
            match fitting[..] {
                // "the mining company" is any.
                [only] if bare => (only, "body, only one"),
                _ => return Speaker::among(fitting),
            }
        };
        let last = self.last_mention(body, source.start);
        if last.is_some_and(|last| self.introduces(last.max(source.start.saturating_sub(WORDS))..source.start, noun)) {
            return Speaker::among(vec![body]);
        }
        self.standing(body, source.start, rule)
    }

    /// "The company, Velanian Sugar, said": the body named between commas behind a noun for one that ends at `end`.
    pub(super) fn body_behind_comma(&self, end: usize, limit: usize) -> Option<usize> {
        let tokens = self.scene.tokens;
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.shape == Shape::Comma);
        let noun = tokens[end - 1].is(class::BODY_NOUN) && tokens[end - 1].shape == Shape::Lower;
        let body = self.mention_starting(end + 1).filter(|body| noun && self.is(*body, Kind::Organisation))?;
        (comma(end) && end + 1 < limit && comma(self.named.mentions[body].tokens.end)).then_some(body)
    }

    /// The bodies, of those mentioned, in whose names the noun of `source` stands, with what describes it there.
    fn with_word(&self, near: &[usize], source: &Range<usize>) -> Vec<u32> {
        let tokens = self.scene.tokens;
        let last = source.end - 1;
        // "the presidential office" is not the Attorney General's Office.
        let other = |at: usize| {
            let word = tokens[at].word;
            word != WordId::NONE && tokens[at].is(class::ORDINARY) && !tokens[at].is(class::BODY_NOUN)
        };
        let told: Vec<WordId> = (source.start + 1..last).filter(|at| other(*at)).map(|at| tokens[at].word).collect();
        let holds = |mention: &&usize| {
            let name = &tokens[self.named.mentions[**mention].tokens.clone()];
            let has = |word: WordId| name.iter().any(|token| token.word == word);
            has(tokens[last].word) && told.iter().all(|word| has(*word))
        };
        distinct(near.iter().filter(holds).map(|mention| self.named.mentions[*mention].entity))
    }

    /// Whether a body may be called by the noun at `head`, with the word before it or alone.
    pub(super) fn may_be(&self, entity: u32, head: usize) -> bool {
        let tokens = self.scene.tokens;
        let before = head.checked_sub(1).map_or(WordId::NONE, |at| tokens[at].word);
        let signs = tokens[head].is(class::BODY_NOUN).then(|| self.signs(before, tokens[head].word)).flatten();
        signs.is_some_and(|(_, signs)| self.is_called(entity, signs))
    }

    /// The signs of bodies that may be called by a noun, and whether those of its compound with the word before it.
    fn signs(&self, before: WordId, noun: WordId) -> Option<(bool, &'a [String])> {
        let bodies = self.bodies;
        let of = |key: [WordId; 2]| bodies.binary_search_by_key(&key, |(words, _)| *words).ok();
        let compound = of([before, noun]).filter(|_| before != WordId::NONE);
        let at = compound.or_else(|| of([WordId::NONE, noun]))?;
        Some((compound.is_some(), &bodies[at].1))
    }

    /// Whether a body's name or description has one of the words, or says nothing where any name will do.
    fn is_called(&self, entity: u32, signs: &[String]) -> bool {
        let entity: &Entity = self.entity(entity);
        // "the company" after "the Velanian ministry": a body that its noun names is of that noun alone.
        let owned = last_word(&entity.name).is_some_and(|word| word.starts_with(char::is_lowercase));
        if entity.kind != Kind::Organisation || owned {
            return false;
        }
        let description = entity.known.map_or("", |row| self.gazetteer.description(row));
        let mut words = entity.name.split([' ', '-']).chain(description.split(' ')).map(fold_word);
        if words.any(|word| signs.contains(&word)) {
            return true;
        }
        // A name that says what it is, is nothing else.
        let says = class::BODY_NOUN.or(class::INSTITUTION).or(class::ORGANISATION_HEAD);
        let plain = |word: &str| !self.words.classes(self.words.get(&fold_word(word))).any(says);
        signs.iter().any(|sign| sign == ANY) && description.is_empty() && entity.name.split([' ', '-']).all(plain)
    }

    /// Where the entity's last mention before `at` ends.
    fn last_mention(&self, entity: u32, at: usize) -> Option<usize> {
        let end = self.named.mentions.partition_point(|mention| mention.tokens.start < at);
        let mut found = self.named.mentions[..end].iter().rev().take(NEAR);
        found.find(|mention| mention.entity == entity && mention.basis != Basis::Demonym).map(|last| last.tokens.end)
    }

    /// Whether "a company" or "another company" stands in `range`: somebody else than those named.
    fn introduces(&self, range: Range<usize>, noun: WordId) -> bool {
        let tokens = self.scene.tokens;
        let some = class::INDEFINITE.or(class::NUMBER_WORD).or(class::COLLECTIVE);
        let new = |at: usize| {
            (at.saturating_sub(5)..at)
                .rev()
                .take_while(|at| tokens[*at].is_word() && tokens[*at].shape == Shape::Lower || tokens[*at].is_capital())
                .take_while(|at| !tokens[*at].is(class::PREPOSITION.or(class::DEFINITE)))
                .any(|at| tokens[at].is(some) && self.mention_at[at] == NO_MENTION)
        };
        range.into_iter().any(|at| tokens[at].word == noun && self.outside(at) == at && new(at))
    }
}
