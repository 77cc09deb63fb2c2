//! The people and bodies of an article, and what the words beside their names tell of them.

use super::center::Center;
use super::role::Role;
use crate::attribution::Verdict;
use crate::attribution::scene::Scene;
use crate::attribution::sieves::SIEVES;
use crate::document::{Basis, Entity, Gender, Kind};
use crate::gazetteer::{Gazetteer, Named, TokenMention};
use crate::lexicon::{WordId, Words};
use crate::pipeline::Knowledge;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many mentions back an answer may look: keeps the cost of a quotation independent of the length of its article.
pub(super) const NEAR: usize = 300;

/// The people and bodies of an article as it goes on: who was its subject, who has which role.
pub(crate) struct Cast<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) named: &'a Named,
    pub(super) words: &'a Words,
    pub(super) gazetteer: &'a Gazetteer,
    /// Nouns for bodies, sorted, and the signs of those that may be called so.
    pub(super) bodies: &'a [([WordId; 2], Vec<String>)],
    /// For each token the mention that covers it, or `NO_MENTION`.
    pub(super) mention_at: Vec<u32>,
    /// Gender of each entity: as known, or as the titles and pronouns beside its mentions tell.
    pub(super) genders: Vec<Option<Gender>>,
    /// Role words of each entity, from titles before and appositions after its mentions.
    pub(super) roles: Vec<Vec<Role>>,
    /// The entities that have each role.
    pub(super) holders: BTreeMap<WordId, Vec<u32>>,
    /// The country of those who were called by one: "the Dane", "Denmark's Petra Lund".
    pub(super) natives: BTreeMap<u32, [u8; 2]>,
    /// For each mention whether it lies inside quotation marks.
    pub(super) quoted: Vec<bool>,
    /// For each entity its first mention.
    pub(super) first: Vec<u32>,
    /// The first mention of a person.
    pub(super) first_person: Option<usize>,
    /// For each mention its paragraph.
    pub(super) blocks: Vec<usize>,
    /// The people named in full, by the last word of their names.
    pub(super) surnames: BTreeMap<&'a str, Vec<u32>>,
    /// The sources that a clause of the quotation's own names, in order: first token, and stretch.
    pub(super) sources: Vec<(usize, usize)>,
    pub(super) verdicts: &'a [Verdict],
    /// The tokens of each sentence; filled when the first pronoun asks.
    pub(super) sentences: Vec<Range<usize>>,
    /// What the sentences speak of, as far as asked.
    pub(super) centers: Vec<Option<Center>>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(
        scene: &'a Scene<'a>,
        named: &'a Named,
        knowledge: &'a Knowledge,
        verdicts: &'a [Verdict],
    ) -> Self {
        let mut cast = Self {
            scene,
            named,
            words: &knowledge.words,
            gazetteer: &knowledge.gazetteer,
            bodies: &knowledge.lexicon.bodies,
            mention_at: crate::attribution::cover(scene.tokens, named),
            genders: named.entities.iter().map(|entity| entity.gender).collect(),
            roles: vec![Vec::new(); named.entities.len()],
            holders: BTreeMap::new(),
            natives: BTreeMap::new(),
            quoted: Vec::with_capacity(named.mentions.len()),
            first: vec![u32::MAX; named.entities.len()],
            first_person: None,
            blocks: Vec::with_capacity(named.mentions.len()),
            surnames: BTreeMap::new(),
            sources: own_sources(verdicts),
            verdicts,
            sentences: Vec::new(),
            centers: Vec::new(),
        };
        let (mut quote, mut block) = (0, 0);
        for (number, mention) in (0..).zip(&named.mentions) {
            let first = &mut cast.first[mention.entity as usize];
            *first = number.min(*first);
            if cast.first_person.is_none() && cast.entity(mention.entity).kind == Kind::Person {
                cast.first_person = Some(number as usize);
            }
            let start = mention.tokens.start;
            while scene.marked.get(quote).is_some_and(|marked| marked.tokens.end <= start) {
                quote += 1;
            }
            while scene.blocks.get(block).is_some_and(|block| block.tokens.end <= start) {
                block += 1;
            }
            cast.quoted.push(scene.marked.get(quote).is_some_and(|marked| marked.tokens.contains(&start)));
            cast.blocks.push(block);
            if mention.basis.counts() {
                cast.surname(mention);
                cast.learn(mention.entity as usize, &mention.tokens);
            }
        }
        cast
    }

    pub(super) fn entity(&self, at: u32) -> &Entity {
        &self.named.entities[at as usize]
    }

    /// Notes who has which surname.
    fn surname(&mut self, mention: &TokenMention) {
        let person = self.entity(mention.entity).kind == Kind::Person;
        if !person || mention.tokens.len() < 2 || mention.basis == Basis::Role {
            return;
        }
        let Some(word) = last_word(&self.named.entities[mention.entity as usize].name) else { return };
        let holders = self.surnames.entry(word).or_default();
        if !holders.contains(&mention.entity) {
            holders.push(mention.entity);
        }
    }

    /// Mentions whose first token lies in `range`, or that reach into it.
    pub(super) fn within(&self, range: &Range<usize>) -> Range<usize> {
        let mentions = &self.named.mentions;
        let from = mentions.partition_point(|mention| mention.tokens.end <= range.start);
        let to = mentions.partition_point(|mention| mention.tokens.start < range.end);
        from..to.max(from)
    }

    pub(super) fn is(&self, mention: usize, kind: Kind) -> bool {
        let mention = &self.named.mentions[mention];
        mention.basis != Basis::Demonym && self.entity(mention.entity).kind == kind
    }

    /// The paragraph of a token.
    pub(super) fn block_of(&self, token: usize) -> usize {
        self.scene.blocks.partition_point(|block| block.tokens.end <= token)
    }
}

/// The last of several words of a name.
pub(super) fn last_word(name: &str) -> Option<&str> {
    name.rsplit_once(' ').map(|(_, last)| last)
}

/// Where the sources of the quotations' own clauses stand.
fn own_sources(verdicts: &[Verdict]) -> Vec<(usize, usize)> {
    let own = |(quote, verdict): (usize, &Verdict)| match verdict {
        Verdict::Said(decision) if SIEVES[decision.sieve].own_clause && decision.finding.shared.is_none() => {
            Some((decision.finding.source.start, quote))
        }
        _ => None,
    };
    let mut sources: Vec<(usize, usize)> = verdicts.iter().enumerate().filter_map(own).collect();
    sources.sort_unstable();
    sources.dedup_by_key(|(start, _)| *start);
    sources
}
