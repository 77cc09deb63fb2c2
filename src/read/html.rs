//! Web pages: the article of the page, without what surrounds it.

use super::record::{Field, Record, is_blank};
use super::source::Source;
use super::{Context, Format, Open, Records, encoding, single};
use crate::document::Document;
use crate::error::{Error, Stage};
use dom_smoothie::{Article, Readability};
use encoding_rs::Encoding;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// `.html`, `.htm`.
pub(super) const FORMAT: Format = Format {
    name: "html",
    endings: &["html", "htm", "xhtml"],
    about: "a web page: its article, title, date, author and site",
    open: Open::Text(open),
};

/// Tags inside tags, beyond which a page is refused: parsing and extraction take the square of it. Browsers stop at 512.
const DEPTH: usize = 2000;

/// Parts of a page that are never the article, by the words that pages use for them.
const SURROUNDINGS: &str = "nav, footer, form, button, dialog, script, style, noscript, template, iframe, \
     [aria-hidden=true], [role=navigation], [role=dialog], [class*=cookie], [id*=cookie], [class*=consent], \
     [id*=consent], [class*=newsletter], [class*=paywall]";

fn open(source: Source, context: &Context) -> Records {
    single(article(source, context))
}

fn article(source: Source, context: &Context) -> Result<Document, Error> {
    let bytes = source.read_all(context.limit)?;
    let claimed = claimed(&bytes);
    let page = encoding::decode(bytes, claimed)?;
    if is_blank(&page) {
        return Err(super::no_text());
    }
    // A bug of the extraction is an error of this page, not the end of the run.
    catch_unwind(AssertUnwindSafe(|| extract(&page))).unwrap_or_else(|_| {
        Err(Error::new(Stage::Read, "the article can't be taken out of this page: a bug of the program"))
    })
}

/// The encoding that the page says it has, in `<meta charset=…>` or `<meta … content="…; charset=…">`.
fn claimed(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let after = head.get(memchr::memmem::find(&head, b"charset=")? + 8..)?;
    let label = after.trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?)
}

fn extract(page: &str) -> Result<Document, Error> {
    let too_deep = || {
        Error::new(Stage::Read, format!("more than {DEPTH} tags inside one another"))
            .hint("no browser shows such a page: give its text")
    };
    if open_tags(page) > DEPTH {
        return Err(too_deep());
    }
    let mut readability = Readability::from(page);
    if depth(&readability) > DEPTH {
        return Err(too_deep());
    }
    let date = own_date(&readability);
    let url = own_url(&readability);
    readability.doc.select(SURROUNDINGS).remove();
    keep_only_article(&readability);
    let article = readability.parse().map_err(|_| no_article())?;
    let text = paragraphs(&article);
    if text.is_empty() {
        return Err(no_article());
    }
    let mut record = Record::default();
    let mut set = |field, cell: Option<String>| {
        if let Some(cell) = cell {
            record.set(field, 0, cell.into());
        }
    };
    set(Field::Text, Some(text));
    set(Field::Title, Some(article.title));
    set(Field::Date, article.published_time.or(date));
    set(Field::Outlet, article.site_name);
    set(Field::Author, article.byline.map(|byline| without_by(&byline)));
    set(Field::Url, article.url.or(url));
    record.into_document().map_err(|_| no_article())
}

fn no_article() -> Error {
    Error::new(Stage::Read, "no article found in this page")
        .hint("is its text loaded by a script? Save it from a browser")
}

/// How many tags of the page are open at once, as far as that shows without parsing.
fn open_tags(page: &str) -> usize {
    /// Tags that need no end.
    const SINGLE: [&[u8]; 30] = [
        b"a",
        b"area",
        b"base",
        b"body",
        b"br",
        b"col",
        b"colgroup",
        b"dd",
        b"dt",
        b"embed",
        b"head",
        b"hr",
        b"html",
        b"img",
        b"input",
        b"li",
        b"link",
        b"meta",
        b"optgroup",
        b"option",
        b"p",
        b"param",
        b"source",
        b"tbody",
        b"td",
        b"tfoot",
        b"th",
        b"thead",
        b"tr",
        b"wbr",
    ];
    let mut open: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let (mut all, mut most, mut raw) = (0_usize, 0, false);
    for tag in page.as_bytes().split(|b| *b == b'<').skip(1) {
        let (closing, name) = tag.strip_prefix(b"/").map_or((false, tag), |name| (true, name));
        let end = name.iter().take(16).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(16).min(name.len());
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        let is_raw = matches!(&*name, b"script" | b"style");
        if name.is_empty() || is_raw || raw || SINGLE.contains(&&*name) {
            raw = if is_raw { !closing } else { raw };
            continue;
        }
        let count = open.entry(name).or_default();
        match (closing, *count) {
            (true, 0) => {}
            (true, _) => (*count, all) = (*count - 1, all - 1),
            (false, _) => (*count, all) = (*count + 1, all + 1),
        }
        most = most.max(all);
    }
    most
}

