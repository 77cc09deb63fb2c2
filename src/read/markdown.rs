//! Markdown: one article a file, perhaps with a block of facts in front.

use super::record::{Field, Record, is_blank};
use super::source::Source;
use super::text::leading_date;
use super::{Context, Format, Open, Records, encoding, no_text, single};
use crate::document::Document;
use crate::error::Error;
use std::borrow::Cow;

/// `.md`. The text stays as it is written, marks and all; its front matter becomes title, date and so on.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    endings: &["md", "markdown"],
    about: "Markdown, one article a file, front matter as title, date …",
    open: Open::Text(open),
};

fn open(source: Source, context: &Context) -> Records {
    single(article(source, context))
}

fn article(source: Source, context: &Context) -> Result<Document, Error> {
    let text = encoding::decode(source.read_all(context.limit)?, None)?;
    let mut record = Record::default();
    let text = match front_matter(&text) {
        Some((block, rest)) => {
            set_facts(&mut record, block, context);
            rest
        }
        None => match leading_date(&text) {
            Some((date, rest)) => {
                record.set(Field::Date, 0, date.into());
                rest
            }
            None => &text,
        },
    };
    record.set(Field::Text, 0, Cow::Borrowed(text));
    record.into_document().map_err(|_| no_text())
}

/// The block between two lines `---` (or `+++`) at the very beginning, and what follows it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            let after = rest.get(at + line.len()..)?;
            return Some((rest.get(..at)?, after.trim_start_matches(['\n', '\r'])));
        }
        at += line.len();
    }
    None
}

/// `title: Bridge opens` (YAML) or `title = "Bridge opens"` (TOML), a line each; other lines say nothing to us, nor does
/// the `>-` or `|` of a value that stands below it.
fn set_facts<'a>(record: &mut Record<'a>, block: &'a str, context: &Context) {
    for line in block.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim();
        let value = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap_or(value);
        let bare = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
        let value = bare('"').or_else(|| bare('\'')).unwrap_or(value);
        let below = value.starts_with(['>', '|']) && value.len() <= 3;
        match context.columns.lookup(key) {
            Some((field, rank)) if field != Field::Text && !below && !is_blank(value) => {
                record.set(field, rank, value.into());
            }
            _ => {}
        }
    }
}
