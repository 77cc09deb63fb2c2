//! `Times`: how many articles and quotations there are by day.

use crate::graph::Day;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// Beyond so many speakers' days, days become months, then years; whether they do does not depend on the order.
const MOST_SPEAKER_DAYS: usize = 500_000;
/// The same for the days of all articles.
const MOST_DAYS: usize = 4_000;

/// How exact a date is kept, in characters of `YYYY-MM-DD`.
const PARTS: [usize; 3] = [10, 7, 4];

/// Articles, quotations, and each speaker's quotations, by day of publication.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Times {
    days: BTreeMap<Day, (u64, u64)>,
    /// Articles without a date.
    undated: u64,
    #[serde(serialize_with = "sorted", deserialize_with = "unsorted")]
    speakers: Speakers,
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
        self.add_day(day, 1, quotes);
        self.coarsen_days();
    }

    fn coarsen_days(&mut self) {
        while self.days.len() > MOST_DAYS && self.part + 1 < PARTS.len() {
            self.part += 1;
            self.round_days();
        }
    }

    fn round_days(&mut self) {
        for (day, (articles, quotes)) in std::mem::take(&mut self.days) {
            self.add_day(day, articles, quotes);
        }
    }

    fn add_day(&mut self, day: Day, articles: u64, quotes: u64) {
        let held = self.days.entry(rounded(day, self.part)).or_default();
        held.0 += articles;
        held.1 += quotes;
    }

    pub(super) fn add_quote(&mut self, speaker: &str, day: Option<Day>) {
        let Some(day) = day else { return };
        self.add_speaker_day(speaker, day, 1);
        self.coarsen_speakers();
    }

    fn add_speaker_day(&mut self, speaker: &str, day: Day, quotes: u64) {
        let days = self.speakers.entry_ref(speaker).or_default();
        let before = days.len();
        *days.entry(rounded(day, self.speaker_part)).or_default() += quotes;
        self.speaker_days += days.len() - before;
    }

    fn coarsen_speakers(&mut self) {
        while self.speaker_days > MOST_SPEAKER_DAYS && self.speaker_part + 1 < PARTS.len() {
            self.speaker_part += 1;
            self.round_speakers();
        }
    }

    fn round_speakers(&mut self) {
        self.speaker_days = 0;
        for days in self.speakers.values_mut() {
            for (day, quotes) in std::mem::take(days) {
                *days.entry(rounded(day, self.speaker_part)).or_default() += quotes;
            }
            self.speaker_days += days.len();
        }
    }

    /// Takes in the times of other articles.
    pub(super) fn merge(&mut self, other: Self) {
        self.undated += other.undated;
        if other.part > self.part {
            self.part = other.part;
            self.round_days();
        }
        for (day, (articles, quotes)) in other.days {
            self.add_day(day, articles, quotes);
        }
        self.coarsen_days();
        if other.speaker_part > self.speaker_part {
            self.speaker_part = other.speaker_part;
            self.round_speakers();
        }
        for (speaker, days) in other.speakers {
            for (day, quotes) in days {
                self.add_speaker_day(&speaker, day, quotes);
            }
        }
        self.coarsen_speakers();
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

/// The days of each speaker.
type Speakers = HashMap<Box<str>, BTreeMap<Day, u64>, FixedState>;

/// The same, in the order of the speakers.
type Sorted<T> = BTreeMap<T, BTreeMap<Day, u64>>;

fn sorted<S: Serializer>(speakers: &Speakers, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(speakers.iter().collect::<BTreeMap<_, _>>())
}

fn unsorted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Speakers, D::Error> {
    Sorted::<Box<str>>::deserialize(deserializer).map(|sorted| sorted.into_iter().collect())
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
        for (&first, &last) in days.iter().zip(days.iter().rev()) {
            one.add_article(first, 2);
            other.add_article(last, 2);
        }
        assert_eq!(one.days(), other.days());
        let (mut half, mut rest) = (Times::default(), Times::default());
        for (place, &day) in days.iter().enumerate() {
            if place < 2_000 { &mut half } else { &mut rest }.add_article(day, 2);
        }
        rest.merge(half);
        assert_eq!(one.days(), rest.days());
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
