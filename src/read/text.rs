//! Plain text: one article a file, perhaps with its date in front.

use super::record::{Field, Record};
use super::source::Source;
use super::{Context, Format, Found, Open, Records, date, encoding, export, no_text, single};
use crate::document::Document;
use crate::error::{Error, Stage};
use std::borrow::Cow;

/// `.txt`.
pub(super) const FORMAT: Format = Format {
    name: "text",
    endings: &["txt", "text"],
    about: "plain text, one article a file, or an export of LexisNexis or Factiva",
    open: Open::Text(open),
};

fn open(source: Source, context: &Context) -> Records {
    let text = source.read_all(context.limit).and_then(|bytes| encoding::decode(bytes, None));
    let text = match text {
        Ok(text) => text,
        Err(error) => return single(Err(error)),
    };
    let Some(articles) = export::articles(&text) else { return single(article(text)) };
    Box::new(articles.into_iter().zip(1..).map(|(article, number)| match article {
        Some(document) => Ok(Found::new(document, Some(number), None)),
        None => Err(Error::new(Stage::Read, format!("article {number} of the export has no text"))),
    }))
}

fn article(text: String) -> Result<Document, Error> {
    let mut record = Record::default();
    let text = match leading_date(&text) {
        Some((date, rest)) => {
            record.set(Field::Date, 0, date.into());
            Cow::Owned(rest.to_owned())
        }
        None => Cow::Owned(text),
    };
    record.set(Field::Text, 0, text);
    record.into_document().map_err(|_| no_text())
}

/// The date that stands in front of a text as ` date 2022-03-29 ` or in a line `date: …`, and the text without it.
pub(super) fn leading_date(text: &str) -> Option<(String, &str)> {
    let rest = text.trim_start();
    let (word, rest) = rest.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case("date") {
        return None;
    }
    if let Some(rest) = rest.strip_prefix(':') {
        return iso(rest.trim_start()).or_else(|| {
            let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let (line, after) = rest.split_at_checked(end)?;
            Some((date::parse_alone(line)?, after.trim_start()))
        });
    }
    rest.starts_with([' ', '\t']).then(|| iso(rest.trim_start())).flatten()
}

/// A whole ISO date that ends at white space, and what follows.
fn iso(text: &str) -> Option<(String, &str)> {
    let (date, rest) = text.split_at_checked(10)?;
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let shaped =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if ends && shaped { Some((date::parse(date)?, rest.trim_start())) } else { None }
}

#[cfg(test)]
mod tests {
    use super::leading_date;

    #[test]
    fn a_date_in_front_is_no_part_of_the_text() {
        for text in [
            " date 2022-03-29 Talks began.",
            "date: 2022-03-29 Talks began.",
            "Date: March 29, 2022\r\n\r\nTalks began.",
            "DATE: 2022-03-29\nTalks began.",
        ] {
            assert_eq!(leading_date(text), Some(("2022-03-29".into(), "Talks began.")), "{text}");
        }
    }

    #[test]
    fn a_text_that_speaks_of_a_date_keeps_it() {
        for text in [
            "",
            "date",
            "Date 2022-03-2 set",
            "dates 2022-03-29 x",
            "Date: to be fixed by March.\nTalks",
            "Date: March 29, 2022 Talks began.",
            "date 2022-13-29 x",
        ] {
            assert_eq!(leading_date(text), None, "{text}");
        }
    }
}
