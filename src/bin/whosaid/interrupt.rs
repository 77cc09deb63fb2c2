//! Ctrl-C: a run ends as if its input did, lets go of what it has begun, and says so.

use crate::Failure;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on, Ctrl-C (or SIGTERM) is noted; the second ends the program at once.
pub(crate) fn watch() {
    // Where signals can't be caught, they end the program as ever.
    _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            process::exit(130);
        }
    });
}

/// Whether somebody wants an end.
pub(crate) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// An error if somebody wants an end.
pub(crate) fn check() -> Result<(), Failure> {
    if stopped() { Err(Failure::Interrupted) } else { Ok(()) }
}
