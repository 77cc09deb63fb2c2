//! Full names of persons in another spelling: equal skeletons of their letters.

use super::index::Index;
use crate::token::fold_word;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// Letters and groups that transliterations exchange, in the order in which they are applied.
const EXCHANGES: [(&str, &str); 24] = [
    ("kh", "h"),
    ("gh", "g"),
    ("q", "k"),
    ("ck", "k"),
    ("x", "ks"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("shch", "sh"),
    ("sch", "sh"),
    ("dj", "j"),
    ("dzh", "j"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("yy", "i"),
    ("iy", "i"),
    ("ii", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("w", "v"),
];

/// The letters of the first of each [`EXCHANGES`]: a word without them is not searched.
const NEEDED: [u32; EXCHANGES.len()] = {
    let mut needed = [0; EXCHANGES.len()];
    let mut at = 0;
    while at < needed.len() {
        needed[at] = letters(EXCHANGES[at].0);
        at += 1;
    }
    needed
};

/// The small letters of ASCII in a word, as bits.
const fn letters(word: &str) -> u32 {
    let (bytes, mut at, mut letters) = (word.as_bytes(), 0, 0);
    while at < bytes.len() {
        letters |= 1 << (bytes[at] & 0x1F);
        at += 1;
    }
    letters
}

/// How full names are compared: by the skeletons of their words, and by families of names that no rule of letters joins.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Respelling {
    /// The family of a word, by its skeleton.
    #[serde(with = "crate::flat::map")]
    families: HashMap<String, u32, FixedState>,
    /// Persons by the skeleton of their full names; [`SEVERAL`] where two share it.
    by_skeleton: Index,
    /// The same with families for words.
    by_family: Index,
}

/// In the place of a row where several would fit.
const SEVERAL: u32 = u32::MAX;

impl Respelling {
    /// Makes the spellings of a name one family; before any name is added.
    pub(super) fn family<'a>(&mut self, spellings: impl Iterator<Item = &'a str>) {
        let number = self.families.len() as u32;
        for spelling in spellings {
            for expanded in [false, true] {
                let mut skeleton = String::new();
                if bones(spelling, expanded, &mut skeleton) {
                    self.families.entry(skeleton).or_insert(number);
                }
            }
        }
    }

    /// Adds a full name of a person.
    pub(super) fn add(&mut self, name: &str, row: u32) {
        for expanded in [false, true] {
            if expanded && !has_umlaut(name) {
                break;
            }
            let mut whole = String::with_capacity(32);
            if let Some((plain, family)) = self.keys(words(name), expanded, &mut whole) {
                for (index, key) in [(&mut self.by_skeleton, plain), (&mut self.by_family, family)] {
                    let slot = index.slot(key, row);
                    if *slot != row {
                        *slot = SEVERAL;
                    }
                }
            }
        }
    }

    /// Puts the names into order, once all are there.
    pub(super) fn settle(&mut self) {
        self.by_skeleton.settle();
        self.by_family.settle();
    }

    /// The one person whose full name is spelled otherwise.
    pub(super) fn find(&self, words: &[&str]) -> Option<u32> {
        let mut whole = String::with_capacity(32);
        let umlaut = words.iter().any(|word| has_umlaut(word));
        let tried = if umlaut { &[false, true][..] } else { &[false] };
        let keys: Vec<(u64, u64)> =
            tried.iter().filter_map(|expanded| self.keys(words.iter().copied(), *expanded, &mut whole)).collect();
        let plain = keys.iter().find_map(|(plain, _)| self.by_skeleton.get(*plain));
        let found = plain.or_else(|| keys.iter().find_map(|(_, family)| self.by_family.get(*family)));
        found.filter(|row| *row != SEVERAL)
    }

    /// The numbers under which a full name stands: by skeletons alone, and with families.
    fn keys<'a>(&self, words: impl Iterator<Item = &'a str>, expanded: bool, whole: &mut String) -> Option<(u64, u64)> {
        whole.clear();
        let (mut count, mut family) = (0, 0u64);
        for word in words {
            let start = whole.len();
            if !bones(word, expanded, whole) {
                return None;
            }
            if whole.len() == start {
                continue;
            }
            count += 1;
            let key = match self.families.get(&whole[start..]) {
                Some(number) => u64::from(*number),
                None => HASHER.hash_one(&whole.as_bytes()[start..]),
            };
            family = HASHER.hash_one((family, key));
            whole.push(' ');
        }
        (count >= 2).then(|| (HASHER.hash_one(whole.as_bytes()), family))
    }
}

