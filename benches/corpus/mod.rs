//! News that nobody wrote: articles of any number with every name in them and the true speaker of every quotation, the same for
//! the same seed.
//!
//! Names come from the tables that ship with the program, words from its list of words, a few of them often and most
//! seldom, as in any text. So speed can be measured without anybody's articles.
#![allow(dead_code, reason = "each bench and each test uses a part of it")]

use std::fmt::Write;
use whosaid::document::Kind;
use whosaid::{Document, Span};

/// A made-up article and what a reader would say of it.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    /// The article.
    pub(crate) document: Document,
    /// What is said in it, in order.
    pub(crate) quotes: Vec<Said>,
    /// Where each name stands, in order, and what it is the name of.
    pub(crate) names: Vec<(Span, Kind)>,
}

/// An utterance.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// Its stretches, with their marks.
    pub(crate) pieces: Vec<Span>,
    /// The words that name the speaker.
    pub(crate) source: Span,
    /// Who that is.
    pub(crate) speaker: String,
}

/// The names and words that articles are made of.
pub(crate) struct Corpus {
    people: Vec<String>,
    places: Vec<String>,
    organisations: Vec<String>,
    words: Vec<&'static str>,
}

const OFTEN: &[&str] = &[
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "for",
    "on",
    "with",
    "as",
    "was",
    "at",
    "by",
    "from",
    "it",
    "be",
    "are",
    "have",
    "has",
    "not",
    "an",
    "which",
    "will",
    "their",
    "had",
    "were",
    "more",
    "but",
    "this",
    "been",
    "would",
    "up",
    "about",
    "after",
    "new",
    "over",
    "last",
    "year",
    "week",
    "government",
    "people",
    "country",
    "years",
    "vote",
    "plan",
    "talks",
    "law",
    "money",
    "war",
    "water",
    "price",
    "market",
    "work",
    "child",
    "city",
    "road",
    "school",
    "army",
    "house",
    "border",
    "office",
    "report",
    "police",
    "court",
    "power",
    "deal",
    "home",
    "group",
    "party",
];
const CUES: &[&str] = &["said", "told reporters", "added", "warned", "argued", "announced", "insisted", "explained"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Corpus {
    /// The names and words that ship with the program.
    pub(crate) fn new() -> Self {
        let rare = include_str!("../../lexicon/en/words.txt").lines();
        Self {
            people: column(include_str!("../../gazetteer/people.csv")).filter(|name| usual(name)).collect(),
            places: column(include_str!("../../gazetteer/places.csv")).filter(|name| usual(name)).collect(),
            organisations: column(include_str!("../../gazetteer/organisations.csv"))
                .filter(|name| usual(name))
                .collect(),
            words: OFTEN.iter().copied().chain(rare.filter(|word| word.len() > 3)).collect(),
        }
    }

    /// The article with this number.
    pub(crate) fn article(&self, number: u64) -> Article {
        let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
        let (text, quotes, names, cast) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let mut writer = Writer { corpus: self, text, quotes, names, cast };
        for _ in 0..2 + chance.below(4) {
            writer.cast.push(self.people[chance.seldom(self.people.len())].clone());
        }
        for _ in 0..8 + chance.below(16) {
            writer.paragraph(&mut chance);
        }
        let Writer { text, quotes, names, .. } = writer;
        let id = format!("made-{number:08}");
        let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
        let date = Some(format!("2022-{month:02}-{day:02}"));
        Article {
            document: Document { path: "made.jsonl".into(), id, text, date, ..Document::default() },
            quotes,
            names,
        }
    }

    /// Articles with so many bytes of text in all.
    pub(crate) fn articles(&self, bytes: usize) -> impl Iterator<Item = Article> {
        let mut left = bytes;
        (0..).map(|number| self.article(number)).take_while(move |article| {
            let more = left > 0;
            left = left.saturating_sub(article.document.text.len());
            more
        })
    }
}

/// An article in the making.
struct Writer<'a> {
    corpus: &'a Corpus,
    text: String,
    quotes: Vec<Said>,
    names: Vec<(Span, Kind)>,
    cast: Vec<String>,
}

