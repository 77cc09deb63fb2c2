//! Analyses to files: the tables and the graph of a run, in a folder that appears whole or not at all.

mod attributes;
mod cell;
mod documents;
mod edges;
mod entities;
mod errors;
mod folder;
mod gexf;
mod graphml;
mod mentions;
mod nodes;
mod offsets;
mod page;
mod quote_edges;
mod quoted;
mod quotes;
mod register;
mod report;
mod rows;
mod table;
mod unknown;
mod xml;

pub use folder::Existing;
pub use page::PageFile;
pub use quoted::quoted_words;
pub(crate) use register::Ids;
pub use report::{Report, Speaker, StrongTie};
pub use rows::Rows;
pub use table::Definition;
pub use unknown::Frequent;

use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::graph::{CoMentions, Limits, Measures, Network, Position, Window, measures, positions};
use crate::span::Span;
use folder::Folder;
use offsets::Offsets;
use register::Register;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use table::Table;

/// The tables, with their columns.
pub const TABLES: &[Definition] = &[
    documents::TABLE,
    mentions::TABLE,
    entities::TABLE,
    quotes::TABLE,
    nodes::TABLE,
    edges::TABLE,
    quote_edges::TABLE,
    unknown::TABLE,
    errors::TABLE,
];

/// All files of an output.
pub const FILES: &[&str] = &[
    documents::TABLE.file,
    mentions::TABLE.file,
    entities::TABLE.file,
    quotes::TABLE.file,
    nodes::TABLE.file,
    edges::TABLE.file,
    quote_edges::TABLE.file,
    unknown::TABLE.file,
    errors::TABLE.file,
    gexf::FILE,
    graphml::FILE,
    page::FILE,
];

/// What a gazetteer says about an entity, beyond its name; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Description<'a> {
    /// `Q3874799`.
    pub wikidata: &'a str,
    /// The country that it belongs to.
    pub country: &'a str,
    /// A few words on who or what it is.
    pub description: &'a str,
}

/// Knows the rows of the gazetteer by their number, [`crate::document::Entity::known`].
pub trait Describe {
    /// What row `known` says.
    fn describe(&self, known: u32) -> Description<'_>;
}

/// Knows nothing.
impl Describe for () {
    fn describe(&self, _known: u32) -> Description<'_> {
        Description::default()
    }
}

/// What may be chosen about an output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// The window that makes a tie.
    pub window: Window,
    /// How many names a window may hold.
    pub limits: Limits,
    /// Which names go to `unknown.csv`.
    pub frequent: Frequent,
    /// What may be replaced.
    pub existing: Existing,
    /// Whether `report.html` is written.
    pub page: PageFile,
}

/// An output being written. Articles go to their tables as they come; entities, the graph and the rest are written
/// by [`Output::finish`]. Dropped before that, it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    settings: Settings,
    folder: Folder,
    documents: Table,
    mentions: Table,
    quotes: Table,
    errors: Table,
    register: Register,
    counts: Counted,
    report: Report,
}

impl Output {
    /// An output that will stand at `folder`.
    ///
    /// # Errors
    ///
    /// The folder can't be written, or holds something else than an earlier output (see [`Existing`]).
    pub fn create(folder: &Path, settings: Settings) -> Result<Self, Error> {
        let folder = Folder::create(folder, settings.existing)?;
        Ok(Self {
            documents: Table::create(&folder, &documents::TABLE)?,
            mentions: Table::create(&folder, &mentions::TABLE)?,
            quotes: Table::create(&folder, &quotes::TABLE)?,
            errors: Table::create(&folder, &errors::TABLE)?,
            folder,
            settings,
            register: Register::default(),
            counts: Counted::new(settings),
            report: Report::default(),
        })
    }

    /// Adds an article. Ids are unique in an output: leave out the second.
    ///
    /// # Errors
    ///
    /// A file can't be written (a full disk).
    pub fn add(&mut self, document: &Document, analysis: &Analysis) -> Result<(), Error> {
        let mut rows = Rows::default();
        rows.add(document, analysis);
        self.counts.add(document, analysis);
        self.append(&rows)
    }

