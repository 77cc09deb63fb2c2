//! Dates as sources write them, to `YYYY-MM-DD`.

/// What comes first in a date of two small numbers and a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `03/04/2022` is in April.
    DayFirst,
    /// `03/04/2022` is in March.
    MonthFirst,
}

/// The day that `text` names, as `YYYY-MM-DD` (or `YYYY-MM`, `YYYY` when that is all it says).
///
/// Reads ISO 8601 (with or without a time), RFC 2822, `March 29, 2022`, `29 March 2022`, `29. März 2022`, `20220329`,
/// `29/03/2022` and `03.04.2022`, which has the day first wherever it is written with periods. The day is the one
/// written: no time zone is applied. `None` for anything else, and for `03/04/2022`, which is two different days on the
/// two sides of the Atlantic.
pub(super) fn parse(text: &str) -> Option<String> {
    parse_in(text, None)
}

/// The same, where it is known what comes first.
pub(super) fn parse_in(text: &str, order: Option<DateOrder>) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let tokens: Vec<&str> = words.filter(|token| !matches!(*token, "" | "de" | "del")).take(8).collect();
    match tokens.iter().position(|token| month_named(token).is_some()) {
        Some(at) => with_month_name(&tokens, at),
        None => with_numbers(text, &tokens, order),
    }
}

/// The same, for a line that must hold nothing but a date (with a time and a weekday at most).
pub(super) fn parse_alone(line: &str) -> Option<String> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let fits = |word: &str| {
        word.len() <= 4
            || word.starts_with(|c: char| c.is_ascii_digit())
            || month_named(word).is_some()
            || DAYS.contains(&word)
    };
    let line = line.trim();
    let only_date =
        line.len() <= 60 && line.split(|c: char| !c.is_alphanumeric()).all(|word| fits(&word.to_ascii_lowercase()));
    if only_date { parse(line) } else { None }
}

/// `29 March 2022`, `March 29th, 2022`, `Tue, 29 Mar 2022 10:00:00 GMT`, `Tue Mar 29 10:00:00 UTC 2022`, `March 2022`.
fn with_month_name(tokens: &[&str], at: usize) -> Option<String> {
    let month = month_named(tokens.get(at)?)?;
    let year = tokens.iter().find_map(|token| year(token))?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(at + 1);
    match before.and_then(|token| day(token)).or_else(|| after.and_then(|token| day(token))) {
        Some(day) => whole(year, month, day),
        None => Some(format!("{year:04}-{month:02}")),
    }
}

/// `2022-03-29T10:00:00Z`, `2022/3/29`, `20220329T100000Z`, `29.03.2022`, `2022-03`, `2022`.
fn with_numbers(text: &str, tokens: &[&str], order: Option<DateOrder>) -> Option<String> {
    let first = *tokens.first()?;
    if let Some(year) = year(first) {
        let Some(second) = tokens.get(1) else { return Some(format!("{year:04}")) };
        let month = number(second)?;
        return match tokens.get(2) {
            Some(third) => whole(year, month, leading_number(third)?),
            None => (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}")),
        };
    }
    if first.len() >= 8 && first.get(..8)?.bytes().all(|b| b.is_ascii_digit()) {
        // Eight digits, then nothing or `T100000Z`: more digits would be seconds since 1970 or an id.
        if first.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        return whole(year(first.get(..4)?)?, number(first.get(4..6)?)?, number(first.get(6..8)?)?);
    }
    let (second, year) = (number(tokens.get(1)?)?, year(tokens.get(2)?)?);
    let first = number(first)?;
    if text.trim_start().starts_with('-') {
        return None;
    }
    let periods = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('.');
    let order = if periods { Some(DateOrder::DayFirst) } else { order };
    match (first, second, order) {
        (day, month, _) if day == month || day > 12 => whole(year, month, day),
        (month, day, _) if day > 12 => whole(year, month, day),
        (day, month, Some(DateOrder::DayFirst)) | (month, day, Some(DateOrder::MonthFirst)) => whole(year, month, day),
        (_, _, None) => None,
    }
}