impl Writer<'_> {
    fn paragraph(&mut self, chance: &mut Chance) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        match chance.below(5) {
            0 | 1 => self.quotation(chance),
            2 => self.meeting(chance),
            _ => self.report(chance),
        }
        for _ in 0..chance.below(3) {
            self.text.push(' ');
            self.report(chance);
        }
    }

    fn quotation(&mut self, chance: &mut Chance) {
        let speaker = self.cast[chance.below(self.cast.len())].clone();
        let (words, cue) = (self.sentence(chance), CUES[chance.below(CUES.len())]);
        let more = self.sentence(chance);
        let form = match chance.below(4) {
            0 => format!("“{words},” {speaker} {cue} on {}.", day(chance)),
            1 => format!("{speaker} said: “{words}.”"),
            2 => format!("“{words},” said {speaker}, who has been there for {} years.", chance.below(30) + 2),
            _ => format!("“{words},” {speaker} {cue}. “{more}.”"),
        };
        let start = self.text.len();
        self.text.push_str(&form);
        let source = self.named(start, &speaker, Kind::Person);
        let ends = form.match_indices('”').map(|(at, mark)| start + at + mark.len());
        let pieces = form.match_indices('“').zip(ends).map(|((at, _), end)| Span::new(start + at, end)).collect();
        self.quotes.push(Said { pieces, source, speaker });
    }

    /// Keeps where a name stands, the first time behind `start`.
    fn named(&mut self, start: usize, name: &str, kind: Kind) -> Span {
        let at = start + self.text[start..].find(name).unwrap_or_default();
        let span = Span::new(at, at + name.len());
        self.names.push((span, kind));
        span
    }

    /// Writes a name.
    fn name(&mut self, name: &str, kind: Kind) {
        let start = self.text.len();
        self.text.push_str(name);
        self.named(start, name, kind);
    }

    fn meeting(&mut self, chance: &mut Chance) {
        let corpus = self.corpus;
        let (one, other) = (chance.below(self.cast.len()), chance.below(self.cast.len()));
        let place = &corpus.places[chance.seldom(corpus.places.len())];
        let (first, second) = (self.cast[one].clone(), self.cast[other].clone());
        self.name(&first, Kind::Person);
        if one == other {
            self.text.push_str(" spoke ");
        } else {
            self.text.push_str(" met ");
            self.name(&second, Kind::Person);
            self.text.push(' ');
        }
        self.text.push_str("in ");
        self.name(place, Kind::Place);
        _ = write!(self.text, " on {}.", day(chance));
    }

    fn report(&mut self, chance: &mut Chance) {
        let corpus = self.corpus;
        let words = self.sentence(chance);
        self.text.push_str(&words);
        match chance.below(3) {
            0 => {}
            1 => {
                self.text.push_str(" for ");
                self.name(&corpus.organisations[chance.seldom(corpus.organisations.len())], Kind::Organisation);
                self.text.push_str(" and its members");
            }
            _ => {
                self.text.push_str(" near ");
                self.name(&corpus.places[chance.seldom(corpus.places.len())], Kind::Place);
            }
        }
        self.text.push('.');
    }

    /// Words with a capital first and no stop.
    fn sentence(&self, chance: &mut Chance) -> String {
        let mut words = String::from("The");
        for _ in 0..5 + chance.below(16) {
            words.push(' ');
            words.push_str(self.corpus.words[chance.seldom(self.corpus.words.len())]);
        }
        words
    }
}

fn day(chance: &mut Chance) -> &'static str {
    DAYS[chance.below(DAYS.len())]
}

/// The names in the first column of a table.
fn column(table: &'static str) -> impl Iterator<Item = String> {
    csv::Reader::from_reader(table.as_bytes()).into_records().filter_map(|row| Some(row.ok()?.get(0)?.to_owned()))
}

/// Two or three words of plain letters: names over which nobody would stumble.
fn usual(name: &str) -> bool {
    let plain = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&name.split(' ').count()) && name.split(' ').all(plain)
}

/// SplitMix64 (Steele, Lea and Flood 2014): numbers that look like chance and are the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// One of so many, all alike.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// One of so many, the first often and the last seldom: each power of two as often as the next.
    fn seldom(&mut self, count: usize) -> usize {
        let most = 1 << self.below(count.ilog2() as usize + 1);
        self.below(most)
    }
}
