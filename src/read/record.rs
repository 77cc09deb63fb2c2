//! What a record of any format may say of an article, and the names that sources give to it.

use super::encoding::count;
use super::{DateOrder, Options, date};
use crate::document::Document;
use crate::error::{Error, Stage};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Something that a record says of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Title,
    Date,
    Outlet,
    Url,
    Id,
    Author,
}

impl Field {
    pub(super) const ALL: [Self; 7] =
        [Self::Text, Self::Title, Self::Date, Self::Outlet, Self::Url, Self::Id, Self::Author];

    /// The names under which sources give it, the most telling first; in lower case, words joined by `_`. Those of the
    /// other languages stand behind the English ones.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Self::Text => {
                "text body content full_text fulltext article_text article_body articlebody body_text bodytext \
                 main_text maintext story_text plain_text raw_text article story \
                 artikeltext volltext texte texto testo"
            }
            Self::Title => {
                "title headline article_title head heading titel überschrift titre título titulo titular titolo"
            }
            Self::Date => {
                "date published publish_date publication_date pub_date pubdate published_at publishedat \
                 published_date date_published datepublished date_publish article_date publishdate \
                 publicationdate datetime seendate datum erscheinungsdatum date_de_publication fecha"
            }
            Self::Outlet => {
                "outlet source publisher publication media_name source_name site_name sitename newspaper domain \
                 source_domain site quelle zeitung journal fuente periódico fonte testata"
            }
            Self::Url => "url link article_url web_url weburl source_url permalink guid",
            Self::Id => "id doc_id docid document_id article_id articleid story_id stories_id uuid _id",
            Self::Author => "author authors byline creator writer journalist autor auteur autore",
        };
        names.split_whitespace()
    }

    /// The option that names its column.
    pub(super) fn option(self) -> &'static str {
        match self {
            Self::Text => "--text-column",
            Self::Title => "--title-column",
            Self::Date => "--date-column",
            Self::Outlet => "--outlet-column",
            Self::Url => "--url-column",
            Self::Id => "--id-column",
            Self::Author => "--author-column",
        }
    }
}

/// Which column of a source says what: by the option where one is given, else by its usual names.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    given: [Option<String>; 7],
    pub(super) dates: Dates,
}

/// How the dates of records are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Dates {
    order: Option<DateOrder>,
    /// How many could not be.
    unread: Arc<AtomicU64>,
}

impl Dates {
    fn read(&self, text: &str) -> Option<String> {
        let day = date::parse_in(text, self.order);
        if day.is_none() && !is_blank(text) {
            self.unread.fetch_add(1, Ordering::Relaxed);
        }
        day
    }

    /// How many could not be read so far.
    pub(super) fn unread(&self) -> u64 {
        self.unread.load(Ordering::Relaxed)
    }
}

impl Columns {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            given: [
                &options.text_column,
                &options.title_column,
                &options.date_column,
                &options.outlet_column,
                &options.url_column,
                &options.id_column,
                &options.author_column,
            ]
            .map(Clone::clone),
            dates: Dates { order: options.date_order, ..Dates::default() },
        }
    }

    /// What the column `name` says, and how well its name fits (0 is best).
    pub(super) fn lookup(&self, name: &str) -> Option<(Field, u8)> {
        let folded = fold(name);
        Field::ALL.into_iter().zip(&self.given).find_map(|(field, given)| match given {
            // Asked for by no name: whatever its usual names hold is something else.
            Some(given) if given.is_empty() => None,
            Some(given) if given == name => Some((field, 0)),
            Some(given) => (fold(given) == folded).then_some((field, 1)),
            None => {
                let rank = field.names().position(|known| known == folded)?;
                Some((field, rank as u8))
            }
        })
    }

    /// The names given by options, with what they are to say.
    pub(super) fn given(&self) -> impl Iterator<Item = (Field, &str)> {
        let names = self.given.iter().map(|given| given.as_deref().filter(|name| !name.is_empty()));
        Field::ALL.into_iter().zip(names).filter_map(|(field, given)| Some((field, given?)))
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-', '.'], "_")
}

/// A table that tells of articles and holds none of their words.
pub(super) fn textless(names: &[String]) -> Error {
    let error = Error::new(Stage::Read, format!("no text column: the columns are {}", list(names)));
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&fold(name).as_str()));
    if has(&["url", "mobileurl", "media_url"]) && has(&["title"]) {
        return error.hint(
            "lists of articles, as Media Cloud and GDELT give them, name addresses and hold no text: \
             fetch the pages and give those, or name the column with --text-column",
        );
    }
    if let [one] = names
        && one.contains([',', ';', '|'])
    {
        return error.hint("its columns are not separated by tabs: --format csv finds out by what");
    }
    error.hint("name the one that holds the text with --text-column")
}

