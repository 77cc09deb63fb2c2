//! JSON documents: an array of articles, one article, or an object that holds an array of them.

use super::object::Objects;
use super::scanner::{Scanner, Value};
use super::source::{Source, too_long, unreadable};
use super::{Context, Format, Found, Open, Records, encoding, no_text};
use crate::document::Document;
use crate::error::{Error, Stage};
use std::collections::VecDeque;
use std::io;

/// `.json`. Articles one after the other without an array (as in JSONL, but on several lines) are read as well.
pub(super) const FORMAT: Format = Format {
    name: "json",
    endings: &["json"],
    about: "a JSON array of articles, one article, or an object with such an array",
    open: Open::Text(open),
};

fn open(source: Source, context: &Context) -> Records {
    Box::new(Json {
        scanner: Scanner::new(source),
        limit: context.limit,
        objects: Objects::new(context),
        state: State::Top,
        value: Vec::new(),
        number: 0,
        last: VecDeque::new(),
    })
}

/// The articles of a JSON file. Holds one at a time.
struct Json {
    scanner: Scanner,
    limit: usize,
    objects: Objects,
    state: State,
    value: Vec<u8>,
    /// How many records were met.
    number: u64,
    /// What is given before reading goes on.
    last: VecDeque<Result<Found, Error>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside every value.
    Top,
    /// In an array of articles.
    Array,
    /// In an array of articles that is a field of an object.
    Field,
    Over,
}

type Item = Result<Found, Error>;

impl Iterator for Json {
    type Item = Item;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.last.pop_front() {
                return Some(item);
            }
            let item = match self.state {
                State::Top => self.top(),
                State::Array | State::Field => self.element(),
                State::Over => return None,
            };
            match item {
                Ok(Some(item)) => return Some(item),
                Ok(None) => {}
                Err(error) => return Some(self.stop(unreadable(&error))),
            }
        }
    }
}

impl Json {
    /// Gives `error` and ends.
    fn stop<T>(&mut self, error: Error) -> Result<T, Error> {
        self.state = State::Over;
        Err(error)
    }

    fn stop_here<T>(&mut self, message: &str) -> Result<T, Error> {
        let line = self.scanner.line();
        self.stop(Error::new(Stage::Read, message).line(line))
    }

    /// One value outside every array, or the beginning of an array.
    fn top(&mut self) -> io::Result<Option<Item>> {
        match self.scanner.peek()? {
            None => {
                self.state = State::Over;
                if self.number == 0 {
                    self.last.push_back(Err(no_text()));
                }
                self.last.extend(self.objects.unmet().into_iter().map(Err));
            }
            Some(b'[') => {
                self.scanner.skip();
                self.state = State::Array;
            }
            Some(b'{') => return self.object(),
            Some(b',') => self.scanner.skip(),
            Some(_) => return Ok(Some(self.stop_here("not JSON: neither an array nor an object"))),
        }
        Ok(None)
    }

    /// One element of an array of articles, or its end.
    fn element(&mut self) -> io::Result<Option<Item>> {
        match self.scanner.peek()? {
            None => return Ok(Some(self.stop_here("the file ends before its array is closed: it was cut off"))),
            Some(b',') => self.scanner.skip(),
            Some(b']') => {
                self.scanner.skip();
                if self.state == State::Field {
                    self.scanner.value(&mut Vec::new(), 0, 1)?;
                }
                self.state = State::Top;
                self.number = self.number.max(1);
            }
            Some(b'}' | b':') => {
                return Ok(Some(self.stop_here("not JSON: a bracket or a comma is missing before this")));
            }
            Some(_) => {
                let line = self.scanner.line();
                let mut value = std::mem::take(&mut self.value);
                value.clear();
                let read = self.scanner.value(&mut value, self.limit, 0);
                let item = read.map(|read| self.article(read, &value, line));
                self.value = value;
                return item.map(Some);
            }
        }
        Ok(None)
    }