/// How deep the page's tags lie inside one another.
fn depth(readability: &Readability) -> usize {
    let (mut deepest, mut depth) = (0, 0_usize);
    let mut node = readability.doc.root();
    loop {
        deepest = deepest.max(depth);
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        loop {
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return deepest };
            node = parent;
            depth = depth.saturating_sub(1);
        }
    }
}

/// The date in the places that the extraction doesn't look at.
fn own_date(readability: &Readability) -> Option<String> {
    const PLACES: [(&str, &str); 6] = [
        ("meta[property=\"article:published_time\"]", "content"),
        ("[itemprop=datePublished]", "content"),
        ("[itemprop=datePublished]", "datetime"),
        ("meta[name=date], meta[name=pubdate], meta[name=publish-date], meta[name=parsely-pub-date]", "content"),
        ("meta[name=\"DC.date\"], meta[name=\"DC.date.issued\"], meta[name=\"dcterms.date\"]", "content"),
        ("time[datetime]", "datetime"),
    ];
    PLACES.iter().find_map(|(place, attribute)| {
        let value = readability.doc.select(place).attr(attribute)?;
        super::date::parse(&value)
    })
}

fn own_url(readability: &Readability) -> Option<String> {
    let canonical = readability.doc.select("link[rel=canonical]").attr("href");
    let url = canonical.or_else(|| readability.doc.select("meta[property=\"og:url\"]").attr("content"))?;
    (!is_blank(&url)).then(|| url.to_string())
}

/// Where a page marks exactly one element as its article and that holds most of its paragraphs, removes the rest.
fn keep_only_article(readability: &Readability) {
    let all = length(&readability.doc.select("body p").text());
    for mark in ["[itemprop=articleBody]", "article"] {
        let marked = readability.doc.select(mark);
        let Some(article) = marked.nodes().first().filter(|_| marked.length() == 1) else { continue };
        let held = length(&marked.select("p").text());
        if held < 250 || held * 2 < all {
            continue;
        }
        let mut node = *article;
        while let Some(parent) = node.parent().filter(|_| !node.has_name("body")) {
            for sibling in parent.children() {
                if sibling.id != node.id && !sibling.has_name("head") {
                    sibling.remove_from_parent();
                }
            }
            node = parent;
        }
        return;
    }
}

fn length(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

/// "By Ana Ruiz" to "Ana Ruiz".
fn without_by(byline: &str) -> String {
    let byline = byline.trim();
    let start = byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map_or(0, str::len);
    byline.get(start..).unwrap_or(byline).to_owned()
}

/// The text of the article, paragraphs apart by blank lines.
fn paragraphs(article: &Article) -> String {
    let content = Readability::from(&*article.content);
    let mut text = Paragraphs::default();
    let mut node = content.doc.root();
    'walk: loop {
        text.enter(node.node_name().as_deref(), || node.is_text().then(|| node.text()));
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            text.leave(node.node_name().as_deref());
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { break 'walk };
            node = parent;
        }
    }
    text.text.truncate(text.text.trim_end().len());
    text.text
}

/// Text under way: white space is held back until the next word shows what it is.
#[derive(Default)]
struct Paragraphs {
    text: String,
    gap: Gap,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    fn enter<T: AsRef<str>>(&mut self, tag: Option<&str>, text: impl FnOnce() -> Option<T>) {
        match tag {
            Some("br") if self.gap >= Gap::Line => self.gap = Gap::Paragraph,
            Some("br") => self.gap = Gap::Line,
            Some(tag) => self.leave(Some(tag)),
            None => {
                if let Some(text) = text() {
                    self.add(text.as_ref());
                }
            }
        }
    }

    fn leave(&mut self, tag: Option<&str>) {
        const INLINE: [&str; 30] = [
            "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
            "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
            "wbr",
        ];
        match tag {
            Some("td" | "th") => self.gap = self.gap.max(Gap::Space),
            Some(tag) if !INLINE.contains(&tag) => self.gap = Gap::Paragraph,
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        let mut words = text.split_whitespace().peekable();
        let begins_apart = text.starts_with(char::is_whitespace);
        if begins_apart || words.peek().is_none() {
            self.gap = self.gap.max(if text.is_empty() { Gap::None } else { Gap::Space });
        }
        for word in words {
            if !self.text.is_empty() {
                self.text.push_str(match self.gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.text.push_str(word);
            self.gap = Gap::Space;
        }
        if !text.ends_with(char::is_whitespace) && self.gap == Gap::Space && !is_blank(text) {
            self.gap = Gap::None;
        }
    }
}
