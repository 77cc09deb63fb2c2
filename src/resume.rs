//! `resume`: a run in stages that are kept, so that one which was killed goes on behind the last of them.

use crate::document::{Analysis, Document};
use crate::error::{Error, Stage};
use crate::run::{Event, Options, run};
use crate::write::{Describe, Partial, Parts, Provenance, Report, Settings, Sink};
use foldhash::quality::FixedState;
use std::ffi::OsString;
use std::fs;
use std::hash::BuildHasher;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A stage is over after so many bytes of text …
const STAGE_BYTES: usize = 64 << 20;
/// … or so many inputs.
const STAGE_ITEMS: u64 = 100_000;

/// The folder in which the stages of a run are kept, beside its output; it goes when the output is whole.
#[derive(Debug)]
pub struct Stages {
    folder: PathBuf,
    bytes: usize,
    settings: Settings,
    provenance: Provenance,
}

impl Stages {
    /// The stages of the run that writes `output`.
    pub fn beside(output: &Path, settings: Settings, provenance: Provenance) -> Self {
        let mut hidden = OsString::from(".");
        hidden.push(output.file_name().unwrap_or_default());
        hidden.push(".resume");
        Self { folder: output.with_file_name(hidden), bytes: STAGE_BYTES, settings, provenance }
    }

    /// The same, with stages of so many bytes of text.
    #[must_use]
    pub fn of_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Runs all articles through the line, but for those of the stages that are kept already: these are read and
    /// compared, and not analysed again. Returns all stages.
    ///
    /// # Errors
    ///
    /// What is kept was made of other inputs or otherwise, or something can't be written.
    pub fn run<I, A>(
        &self,
        documents: I,
        analyse: A,
        options: Options,
        describe: &dyn Describe,
        watch: &mut dyn FnMut(Event<'_>),
    ) -> Result<Parts, Vec<Error>>
    where
        I: Iterator<Item = Result<Document, Error>> + Send,
        A: Fn(&Document) -> Analysis + Sync,
    {
        let mut paths = self.kept()?;
        let mut input = Input { documents, hash: 0, items: 0, bytes: 0, ended: false };
        let mut done = Report::default();
        if !paths.is_empty() {
            let anew = |error: Error| error.hint(self.begin_anew());
            let parts = Parts::open(&paths).map_err(|errors| errors.into_iter().map(anew).collect::<Vec<_>>())?;
            if let Some(error) = parts.made_otherwise(&self.settings, &self.provenance) {
                return Err(vec![anew(error)]);
            }
            for (items, hash) in parts.input() {
                (0..items).for_each(|_| _ = input.next());
                if input.items != items || hash != Some(input.spelled().as_str()) {
                    let message = "the inputs are not those of the run that was stopped";
                    return Err(vec![Error::new(Stage::Read, message).at(&self.folder).hint(self.begin_anew())]);
                }
                input.begin_stage();
            }
            done = parts.report();
        }
        while !input.ended {
            fs::create_dir_all(&self.folder).map_err(|error| vec![self.unwritable(&error)])?;
            let path = self.folder.join(format!("{:06}.part", paths.len()));
            let mut stage = Partial::create(&path, self.settings, self.provenance.clone())?;
            input.begin_stage();
            let read = InStage { input: &mut input, bytes: self.bytes };
            run(read, &analyse, options, &mut stage, &mut |event| match event {
                Event::Written(report) => watch(Event::Written(&done.plus(report))),
                skipped @ Event::Skipped(_) => watch(skipped),
            })?;
            done = done.plus(stage.report());
            if input.items > 0 || paths.is_empty() {
                stage.finish(describe, Some(input.spelled()))?;
                paths.push(path);
            }
        }
        if done.documents == 0 {
            self.remove()?;
            return Err(Error::new(Stage::Read, "no article was read, so nothing was written").into());
        }
        Parts::open(&paths)
    }

    /// Lets go of the stages: the output is whole.
    ///
    /// # Errors
    ///
    /// The folder can't be removed.
    pub fn remove(&self) -> Result<(), Error> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.unwritable(&error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// The stages that are whole, in order.
    fn kept(&self) -> Result<Vec<PathBuf>, Error> {
        let mut kept = Vec::new();
        loop {
            let path = self.folder.join(format!("{:06}.part", kept.len()));
            match fs::metadata(&path) {
                Ok(_) => kept.push(path),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(kept),
                Err(error) => return Err(self.unwritable(&error)),
            }
        }
    }

    fn begin_anew(&self) -> String {
        format!("repeat the command that was stopped as it was, or delete {} to begin anew", self.folder.display())
    }

    fn unwritable(&self, error: &std::io::Error) -> Error {
        Error::new(Stage::Write, format!("what is done can't be kept there: {error}")).at(&self.folder)
    }
}

/// The inputs, with a hash of all so far.
struct Input<I> {
    documents: I,
    hash: u64,
    /// Of this stage.
    items: u64,
    bytes: usize,
    ended: bool,
}

impl<I: Iterator<Item = Result<Document, Error>>> Input<I> {
    fn begin_stage(&mut self) {
        (self.items, self.bytes) = (0, 0);
    }

    fn spelled(&self) -> String {
        format!("{:016x}", self.hash)
    }

    fn next(&mut self) -> Option<Result<Document, Error>> {
        let item = self.documents.next();
        let state = FixedState::with_seed(self.hash);
        match &item {
            None => {
                self.ended = true;
                return None;
            }
            Some(Ok(Document { id, text, title, date, outlet, author, url, path })) => {
                self.bytes += text.len();
                self.hash = state.hash_one((id, text, title, date, outlet, author, url, path));
            }
            Some(Err(error)) => self.hash = state.hash_one(error.to_string()),
        }
        self.items += 1;
        item
    }
}

/// The inputs of one stage.
struct InStage<'a, I> {
    input: &'a mut Input<I>,
    bytes: usize,
}

impl<I: Iterator<Item = Result<Document, Error>>> Iterator for InStage<'_, I> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.input.ended || self.input.bytes >= self.bytes || self.input.items >= STAGE_ITEMS {
            return None;
        }
        self.input.next()
    }
}
