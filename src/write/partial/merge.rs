//! `Parts`: files of partial results, checked against each other and made into one output.

use super::super::messages::Received;
use super::super::provenance::Provenance;
use super::super::register::Ids;
use super::super::spilled::{Run, damaged};
use super::super::{Describe, Description, Output, PageFile, Report, Settings};
use super::{BUILD, Entity, Footer, Item, MAGIC, TAIL, Told};
use crate::error::{Error, Stage};
use crate::graph::{SpokenCounts, Sums};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// A footer has no more bytes.
const LONGEST_FOOTER: u64 = 1 << 30;

/// Partial results that were made alike.
#[derive(Debug)]
pub struct Parts {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    path: PathBuf,
    footer: Footer,
}

/// The order in which the items of several files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As a run over a folder has them: by path, and within a file as they stand there.
    ByPath,
    /// File by file, as they were read.
    AsRead,
}

impl Parts {
    /// Opens the files and checks that they were made alike.
    ///
    /// # Errors
    ///
    /// All files that can't be read, or the first that was made with another gazetteer, lexicon, version or setting.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Vec<Error>> {
        let (mut parts, mut errors) = (Vec::new(), Vec::new());
        for path in paths {
            match Part::open(path) {
                Ok(part) => parts.push(part),
                Err(error) => errors.push(error),
            }
        }
        if let Some((first, others)) = parts.split_first() {
            errors.extend(others.iter().find_map(|other| first.unlike(other)));
        }
        if errors.is_empty() && parts.iter().all(|part| part.footer.documents == 0) {
            errors.push(Error::new(Stage::Read, "no article is in these files, so nothing is written"));
        }
        if errors.is_empty() { Ok(Self { parts }) } else { Err(errors) }
    }

    /// What was chosen when they were made.
    pub fn settings(&self) -> Settings {
        let first = self.parts.first();
        let settings = first.map(|part| Provenance::settings(&part.footer.configuration)).unwrap_or_default();
        let page = first.map_or(PageFile::Written, |part| part.footer.page());
        Settings { page, ..settings }
    }

    /// What the articles were read with.
    pub fn provenance(&self) -> Provenance {
        let read = |part: &Part| {
            let lexicon = part.footer.lexicon.clone();
            Provenance { lexicon, ..Provenance::read(&part.footer.configuration) }
        };
        // The lists may lie elsewhere on each machine.
        self.parts.iter().map(read).min_by(|one, other| one.lists.cmp(&other.lists)).unwrap_or_default()
    }

    /// What they hold together; what is counted over all articles is left out.
    pub(crate) fn report(&self) -> Report {
        let report = |Part { footer, .. }: &Part| Report {
            skipped: footer.items - footer.documents.min(footer.items),
            ..footer.report()
        };
        self.parts.iter().fold(Report::default(), |sum, part| sum.plus(&report(part)))
    }

    /// In what they were made otherwise than would be done now, if in anything.
    pub(crate) fn made_otherwise(&self, settings: &Settings, provenance: &Provenance) -> Option<Error> {
        let first = self.parts.first()?;
        let now = Footer {
            lexicon: provenance.lexicon.clone(),
            configuration: provenance.configuration(settings),
            page: (settings.page == PageFile::Written).then_some(0),
            ..first.footer.clone()
        };
        Part { path: PathBuf::from("now"), footer: now }.unlike(first)
    }

    /// How many inputs they hold, and the hash of these, where it is known.
    pub fn input(&self) -> impl Iterator<Item = (u64, Option<&str>)> {
        self.parts.iter().map(|part| (part.footer.items, part.footer.input.as_deref()))
    }

    /// Writes one output for all, the same in whatever order they are named: by path, and within a file as read.
    ///
    /// # Errors
    ///
    /// A file is damaged, an article is in two of them, or the output can't be written.
    pub fn write(self, output: Output) -> Result<Report, Error> {
        self.write_in(Order::ByPath, output)
    }

    /// The same, part after part as they are named.
    ///
    /// # Errors
    ///
    /// As [`Self::write`].
    pub fn write_as_read(self, output: Output) -> Result<Report, Error> {
        self.write_in(Order::AsRead, output)
    }

    fn write_in(self, order: Order, mut output: Output) -> Result<Report, Error> {
        self.write_rows(order, &mut output)?;
        let mut described = Described::default();
        for part in &self.parts {
            output.folder.wanted()?;
            part.count(&mut output, &mut described).map_err(|error| damaged(&part.path, &error))?;
        }
        output.finish(&described)
    }

    fn write_rows(&self, order: Order, output: &mut Output) -> Result<(), Error> {
        let mut stretches = InOrder::new(&self.parts, order);
        let mut met: HashMap<u128, u32, FixedState> = HashMap::with_hasher(FixedState::default());
        while let Some((item, part)) = stretches.next()? {
            let Item { path, told, .. } = item;
            match told {
                Told::Article { id, text, cells, mentions, quotes } => {
                    if let Some(earlier) = met.insert(Ids::key(&id), part) {
                        return Err(self.twice(&id, earlier, part));
                    }
                    output.place(&id, text, &cells, &mentions, &quotes)?;
                }
                Told::Skipped { placed, line, stage, message, hint } => {
                    let stage = Stage::named(&stage).unwrap_or(Stage::Read);
                    let mut error = Error::new(stage, message);
                    if placed {
                        error = error.at(Path::new(&*path));
                    }
                    error = line.map_or(error.clone(), |line| error.line(line));
                    error = hint.map_or(error.clone(), |hint| error.hint(hint));
                    output.skip(&error)?;
                }
            }
        }
        Ok(())
    }

    fn twice(&self, id: &str, one: u32, other: u32) -> Error {
        let [one, other] = [one, other].map(|part| &self.parts[part as usize].path);
        let places = if one == other {
            format!("twice in {}", one.display())
        } else {
            format!("in {} and in {}", one.display(), other.display())
        };
        Error::new(Stage::Read, format!("the article {id} is {places}: it would be counted twice"))
            .hint("read each article for one of the files only, or make the ids differ")
    }
}

