//! `whosaid run`: articles in, tables and a graph out.

use crate::messages::{self, counted};
use crate::progress::Progress;
use crate::{Failure, Outcome, args, inputs, knowledge, summary};
use std::iter;
use std::sync::atomic::{AtomicU64, Ordering};
use whosaid::error::Stage;
use whosaid::run::{Event, Options, limited, run as run_line};
use whosaid::write::{Existing, Output, PageFile, Settings};
use whosaid::{Error, analyse};

/// Runs all articles through the line.
pub(crate) fn run(arguments: &args::Run) -> Result<Outcome, Failure> {
    let knowledge = knowledge::load(&arguments.names)?;
    let mut reader = inputs::open(&arguments.paths, &arguments.columns)?;
    let (bytes, total) = (AtomicU64::new(0), reader.bytes_total());
    let documents = iter::from_fn(|| {
        let item = reader.next();
        bytes.store(reader.bytes_read(), Ordering::Relaxed);
        item
    });
    let documents = limited(documents, arguments.limit);
    let mut progress = Progress::new(arguments.quiet, arguments.verbose, &bytes, total);
    if arguments.dry_run {
        return Ok(rehearse(arguments, documents, &mut progress));
    }
    let mut output = Output::create(&arguments.output, settings(arguments))?;
    run_line(documents, |document| analyse(document, &knowledge), options(arguments), &mut output, &mut |event| {
        progress.watch(&event);
    })?;
    drop(progress);
    if output.report().documents == 0 {
        return Err(nothing(output.report().skipped).into());
    }
    let report = output.finish(&knowledge::Known(knowledge.gazetteer()))?;
    if !arguments.quiet {
        summary::print(&report, &arguments.output)?;
    }
    Ok(if report.skipped > 0 { Outcome::Partly } else { Outcome::Done })
}

fn settings(arguments: &args::Run) -> Settings {
    let existing = if arguments.force { Existing::Any } else { Existing::Ours };
    let page = if arguments.no_page { PageFile::Omitted } else { PageFile::Written };
    Settings { window: arguments.window.into(), existing, page, ..Settings::default() }
}

fn options(arguments: &args::Run) -> Options {
    let default = Options::default();
    Options { jobs: arguments.jobs.unwrap_or(default.jobs), least_confidence: arguments.min_confidence }
}

/// A run without articles writes nothing, so that it can't replace an earlier output by an empty one.
fn nothing(skipped: u64) -> Error {
    let error = Error::new(Stage::Read, "no article was read, so nothing was written");
    if skipped > 0 { error.hint("the reasons stand above; -v names all") } else { error }
}

/// Reads all and says what would be done.
fn rehearse(
    arguments: &args::Run,
    documents: impl Iterator<Item = Result<whosaid::Document, Error>>,
    progress: &mut Progress<'_>,
) -> Outcome {
    let (mut articles, mut skipped) = (0, 0);
    for document in documents {
        match document {
            Ok(_) => articles += 1,
            Err(error) => {
                skipped += 1;
                progress.watch(&Event::Skipped(&error));
            }
        }
    }
    let skips = if skipped > 0 { format!(", {} skipped", counted(skipped, "input")) } else { String::new() };
    let folder = arguments.output.display();
    messages::note(&format!("{}{skips}; a run would write {folder}", counted(articles, "article")));
    if skipped > 0 { Outcome::Partly } else { Outcome::Done }
}
