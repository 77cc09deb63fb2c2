//! `Compiled`: tables of names as they were read, in one file, so that a million names need not be read again.
//!
//! The file holds the tables themselves, packed, and beside them what English makes of them. So it stands for the tables
//! wherever these can be given; what was read is a shortcut. Its first line names the build of the program that wrote it;
//! then stand a digest of the rest and parts, each behind its length.

use super::base::{Base, Parts, add_part};
use super::table::{COMPILED, Table, files};
use super::{Own, Replace};
use crate::error::{Error, Stage};
use crate::lexicon::Language;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// What the first line holds behind [`COMPILED`]: whatever decides how the rest is to be read.
const BUILD: &str = env!("WHOSAID_BUILD");

/// What a compiled file says of itself, its first part.
#[derive(Serialize, Deserialize)]
struct Head {
    /// What the tables were read from.
    sources: Vec<Source>,
    /// Whether the names stand beside those of the program.
    beside: bool,
}

/// A path that was given.
#[derive(Debug, Serialize, Deserialize)]
struct Source {
    /// Made absolute.
    path: PathBuf,
    is_folder: bool,
    /// The tables there, each with the digest of its bytes.
    files: Vec<(PathBuf, [u8; 32])>,
}

/// Tables that were read before.
#[derive(Debug)]
pub(super) struct Compiled {
    /// Paths and texts of the tables, packed.
    tables: Vec<u8>,
    base: Option<Base>,
}

/// What a compiled file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compilation {
    /// Tables that were read.
    pub tables: usize,
    /// Their people, organisations and places.
    pub entities: usize,
    /// Bytes of the file.
    pub bytes: usize,
}

/// Writes the tables at `paths` (files, or folders of them), as they stand beside the program's lists or in their stead, to
/// one file that stands for them. The file is there whole or not at all.
///
/// # Errors
///
/// Every bad row of every table, at once; a file that can't be written.
pub fn compile(paths: &[PathBuf], replace: Replace, target: &Path) -> Result<Compilation, Vec<Error>> {
    // Digests first: a table that changes meanwhile is then known to have changed.
    let (mut unread, mut errors) = (Vec::new(), Vec::new());
    let sources = sources(paths, &mut unread);
    let tables = tables(paths, &mut errors);
    let own = Own::of(tables, if errors.is_empty() { unread } else { errors }, replace);
    let base = own.base_of_tables(Language::English)?;
    let (tables, entities) = (own.tables().len(), base.gazetteer.own_rows());
    let pack = || -> io::Result<Vec<u8>> {
        let listed: Vec<(&Path, &str)> = own.tables().iter().map(|table| (&*table.path, &*table.text)).collect();
        let listed = postcard::to_stdvec(&listed).map_err(io::Error::other)?;
        let packed = zstd::encode_all(listed.as_slice(), zstd::DEFAULT_COMPRESSION_LEVEL)?;
        let head = Head { sources, beside: replace == Replace::No };
        let head = postcard::to_stdvec(&head).map_err(io::Error::other)?;
        let mut contents = Vec::new();
        add_part(&mut contents, &head);
        add_part(&mut contents, &packed);
        contents.append(&mut base.store().map_err(io::Error::other)?);
        Ok(contents)
    };
    let fault = |error: io::Error| vec![Error::unwritten(target, &error)];
    let contents = pack().map_err(fault)?;
    // Decisions are applied whenever the file is read; what is wrong with them is said now.
    base.decided()?;
    write(target, &contents).map_err(fault)?;
    Ok(Compilation { tables, entities, bytes: contents.len() })
}

/// Writes a file under another name first.
fn write(target: &Path, contents: &[u8]) -> io::Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = target.with_file_name(name);
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(format!("{COMPILED}{BUILD}\n").as_bytes())?;
        file.write_all(&Sha256::digest(contents))?;
        file.write_all(contents)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        // What is half-written is of no use.
        _ = fs::remove_file(&beside);
    }
    done
}

/// What was given, with digests.
fn sources(paths: &[PathBuf], errors: &mut Vec<Error>) -> Vec<Source> {
    let source = |path: &PathBuf| {
        let fault = |error: io::Error| Error::unread(Stage::Knowledge, path, &error);
        let files = files(std::slice::from_ref(path), &mut Vec::new());
        let digests = files.into_iter().map(|file| {
            let whole = std::path::absolute(&file)?;
            Ok((whole, digest(&file)?))
        });
        let files = digests.collect::<io::Result<_>>().map_err(fault)?;
        Ok(Source { path: std::path::absolute(path).map_err(fault)?, is_folder: path.is_dir(), files })
    };
    paths.iter().filter_map(|path| source(path).map_err(|error| errors.push(error)).ok()).collect()
}

fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut hash, mut bytes) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hash.finalize().into()),
            count => hash.update(&bytes[..count]),
        }
    }
}

