//! The command line: arguments in, exit code out.

mod args;
mod explain;
mod export;
mod extras;
mod gazetteer;
mod import;
mod inputs;
mod interrupt;
mod knowledge;
mod merge;
mod messages;
mod progress;
mod run;
mod score;
mod summary;
mod target;

use args::{Arguments, Command, GazetteerCommand};
use clap::Parser;
use std::io;
use std::panic;
use std::process::ExitCode;
use std::thread;
use whosaid::Error;

/// A thread frees what another one made all along the line: the usual allocator takes a seventh more time over it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All done: 0.
    Done,
    /// Finished, with some inputs skipped and listed: 1.
    Partly,
}

/// Why a command could not run: 2, except for a closed pipe, which is how a reader says "enough".
#[derive(Debug)]
enum Failure {
    /// What stands in the way.
    Errors(Vec<Error>),
    /// Standard output can't be written.
    Output(io::Error),
    /// Somebody stopped it: 130, as shells have it.
    Interrupted,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Errors(vec![error])
    }
}

impl From<Vec<Error>> for Failure {
    fn from(errors: Vec<Error>) -> Self {
        Self::Errors(errors)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    keep_panics_of_articles_quiet();
    let ended = match &arguments.command {
        Command::Run(arguments) => run::run(arguments),
        Command::Explain(arguments) => explain::explain(arguments),
        Command::Merge(arguments) => merge::merge(arguments),
        Command::Export(arguments) => export::export(arguments),
        Command::Score(arguments) => score::score(arguments),
        Command::Gazetteer(GazetteerCommand::Check(arguments)) => gazetteer::check(arguments),
        Command::Gazetteer(GazetteerCommand::Find(arguments)) => gazetteer::find(arguments),
        Command::Gazetteer(GazetteerCommand::Compile(arguments)) => gazetteer::compile(arguments),
        Command::Gazetteer(GazetteerCommand::Import(arguments)) => import::import(arguments),
    };
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            messages::problem(&format!("standard output can't be written: {error}"));
            ExitCode::from(2)
        }
        // What went wrong since is that nobody wants it any more.
        Err(Failure::Interrupted | Failure::Errors(_)) if interrupt::stopped() => ExitCode::from(interrupt::say()),
        Err(Failure::Interrupted) => ExitCode::from(interrupt::say()),
        Err(Failure::Errors(errors)) => {
            messages::errors(&errors);
            ExitCode::from(2)
        }
    }
}

/// A panic on an article is listed as a skipped input with its message; the trace on top would only frighten. Panics
/// of the main thread speak as ever.
fn keep_panics_of_articles_quiet() {
    let speak = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() == Some("main") {
            speak(panic);
        }
    }));
}
