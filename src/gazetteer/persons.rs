//! The persons of a document by the words of their names: who a short name stands for.

use super::Rule;
use super::page::{Claim, Page};
use crate::document::{Basis, Entity};
use crate::lexicon::class;
use crate::token::Shape;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::ops::Range;

/// Who holds which word of a name.
pub(super) struct Persons<'a> {
    page: &'a Page<'a>,
    holders: HashMap<u32, Vec<Holder>, FixedState>,
    /// Persons of the gazetteer whom the document calls by title and short name.
    titled: HashSet<u32, FixedState>,
}

/// Whom a short name stands for.
pub(super) enum Held {
    One(u32),
    /// One of several, and the text doesn't tell which.
    Several,
}

#[derive(Debug, Clone)]
struct Holder {
    tokens: Range<usize>,
    entity: u32,
    /// The word is the last of the name.
    family: bool,
}

impl<'a> Persons<'a> {
    pub(super) fn new(page: &'a Page<'a>) -> Self {
        let titled = HashSet::with_hasher(FixedState::with_seed(103));
        Self { page, holders: HashMap::with_hasher(FixedState::with_seed(41)), titled }
    }

    /// Whether a claim that no list holds gives a full name.
    pub(super) fn is_full(&self, claim: &Claim) -> bool {
        let words =
            claim.tokens.clone().filter(|at| !self.page.is(*at, class::PARTICLE.or(class::NAME_SUFFIX))).count();
        words > 1 && (claim.basis == Basis::Context || claim.rule == Rule::Named("surname-more"))
    }

    pub(super) fn hold(&mut self, claim: &Claim, entity: u32) {
        let tokens = self.core(claim.tokens.clone());
        for at in tokens.clone() {
            let holder = Holder { tokens: tokens.clone(), entity, family: at + 1 == tokens.end };
            self.holders.entry(self.page.keys[at]).or_default().push(holder);
        }
    }

    pub(super) fn sort(&mut self) {
        for holders in self.holders.values_mut() {
            holders.sort_by_key(|holder| (holder.tokens.start, holder.entity));
        }
    }

    /// A name without "Jr" and the like.
    fn core(&self, mut tokens: Range<usize>) -> Range<usize> {
        while tokens.len() > 1 && self.page.is(tokens.end - 1, class::NAME_SUFFIX) {
            tokens.end -= 1;
        }
        tokens
    }

    /// The entity with another form of this full name: a middle name more or less, an initial, a part of a longer name.
    /// "Benoni Urey" is "Benoni W. Urey"; "Jane Smith" is not "John Smith".
    pub(super) fn same(&self, claim: &Claim) -> Option<u32> {
        let tokens = self.core(claim.tokens.clone());
        let keys = &self.page.keys;
        let candidates = [keys[tokens.start], keys[tokens.end - 1]];
        let found = candidates.iter().filter_map(|key| self.holders.get(key)).flatten();
        found.filter(|holder| self.agrees(&holder.tokens, &tokens)).map(|holder| holder.entity).next()
    }

    fn agrees(&self, long: &Range<usize>, short: &Range<usize>) -> bool {
        let keys = &self.page.keys;
        let (a, b) = (&keys[long.clone()], &keys[short.clone()]);
        let last = a.last() == b.last();
        let initial = |at: usize, other: usize| {
            self.page.shape(at) == Some(Shape::Initial)
                && self.page.word(at).chars().next() == self.page.word(other).chars().next()
        };
        a == b
            || last && a.first() == b.first() && (a.len().min(b.len()) == 2 || a.len() != b.len())
            || b.len() >= 2 && (a.starts_with(b) || a.ends_with(b))
            || last
                && b.len() == 2
                && a.len() == 2
                && (initial(short.start, long.start) || initial(long.start, short.start))
    }

    /// The person whom a short name stands for, if any: `own`, the gazetteer's, if the document names him in full or nobody else
    /// fits; else the nearest holder before it; else the first one after it.
    pub(super) fn holder(&self, claim: &Claim, own: Option<u32>, entities: &[Entity]) -> Option<Held> {
        let holders = self.holders.get(&self.page.keys[claim.tokens.end - 1])?;
        let fits = |holder: &&Holder| {
            let gender = entities.get(holder.entity as usize).and_then(|entity| entity.gender);
            claim.gender.is_none() || gender.is_none() || gender == claim.gender
        };
        let whole = holders.iter().any(|holder| Some(holder.entity) == own);
        let other = !whole && holders.iter().any(|holder| holder.family && fits(&holder));
        if let Some(own) = own
            && (!other || self.titled.contains(&own))
            && entities
                .get(own as usize)
                .is_some_and(|o| claim.gender.is_none() || o.gender.is_none() || o.gender == claim.gender)
        {
            return Some(Held::One(own));
        }
        let family = holders.iter().any(|holder| holder.family && fits(&holder));
        let fitting = || holders.iter().filter(|holder| (holder.family || !family) && fits(holder));
        let from = holders.partition_point(|holder| holder.tokens.start < claim.tokens.start);
        let before = holders[..from].iter().rev().find(|holder| (holder.family || !family) && fits(holder));
        let nearest = before.or_else(|| fitting().next())?;
        let near = nearest.entity;
        if claim.tokens.len() == 1 && fitting().any(|other| self.is_pair(other, nearest)) {
            return Some(Held::Several);
        }
        let times = |entity: u32| fitting().filter(|holder| holder.entity == entity).count();
        // Whom the document is about, where it names him in full far more often than the one just named.
        let first = fitting().next().map_or(near, |holder| holder.entity);
        Some(Held::One(if times(first) > times(near) + 1 { first } else { near }))
    }

    /// "Peter Harlow and Jane Harlow": two people of one surname named in one breath, of whom neither is nearer.
    fn is_pair(&self, first: &Holder, second: &Holder) -> bool {
        first.entity != second.entity
            && first.family
            && second.family
            && first.tokens.end + 1 == second.tokens.start
            && self.page.is(first.tokens.end, class::COORDINATOR)
            && self.page.keys[first.tokens.end - 1] == self.page.keys[second.tokens.end - 1]
    }

    /// Notes that a title stands before a short name of the gazetteer's: "President Okselu" is known without a full name.
    pub(super) fn title(&mut self, entity: u32) {
        self.titled.insert(entity);
    }
}
