//! `Base`: the words of a language and lists of names, ready to be used or to be added to.

use super::decision::Decision;
use super::row::{Gazetteer, IDS, Row};
use super::table::SHIPPED;
use crate::error::Error;
use crate::lexicon::{Language, Lexicon, Words, class};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Stored values, one after the other.
pub(crate) trait Parts {
    /// The bytes of the next one.
    fn next(&mut self) -> Option<&[u8]>;
}

impl Parts for &[u8] {
    fn next(&mut self) -> Option<&[u8]> {
        let (length, rest) = self.split_first_chunk()?;
        let (part, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        *self = rest;
        Some(part)
    }
}

/// Adds a value for [`Parts`] to `out`.
pub(super) fn add_part(out: &mut Vec<u8>, part: &[u8]) {
    out.extend((part.len() as u64).to_le_bytes());
    out.extend(part);
}

fn part<T: DeserializeOwned>(stored: &mut impl Parts) -> Option<T> {
    postcard::from_bytes(stored.next()?).ok()
}

/// Rows as they are stored.
#[derive(Serialize, Deserialize)]
struct Rows(#[serde(with = "crate::flat")] Vec<Row>);

/// The words of a language and lists of names in it, before any decision is applied.
#[derive(Debug)]
pub(crate) struct Base {
    pub(super) words: Words,
    pub(super) lexicon: Lexicon,
    pub(super) gazetteer: Gazetteer,
    /// Names of peoples with the place that none of the lists holds.
    pub(super) homeless: Vec<(String, String)>,
    /// What was decided, in the order of the rows.
    pub(super) decided: Vec<Decision>,
}

impl Base {
    /// The words of a language alone.
    ///
    /// # Errors
    ///
    /// Every bad row of its tables, at once.
    pub(crate) fn of(language: Language) -> Result<Self, Vec<Error>> {
        let mut words = Words::new();
        let lexicon = Lexicon::of(language, &mut words)?;
        for office in lexicon.offices.keys() {
            words.add(office.split([' ', '-']).next().unwrap_or(office), class::OFFICE_FIRST);
        }
        let (gazetteer, homeless, decided) = (Gazetteer::default(), Vec::new(), Vec::new());
        Ok(Self { words, lexicon, gazetteer, homeless, decided })
    }

    /// With the lists that come with the program, read from their tables.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub(crate) fn read(language: Language) -> Result<Self, Vec<Error>> {
        let tables = SHIPPED.iter().map(|(name, text)| (*name, Path::new(name), *text));
        let mut base = Self::of(language)?.with(tables, &[])?;
        base.gazetteer.paths.fill(PathBuf::new());
        Ok(base)
    }

    /// All of it as bytes, in parts of their length and so many bytes: none of them needs the memory of all.
    ///
    /// # Errors
    ///
    /// A path that is no text.
    pub(crate) fn store(&self) -> postcard::Result<Vec<u8>> {
        let Self { words, lexicon, gazetteer, homeless, decided } = self;
        let Gazetteer { text, rows, aliases, primary, respelling, .. } = gazetteer;
        let mut out = Vec::new();
        for part in [
            postcard::to_stdvec(words)?,
            postcard::to_stdvec(&(lexicon, gazetteer, homeless, decided))?,
            postcard::to_stdvec(text)?,
            postcard::to_stdvec(&Rows(rows.clone()))?,
            postcard::to_stdvec(aliases)?,
            postcard::to_stdvec(primary)?,
            postcard::to_stdvec(respelling)?,
        ] {
            add_part(&mut out, &part);
        }
        Ok(out)
    }

    /// What was stored; nothing where that can't have been written.
    pub(crate) fn restore(stored: &mut impl Parts) -> Option<Self> {
        let words = part(stored)?;
        let (lexicon, gazetteer, homeless, decided): (_, Gazetteer, _, _) = part(stored)?;
        let gazetteer = Gazetteer {
            text: part(stored)?,
            rows: part::<Rows>(stored)?.0,
            aliases: part(stored)?,
            primary: part(stored)?,
            respelling: part(stored)?,
            ..gazetteer
        };
        Some(Self { words, lexicon, gazetteer, homeless, decided })
    }

    /// All of it with what was decided.
    ///
    /// # Errors
    ///
    /// Decisions that contradict each other or name nothing.
    pub(crate) fn decided(mut self) -> Result<(Words, Lexicon, Gazetteer), Vec<Error>> {
        self.decide()?;
        let Self { mut words, lexicon, mut gazetteer, .. } = self;
        words.settle();
        gazetteer.ids = gazetteer.rows.chunks(IDS).map(|_| OnceLock::new()).collect();
        Ok((words, lexicon, gazetteer))
    }
}
