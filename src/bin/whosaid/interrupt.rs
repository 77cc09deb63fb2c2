//! Ctrl-C: a run ends as if its input did, lets go of what it has begun, and says so.

use crate::Failure;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Signals that come so fast one after the other are one: `timeout` and batch systems send theirs to the program and to
/// its group.
const ONE: Duration = Duration::from_millis(300);

/// From now on, Ctrl-C (or SIGTERM) is noted; the second ends the program at once.
pub(crate) fn watch() {
    let mut first: Option<Instant> = None;
    // Where signals can't be caught, they end the program as ever.
    _ = ctrlc::set_handler(move || {
        if first.is_some_and(|first| first.elapsed() > ONE) {
            process::exit(130);
        }
        first.get_or_insert_with(Instant::now);
        STOPPED.store(true, Ordering::Relaxed);
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
