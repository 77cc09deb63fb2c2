//! Words for somebody that tell no role: "the Austrian", "the 41-year-old".

use super::{Cast, Speaker};
use crate::document::Kind;
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

impl Cast<'_> {
    /// "the Austrian": the one of whom the article was just speaking, unless he is known to be of another country.
    pub(super) fn by_epithet(&mut self, source: &Range<usize>) -> Option<Speaker> {
        let tokens = self.scene.tokens;
        let (first, last) = (source.start, source.end - 1);
        // Words for a party's people are roles.
        let native = source.len() == 2 && self.gazetteer.is_native(tokens[last].word) && !tokens[last].is(class::ROLE);
        let aged = source.len() > 3
            && tokens[first + 1].shape == Shape::Number
            && (first + 2..source.end).all(|at| tokens[at].gap == Gap::Hyphen);
        if !tokens[first].is(class::DEFINITE) || !(native || aged) {
            return None;
        }
        let country = Some(tokens[last].word).filter(|_| native).and_then(|word| self.gazetteer.country_of(word));
        let fits = |cast: &Self, entity: u32| {
            let known = cast.entity(entity).known.map(|row| cast.gazetteer.country(row)).filter(|own| !own.is_empty());
            let told = cast.natives.get(&entity);
            let same = country.is_none_or(|country| {
                known.is_none_or(|own| own.as_bytes() == country) && told.is_none_or(|own| *own == country)
            });
            cast.entity(entity).kind == Kind::Person && same
        };
        let latest = self.latest(source.start, fits)?;
        if !self.leads(latest, source.start) {
            return Some(Speaker::among(vec![latest]));
        }
        if let Some(country) = country {
            self.natives.insert(latest, country);
        }
        Some(self.standing(latest, source.start, "role, latest"))
    }
}