impl Part {
    fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path).map_err(|error| damaged(path, &error))?;
        let mut begin = Vec::new();
        let read = (&mut file).take(8).read_to_end(&mut begin);
        read.map_err(|error| damaged(path, &error))?;
        if begin != MAGIC {
            let error = Error::new(Stage::Read, "no partial result of this program").at(path);
            return Err(error.hint("partial results are written by whosaid run --partial FILE"));
        }
        let footer = Footer::read(&mut file).map_err(|error| damaged(path, &error))?;
        if footer.version != env!("CARGO_PKG_VERSION") {
            let message = format!("made by whosaid {}, and this is {}", footer.version, env!("CARGO_PKG_VERSION"));
            return Err(Error::new(Stage::Read, message).at(path).hint("make and merge all with the same version"));
        }
        if footer.build != BUILD {
            let message = "made by another build of this version, which may have other rules, words or names";
            let hint = "make and merge all with the same program: copy it, or build it from the same sources";
            return Err(Error::new(Stage::Read, message).at(path).hint(hint));
        }
        Ok(Self { path: path.to_path_buf(), footer })
    }

    /// In what the other was made otherwise, if in anything.
    fn unlike(&self, other: &Self) -> Option<Error> {
        let (ours, theirs) = (&self.footer, &other.footer);
        let choice = |footer: &Footer, name: &str| match name {
            "gazetteer" => footer.configuration["gazetteer"]["hash"].clone(),
            name => footer.configuration[name].clone(),
        };
        let what = [
            ("gazetteer", "another gazetteer", "give the same --gazetteer on every machine"),
            ("window", "another --window", ""),
            ("least_confidence", "another --min-confidence", ""),
            ("most_names", "other limits", ""),
            ("unknown_from", "other limits", ""),
        ];
        let lexicon = (ours.lexicon != theirs.lexicon)
            .then_some(("another lexicon", "use the same program, --language, --indirect and --no-speech everywhere"));
        let choice = what.into_iter().find(|(name, ..)| choice(ours, name) != choice(theirs, name));
        let page = (ours.page() != theirs.page()).then_some(("or without --no-page", ""));
        let (what, hint) = lexicon.or(choice.map(|(_, what, hint)| (what, hint))).or(page)?;
        let hint = if hint.is_empty() { "choose the same for all" } else { hint };
        let message = format!("made with {what} than {}", self.path.display());
        let message = message.replace("with or without --no-page than", "with a page, or without, unlike");
        Some(Error::new(Stage::Read, message).at(&other.path).hint(hint))
    }

    /// Gives the counts to an output.
    fn count(&self, output: &mut Output, described: &mut Described) -> io::Result<()> {
        let Footer { counts, pairs, page, .. } = self.footer;
        output.report.merge(&self.footer.report());
        let mut received = Received::open(&self.path, counts)?;
        let sums: Sums = received.expect()?;
        let mut entities = Vec::new();
        loop {
            let chunk: Vec<Entity<'static>> = received.expect()?;
            if chunk.is_empty() {
                break;
            }
            for (entity, words) in chunk {
                if let Some((known, words)) = entity.known.zip(words) {
                    described.0.insert(known, words.map(std::borrow::Cow::into_owned));
                }
                entities.push(entity.into_owned());
            }
        }
        let mut spoken = Vec::new();
        loop {
            let chunk: Vec<(u32, u32, SpokenCounts)> = received.expect()?;
            if chunk.is_empty() {
                break;
            }
            spoken.extend(chunk);
        }
        received.end()?;
        let taken = output.counts.counts.take_rest(sums, entities, spoken);
        taken.ok_or_else(|| io::Error::other("a speaker that is no entity"))?;
        output.counts.runs.push(Run::within(&self.path, pairs));
        if let Some((held, page)) = output.counts.page.as_mut().zip(page) {
            let mut received = Received::open(&self.path, page)?;
            let page: super::super::page::Page = received.expect()?;
            received.end()?;
            if !page.is_sound() {
                return Err(io::Error::other("its page refers to what is not there"));
            }
            held.merge(page);
        }
        Ok(())
    }
}

