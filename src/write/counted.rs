//! `Counted`: what is counted over all articles, by threads for themselves; pairs beyond a limit of memory wait on the disk.

use super::page::Page;
use super::spilled::{Merged, Run, Writer};
use super::{PageFile, Settings};
use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::graph::{CoMentions, Network, PairStore, Window};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many runs are read at once; more are joined before.
const MOST_RUNS: usize = 32;

/// Counts over articles, which merge in any order.
#[derive(Debug)]
pub struct Counted {
    pub(super) counts: CoMentions,
    pub(super) page: Option<Page>,
    pub(super) runs: Vec<Run>,
    spill: Spill,
    /// What went wrong with the disk; told when the counts are taken in.
    failed: Option<Error>,
}

/// Where pairs may go, and when.
#[derive(Debug, Clone)]
pub(super) struct Spill {
    folder: PathBuf,
    /// Bytes of pairs that may be in memory.
    limit: usize,
    serial: Arc<AtomicU64>,
}

impl Spill {
    /// Into `folder`, which is there, beyond `limit` bytes.
    pub(super) fn new(folder: PathBuf, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Self { folder, limit, serial: Arc::default() }
    }

    /// The same for one of some threads.
    pub(super) fn share(&self, threads: usize) -> Self {
        Self { limit: self.limit / threads.max(1), ..self.clone() }
    }

    fn file(&self) -> PathBuf {
        self.folder.join(format!(".pairs-{}", self.serial.fetch_add(1, Ordering::Relaxed)))
    }
}

impl Counted {
    pub(super) fn new(settings: Settings, spill: Spill) -> Self {
        let page = (settings.page == PageFile::Written).then(Page::default);
        Self { counts: CoMentions::new(settings.limits), page, runs: Vec::new(), spill, failed: None }
    }

    /// Nothing counted yet, for one of some threads.
    pub(super) fn empty(&self, settings: Settings, threads: usize) -> Self {
        Self::new(settings, self.spill.share(threads))
    }

    /// Counts one article.
    pub fn add(&mut self, document: &Document, analysis: &Analysis) {
        self.counts.add(document, analysis);
        if let Some(page) = &mut self.page {
            page.add(document, analysis);
        }
        if self.failed.is_none() && self.counts.outgrown(self.spill.limit) {
            self.failed = self.spill().err();
        }
    }

    fn spill(&mut self) -> Result<(), Error> {
        self.runs.push(Run::spill(&mut self.counts, &self.spill.file())?);
        self.join(MOST_RUNS)
    }

    fn join(&mut self, most: usize) -> Result<(), Error> {
        while self.runs.len() > most {
            // The eldest are the largest: each pair is written again a few times at most.
            let first = self.runs.len().saturating_sub(MOST_RUNS);
            let joined = Run::join(&self.runs[first..], &self.spill.file())?;
            self.runs.truncate(first);
            self.runs.push(joined);
        }
        Ok(())
    }

    /// Takes in what another thread counted.
    pub(super) fn merge(&mut self, mut other: Self) -> Result<(), Error> {
        if let Some(error) = other.failed.take() {
            return Err(error);
        }
        if self.counts.bytes() + other.counts.bytes() > self.spill.limit / 2 {
            other.spill()?;
        }
        self.counts.merge(other.counts);
        self.runs.extend(other.runs);
        match (&mut self.page, other.page) {
            (Some(page), Some(other)) => page.merge(other),
            (held, other) => *held = held.take().or(other),
        }
        if self.counts.outgrown(self.spill.limit) { self.spill() } else { self.join(2 * MOST_RUNS) }
    }

    /// The graph.
    pub(super) fn graph(&self, window: Window, runs: &[Run]) -> Result<Network<'_>, Error> {
        if runs.is_empty() {
            return Ok(self.counts.graph(window));
        }
        let ids: Vec<&str> = self.counts.entities().into_iter().map(|entity| &*entity.id).collect();
        self.counts.graph_of(window, Merged::open(runs, &ids)?)
    }

    /// Makes ready for [`Self::graph`], so that it needs no more memory than it must.
    pub(super) fn settle(&mut self, window: Window) {
        if window == Window::Document {
            self.counts.settle();
        }
    }

    /// The pairs on the disk, all of them there or none.
    pub(super) fn take_runs(&mut self) -> Result<Vec<Run>, Error> {
        if !self.runs.is_empty() && self.counts.pairs_held() > 0 {
            self.runs.push(Run::spill(&mut self.counts, &self.spill.file())?);
        }
        self.join(2 * MOST_RUNS)?;
        Ok(std::mem::take(&mut self.runs))
    }

    /// What is counted but for pairs on the disk.
    pub(super) fn counted(&self) -> &CoMentions {
        &self.counts
    }

    /// Writes all pairs as one run.
    pub(super) fn write_pairs<W: Write>(&mut self, out: W) -> Result<io::Result<W>, Error> {
        let runs = self.take_runs()?;
        let mut failed = None;
        let mut write = |out: W| {
            let mut writer = Writer::new(out)?;
            if runs.is_empty() {
                self.counts.store_pairs(&mut writer)?;
                return writer.finish();
            }
            let ids: Vec<&str> = self.counts.entities().into_iter().map(|entity| &*entity.id).collect();
            writer.ids(&ids)?;
            match Merged::open(&runs, &ids) {
                Ok(pairs) => {
                    for pair in pairs {
                        match pair {
                            Ok(pair) => writer.put(pair)?,
                            Err(error) => {
                                failed = Some(error);
                                break;
                            }
                        }
                    }
                }
                Err(error) => failed = Some(error),
            }
            writer.finish()
        };
        let written = write(out);
        failed.map_or(Ok(written), Err)
    }
}
