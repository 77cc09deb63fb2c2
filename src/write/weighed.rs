//! `Weighed`: a file of the output whose bytes are counted and hashed on their way, so that it need not be read back for
//! `datapackage.json`, and which ends where nobody wants the output any more.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many bytes a file has, and their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) bytes: u64,
    pub(super) sha256: [u8; 32],
}

/// What the files of an output share: the weights of those that are done, by their names, and who says that no more is
/// to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    done: Mutex<BTreeMap<String, Weight>>,
    unwanted: OnceLock<fn() -> bool>,
}

impl Weights {
    /// From now on, nothing is written once `unwanted` says so.
    pub(super) fn until(&self, unwanted: fn() -> bool) {
        // The first who is asked stays so.
        _ = self.0.unwanted.set(unwanted);
    }

    /// An error if nothing more is to be written.
    pub(super) fn wanted(&self) -> io::Result<()> {
        let unwanted = self.0.unwanted.get().is_some_and(|unwanted| unwanted());
        if unwanted { Err(io::Error::other("stopped")) } else { Ok(()) }
    }

    /// What a file weighs that was written and closed.
    pub(super) fn of(&self, name: &str) -> Option<Weight> {
        self.0.done.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// Weighs what is written to `file`, until it is dropped.
    pub(super) fn weigh(&self, name: &str, file: File) -> Weighed {
        Weighed { file, name: name.to_owned(), bytes: 0, hasher: Sha256::new(), weights: self.clone() }
    }
}

/// A file being written from its beginning to its end.
#[derive(Debug)]
pub(super) struct Weighed {
    file: File,
    name: String,
    bytes: u64,
    hasher: Sha256,
    weights: Weights,
}

impl Write for Weighed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.weights.wanted()?;
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Weighed {
    fn drop(&mut self) {
        let sha256 = std::mem::take(&mut self.hasher).finalize().into();
        let weight = Weight { bytes: self.bytes, sha256 };
        let mut weights = self.weights.0.done.lock().unwrap_or_else(PoisonError::into_inner);
        weights.insert(std::mem::take(&mut self.name), weight);
    }
}
