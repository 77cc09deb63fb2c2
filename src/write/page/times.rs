//! `Times`: how many articles and quotations there are by day.

use crate::graph::Day;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Beyond so many speakers' days, days become months, then years; whether they do does not depend on the order.
const MOST_SPEAKER_DAYS: usize = 500_000;
/// The same for the days of all articles.
const MOST_DAYS: usize = 4_000;

/// How exact a date is kept, in characters of `YYYY-MM-DD`.
const PARTS: [usize; 3] = [10, 7, 4];

/// Articles, quotations, and each speaker's quotations, by day of publication.
#[derive(Debug, Default)]
pub(super) struct Times {
    days: BTreeMap<Day, (u64, u64)>,
    /// Articles without a date.
    undated: u64,
    speakers: HashMap<Box<str>, BTreeMap<Day, u64>, FixedState>,
    speaker_days: usize,
    /// Positions in [`PARTS`].
    part: usize,
    speaker_part: usize,
}

impl Times {
    pub(super) fn add_article(&mut self, day: Option<Day>, quotes: u64) {
        let Some(day) = day else {
            self.undated += 1;
            return;
        };
        let (articles, all) = self.days.entry(rounded(day, self.part)).or_default();
        *articles += 1;
        *all += quotes;
        while self.days.len() > MOST_DAYS && self.part + 1 < PARTS.len() {
            self.part += 1;
            for (day, (articles, quotes)) in std::mem::take(&mut self.days) {
                let held = self.days.entry(rounded(day, self.part)).or_default();
                held.0 += articles;
                held.1 += quotes;
            }
        }
    }

    pub(super) fn add_quote(&mut self, speaker: &str, day: Option<Day>) {
        let Some(day) = day else { return };
        let days = self.speakers.entry_ref(speaker).or_default();
        let before = days.len();
        *days.entry(rounded(day, self.speaker_part)).or_default() += 1;
        self.speaker_days += days.len() - before;
        while self.speaker_days > MOST_SPEAKER_DAYS && self.speaker_part + 1 < PARTS.len() {
            self.speaker_part += 1;
            self.speaker_days = 0;
            for days in self.speakers.values_mut() {
                for (day, quotes) in std::mem::take(days) {
                    *days.entry(rounded(day, self.speaker_part)).or_default() += quotes;
                }
                self.speaker_days += days.len();
            }
        }
    }

    /// Day, articles, quotations; in order.
    pub(super) fn days(&self) -> Vec<(String, u64, u64)> {
        self.days.iter().map(|(day, &(articles, quotes))| (day.to_string(), articles, quotes)).collect()
    }

    pub(super) fn undated(&self) -> u64 {
        self.undated
    }

    /// Day and quotations of a speaker; in order.
    pub(super) fn of_speaker(&self, speaker: &str) -> Vec<(String, u64)> {
        let days = self.speakers.get(speaker).into_iter().flatten();
        days.map(|(day, &quotes)| (day.to_string(), quotes)).collect()
    }
}

fn rounded(day: Day, part: usize) -> Day {
    if part == 0 {
        return day;
    }
    let spelled = day.to_string();
    spelled.get(..PARTS[part]).and_then(Day::parse).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(count: usize) -> Vec<Option<Day>> {
        let spelled = |day: usize| format!("{:04}-{:02}-{:02}", 1 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        (0..count).map(|day| Day::parse(&spelled(day))).collect()
    }

    #[test]
    fn too_many_days_become_months_in_any_order() {
        let (mut one, mut other) = (Times::default(), Times::default());
        let days = days(MOST_DAYS + 1);
        days.iter().for_each(|&day| one.add_article(day, 2));
        days.iter().rev().for_each(|&day| other.add_article(day, 2));
        assert_eq!(one.days(), other.days());
        assert_eq!(one.days()[0], ("0001-01".to_owned(), 28, 56));
    }

    #[test]
    fn a_speaker_has_days_of_their_own() {
        let mut times = Times::default();
        for day in [Day::parse("2022-03-28"), Day::parse("2022-03-27"), Day::parse("2022-03-28"), None] {
            times.add_quote("person:ann", day);
            times.add_article(day, 1);
        }
        assert_eq!(times.of_speaker("person:ann"), [("2022-03-27".to_owned(), 1), ("2022-03-28".to_owned(), 2)]);
        assert!(times.of_speaker("person:bob").is_empty());
        assert_eq!(times.undated(), 1);
    }
}
