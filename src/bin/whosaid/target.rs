//! A file that a command writes.

use std::path::Path;
use whosaid::Error;
use whosaid::error::Stage;

/// Refuses a folder, and a file that is there unless it may be replaced.
pub(crate) fn check(output: &Path, force: bool) -> Result<(), Error> {
    let wrong = |message: &str| Error::new(Stage::Write, message).at(output);
    if output.is_dir() {
        return Err(wrong("a folder, not a file to write").hint("name a file in it with -o"));
    }
    if output.exists() && !output.is_file() {
        return Err(wrong("a device or a pipe, which can't be replaced by a file").hint("name a file with -o"));
    }
    if output.exists() && !force {
        return Err(wrong("is there already").hint("choose another name, or replace it with --force"));
    }
    Ok(())
}
