//! `run`: many articles through the line, in parallel and in order.

use crate::document::{Analysis, Attribution, Document};
use crate::error::{Error, Stage};
use crate::write::{Counted, Ids, Report, Rows, Sink};
use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// A batch is full at so many articles …
const BATCH_DOCUMENTS: usize = 64;
/// … or at so many bytes of text.
const BATCH_BYTES: usize = 256 * 1024;
/// How many batches may be under way for each analysing thread; this bounds the memory.
const BATCHES_A_THREAD: usize = 4;
/// No machine runs more threads than this at once that analyse.
const MOST_JOBS: usize = 1024;

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Threads that analyse, at least 1; reading and writing have one more each. What the system can't give is done
    /// without.
    pub jobs: usize,
    /// Attributions that are right less often than this share (0 to 1) become unknown.
    pub least_confidence: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { jobs: thread::available_parallelism().map_or(1, usize::from), least_confidence: 0.0 }
    }
}

/// What happens during a run, for a display.
#[derive(Debug)]
pub enum Event<'a> {
    /// An input was skipped and listed.
    Skipped(&'a Error),
    /// Some more articles were written.
    Written(&'a Report),
}

/// Reads, analyses and writes `documents`, and returns when the last is written; finishing `output` is left to the
/// caller. Whatever the number of threads, `output` takes the articles in the order in which they were read.
///
/// An article that can't be read, has the id of an earlier one, or makes `analyse` panic is listed as skipped, and the
/// rest goes on. `watch` is told of it, and now and then of what is written so far.
///
/// # Errors
///
/// `output` can't be written, or the system gives no thread at all. Nothing else stops a run.
pub fn run<I, A, S>(
    documents: I,
    analyse: A,
    options: Options,
    output: &mut S,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error>
where
    S: Sink,
    I: Iterator<Item = Result<Document, Error>> + Send,
    A: Fn(&Document) -> Analysis + Sync,
{
    let jobs = options.jobs.clamp(1, MOST_JOBS);
    let (tasks, waiting): (Sender<Batch>, _) = channel();
    let (done, results): (Sender<Batch>, _) = channel();
    let (returned, tickets): (SyncSender<Rows>, _) = sync_channel(jobs * BATCHES_A_THREAD);
    for _ in 0..jobs * BATCHES_A_THREAD {
        // There is room for each of them.
        _ = returned.send(output.rows());
    }
    let waiting = Mutex::new(waiting);
    let one = |document: &Document| analyse_one(document, &analyse, options.least_confidence);
    thread::scope(|scope| {
        let worker = |_| {
            let (done, waiting, one, counts) = (done.clone(), &waiting, &one, output.counts(jobs));
            Builder::new().spawn_scoped(scope, move || analyse_batches(waiting, one, counts, &done))
        };
        // Fewer threads than wanted do the same work.
        let mut workers = vec![worker(0).map_err(|error| no_thread(&error))?];
        workers.extend((1..jobs).map_while(|number| worker(number).ok()));
        let read = Builder::new().spawn_scoped(scope, move || read_batches(documents, &tickets, &tasks));
        drop(done);
        read.map_err(|error| no_thread(&error))?;
        // Owned there, so that an error lets go of the channels and the threads end.
        write_in_order(results, returned, output, watch)?;
        for worker in workers {
            output.count(worker.join().unwrap_or_else(|cause| resume_unwind(cause)))?;
        }
        Ok(())
    })
}

fn no_thread(error: &io::Error) -> Error {
    Error::new(Stage::Arguments, format!("the system gives no thread: {error}"))
        .hint("end other programs, or raise ulimit -u")
}

/// Some articles with their place in the order: to be analysed at first, then their rows.
struct Batch {
    number: usize,
    /// Each with its place in the batch.
    documents: Vec<(usize, Document)>,
    rows: Rows,
    /// What was skipped, at which place.
    skipped: Vec<(usize, Error)>,
}

/// Hands out batches as long as tickets (the rows of a batch that is done, empty again) come back; ends with the input
/// or when nobody takes them.
fn read_batches(
    documents: impl Iterator<Item = Result<Document, Error>>,
    tickets: &Receiver<Rows>,
    tasks: &Sender<Batch>,
) {
    let mut documents = guarded(documents);
    let mut ids = Ids::default();
    for number in 0.. {
        let Ok(rows) = tickets.recv() else { return };
        let mut batch = Batch { number, documents: Vec::new(), rows, skipped: Vec::new() };
        fill(&mut batch, &mut documents, &mut ids);
        if batch.documents.is_empty() && batch.skipped.is_empty() || tasks.send(batch).is_err() {
            return;
        }
    }
}

fn fill(batch: &mut Batch, documents: &mut impl Iterator<Item = Result<Document, Error>>, ids: &mut Ids) {
    let mut bytes = 0;
    for place in 0..BATCH_DOCUMENTS {
        match documents.next() {
            None => return,
            Some(Err(error)) => batch.skipped.push((place, error)),
            Some(Ok(document)) if !ids.enter(&document.id) => batch.skipped.push((place, named_twice(&document))),
            Some(Ok(document)) => {
                bytes += document.text.len();
                batch.documents.push((place, document));
            }
        }
        if bytes >= BATCH_BYTES {
            return;
        }
    }
}

fn named_twice(document: &Document) -> Error {
    let message = format!("an earlier article has the same id, {}", document.id);
    let hint = "ids are file names without ending, or the id field: make them differ";
    Error::new(Stage::Read, message).at(&document.path).hint(hint)
}

/// The same, but a panic while reading is an error and the end.
fn guarded(
    mut documents: impl Iterator<Item = Result<Document, Error>>,
) -> impl Iterator<Item = Result<Document, Error>> {
    let mut broken = false;
    iter::from_fn(move || {
        if broken {
            return None;
        }
        catch_unwind(AssertUnwindSafe(|| documents.next())).unwrap_or_else(|cause| {
            broken = true;
            let message = format!("the program broke while reading, and what follows is not read: {}", words(&*cause));
            Some(Err(Error::new(Stage::Read, message).hint(REPORT_IT)))
        })
    })
}

/// Analyses batches as long as there are any: their rows go to `done`, their counts are returned.
fn analyse_batches(
    waiting: &Mutex<Receiver<Batch>>,
    analyse: impl Fn(&Document) -> Result<Analysis, Error>,
    mut counts: Counted,
    done: &Sender<Batch>,
) -> Counted {
    while let Some(mut batch) = next(waiting) {
        for (place, document) in batch.documents.drain(..) {
            match analyse(&document) {
                Ok(analysis) => {
                    batch.rows.add(&document, &analysis);
                    counts.add(&document, &analysis);
                }
                Err(error) => batch.skipped.push((place, error)),
            }
        }
        batch.skipped.sort_by_key(|&(place, _)| place);
        if done.send(batch).is_err() {
            break;
        }
    }
    counts
}

/// The next batch to analyse; `None` at the end.
fn next(waiting: &Mutex<Receiver<Batch>>) -> Option<Batch> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

const REPORT_IT: &str = "this is a mistake in whosaid: please report it with the article";

fn analyse_one(document: &Document, analyse: &impl Fn(&Document) -> Analysis, least: f32) -> Result<Analysis, Error> {
    match catch_unwind(AssertUnwindSafe(|| analyse(document))) {
        Ok(mut analysis) => {
            doubt(&mut analysis, least);
            Ok(analysis)
        }
        Err(cause) => {
            let message = format!("the program broke on the article {}: {}", document.id, words(&*cause));
            Err(Error::new(Stage::Analyse, message).at(&document.path).hint(REPORT_IT))
        }
    }
}

/// Turns attributions below the confidence asked for into unknown ones.
fn doubt(analysis: &mut Analysis, least: f32) {
    for quote in &mut analysis.quotes {
        if matches!(&quote.attribution, Attribution::Said(said) if said.confidence < least) {
            quote.attribution = Attribution::Unknown;
        }
    }
}

/// What a panic says.
fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<&str>().copied();
    text.or_else(|| cause.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

#[expect(clippy::needless_pass_by_value, reason = "dropping the channels on an error ends the other threads")]
fn write_in_order(
    results: Receiver<Batch>,
    returned: SyncSender<Rows>,
    output: &mut impl Sink,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error> {
    let mut early = BTreeMap::new();
    let mut number = 0;
    for batch in &results {
        early.insert(batch.number, batch);
        while let Some(mut batch) = early.remove(&number) {
            output.take(&batch.rows, &batch.skipped)?;
            for (_, error) in &batch.skipped {
                watch(Event::Skipped(error));
            }
            batch.rows.clear();
            // The reader may have come to its end.
            _ = returned.send(batch.rows);
            number += 1;
        }
        watch(Event::Written(output.report()));
    }
    Ok(())
}

/// The articles up to the `limit`-th; errors between them don't count.
pub fn limited<I>(documents: I, limit: Option<usize>) -> impl Iterator<Item = Result<Document, Error>> + Send
where
    I: Iterator<Item = Result<Document, Error>> + Send,
{
    let mut documents = documents;
    let mut left = limit.unwrap_or(usize::MAX);
    iter::from_fn(move || {
        if left == 0 {
            return None;
        }
        let item = documents.next();
        left -= usize::from(matches!(item, Some(Ok(_))));
        item
    })
}
