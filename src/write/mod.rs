//! Analyses to files: the tables and the graph of a run, in a folder that appears whole or not at all.

mod attributes;
mod cell;
mod column;
mod counted;
mod cx2;
mod database;
mod datapackage;
mod documents;
mod dot;
mod dynamic_gexf;
mod edges;
mod entities;
mod errors;
mod folder;
mod ftm;
mod further;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod look;
mod mentions;
mod messages;
mod node_link;
mod nodes;
mod offsets;
mod page;
mod partial;
mod preset;
mod provenance;
mod quote_edges;
mod quote_gexf;
mod quoted;
mod quotes;
mod register;
mod report;
mod rows;
mod spilled;
mod stored;
mod table;
mod unknown;
mod workbook;
mod xml;

pub use column::{Column, Content, Reference};
pub use counted::Counted;
pub use database::{Filter, Kept, Recall};
pub use folder::Existing;
pub use further::{Also, Further};
pub use page::PageFile;
pub use partial::{Partial, Parts};
pub use preset::Preset;
pub use provenance::Provenance;
pub use quoted::quoted_words;
pub(crate) use register::Ids;
pub use report::{Report, Speaker, StrongTie};
pub use rows::Rows;
pub use table::Definition;
pub use unknown::Frequent;

use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::graph::{
    CoMentions, Limits, Measures, Network, Position, Window, backbone, community_names, measures, positions,
};
use crate::span::Span;
use counted::Spill;
use database::Database;
use folder::Folder;
use further::Whole;
use offsets::Offsets;
use petgraph::graph::{EdgeIndex, NodeIndex};
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

/// All files of an output for which nothing was asked beyond.
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
    graphology::FILE,
    quote_gexf::FILE,
    datapackage::FILE,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Bytes that the pairs met may take in memory, for all threads together; what is beyond waits on the disk. The
    /// output is the same with any number.
    pub memory: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window: Window::default(),
            limits: Limits::default(),
            frequent: Frequent::default(),
            existing: Existing::default(),
            page: PageFile::default(),
            memory: 1 << 30,
        }
    }
}

/// Where the articles of a run go: tables, or a file of partial results.
pub trait Sink {
    /// Empty rows, for a thread to fill.
    fn rows(&self) -> Rows;

    /// An empty count, for one of some threads to fill.
    fn counts(&self, threads: usize) -> Counted;

    /// Takes in the rows of some articles, whose counts come by [`Sink::count`], and what was skipped among them, with
    /// its place among both; in the order in which they were read.
    ///
    /// # Errors
    ///
    /// A file can't be written (a full disk).
    fn take(&mut self, rows: &Rows, skipped: &[(usize, Error)]) -> Result<(), Error>;

    /// Takes in what a thread counted; in any order.
    ///
    /// # Errors
    ///
    /// What is beyond the memory can't be written.
    fn count(&mut self, counts: Counted) -> Result<(), Error>;

