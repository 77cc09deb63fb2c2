//! Ctrl-C: a command lets go of what it has begun, and says so. A run ends as if its input did.

use crate::{Failure, messages};
use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The exit code of what was stopped, as shells have it.
const CODE: u8 = 130;

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
            process::exit(CODE.into());
        }
        first.get_or_insert_with(Instant::now);
        STOPPED.store(true, Ordering::Relaxed);
    });
}

/// From now on, Ctrl-C (or SIGTERM) takes the half-written file `begun` away and ends the program.
pub(crate) fn take_away(begun: PathBuf) {
    // Where signals can't be caught, they end the program as ever, and the file stays.
    _ = ctrlc::set_handler(move || {
        // When it has got its name, it is whole, and it is only the rest that goes unsaid.
        let code = if fs::remove_file(&begun).is_ok() { say() } else { CODE };
        process::exit(code.into());
    });
}

/// Says that nothing was written; gives the exit code.
pub(crate) fn say() -> u8 {
    messages::problem("stopped; nothing was written");
    CODE
}

/// Whether somebody wants an end.
pub(crate) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// An error if somebody wants an end.
pub(crate) fn check() -> Result<(), Failure> {
    if stopped() { Err(Failure::Interrupted) } else { Ok(()) }
}
