//! Lists of names as a journalist works on them: looked up, decided, imported, checked, grown from `unknown.csv`.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

#[path = "../common/mod.rs"]
mod common;

mod check;
mod compiled;
mod decisions;
mod exact;
mod find;
mod import;
mod spellings;
mod unknown;

use common::{Ended, Folder};