    /// The article in `value`, which begins on `line`.
    fn article(&mut self, read: Value, value: &[u8], line: u64) -> Item {
        self.number += 1;
        let article = match read {
            Value::Whole => self.parse(value),
            Value::TooLong => Err(too_long(self.limit)),
            Value::Cut => self.stop(Error::new(Stage::Read, "the file ends inside this record: it was cut off")),
        };
        match article {
            Ok(document) => Ok(self.found(document, line)),
            Err(error) => Err(error.line(line)),
        }
    }

    fn parse(&mut self, value: &[u8]) -> Result<Document, Error> {
        let json = encoding::decode_part(value)?;
        self.objects.article(&json)
    }

    fn found(&self, document: Document, line: u64) -> Found {
        Found::new(document, Some(self.number), Some(line))
    }

    /// An object outside every array: an article, or the holder of an array of articles.
    fn object(&mut self) -> io::Result<Option<Item>> {
        let line = self.scanner.line();
        let mut value = Vec::with_capacity(8 * 1024);
        value.push(b'{');
        self.scanner.skip();
        let (mut told, mut too_long, mut at_key) = (false, false, true);
        let read = loop {
            match self.scanner.peek()? {
                None => break Value::Cut,
                Some(b'}') => {
                    self.scanner.skip();
                    value.push(b'}');
                    break Value::Whole;
                }
                Some(b'"') if at_key => {
                    let start = value.len();
                    too_long |= self.scanner.value(&mut value, self.limit, 0)? == Value::TooLong;
                    let key = value.get(start..).and_then(|key| serde_json::from_slice::<String>(key).ok());
                    told |= key.is_some_and(|key| self.objects.is_text(&key));
                }
                Some(b'[') => {
                    self.scanner.skip();
                    let (element, item) = self.first_of_array(told)?;
                    too_long |= element == Value::TooLong;
                    if item.is_some() {
                        return Ok(item);
                    }
                    // Not an array of articles: what was tried stands in `self.value`.
                    value.push(b'[');
                    value.append(&mut self.value);
                    too_long |= self.scanner.value(&mut value, self.limit, 1)? == Value::TooLong;
                }
                Some(mark @ (b':' | b',')) => {
                    self.scanner.skip();
                    if value.len() <= self.limit {
                        value.push(mark);
                    }
                    at_key = mark == b',';
                }
                Some(b']') => return Ok(Some(self.stop_here("not JSON: a bracket that nothing opened"))),
                Some(_) => too_long |= self.scanner.value(&mut value, self.limit, 0)? == Value::TooLong,
            }
        };
        let read = if too_long || value.len() > self.limit { Value::TooLong } else { read };
        Ok(Some(self.after_object(read, &value, line)))
    }

    /// The article in an object outside every array; with the file's name alone for id when nothing else is in the file.
    fn after_object(&mut self, read: Value, value: &[u8], line: u64) -> Item {
        let first = self.number == 0;
        let mut item = self.article(read, value, line);
        match (self.scanner.peek(), &mut item) {
            (Ok(None), Ok(found)) if first => found.number = None,
            (Err(error), _) => {
                let error = self.stop(unreadable(&error));
                self.last.push_back(error);
            }
            _ => {}
        }
        item
    }

    /// The first element of an array in an object, if it is an article and the object is none (its text is not `told`):
    /// then the object is there for this array. Otherwise what was read of the array is left in `self.value`.
    fn first_of_array(&mut self, told: bool) -> io::Result<(Value, Option<Item>)> {
        self.value.clear();
        if told || self.scanner.peek()? != Some(b'{') {
            return Ok((Value::Whole, None));
        }
        let line = self.scanner.line();
        let mut value = std::mem::take(&mut self.value);
        let read = self.scanner.value(&mut value, self.limit, 0);
        let article = matches!(read, Ok(Value::Whole)).then(|| self.parse(&value).ok()).flatten();
        self.value = value;
        let item = article.map(|document| {
            self.state = State::Field;
            self.number += 1;
            Ok(self.found(document, line))
        });
        Ok((read?, item))
    }
}
