//! Names this build by a hash of all that decides what it answers: rules, words, names, and the libraries it is built with.
//! Partial results of two builds that may answer otherwise are told apart by it, also where both have the same version.
#![allow(clippy::print_stdout, reason = "so a build script speaks to Cargo")]

use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::Path;

/// What is hashed: folders with all below them, and files.
const PARTS: &[&str] = &["src", "lexicon", "gazetteer", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hash = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        add(Path::new(part), part, &mut hash)?;
    }
    let first = hash.finalize().iter().take(8).fold(0, |first: u64, byte| first << 8 | u64::from(*byte));
    println!("cargo::rustc-env=WHOSAID_BUILD={first:016x}");
    Ok(())
}

/// Adds what lies at `path`, called `name`: the same on every system, whatever its slashes, line ends and order of files.
fn add(path: &Path, name: &str, hash: &mut Sha256) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        return entries.iter().try_for_each(|entry| {
            add(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), hash)
        });
    }
    // A package may come without its Cargo.lock.
    let mut bytes = fs::read(path).unwrap_or_default();
    bytes.retain(|byte| *byte != b'\r');
    hash.update(name);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
    Ok(())
}
