//! The sieves in order, most precise first. Each is a pure function in a file of its own with its examples beside it.

use super::scene::Scene;
use super::{Decision, Finding};
use std::sync::LazyLock;

mod after;
mod agent;
pub(crate) mod before;
mod behind;
mod carried;
mod claim;
mod colon;
mod fronted;
mod label;
mod later_clause;
mod likely;
mod outer;
pub(crate) mod previous;
pub(crate) mod signature;
mod words_of;

/// A rule that may name the speaker of a quotation.
pub(crate) struct Sieve {
    pub(crate) name: &'static str,
    /// Whether it rests on a clause of the quotation's own, not on a neighbour.
    pub(crate) own_clause: bool,
    /// Whether that clause stands right beside the quotation.
    pub(crate) beside: bool,
    pub(crate) find: fn(&Scene<'_>, &[Option<Decision>], usize) -> Option<Finding>,
}

/// Position is priority.
pub(crate) const SIEVES: &[Sieve] = &[
    Sieve { name: "speaker label", own_clause: true, beside: true, find: label::find },
    Sieve { name: "after, verb first", own_clause: true, beside: true, find: after::verb_first },
    Sieve { name: "after, subject first", own_clause: true, beside: true, find: after::subject_first },
    Sieve { name: "words of", own_clause: true, beside: false, find: words_of::find },
    Sieve { name: "claim of", own_clause: true, beside: false, find: claim::find },
    Sieve { name: "before", own_clause: true, beside: false, find: before::find },
    Sieve { name: "colon", own_clause: true, beside: false, find: colon::find },
    Sieve { name: "signature", own_clause: true, beside: false, find: signature::find },
    Sieve { name: "later clause", own_clause: true, beside: false, find: later_clause::find },
    Sieve { name: "after, open verb", own_clause: false, beside: true, find: after::open_verb },
    Sieve { name: "continued", own_clause: false, beside: false, find: carried::continued },
    Sieve { name: "same paragraph", own_clause: false, beside: false, find: carried::same_paragraph },
    Sieve { name: "later in paragraph", own_clause: false, beside: false, find: carried::later_in_paragraph },
    Sieve { name: "previous sentence", own_clause: false, beside: false, find: previous::sentence },
    Sieve { name: "previous paragraph's report", own_clause: false, beside: false, find: previous::paragraph_report },
    Sieve { name: "previous paragraph's subject", own_clause: false, beside: false, find: previous::paragraph_subject },
    Sieve { name: "last speaker", own_clause: false, beside: false, find: previous::last_speaker },
    Sieve { name: "likely", own_clause: false, beside: false, find: likely::find },
];

/// The place of the sieve "likely", which answers after all others and only where its answer weighs enough.
pub(crate) const LIKELY: usize = SIEVES.len() - 1;

/// Share of the sieve's answers that were right on annotated news: `precision.csv`, smoothed by one right and one wrong answer, and
/// lowered by [`UNREAD`].
pub(crate) fn confidence(sieve: usize) -> f32 {
    CONFIDENCE[sieve]
}

/// What is counted on articles that were read while the rules were written flatters: on those that nobody read the mean over all rows
/// was higher than the share that was right by so much (docs/accuracy.md).
const UNREAD: f32 = 0.985;

/// That of each sieve, read once.
static CONFIDENCE: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let of = |sieve: &Sieve| {
        let row = include_str!("precision.csv").lines().skip(1).find_map(|line| {
            let mut cells = line.rsplitn(3, ',');
            let right: f32 = cells.next()?.parse().ok()?;
            let answers: f32 = cells.next()?.parse().ok()?;
            (cells.next()?.trim_matches('"') == sieve.name).then_some((right + 1.0) / (answers + 2.0) * UNREAD)
        });
        row.unwrap_or(0.5)
    };
    SIEVES.iter().map(of).collect()
});
