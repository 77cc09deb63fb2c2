//! The rules that say who source words stand for, and how often each was right on annotated news.

use std::sync::LazyLock;

/// Their names, as `resolution` in `quotes.csv` gives them.
pub(crate) const RULES: &[&str] = &[
    "name",
    "name, joined",
    "namesake",
    "who",
    "office",
    "apposition",
    "voice",
    "role, one",
    "role, one and latest",
    "role, latest of several",
    "role, latest",
    "role, known",
    "body, owned",
    "body, word",
    "body, latest",
    "body, only one",
    "it",
    "they",
    "pronoun, sentence",
    "pronoun, sentence, others near",
    "pronoun, lead-in",
    "pronoun, paragraph",
    "pronoun, paragraph, others near",
    "pronoun, paragraph before",
    "pronoun, paragraph before, others near",
    "pronoun, further",
    "pronoun, gender unknown",
    "pronoun, only one",
    "pronoun, beside the subject",
    "pronoun, beside a thing",
    "introduced",
];

/// How likely the speaker is right whom `rule` names for source words that the sieve `sieve` found: the share of the sieve's named
/// speakers that were right on annotated news, more or less by as much as the rule is better or worse than all rules together.
pub(crate) fn confidence(sieve: &str, rule: &str) -> f32 {
    let whole = RULES_COUNTED.whole;
    (SIEVES_COUNTED.share(sieve, whole) * RULES_COUNTED.share(rule, whole) / whole).min(CERTAIN)
}

/// Share of the rule's answers that were right where the source words were: for words that no sieve found.
pub(crate) fn alone(rule: &str) -> f32 {
    RULES_COUNTED.share(rule, RULES_COUNTED.whole)
}

/// No answer is more certain.
const CERTAIN: f32 = 0.98;

/// How many answers as right as the others a rule is given on top of its own: with few of its own it counts as an average one.
const PRIOR: f32 = 16.0;

/// A table of rules, answers and right answers, read once.
struct Counted {
    rows: Vec<(&'static str, f32, f32)>,
    /// The share of all answers that was right; of an empty table one half.
    whole: f32,
}

impl Counted {
    fn of(table: &'static str) -> Self {
        let rows = table.lines().skip(1).filter_map(|line| {
            let mut cells = line.rsplitn(3, ',');
            let right: f32 = cells.next()?.parse().ok()?;
            let answers: f32 = cells.next()?.parse().ok()?;
            Some((cells.next()?.trim_matches('"'), answers, right))
        });
        let rows: Vec<(&str, f32, f32)> = rows.collect();
        let (answers, right) =
            rows.iter().fold((0.0, 0.0), |sum, (_, answers, right)| (sum.0 + answers, sum.1 + right));
        Self { rows, whole: if answers > 0.0 { right / answers } else { 0.5 } }
    }

    /// The share of a row.
    fn share(&self, name: &str, whole: f32) -> f32 {
        let row = self.rows.iter().find(|(row, ..)| *row == name);
        let (answers, right) = row.map_or((0.0, 0.0), |(_, answers, right)| (*answers, *right));
        (right + PRIOR * whole) / (answers + PRIOR)
    }
}

static RULES_COUNTED: LazyLock<Counted> = LazyLock::new(|| Counted::of(include_str!("precision.csv")));
static SIEVES_COUNTED: LazyLock<Counted> = LazyLock::new(|| Counted::of(include_str!("sieves.csv")));
