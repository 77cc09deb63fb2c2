//! `Partial`: what some of the articles of a run say, in one file that merges with others of its kind.
//!
//! The file: eight bytes that name the format; streams of [`messages`](super::messages), each compressed and with a
//! checksum (rows of the tables in stretches sorted by path; entities; pairs; the page); a [`Footer`] in JSON that says
//! where each begins and what the articles were read with; its length, its hash, and the eight bytes again.

mod merge;

pub use merge::Parts;

use super::counted::{Counted, Spill};
use super::folder::{beside, clear_after_killed, remove};
use super::messages::Messages;
use super::provenance::Provenance;
use super::table::failed;
use super::{Describe, Description, PageFile, Report, Rows, Settings, Sink};
use crate::error::{Error, Stage};
use crate::graph::EntityCounts;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// How a file begins and ends. The last byte is the version of the format.
const MAGIC: [u8; 8] = *b"whosaid\x01";
/// So many entities are written and read at once.
const CHUNK: usize = 256;
/// The ends of a file: length and hash of the footer, and [`MAGIC`].
const TAIL: u64 = 8 + 32 + 8;

/// This build of the program: a hash of its rules, words, names and libraries, by `build.rs`.
const BUILD: &str = env!("WHOSAID_BUILD");

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Footer {
    /// The version of the program.
    version: String,
    /// A hash of the rules, words and names that are compiled in ([`BUILD`]).
    build: String,
    /// A hash of the words of the language.
    lexicon: String,
    /// What was chosen, as in `datapackage.json`.
    configuration: Value,
    /// Articles and skipped inputs.
    items: u64,
    /// A hash of all that was read, where it is known.
    input: Option<String>,
    documents: u64,
    words: u64,
    mentions: u64,
    quotes: u64,
    attributed: u64,
    /// Where each sorted stretch of items begins: byte, path and number of the first.
    stretches: Vec<(u64, String, u64)>,
    /// Where the entities begin …
    counts: u64,
    /// … and the pairs …
    pairs: u64,
    /// … and the page, where there is one.
    page: Option<u64>,
}

/// One input of a run: an article with its rows, or something that was skipped. They are numbered in the order in
/// which they were read.
#[derive(Debug, Serialize, Deserialize)]
struct Item<'a> {
    path: Cow<'a, str>,
    number: u64,
    told: Told<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
enum Told<'a> {
    Article { id: Cow<'a, str>, text: Option<u64>, cells: Cow<'a, str>, mentions: Cow<'a, str>, quotes: Cow<'a, str> },
    Skipped { placed: bool, line: Option<u64>, stage: Cow<'a, str>, message: Cow<'a, str>, hint: Option<Cow<'a, str>> },
}

/// An entity, and what the gazetteer says of it.
type Entity<'a> = (Cow<'a, EntityCounts>, Option<[Cow<'a, str>; 3]>);

/// A file of partial results being written. Dropped before [`Partial::finish`], it leaves nothing behind.
pub struct Partial {
    target: PathBuf,
    hidden: Hidden,
    settings: Settings,
    provenance: Provenance,
    out: Option<Out>,
    last: String,
    items: u64,
    stretches: Vec<(u64, String, u64)>,
    counts: Counted,
    report: Report,
}

enum Out {
    /// No stretch is open.
    Idle(BufWriter<File>),
    Open(Messages<BufWriter<File>>),
}

/// A hidden folder for what is not whole yet.
#[derive(Debug)]
struct Hidden(PathBuf);

impl Drop for Hidden {
    fn drop(&mut self) {
        // Nothing more can be done than try.
        _ = remove(&self.0);
    }
}

impl std::fmt::Debug for Partial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Partial").field("target", &self.target).field("items", &self.items).finish_non_exhaustive()
    }
}

