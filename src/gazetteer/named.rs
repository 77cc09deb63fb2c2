//! `Named`: who is named in a document, and where, in tokens.

use super::Gazetteer;
use crate::document::{Basis, Entity};
use std::ops::Range;

/// Who is named in a document, and where.
#[derive(Debug, Default, Clone)]
pub(crate) struct Named {
    /// Each entity once, in the order of first mention.
    pub(crate) entities: Vec<Entity>,
    /// Sorted by place, disjoint.
    pub(crate) mentions: Vec<TokenMention>,
}

impl Named {
    /// Puts the mentions into the order of the text and the entities into the order of their first mention.
    pub(crate) fn sort(&mut self) {
        self.mentions.sort_by_key(|mention| mention.tokens.start);
        let mut place: Vec<Option<u32>> = vec![None; self.entities.len()];
        let mut count = 0;
        for mention in &mut self.mentions {
            mention.entity = *place[mention.entity as usize].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        let mut placed: Vec<(u32, Entity)> =
            place.iter().zip(self.entities.drain(..)).filter_map(|(place, entity)| Some(((*place)?, entity))).collect();
        placed.sort_unstable_by_key(|(place, _)| *place);
        self.entities.extend(placed.into_iter().map(|(_, entity)| entity));
    }
}

/// A mention, in tokens.
#[derive(Debug, Clone)]
pub(crate) struct TokenMention {
    /// Never empty.
    pub(crate) tokens: Range<usize>,
    /// Position in [`Named::entities`].
    pub(crate) entity: u32,
    pub(crate) basis: Basis,
    pub(crate) rule: Rule,
    /// The reader's decision that made it so.
    pub(crate) decision: Option<u32>,
}

impl TokenMention {
    /// The cell of `mentions.csv`: `people.csv:17` or the rule's name, and behind it the decision that had a part in it:
    /// `surname; decisions.csv:4`.
    pub(crate) fn rule(&self, gazetteer: &Gazetteer) -> String {
        let rule = self.rule.render(gazetteer);
        match self.decision {
            Some(decision) => format!("{rule}; {}", gazetteer.decision(decision)),
            None => rule,
        }
    }
}

/// What tagged a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A row of the gazetteer.
    Row(u32),
    /// A rule, by its name.
    Named(&'static str),
}

impl Rule {
    /// The cell of `mentions.csv`: `people.csv:17`, or the rule's name.
    fn render(self, gazetteer: &Gazetteer) -> String {
        match self {
            Self::Row(row) => gazetteer.reference(row),
            Self::Named(name) => name.to_owned(),
        }
    }
}
