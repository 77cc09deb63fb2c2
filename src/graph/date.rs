//! `Day`: a date of publication in four bytes, and `Dates`: the first and the last of many.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Write};
use std::num::NonZeroU32;

/// A day, month or year of publication; an unknown part sorts before every known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(NonZeroU32);

impl Day {
    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; anything else is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |part| digits(part, 2).filter(|month| (1..=12).contains(month)))?;
        let day = parts.next().map_or(Some(0), |part| digits(part, 2).filter(|day| (1..=31).contains(day)))?;
        if parts.next().is_some() {
            return None;
        }
        NonZeroU32::new(year * 10_000 + month * 100 + day).map(Self)
    }
}

fn digits(part: &str, length: usize) -> Option<u32> {
    if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    part.parse().ok()
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.get() / 10_000, self.0.get() / 100 % 100, self.0.get() % 100);
        let digit = |number: u32, unit: u32| char::from(b'0' + (number / unit % 10) as u8);
        for unit in [1000, 100, 10, 1] {
            f.write_char(digit(year, unit))?;
        }
        for part in [month, day].into_iter().filter(|part| *part > 0) {
            f.write_char('-')?;
            f.write_char(digit(part, 10))?;
            f.write_char(digit(part, 1))?;
        }
        Ok(())
    }
}

/// The first and the last date of some articles; both empty when none has a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The earliest.
    pub first: Option<Day>,
    /// The latest.
    pub last: Option<Day>,
}

impl Dates {
    /// Takes in the date of one more article.
    #[inline]
    pub fn add(&mut self, day: Option<Day>) {
        self.merge(Self { first: day, last: day });
    }

    /// Takes in the dates of other articles.
    #[inline]
    pub fn merge(&mut self, other: Self) {
        let since = |day: Option<Day>| day.map_or(u32::MAX, |day| day.0.get());
        self.first = if since(other.first) < since(self.first) { other.first } else { self.first };
        self.last = self.last.max(other.last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_the_same() {
        for text in ["2022", "2022-03", "2022-03-28", "0001-01-01"] {
            assert_eq!(Day::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "22", "2022-13", "2022-00", "2022-3-1", "2022-03-28T10:00", "0000", "March", "2022-01-02-03"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn first_and_last_ignore_articles_without_a_date() {
        let mut dates = Dates::default();
        for text in ["2022-03-28", "none", "2022", "2022-03-01"] {
            dates.add(Day::parse(text));
        }
        assert_eq!(dates.first.unwrap().to_string(), "2022");
        assert_eq!(dates.last.unwrap().to_string(), "2022-03-28");
    }
}
