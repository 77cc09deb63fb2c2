//! The knowledge that a command needs, from its arguments.

use crate::args::Names;
use std::path::PathBuf;
use whosaid::error::Stage;
use whosaid::{Error, Knowledge};

/// The shipped knowledge, with the tables that were named.
pub(crate) fn load(names: &Names) -> Result<Knowledge, Vec<Error>> {
    let problems = check(&names.gazetteer);
    if problems.is_empty() && !names.only_gazetteer { Knowledge::shipped() } else { Err(problems) }
}

/// Every bad row of some tables.
pub(crate) fn check(paths: &[PathBuf]) -> Vec<Error> {
    let unread = |path| Error::new(Stage::Knowledge, "this version can't read lists of names from files yet").at(path);
    paths.iter().map(unread).collect()
}
