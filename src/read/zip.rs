//! Zip archives: the articles of all files in them that can be read, by name.

use super::inputs::{by_ending, stem};
use super::source::{Bytes, Source};
use super::{Context, Format, Found, Inner, Open, Records, Whole, foreign};
use crate::error::{Error, Stage};
use flate2::bufread::DeflateDecoder;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{self, AtomicU64};
use zip::{CompressionMethod, ZipArchive};

/// `.zip`.
pub(super) const FORMAT: Format = Format {
    name: "zip",
    endings: &["zip"],
    about: "a zip archive: every file in it that can be read",
    open: Open::File(open),
};

/// A file of an archive; where it can't be found there, why.
struct Entry {
    path: String,
    place: Result<Place, String>,
}

/// Where a file lies in an archive, and how.
struct Place {
    start: u64,
    size: u64,
    method: CompressionMethod,
    sum: u32,
    encrypted: bool,
}

fn open(whole: Whole, context: &Context) -> Result<Records, Error> {
    let copy = whole.file.try_clone().map_err(|error| super::source::unreadable(&error))?;
    let mut archive = ZipArchive::new(BufReader::new(copy)).map_err(|error| broken(&error.to_string()))?;
    let mut entries = Vec::new();
    for number in 0..archive.len() {
        let named = archive.name_for_index(number).and_then(Result::ok).map(Cow::into_owned).unwrap_or_default();
        let file = match archive.by_index_raw(number) {
            Ok(file) => file,
            Err(error) => {
                entries.push(Entry { path: named, place: Err(error.to_string()) });
                continue;
            }
        };
        // A name in no known encoding still tells one file from another.
        let path = file.name().map_or_else(|_| String::from_utf8_lossy(file.name_raw()).into_owned(), Cow::into_owned);
        if file.is_file() {
            let place = Place {
                start: file.data_start().unwrap_or_default(),
                size: file.compressed_size(),
                method: file.compression(),
                sum: file.crc32(),
                encrypted: file.encrypted(),
            };
            entries.push(Entry { path, place: Ok(place) });
        }
    }
    entries.retain(|entry| is_shown(&entry.path));
    // As a folder is read.
    entries.sort_by(|one, other| Path::new(&one.path).cmp(Path::new(&other.path)));
    let readable = |entry: &Entry| by_ending(Path::new(&entry.path)).is_some() || foreign::named(&entry.path).is_some();
    let shown = entries.len();
    entries.retain(readable);
    context.ignored.fetch_add((shown - entries.len()) as u64, atomic::Ordering::Relaxed);
    if entries.is_empty() {
        return Err(Error::new(Stage::Read, "no article in this archive")
            .hint("no file in it has an ending that is read, such as .txt, .html, .jsonl or .csv"));
    }
    let mut stems: BTreeMap<String, u32> = BTreeMap::new();
    for entry in &entries {
        *stems.entry(stem(&entry.path).to_owned()).or_default() += 1;
    }
    let archive = Archive { whole, context: context.clone(), left: context.max_expanded, stems };
    Ok(Box::new(Articles { archive, entries: entries.into_iter(), current: None }))
}

/// Whether a file of an archive is meant to be seen.
fn is_shown(path: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX";
    !path.split('/').any(hidden)
}

fn broken(error: &str) -> Error {
    Error::new(Stage::Read, format!("the zip archive is damaged or was cut off: {error}"))
        .hint("copy or download it again")
}

struct Archive {
    whole: Whole,
    context: Context,
    /// Bytes that the files to come may expand to, all together.
    left: u64,
    /// How many files share a name without ending.
    stems: BTreeMap<String, u32>,
}