    /// What was written so far.
    fn report(&self) -> &Report;
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
    further: Further,
    database: Option<Database>,
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
            settings,
            register: Register::default(),
            counts: Counted::new(settings, Spill::new(folder.hidden().to_path_buf(), settings.memory)),
            report: Report::default(),
            further: Further::default(),
            database: None,
            folder,
        })
    }

    /// Adds an article. Ids are unique in an output: leave out the second.
    ///
    /// # Errors
    ///
    /// A file can't be written (a full disk).
    pub fn add(&mut self, document: &Document, analysis: &Analysis) -> Result<(), Error> {
        let mut rows = self.rows();
        rows.add(document, analysis);
        self.counts.add(document, analysis);
        self.take(&rows, &[])
    }

    /// Adds rows that stand elsewhere; what is counted of them comes by itself.
    fn place(&mut self, id: &str, text: Option<u64>, cells: &str, mentions: &str, quotes: &str) -> Result<(), Error> {
        self.list(id, text, cells.as_bytes())?;
        self.mentions.add(mentions)?;
        self.quotes.add(quotes)
    }

    /// Writes the row of an article, whose cells but the last are given.
    fn list(&mut self, id: &str, text: Option<u64>, cells: &[u8]) -> Result<(), Error> {
        let duplicate_of = self.register.enter(id, text);
        self.report.duplicates += u64::from(duplicate_of.is_some());
        documents::complete(&mut self.documents, cells, duplicate_of)
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

    /// Writes what concerns all articles together and puts the output in its place.
    ///
    /// # Errors
    ///
    /// A file can't be written, or the folder can't take its place; nothing is left behind then.
    pub fn finish(self, describe: &dyn Describe) -> Result<Report, Error> {
        let Self {
            settings,
            folder,
            documents,
            mentions,
            quotes,
            errors,
            mut counts,
            mut report,
            further,
            database,
            ..
        } = self;
        for table in [documents, mentions, quotes, errors] {
            table.close()?;
        }
        let page = counts.page.take();
        let runs = counts.take_runs()?;
        let network = counts.graph(settings.window, &runs)?;
        drop(runs);
        let counts = counts.counted();
        let measures = measures(&network);
        let (places, communities) = (positions(&network, &measures), community_names(&network, &measures));
        let drawn = Drawn { network: &network, measures: &measures, places: &places, communities: &communities };
        write_counted(&folder, &settings, counts, &drawn, describe)?;
        write_file(&folder, gexf::FILE, |out| gexf::write(out, &drawn))?;
        write_file(&folder, graphml::FILE, |out| graphml::write(out, &drawn))?;
        report.finish(counts, &network);
        let whole = Whole { folder: &folder, settings: &settings, counts, drawn: &drawn, report: &report };
        if let Some(page) = page {
            let whole = page::Whole { drawn: &drawn, counts, report: &report, settings, describe };
            write_file(&folder, page::FILE, |out| page.write(out, &whole))?;
        }
        further.write(&whole)?;
        if let Some(mut database) = database {
            let kept = database.finish(&whole, &further.provenance.configuration(&settings).to_string())?;
            database.commit()?;
            report.kept = Some(kept);
        }
        folder.publish()?;
        Ok(report)
    }
}

/// Writes the tables on all articles together.
fn write_counted(
    folder: &Folder,
    settings: &Settings,
    counts: &CoMentions,
    drawn: &Drawn<'_>,
    describe: &dyn Describe,
) -> Result<(), Error> {
    let table = |definition, fill: &dyn Fn(&mut Table) -> Result<(), Error>| {
        let mut table = Table::create(folder, definition)?;
        fill(&mut table)?;
        table.close()
    };
    table(&entities::TABLE, &|table| entities::add(table, counts, describe))?;
    table(&nodes::TABLE, &|table| nodes::add(table, drawn))?;
    table(&edges::TABLE, &|table| edges::add(table, drawn))?;
    table(&quote_edges::TABLE, &|table| quote_edges::add(table, counts))?;
    table(&unknown::TABLE, &|table| unknown::add(table, counts, settings.frequent))
}

impl Sink for Output {
    fn rows(&self) -> Rows {
        Rows { kept: self.database.is_some().then(Vec::new), ..Rows::default() }
    }

    fn counts(&self, threads: usize) -> Counted {
        self.counts.empty(self.settings, threads)
    }

    fn take(&mut self, rows: &Rows, skipped: &[(usize, Error)]) -> Result<(), Error> {
        for article in rows.articles() {
            self.list(article.id, article.text, article.cells)?;
        }
        self.report.merge(&rows.report);
        self.mentions.append(&rows.mentions)?;
        self.quotes.append(&rows.quotes)?;
        self.keep_all(rows)?;
        skipped.iter().try_for_each(|(_, error)| self.skip(error))
    }

    fn count(&mut self, counts: Counted) -> Result<(), Error> {
        self.counts.merge(counts)
    }

    /// Speakers and ties are filled in by [`Output::finish`].
    fn report(&self) -> &Report {
        &self.report
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

/// The graph with the measures and places of its nodes, and the names of its communities.
struct Drawn<'a> {
    network: &'a Network<'a>,
    measures: &'a [Measures],
    places: &'a [Position],
    communities: &'a [String],
}

impl Drawn<'_> {
    /// The name of the community of a node.
    fn community(&self, node: NodeIndex) -> Option<&str> {
        self.measures[node.index()].community.map(|number| self.communities[number - 1].as_str())
    }

    /// How likely chance alone makes so heavy a tie.
    fn backbone(&self, tie: EdgeIndex) -> Option<f64> {
        let (source, target) = self.network.edge_endpoints(tie)?;
        backbone(self.network[tie].weight, [source, target].map(|node| &self.measures[node.index()]))
    }
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
