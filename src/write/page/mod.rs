//! `report.html`: the page that people open first. One file without any request: style, script and data are in it.
//!
//! [`Page`] takes articles as they come and keeps a bounded part of them ([`shelf`]); [`Page::write`] puts that, the
//! counts of the run and the assets of the folder `page/` together. Article text is hostile until shown otherwise: it
//! leaves here as JSON without a `<` ([`json`]) under a policy that runs one script only, known by its hash.

mod data;
mod json;
mod policy;
mod shape;
mod shelf;
mod text;
mod times;

use super::{Describe, Drawn, Report, Settings};
use crate::document::{Analysis, Attribution, Document};
use crate::error::Error;
use crate::graph::{CoMentions, Day};
use serde::{Deserialize, Serialize};
use shape::Data;
use shelf::Shelf;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use times::Times;

pub(super) const FILE: &str = "report.html";

/// Whether the output has a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageFile {
    /// `report.html` is written.
    #[default]
    Written,
    /// It is not; it takes the longest to write where articles are few, and holds parts of their texts.
    Omitted,
}

/// How many skipped inputs the page lists; `errors.csv` has all.
const MOST_SKIPPED: usize = 100;

/// What the page is to show, collected article by article. Memory is bounded but for the names and days met.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Page {
    shelf: Shelf,
    times: Times,
    outlets: BTreeMap<Box<str>, u64>,
    /// Not stored: whoever reads the rest is told of the inputs again.
    #[serde(skip)]
    skipped: BTreeSet<Skipped>,
    /// Quotations whose speaker is found but is nobody with a name.
    unnamed: u64,
}

/// An input that was skipped; by name, so that the page doesn't depend on the order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Skipped {
    file: String,
    line: Option<u64>,
    stage: &'static str,
    message: String,
    hint: String,
}

/// An article and what it says.
#[derive(Debug, Clone, Copy)]
struct Article<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
}

/// All that is known at the end of a run.
pub(super) struct Whole<'a> {
    pub(super) drawn: &'a Drawn<'a>,
    pub(super) counts: &'a CoMentions,
    pub(super) report: &'a Report,
    pub(super) settings: Settings,
    pub(super) describe: &'a dyn Describe,
}

impl Page {
    /// Takes in an article.
    pub(super) fn add(&mut self, document: &Document, analysis: &Analysis) {
        let day = document.date.as_deref().and_then(Day::parse);
        self.times.add_article(day, analysis.quotes.len() as u64);
        if let Some(outlet) = document.outlet.as_deref() {
            match self.outlets.get_mut(outlet) {
                Some(count) => *count += 1,
                None => _ = self.outlets.insert(outlet.into(), 1),
            }
        }
        for quote in &analysis.quotes {
            let Attribution::Said(said) = &quote.attribution else { continue };
            self.unnamed += u64::from(said.speakers.is_empty());
            for &speaker in &said.speakers {
                self.times.add_quote(&analysis.entities[speaker as usize].id, day);
            }
        }
        self.shelf.add(Article { document, analysis });
    }

    /// Takes in what another thread collected; in any order.
    pub(super) fn merge(&mut self, other: Self) {
        self.shelf.merge(other.shelf);
        self.times.merge(other.times);
        for (outlet, count) in other.outlets {
            *self.outlets.entry(outlet).or_default() += count;
        }
        self.skipped.extend(other.skipped);
        while self.skipped.len() > MOST_SKIPPED {
            self.skipped.pop_last();
        }
        self.unnamed += other.unnamed;
    }

    /// Whether all that it refers to is there.
    pub(super) fn is_sound(&self) -> bool {
        self.shelf.is_sound()
    }

    /// Takes in an input that was skipped.
    pub(super) fn skip(&mut self, error: &Error) {
        // The name alone: where the articles lie on somebody's machine is nothing for a page that is passed on.
        let name = error.path().map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned());
        self.skipped.insert(Skipped {
            file: name.unwrap_or_default(),
            line: error.line_number(),
            stage: error.stage().name(),
            message: text::shortened(&error.message(), text::LONGEST_NOTE),
            hint: error.hint_text().unwrap_or_default().to_owned(),
        });
        if self.skipped.len() > MOST_SKIPPED {
            self.skipped.pop_last();
        }
    }

    /// Writes the page.
    pub(super) fn write(self, out: &mut impl Write, whole: &Whole<'_>) -> io::Result<()> {
        let kept = self.shelf.into_kept();
        let data = Data::new(&kept, &self.times, &self.outlets, &self.skipped, self.unnamed, whole);
        let data = data.map_err(|error| io::Error::other(error.message()))?;
        let (style, script) = (STYLE.replace('\r', ""), SCRIPT.replace('\r', ""));
        let mut rest = TEMPLATE;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, after)) = after.split_once("}}") else { break };
            out.write_all(before.as_bytes())?;
            match name {
                "style" => out.write_all(style.as_bytes())?,
                "script" => out.write_all(script.as_bytes())?,
                "style-hash" => out.write_all(policy::sha256(style.as_bytes()).as_bytes())?,
                "script-hash" => out.write_all(policy::sha256(script.as_bytes()).as_bytes())?,
                "data" => json::write(out, &data)?,
                unknown => return Err(io::Error::other(format!("the page's template asks for {unknown}"))),
            }
            rest = after;
        }
        out.write_all(rest.as_bytes())
    }
}

const TEMPLATE: &str = include_str!("../../../page/report.html");
const STYLE: &str = include_str!("../../../page/report.css");
/// The parts share one scope; each says on top what it owns.
const SCRIPT: &str = concat!(
    include_str!("../../../page/elements.js"),
    include_str!("../../../page/run.js"),
    include_str!("../../../page/overview.js"),
    include_str!("../../../page/names.js"),
    include_str!("../../../page/quotations.js"),
    include_str!("../../../page/articles.js"),
    include_str!("../../../page/graph.js"),
    include_str!("../../../page/report.js"),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assets_end_no_element_and_ask_for_nothing() {
        assert!(!STYLE.contains("url("));
        for part in [STYLE, SCRIPT] {
            let lower = part.to_lowercase();
            assert!(!lower.contains("</s") && !lower.contains("<!--"), "ends its element");
            for request in ["fetch(", "xmlhttprequest", "import(", "@import", "websocket", "sendbeacon"] {
                assert!(!lower.contains(request), "{request}");
            }
            for parsed in ["innerhtml", "outerhtml", "insertadjacenthtml", "document.write", "eval(", "domparser"] {
                assert!(!lower.contains(parsed), "{parsed}");
            }
        }
    }

    #[test]
    fn the_template_asks_for_what_there_is() {
        let names: Vec<&str> = TEMPLATE.split("{{").skip(1).map(|part| part.split("}}").next().unwrap()).collect();
        assert_eq!(names, ["script-hash", "style-hash", "style", "data", "script"]);
    }

    #[test]
    fn skipped_inputs_are_bounded_and_in_no_order() {
        let error =
            |number: usize| Error::new(crate::error::Stage::Read, "is empty").at(format!("/home/ann/{number:03}.txt"));
        let (mut one, mut other) = (Page::default(), Page::default());
        for number in 0..150 {
            one.skip(&error(number));
            other.skip(&error(149 - number));
        }
        assert_eq!(one.skipped, other.skipped);
        assert_eq!(one.skipped.len(), MOST_SKIPPED);
        assert_eq!(one.skipped.first().unwrap().file, "000.txt");
    }
}
