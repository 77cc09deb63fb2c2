//! How likely an answer is, all its signs weighed: one that is not is not given, and one that is, is, where no sieve is sure.

use super::scene::{Phrase, Scene};
use super::sign::Sign;
use super::signs::{sieve, signs};
use super::{Decision, Finding, Verdict, sieves, speech};
use crate::document::Zone;
use crate::lexicon::class;
use crate::quote::Marks;

/// The least that an answer of a sieve must weigh: one right in three, as hundredths of the logarithm of the odds.
const KEEP: i32 = -62;
/// The least that an answer must weigh that no sieve is sure of: two right in three.
const TAKE: i32 = 62;
/// How many verbs before a stretch may lend it a subject.
const VERBS: usize = 3;
/// How far back they may stand.
const REACH: usize = 40;
/// Words from which a stretch without a speaker is one whose speaker is not known, and no word in scare marks.
const WORDS: usize = 6;

/// What each stretch is: who said it, or why it is no speech. `weights` are those of the signs, none where the language has none.
pub(crate) fn verdicts(
    scene: &Scene<'_>,
    decisions: &[Option<Decision>],
    weights: &[i32],
    silent: Option<usize>,
) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> =
        (0..decisions.len()).map(|quote| verdict(scene, decisions, weights, silent, quote)).collect();
    // "“rough,” “wet” and “full of risk”": what is said of one item of a list holds for the one behind it, and for the one before.
    for quote in 1..verdicts.len() {
        listed(scene, decisions, &mut verdicts, quote, quote - 1, quote);
    }
    for quote in (1..verdicts.len()).rev() {
        listed(scene, decisions, &mut verdicts, quote, quote, quote - 1);
    }
    verdicts
}

/// Gives the scare words `to` what their own sieve answers, where `from` is said by the same source and `second` lists the two.
fn listed(
    scene: &Scene<'_>,
    decisions: &[Option<Decision>],
    verdicts: &mut [Verdict],
    second: usize,
    from: usize,
    to: usize,
) {
    if let (Some(decision), Verdict::Said(other), Verdict::NoSpeech("scare")) =
        (&decisions[to], &verdicts[from], &verdicts[to])
        && decision.finding.source == other.finding.source
        && scene.is_listed(second)
    {
        verdicts[to] = Verdict::Said(decision.clone());
    }
}

fn verdict(
    scene: &Scene<'_>,
    decisions: &[Option<Decision>],
    weights: &[i32],
    silent: Option<usize>,
    quote: usize,
) -> Verdict {
    let decision = decisions[quote].as_ref();
    let rule = speech::no_speech(scene, decision, quote);
    if in_headline(scene, quote) && speech::repeats(scene, quote) {
        return Verdict::NoSpeech("headline");
    }
    // A mark that opens a paragraph where the one before closed none: the printer says that it goes on.
    let goes_on = decision.is_some_and(|it| matches!(sieve(it.sieve), Sign::ByContinued)) && scene.is_sentence(quote);
    if weights.is_empty() || goes_on || !is_weighed(scene, quote, rule) {
        return match rule {
            Some(rule) => Verdict::NoSpeech(rule),
            None => decision.cloned().map_or(Verdict::Unknown, Verdict::Said),
        };
    }
    let weight = |finding: &Finding, by: Sign| weigh(weights, signs(scene, decisions, quote, (finding, by), rule));
    if let (Some(decision), None) = (decision, rule) {
        return match weight(&decision.finding, sieve(decision.sieve)) >= KEEP {
            true => Verdict::Said(decision.clone()),
            false if scene.word_count(quote) < WORDS && !scene.is_sentence(quote) => Verdict::NoSpeech("scare"),
            false => Verdict::Unknown,
        };
    }
    let mut best: Option<(i32, Decision)> = None;
    for (decision, by) in answers(scene, decision, quote).into_iter().filter(|(it, _)| Some(it.sieve) != silent) {
        let weight = weight(&decision.finding, by);
        if weight >= TAKE && best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, decision));
        }
    }
    match (best, rule) {
        (Some((_, decision)), _) => Verdict::Said(decision),
        (None, Some(rule)) => Verdict::NoSpeech(rule),
        (None, None) => Verdict::Unknown,
    }
}

