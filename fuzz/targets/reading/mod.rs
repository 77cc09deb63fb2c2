//! What holds of whatever comes out of a file of any bytes.
#![allow(dead_code, reason = "each target uses a part of it")]

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use whosaid::Document;
use whosaid::read::{Options, open};

/// A document has no more bytes here.
const LONGEST: usize = 1 << 20;
/// A compressed file expands to no more.
const EXPANDED: u64 = 4 << 20;

/// Where the files of this process are written: in memory where there is such a place.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let shared = PathBuf::from("/dev/shm");
    let root = if shared.is_dir() { shared } else { std::env::temp_dir() };
    let folder = root.join(format!("whosaid-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the files");
    folder
});

/// Writes a file of this name.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = FOLDER.join(name);
    fs::write(&path, bytes).expect("the file is written");
    path
}

/// Reads a file of this name and asserts what must be true of what comes out.
pub fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
    let path = file(name, bytes);
    let once = items(&path);
    assert!(once == items(&path), "not the same when read again");
    once
}

fn items(path: &PathBuf) -> Vec<Result<Document, String>> {
    let options = Options { max_document: LONGEST, max_expanded: EXPANDED, ..Options::default() };
    let reader = match open(std::slice::from_ref(path), &options) {
        Ok(reader) => reader,
        Err(errors) => {
            assert!(!errors.is_empty(), "nothing came and nothing was said");
            return errors.into_iter().map(|error| Err(error.to_string())).collect();
        }
    };
    let mut ids = HashSet::new();
    let items: Vec<_> = reader
        .map(|item| match item {
            Ok(document) => {
                let Document { id, text, title, date, outlet, author, url, path } = &document;
                assert!(!id.is_empty() && !path.is_empty());
                assert!(ids.insert(id.clone()), "the id {id} twice");
                assert!(!text.trim().is_empty(), "no word in the text");
                assert!(text.len() <= LONGEST);
                for line in [title, outlet, author, url].into_iter().flatten() {
                    assert!(!line.contains('\n'), "{line:?} is more than a line");
                }
                assert!(!text.contains(['\r', '\0']));
                assert!(date.as_ref().is_none_or(|date| is_day(date)), "{date:?} is no day");
                Ok(document)
            }
            Err(error) => {
                assert!(!error.message().is_empty());
                assert!(error.path().is_some(), "{error} says no place");
                Err(error.to_string())
            }
        })
        .collect();
    assert!(!items.is_empty(), "nothing came and nothing was said");
    items
}

/// A day, month or year as tables have it.
fn is_day(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts.iter().all(digits) && matches!(lengths[..], [4, 2, 2] | [4, 2] | [4])
}
