//! `whosaid gazetteer`: work on lists of names.

use crate::args::Check;
use crate::messages::counted;
use crate::{Failure, Outcome, knowledge};
use std::io::Write;

/// Names every bad row of the tables at once.
pub(crate) fn check(arguments: &Check) -> Result<Outcome, Failure> {
    let problems = knowledge::check(&arguments.paths);
    if !problems.is_empty() {
        return Err(Failure::Errors(problems));
    }
    writeln!(anstream::stdout(), "{}: no problem found", counted(arguments.paths.len() as u64, "path"))?;
    Ok(Outcome::Done)
}
