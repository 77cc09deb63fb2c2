//! `Own`: the tables that a user gives.

use super::base::Base;
use super::compiled::Compiled;
use super::table::Table;
use crate::error::Error;
use crate::lexicon::Language;
use std::path::PathBuf;

/// The lists that come with the program, beside the words of English, as they were read when it was built.
const SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.base"));

/// Whether files that a user gives stand beside the shipped ones or in their stead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Beside them.
    No,
    /// In their stead.
    Yes,
}

/// The tables that a user gives, read once.
#[derive(Debug)]
pub(crate) struct Own {
    /// Those that were compiled, if they come before all others.
    compiled: Option<Compiled>,
    tables: Vec<Table>,
    /// What can't be read of them.
    errors: Vec<Error>,
    replace: Replace,
}

impl Own {
    /// The tables at `paths`: CSV files, folders of them, or compiled files.
    pub(crate) fn read(paths: &[PathBuf], replace: Replace) -> Self {
        let mut errors = Vec::new();
        let first = paths.first().and_then(|path| Compiled::open(path, Some(replace)));
        let others = &paths[usize::from(first.is_some())..];
        let compiled = first.and_then(|compiled| compiled.map_err(|error| errors.push(error)).ok());
        let tables = super::compiled::tables(others, &mut errors);
        Self { compiled, tables, errors, replace }
    }

    /// Some tables.
    pub(super) fn of(tables: Vec<Table>, errors: Vec<Error>, replace: Replace) -> Self {
        Self { compiled: None, tables, errors, replace }
    }

    /// The tables, but for compiled ones.
    pub(super) fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The shipped lists with these tables added, or these alone when they stand in their stead, with the words of
    /// `language`. Rows have the same numbers whatever the language is. Quickest the first time that it is asked for English.
    ///
    /// # Errors
    ///
    /// Every bad row of every table, at once.
    pub(crate) fn base(&mut self, language: Language) -> Result<Base, Vec<Error>> {
        let ready = self.compiled.as_mut().filter(|_| language == Language::English);
        match ready.and_then(Compiled::base) {
            Some(base) => with(base, &self.tables, &self.errors),
            None => self.base_of_tables(language),
        }
    }

    /// The same, however often it is asked for.
    ///
    /// # Errors
    ///
    /// Every bad row of every table, at once.
    pub(crate) fn base_of_tables(&self, language: Language) -> Result<Base, Vec<Error>> {
        let base = match self.replace {
            Replace::Yes => Base::of(language)?,
            Replace::No => shipped(language)?,
        };
        let compiled = self.compiled.as_ref().map(Compiled::tables).unwrap_or_default();
        with(with(base, &compiled, &[])?, &self.tables, &self.errors)
    }
}

/// The same with more tables.
fn with(base: Base, tables: &[Table], errors: &[Error]) -> Result<Base, Vec<Error>> {
    if tables.is_empty() && errors.is_empty() {
        return Ok(base);
    }
    let names: Vec<String> = tables.iter().map(Table::name).collect();
    base.with(names.iter().zip(tables).map(|(name, table)| (&**name, &*table.path, &*table.text)), errors)
}

/// The lists that come with the program.
fn shipped(language: Language) -> Result<Base, Vec<Error>> {
    if language == Language::English
        && let Some(base) = Base::restore(&mut &*SHIPPED)
    {
        return Ok(base);
    }
    Base::read(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_when_the_program_was_built_is_what_its_tables_say() {
        let read = Base::read(Language::English).unwrap().store().unwrap();
        assert!(read == SHIPPED);
        // And is whole: else the tables would be read at each start.
        let again = Base::restore(&mut &*SHIPPED).unwrap();
        assert_eq!(again.gazetteer.len(), Base::read(Language::German).unwrap().gazetteer.len());
    }
}
