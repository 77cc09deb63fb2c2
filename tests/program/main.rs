//! The program as people run it: messages, exit codes, what is written and what is not, at its limits, in parts, killed.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../../benches/corpus/mod.rs"]
mod corpus;

mod cli;
mod export;
#[cfg(unix)]
mod limits;
mod made_news;
mod merge;
mod resume;
mod score;
