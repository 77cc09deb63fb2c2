//! Files to documents: folders, formats, encodings, compression; and a clear error for whatever can't be read.
//!
//! A [`Reader`] gives the documents of its inputs one by one, in order, and never holds more than one of them. What
//! can't be read comes as an [`Error`] in its place, and reading goes on behind it.
//!
//! To add a format: a file with a `FORMAT` beside this one, its `mod` line, and its line in [`FORMATS`].

mod date;
mod encoding;
mod export;
mod foreign;
mod inputs;
mod lines;
mod object;
mod record;
mod rows;
mod scanner;
mod source;

mod csv;
mod html;
mod json;
mod jsonl;
mod markdown;
mod parquet;
mod text;
mod warc;
mod zip;

pub use date::DateOrder;
pub use inputs::Input;

use crate::document::Document;
use crate::error::{Error, Stage};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use inputs::Inputs;
use source::Source;
use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Every format that is read, each also compressed with gzip or Zstandard.
#[rustfmt::skip] // a line each
pub const FORMATS: &[Format] = &[
    text::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    jsonl::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    csv::TSV,
    parquet::FORMAT,
    warc::FORMAT,
    zip::FORMAT,
];

/// A way to hold articles in a file.
#[derive(Clone, Copy)]
pub struct Format {
    name: &'static str,
    endings: &'static [&'static str],
    about: &'static str,
    open: Open,
}

/// How a format is opened.
#[derive(Clone, Copy)]
enum Open {
    /// As a stream of text: UTF-16 comes as UTF-8, and what is no text is refused.
    Text(fn(Source, &Context) -> Records),
    /// As a stream of bytes.
    Bytes(fn(Source, &Context) -> Records),
    /// As a file in which any part can be read.
    File(fn(Whole, &Context) -> Result<Records, Error>),
}

/// A file in which any part can be read.
struct Whole {
    file: File,
    /// Counts the bytes read from it.
    taken: Arc<AtomicU64>,
}

impl Format {
    /// The format called `name` (`csv`), or of files that end so (`.csv`), in any case.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('.');
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        FORMATS.iter().copied().find(|format| is(format.name) || format.endings.iter().any(|ending| is(ending)))
    }

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// How its files end, without the dot and without `.gz` or `.zst`.
    pub fn endings(self) -> &'static [&'static str] {
        self.endings
    }

    /// What it is, in a few words for `--help`.
    pub fn about(self) -> &'static str {
        self.about
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.name)
    }
}

/// What a run may say about its inputs.
#[derive(Debug, Clone)]
pub struct Options {
    /// The column (CSV) or field (JSON) with the text. `None`, here and below: by the usual names, in any case. Empty:
    /// none at all.
    pub text_column: Option<String>,
    /// … with the headline.
    pub title_column: Option<String>,
    /// … with the day of publication.
    pub date_column: Option<String>,
    /// What comes first in dates such as `03/04/2022`. `None`: they are left out, since they are two days.
    pub date_order: Option<DateOrder>,
    /// … with the publisher.
    pub outlet_column: Option<String>,
    /// … with the web address.
    pub url_column: Option<String>,
    /// … with the id.
    pub id_column: Option<String>,
    /// … with the author.
    pub author_column: Option<String>,
    /// How to read every input, whatever its ending. `None`: by the ending; standard input as JSONL.
    pub format: Option<Format>,
    /// Bytes of one document, and of the record that holds it. Longer ones are skipped without being held in memory.
    pub max_document: usize,
    /// Bytes that one compressed file may expand to, or the files of an archive together. What lies beyond is not read.
    pub max_expanded: u64,
}

impl Default for Options {
    /// Columns and formats by their names, 64 MiB a document, 8 GiB out of one compressed file.
    fn default() -> Self {
        Self {
            text_column: None,
            title_column: None,
            date_column: None,
            date_order: None,
            outlet_column: None,
            url_column: None,
            id_column: None,
            author_column: None,
            format: None,
            max_document: 64 << 20,
            max_expanded: 8 << 30,
        }
    }
}

