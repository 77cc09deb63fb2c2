//! `whosaid run`: articles in, tables and a graph out.

use crate::messages::{self, counted};
use crate::progress::Progress;
use crate::summary::Noticed;
use crate::{Failure, Outcome, args, extras, inputs, interrupt, knowledge, summary};
use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use whosaid::error::Stage;
use whosaid::resume::Stages;
use whosaid::run::{Event, Options, limited, run as run_line};
use whosaid::write::{Describe, Existing, Output, PageFile, Partial, Report, Settings, Sink};
use whosaid::{Document, Error, Knowledge, analyse};

/// Runs all articles through the line.
pub(crate) fn run(arguments: &args::Run) -> Result<Outcome, Failure> {
    let knowledge = knowledge(arguments)?;
    let mut reader = inputs::open(&arguments.paths, &arguments.columns)?;
    let [bytes, ignored, undated] = [const { AtomicU64::new(0) }; 3];
    let total = reader.bytes_total();
    let noticed = || Noticed { ignored: ignored.load(Ordering::Relaxed), undated: undated.load(Ordering::Relaxed) };
    interrupt::watch();
    let documents = iter::from_fn(|| {
        if interrupt::stopped() {
            return None;
        }
        let item = reader.next();
        bytes.store(reader.bytes_read(), Ordering::Relaxed);
        ignored.store(reader.ignored(), Ordering::Relaxed);
        undated.store(reader.undated(), Ordering::Relaxed);
        item
    });
    let documents = limited(documents, arguments.limit);
    let mut progress = Progress::new(arguments.quiet, arguments.verbose, &bytes, total);
    if arguments.dry_run {
        return rehearse(arguments, documents, &mut progress);
    }
    let analyse = |document: &Document| analyse(document, &knowledge);
    let provenance = extras::provenance(&knowledge, &arguments.names, arguments.min_confidence);
    let known = knowledge::Known(knowledge.gazetteer());
    if let Some(target) = &arguments.partial {
        let mut partial = Partial::create(target, settings(arguments), provenance)?;
        run_line(documents, analyse, options(arguments), &mut partial, &mut |event| progress.watch(&event))?;
        drop(progress);
        interrupt::check()?;
        return keep(partial, target, &known, arguments, noticed());
    }
    let further = arguments.extras.further(provenance.clone());
    let mut output = Output::create(&arguments.output, settings(arguments))?.with(further).until(interrupt::stopped);
    if arguments.resume {
        let mut stages = Stages::beside(&arguments.output, settings(arguments), provenance);
        if let Some(bytes) = arguments.resume_every {
            stages = stages.of_bytes(usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        let parts = stages.run(documents, analyse, options(arguments), &known, &mut |event| progress.watch(&event))?;
        drop(progress);
        interrupt::check()?;
        let report = parts.write_as_read(output)?;
        stages.remove()?;
        return ended(&report, arguments, noticed());
    }
    if let Some(database) = &arguments.sqlite {
        output.keep(database)?;
    }
    run_line(documents, analyse, options(arguments), &mut output, &mut |event| progress.watch(&event))?;
    drop(progress);
    interrupt::check()?;
    something(&output)?;
    let report = output.finish(&known)?;
    ended(&report, arguments, noticed())
}

/// The shipped knowledge and the user's, which lists what was asked for.
fn knowledge(arguments: &args::Run) -> Result<Knowledge, Vec<Error>> {
    let knowledge = knowledge::load(&arguments.names)?;
    let knowledge = if arguments.indirect { knowledge.with_reported() } else { knowledge };
    Ok(if arguments.no_speech { knowledge.with_no_speech() } else { knowledge })
}

/// Puts partial results in their place.
fn keep(
    partial: Partial,
    target: &Path,
    known: &dyn Describe,
    arguments: &args::Run,
    noticed: Noticed,
) -> Result<Outcome, Failure> {
    if partial.report().skipped == 0 {
        something(&partial)?;
    }
    let report = partial.finish(known, None)?;
    if !arguments.quiet {
        summary::print_partial(&report, target, noticed)?;
    }
    Ok(outcome(&report))
}

fn ended(report: &Report, arguments: &args::Run, noticed: Noticed) -> Result<Outcome, Failure> {
    if !arguments.quiet {
        summary::print(report, &arguments.output, settings(arguments).page, noticed)?;
    }
    Ok(outcome(report))
}

fn outcome(report: &Report) -> Outcome {
    if report.skipped > 0 { Outcome::Partly } else { Outcome::Done }
}

/// Refuses a run without articles.
fn something(sink: &impl Sink) -> Result<(), Error> {
    let report = sink.report();
    if report.documents == 0 { Err(nothing(report.skipped, "nothing was written")) } else { Ok(()) }
}

fn settings(arguments: &args::Run) -> Settings {
    let existing = if arguments.force { Existing::Any } else { Existing::Ours };
    let page = if arguments.no_page { PageFile::Omitted } else { PageFile::Written };
    Settings { window: arguments.window.into(), existing, page, memory: arguments.memory, ..Settings::default() }
}

fn options(arguments: &args::Run) -> Options {
    let default = Options::default();
    Options { jobs: arguments.jobs.unwrap_or(default.jobs), least_confidence: arguments.min_confidence }
}

/// A run without articles writes nothing, so that it can't replace an earlier output by an empty one.
fn nothing(skipped: u64, so: &str) -> Error {
    let error = Error::new(Stage::Read, format!("no article was read, so {so}"));
    if skipped > 0 { error.hint("the reasons stand above; -v names all") } else { error }
}

/// Reads all and says what would be done.
fn rehearse(
    arguments: &args::Run,
    documents: impl Iterator<Item = Result<whosaid::Document, Error>>,
    progress: &mut Progress<'_>,
) -> Result<Outcome, Failure> {
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
    interrupt::check()?;
    if articles == 0 {
        return Err(nothing(skipped, "a run would write nothing").into());
    }
    let skips = if skipped > 0 { format!(", {} skipped", counted(skipped, "input")) } else { String::new() };
    let target = arguments.partial.as_ref().unwrap_or(&arguments.output).display();
    let database = arguments.sqlite.as_ref().map(|file| format!(" and add to {}", file.display())).unwrap_or_default();
    messages::note(&format!("{}{skips}; a run would write {target}{database}", counted(articles, "article")));
    Ok(if skipped > 0 { Outcome::Partly } else { Outcome::Done })
}