/// "no column “bdy”", with the nearest of `existing` as the hint.
pub(super) fn unknown(field: Field, given: &str, existing: &[String]) -> Error {
    let error = Error::new(Stage::Read, format!("no column “{given}”, which {} asks for", field.option()));
    match nearest(given, existing) {
        Some(near) => error.hint(format!("the nearest is “{near}”")),
        None => error.hint(format!("the columns are {}", list(existing))),
    }
}

/// The one of `existing` that is most like `name`, if any is like it at all.
pub(super) fn nearest<'a>(name: &str, existing: &'a [String]) -> Option<&'a str> {
    existing
        .iter()
        .map(|other| (strsim::jaro_winkler(&fold(name), &fold(other)), other))
        .filter(|(likeness, _)| *likeness >= 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other.as_str())
}

/// `a, b, c`, cut after twenty names.
pub(super) fn list(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(SHOWN) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

/// The cells of one record, as they were read.
#[derive(Debug, Default)]
pub(super) struct Record<'a> {
    cells: [Option<(u8, Cow<'a, str>)>; 7],
}

impl<'a> Record<'a> {
    /// Sets a field, unless a better-named column already gave it something.
    pub(super) fn set(&mut self, field: Field, rank: u8, cell: Cow<'a, str>) {
        let Some(slot) = self.cells.get_mut(field as usize) else { return };
        let better = match slot {
            None => true,
            Some((old, held)) => is_blank(held) || (rank < *old && !is_blank(&cell)),
        };
        if better {
            *slot = Some((rank, cell));
        }
    }

    /// The article that the record tells.
    ///
    /// # Errors
    ///
    /// `NoText` when it has no text field, or one without a word.
    pub(super) fn into_document(self) -> Result<Document, NoText> {
        self.into_document_dated(&Dates::default())
    }

    /// The same, with its date read as `dates` says.
    pub(super) fn into_document_dated(self, dates: &Dates) -> Result<Document, NoText> {
        let [text, title, date, outlet, url, id, author] = self.cells.map(|cell| cell.map(|(_, cell)| cell));
        let text = clean(text.ok_or(NoText::Missing)?);
        if is_blank(&text) {
            return Err(NoText::Empty);
        }
        Ok(Document {
            id: line(id).unwrap_or_default(),
            text,
            title: line(title),
            date: date.and_then(|date| dates.read(&date)),
            outlet: line(outlet),
            author: line(author),
            url: line(url),
            path: String::new(),
        })
    }
}

/// Why a record tells no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    Missing,
    Empty,
}

pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace() || b < 0x20) || text.chars().all(|c| c.is_whitespace() || c < ' ')
}

/// The text as it stays from now on: line ends as `\n`, other control characters as spaces.
pub(super) fn clean(text: Cow<'_, str>) -> String {
    let dirty = |b: u8| (b < 0x20 && b != b'\n' && b != b'\t') || b == 0x7f;
    if count(text.as_bytes(), dirty) == 0 {
        return text.into_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\n' | '\t' => cleaned.push(c),
            c if c < ' ' || c == '\u{7f}' => cleaned.push(' '),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// A cell as one line without white space around it; `None` when nothing is left.
pub(super) fn line(cell: Option<Cow<'_, str>>) -> Option<String> {
    let line = cell?.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).fold(
        String::new(),
        |mut line, word| {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            line
        },
    );
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_usual_names_in_any_case() {
        let columns = Columns::new(&Options::default());
        for (name, field) in [
            ("TEXT", Field::Text),
            ("Full Text", Field::Text),
            ("publish-date", Field::Date),
            ("publishedAt", Field::Date),
            ("stories_id", Field::Id),
            ("Media_Name", Field::Outlet),
            ("GUID", Field::Url),
            ("byline", Field::Author),
            ("Headline", Field::Title),
            ("ÜBERSCHRIFT", Field::Title),
            ("Date de publication", Field::Date),
            ("Autor", Field::Author),
        ] {
            assert_eq!(columns.lookup(name).map(|(field, _)| field), Some(field), "{name}");
        }
        assert_eq!(columns.lookup("category"), None);
    }

    #[test]
    fn control_characters_leave_and_lines_end_alike() {
        assert_eq!(clean("a\r\nb\rc\u{0}d\u{b}e\tf\u{200b}\u{202e}".into()), "a\nb\nc d e\tf\u{200b}\u{202e}");
        assert_eq!(line(Some("  a\n\tb \u{0}c ".into())).as_deref(), Some("a b c"));
        assert_eq!(line(Some(" \n ".into())), None);
    }

    #[test]
    fn the_better_name_wins_whatever_the_order() {
        for order in [[0, 1], [1, 0]] {
            let mut record = Record::default();
            for at in order {
                let (rank, cell) = [(0, "long"), (3, "short")][at];
                record.set(Field::Text, rank, cell.into());
            }
            record.set(Field::Text, 0, " ".into());
            assert_eq!(record.into_document().unwrap().text, "long");
        }
    }
}
