//! Text exports of article databases: many articles in one file, with the fields of LexisNexis or Factiva.

use super::date;
use super::record::{Field, Record};
use crate::document::Document;

/// Fields of LexisNexis that stand before an article …
const BEFORE: &[&str] = &["headline", "byline", "section", "length", "dateline", "highlight", "series"];
/// … and those that stand behind it.
const BEHIND: &[&str] = &[
    "load-date",
    "language",
    "publication-type",
    "graphic",
    "subject",
    "organization",
    "company",
    "geographic",
    "person",
    "country",
    "state",
    "city",
    "journal-code",
    "document-type",
    "url",
    "notes",
    "correction-date",
    "acc-no",
    "classification",
];

/// The codes of Factiva's fields.
const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO",
    "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "CX", "DLN", "CLM",
];

/// The articles of an export, `None` for each without text; `None` if the text is no export.
pub(super) fn articles(text: &str) -> Option<Vec<Option<Document>>> {
    lexis(text).or_else(|| factiva(text))
}

/// LexisNexis begins each article with `3 of 120 DOCUMENTS` (or `Document 3 of 120`).
fn lexis(text: &str) -> Option<Vec<Option<Document>>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_count(line.trim()) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    let first = starts.first()?.0;
    if first > 4096 || !text.lines().any(|line| label(line).is_some_and(|(name, _)| name == "length")) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let pieces = starts.iter().zip(ends).filter_map(|((_, start), end)| text.get(*start..end));
    Some(pieces.map(lexis_article).collect())
}

/// `3 of 120 DOCUMENTS`, `Document 3 of 120`.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let numbers = match words.as_slice() {
        [word, one, of, all] if word.eq_ignore_ascii_case("document") && *of == "of" => [one, all],
        [one, of, all, word] if word.eq_ignore_ascii_case("documents") && *of == "of" => [one, all],
        _ => return false,
    };
    numbers.iter().all(|number| number.parse::<u32>().is_ok())
}

/// `LENGTH: 512 words` as `length` and the rest.
fn label(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let name = name.to_ascii_lowercase();
    (BEFORE.contains(&name.as_str()) || BEHIND.contains(&name.as_str())).then_some((name, value.trim()))
}

/// Whether an article has ended before this line. A sentence with a colon (“State: the case is closed”) ends none: a field
/// stands in capitals, or has a name that nobody says.
fn ends_body(line: &str) -> bool {
    let field = |(name, _): &(&str, &str)| name.contains('-') || name.chars().all(|ch| !ch.is_lowercase());
    line.eq_ignore_ascii_case("end of document")
        || line
            .strip_prefix("Copyright ")
            .is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit() || "(©".contains(ch)))
        || is_behind(line) && line.split_once(':').as_ref().is_some_and(field)
}

/// Whether a line begins as a field that stands behind an article.
fn is_behind(line: &str) -> bool {
    label(line).is_some_and(|(name, _)| BEHIND.contains(&name.as_str()))
}

/// A line that says something.
fn told(line: &str) -> Option<&str> {
    (!line.is_empty()).then_some(line)
}

fn lexis_article(piece: &str) -> Option<Document> {
    let mut record = Record::default();
    // What stands on top without a name: the paper, the date, in newer exports the headline before them.
    let (mut top, mut body, mut within) = (Vec::new(), Vec::new(), false);
    let mut last: Option<String> = None;
    let mut lines = piece.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if within
            && (ends_body(line) || line == "Classification" && lines.clone().find_map(told).is_some_and(is_behind))
        {
            break;
        }
        if let Some((name, value)) = label(line) {
            let behind = BEHIND.contains(&name.as_str());
            if !behind && body.iter().all(|line: &&str| line.is_empty()) {
                within |= name == "length";
                match name.as_str() {
                    "headline" => record.set(Field::Title, 0, value.into()),
                    "byline" => record.set(Field::Author, 0, value.into()),
                    _ => {}
                }
                last = Some(name);
                continue;
            }
        }
        let begins = line.eq_ignore_ascii_case("body") && body.iter().all(|line: &&str| line.is_empty());
        if within && !begins {
            body.push(line);
        } else if !within && last.is_none() && !line.is_empty() && !line.starts_with("Copyright") {
            top.push(line);
        }
    }
    let dated = top.iter().position(|line| day(line).is_some());
    if let Some(at) = dated {
        record.set(Field::Date, 0, day(top[at])?.into());
        record.set(Field::Outlet, 0, top[at.saturating_sub(1)].into());
        if at > 1 {
            record.set(Field::Title, 1, top[at - 2].into());
        }
    }
    record.set(Field::Text, 0, body.join("\n").trim().to_owned().into());
    record.into_document().ok()
}

/// The day in `March 1, 2010 Monday` or `Monday, March 1, 2010`, with whatever edition stands behind it.
fn day(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    (3..=words.len().min(6)).find_map(|count| date::parse_alone(&words.get(..count)?.join(" "))).or_else(|| {
        let behind = words.get(1..)?;
        (3..=behind.len().min(5)).find_map(|count| date::parse_alone(&behind.get(..count)?.join(" ")))
    })
}

/// Factiva writes each field behind its code, the article in `LP` and `TD`, and its number in `AN` at the end.
fn factiva(text: &str) -> Option<Vec<Option<Document>>> {
    let has = |wanted: &str| text.lines().any(|line| code(line).is_some_and(|(code, _)| code == wanted));
    let numbered = |line: &str| code(line).is_some_and(|(code, rest)| code == "AN" && rest.starts_with("Document "));
    if !(has("HD") && (has("LP") || has("TD")) && text.lines().any(numbered)) {
        return None;
    }
    let (mut articles, mut fields) = (Vec::new(), Vec::<(&str, Vec<&str>)>::new());
    for line in text.lines() {
        let (code, rest) = match code(line) {
            Some((code, rest)) => (Some(code), rest),
            None => (None, line.trim()),
        };
        match (code, fields.last_mut()) {
            (Some(code), _) => fields.push((code, vec![rest])),
            (None, Some((_, lines))) => lines.push(rest),
            (None, None) => {}
        }
        if code == Some("AN") {
            articles.push(factiva_article(&std::mem::take(&mut fields)));
        }
    }
    Some(articles)
}

/// The code at the beginning of a line, and what stands behind it.
fn code(line: &str) -> Option<(&str, &str)> {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (code, rest) = line.split_at_checked(end)?;
    CODES.contains(&code).then_some((code, rest.trim()))
}

fn factiva_article(fields: &[(&str, Vec<&str>)]) -> Option<Document> {
    let field = |wanted: &str| {
        let lines = fields.iter().filter(|(code, _)| *code == wanted).flat_map(|(_, lines)| lines.iter().copied());
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    };
    let mut record = Record::default();
    record.set(Field::Title, 0, field("HD").into());
    record.set(Field::Author, 0, field("BY").into());
    record.set(Field::Outlet, 0, field("SN").into());
    record.set(Field::Date, 0, field("PD").into());
    let number = field("AN");
    record.set(Field::Id, 0, number.strip_prefix("Document ").unwrap_or_default().trim().to_owned().into());
    record.set(Field::Text, 0, format!("{}\n\n{}", field("LP"), field("TD")).trim().to_owned().into());
    record.into_document().ok()
}
