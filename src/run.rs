//! `run`: many articles through the line, in parallel and in order.

use crate::document::{Analysis, Attribution, Document};
use crate::error::{Error, Stage};
use crate::write::{Output, Report};
use std::any::Any;
use std::collections::BTreeMap;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// A batch is full at so many articles …
const BATCH_DOCUMENTS: usize = 64;
/// … or at so many bytes of text.
const BATCH_BYTES: usize = 256 * 1024;
/// How many batches may be under way for each analysing thread; this bounds the memory.
const BATCHES_A_THREAD: usize = 4;

/// How to run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Threads that analyse, at least 1; reading and writing have one more each.
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

/// Reads, analyses and writes `documents`, and returns when the last is written; [`Output::finish`] is left to the
/// caller. Whatever the number of threads, `output` takes the articles in the order in which they were read.
///
/// An article that can't be read, has the id of an earlier one, or makes `analyse` panic is listed as skipped, and the
/// rest goes on. `watch` is told of it, and now and then of what is written so far.
///
/// # Errors
///
/// `output` can't be written. Nothing else stops a run.
pub fn run<I, A>(
    documents: I,
    analyse: A,
    options: Options,
    output: &mut Output,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error>
where
    I: Iterator<Item = Result<Document, Error>> + Send,
    A: Fn(&Document) -> Analysis + Sync,
{
    let jobs = options.jobs.max(1);
    let (to_analyse, to_write, ticket) = (channel(), channel(), sync_channel(jobs * BATCHES_A_THREAD));
    let (tasks, waiting): (Sender<Batch<Read>>, _) = to_analyse;
    let (done, results): (Sender<Batch<Analysed>>, _) = to_write;
    let (returned, tickets): (SyncSender<()>, _) = ticket;
    for _ in 0..jobs * BATCHES_A_THREAD {
        // There is room for each of them.
        _ = returned.send(());
    }
    let waiting = Mutex::new(waiting);
    let one = |read: Read| read.and_then(|document| analyse_one(document, &analyse, options.least_confidence));
    thread::scope(|scope| {
        scope.spawn(move || read_batches(documents, &tickets, &tasks));
        for _ in 0..jobs {
            let (done, waiting, one) = (done.clone(), &waiting, &one);
            scope.spawn(move || {
                while let Some(batch) = next(waiting) {
                    let items = batch.items.into_iter().map(one).collect();
                    if done.send(Batch { number: batch.number, items }).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        // Owned here, so that an error lets go of the channels and the threads end.
        write_in_order(results, returned, output, watch)
    })
}

type Read = Result<Document, Error>;
type Analysed = Result<(Document, Analysis), Error>;

/// Some articles, with their place in the order.
struct Batch<T> {
    number: usize,
    items: Vec<T>,
}

/// Hands out batches as long as tickets come back; ends with the input or when nobody takes them.
fn read_batches(documents: impl Iterator<Item = Read>, tickets: &Receiver<()>, tasks: &Sender<Batch<Read>>) {
    let mut documents = guarded(documents);
    for number in 0.. {
        if tickets.recv().is_err() {
            return;
        }
        let items = read_batch(&mut documents);
        if items.is_empty() || tasks.send(Batch { number, items }).is_err() {
            return;
        }
    }
}

fn read_batch(documents: &mut impl Iterator<Item = Read>) -> Vec<Read> {
    let mut items = Vec::new();
    let mut bytes = 0;
    while items.len() < BATCH_DOCUMENTS && bytes < BATCH_BYTES {
        let Some(item) = documents.next() else { break };
        bytes += item.as_ref().map_or(0, |document| document.text.len());
        items.push(item);
    }
    items
}

/// The same, but a panic while reading is an error and the end.
fn guarded(mut documents: impl Iterator<Item = Read>) -> impl Iterator<Item = Read> {
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

/// The next batch to analyse; `None` at the end.
fn next(waiting: &Mutex<Receiver<Batch<Read>>>) -> Option<Batch<Read>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

const REPORT_IT: &str = "this is a mistake in whosaid: please report it with the article";

fn analyse_one(document: Document, analyse: &impl Fn(&Document) -> Analysis, least: f32) -> Analysed {
    match catch_unwind(AssertUnwindSafe(|| analyse(&document))) {
        Ok(mut analysis) => {
            doubt(&mut analysis, least);
            Ok((document, analysis))
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
    results: Receiver<Batch<Analysed>>,
    returned: SyncSender<()>,
    output: &mut Output,
    watch: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error> {
    let mut early = BTreeMap::new();
    let mut number = 0;
    for batch in &results {
        early.insert(batch.number, batch.items);
        while let Some(items) = early.remove(&number) {
            for item in items {
                write_one(item, output, watch)?;
            }
            number += 1;
            // The reader may have come to its end.
            _ = returned.send(());
        }
        watch(Event::Written(output.report()));
    }
    Ok(())
}

fn write_one(item: Analysed, output: &mut Output, watch: &mut dyn FnMut(Event<'_>)) -> Result<(), Error> {
    let error = match item {
        Ok((document, _)) if output.holds(&document.id) => {
            let message = format!("an earlier article has the same id, {}", document.id);
            let hint = "ids are file names without ending, or the id field: make them differ";
            Error::new(Stage::Read, message).at(&document.path).hint(hint)
        }
        Ok((document, analysis)) => return output.add(&document, &analysis),
        Err(error) => error,
    };
    watch(Event::Skipped(&error));
    output.skip(&error)
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
