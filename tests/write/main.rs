//! The output side of the line: graph, tables, folder, and many articles at once.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

mod database;
mod formats;
mod graph;
mod hostile;
mod made;
mod page;
mod runs;
mod tables;
