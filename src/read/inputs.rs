//! What was named on the command line, to the list of files that are read.

use super::record::nearest;
use super::{FORMATS, Format, Options, foreign};
use crate::error::{Error, Stage};
use crate::write;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs;
use std::hash::BuildHasher;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file (or standard input) that is read.
#[derive(Debug, Clone)]
pub struct Input {
    path: PathBuf,
    /// How many of the path's last parts lie below the folder that was given.
    depth: usize,
    size: Option<u64>,
    format: Format,
    naming: Naming,
}

/// How an input names its documents; each step is tried when two inputs share the name before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// `bridge` for `news/2022/bridge.txt.gz`.
    Stem,
    /// `2022/bridge`, where `news` was given.
    Below,
    /// `2022/bridge.txt.gz`.
    BelowWithEnding,
    /// `news/2022/bridge.txt.gz`.
    Path,
}

impl Input {
    /// Where it is, as it was named on the command line; `-` for standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it is read.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its size on the disk in bytes; `None` for standard input and pipes.
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    fn new(path: PathBuf, depth: usize, size: Option<u64>, format: Format) -> Self {
        Self { path, depth, size, format, naming: Naming::Stem }
    }

    /// The id of its only document, or the first part of the ids of those that have none of their own.
    pub(super) fn name(&self) -> String {
        self.named(self.naming)
    }

    fn named(&self, naming: Naming) -> String {
        if self.path.as_os_str() == "-" {
            return "stdin".into();
        }
        let parts: Vec<_> = self.path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let below = parts.len().saturating_sub(self.depth);
        let last = parts.len().saturating_sub(1);
        let join = |from: usize| parts.get(from..).unwrap_or_default().join("/");
        match naming {
            Naming::Stem => stem(&join(last)).to_owned(),
            Naming::Below => stem(&join(below)).to_owned(),
            Naming::BelowWithEnding => join(below),
            Naming::Path => self.path.to_string_lossy().into_owned(),
        }
    }
}

/// The files to read, in order, and what is wrong with the others.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) files: Vec<Input>,
    /// With the number of files before each, so that errors come in the order of the input.
    pub(super) problems: VecDeque<(usize, Error)>,
    /// Files of folders that are no articles by their endings (pictures, style sheets …).
    pub(super) ignored: u64,
}

impl Inputs {
    /// Expands folders, puts everything in the order of the paths, and gives every file its name in the run.
    pub(super) fn expand(paths: &[PathBuf], options: &Options) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            inputs.add_named(path, options);
        }
        inputs.sort();
        inputs.settle_names();
        inputs
    }

    /// By path, as a folder is sorted: in what order the inputs are named makes no difference.
    fn sort(&mut self) {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        let path = |error: &Error| error.path().map(Path::to_path_buf).unwrap_or_default();
        let mut problems: Vec<Error> = self.problems.drain(..).map(|(_, error)| error).collect();
        problems.sort_by_cached_key(path);
        let before = |error: &Error| self.files.partition_point(|input| input.path <= path(error));
        self.problems = problems.into_iter().map(|error| (before(&error), error)).collect();
    }

    fn add_named(&mut self, path: &Path, options: &Options) {
        if path.as_os_str() == "-" {
            if self.files.iter().any(|input| input.path == path) {
                return self.problem(Error::new(Stage::Read, "standard input can be read only once").at(path));
            }
            let format = options.format.unwrap_or(super::jsonl::FORMAT);
            return self.files.push(Input::new(path.to_path_buf(), 1, None, format));
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.problem(missing(path, &error)),
        };
        if metadata.is_dir() {
            let (files, problems) = (self.files.len(), self.problems.len());
            self.add_folder(path, 0, options);
            if (files, problems) == (self.files.len(), self.problems.len()) {
                self.problem(no_article(path));
            }
            return;
        }
        match options.format.or_else(|| by_ending(path)) {
            Some(format) => {
                let size = metadata.is_file().then_some(metadata.len());
                self.files.push(Input::new(path.to_path_buf(), 1, size, format));
            }
            None => self.problem(unknown_ending(path)),
        }
    }

    /// Adds what lies in `folder`; `depth` is 0 for a folder that was named.
    fn add_folder(&mut self, folder: &Path, depth: usize, options: &Options) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.problem(missing(folder, &error)),
        };
        entries.sort_by_cached_key(fs::DirEntry::file_name);
        // What a run has written is no article of the next.
        let output = write::is_output(folder);
        for entry in entries {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') || output && write::is_ours(&name) {
                continue;
            }
            self.add_entry(&entry.path(), depth + 1, options);
        }
    }

    fn add_entry(&mut self, path: &Path, depth: usize, options: &Options) {
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.problem(missing(path, &error)),
        };
        if metadata.is_dir() {
            if holds_itself(path) {
                return self.problem(Error::new(Stage::Read, "a link to a folder that contains it").at(path));
            }
            return self.add_folder(path, depth, options);
        }
        let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        match options.format.or_else(|| by_ending(path)) {
            Some(format) if metadata.is_file() => {
                self.files.push(Input::new(path.to_path_buf(), depth, Some(metadata.len()), format));
            }
            Some(_) => self.problem(Error::new(Stage::Read, "no regular file").hint("name a pipe itself").at(path)),
            None => match foreign::named(&name) {
                Some(error) => self.problem(error.at(path)),
                None => self.ignored += 1,
            },
        }
    }

    fn problem(&mut self, error: Error) {
        self.problems.push_back((self.files.len(), error));
    }

    /// Gives inputs that share a name a longer one. All that share it, so that their order doesn't matter.
    fn settle_names(&mut self) {
        for (now, longer) in [
            (Naming::Stem, Naming::Below),
            (Naming::Below, Naming::BelowWithEnding),
            (Naming::BelowWithEnding, Naming::Path),
        ] {
            let state = FixedState::default();
            let hashes: Vec<u64> = self.files.iter().map(|input| state.hash_one(input.name())).collect();
            let mut counts: HashMap<u64, u32, FixedState> = HashMap::with_hasher(FixedState::default());
            for hash in &hashes {
                *counts.entry(*hash).or_default() += 1;
            }
            let mut shared = false;
            for (input, hash) in self.files.iter_mut().zip(&hashes) {
                if input.naming == now && counts.get(hash).is_some_and(|count| *count > 1) {
                    input.naming = longer;
                    shared = true;
                }
            }
            if !shared {
                return;
            }
        }
    }
}

