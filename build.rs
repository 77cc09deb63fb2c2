//! Names this build by a hash of all that decides what it answers: rules, words, names, and the libraries it is built with.
//! Partial results of two builds that may answer otherwise are told apart by it, also where both have the same version.
//!
//! Reads the lists of names once, here, with the same code as the program, so that the program starts with them ready.
#![allow(clippy::print_stdout, reason = "so a build script speaks to Cargo")]
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs, reason = "the program uses what the script doesn't")]

/// What of `src/attribution/` names the rows of a table; the rest reads texts.
#[path = "src/attribution"]
mod attribution {
    pub(crate) mod sign;
}
#[path = "src/document.rs"]
mod document;
#[path = "src/error.rs"]
mod error;
#[path = "src/flat.rs"]
mod flat;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/span.rs"]
mod span;
#[path = "src/token/mod.rs"]
mod token;
#[path = "src/vocabulary/mod.rs"]
mod vocabulary;

/// What of `src/gazetteer/` reads lists of names; the rest finds them in texts.
#[path = "src/gazetteer"]
mod gazetteer {
    mod alias;
    mod apply;
    pub(crate) mod base;
    mod beginnings;
    mod decide;
    mod decision;
    pub(crate) mod features;
    mod index;
    mod load;
    mod matcher;
    mod named;
    mod respelling;
    mod row;
    mod rules;
    mod sequences;
    mod slug;
    mod table;

    pub(crate) use row::Gazetteer;
}

use gazetteer::base::Base;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What is hashed: folders with all below them, and files.
const PARTS: &[&str] = &["src", "lexicon", "gazetteer", "Cargo.lock"];
/// That of it which decides how lists of names are read, and what they hold.
const READ: &[&str] = &[
    "build.rs",
    "src/attribution/sign.rs",
    "src/document.rs",
    "src/error.rs",
    "src/flat.rs",
    "src/gazetteer",
    "src/lexicon",
    "src/span.rs",
    "src/token",
    "src/vocabulary",
    "lexicon",
    "gazetteer",
    "Cargo.lock",
];

fn main() -> Result<(), Box<dyn Error>> {
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
    }
    let first = hash(PARTS)?.iter().take(8).fold(0, |first: u64, byte| first << 8 | u64::from(*byte));
    println!("cargo::rustc-env=WHOSAID_BUILD={first:016x}");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo names no folder")?);
    let (target, key) = (folder.join("english.base"), folder.join("english.key"));
    let now = hash(READ)?;
    // Most changes of the program leave the lists alone.
    if target.exists() && fs::read(&key).is_ok_and(|held| held == now) {
        return Ok(());
    }
    let base = Base::read(lexicon::Language::English)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    fs::write(target, base.store()?)?;
    fs::write(key, now)?;
    Ok(())
}

fn hash(parts: &[&str]) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    parts.iter().try_for_each(|part| add(Path::new(part), part, &mut hash))?;
    Ok(hash.finalize().to_vec())
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