const HASHER: FixedState = FixedState::with_seed(53);

fn words(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split([' ', '-'])
}

fn has_umlaut(name: &str) -> bool {
    !name.is_ascii() && name.contains(['ä', 'ö', 'ü', 'ø', 'å', 'Ä', 'Ö', 'Ü', 'Ø', 'Å'])
}

/// Numbers that are equal for names of two or more words that differ by spelling only: "Mahmoud Abbas", "Mahmud Abbas".
/// A name with an umlaut has two, one of them as if its letters were written out: "Müller", "Mueller".
pub(super) fn skeletons<'a>(words: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<u64> {
    let umlaut = words.clone().any(has_umlaut);
    let one = |expanded: bool| {
        let (mut whole, mut count) = (String::with_capacity(32), 0);
        for word in words.clone() {
            let start = whole.len();
            if !bones(word, expanded, &mut whole) {
                return None;
            }
            if whole.len() > start {
                count += 1;
                whole.push(' ');
            }
        }
        (count >= 2).then(|| HASHER.hash_one(whole.as_bytes()))
    };
    let tried = if umlaut { &[false, true][..] } else { &[false] };
    tried.iter().filter_map(|expanded| one(*expanded)).collect()
}

/// Adds the skeleton of a word to `out`, nothing of an article; `false` if the word has other than Latin letters.
fn bones(word: &str, expanded: bool, out: &mut String) -> bool {
    let folded = if expanded && has_umlaut(word) { fold_word(&written_out(word)) } else { fold_word(word) };
    if !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    if matches!(folded.as_str(), "al" | "el") {
        return true;
    }
    let mut folded = folded;
    let mut held = letters(&folded);
    for ((from, to), needed) in EXCHANGES.iter().zip(NEEDED) {
        if held & needed == needed && folded.contains(from) {
            folded = folded.replace(from, to);
            held |= letters(to);
        }
    }
    // "Sergej", "Nikolaj"
    if folded.len() > 3 && (folded.ends_with("ej") || folded.ends_with("aj")) {
        folded.pop();
        folded.push('i');
    }
    if folded.starts_with("ie") {
        folded.remove(0);
    }
    let mut last = ' ';
    for ch in folded.chars() {
        if ch != last {
            out.push(ch);
        }
        last = ch;
    }
    if out.ends_with('f') {
        out.pop();
        out.push('v');
    }
    true
}

/// "Müller" as "Mueller".
fn written_out(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    for ch in word.chars() {
        match ch {
            'ä' | 'Ä' => out.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'å' | 'Å' => out.push_str("aa"),
            _ => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<u64> {
        skeletons(&words(name)).first().copied()
    }

    #[test]
    fn respellings_are_equal_and_other_names_are_not() {
        for (one, other) in [
            ("Mahmoud Abbas", "Mahmud Abbas"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Abdel Fattah el-Sisi", "Abdel Fattah Al Sisi"),
            ("Vasily Kaptyukh", "Vassiliy Kaptyukh"),
        ] {
            assert!(of(one).is_some());
            assert_eq!(of(one), of(other), "{one} / {other}");
        }
        for (one, other) in
            [("Maria Garcia", "Mario Garcia"), ("Ivan Petrov", "Ivan Petrova"), ("Kim Jong Un", "Kim Jong Il")]
        {
            assert_ne!(of(one), of(other), "{one} / {other}");
        }
        assert_eq!(of("Abbas"), None);
    }
}
