//! `Folder`: an output folder that appears whole or not at all.

use super::further::is_ours;
use super::weighed::{Weighed, Weight, Weights};
use crate::error::{Error, Stage};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// What to do with a folder that stands where the output is to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Existing {
    /// Replace an earlier output or fill an empty folder; refuse any other.
    #[default]
    Ours,
    /// Write into any folder. Files that are not of an output stay there.
    Any,
}

/// A hidden folder beside the place of the output; it takes that place once everything is written.
#[derive(Debug)]
pub(super) struct Folder {
    target: PathBuf,
    temporary: PathBuf,
    aside: PathBuf,
    weights: Weights,
}

impl Folder {
    pub(super) fn create(target: &Path, existing: Existing) -> Result<Self, Error> {
        // A link stays a link: what it points to is replaced.
        let target = if target.is_symlink() {
            target.canonicalize().map_err(|error| unusable(target, &error))?
        } else {
            target.to_path_buf()
        };
        if target.file_name().is_none() {
            let message = "this folder can't be replaced by an output folder";
            return Err(Error::new(Stage::Write, message).at(&target).hint("name a new folder: -o output/run"));
        }
        check(&target, existing)?;
        let (temporary, aside) = (beside(&target, "tmp"), beside(&target, "old"));
        clear_after_killed(&temporary);
        remove(&temporary).and_then(|()| fs::create_dir_all(&temporary)).map_err(|error| unusable(&target, &error))?;
        Ok(Self { target, temporary, aside, weights: Weights::default() })
    }

    /// Writes nothing more once `unwanted` says so.
    pub(super) fn until(&self, unwanted: fn() -> bool) {
        self.weights.until(unwanted);
    }

    /// An error if nobody wants the output any more.
    pub(super) fn wanted(&self) -> Result<(), Error> {
        self.weights.wanted().map_err(|error| super::table::failed(&self.target, &error))
    }

    /// A new file of the output.
    pub(super) fn file(&self, name: &str) -> Result<(PathBuf, File), Error> {
        let file = File::create(self.temporary.join(name));
        // The name it will have: the hidden one would mean nothing to the reader of a message.
        let path = self.target.join(name);
        match file {
            Ok(file) => Ok((path, file)),
            Err(error) => Err(super::table::failed(&path, &error)),
        }
    }

    /// The same, weighed on its way.
    pub(super) fn weighed(&self, name: &str) -> Result<(PathBuf, Weighed), Error> {
        let (path, file) = self.file(name)?;
        Ok((path, self.weights.weigh(name, file)))
    }

    /// What a file weighs that was weighed and closed.
    pub(super) fn weight(&self, name: &str) -> Option<Weight> {
        self.weights.of(name)
    }

    /// A new folder within the output.
    pub(super) fn make(&self, name: &str) -> Result<(), Error> {
        fs::create_dir(self.temporary.join(name)).map_err(|error| super::table::failed(&self.named(name), &error))
    }

    /// Where a file of the output will be.
    pub(super) fn named(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// Where a file of the output is for now, to read it back.
    pub(super) fn written(&self, name: &str) -> PathBuf {
        self.temporary.join(name)
    }

    /// The hidden folder, for what is not to stay.
    pub(super) fn hidden(&self) -> &Path {
        &self.temporary
    }

    /// Puts the output in its place. What is not of an output in the folder before (a project file of Gephi, notes)
    /// moves into the new one.
    pub(super) fn publish(self) -> Result<(), Error> {
        self.swap().map_err(|error| unusable(&self.target, &error))
    }

    fn swap(&self) -> io::Result<()> {
        if !self.target.exists() {
            return fs::rename(&self.temporary, &self.target);
        }
        fs::rename(&self.target, &self.aside)?;
        if let Err(error) = fs::rename(&self.temporary, &self.target) {
            fs::rename(&self.aside, &self.target)?;
            return Err(error);
        }
        for entry in fs::read_dir(&self.aside)? {
            let name = entry?.file_name();
            if !is_ours(&name) {
                fs::rename(self.aside.join(&name), self.target.join(&name))?;
            }
        }
        fs::remove_dir_all(&self.aside)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After publishing there is nothing; after a failure nothing more can be done than try.
        _ = remove(&self.temporary);
    }
}

/// A hidden name beside a file or folder that is to stand at `target`, with the number of this process.
pub(super) fn beside(target: &Path, word: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(target.file_name().unwrap_or_default());
    hidden.push(format!(".{word}-{}", process::id()));
    target.with_file_name(hidden)
}

/// Removes what killed runs left beside the place of the output: what is hidden with the number of a process that is no
/// more. Where the system doesn't show processes as files, they stay.
pub(super) fn clear_after_killed(temporary: &Path) {
    let Some((folder, name)) = temporary.parent().zip(temporary.file_name().and_then(OsStr::to_str)) else { return };
    let Some((stem, _)) = name.rsplit_once('-') else { return };
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(stem)?.strip_prefix('-'));
        let number = number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_some_and(|number| !processes.join(number).exists()) {
            // Another run may be at it too.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            _ = if is_folder { remove(&entry.path()) } else { fs::remove_file(entry.path()) };
        }
    }
}

pub(super) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Refuses to replace what is no output.
fn check(target: &Path, existing: Existing) -> Result<(), Error> {
    let mut entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unusable(target, &error)),
    };
    let ours =
        existing == Existing::Any || entries.next().is_none() || target.join(super::documents::TABLE.file).is_file();
    if ours {
        return Ok(());
    }
    let message = "the folder holds something else than an earlier output";
    Err(Error::new(Stage::Write, message)
        .at(target)
        .hint("name another with -o, or write there nevertheless with --force"))
}

fn unusable(target: &Path, error: &io::Error) -> Error {
    let hint = "name a folder that can be written with -o";
    Error::new(Stage::Write, format!("the output can't be written there: {error}")).at(target).hint(hint)
}
