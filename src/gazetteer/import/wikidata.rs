//! Wikidata: results of its query service as CSV or JSON, and the lines of its JSON dump.

mod dump;
mod sparql;

use super::entry::{Entry, usual};
use super::sink::Sink;
use super::{Choice, detect, source};
use crate::document::Kind;
use crate::error::Error;
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::io::{BufRead, Read};
use std::path::PathBuf;

/// The class of people, the one that is known without being told.
const HUMAN: &str = "Q5";

pub(super) fn read(paths: &[PathBuf], choice: &Choice, sink: &mut Sink) -> Result<(), Error> {
    let mut items = Items { last: None, seen: HashSet::with_hasher(FixedState::with_seed(7)) };
    for path in paths {
        if source::is_table(path) {
            sparql::table(path, choice, &mut items, sink)?;
            continue;
        }
        let mut head = Vec::new();
        // Only the beginning matters; what can't be read shows when it is read.
        _ = source::open(path)?.take(detect::HEAD).read_until(b'\n', &mut head);
        let head = String::from_utf8_lossy(&head);
        let is_result = head.contains("\"head\"") || head.trim() == "{" || head.contains("\"results\"");
        if is_result {
            sparql::json(path, choice, &mut items, sink)?;
        } else {
            source::lines(path, |number, line| dump::line(number, line, choice, &mut items, sink))?;
        }
    }
    items.flush(sink)
}

/// The kind of an item with these classes.
fn kind_of<'a>(classes: &(impl Iterator<Item = &'a str> + Clone), choice: &Choice) -> Option<Kind> {
    let told = classes.clone().find_map(|class| choice.types.get(id(class)).copied());
    let human = || classes.clone().any(|class| id(class) == HUMAN).then_some(Kind::Person);
    told.or_else(human).or_else(|| classes.clone().find_map(usual)).or(choice.kind)
}

/// The last part of an item's address.
fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

/// Items as they come: the rows of one that stand together are one.
struct Items {
    last: Option<Entry>,
    /// Numbers of the items written.
    seen: HashSet<u64, FixedState>,
}

impl Items {
    fn take(&mut self, entry: Entry, sink: &mut Sink) -> Result<(), Error> {
        if let Some(last) =
            self.last.as_mut().filter(|last| !entry.wikidata.is_empty() && last.wikidata == entry.wikidata)
        {
            for name in entry.names {
                if !last.names.contains(&name) {
                    last.names.push(name);
                }
            }
            for (held, new) in [(&mut last.country, entry.country), (&mut last.description, entry.description)] {
                if held.is_empty() {
                    *held = new;
                }
            }
            return Ok(());
        }
        self.flush(sink)?;
        let number = entry.wikidata.strip_prefix('Q').and_then(|digits| digits.parse().ok());
        if number.is_some_and(|number| !self.seen.insert(number)) {
            let name = entry.names.first().map_or("", String::as_str);
            sink.leave("an item again, apart from its first rows: order the query by item", name);
            return Ok(());
        }
        self.last = Some(entry);
        Ok(())
    }

    fn flush(&mut self, sink: &mut Sink) -> Result<(), Error> {
        self.last.take().map_or(Ok(()), |entry| sink.put(&entry))
    }
}
