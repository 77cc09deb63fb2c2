//! `Run`: pairs on the disk, in order, and any number of such runs as one.

use super::messages::{Messages, Received};
use super::table::failed;
use crate::error::{Error, Stage};
use crate::graph::{CoMentions, PairStore, StoredPair};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many values are written and read at once.
const CHUNK: usize = 1024;

/// Pairs in a file: the ids of their entities in order, then the pairs in order.
#[derive(Debug, Clone)]
pub(super) struct Run {
    path: PathBuf,
    offset: u64,
    _temporary: Option<Arc<Temporary>>,
}

/// A file that goes with its value.
#[derive(Debug)]
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // Nothing more can be done than try.
        _ = fs::remove_file(&self.0);
    }
}

impl Run {
    /// Pairs that stand in a file which stays.
    pub(super) fn within(path: &Path, offset: u64) -> Self {
        Self { path: path.to_path_buf(), offset, _temporary: None }
    }

    /// Takes the pairs of some counts to the new file `path`.
    pub(super) fn spill(counts: &mut CoMentions, path: &Path) -> Result<Self, Error> {
        Self::make(path, |out| {
            let mut writer = Writer::new(out)?;
            counts.store_pairs(&mut writer)?;
            writer.finish().map(|_| ())
        })
    }

    /// One run in the new file `path` for several.
    pub(super) fn join(runs: &[Self], path: &Path) -> Result<Self, Error> {
        let mut ids: Vec<String> = Vec::new();
        for run in runs {
            Source::open(run).and_then(|mut source| source.each_id(|id| ids.push(id))).map_err(|e| run.damaged(&e))?;
        }
        ids.sort_unstable();
        ids.dedup();
        let mut merged = Merged::open(runs, &ids.iter().map(String::as_str).collect::<Vec<_>>())?;
        let mut broken = None;
        let made = Self::make(path, |out| {
            let mut writer = Writer::new(out)?;
            writer.ids(&ids.iter().map(String::as_str).collect::<Vec<_>>())?;
            for pair in &mut merged {
                match pair {
                    Ok(pair) => writer.put(pair)?,
                    Err(error) => {
                        broken = Some(error);
                        break;
                    }
                }
            }
            writer.finish().map(|_| ())
        });
        broken.map_or(made, Err)
    }

    fn make(path: &Path, write: impl FnOnce(BufWriter<File>) -> io::Result<()>) -> Result<Self, Error> {
        let temporary = Arc::new(Temporary(path.to_path_buf()));
        File::create(path).and_then(|file| write(BufWriter::new(file))).map_err(|error| {
            let hint = "pairs beyond --memory are kept beside the output for a while: make room there";
            failed(path, &error).hint(hint)
        })?;
        Ok(Self { path: path.to_path_buf(), offset: 0, _temporary: Some(temporary) })
    }

    fn damaged(&self, error: &io::Error) -> Error {
        damaged(&self.path, error)
    }
}

/// A file of ours that can't be read back.
pub(super) fn damaged(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the file was cut off".to_owned(),
        _ if error.raw_os_error().is_some() => format!("can't be read: {error}"),
        _ => format!("the file is damaged: {error}"),
    };
    Error::new(Stage::Read, message).at(path).hint("make it again, or copy it again from where it was made")
}

/// A run being written.
pub(super) struct Writer<W: Write> {
    messages: Messages<W>,
    chunk: Vec<StoredPair>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        Ok(Self { messages: Messages::new(out)?, chunk: Vec::new() })
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = if self.chunk.is_empty() { Ok(()) } else { self.messages.put(&self.chunk) };
        self.chunk.clear();
        written
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.messages.finish()
    }
}

impl<W: Write> PairStore for Writer<W> {
    type Error = io::Error;

    fn ids(&mut self, ids: &[&str]) -> io::Result<()> {
        ids.chunks(CHUNK).try_for_each(|chunk| self.messages.put(chunk))?;
        self.messages.put::<[&str]>(&[])
    }

    fn put(&mut self, pair: StoredPair) -> io::Result<()> {
        self.chunk.push(pair);
        if self.chunk.len() == CHUNK { self.flush() } else { Ok(()) }
    }
}

