//! The counts of all articles, and the ratios of them.

use super::matching::{pair, same_name, shares, trimmed};
use super::{Annotated, Predicted};
use std::collections::BTreeMap;

/// Quotations found, and found with the right source words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Annotated quotations.
    pub gold: usize,
    /// Predicted ones that count.
    pub predicted: usize,
    /// Annotated ones that were found.
    pub found: usize,
    /// Annotated ones with a source.
    pub sourced: usize,
    /// Predicted ones with a source.
    pub attributed: usize,
    /// Found with the right source.
    pub right: usize,
}

impl Pairs {
    /// Share of attributed predictions that are right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.attributed)
    }

    /// Share of annotated quotations with a source that were found with it.
    pub fn recall(&self) -> f64 {
        share(self.right, self.sourced)
    }

    /// The harmonic mean of both.
    pub fn f(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// A share of a count; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Answers, and how many were right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it answered.
    pub answers: usize,
    /// How often rightly.
    pub right: usize,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.answers += 1;
        self.right += usize::from(right);
    }
}

/// Confidences beside whether they were deserved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calibration {
    rows: Vec<(f64, bool)>,
}

/// A fifth of the rows, ordered by confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fifth {
    /// How many rows.
    pub rows: usize,
    /// Mean confidence.
    pub mean: f64,
    /// Share that is right.
    pub right: f64,
}

impl Calibration {
    /// The rows in fifths from the least to the most confident; rows of equal confidence share their mean of right answers, so
    /// that no order among them decides.
    pub fn fifths(&self) -> Vec<Fifth> {
        let mut rows: Vec<(f64, f64)> = Vec::with_capacity(self.rows.len());
        let mut sorted = self.rows.clone();
        sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
        for equal in sorted.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
            let right = share(equal.iter().filter(|(_, right)| *right).count(), equal.len());
            rows.extend(equal.iter().map(|(confidence, _)| (*confidence, right)));
        }
        (0..5)
            .map(|fifth| &rows[rows.len() * fifth / 5..rows.len() * (fifth + 1) / 5])
            .filter(|part| !part.is_empty())
            .map(|part| Fifth {
                rows: part.len(),
                mean: part.iter().map(|(confidence, _)| confidence).sum::<f64>() / part.len() as f64,
                right: part.iter().map(|(_, right)| right).sum::<f64>() / part.len() as f64,
            })
            .collect()
    }
}

/// All that is counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// How many articles.
    pub articles: usize,
    /// Whole utterances.
    pub direct: Pairs,
    /// Whole utterances and fragments.
    pub all: Pairs,
    /// Source words, by sieve.
    pub sieves: BTreeMap<String, Tally>,
    /// Who right source words stand for, by the rule that said it; only labelled quotations with a named speaker.
    pub resolutions: BTreeMap<String, Tally>,
    /// Named speakers of labelled quotations, by sieve.
    pub speakers: BTreeMap<String, Tally>,
    /// Labelled quotations; right are those whose speaker is right.
    pub resolved: Tally,
    /// Labelled quotations for which a speaker is named; right are those whose label agrees.
    pub named: Tally,
    /// `confidence` of the rows with a source, and whether the source words are right.
    pub confidence: Calibration,
    /// `speaker_confidence` of labelled rows with a named speaker, and whether that is the right one.
    pub speaker_confidence: Calibration,
}

impl Counts {
    /// Adds an article with what was predicted for it.
    pub fn add(&mut self, article: &Annotated, predicted: &[Predicted]) {
        self.articles += 1;
        add_pairs(&mut self.direct, article, predicted, true);
        let right = add_pairs(&mut self.all, article, predicted, false);
        for (quote, right) in predicted.iter().zip(right) {
            if quote.source.is_some() {
                self.sieves.entry(quote.sieve.clone()).or_default().add(right);
                self.confidence.rows.push((quote.confidence, right));
            }
        }
        self.add_speakers(article, predicted);
    }

    fn add_speakers(&mut self, article: &Annotated, predicted: &[Predicted]) {
        let labelled: Vec<_> = article.quotes.iter().filter_map(|quote| Some((quote, quote.label.as_ref()?))).collect();
        let gold = trimmed(article, labelled.iter().map(|(quote, _)| (quote.start, quote.end)));
        let found = trimmed(article, predicted.iter().map(|quote| (quote.start, quote.end)));
        let pairs = pair(&gold, &found, |_| true);
        for ((quote, label), paired) in labelled.iter().zip(pairs).filter(|((_, label), _)| !label.unclear) {
            let Some(answer) = paired.map(|number| &predicted[number]) else {
                self.resolved.add(false);
                continue;
            };
            let same = || label.names.iter().any(|name| answer.names.iter().any(|other| same_name(name, other)));
            let right = if label.names.is_empty() { !answer.named } else { answer.named && same() };
            self.resolved.add(right);
            if answer.named {
                self.named.add(right);
                self.speakers.entry(answer.sieve.clone()).or_default().add(right);
                self.speaker_confidence.rows.push((answer.speaker_confidence, right));
                if shares(&quote.source, answer) {
                    self.resolutions.entry(answer.resolution.clone()).or_default().add(right);
                }
            }
        }
    }
}

/// Counts one article under one protocol; whether each prediction is found with the right source.
fn add_pairs(pairs: &mut Pairs, article: &Annotated, predicted: &[Predicted], direct: bool) -> Vec<bool> {
    let (gold, aside): (Vec<_>, Vec<_>) = article.quotes.iter().partition(|quote| !direct || quote.direct);
    let spans = trimmed(article, gold.iter().map(|quote| (quote.start, quote.end)));
    let zones = trimmed(article, aside.iter().map(|quote| (quote.start, quote.end)));
    let found = trimmed(article, predicted.iter().map(|quote| (quote.start, quote.end)));
    let of_gold = pair(&spans, &found, |number| found[number].0 < found[number].1);
    let mut matched = vec![None; found.len()];
    for (number, other) in of_gold.iter().enumerate() {
        if let Some(other) = other {
            matched[*other] = Some(number);
        }
    }
    let mut right = vec![false; found.len()];
    for (number, quote) in predicted.iter().enumerate().filter(|(number, _)| found[*number].0 < found[*number].1) {
        let span = found[number];
        let ignored = |zone: &(usize, usize)| super::iou(span, *zone) >= 0.5 || (zone.0 <= span.0 && span.1 <= zone.1);
        if matched[number].is_none() && zones.iter().any(ignored) {
            continue;
        }
        pairs.predicted += 1;
        pairs.attributed += usize::from(quote.source.is_some());
        right[number] = matched[number].is_some_and(|gold_number| shares(&gold[gold_number].source, quote));
        pairs.right += usize::from(right[number]);
    }
    pairs.gold += gold.len();
    pairs.sourced += gold.iter().filter(|quote| !quote.source.is_empty()).count();
    pairs.found += of_gold.iter().flatten().count();
    right
}
