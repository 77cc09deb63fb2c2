//! `Boilerplate`: lines that belong to the page around an article and not to it.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};
use serde::{Deserialize, Serialize, Serializer};

/// Where in a line a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PhrasePlace {
    /// The line is the phrase.
    Whole,
    /// The line begins with it.
    Start,
    /// The line holds it.
    Inside,
}

/// The phrases of `boilerplate.csv`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Phrases")]
pub(crate) struct Boilerplate {
    automaton: AhoCorasick,
    phrases: Phrases,
    /// Whether all phrases are of ASCII; two other letters have small ones that are.
    is_ascii: bool,
}

/// Phrases in small letters, each with its place.
type Phrases = Vec<(PhrasePlace, String)>;

impl TryFrom<Phrases> for Boilerplate {
    type Error = BuildError;

    fn try_from(phrases: Phrases) -> Result<Self, BuildError> {
        let texts = phrases.iter().map(|(_, text)| text);
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).ascii_case_insensitive(true).build(texts)?;
        let is_ascii = phrases.iter().all(|(_, text)| text.is_ascii());
        Ok(Self { automaton, phrases, is_ascii })
    }
}

impl Serialize for Boilerplate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.phrases.serialize(serializer)
    }
}

/// Longer lines are no boilerplate, whatever they hold, in bytes.
const LONGEST: usize = 239;
/// Longer lines are none by their beginning, in bytes.
const LONGEST_START: usize = 99;

impl Boilerplate {
    /// Whether a line is boilerplate: "Sign up to read this article", and not what somebody says about signing up.
    pub(crate) fn holds(&self, line: &str) -> bool {
        if line.len() > LONGEST {
            return false;
        }
        // The automaton knows the capitals of ASCII, and few languages have phrases with other letters.
        if line.is_ascii() || self.is_ascii && !line.contains(['\u{212a}', '\u{130}']) {
            return self.found(line, line.len());
        }
        self.found(&line.to_lowercase(), line.len())
    }

    fn found(&self, line: &str, length: usize) -> bool {
        self.automaton.find_overlapping_iter(line).any(|found| match self.phrases[found.pattern().as_usize()].0 {
            PhrasePlace::Whole => found.start() == 0 && found.end() == line.len(),
            PhrasePlace::Start => found.start() == 0 && length <= LONGEST_START,
            PhrasePlace::Inside => true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_counts_only_in_its_place() {
        let phrases = [(PhrasePlace::Whole, "share"), (PhrasePlace::Start, "sign up"), (PhrasePlace::Inside, "à lire")];
        let phrases = phrases.map(|(place, text)| (place, text.to_owned()));
        let plain = Boilerplate::try_from(phrases[..2].to_vec()).unwrap();
        let boilerplate = Boilerplate::try_from(phrases.to_vec()).unwrap();
        for line in ["Share", "SIGN UP to read", "Encore À LIRE : la suite", "sign up"] {
            assert!(boilerplate.holds(line), "{line}");
        }
        for (line, holds) in
            [("Sign up – é", true), ("é sign up", false), ("Sign up \u{130}", true), ("Share é", false)]
        {
            assert_eq!(plain.holds(line), holds, "{line}");
        }
        let long = format!("Sign up {}", "x".repeat(100));
        for line in ["Share this", "They share", "To sign up", "", &long, &"à lire ".repeat(60)] {
            assert!(!boilerplate.holds(line), "{line}");
        }
    }
}
