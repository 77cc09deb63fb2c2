//! What comes out of files of every kind, good and bad, with the exact words of the errors.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

mod bad;
mod choices;
mod compressed;
mod encodings;
mod exports;
mod folders;
mod html;
mod json;
mod parquet;
mod tables;
mod text;
mod warc;
mod zip;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use tempfile::TempDir;
use whosaid::Document;
use whosaid::read::{Options, open};

/// A folder with files, and how it is read.
pub(crate) struct Case {
    pub(crate) folder: TempDir,
    pub(crate) options: Options,
}

impl Case {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), options: Options::default() }
    }

    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Every item of the folder: a document, or an error as it is shown, with the folder's own path as `DIR`.
    pub(crate) fn items(&self) -> Vec<Result<Document, String>> {
        self.items_of(&[self.folder.path().to_path_buf()])
    }

    pub(crate) fn items_of(&self, paths: &[PathBuf]) -> Vec<Result<Document, String>> {
        let folder = self.folder.path().to_str().unwrap();
        let show = |error: whosaid::Error| error.to_string().replace(folder, "DIR");
        match open(paths, &self.options) {
            Err(errors) => errors.into_iter().map(|error| Err(show(error))).collect(),
            Ok(reader) => reader
                .map(|item| {
                    item.map_err(show).map(|mut document| {
                        document.path = document.path.replace(folder, "DIR");
                        document
                    })
                })
                .collect(),
        }
    }

    pub(crate) fn documents(&self) -> Vec<Document> {
        self.items().into_iter().map(|item| item.unwrap_or_else(|error| panic!("{error}"))).collect()
    }

    pub(crate) fn one(&self) -> Document {
        let [document] = self.documents().try_into().unwrap_or_else(|all| panic!("not one document: {all:#?}"));
        document
    }

    /// `id: text` for documents, the error for others.
    pub(crate) fn told(&self) -> Vec<String> {
        self.items()
            .into_iter()
            .map(|item| item.map_or_else(|error| error, |document| format!("{}: {}", document.id, document.text)))
            .collect()
    }

    pub(crate) fn errors(&self) -> Vec<String> {
        self.items().into_iter().filter_map(Result::err).collect()
    }
}

/// What comes out of a file of this name: documents and errors, the folder's path as `DIR`.
pub(crate) fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Document, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let place = folder.path().to_str().unwrap();
    let show = |error: whosaid::Error| error.to_string().replace(place, "DIR");
    match open(&[path], options) {
        Err(errors) => errors.into_iter().map(|error| Err(show(error))).collect(),
        Ok(reader) => {
            let document = |document: Document| Document { path: document.path.replace(place, "DIR"), ..document };
            reader.map(|item| item.map_err(show).map(document)).collect()
        }
    }
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
    read_with(name, bytes, &Options::default())
}

/// Id, path and text of documents; errors as they are, without hints.
pub(crate) fn told(items: &[Result<Document, String>]) -> Vec<String> {
    let first = |error: &String| error.lines().next().unwrap().to_owned();
    items
        .iter()
        .map(|item| item.as_ref().map_or_else(first, |it| format!("{} {} {}", it.id, it.path, it.text)))
        .collect()
}

pub(crate) fn document(id: &str, text: &str, path: &str) -> Document {
    Document { id: id.into(), text: text.into(), path: path.into(), ..Document::default() }
}

pub(crate) fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zst(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 3).unwrap()
}

pub(crate) const BRIDGE: &str = "The mayor, Helen Marsh, opened the bridge.\n\n“It is late,” she said.\n";