impl Source {
    /// A table that isn't what it was; the tables may also be gone, since the file holds them.
    fn changed(&self) -> Option<&Path> {
        if self.is_folder && self.path.is_dir() {
            let now = files(std::slice::from_ref(&self.path), &mut Vec::new());
            if !now.iter().eq(self.files.iter().map(|(path, _)| path)) {
                return Some(&self.path);
            }
        }
        let differs =
            |(path, held): &&(PathBuf, [u8; 32])| path.exists() && !digest(path).is_ok_and(|now| now == *held);
        self.files.iter().find(differs).map(|(path, _)| &**path)
    }
}

impl Compiled {
    /// The compiled file at `path`, or nothing if that is no such file; with its [`Self::base`] if its names are to stand
    /// where they were compiled to stand.
    ///
    /// # Errors
    ///
    /// Where it is damaged, of another build of the program, or where its tables have changed since.
    pub(super) fn open(path: &Path, replace: Option<Replace>) -> Option<Result<Self, Error>> {
        let mut file = File::open(path).ok()?;
        let mut head = [0; COMPILED.len()];
        file.read_exact(&mut head).ok().filter(|()| head == *COMPILED.as_bytes())?;
        Some(Self::read(file, replace).map_err(|message| {
            let hint = "make it again: whosaid gazetteer compile TABLES -o FILE --force";
            Error::new(Stage::Knowledge, message).at(path).hint(hint)
        }))
    }

    /// Reads what follows [`COMPILED`].
    fn read(mut file: File, replace: Option<Replace>) -> Result<Self, String> {
        let mut build = [0; BUILD.len()];
        if file.read_exact(&mut build).is_err() || build != *BUILD.as_bytes() {
            return Err("was compiled by another build of whosaid".to_owned());
        }
        let damaged = || "is damaged: these are not the bytes that were written".to_owned();
        let mut digest = [0; 33];
        file.read_exact(&mut digest).map_err(|_| damaged())?;
        let mut stored = Stored::new(file);
        let head: Option<Head> = stored.next().and_then(|head| postcard::from_bytes(head).ok());
        let tables = stored.next().map(<[u8]>::to_vec);
        let (Some(head), Some(tables)) = (head, tables) else { return Err(damaged()) };
        let fits = replace.is_some_and(|replace| head.beside == (replace == Replace::No));
        let base = fits.then(|| Base::restore(&mut stored).ok_or_else(damaged)).transpose()?;
        // Only now it is known to be what was written.
        if digest[0] != b'\n' || digest[1..] != stored.digest() {
            return Err(damaged());
        }
        match head.sources.iter().find_map(Source::changed) {
            Some(changed) => Err(format!("was compiled before {} changed", changed.display())),
            None => Ok(Self { tables, base }),
        }
    }

    /// What English makes of the tables, if they stand as they were to stand; it is given once.
    pub(super) fn base(&mut self) -> Option<Base> {
        self.base.take()
    }

    /// The tables themselves.
    pub(super) fn tables(&self) -> Vec<Table> {
        let bytes = zstd::decode_all(self.tables.as_slice()).unwrap_or_default();
        let listed: Vec<(PathBuf, String)> = postcard::from_bytes(&bytes).unwrap_or_default();
        listed.into_iter().map(|(path, text)| Table { path, text }).collect()
    }
}

/// The parts of a file, each in the same memory.
struct Stored {
    file: File,
    /// How many bytes are left of it.
    left: u64,
    part: Vec<u8>,
    hash: Sha256,
}

impl Stored {
    fn new(mut file: File) -> Self {
        let end = file.metadata().map_or(0, |data| data.len());
        let left = file.stream_position().map_or(0, |place| end.saturating_sub(place));
        Self { file, left, part: Vec::new(), hash: Sha256::new() }
    }

    /// The digest of all that was read and of what is left.
    fn digest(mut self) -> [u8; 32] {
        let mut bytes = vec![0; 1 << 16];
        while let Ok(count @ 1..) = self.file.read(&mut bytes) {
            self.hash.update(&bytes[..count]);
        }
        self.hash.finalize().into()
    }
}

impl Parts for Stored {
    fn next(&mut self) -> Option<&[u8]> {
        let mut length = [0; 8];
        self.file.read_exact(&mut length).ok()?;
        self.hash.update(length);
        let length = u64::from_le_bytes(length);
        self.left = self.left.checked_sub(8)?.checked_sub(length)?;
        self.part.clear();
        let count = (&mut self.file).take(length).read_to_end(&mut self.part).ok()?;
        self.hash.update(&self.part);
        (count as u64 == length).then_some(&self.part)
    }
}

/// The tables at `paths`, also those of compiled files; what can't be read goes to `errors`.
pub(super) fn tables(paths: &[PathBuf], errors: &mut Vec<Error>) -> Vec<Table> {
    let mut tables = Vec::new();
    for path in paths {
        match Compiled::open(path, None) {
            Some(Ok(compiled)) => tables.append(&mut compiled.tables()),
            Some(Err(error)) => errors.push(error),
            None => tables.append(&mut Table::all(std::slice::from_ref(path), errors)),
        }
    }
    tables
}
