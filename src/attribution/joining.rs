//! Stretches to utterances: a quotation split by its attribution, or continued over paragraphs, is one row.

use super::scene::{Ending, Noun, Scene};
use super::speaker::{Cast, Speaker};
use super::{Decision, Verdict, interview, sieves, speaker};
use crate::document::{Attribution, Evidence, EvidenceRole, NoSpeech, Quote, QuoteKind};
use crate::gazetteer::Named;
use crate::lexicon::class;
use crate::pipeline::Knowledge;
use crate::span::Span;
use crate::token::Shape;

/// The rows of an article: what was said, and what marked words are no speech.
pub(crate) fn join(
    scene: &Scene<'_>,
    named: &Named,
    knowledge: &Knowledge,
    verdicts: &[Verdict],
) -> (Vec<Quote>, Vec<NoSpeech>) {
    let mut cast = Cast::new(scene, named, knowledge, verdicts);
    let answers = interview::introduced(scene, named);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut no_speech = Vec::new();
    // The stretch that the last row ends with.
    let mut last: Option<usize> = None;
    for (at, verdict) in verdicts.iter().enumerate() {
        let span = scene.marked[at].span;
        match verdict {
            Verdict::NoSpeech(reason) => no_speech.push(NoSpeech { span, reason }),
            Verdict::Unknown => {
                let goes_on = scene.marked[at].continues
                    && last.is_some_and(|last| last + 1 == at && verdicts[last] == Verdict::Unknown);
                match quotes.last_mut().filter(|_| goes_on) {
                    Some(quote) => quote.pieces.push(span),
                    None => quotes.push(Quote {
                        pieces: vec![span],
                        kind: kind(scene, at),
                        attribution: Attribution::Unknown,
                    }),
                }
                last = Some(at);
            }
            Verdict::Said(decision) => {
                let joined = last.is_some_and(|last| goes_on(scene, verdicts, last, at, decision));
                match quotes.last_mut().filter(|_| joined) {
                    Some(quote) => quote.pieces.push(span),
                    None => quotes.push(quote(scene, &answers, &mut cast, verdicts, at, span, decision)),
                }
                last = Some(at);
            }
        }
    }
    (quotes, no_speech)
}

fn quote(
    scene: &Scene<'_>,
    answers: &Speaker,
    cast: &mut Cast<'_>,
    verdicts: &[Verdict],
    at: usize,
    span: Span,
    decision: &Decision,
) -> Quote {
    let finding = &decision.finding;
    let speaker = match finding.noun {
        Noun::Answerer => answers.clone(),
        _ => cast.speaker(finding),
    };
    let earlier = finding.shared.filter(|shared| matches!(verdicts.get(*shared), Some(Verdict::Said(_))));
    let earlier = earlier.map(|shared| Evidence { span: scene.marked[shared].span, role: EvidenceRole::Earlier });
    let sieve = sieves::SIEVES[decision.sieve].name;
    let sure = speaker::rules::confidence(sieve, speaker.rule);
    let mut said = super::said(scene.tokens, finding, speaker, (sieve, sieves::confidence(decision.sieve)), sure);
    said.evidence.extend(earlier);
    Quote { pieces: vec![span], kind: kind(scene, at), attribution: Attribution::Said(Box::new(said)) }
}

/// Whether the stretch `at` belongs to the row that ends with the stretch `last`.
fn goes_on(scene: &Scene<'_>, verdicts: &[Verdict], last: usize, at: usize, decision: &Decision) -> bool {
    let Verdict::Said(before) = &verdicts[last] else { return false };
    if last + 1 != at {
        return false;
    }
    if scene.marked[at].continues {
        return decision.finding.source == before.finding.source;
    }
    if scene.marked[at].block != scene.marked[last].block || decision.finding.source != before.finding.source {
        return false;
    }
    // Between the two stands the attribution and nothing else.
    let between = scene.marked[last].tokens.end..scene.marked[at].tokens.start;
    let split = between.start <= before.finding.source.start && before.finding.source.end <= between.end;
    let words = scene.tokens[between.clone()].iter().filter(|token| token.is_word()).count();
    let breaks = scene.tokens[between.start..between.end.saturating_sub(1).max(between.start)]
        .iter()
        .any(|token| token.shape == Shape::Stop);
    let closed = !scene.marked[last].closed
        || matches!(scene.ending(last), Ending::Comma | Ending::Open | Ending::Stop)
        || scene.tokens.get(between.start).is_some_and(|token| token.shape == Shape::Comma);
    split && closed && words <= 30 && !breaks
}

/// Whether a stretch is a whole utterance or a fragment of a reported clause.
fn kind(scene: &Scene<'_>, at: usize) -> QuoteKind {
    if scene.marked[at].label.is_some() {
        return QuoteKind::Turn;
    }
    let (line, item) = scene.around(at);
    let free = item == 0
        || line.sentence_start(item) == item
        || line.has(item - 1, Shape::Comma)
        || line.has(item - 1, Shape::Colon)
        || line.has(item - 1, Shape::Dash)
        || line.quote(item - 1).is_some()
        || scene.begins_sentence(at) && line.is(item - 1, class::CUE);
    let whole = scene.ending(at) != Ending::Bare
        || item + 1 == line.len()
        || line.has(item + 1, Shape::Comma)
        || line.has(item + 1, Shape::Dash) && !scene.marked[at].closed
        || line.token(item + 1).is_terminal()
        || line.is(item + 1, class::CUE);
    if free && whole { QuoteKind::Direct } else { QuoteKind::Mixed }
}
