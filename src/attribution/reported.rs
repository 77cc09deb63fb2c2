//! Speech reported without marks: who is said to have said what, in the words of whoever writes.
//!
//! Three forms: the clause behind its verb ("she said that …"), before it ("…, she said"), and beside "according to". Only the
//! outermost clause has a row: what is reported inside it belongs to it.

use super::Finding;
use super::complement::{clause_end, complement, is_firm, is_verb, plain, says};
use super::scene::{Line, Noun, Phrase, Scene};
use crate::lexicon::class;
use crate::token::Shape;
use std::ops::Range;

/// The most words between a verb and the clause that it reports: "said in a letter to the council that …".
pub(super) const BETWEEN: usize = 12;
/// The most words of "According to …" before its comma.
const LEAD: usize = 30;
/// How far behind its subject "As …" may have its comma.
const NEAR: usize = 6;
/// The fewest words of a reported clause.
const FEWEST: usize = 3;

/// What a sentence reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) finding: Finding,
    /// The reported clause, in tokens: in two pieces where it goes on behind who says it.
    pub(crate) pieces: Vec<Range<usize>>,
    pub(crate) form: Form,
}

/// How the clause stands to its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "She said that …", "he asked whether …".
    Conjunction,
    /// "She said …".
    Bare,
    /// "…, she said."
    Behind,
    /// "According to the ministry, …".
    According,
}

impl Form {
    /// The word in the column `sieve`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Conjunction => "reports that",
            Self::Bare => "reports",
            Self::Behind => "reported before",
            Self::According => "according to",
        }
    }

    /// Share of its answers that were right on annotated news: `reported.csv`, smoothed by one right and one wrong answer.
    pub(crate) fn confidence(self) -> f32 {
        let row = PRECISION.lines().find_map(|line| {
            let mut cells = line.split(',');
            let name = cells.next().filter(|name| *name == self.name())?;
            let counts: Vec<f32> = cells.filter_map(|cell| cell.parse().ok()).collect();
            (!name.is_empty() && counts.len() == 2).then(|| (counts[1] + 1.0) / (counts[0] + 2.0))
        });
        row.unwrap_or(0.5)
    }
}

const PRECISION: &str = include_str!("reported.csv");

/// Everything that the article reports without marks, in order.
pub(crate) fn reports(scene: &Scene<'_>) -> Vec<Report> {
    let mut out = Vec::new();
    for (number, block) in scene.blocks.iter().enumerate() {
        if !block.paragraph.zone.counts() {
            continue;
        }
        let line = scene.line(number);
        let mut start = 0;
        while start < line.len() {
            let end = line.sentence_end(start).max(start + 1);
            sentence(line, start..end, &mut out);
            start = end;
        }
    }
    out
}

/// What one sentence reports.
fn sentence(line: Line<'_>, whole: Range<usize>, out: &mut Vec<Report>) {
    let end = (whole.start..whole.end).rev().find(|at| !line.token(*at).is_terminal()).map_or(whole.end, |at| at + 1);
    let start = line.behind_dateline(whole.start..end);
    let draft = according(line, start, end).or_else(|| as_said(line, start, end)).or_else(|| behind(line, start, end));
    if let Some(draft) = draft {
        out.extend(draft.into_row(line));
        return;
    }
    let mut at = start;
    while at < end {
        match after(line, start, at, end) {
            Some(draft) => {
                at = draft.clause.end.max(at + 1);
                out.extend(draft.into_row(line));
            }
            None => at += 1,
        }
    }
}

/// A report, in items of its line.
struct Draft {
    source: Phrase,
    cue: Range<usize>,
    clause: Range<usize>,
    /// Where the clause goes on.
    more: Option<Range<usize>>,
    form: Form,
}