fn month_named(token: &str) -> Option<u32> {
    /// In English, French, German, Spanish and Italian.
    const MONTHS: [&[&str]; 12] = [
        &["january", "janvier", "januar", "enero", "gennaio"],
        &["february", "février", "februar", "febrero", "febbraio"],
        &["march", "mars", "märz", "marzo"],
        &["april", "avril", "abril", "aprile"],
        &["may", "mai", "mayo", "maggio"],
        &["june", "juin", "juni", "junio", "giugno"],
        &["july", "juillet", "juli", "julio", "luglio"],
        &["august", "août", "agosto"],
        &["september", "septembre", "septiembre", "settembre"],
        &["october", "octobre", "oktober", "octubre", "ottobre"],
        &["november", "novembre", "noviembre"],
        &["december", "décembre", "dezember", "diciembre", "dicembre"],
    ];
    let token = token.to_lowercase();
    if token == "sept" {
        return Some(9);
    }
    let short = |english: &str| token.len() == 3 && english.starts_with(&*token);
    let at =
        MONTHS.iter().position(|names| names.contains(&&*token) || names.iter().take(1).any(|name| short(name)))?;
    Some(at as u32 + 1)
}

fn year(token: &str) -> Option<u32> {
    (token.len() == 4).then(|| number(token)).flatten().filter(|year| (1000..3000).contains(year))
}

fn day(token: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| token.strip_suffix(ending)).unwrap_or(token);
    (digits.len() <= 2).then(|| number(digits)).flatten().filter(|day| (1..=31).contains(day))
}

fn number(token: &str) -> Option<u32> {
    if token.bytes().all(|b| b.is_ascii_digit()) { token.parse().ok() } else { None }
}

/// The number at the head of `29T10`.
fn leading_number(token: &str) -> Option<u32> {
    let end = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let rest = token.get(end..)?;
    if rest.is_empty() || rest.starts_with(['T', 't']) { number(token.get(..end)?) } else { None }
}

fn whole(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, parse, parse_in};

    #[test]
    fn common_forms_name_one_day() {
        for text in [
            "2022-03-29",
            " 2022-03-29 ",
            "2022-03-29T10:04:00+02:00",
            "2022-03-29 10:04:00",
            "2022/3/29",
            "2022.03.29",
            "20220329",
            "20220329T101500Z",
            "Tue, 29 Mar 2022 10:04:00 +0000",
            "Tue Mar 29 10:04:00 UTC 2022",
            "March 29, 2022",
            "March 29th, 2022 10:04 a.m. ET",
            "Tuesday, 29 March 2022",
            "29-Mar-2022",
            "29/03/2022",
            "03/29/2022",
            "29.3.2022 10:04",
            "29. März 2022",
            "mardi 29 mars 2022",
            "29 de marzo de 2022",
        ] {
            assert_eq!(parse(text).as_deref(), Some("2022-03-29"), "{text}");
        }
    }

    #[test]
    fn the_order_is_told_by_periods_or_by_the_reader() {
        assert_eq!(parse("03.04.2022").as_deref(), Some("2022-04-03"));
        for (order, day) in [(DateOrder::DayFirst, "2022-04-03"), (DateOrder::MonthFirst, "2022-03-04")] {
            assert_eq!(parse_in("03/04/2022", Some(order)).as_deref(), Some(day));
            assert_eq!(parse_in("29/03/2022", Some(order)).as_deref(), Some("2022-03-29"));
            assert_eq!(parse_in("2022-03-29", Some(order)).as_deref(), Some("2022-03-29"));
            assert_eq!(parse_in("yesterday", Some(order)), None);
        }
    }

    #[test]
    fn what_is_left_open_stays_open() {
        assert_eq!(parse("2022").as_deref(), Some("2022"));
        assert_eq!(parse("2022-03").as_deref(), Some("2022-03"));
        assert_eq!(parse("March 2022").as_deref(), Some("2022-03"));
        assert_eq!(parse("04/04/2022").as_deref(), Some("2022-04-04"));
        assert_eq!(parse("2024-02-29").as_deref(), Some("2024-02-29"));
        for text in [
            "",
            "yesterday",
            "03/04/2022",
            "1648512000",
            "1648512000000",
            "2022-02-30",
            "2023-02-29",
            "2022-13-01",
            "31 April 2022",
            "March",
            "12",
            "٢٠٢٢-٠٣-٢٩",
            "-29/03/2022",
            "\u{0}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
