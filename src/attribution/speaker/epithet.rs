//! Words for somebody that tell no role: "the Austrian", "the 41-year-old".

use super::{Cast, Speaker};
use crate::document::Kind;
use crate::lexicon::{class, gender};
use crate::token::{Gap, Shape};
use std::ops::Range;

impl Cast<'_> {
    /// "the Austrian": the one of whom the article was just speaking, unless he is known to be of another country.
    pub(super) fn by_epithet(&mut self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = self.scene.tokens;
        let last = source.end - 1;
        if !self.is_epithet(source) {
            return None;
        }
        let native = self.native(source).is_some();
        // "the mother of three": whose gender it tells.
        let parent = self.parent(source);
        let wanted = parent.and_then(|parent| gender(tokens[parent].classes));
        let country = Some(tokens[last].word).filter(|_| native).and_then(|word| self.gazetteer.country_of(word));
        let fits = |cast: &Self, entity: u32| {
            let known = cast.entity(entity).known.map(|row| cast.gazetteer.country(row)).filter(|own| !own.is_empty());
            let told = cast.natives.get(&entity);
            let same = country.is_none_or(|country| {
                known.is_none_or(|own| own.as_bytes() == country) && told.is_none_or(|own| *own == country)
            });
            let own = cast.genders[entity as usize];
            cast.entity(entity).kind == Kind::Person && same && (wanted.is_none() || own.is_none() || own == wanted)
        };
        let latest = self.latest(source.start, fits)?;
        if !self.leads(latest, source.start) {
            return Some(Speaker::among(vec![latest]));
        }
        // "the Dane", said where a coach of no known country was just heard: whom the article is about, or he.
        let first = self.first_person.map(|first| self.named.mentions[first].entity);
        if let Some(first) = first.filter(|first| *first != latest && fits(self, *first)) {
            let sure = |entity: u32| {
                let known = self.entity(entity).known.map(|row| self.gazetteer.country(row));
                known.is_some_and(|own| !own.is_empty()) || self.natives.contains_key(&entity)
            };
            if sure(latest) == sure(first) {
                return Some(Speaker::among(vec![first, latest]));
            }
            if sure(first) {
                return Some(self.standing(first, source.start, "role, latest"));
            }
        }
        if let Some(country) = country {
            self.natives.insert(latest, country);
        }
        Some(self.standing(latest, source.start, "role, latest"))
    }

    /// Whether the words are such.
    pub(super) fn is_epithet(&self, words: &Range<usize>) -> bool {
        let definite = self.scene.tokens[words.start].is(class::DEFINITE);
        definite && (self.native(words).is_some() || self.is_aged(words) || self.parent(words).is_some())
    }

    /// "the Austrian": the word for one from there. Words for a party's people are roles.
    pub(super) fn native(&self, source: &Range<usize>) -> Option<usize> {
        let last = source.end - 1;
        let token = &self.scene.tokens[last];
        (source.len() == 2
            && self.scene.tokens[source.start].is(class::DEFINITE)
            && self.gazetteer.is_native(token.word)
            && !token.is(class::ROLE))
        .then_some(last)
    }

    /// "the 41-year-old", "the 41-year-old striker".
    fn is_aged(&self, source: &Range<usize>) -> bool {
        let noun = class::ROLE.or(class::ROLE_MODIFIER).or(class::FAMILY);
        let rest = self.age_end(source.start).filter(|end| *end <= source.end).map(|end| end..source.end);
        rest.is_some_and(|rest| rest.len() < 3 && self.scene.tokens[rest].iter().all(|token| token.is(noun)))
    }

    /// Where "the 41-year-old" ends that begins at `start`.
    pub(super) fn age_end(&self, start: usize) -> Option<usize> {
        let tokens = self.scene.tokens;
        let aged = tokens[start].is(class::DEFINITE) && tokens.get(start + 1)?.gap == Gap::Space;
        self.scene.age_end(start + 1).filter(|_| aged)
    }

    /// "the mother of three", "the father-of-two": the word for the parent.
    pub(super) fn parent(&self, source: &Range<usize>) -> Option<usize> {
        let tokens = self.scene.tokens;
        let of = source.end.checked_sub(2).filter(|of| *of > source.start + 1)?;
        let count = &tokens[of + 1];
        let fits = tokens[of].is(class::OF)
            && (count.is(class::NUMBER_WORD) || count.shape == Shape::Number)
            && tokens[of - 1].is(class::FAMILY)
            && gender(tokens[of - 1].classes).is_some();
        fits.then_some(of - 1)
    }
}
