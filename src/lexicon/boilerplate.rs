//! `Boilerplate`: lines that belong to the page around an article and not to it.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

/// Where in a line a phrase must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhrasePlace {
    /// The line is the phrase.
    Whole,
    /// The line begins with it.
    Start,
    /// The line holds it.
    Inside,
}

/// The phrases of `boilerplate.csv`.
#[derive(Debug)]
pub(crate) struct Boilerplate {
    phrases: AhoCorasick,
    places: Vec<PhrasePlace>,
    /// Whether all phrases are of ASCII; two other letters have small ones that are.
    is_ascii: bool,
}

/// Longer lines are no boilerplate, whatever they hold, in bytes.
const LONGEST: usize = 239;
/// Longer lines are none by their beginning, in bytes.
const LONGEST_START: usize = 99;

impl Boilerplate {
    /// From phrases in small letters.
    ///
    /// # Errors
    ///
    /// When they are too many for an automaton.
    pub(super) fn new(phrases: &[(PhrasePlace, String)]) -> Result<Self, BuildError> {
        let texts = phrases.iter().map(|(_, text)| text);
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::Standard).ascii_case_insensitive(true).build(texts)?;
        let places = phrases.iter().map(|(place, _)| *place).collect();
        Ok(Self { phrases: automaton, places, is_ascii: phrases.iter().all(|(_, text)| text.is_ascii()) })
    }

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
        self.phrases.find_overlapping_iter(line).any(|found| match self.places[found.pattern().as_usize()] {
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
        let boilerplate = Boilerplate::new(&phrases).unwrap();
        for line in ["Share", "SIGN UP to read", "Encore À LIRE : la suite", "sign up"] {
            assert!(boilerplate.holds(line), "{line}");
        }
        let plain = Boilerplate::new(&phrases[..2]).unwrap();
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