/// A run being read.
struct Source {
    received: Received,
    path: PathBuf,
    /// The place of each of its ids in the ids of all.
    places: Vec<u32>,
    chunk: std::vec::IntoIter<StoredPair>,
    next: Option<StoredPair>,
}

impl Source {
    fn open(run: &Run) -> io::Result<Self> {
        let received = Received::open(&run.path, run.offset)?;
        let (places, chunk) = (Vec::new(), Vec::new().into_iter());
        Ok(Self { received, path: run.path.clone(), places, chunk, next: None })
    }

    fn each_id(&mut self, mut take: impl FnMut(String)) -> io::Result<()> {
        loop {
            let ids: Vec<String> = self.received.expect()?;
            if ids.is_empty() {
                return Ok(());
            }
            ids.into_iter().for_each(&mut take);
        }
    }

    /// Finds its ids among those of all, which are in order as its own are.
    fn place(&mut self, all: &[&str]) -> io::Result<()> {
        let (mut at, mut missing, mut places) = (0, false, Vec::new());
        self.each_id(|id| {
            at += all[at..].partition_point(|held| *held < id.as_str());
            missing |= all.get(at).is_none_or(|held| *held != id);
            places.push(at as u32);
            at = (at + 1).min(all.len());
        })?;
        if missing {
            return Err(io::Error::other("its entities are not in order, or some are missing"));
        }
        self.places = places;
        self.advance()
    }

    fn advance(&mut self) -> io::Result<()> {
        let before = self.next.take().map(|pair| pair.key());
        let mut pair = self.chunk.next();
        if pair.is_none() {
            self.chunk = self.received.next::<Vec<StoredPair>>()?.unwrap_or_default().into_iter();
            pair = self.chunk.next();
        }
        let Some(pair) = pair else { return Ok(()) };
        let (one, other) = pair.key();
        let placed = self.places.get(one as usize).zip(self.places.get(other as usize));
        let (&one, &other) = placed.ok_or_else(|| io::Error::other("a pair of no entity"))?;
        if one >= other || before.is_some_and(|before| before >= (one, other)) {
            return Err(io::Error::other("its pairs are not in order"));
        }
        self.next = Some(pair.placed(one, other));
        Ok(())
    }
}

/// The pairs of several runs in order, each once.
pub(super) struct Merged {
    sources: Vec<Source>,
    heap: BinaryHeap<Reverse<((u32, u32), usize)>>,
    broken: bool,
}

impl Merged {
    /// `ids` are those of all runs, in order; pairs refer to them by their places.
    pub(super) fn open(runs: &[Run], ids: &[&str]) -> Result<Self, Error> {
        let mut merged = Self { sources: Vec::new(), heap: BinaryHeap::new(), broken: false };
        for run in runs {
            let opened = Source::open(run).and_then(|mut source| source.place(ids).map(|()| source));
            merged.sources.push(opened.map_err(|error| run.damaged(&error))?);
            merged.enter(merged.sources.len() - 1);
        }
        Ok(merged)
    }

    fn enter(&mut self, source: usize) {
        if let Some(pair) = &self.sources[source].next {
            self.heap.push(Reverse((pair.key(), source)));
        }
    }

    /// The next pair of a source.
    fn take(&mut self, source: usize) -> Result<Option<StoredPair>, Error> {
        let Source { next, path, .. } = &mut self.sources[source];
        let (pair, path) = (next.clone(), path.clone());
        self.sources[source].advance().map_err(|error| damaged(&path, &error))?;
        self.enter(source);
        Ok(pair)
    }

    fn step(&mut self) -> Result<Option<StoredPair>, Error> {
        let Some(Reverse((key, source))) = self.heap.pop() else { return Ok(None) };
        let Some(mut pair) = self.take(source)? else { return Ok(None) };
        while let Some(&Reverse((next, source))) = self.heap.peek() {
            if next != key {
                break;
            }
            self.heap.pop();
            if let Some(other) = self.take(source)? {
                pair.merge(other);
            }
        }
        Ok(Some(pair))
    }
}

impl Iterator for Merged {
    type Item = Result<StoredPair, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let step = self.step();
        self.broken = step.is_err();
        step.transpose()
    }
}
