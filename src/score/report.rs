//! The figures as text, and the counts as tables that the program reads again.

use super::Counts;
use super::counts::{Calibration, Pairs, Tally, share};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The figures of a score.
pub fn report(counts: &Counts) -> String {
    let mut out = String::new();
    let line = |out: &mut String, name: &str, pairs: &Pairs| {
        let (p, r, f) = (100.0 * pairs.precision(), 100.0 * pairs.recall(), 100.0 * pairs.f());
        let Pairs { gold, predicted, found, .. } = pairs;
        _ = writeln!(out, "{name:<8}{gold:>10}{predicted:>11}{found:>8}   P {p:.1} R {r:.1} F {f:.1}");
    };
    _ = writeln!(out, "{} articles", counts.articles);
    _ = writeln!(out, "{:<8}{:>10}{:>11}{:>8}   found with the right source", "", "annotated", "predicted", "found");
    line(&mut out, "direct", &counts.direct);
    line(&mut out, "all", &counts.all);
    if counts.resolved.answers > 0 {
        let Counts { resolved, named, .. } = counts;
        let bad = named.answers - named.right;
        _ = writeln!(
            out,
            "\nwho it is: {} of {} resolved {:.1} % | misattributed {bad} of {} named {:.1} %",
            resolved.right,
            resolved.answers,
            100.0 * share(resolved.right, resolved.answers),
            named.answers,
            100.0 * share(bad, named.answers),
        );
    }
    rules(&mut out, "sieve: source words", &counts.sieves);
    rules(&mut out, "resolution: who right source words stand for", &counts.resolutions);
    rules(&mut out, "sieve: named speakers", &counts.speakers);
    fifths(&mut out, "confidence, by fifths of the rows", &counts.confidence);
    fifths(
        &mut out,
        "speaker_confidence, by fifths of the labelled rows with a named speaker",
        &counts.speaker_confidence,
    );
    out
}

fn rules(out: &mut String, title: &str, rules: &BTreeMap<String, Tally>) {
    if rules.is_empty() {
        return;
    }
    let all: usize = rules.values().map(|tally| tally.answers).sum();
    _ = writeln!(out, "\n{title:<44}{:>8}{:>8}{:>8}{:>8}", "answers", "right", "share", "of all");
    for (name, Tally { answers, right }) in rules {
        let name = if name.is_empty() { "(none)" } else { name };
        let (precision, coverage) = (100.0 * share(*right, *answers), 100.0 * share(*answers, all));
        _ = writeln!(out, "{name:<44}{answers:>8}{right:>8}{precision:>8.1}{coverage:>8.1}");
    }
}

fn fifths(out: &mut String, title: &str, calibration: &Calibration) {
    let fifths = calibration.fifths();
    if fifths.is_empty() {
        return;
    }
    _ = writeln!(out, "\n{title}\n{:>8}{:>10}{:>8}{:>8}", "rows", "mean", "right", "off");
    for fifth in fifths {
        let (mean, right) = (100.0 * fifth.mean, 100.0 * fifth.right);
        _ = writeln!(out, "{:>8}{mean:>10.1}{right:>8.1}{:>+8.1}", fifth.rows, mean - right);
    }
}

/// What each rule is worth: the figures without it, against those with all.
pub fn worth(all: &Counts, without: &[(&str, Counts)]) -> String {
    let mut out = String::new();
    _ = writeln!(out, "\n{:<44}{:>8}{:>8}{:>10}", "left out", "direct", "all", "resolved");
    let mut line = |name: &str, counts: &Counts| {
        let resolved = 100.0 * share(counts.resolved.right, counts.resolved.answers);
        _ = writeln!(
            out,
            "{name:<44}{:>8.2}{:>8.2}{resolved:>10.1}",
            100.0 * counts.direct.f(),
            100.0 * counts.all.f()
        );
    };
    line("nothing", all);
    for (name, counts) in without {
        line(name, counts);
    }
    out
}

/// Counts of rules as the program keeps them: `NAME,answers,right`, in the order of `names`.
pub fn precision<'a>(names: impl Iterator<Item = &'a str>, header: &str, rules: &BTreeMap<String, Tally>) -> String {
    let mut out = format!("{header},answers,right\n");
    for name in names {
        let Tally { answers, right } = rules.get(name).copied().unwrap_or_default();
        let cell = if name.contains(',') { format!("\"{name}\"") } else { name.to_owned() };
        _ = writeln!(out, "{cell},{answers},{right}");
    }
    out
}
