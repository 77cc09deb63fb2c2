//! When two stretches are the same quotation, and two names the same speaker.

use super::{Annotated, Predicted};
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// From this share of common characters on, two stretches are the same quotation.
const SAME: f64 = 0.5;

fn is_edge(ch: char) -> bool {
    matches!(ch, '“' | '”' | '„' | '‟' | '«' | '»' | '"' | '‘' | '’' | '\'' | '`' | '″') || ch.is_whitespace()
}

/// The stretch without marks and white space at its ends, and without one last comma, period or semicolon.
pub fn trim(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let (mut start, mut end) = (start, end.min(text.len()));
    while start < end && is_edge(text[start]) {
        start += 1;
    }
    let back = |end: &mut usize| {
        while *end > start && is_edge(text[*end - 1]) {
            *end -= 1;
        }
    };
    back(&mut end);
    if end > start && matches!(text[end - 1], ',' | '.' | ';') {
        end -= 1;
        back(&mut end);
    }
    (start, end)
}

/// Characters in both, as a share of those from the first to the last of either.
pub fn iou(one: (usize, usize), other: (usize, usize)) -> f64 {
    let both = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    if both == 0 { 0.0 } else { both as f64 / (one.1.max(other.1) - one.0.min(other.0)) as f64 }
}

/// One to one, the closest first, earlier before later: for each of `gold` the number of its prediction.
pub(super) fn pair(
    gold: &[(usize, usize)],
    found: &[(usize, usize)],
    usable: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (number, one) in gold.iter().enumerate() {
        for (other, two) in found.iter().enumerate().filter(|(other, _)| usable(*other)) {
            let share = iou(*one, *two);
            if share >= SAME {
                candidates.push((share, number, other));
            }
        }
    }
    candidates.sort_by(|a, b| {
        b.0.partial_cmp(&a.0)
            .unwrap_or(Ordering::Equal)
            .then(gold[a.1].0.cmp(&gold[b.1].0))
            .then(b.1.cmp(&a.1))
            .then(b.2.cmp(&a.2))
    });
    let mut of_gold = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, number, other) in candidates {
        if of_gold[number].is_none() && !taken[other] {
            of_gold[number] = Some(other);
            taken[other] = true;
        }
    }
    of_gold
}

/// Whether the predicted source shares a character with the annotated one.
pub(super) fn shares(source: &[(usize, usize)], predicted: &Predicted) -> bool {
    predicted.source.is_some_and(|(start, end)| source.iter().any(|(from, to)| end.min(*to) > start.max(*from)))
}

/// The stretches of the annotated quotations, trimmed.
pub(super) fn trimmed(article: &Annotated, stretches: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    stretches.map(|(start, end)| trim(&article.chars, start, end)).collect()
}

fn words(name: &str) -> Vec<String> {
    let folded: String = name.nfkd().filter(|ch| !is_combining_mark(*ch)).flat_map(char::to_lowercase).collect();
    let kept: String =
        folded.chars().filter(|ch| ch.is_alphanumeric() || *ch == '_' || *ch == '-' || ch.is_whitespace()).collect();
    kept.split_whitespace()
        .filter(|word| !matches!(*word, "jr" | "sr" | "ii" | "iii" | "the"))
        .map(str::to_owned)
        .collect()
}

/// Whether two names may be one: the same words, or the same last word and first words alike in their first letter.
pub fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let (Some(last), Some(other_last)) = (one.last(), other.last()) else { return false };
    if one.iter().all(|word| other.contains(word)) && other.iter().all(|word| one.contains(word)) {
        return true;
    }
    last == other_last && (one.len() == 1 || other.len() == 1 || one[0].chars().next() == other[0].chars().next())
}
