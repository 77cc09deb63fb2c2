//! "the Turkish leader": words for an office, and who holds it.

use super::link::Linker;
use super::page::{GRAMMAR, Page};
use super::row::Office;
use super::{Rule, TokenMention};
use crate::document::{Basis, Document, Kind};
use crate::lexicon::class;
use crate::token::{Shape, fold_into};
use std::ops::Range;

/// An office in the words of the text, and whose.
struct Phrase {
    /// The words to tag.
    tokens: Range<usize>,
    /// The offices that they may mean: "leader" is a president or a prime minister.
    offices: Vec<String>,
    /// The word is a mere "leader", which only a person named in the document can be.
    vague: bool,
    /// A country's code, or an organisation's name.
    place: Option<String>,
    /// "former".
    past: bool,
}

/// An office that the text gives a person by apposition: "Turkish President Recep Tayyip Erdogan".
struct Given {
    at: usize,
    entity: u32,
    offices: Vec<String>,
    place: Option<String>,
}

/// Adds a mention for each phrase whose holder is certain. "the Turkish leader" speaks where the document names
/// Erdogan; "the French farmer" is silent, being no office.
pub(super) fn resolve(page: &Page, document: &Document, mentions: &mut Vec<TokenMention>, linker: &mut Linker) {
    let mut given: Vec<Given> = Vec::new();
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut owner: Vec<u32> = vec![0; page.tokens.len() + 1];
    for (number, mention) in mentions.iter().enumerate() {
        owner[mention.tokens.clone()].fill(number as u32 + 1);
    }
    let view = View { page, mentions, owner: &owner, linker };
    let mut at = 0;
    while at < page.tokens.len() {
        let Some((words, end)) = view.office_at(at) else {
            at += 1;
            continue;
        };
        let phrase = view.phrase(&words, at..end);
        if let Some(entity) = view.person_at(end) {
            given.push(Given { at, entity, offices: phrase.offices, place: phrase.place });
        } else if view.is_definite(&phrase) {
            phrases.push(phrase);
        }
        at = end;
    }
    let year = document.date.as_deref().and_then(|date| date.get(..4)).and_then(|year| year.parse::<u16>().ok());
    let mut found: Vec<(Range<usize>, Option<u32>, Option<u32>)> = Vec::new();
    for phrase in phrases {
        let is_apart = found.last().is_none_or(|(tokens, ..)| tokens.end <= phrase.tokens.start);
        if is_apart && let Some((entity, row)) = view.holder(&phrase, &given, year) {
            found.push((phrase.tokens, entity, row));
        }
    }
    let mut phrases = found.iter().map(|(tokens, ..)| tokens.clone()).peekable();
    mentions.retain(|mention| {
        while phrases.next_if(|phrase| phrase.end <= mention.tokens.start).is_some() {}
        phrases.peek().is_none_or(|phrase| mention.tokens.end <= phrase.start)
    });
    for (tokens, entity, row) in found {
        let entity = entity.unwrap_or_else(|| linker.known(row.unwrap_or_default()));
        let rule = row.map_or(Rule::Named("role"), Rule::Row);
        mentions.push(TokenMention { tokens, entity, basis: Basis::Role, rule, decision: None });
    }
}

struct View<'a> {
    page: &'a Page<'a>,
    mentions: &'a [TokenMention],
    /// Mention of each token, plus one.
    owner: &'a [u32],
    linker: &'a Linker<'a>,
}