impl Partial {
    /// A file that will stand at `target`, with what the articles are read with.
    ///
    /// # Errors
    ///
    /// The file can't be written, or another file stands there.
    pub fn create(target: &Path, settings: Settings, provenance: Provenance) -> Result<Self, Error> {
        check(target)?;
        let hidden = Hidden(beside(target, "tmp"));
        clear_after_killed(&hidden.0);
        let wrong = |error: io::Error| failed(target, &error).hint("name a file that can be written with --partial");
        let begun = remove(&hidden.0).and_then(|()| fs::create_dir_all(&hidden.0));
        let begun = begun.and_then(|()| File::create(hidden.0.join("partial")));
        let file = begun.and_then(|mut file| file.write_all(&MAGIC).map(|()| file)).map_err(wrong)?;
        let spill = Spill::new(hidden.0.clone(), settings.memory);
        Ok(Self {
            target: target.to_path_buf(),
            counts: Counted::new(settings, spill),
            hidden,
            settings,
            provenance,
            out: Some(Out::Idle(BufWriter::new(file))),
            last: String::new(),
            items: 0,
            stretches: Vec::new(),
            report: Report::default(),
        })
    }

    /// Writes what concerns all these articles together and puts the file in its place. `input` is a hash of all that
    /// was read, for whoever wants to go on behind it.
    ///
    /// # Errors
    ///
    /// The file can't be written; nothing is left behind then.
    pub fn finish(mut self, describe: &dyn Describe, input: Option<String>) -> Result<Report, Error> {
        let target = self.target.clone();
        let wrong = |error: io::Error| failed(&target, &error);
        self.end_stretch().map_err(wrong)?;
        let Some(Out::Idle(mut out)) = self.out.take() else {
            return Err(failed(&target, &"it failed before"));
        };
        let counts = out.stream_position().map_err(wrong)?;
        out = self.write_counts(out, describe).map_err(wrong)?;
        let pairs = out.stream_position().map_err(wrong)?;
        out = self.counts.write_pairs(out)?.map_err(wrong)?;
        let mut page = None;
        if let Some(kept) = &self.counts.page {
            page = Some(out.stream_position().map_err(wrong)?);
            let write = |out| {
                let mut messages = Messages::new(out)?;
                messages.put(kept)?;
                messages.finish()
            };
            out = write(out).map_err(wrong)?;
        }
        let Report { documents, words, mentions, quotes, attributed, .. } = self.report;
        let footer = Footer {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: BUILD.to_owned(),
            lexicon: self.provenance.lexicon.clone(),
            configuration: self.provenance.configuration(&self.settings),
            items: self.items,
            input,
            documents,
            words,
            mentions,
            quotes,
            attributed,
            stretches: std::mem::take(&mut self.stretches),
            counts,
            pairs,
            page,
        };
        footer.write(&mut out).map_err(wrong)?;
        let file = out.into_inner().map_err(|error| wrong(error.into_error()))?;
        file.sync_all().and_then(|()| fs::rename(self.hidden.0.join("partial"), &target)).map_err(wrong)?;
        Ok(self.report)
    }

    fn put(&mut self, path: &str, told: Told<'_>) -> io::Result<()> {
        let back = path != self.last && Path::new(path) < Path::new(&self.last);
        if back {
            self.end_stretch()?;
        }
        let mut messages = match self.out.take() {
            Some(Out::Open(messages)) => messages,
            Some(Out::Idle(mut out)) => {
                self.stretches.push((out.stream_position()?, path.to_owned(), self.items));
                Messages::new(out)?
            }
            None => return Err(io::Error::other("it failed before")),
        };
        messages.put(&Item { path: path.into(), number: self.items, told })?;
        self.out = Some(Out::Open(messages));
        if path != self.last {
            path.clone_into(&mut self.last);
        }
        self.items += 1;
        Ok(())
    }

    fn end_stretch(&mut self) -> io::Result<()> {
        self.out = match self.out.take() {
            Some(Out::Open(messages)) => Some(Out::Idle(messages.finish()?)),
            idle => idle,
        };
        Ok(())
    }

