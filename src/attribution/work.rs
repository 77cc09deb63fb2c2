//! Marked words that are the title of a work, whoever says something beside them: in his novel, “The Salt Road,” Reyl wrote …

use super::scene::{Ending, Line, Scene};
use crate::lexicon::{Classes, class};
use crate::token::{Gap, Shape, Token};

/// How far before the words the noun for the work may stand: "his letter for subscribers of the Harbour Post, “Tidings,”".
const REACH: usize = 10;
/// The most words of a title, its second part behind the colon included.
const LONGEST: usize = 20;
/// What a title writes small.
const SMALL: Classes =
    class::PREPOSITION.or(class::DEFINITE).or(class::INDEFINITE).or(class::COORDINATOR).or(class::TO);

/// Whether a stretch is written as a title is and hangs on a noun for a work, or tells of whom the work is.
pub(crate) fn is_titled(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    match titled(scene, quote) {
        0 => false,
        1 => of_a_work(line, at) && is_name(scene, quote),
        _ => of_a_work(line, at) || of_a_body(line, at) || by_somebody(line, at),
    }
}

/// How many words of a stretch have the capitals of a title; none where a word has none that should have.
fn titled(scene: &Scene<'_>, quote: usize) -> usize {
    let capital = |token: &Token| token.is_capital() || token.gap == Gap::Hyphen || token.shape == Shape::Number;
    let capitals = scene.words(quote).filter(|token| token.is_capital()).count();
    let shouted = capitals > 1 && scene.words(quote).all(|token| token.shape == Shape::Upper);
    let all = scene.begins_sentence(quote) && scene.words(quote).all(|token| capital(token) || token.is(SMALL));
    if all && !shouted && scene.word_count(quote) <= LONGEST { capitals } else { 0 }
}

/// One word that may be a title, and is no answer: “Undertow”, but not “Absolutely.” or “Never!”
fn is_name(scene: &Scene<'_>, quote: usize) -> bool {
    let answer = class::ADVERB.or(class::ADVERB_LIKE).or(class::CLOSED).or(class::NEGATION);
    scene.ending(quote) != Ending::Open && !scene.words(quote).any(|token| token.is(answer))
}

/// "her memoir, “…”", "his daily letter at the Courier, “…”", "a collection from the cartoonist Ivo Reyl called “…”".
fn of_a_work(line: Line<'_>, at: usize) -> bool {
    let named = at > 1 && line.is(at - 1, class::TERM_LEAD) && line.is(at - 1, class::CUE_PARTICIPLE);
    let parted = named || at > 1 && line.has(at - 1, Shape::Comma);
    let end = at - usize::from(parted);
    let is_work = |i: usize| line.is(i, class::WORK) && line.has(i, Shape::Lower);
    let hangs = |i: usize| {
        line.has(i, Shape::Capital)
            || line.has(i, Shape::Upper)
            || line.is(i, class::PREPOSITION.or(class::DETERMINER).or(class::ROLE))
    };
    let noun = (0..end).rev().take(REACH).find(|i| !hangs(*i)).filter(|i| is_work(*i));
    noun.is_some_and(|noun| noun + 1 == end || parted && line.is(noun + 1, class::PREPOSITION))
}

/// "A group called “Salt for All” has …": what a body is called that has no other name.
fn of_a_body(line: Line<'_>, at: usize) -> bool {
    let named = at > 2 && line.is(at - 1, class::TERM_LEAD) && line.is(at - 1, class::CUE_PARTICIPLE);
    let unnamed = |noun: usize| (0..noun).rev().take(3).any(|i| line.is(i, class::INDEFINITE));
    named && line.is(at - 2, class::BODY_NOUN) && unnamed(at - 2)
}

/// "according to “A History of Rope” by Lena Marsh": not what somebody is called by another.
fn by_somebody(line: Line<'_>, at: usize) -> bool {
    let led = class::PREPOSITION.or(class::TO).without(class::AS).without(class::OF).without(class::ABSOLUTE);
    let name = |i: usize| line.is_word(i) && line.token(i).is_capital() && !line.is(i, class::PRONOUN);
    at > 0
        && line.is(at + 1, class::AGENT)
        && (name(at + 2) || line.is(at + 2, class::DETERMINER))
        && (line.is(at - 1, led) || line.has(at - 1, Shape::Comma))
}