impl View<'_> {
    fn mention_at(&self, at: usize) -> Option<&TokenMention> {
        self.mentions.get((*self.owner.get(at)? as usize).checked_sub(1)?)
    }

    /// The person whose name begins at the token, or behind a comma there.
    fn person_at(&self, at: usize) -> Option<u32> {
        let at = if self.page.shape(at) == Some(Shape::Comma) { at + 1 } else { at };
        let mention = self.mention_at(at).filter(|mention| mention.tokens.start == at)?;
        (self.linker.entities[mention.entity as usize].kind == Kind::Person).then_some(mention.entity)
    }

    /// The office whose words begin at the token, and where they end: "prime minister".
    fn office_at(&self, at: usize) -> Option<(String, usize)> {
        if !self.page.is(at, class::OFFICE_FIRST) || self.owner[at] != 0 {
            return None;
        }
        let mut words = String::with_capacity(32);
        let mut best = None;
        for end in at..at + 4 {
            let Some(token) = self.page.tokens.get(end) else { break };
            if !token.is_word() || self.owner[end] != 0 || (end > at && !self.page.is_joined(end)) {
                break;
            }
            if end > at {
                words.push(' ');
            }
            fold_into(self.page.word(end), &mut words);
            if self.page.gazetteer.roles.contains_key(&words) || self.page.offices.contains_key(&words) {
                best = Some((words.clone(), end + 1));
            }
        }
        best
    }

    fn phrase(&self, words: &str, tokens: Range<usize>) -> Phrase {
        let page = self.page;
        let (offices, vague) = match page.offices.get(words) {
            Some(offices) => (offices.clone(), page.is(tokens.end - 1, class::LEADER)),
            None => (vec![words.to_owned()], false),
        };
        let mut start = self.over_modifiers(tokens.start);
        let mut place = None;
        if start > 0
            && page.is_joined(start)
            && let Some(mention) = self.mention_at(start - 1)
        {
            place = self.place(mention);
            if place.is_some() && mention.basis == Basis::Demonym {
                start = mention.tokens.start;
            } else if place.is_some() && self.linker.entities[mention.entity as usize].kind == Kind::Organisation {
                start = tokens.start;
            }
        } else if start > 1 && page.shape(start - 1) == Some(Shape::Possessive) {
            place = self.mention_at(start - 2).and_then(|mention| self.place(mention));
        }
        start = self.over_modifiers(start);
        let past = (start..tokens.start).any(|at| self.owner[at] == 0 && page.is(at, class::FORMER));
        if start > 0 && page.is_joined(start) && page.is(start - 1, class::DEFINITE) {
            start -= 1;
        }
        if place.is_none() && page.is(tokens.end, class::OF) {
            let next = tokens.end + 1 + usize::from(page.is(tokens.end + 1, class::DEFINITE));
            place = self.mention_at(next).and_then(|mention| self.place(mention));
        }
        Phrase { tokens: start..tokens.end, offices, vague, place, past }
    }

    /// Back over "former", "deputy" and the like, of no name, that stand before `start`.
    fn over_modifiers(&self, start: usize) -> usize {
        let modifier = class::ROLE_MODIFIER.or(class::FORMER);
        let is_modifier =
            |at: &usize| self.page.is_joined(at + 1) && self.page.is(*at, modifier) && self.owner[*at] == 0;
        (0..start).rev().take_while(is_modifier).last().unwrap_or(start)
    }

    /// The code of a place's country, or the name of an organisation or smaller place.
    fn place(&self, mention: &TokenMention) -> Option<String> {
        let entity = &self.linker.entities[mention.entity as usize];
        let gazetteer = self.page.gazetteer;
        match (entity.kind, entity.known) {
            (Kind::Place, Some(row)) if gazetteer.is_country(row) => Some(gazetteer.country(row).to_owned()),
            (Kind::Place, _) => Some(entity.name.clone()),
            (Kind::Organisation, _) => Some(self.page.word(mention.tokens.start).to_owned()),
            (Kind::Person, _) => None,
        }
    }

    /// Whether the phrase points to one holder: "the …", or a possessive in front, and no name behind it.
    fn is_definite(&self, phrase: &Phrase) -> bool {
        let page = self.page;
        let start = phrase.tokens.start;
        let article = page.is(start, class::DEFINITE);
        let possessive = start > 0 && page.shape(start - 1) == Some(Shape::Possessive) && phrase.place.is_some();
        let end = phrase.tokens.end;
        let compound = page.is_joined(end)
            && page.shape(end) == Some(Shape::Lower)
            && !page.is(end, GRAMMAR.or(class::CUE).or(class::AUXILIARY).or(class::CALENDAR));
        let named = page.is_capital(end) && page.is_joined(end) && !page.is(end, class::CALENDAR);
        (article || possessive) && !named && !(compound && phrase.place.is_none())
    }

    /// Whether the place of a given office may be that of the phrase.
    fn may_be_of(&self, given: &Given, phrase: &Phrase) -> bool {
        let Some(place) = phrase.place.as_deref() else { return true };
        if let Some(other) = given.place.as_deref() {
            return other == place;
        }
        let known = self.linker.entities[given.entity as usize].known;
        known.is_none_or(|row| self.page.gazetteer.country(row) == place || self.page.gazetteer.country(row).is_empty())
    }

    /// Who holds the office: by the article's own words, by the office table among the persons that it names, or by the
    /// office table alone.
    fn holder(&self, phrase: &Phrase, given: &[Given], year: Option<u16>) -> Option<(Option<u32>, Option<u32>)> {
        let same = |one: &[String], two: &[String]| one.iter().any(|office| two.contains(office));
        let mut told: Vec<&Given> =
            given.iter().filter(|g| same(&g.offices, &phrase.offices) && self.may_be_of(g, phrase)).collect();
        let before: Vec<&Given> = told.iter().copied().filter(|g| g.at < phrase.tokens.start).collect();
        if !before.is_empty() {
            told = before;
        }
        if !told.is_empty() && !phrase.past {
            let exact = told.iter().rev().find(|g| g.place.is_some() && g.place == phrase.place);
            let one = told.iter().all(|g| g.entity == told[0].entity);
            return exact.or(if one { told.first() } else { None }).map(|g| (Some(g.entity), None));
        }
        let place = phrase.place.as_deref()?;
        let fitting: Vec<&Office> = phrase
            .offices
            .iter()
            .filter_map(|office| self.page.gazetteer.roles.get(office))
            .flatten()
            .filter_map(|office| self.page.gazetteer.offices.get(*office as usize))
            .filter(|office| self.page.gazetteer.text(office.place) == place)
            .collect();
        let named = |office: &&&Office| self.linker.named(office.row);
        let in_year = |office: &&&Office| {
            year.is_none_or(|year| office.from.is_none_or(|from| from <= year) && office.to.is_none_or(|to| year <= to))
        };
        let mut people: Vec<&Office> = fitting.iter().filter(|office| named(office).is_some()).copied().collect();
        if !phrase.past && people.iter().any(|office| in_year(&office)) {
            people.retain(|office| in_year(&office));
        }
        if let Some(latest) = people.iter().max_by_key(|office| (office.to.is_none(), office.to, office.from)) {
            let entity = named(&latest)?;
            let many = people.iter().any(|office| named(&office) != Some(entity)) && phrase.past;
            return (!many).then_some((Some(entity), Some(latest.row)));
        }
        if phrase.vague || phrase.past {
            return None;
        }
        let mut current: Vec<&&Office> =
            fitting.iter().filter(|office| in_year(office) && office.from.is_some()).collect();
        if year.is_none() {
            current.retain(|office| office.to.is_none());
        }
        let latest = current.iter().max_by_key(|office| (office.from, office.row))?;
        (year.is_none() || current.len() == 1).then_some((None, Some(latest.row)))
    }
}