/// Prepares to read `paths`: files, folders (with all below them) and `-` for standard input, in the order of their paths,
/// however they are named: the same inputs give the same run.
///
/// In folders, names that begin with `.`, the files of an earlier output, and files that are no articles by their endings
/// are passed over (the last are counted: [`Reader::ignored`]); a PDF, a Word document and the like is an error in its place.
///
/// # Errors
///
/// When nothing of it can be read: all the reasons. When something can, the reasons for the rest are items of the
/// [`Reader`].
pub fn open(paths: &[PathBuf], options: &Options) -> Result<Reader, Vec<Error>> {
    let Inputs { files, problems, ignored } = Inputs::expand(paths, options);
    if files.is_empty() {
        let mut errors: Vec<Error> = problems.into_iter().map(|(_, error)| error).collect();
        if errors.is_empty() {
            errors.push(Error::new(Stage::Read, "nothing to read: no file, folder or - was named"));
        }
        return Err(errors);
    }
    // Positions in a text are u32.
    let limit = options.max_document.min(u32::MAX as usize);
    Ok(Reader {
        files,
        problems,
        next: 0,
        current: None,
        context: Context {
            columns: record::Columns::new(options),
            limit,
            max_expanded: options.max_expanded,
            ignored: Arc::new(AtomicU64::new(ignored)),
        },
        ids: HashSet::with_hasher(FixedState::default()),
        taken: Arc::new(AtomicU64::new(0)),
    })
}

/// The documents of a run, in order, and an error for each input or record that gave none.
///
/// Ids are unique: the `id` field of a record, or the file's name without its ending (with as much of its path as
/// tells it from others), or that name and the number of the line or record.
pub struct Reader {
    files: Vec<Input>,
    problems: VecDeque<(usize, Error)>,
    next: usize,
    current: Option<Current>,
    context: Context,
    /// 64-bit hashes of the ids so far: among 10 million, two different ids share one with a chance of 1 in 370,000.
    ids: HashSet<u64, FixedState>,
    taken: Arc<AtomicU64>,
}

/// The input that is being read.
struct Current {
    at: usize,
    name: String,
    path: String,
    records: Records,
}

impl Reader {
    /// The files that are read, in order.
    pub fn inputs(&self) -> &[Input] {
        &self.files
    }

    /// How many files of folders, and of the archives so far, were passed over because their endings are no article's.
    pub fn ignored(&self) -> u64 {
        self.context.ignored.load(Ordering::Relaxed)
    }

    /// How many records so far have a date that can't be read, or that is two days ([`Options::date_order`]).
    pub fn undated(&self) -> u64 {
        self.context.columns.dates.unread()
    }

