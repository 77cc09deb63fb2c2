//! The rules that say who source words stand for, and how often each was right on annotated news.

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
    "body, word",
    "body, latest",
    "it",
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
];

/// Share of the rule's answers that were right on annotated news where the source words were: `precision.csv`, smoothed by one
/// right and one wrong answer.
pub(crate) fn confidence(rule: &str) -> f32 {
    crate::attribution::sieves::share(PRECISION, rule)
}

const PRECISION: &str = include_str!("precision.csv");
