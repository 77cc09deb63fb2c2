//! `Column`: the name of a column, what its cells hold and what they mean. Headers, `datapackage.json`, the workbook and
//! the database are all made of these.

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Words.
    Text,
    /// Texts joined by `|`.
    List,
    /// A whole number, 0 or more.
    Whole,
    /// A number with a fixed number of decimals.
    Real,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    Date,
    /// `true` or `false`.
    Flag,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The cell of the header.
    pub name: &'static str,
    /// What the cells hold.
    pub content: Content,
    /// What the cells mean, in a sentence.
    pub description: &'static str,
}

const fn column(name: &'static str, content: Content, description: &'static str) -> Column {
    Column { name, content, description }
}

pub(super) const fn text(name: &'static str, description: &'static str) -> Column {
    column(name, Content::Text, description)
}

pub(super) const fn list(name: &'static str, description: &'static str) -> Column {
    column(name, Content::List, description)
}

pub(super) const fn whole(name: &'static str, description: &'static str) -> Column {
    column(name, Content::Whole, description)
}

pub(super) const fn real(name: &'static str, description: &'static str) -> Column {
    column(name, Content::Real, description)
}

pub(super) const fn date(name: &'static str, description: &'static str) -> Column {
    column(name, Content::Date, description)
}

pub(super) const fn flag(name: &'static str, description: &'static str) -> Column {
    column(name, Content::Flag, description)
}

/// A column whose cells are found in a column of another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The column here.
    pub column: &'static str,
    /// The file of the other table.
    pub file: &'static str,
    /// The column there: its key.
    pub key: &'static str,
}

pub(super) const fn reference(column: &'static str, file: &'static str, key: &'static str) -> Reference {
    Reference { column, file, key }
}