    /// How many bytes were taken from the disk so far.
    pub fn bytes_read(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// How many bytes the inputs have on the disk; `None` when one is a stream.
    pub fn bytes_total(&self) -> Option<u64> {
        self.files.iter().map(Input::size).sum()
    }

    /// The next error of those that were found before reading, if it is its turn.
    fn problem(&mut self) -> Option<Error> {
        let (before, _) = self.problems.front()?;
        if *before > self.next {
            return None;
        }
        self.problems.pop_front().map(|(_, error)| error)
    }

    fn start(&mut self) -> Option<Result<(), Error>> {
        let at = self.next;
        let input = self.files.get(at)?;
        self.next += 1;
        let opened = self.context.open(input, &self.taken);
        Some(opened.map_err(|error| error.at(input.path())).map(|records| {
            let path = input.path().to_string_lossy().into_owned();
            self.current = Some(Current { at, name: input.name(), path, records });
        }))
    }

    fn finish(&mut self, found: Result<Found, Error>) -> Result<Document, Error> {
        let Some(current) = &self.current else { return found.map(|found| found.document) };
        let path = self.files.get(current.at).map_or(Path::new(""), Input::path);
        let within = |error: Error| match error.path().map(|inner| path.join(inner)) {
            Some(inner) => error.at(inner),
            None => error.at(path),
        };
        let Found { mut document, number, line, inner } = found.map_err(within)?;
        let placed = |error: Error| {
            let error = line.map_or(error.clone(), |line| error.line(line));
            within(if let Some(inner) = &inner { error.at(&inner.path) } else { error })
        };
        if document.text.len() > self.context.limit {
            return Err(placed(source::too_long(self.context.limit)));
        }
        if document.id.is_empty() {
            let name = match &inner {
                Some(inner) => format!("{}/{}", current.name, inner.name),
                None => current.name.clone(),
            };
            document.id = match number {
                Some(number) => format!("{name}-{number}"),
                None => name,
            };
        }
        document.path.clone_from(&current.path);
        if let Some(inner) = &inner {
            document.path.push('/');
            document.path.push_str(&inner.path);
        }
        if self.ids.insert(self.ids.hasher().hash_one(&document.id)) {
            return Ok(document);
        }
        let error = Error::new(Stage::Read, format!("the id “{}” was given before in this run", document.id));
        let hint =
            "give each article an id of its own, name each file once, or let file and row be the ids: --id-column \"\"";
        Err(placed(error.hint(hint)))
    }
}

impl Iterator for Reader {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(current) = &mut self.current {
                if let Some(found) = current.records.next() {
                    return Some(self.finish(found));
                }
                self.current = None;
            }
            if let Some(error) = self.problem() {
                return Some(Err(error));
            }
            if let Err(error) = self.start()? {
                return Some(Err(error));
            }
        }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("files", &self.files).field("next", &self.next).finish_non_exhaustive()
    }
}

/// What every format is told.
#[derive(Clone)]
struct Context {
    columns: record::Columns,
    /// Bytes of a document or its record.
    limit: usize,
    /// Bytes that one compressed file may expand to.
    max_expanded: u64,
    /// How many files were passed over.
    ignored: Arc<AtomicU64>,
}

impl Context {
    fn open(&self, input: &Input, taken: &Arc<AtomicU64>) -> Result<Records, Error> {
        let stream = || Source::open(input.path(), input.size(), self.max_expanded, taken);
        match input.format().open {
            Open::Text(open) => Ok(open(stream()?.text()?, self)),
            Open::Bytes(open) => Ok(open(stream()?, self)),
            Open::File(open) => {
                if input.size().is_none() {
                    let message = format!("{} can be read from a file only, not from a stream", input.format().about);
                    return Err(Error::new(Stage::Read, message).hint("write it to a file and name that"));
                }
                let file = File::open(input.path()).map_err(|error| source::unreadable(&error))?;
                open(Whole { file, taken: Arc::clone(taken) }, self)
            }
        }
    }
}

/// What a format gives: documents without path, without the id that only the run can give.
type Records = Box<dyn Iterator<Item = Result<Found, Error>> + Send>;

/// A document where it was found.
struct Found {
    document: Document,
    /// The number of its line or record, counted from 1; `None` when it is the only one in its file.
    number: Option<u64>,
    /// The line that it begins on, counted from 1.
    line: Option<u64>,
    /// The file that it is in, where its input is an archive.
    inner: Option<Inner>,
}

impl Found {
    fn new(document: Document, number: Option<u64>, line: Option<u64>) -> Self {
        Self { document, number, line, inner: None }
    }
}

/// A file in an archive.
#[derive(Debug, Clone)]
struct Inner {
    /// Its name without ending, with the folders in the archive.
    name: String,
    /// Its name, with the folders in the archive.
    path: String,
}

/// The records of a file that holds one article.
fn single(article: Result<Document, Error>) -> Records {
    Box::new(std::iter::once(article.map(|document| Found::new(document, None, None))))
}

/// A file or record without a word.
fn no_text() -> Error {
    Error::new(Stage::Read, "the text is empty")
}