/// Every answer that is weighed, with the stretch that it is for.
pub(crate) fn all(scene: &Scene<'_>, decisions: &[Option<Decision>]) -> Vec<(usize, Finding, u128)> {
    let mut out = Vec::new();
    for (quote, decision) in decisions.iter().enumerate() {
        let rule = speech::no_speech(scene, decision.as_ref(), quote);
        if !is_weighed(scene, quote, rule) {
            continue;
        }
        let sure = decision.iter().filter(|_| rule.is_none()).map(|it| (it.clone(), sieve(it.sieve)));
        let mut found: Vec<(Decision, Sign)> = sure.collect();
        if found.is_empty() {
            found = answers(scene, decision.as_ref(), quote);
        }
        for (answer, by) in found {
            let bits = signs(scene, decisions, quote, (&answer.finding, by), rule);
            out.push((quote, answer.finding, bits));
        }
    }
    out
}

/// Whether the signs of a stretch decide: not where a label or a plain rule has done so.
fn is_weighed(scene: &Scene<'_>, quote: usize, rule: Option<&str>) -> bool {
    scene.marked[quote].label.is_none()
        && !in_headline(scene, quote)
        && !rule.is_some_and(|rule| speech::is_plain(scene, quote, rule))
}

/// Whether the words stand in single marks in a headline: nobody annotates these, so no weight was counted for them.
fn in_headline(scene: &Scene<'_>, quote: usize) -> bool {
    let marked = &scene.marked[quote];
    marked.marks == Marks::Single && scene.blocks[marked.block].paragraph.zone == Zone::Headline
}

/// The sum of the weights of the signs.
fn weigh(weights: &[i32], mut signs: u128) -> i32 {
    let mut sum = 0;
    while signs != 0 {
        sum += weights.get(signs.trailing_zeros() as usize).copied().unwrap_or(0);
        signs &= signs - 1;
    }
    sum
}

/// Who may be meant where no sieve is sure: the answer that was taken for no speech, the subjects of the verbs before the
/// stretch, the one of its sentence, and whoever the sentence before reports.
pub(crate) fn answers(scene: &Scene<'_>, decision: Option<&Decision>, quote: usize) -> Vec<(Decision, Sign)> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let mut out: Vec<(Decision, Sign)> =
        decision.map(|decision| (decision.clone(), sieve(decision.sieve))).into_iter().collect();
    let mut add = |finding: Finding, by: Sign| {
        if !out[usize::from(decision.is_some())..].iter().any(|(other, _)| other.finding.source == finding.source) {
            out.push((Decision { finding, sieve: sieves::LIKELY }, by));
        }
    };
    // "called to reports of", "left to chants of": nouns.
    let infinitive = |i: usize| line.is(i - 1, class::TO) && !line.is(i, class::PRESENT_LIKE);
    let noun = |i: usize| line.is(i - 1, class::PREPOSITION) && !line.is(i, class::CUE_ING) && !infinitive(i);
    let verbs =
        (start + 1..at).rev().take(REACH).filter(|i| line.is_cue(*i) && !line.is_passive(*i) && !noun(*i)).take(VERBS);
    for verb in verbs {
        let speaks = |phrase: &Phrase| {
            line.can_speak(*phrase)
                && !line.is_who(verb + 1)
                && !line.is_question(*phrase)
                && !sieves::before::in_front(line, *phrase, verb, at)
        };
        if let Some(phrase) = line.subject(verb, start).filter(speaks) {
            add(Finding::new(line, phrase, Some(verb..verb + 1)), Sign::ByBefore);
        }
    }
    if let Some(phrase) = line.first_phrase(start..at).filter(|phrase| line.can_speak(*phrase)) {
        add(Finding::new(line, phrase, None), Sign::ByOpening);
    }
    if start > 1
        && let Some((phrase, cue)) = sieves::previous::reporter(line, start)
    {
        add(Finding::new(line, phrase, cue.map(|cue| cue..cue + 1)), Sign::ByParagraph);
    }
    out
}
