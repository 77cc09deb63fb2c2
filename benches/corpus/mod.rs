//! News that nobody wrote: articles of any number with the true speaker of every quotation, the same for the same seed.
//!
//! Names come from the tables that ship with the program, words from its list of words, a few of them often and most
//! seldom, as in any text. So speed can be measured without anybody's articles.
#![allow(dead_code, reason = "each bench and each test uses a part of it")]

use std::fmt::Write;
use whosaid::Document;

/// A made-up article and what a reader would say of it.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    /// The article.
    pub(crate) document: Document,
    /// The words of each quotation without its marks, and who says them.
    pub(crate) quotes: Vec<(String, String)>,
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
        let mut writer = Writer { corpus: self, text: String::new(), quotes: Vec::new(), cast: Vec::new() };
        for _ in 0..2 + chance.below(4) {
            writer.cast.push(self.people[chance.seldom(self.people.len())].clone());
        }
        for _ in 0..8 + chance.below(16) {
            writer.paragraph(&mut chance);
        }
        let Writer { text, quotes, .. } = writer;
        let id = format!("made-{number:08}");
        let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
        let date = Some(format!("2022-{month:02}-{day:02}"));
        Article { document: Document { path: "made.jsonl".into(), id, text, date, ..Document::default() }, quotes }
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
    quotes: Vec<(String, String)>,
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
        let (said, form) = match chance.below(4) {
            0 => (words.clone(), format!("“{words},” {speaker} {cue} on {}.", day(chance))),
            1 => (words.clone(), format!("{speaker} said: “{words}.”")),
            2 => (
                words.clone(),
                format!("“{words},” said {speaker}, who has been there for {} years.", chance.below(30) + 2),
            ),
            _ => (format!("{words}, … {more}."), format!("“{words},” {speaker} {cue}. “{more}.”")),
        };
        self.text.push_str(&form);
        self.quotes.push((said, speaker));
    }

    fn meeting(&mut self, chance: &mut Chance) {
        let corpus = self.corpus;
        let (one, other) = (chance.below(self.cast.len()), chance.below(self.cast.len()));
        let place = &corpus.places[chance.seldom(corpus.places.len())];
        let met = if one == other { "spoke" } else { "met" };
        _ = write!(self.text, "{} {met} ", self.cast[one]);
        if one != other {
            _ = write!(self.text, "{} ", self.cast[other]);
        }
        _ = write!(self.text, "in {place} on {}.", day(chance));
    }

    fn report(&mut self, chance: &mut Chance) {
        let corpus = self.corpus;
        let words = self.sentence(chance);
        match chance.below(3) {
            0 => self.text.push_str(&words),
            1 => {
                let body = &corpus.organisations[chance.seldom(corpus.organisations.len())];
                _ = write!(self.text, "{words} for {body} and its members");
            }
            _ => _ = write!(self.text, "{words} near {}", corpus.places[chance.seldom(corpus.places.len())]),
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