impl Draft {
    /// The row, if the clause has words enough and no marked ones: these have rows of their own.
    fn into_row(self, line: Line<'_>) -> Option<Report> {
        let Self { source, cue, clause, more, form } = self;
        let all = || clause.clone().chain(more.clone().into_iter().flatten());
        let words = all().filter(|at| line.is_word(*at)).count();
        (words >= FEWEST && !all().any(|at| line.quote(at).is_some())).then(|| Report {
            finding: Finding::new(line, source, Some(cue)),
            pieces: [clause].into_iter().chain(more).map(|items| line.tokens(items)).collect(),
            form,
        })
    }
}

/// "According to the ministry, …" and "…, according to the ministry".
fn according(line: Line<'_>, start: usize, end: usize) -> Option<Draft> {
    let lead = (start..end).find(|at| line.after_source_lead(*at).is_some())?;
    let behind = line.after_source_lead(lead)?;
    let source = line.phrase_starting(behind, end)?;
    let start = (start..lead)
        .rev()
        .find(|at| line.has(*at, Shape::Colon) || line.has(*at, Shape::Semicolon))
        .map_or(start, |at| at + 1);
    let comma = (source.end..end).take(LEAD).find(|at| line.has(*at, Shape::Comma)).filter(|comma| comma + 1 < end);
    let (clause, more) = if lead <= start + 1 {
        (comma? + 1..end, None)
    } else {
        let before = start..lead - usize::from(line.has(lead - 1, Shape::Comma));
        // "The reason, according to the aide, is that …"
        let inside = line.has(lead - 1, Shape::Comma) && !line.has_finite_verb(before.clone());
        (before, comma.filter(|_| inside).map(|comma| comma + 1..end))
    };
    let told = line.has_finite_verb(clause.clone()) || more.clone().is_some_and(|more| line.has_finite_verb(more));
    told.then_some(Draft { source, cue: lead..behind, clause, more, form: Form::According })
}

/// "As the paper reported, …"
fn as_said(line: Line<'_>, start: usize, end: usize) -> Option<Draft> {
    let at = start + usize::from(line.is(start, class::COORDINATOR));
    // "As reported by the paper, …"
    let by = line.is(at, class::AS) && line.is(at + 1, class::CUE_PARTICIPLE) && line.is(at + 2, class::AGENT);
    if by {
        let source = line.speaker_starting(at + 3, end)?;
        let comma = (source.end..end.min(source.end + NEAR)).find(|at| line.has(*at, Shape::Comma))?;
        let clause = comma + 1..end;
        let told = line.may_have_finite_verb(clause.clone());
        return told.then_some(Draft { source, cue: at + 1..at + 3, clause, more: None, form: Form::Behind });
    }
    let (source, verb) = clause_of(line, at + 1, end).filter(|_| line.is(at, class::AS))?;
    let comma = (verb + 1..end.min(verb + NEAR)).find(|at| line.has(*at, Shape::Comma))?;
    let clause = comma + 1..end;
    let firm = is_firm(line, verb) && line.has_finite_verb(clause.clone());
    firm.then_some(Draft { source, cue: line.verb(verb), clause, more: None, form: Form::Behind })
}

/// "…, she said." and "…, said Tomas Reyl, the chief economist."; "…, she said, …".
fn behind(line: Line<'_>, start: usize, end: usize) -> Option<Draft> {
    let commas = (start + 1..end).rev().filter(|at| line.has(*at, Shape::Comma));
    for comma in commas.take(6) {
        let clause = start..comma;
        if is_firm(line, comma + 1)
            && !line.is(comma + 1, class::CUE_NO_INVERSION)
            && line.may_have_finite_verb(clause.clone())
        {
            let source = line.speaker_starting(comma + 2, end);
            let closes = |source: &Phrase| source.noun != Noun::Pronoun && ends(line, source.end, end);
            if let Some(source) = source.filter(closes) {
                return Some(Draft { source, cue: comma + 1..comma + 2, clause, more: None, form: Form::Behind });
            }
        }
        let Some((source, verb)) = clause_of(line, comma + 1, end).filter(|(_, verb)| is_firm(line, *verb)) else {
            continue;
        };
        let goes_on = line.has(verb + 1, Shape::Comma) && end > verb + 1 + FEWEST && !line.is(verb + 2, class::CUE_ING);
        let whole = line.may_have_finite_verb(clause.clone());
        // "…, he said, on condition that …": how he said it.
        let manner = whole && (ends(line, verb + 1, end) || line.is(verb + 2, class::PREPOSITION));
        let goes_on = goes_on && !manner;
        if goes_on && (whole || line.may_have_finite_verb(verb + 2..end)) {
            let more = Some(verb + 2..end);
            return Some(Draft { source, cue: line.verb(verb), clause, more, form: Form::Behind });
        }
        // "…, he insisted." and no more: behind "refused" or "endorsed" comes what.
        let bare = line.is(verb, class::CUE_SAYING) || verb + 1 >= end;
        if whole && bare && ends(line, verb + 1, end) {
            return Some(Draft { source, cue: line.verb(verb), clause, more: None, form: Form::Behind });
        }
    }
    None
}