    fn write_counts(&self, out: BufWriter<File>, describe: &dyn Describe) -> io::Result<BufWriter<File>> {
        let (sums, entities, spoken) = self.counts.counts.rest();
        let mut messages = Messages::new(out)?;
        messages.put(&sums)?;
        for chunk in entities.chunks(CHUNK) {
            let described = |known| {
                let Description { wikidata, country, description } = describe.describe(known);
                [wikidata, country, description].map(Cow::Borrowed)
            };
            let chunk: Vec<Entity<'_>> =
                chunk.iter().map(|entity| (Cow::Borrowed(*entity), entity.known.map(described))).collect();
            messages.put(&chunk)?;
        }
        messages.put::<[Entity<'_>]>(&[])?;
        for chunk in spoken.chunks(CHUNK) {
            messages.put(chunk)?;
        }
        messages.put::<[(u32, u32)]>(&[])?;
        messages.finish()
    }
}

impl Sink for Partial {
    fn rows(&self) -> Rows {
        Rows::default()
    }

    fn counts(&self, threads: usize) -> Counted {
        self.counts.empty(self.settings, threads)
    }

    fn take(&mut self, rows: &Rows, skipped: &[(usize, Error)]) -> Result<(), Error> {
        let target = self.target.clone();
        let wrong = |error: io::Error| failed(&target, &error);
        let mut skipped = skipped.iter().peekable();
        let mut articles = rows.articles();
        for place in 0.. {
            if let Some((_, error)) = skipped.next_if(|(at, _)| *at <= place) {
                self.report.skipped += 1;
                let path = error.path().map(Path::to_string_lossy);
                let told = Told::Skipped {
                    placed: path.is_some(),
                    line: error.line_number(),
                    stage: error.stage().name().into(),
                    message: error.message().into(),
                    hint: error.hint_text().map(Cow::Borrowed),
                };
                self.put(path.as_deref().unwrap_or_default(), told).map_err(wrong)?;
                continue;
            }
            let Some(article) = articles.next() else {
                if skipped.peek().is_none() {
                    break;
                }
                continue;
            };
            let told = Told::Article {
                id: article.id.into(),
                text: article.text,
                cells: utf8(article.cells),
                mentions: utf8(article.mentions),
                quotes: utf8(article.quotes),
            };
            self.put(article.path, told).map_err(wrong)?;
        }
        self.report.merge(&rows.report);
        Ok(())
    }

    fn count(&mut self, counts: Counted) -> Result<(), Error> {
        self.counts.merge(counts)
    }

    fn report(&self) -> &Report {
        &self.report
    }
}

/// Rows are made of text.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Refuses to replace a file that is no partial result.
fn check(target: &Path) -> Result<(), Error> {
    let wrong = |message: &str| {
        let error = Error::new(Stage::Write, message).at(target);
        Err(error.hint("name another file with --partial"))
    };
    if target.file_name().is_none() || target.is_dir() {
        return wrong("a folder, not a file to write");
    }
    if !target.exists() {
        return Ok(());
    }
    if !target.is_file() {
        return wrong("a device or a pipe, not a file to write");
    }
    let mut file = File::open(target).map_err(|error| Error::unread(Stage::Write, target, &error))?;
    let mut begin = Vec::new();
    _ = (&mut file).take(MAGIC.len() as u64).read_to_end(&mut begin);
    if begin.is_empty() || begin.starts_with(b"whosaid") {
        return Ok(());
    }
    wrong("a file stands there that is no partial result")
}

impl Footer {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let json = serde_json::to_vec(self)?;
        out.write_all(&json)?;
        out.write_all(&(json.len() as u64).to_le_bytes())?;
        out.write_all(&Sha256::digest(&json))?;
        out.write_all(&MAGIC)
    }

    /// Whether the page is in the file.
    fn page(&self) -> PageFile {
        if self.page.is_some() { PageFile::Written } else { PageFile::Omitted }
    }
}
