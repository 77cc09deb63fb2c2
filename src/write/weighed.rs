//! `Weighed`: a file of the output whose bytes are counted and hashed on their way, so that it need not be read back for
//! `datapackage.json`.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// How many bytes a file has, and their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) bytes: u64,
    pub(super) sha256: [u8; 32],
}

/// The weights of the files that are done, by their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights(Arc<Mutex<BTreeMap<String, Weight>>>);

impl Weights {
    /// What a file weighs that was written and closed.
    pub(super) fn of(&self, name: &str) -> Option<Weight> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
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
        let mut weights = self.weights.0.lock().unwrap_or_else(PoisonError::into_inner);
        weights.insert(std::mem::take(&mut self.name), weight);
    }
}