impl Footer {
    fn report(&self) -> Report {
        let &Self { documents, words, mentions, quotes, attributed, .. } = self;
        Report { documents, words, mentions, quotes, attributed, ..Report::default() }
    }

    fn read(file: &mut File) -> io::Result<Self> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let size = file.seek(SeekFrom::End(0))?;
        let tail_at = size.checked_sub(TAIL).ok_or_else(cut)?;
        file.seek(SeekFrom::Start(tail_at))?;
        let mut tail = [0; TAIL as usize];
        file.read_exact(&mut tail)?;
        let (length, rest) = tail.split_at(8);
        let (hash, magic) = rest.split_at(32);
        if magic != MAGIC {
            return Err(cut());
        }
        let length = u64::from_le_bytes(length.try_into().unwrap_or_default());
        let at = tail_at.checked_sub(length).filter(|_| length <= LONGEST_FOOTER);
        file.seek(SeekFrom::Start(at.ok_or_else(|| io::Error::other("its footer has no such length"))?))?;
        let mut json = Vec::new();
        file.take(length).read_to_end(&mut json)?;
        if Sha256::digest(&json).as_slice() != hash {
            return Err(io::Error::other("its footer was changed"));
        }
        Ok(serde_json::from_slice(&json)?)
    }
}

/// What a gazetteer said when the partial results were made.
#[derive(Debug, Default)]
struct Described(BTreeMap<u32, [String; 3]>);

impl Describe for Described {
    fn describe(&self, known: u32) -> Description<'_> {
        self.0.get(&known).map_or_else(Description::default, |[wikidata, country, description]| Description {
            wikidata,
            country,
            description,
        })
    }
}

/// Where an item stands in the order: by path, part, number and id, as far as the order asks for it.
type Key = (PathBuf, usize, u64, String);

/// The items of all parts, in order; a stretch is opened when its first item's turn comes, and closed with its last.
struct InOrder<'a> {
    parts: &'a [Part],
    order: Order,
    stretches: Vec<Stretch>,
    heap: BinaryHeap<Reverse<(Key, usize)>>,
}

struct Stretch {
    part: usize,
    offset: u64,
    received: Option<Received>,
    next: Option<Item<'static>>,
}

impl<'a> InOrder<'a> {
    fn new(parts: &'a [Part], order: Order) -> Self {
        let mut all = Self { parts, order, stretches: Vec::new(), heap: BinaryHeap::new() };
        for (part, Part { footer, .. }) in parts.iter().enumerate() {
            for (offset, path, number) in &footer.stretches {
                all.heap.push(Reverse((all.key(part, path, *number, ""), all.stretches.len())));
                all.stretches.push(Stretch { part, offset: *offset, received: None, next: None });
            }
        }
        all
    }

    fn key(&self, part: usize, path: &str, number: u64, id: &str) -> Key {
        match self.order {
            Order::ByPath => (PathBuf::from(path), 0, number, id.to_owned()),
            Order::AsRead => (PathBuf::new(), part, number, String::new()),
        }
    }

    /// The next item, and the part that it is from.
    fn next(&mut self) -> Result<Option<(Item<'static>, u32)>, Error> {
        while let Some(Reverse((_, at))) = self.heap.pop() {
            let part = self.stretches[at].part;
            let path = &self.parts[part].path;
            let item = self.stretches[at].advance(path).map_err(|error| damaged(path, &error))?;
            if let Some(next) = &self.stretches[at].next {
                let id = if let Told::Article { id, .. } = &next.told { id } else { "" };
                self.heap.push(Reverse((self.key(part, &next.path, next.number, id), at)));
            }
            if let Some(item) = item {
                return Ok(Some((item, part as u32)));
            }
        }
        Ok(None)
    }
}

impl Stretch {
    /// Gives the item at hand, none at first, and reads the next.
    fn advance(&mut self, path: &Path) -> io::Result<Option<Item<'static>>> {
        let item = self.next.take();
        let received = match &mut self.received {
            Some(received) => received,
            closed => closed.insert(Received::open(path, self.offset)?),
        };
        self.next = received.next()?;
        if self.next.is_none() {
            self.received = None;
        }
        Ok(item)
    }
}
