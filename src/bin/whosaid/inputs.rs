//! Articles from the paths of the command line. A stand-in for `whosaid::read`: plain text files and folders of them.

use crate::args::Columns;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use whosaid::error::Stage;
use whosaid::{Document, Error};

/// The files to read, the last first, and how much was read.
pub(crate) struct Reader {
    files: Vec<Result<PathBuf, Error>>,
    total: u64,
    read: u64,
}

/// Prepares to read `paths`: files, and folders with their text files.
pub(crate) fn open(paths: &[PathBuf], _columns: &Columns) -> Result<Reader, Vec<Error>> {
    let mut files = Vec::new();
    for path in paths {
        add(path, &mut files);
    }
    if files.iter().all(Result::is_err) {
        return Err(files.into_iter().filter_map(Result::err).collect());
    }
    files.reverse();
    let sizes = files.iter().flatten().filter_map(|path| fs::metadata(path).ok());
    Ok(Reader { total: sizes.map(|metadata| metadata.len()).sum(), files, read: 0 })
}

fn add(path: &Path, files: &mut Vec<Result<PathBuf, Error>>) {
    if !path.exists() {
        files.push(Err(Error::new(Stage::Read, "there is no such file or folder").at(path)));
    } else if let Ok(entries) = fs::read_dir(path) {
        let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        below.sort();
        below.retain(|path| path.is_dir() || path.extension() == Some(OsStr::new("txt")));
        for path in below {
            add(&path, files);
        }
    } else {
        files.push(Ok(path.to_path_buf()));
    }
}

impl Reader {
    /// Bytes taken so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// Bytes in all.
    #[expect(clippy::unnecessary_wraps, reason = "a stream has no length")]
    pub(crate) fn bytes_total(&self) -> Option<u64> {
        Some(self.total)
    }
}

impl Iterator for Reader {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.files.pop()?.and_then(|path| {
            let text = fs::read_to_string(&path);
            let text = text.map_err(|error| Error::new(Stage::Read, format!("can't be read: {error}")).at(&path))?;
            if text.trim().is_empty() {
                return Err(Error::new(Stage::Read, "the file is empty").at(&path));
            }
            self.read += text.len() as u64;
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok(Document { id, text, path: path.to_string_lossy().into_owned(), ..Document::default() })
        }))
    }
}
