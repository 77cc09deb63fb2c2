//! JSON lines: one article a line.

use super::lines::{Line, Lines};
use super::object::Objects;
use super::source::{Source, too_long, unreadable};
use super::{Context, Format, Found, Open, Records, encoding};
use crate::error::{Error, Stage};

/// `.jsonl`, `.ndjson`.
pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    endings: &["jsonl", "ndjson", "jsonlines"],
    about: "JSON, one article a line",
    open: Open::Text(open),
};

fn open(source: Source, context: &Context) -> Records {
    let lines = Lines::new(source, context.limit);
    Box::new(JsonLines { lines, limit: context.limit, objects: Objects::new(context), records: 0, last: None })
}

struct JsonLines {
    lines: Lines,
    limit: usize,
    objects: Objects,
    records: u64,
    /// What remains to be said when the lines are over.
    last: Option<std::vec::IntoIter<Error>>,
}

impl JsonLines {
    /// Says `errors`, and nothing more.
    fn end(&mut self, errors: Vec<Error>) -> Option<Result<Found, Error>> {
        self.last.insert(errors.into_iter()).next().map(Err)
    }
}

impl Iterator for JsonLines {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(last) = &mut self.last {
            return last.next().map(Err);
        }
        loop {
            let line = match self.lines.next() {
                Ok(Some(Line::Whole(line))) => Ok(line),
                Ok(Some(Line::TooLong)) => Err(too_long(self.limit)),
                Ok(None) if self.records == 0 => return self.end(vec![super::no_text()]),
                Ok(None) => return self.end(self.objects.unmet()),
                Err(error) => return self.end(vec![unreadable(&error)]),
            };
            if line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()) {
                continue;
            }
            self.records += 1;
            if self.records == 1 && line.as_ref().is_ok_and(|line| line.trim_ascii_start().starts_with(b"[")) {
                let error = Error::new(Stage::Read, "a JSON array, not one object a line");
                return self.end(vec![error.hint("end its name in .json, or say --format json")]);
            }
            let article = line.and_then(encoding::decode_part).and_then(|json| self.objects.article(&json));
            let number = self.lines.number();
            return Some(match article {
                Ok(document) => Ok(Found::new(document, Some(number), Some(number))),
                Err(error) => Err(error.line(number)),
            });
        }
    }
}