    /// Adds the rows of articles whose counts come by [`Output::count`]; in the order of the articles.
    ///
    /// # Errors
    ///
    /// A file can't be written (a full disk).
    pub fn append(&mut self, rows: &Rows) -> Result<(), Error> {
        let (mut cells, mut id) = (0, 0);
        for entry in &rows.entries {
            let duplicate_of = self.register.enter(&rows.ids[id..entry.id], entry.text);
            self.report.duplicates += u64::from(duplicate_of.is_some());
            documents::complete(&mut self.documents, &rows.documents.bytes()[cells..entry.cells], duplicate_of)?;
            (cells, id) = (entry.cells, entry.id);
        }
        self.report.merge(&rows.report);
        self.mentions.append(&rows.mentions)?;
        self.quotes.append(&rows.quotes)
    }

    /// An empty count, for a thread to fill.
    pub fn counts(&self) -> Counted {
        Counted::new(self.settings)
    }

    /// Takes in what a thread counted; in any order.
    pub fn count(&mut self, counts: Counted) {
        self.counts.merge(counts);
    }

    /// Lists an input that was skipped.
    ///
    /// # Errors
    ///
    /// A file can't be written (a full disk).
    pub fn skip(&mut self, error: &Error) -> Result<(), Error> {
        self.report.skipped += 1;
        if let Some(page) = &mut self.counts.page {
            page.skip(error);
        }
        errors::add(&mut self.errors, error)
    }

    /// What was written so far; speakers and ties are filled in by [`Output::finish`].
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Writes what concerns all articles together and puts the output in its place.
    ///
    /// # Errors
    ///
    /// A file can't be written, or the folder can't take its place; nothing is left behind then.
    pub fn finish(self, describe: &dyn Describe) -> Result<Report, Error> {
        let Self { settings, folder, documents, mentions, quotes, errors, counts, mut report, register: _ } = self;
        let Counted { counts, page } = counts;
        for table in [documents, mentions, quotes, errors] {
            table.close()?;
        }
        let network = counts.graph(settings.window);
        let measures = measures(&network);
        let places = positions(&network, &measures);
        let drawn = Drawn { network: &network, measures: &measures, places: &places };
        let table = |definition, fill: &dyn Fn(&mut Table) -> Result<(), Error>| {
            let mut table = Table::create(&folder, definition)?;
            fill(&mut table)?;
            table.close()
        };
        table(&entities::TABLE, &|table| entities::add(table, &counts, describe))?;
        table(&nodes::TABLE, &|table| nodes::add(table, &drawn))?;
        table(&edges::TABLE, &|table| edges::add(table, &drawn))?;
        table(&quote_edges::TABLE, &|table| quote_edges::add(table, &counts))?;
        table(&unknown::TABLE, &|table| unknown::add(table, &counts, settings.frequent))?;
        write_file(&folder, gexf::FILE, |out| gexf::write(out, &drawn))?;
        write_file(&folder, graphml::FILE, |out| graphml::write(out, &drawn))?;
        report.finish(&counts, &network);
        if let Some(page) = page {
            let whole = page::Whole { drawn: &drawn, counts: &counts, report: &report, settings, describe };
            write_file(&folder, page::FILE, |out| page.write(out, &whole))?;
        }
        folder.publish()?;
        Ok(report)
    }
}

/// What is counted over all articles: by threads for themselves, merged in any order.
#[derive(Debug)]
pub struct Counted {
    counts: CoMentions,
    page: Option<page::Page>,
}

impl Counted {
    fn new(settings: Settings) -> Self {
        let page = (settings.page == PageFile::Written).then(page::Page::default);
        Self { counts: CoMentions::new(settings.limits), page }
    }

    /// Counts one article.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        self.counts.add(document, analysis);
        if let Some(page) = &mut self.page {
            page.add(document, analysis);
        }
    }

    fn merge(&mut self, other: Self) {
        self.counts.merge(other.counts);
        match (&mut self.page, other.page) {
            (Some(page), Some(other)) => page.merge(other),
            (held, other) => *held = held.take().or(other),
        }
    }
}

/// An article with its offsets in code points.
struct Article<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    offsets: Offsets<'a>,
}

impl Article<'_> {
    fn start(&self, span: Span) -> u32 {
        self.offsets.code_point(span.start())
    }

    fn end(&self, span: Span) -> u32 {
        self.offsets.code_point(span.end())
    }
}

/// The graph with the measures of its nodes and their places in a drawing.
struct Drawn<'a> {
    network: &'a Network<'a>,
    measures: &'a [Measures],
    places: &'a [Position],
}

fn write_file(
    folder: &Folder,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Error> {
    let (path, file) = folder.file(name)?;
    let mut out = BufWriter::new(file);
    write(&mut out).and_then(|()| out.flush()).map_err(|error| table::failed(&path, &error))
}
