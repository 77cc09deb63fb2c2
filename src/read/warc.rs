//! WARC files, as crawlers of the web write them: the articles of the pages in them (ISO 28500, versions 1.0 and 1.1).

use super::source::{Bytes, Source, too_long, unreadable};
use super::{Context, Format, Found, Open, Records, html, text};
use crate::document::Document;
use crate::error::{Error, Stage};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

/// `.warc`, also as `.warc.gz`.
pub(super) const FORMAT: Format = Format {
    name: "warc",
    endings: &["warc", "wet"],
    about: "a crawl of the web: the article of each page",
    open: Open::Bytes(open),
};

/// A header of a record, or of the answer in it, has no more bytes.
const LONGEST_HEADER: u64 = 256 * 1024;

fn open(source: Source, context: &Context) -> Records {
    let input = BufReader::with_capacity(1 << 16, source);
    Box::new(Crawl {
        input,
        context: context.clone(),
        number: 0,
        nothing: Some("no record in this file"),
        ended: false,
        lost: false,
    })
}

/// The records of a crawl.
struct Crawl {
    input: BufReader<Source>,
    context: Context,
    number: u64,
    /// What to say if nothing else is said of the file.
    nothing: Option<&'static str>,
    ended: bool,
    /// Whether a record was broken, so that the next has to be looked for.
    lost: bool,
}

/// Names in small letters, with what stands behind the colon.
type Header = BTreeMap<String, String>;

impl Crawl {
    /// Why the file can't be read further: a source that fails may do so each time that it is asked.
    fn stop(&mut self, error: &io::Error) -> Error {
        self.ended = true;
        unreadable(error)
    }

    /// The header of the next record; `None` at the end.
    fn header(&mut self) -> Result<Option<Header>, Error> {
        loop {
            let mut line = Vec::new();
            let read = (&mut self.input).take(LONGEST_HEADER).read_until(b'\n', &mut line);
            if read.map_err(|error| self.stop(&error))? == 0 {
                return Ok(None);
            }
            let line = line.trim_ascii();
            if line.starts_with(b"WARC/1.") {
                self.lost = false;
                return header(&mut self.input).map(Some).map_err(|error| self.stop(&error));
            }
            if !line.is_empty() && !self.lost {
                self.lost = true;
                let message = "a broken record: it doesn't begin with WARC/1.0 or WARC/1.1";
                return Err(Error::new(Stage::Read, message).hint("what follows up to the next record is passed over"));
            }
        }
    }

    /// The article of the next record; `None` if it holds none by its kind.
    fn record(&mut self) -> Result<Option<Document>, Error> {
        let Some(header) = self.header()? else {
            self.ended = true;
            return Ok(None);
        };
        self.nothing = self.nothing.map(|_| "no page in this crawl");
        self.number += 1;
        let length = header.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length else {
            self.lost = true;
            return Err(Error::new(Stage::Read, "a broken record: no Content-Length"));
        };
        let says = |name: &str| header.get(name).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
        let (kind, content) = (says("warc-type"), says("content-type"));
        let mut block = (&mut self.input).take(length);
        let url = header.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let article = match kind.as_str() {
            "response" if content.starts_with("application/http") => answer(&mut block, &self.context),
            "resource" | "conversion" => body(&mut block, &content, &self.context),
            _ => Ok(None),
        };
        let passed = io::copy(&mut block, &mut io::sink());
        let left = block.limit();
        passed.map_err(|error| self.stop(&error))?;
        if left > 0 {
            self.ended = true;
            return Err(Error::new(Stage::Read, "the file ends inside a record").hint("copy or download it again"));
        }
        let place = |error: Error| match &url {
            Some(url) => Error::new(Stage::Read, format!("{url}: {}", error.message()))
                .hint(error.hint_text().unwrap_or_default()),
            None => error,
        };
        let article = article.map_err(place)?;
        Ok(article.map(|article| Document { url: article.url.or(url), ..article }))
    }
}

impl Iterator for Crawl {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Some(document)) => {
                    self.nothing = None;
                    return Some(Ok(Found::new(document, Some(self.number), None)));
                }
                Ok(None) => {}
                Err(error) => {
                    self.nothing = None;
                    return Some(Err(error));
                }
            }
        }
        self.nothing.take().map(|message| Err(Error::new(Stage::Read, message)))
    }
}

/// Reads `Name: value` lines up to an empty one.
fn header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut header = Header::new();
    let mut left = LONGEST_HEADER;
    loop {
        let mut line = Vec::new();
        let read = input.take(left).read_until(b'\n', &mut line)?;
        left = left.saturating_sub(read as u64);
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() || left == 0 {
            return Ok(header);
        }
        if let Some((name, value)) = line.split_once(':') {
            header.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
}

/// The article of a server's answer; `None` if it sent no page.
fn answer(block: &mut impl BufRead, context: &Context) -> Result<Option<Document>, Error> {
    let mut status = Vec::new();
    let read = block.take(LONGEST_HEADER).read_until(b'\n', &mut status);
    read.map_err(|error| unreadable(&error))?;
    let header = header(block).map_err(|error| unreadable(&error))?;
    let fine = status.split(|byte| *byte == b' ').nth(1).is_some_and(|code| code.starts_with(b"2"));
    let says = |name: &str| header.get(name).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    let media = says("content-type");
    if !fine || kind(&media).is_none() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let most = context.limit as u64;
    block.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > most {
        return Err(too_long(context.limit));
    }
    if says("transfer-encoding").contains("chunked") {
        bytes = unchunked(&bytes).unwrap_or(bytes);
    }
    match says("content-encoding").as_str() {
        "deflate" => body(&mut flate2::read::ZlibDecoder::new(bytes.as_slice()), &media, context),
        // gzip is known by its first bytes.
        "" | "identity" | "gzip" | "x-gzip" => body(&mut bytes.as_slice(), &media, context),
        other => Err(Error::new(Stage::Read, format!("the page is compressed with {other}, which is not read"))),
    }
}

/// What a page is read as, by its type.
fn kind(media: &str) -> Option<Format> {
    let kind = media.split(';').next().unwrap_or_default().trim();
    match kind {
        "text/html" | "application/xhtml+xml" => Some(html::FORMAT),
        "text/plain" => Some(text::FORMAT),
        _ => None,
    }
}

fn body(bytes: &mut dyn Read, media: &str, context: &Context) -> Result<Option<Document>, Error> {
    let Some(Format { open: Open::Text(open), .. }) = kind(media) else { return Ok(None) };
    let mut held = Vec::new();
    let most = context.limit as u64;
    bytes.take(most.saturating_add(1)).read_to_end(&mut held).map_err(|error| unreadable(&error))?;
    if held.len() as u64 > most {
        return Err(too_long(context.limit));
    }
    let held: Bytes = Box::new(Cursor::new(held));
    let source = Source::of(held, context.max_expanded, &Arc::default())?.text()?;
    open(source, context).next().map(|found| found.map(|found| found.document)).transpose()
}

/// The bytes of an answer that was sent in chunks (RFC 9112, 7.1); `None` if it was not.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let (line, rest) = bytes.split_at(end + 1);
        let digits = std::str::from_utf8(line).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(digits, 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..length)?);
        let rest = rest.get(length..)?;
        bytes = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}
