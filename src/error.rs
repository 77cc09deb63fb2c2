//! `Error`: a place and a reason, for whatever went wrong at the edges of the line.

use std::fmt;
use std::path::{Path, PathBuf};

/// The part of the line in which an error arose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What was asked for can't be done.
    Arguments,
    /// Gazetteer and lexicon.
    Knowledge,
    /// Files to documents.
    Read,
    /// A document to its analysis: always a bug of the program.
    Analyse,
    /// Analyses to files.
    Write,
}

impl Stage {
    /// The stage of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let all = [Self::Arguments, Self::Knowledge, Self::Read, Self::Analyse, Self::Write];
        all.into_iter().find(|stage| stage.name() == name)
    }

    /// The word used in `errors.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arguments => "arguments",
            Self::Knowledge => "knowledge",
            Self::Read => "read",
            Self::Analyse => "analyse",
            Self::Write => "write",
        }
    }
}

/// What went wrong, where, and what may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    stage: Stage,
    path: Option<PathBuf>,
    line: Option<u64>,
    column: Option<String>,
    message: String,
    hint: Option<String>,
}

impl Error {
    /// An error of `stage` that says `message` (what and why, without the place).
    pub fn new(stage: Stage, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { stage, path: None, line: None, column: None, message: message.into(), hint: None }))
    }

    /// The file `path` can't be read, and why.
    pub fn unread(stage: Stage, path: &Path, why: &dyn fmt::Display) -> Self {
        Self::new(stage, format!("can't be read: {why}")).at(path)
    }

    /// The file `path` can't be written, and why.
    pub fn unwritten(path: &Path, why: &dyn fmt::Display) -> Self {
        Self::new(Stage::Write, format!("can't be written: {why}")).at(path)
    }

    /// The same error in the file (or input) `path`.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Self {
        self.0.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// The same error on line `line`, counted from 1.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.0.line = Some(line);
        self
    }

    /// The same error in the column `column` of a table.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.0.column = Some(column.into());
        self
    }

    /// The same error with advice on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// The part of the line in which it arose.
    pub fn stage(&self) -> Stage {
        self.0.stage
    }

    /// The file or input, where known.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The line, counted from 1, where known.
    pub fn line_number(&self) -> Option<u64> {
        self.0.line
    }

    /// What went wrong and why, with the table's column where known.
    pub fn message(&self) -> String {
        match &self.0.column {
            Some(column) => format!("{column}: {}", self.0.message),
            None => self.0.message.clone(),
        }
    }

    /// Advice on what to do, where there is any.
    pub fn hint_text(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl fmt::Display for Error {
    /// `path:line: column: message`, and the hint on a line of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = self.path() {
            write!(f, "{}:", path.display())?;
            if let Some(line) = self.line_number() {
                write!(f, "{line}:")?;
            }
            write!(f, " ")?;
        }
        write!(f, "{}", self.message())?;
        if let Some(hint) = self.hint_text() {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<Error> for Vec<Error> {
    fn from(error: Error) -> Self {
        vec![error]
    }
}
