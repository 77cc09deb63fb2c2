//! Runs: maximal stretches of capitalised words, in which names stand.

use super::page::{GRAMMAR, Page};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

impl Page<'_> {
    /// All runs, in order. Each goes over the particles and syllables inside a name.
    pub(super) fn find_runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::with_capacity(self.tokens.len() / 8);
        let mut at = 0;
        for start in &self.capitals {
            let start = *start as usize;
            if start < at || self.is(start, class::PRONOUN_FIRST) && self.tokens[start].shape != Shape::Upper {
                continue;
            }
            at = start + 1;
            while at < self.tokens.len() && self.is_joined(at) {
                if self.is(at, class::BYLINE) && self.is(at + 1, class::AGENT) {
                    break;
                }
                if self.is_capital(at) && !(self.tokens[at].first && self.tokens[at].gap != Gap::Hyphen) {
                    at += 1;
                } else if let Some(next) = self.over_particles(at).or_else(|| self.over_syllable(start, at)) {
                    at = next;
                } else {
                    break;
                }
            }
            runs.push(start..at);
        }
        runs
    }

    /// "van der" before a capital: where the name goes on.
    fn over_particles(&self, at: usize) -> Option<usize> {
        let end = (at..at + 3)
            .take_while(|next| {
                self.is(*next, class::PARTICLE) && self.shape(*next) == Some(Shape::Lower) && self.is_joined(*next)
            })
            .count()
            + at;
        let another = self.is(at, class::COORDINATOR)
            && self.is(end, class::FIRST_NAME)
            && self.is_capital(end + 1)
            && self.is_joined(end + 1);
        (!another && end > at && self.is_capital(end) && self.is_joined(end)).then_some(end + 1)
    }

    /// "-un" of "Kim Jong-un".
    fn over_syllable(&self, start: usize, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        let eastern = at > start + 1
            && (self.is(start, class::FAMILY_FIRST) || self.is(at - 2, class::FAMILY_FIRST))
            && !self.is(at, GRAMMAR.or(class::COMPOUND))
            || at > start + 1 && self.is(at, class::SYLLABLE);
        let fits = token.gap == Gap::Hyphen
            && token.shape == Shape::Lower
            && at > start
            && token.end - token.start <= 6
            && (eastern || !self.is(at, class::ORDINARY.or(GRAMMAR).or(class::PARTICLE)));
        fits.then_some(at + 1)
    }
}
