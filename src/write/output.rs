//! `Output`: an output being written, from the first article to the folder in its place; `Sink`, what it is to a run.

use super::counted::Spill;
use super::database::Database;
use super::folder::Folder;
use super::further::{Further, Whole};
use super::register::Register;
use super::table::Table;
use super::{
    Counted, Describe, Drawn, Report, Rows, Settings, documents, edges, entities, errors, graphs, mentions, nodes,
    page, quote_edges, quotes, unknown, write_file,
};
use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::graph::{CoMentions, community_names, measures, positions};
use std::path::Path;

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
    pub(super) settings: Settings,
    pub(super) folder: Folder,
    pub(super) documents: Table,
    pub(super) mentions: Table,
    pub(super) quotes: Table,
    pub(super) errors: Table,
    pub(super) register: Register,
    pub(super) counts: Counted,
    pub(super) report: Report,
    pub(super) further: Further,
    pub(super) database: Option<Database>,
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

    /// Asks `unwanted` on the way, and writes nothing more once it says so: the step at hand is an error then, and
    /// dropped, the output leaves nothing behind.
    #[must_use]
    pub fn until(self, unwanted: fn() -> bool) -> Self {
        self.folder.until(unwanted);
        self
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
    pub(super) fn place(
        &mut self,
        id: &str,
        text: Option<u64>,
        cells: &str,
        mentions: &str,
        quotes: &str,
    ) -> Result<(), Error> {
        self.list(id, text, cells.as_bytes())?;
        self.mentions.add(mentions)?;
        self.quotes.add(quotes)
    }

    /// Writes the row of an article, whose cells but the last are given.
    pub(super) fn list(&mut self, id: &str, text: Option<u64>, cells: &[u8]) -> Result<(), Error> {
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
        counts.settle(settings.window);
        let network = counts.graph(settings.window, &runs)?;
        drop(runs);
        let counts = counts.counted();
        let measures = measures(&network);
        let (places, communities) = (positions(&network, &measures), community_names(&network, &measures));
        let drawn = Drawn::new(&network, &measures, &places, &communities);
        write_counted(&folder, &settings, counts, &drawn, describe)?;
        graphs::write(&folder, &drawn)?;
        report.finish(counts, &network);
        let whole = Whole { folder: &folder, settings: &settings, counts, drawn: &drawn, report: &report };
        if let Some(page) = page {
            let whole = page::Whole { drawn: &drawn, counts, report: &report, settings, describe };
            write_file(&folder, page::FILE, |out| page.write(out, &whole))?;
        }
        further.write(&whole)?;
        // From here on it is one move.
        folder.wanted()?;
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
pub(super) fn write_counted(
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
