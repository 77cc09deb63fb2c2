//! Who exists and how they are called: the gazetteer, its matching, and the rules that find who is named in a text.

mod acronym;
mod alias;
mod ampersand;
mod apply;
mod beginnings;
mod candidates;
mod check;
mod clubs;
mod concern;
pub(crate) mod decide;
mod decision;
mod doubt;
mod extent;
pub(crate) mod features;
mod find;
mod hints;
pub mod import;
mod known;
pub(crate) mod link;
mod load;
mod matcher;
mod matching;
mod nickname;
mod organisation;
mod page;
mod person;
mod persons;
mod place;
mod respelling;
mod roles;
mod row;
mod sequences;
mod spread;
mod table;
mod unify;
mod weigh;

pub use check::{Checked, check};
pub use concern::{Concern, Concerns};
pub use find::{Found, Near, Owner, find};
pub(crate) use load::Own;
pub use load::Replace;
pub use row::{Gazetteer, Row};

use crate::document::{Basis, Document, Entity};
use crate::layout::Block;
use crate::pipeline::Knowledge;
use crate::token::Token;
use page::Page;
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
    pub(crate) fn render(self, gazetteer: &Gazetteer) -> String {
        match self {
            Self::Row(row) => gazetteer.reference(row),
            Self::Named(name) => name.to_owned(),
        }
    }
}

/// Finds who is named in `document`. The order of the steps is the order of trust.
pub(crate) fn name(document: &Document, tokens: &[Token], blocks: &[Block], knowledge: &Knowledge) -> Named {
    let mut page = Page::new(document, tokens, blocks, knowledge);
    known::demonyms(&mut page);
    nickname::join(&mut page);
    known::full_persons(&mut page);
    ampersand::ampersands(&mut page);
    extent::possessives(&mut page);
    place::towns(&mut page);
    organisation::shapes(&mut page);
    known::full_names(&mut page);
    acronym::acronyms(&mut page);
    known::others(&mut page, known::Doubt::Without);
    person::discover(&mut page);
    spread::surnames(&mut page);
    known::others(&mut page, known::Doubt::With);
    place::streets(&mut page);
    place::compass(&mut page);
    organisation::branches(&mut page);
    organisation::institutions(&mut page);
    extent::places(&mut page);
    weigh::weigh(&mut page);
    spread::surnames(&mut page);
    spread::repeats(&mut page);
    place::heads(&mut page);
    place::squads(&mut page);
    clubs::clubs(&mut page);
    extent::laws(&mut page);
    extent::events(&mut page);
    extent::foreign_letters(&mut page);
    extent::designators(&mut page);
    extent::numbered(&mut page);
    known::lone_demonyms(&mut page);
    let mut named = link::entities(page, document);
    unify::unify(&mut named, tokens, document, knowledge);
    if knowledge.gazetteer.decisions.rename(&mut named, &knowledge.gazetteer).is_some() {
        named.sort();
    }
    named
}