/// The subject that begins at `at` and right behind it, over adverbs, its verb of saying.
pub(super) fn clause_of(line: Line<'_>, at: usize, end: usize) -> Option<(Phrase, usize)> {
    let verb = (at + 1..end.min(at + BETWEEN)).find(|i| says(line, *i))?;
    if let Some(share) = line.share(at, verb).filter(|share| share.start <= at + 2) {
        return Some((share, verb));
    }
    let source = line.speaker_starting(at, verb)?;
    let light = class::ADVERB.or(class::AUXILIARY).or(class::NEGATION);
    // "his aide, Ted Blau, said"
    let aside = line.has(source.end, Shape::Comma) && line.has(verb - 1, Shape::Comma) && verb > source.end + 1;
    (aside || (source.end..verb).all(|i| line.is(i, light))).then_some((source, verb))
}

/// Whether nothing but a time, a place or an occasion follows: "…, she said on Monday in a letter".
fn ends(line: Line<'_>, at: usize, end: usize) -> bool {
    let light = class::PREPOSITION.or(class::CALENDAR).or(class::ADVERB).or(class::TIME_LEAD).or(class::TIME);
    let opens = line.is(at, light) || line.has(at, Shape::Comma) || line.is(at - 1, class::CUE_HEARER);
    let rest = at..end;
    at >= end
        || line.has(at, Shape::Dash)
        || rest.len() <= BETWEEN
            && opens
            && !line.has_finite_verb(rest.clone())
            && !rest.clone().any(|at| line.is(at, class::THAT) || line.quote(at).is_some())
}

/// The clause behind the verb at `verb`.
fn after(line: Line<'_>, start: usize, verb: usize, end: usize) -> Option<Draft> {
    if verb == start || !says(line, verb) || !is_verb(line, verb) {
        return None;
    }
    let source = line
        .share(start, verb)
        .or_else(|| line.subject(verb, start).filter(|it| line.can_speak(*it)))
        .or_else(|| plain(line, start, verb))?;
    if source.noun == Noun::Pronoun && line.is(source.start, class::PRONOUN_THING.or(class::PRONOUN_FIRST)) {
        return None;
    }
    let (from, form) = complement(line, verb, end)?;
    let aside = source.noun == Noun::Relative
        || (start..source.start)
            .any(|at| line.is(at, class::SUBORDINATOR) && !line.is(at, class::ADVERB.or(class::THAT)));
    // An aside ends at its comma.
    let limit = (from + 1..end).find(|at| aside && line.has(*at, Shape::Comma)).unwrap_or(end);
    let clause = from..clause_end(line, from, limit);
    // "Those who say that it is hard are many": where the clause ends only a comma tells.
    let restricts = source.noun == Noun::Relative && !line.has(clause.end, Shape::Comma);
    let who = (source.start..source.end).rev().find(|at| line.is(*at, class::RELATIVE)).unwrap_or(source.start);
    if restricts && (clause.end < end || who > start && !line.has(who - 1, Shape::Comma)) {
        return None;
    }
    Some(Draft { source, cue: line.verb(verb), clause, more: None, form })
}