impl Archive {
    /// The articles of a file in the archive, and how much it has expanded to so far.
    fn open(&self, entry: &Entry) -> Result<(Records, Arc<AtomicU64>), Error> {
        let place = entry.place.as_ref().map_err(|fault| broken(fault))?;
        if place.encrypted {
            let error = Error::new(Stage::Read, "encrypted: it can't be read without its password");
            return Err(error.hint("unpack it with the password and name the folder"));
        }
        let path = Path::new(&entry.path);
        let Some(format) = by_ending(path) else {
            return Err(foreign::named(&entry.path).unwrap_or_else(super::no_text));
        };
        let expanded = Arc::new(AtomicU64::new(0));
        let bytes = self.bytes(place, &expanded).map_err(|error| super::source::unreadable(&error))?;
        let source = || Source::of(bytes, self.left, &expanded);
        match format.open {
            Open::Text(open) => Ok((open(source()?.text()?, &self.context), expanded)),
            Open::Bytes(open) => Ok((open(source()?, &self.context), expanded)),
            Open::File(_) => Err(Error::new(Stage::Read, format!("a .{} file inside an archive", format.name()))
                .hint("unpack the archive and name the folder")),
        }
    }

    fn bytes(&self, place: &Place, expanded: &Arc<AtomicU64>) -> io::Result<Bytes> {
        let mut file = self.whole.file.try_clone()?;
        file.seek(SeekFrom::Start(place.start))?;
        let part = Part { file, at: place.start, left: place.size, taken: Arc::clone(&self.whole.taken) };
        let inner: Bytes = match place.method {
            CompressionMethod::Stored => Box::new(part),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(BufReader::new(part))),
            method => {
                let message = format!("compressed with {method}, which is not read");
                return Err(io::Error::new(ErrorKind::Unsupported, message));
            }
        };
        let (crc, expanded) = (flate2::Crc::new(), Arc::clone(expanded));
        Ok(Box::new(Checked {
            inner,
            crc,
            sum: place.sum,
            expanded,
            left: self.left,
            limit: self.context.max_expanded,
        }))
    }

    fn inner(&self, path: String) -> Inner {
        let stem = stem(&path);
        let shared = self.stems.get(stem).is_some_and(|count| *count > 1);
        Inner { name: if shared { path.clone() } else { stem.to_owned() }, path }
    }
}

/// The articles of all files of an archive.
struct Articles {
    archive: Archive,
    entries: std::vec::IntoIter<Entry>,
    current: Option<(Records, Inner, Arc<AtomicU64>)>,
}

impl Iterator for Articles {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((records, inner, expanded)) = &mut self.current {
                if let Some(found) = records.next() {
                    let path = inner.path.as_str();
                    return Some(
                        found
                            .map_err(|error| error.at(path))
                            .map(|found| Found { inner: Some(inner.clone()), ..found }),
                    );
                }
                let expanded = expanded.load(atomic::Ordering::Relaxed);
                self.archive.left = self.archive.left.saturating_sub(expanded);
                self.current = None;
            }
            let entry = self.entries.next()?;
            match self.archive.open(&entry) {
                Ok((records, expanded)) => self.current = Some((records, self.archive.inner(entry.path), expanded)),
                Err(error) => return Some(Err(error.at(entry.path))),
            }
        }
    }
}

/// The bytes of a file in an archive as they lie there. The place in the file is shared by all who hold it.
struct Part {
    file: File,
    at: u64,
    left: u64,
    taken: Arc<AtomicU64>,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        self.file.seek(SeekFrom::Start(self.at))?;
        let read = self.file.read(buffer.get_mut(..room).unwrap_or_default())?;
        self.at += read as u64;
        self.left -= read as u64;
        self.taken.fetch_add(read as u64, atomic::Ordering::Relaxed);
        Ok(read)
    }
}

/// The bytes of a file, with the sum that the archive gives for them, within the limit for all of the archive.
struct Checked {
    inner: Bytes,
    crc: flate2::Crc,
    sum: u32,
    expanded: Arc<AtomicU64>,
    left: u64,
    limit: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.crc.update(buffer.get(..read).unwrap_or_default());
        let expanded = self.expanded.fetch_add(read as u64, atomic::Ordering::Relaxed) + read as u64;
        match (expanded.cmp(&self.left), read) {
            (Ordering::Greater, _) => {
                let message = format!("the archive expands to more than {} bytes, the limit for one", self.limit);
                Err(io::Error::new(ErrorKind::FileTooLarge, message))
            }
            (_, 0) if !buffer.is_empty() && self.crc.sum() != self.sum => {
                Err(io::Error::new(ErrorKind::InvalidData, "its checksum differs"))
            }
            _ => Ok(read),
        }
    }
}
