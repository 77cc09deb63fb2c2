//! A bar on standard error for work beyond a second, and only on a terminal.

use crate::messages;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use whosaid::Error;
use whosaid::run::Event;

/// Work shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// So many skipped inputs are named at once; the rest are in the table.
const NAMED: u64 = 5;

/// What the reader at the screen sees while articles go through.
pub(crate) struct Progress<'a> {
    began: Instant,
    shown: bool,
    verbose: bool,
    bar: Option<ProgressBar>,
    bytes: &'a AtomicU64,
    total: Option<u64>,
    skipped: u64,
}

impl<'a> Progress<'a> {
    /// `bytes` is how much was read so far, `total` how much there is, where known.
    pub(crate) fn new(quiet: bool, verbose: bool, bytes: &'a AtomicU64, total: Option<u64>) -> Self {
        let shown = !quiet && stderr().is_terminal();
        Self { began: Instant::now(), shown, verbose, bar: None, bytes, total, skipped: 0 }
    }

    /// Takes in what happened.
    pub(crate) fn watch(&mut self, event: &Event<'_>) {
        match event {
            Event::Skipped(error) => self.skip(error),
            Event::Written(report) => {
                if self.shown && self.bar.is_none() && self.began.elapsed() > PATIENCE {
                    self.bar = Some(bar(self.total));
                }
                if let Some(bar) = &self.bar {
                    bar.set_position(self.bytes.load(Ordering::Relaxed));
                    bar.set_message(messages::counted(report.documents, "article"));
                }
            }
        }
    }

    fn skip(&mut self, error: &Error) {
        self.skipped += 1;
        if !self.verbose && self.skipped > NAMED {
            return;
        }
        match &self.bar {
            Some(bar) => bar.suspend(|| messages::error(error)),
            None => messages::error(error),
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{wide_bar} {percent}%  {msg}  {bytes_per_sec}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} read  {msg}  {bytes_per_sec}"),
    };
    // The template is fixed above; were it wrong, the default style would do.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