/// Whether the link `path` leads to one of the folders that it lies in.
fn holds_itself(path: &Path) -> bool {
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        return false;
    }
    let (Ok(target), Some(Ok(parent))) = (fs::canonicalize(path), path.parent().map(fs::canonicalize)) else {
        return false;
    };
    parent.starts_with(target)
}

/// The format that the ending of a file name promises.
pub(super) fn by_ending(path: &Path) -> Option<Format> {
    split(&path.file_name()?.to_string_lossy()).map(|(_, format)| format)
}

pub(super) fn stem(name: &str) -> &str {
    split(name).map_or(name, |(stem, _)| stem)
}

/// `report.v2.txt.gz` to `report.v2` and its format.
fn split(name: &str) -> Option<(&str, Format)> {
    let name = ["gz", "zst", "zstd"].iter().find_map(|ending| without(name, ending)).unwrap_or(name);
    FORMATS.iter().find_map(|format| {
        let stem = format.endings().iter().find_map(|ending| without(name, ending))?;
        (!stem.is_empty() && !stem.ends_with('/')).then_some((stem, *format))
    })
}

/// `name` without `.ending`, in any case.
fn without<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(ending.len() + 1)?;
    let (stem, last) = name.split_at_checked(at)?;
    last.strip_prefix('.').filter(|last| last.eq_ignore_ascii_case(ending)).map(|_| stem)
}

fn missing(path: &Path, error: &std::io::Error) -> Error {
    if error.kind() != ErrorKind::NotFound {
        return super::source::unreadable(error).at(path);
    }
    if let Ok(target) = fs::read_link(path) {
        let message = format!("a broken link: {}, where it leads, is not there", target.display());
        return Error::new(Stage::Read, message).at(path);
    }
    let error = Error::new(Stage::Read, "no such file or folder").at(path);
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside: Vec<String> = fs::read_dir(parent)
        .map(|entries| entries.flatten().take(10_000).map(|e| e.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    match nearest(&name, &beside) {
        Some(near) => error.hint(format!("the nearest name there is “{near}”")),
        None => error,
    }
}

fn unknown_ending(path: &Path) -> Error {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    foreign::named(&name)
        .unwrap_or_else(|| {
            Error::new(Stage::Read, "its ending doesn't tell how to read it")
                .hint(format!("say it with --format; the endings known are {}, also with .gz or .zst", endings()))
        })
        .at(path)
}

fn no_article(folder: &Path) -> Error {
    Error::new(Stage::Read, "no article in this folder")
        .hint(format!("the endings known are {}, also with .gz or .zst", endings()))
        .at(folder)
}

fn endings() -> String {
    let endings: Vec<_> =
        FORMATS.iter().flat_map(|format| format.endings()).map(|ending| format!(".{ending}")).collect();
    endings.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_taken_off_once_in_any_case() {
        for (name, expected) in [
            ("a.txt", "a"),
            ("a.TXT.GZ", "a"),
            ("report.v2.jsonl.zst", "report.v2"),
            ("a.txt.txt", "a.txt"),
            ("a.pdf", "a.pdf"),
            (".txt", ".txt"),
            ("sub/.txt", "sub/.txt"),
            ("й.txt", "й"),
            ("gz", "gz"),
        ] {
            assert_eq!(stem(name), expected);
        }
    }

    #[test]
    fn names_do_not_depend_on_order() {
        let files = ["d/x.txt", "d/a/x.txt", "d/a/x.html", "d/y.txt"];
        let names = |order: &[usize]| {
            let input = |at: &usize| {
                let path = PathBuf::from(files[*at]);
                let (depth, format) = (path.components().count() - 1, by_ending(&path).unwrap());
                Input::new(path, depth, None, format)
            };
            let mut inputs = Inputs { files: order.iter().map(input).collect(), ..Inputs::default() };
            inputs.settle_names();
            let mut names: Vec<_> = inputs.files.iter().map(Input::name).collect();
            names.sort();
            names
        };
        assert_eq!(names(&[0, 1, 2, 3]), ["a/x.html", "a/x.txt", "x", "y"]);
        assert_eq!(names(&[0, 1, 2, 3]), names(&[3, 2, 1, 0]));
    }
}
