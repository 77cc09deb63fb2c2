//! Who exists and how they are called: the gazetteer, its matching, and the rules that find who is named in a text.

mod acronym;
mod alias;
mod ampersand;
mod apply;
mod base;
mod beginnings;
mod candidates;
mod causes;
mod check;
mod clubs;
mod compiled;
mod concern;
mod dateline;
pub(crate) mod decide;
mod decision;
mod doubt;
mod extent;
pub(crate) mod features;
mod find;
mod firms;
pub(crate) mod fuller;
mod hints;
pub mod import;
mod index;
mod known;
pub(crate) mod link;
mod load;
mod matcher;
mod matching;
mod named;
mod nearby;
mod nickname;
mod organisation;
mod own;
mod page;
mod person;
mod persons;
mod place;
mod reach;
mod respelling;
mod roles;
mod row;
mod rules;
mod runs;
mod sequences;
pub(crate) mod slug;
mod spread;
mod table;
mod unify;
mod weigh;

pub(crate) use base::Base;
pub use check::{Checked, check};
pub use compiled::{Compilation, compile};
pub use concern::{Concern, Concerns};
pub use find::{Found, Near, Owner, find};
pub(crate) use named::{Named, Rule, TokenMention};
pub(crate) use own::Own;
pub use own::Replace;
pub use row::{Gazetteer, Row};

use crate::document::Document;
use crate::layout::Block;
use crate::pipeline::Knowledge;
use crate::token::Token;
use page::Page;

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
    causes::causes(&mut page);
    known::full_names(&mut page);
    acronym::acronyms(&mut page);
    known::others(&mut page, known::Doubt::Without);
    dateline::datelines(&mut page);
    firms::firms(&mut page);
    person::discover(&mut page);
    spread::surnames(&mut page);
    known::others(&mut page, known::Doubt::With);
    place::streets(&mut page);
    place::compass(&mut page);
    organisation::branches(&mut page);
    organisation::institutions(&mut page);
    extent::places(&mut page);
    nearby::towns(&mut page);
    weigh::weigh(&mut page);
    fuller::names(&mut page);
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
