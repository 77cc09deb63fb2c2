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

/// Whether a stretch is written as a title is and hangs on a noun for a work or a thing, or is said to be by somebody.
pub(crate) fn is_titled(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    let named = || of_a_work(line, at) || of_a_thing(line, at);
    is_headline(line, at)
        || match titled(scene, quote) {
            0 => false,
            1 => named() && is_name(scene, quote),
            _ => named() || by_somebody(line, at) || is_kind(line, at),
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

/// "A group called “Salt for All” has …", "a boat named “Undertow”": what has no other name; but "a critic called “Salt” a bore" and "a
/// plan dubbed “Sink” by critics".
fn of_a_thing(line: Line<'_>, at: usize) -> bool {
    let named = at > 2 && line.is(at - 1, class::TERM_LEAD) && line.is(at - 1, class::CUE_PARTICIPLE);
    let noun = |noun: usize| line.has(noun, Shape::Lower) && !line.is(noun, class::AUXILIARY.or(class::ADVERB));
    let unnamed = |noun: usize| (0..noun).rev().take(3).any(|i| line.is(i, class::INDEFINITE));
    let object = line.is(at + 1, class::DETERMINER.or(class::AGENT)) && !line.is(at + 1, class::THAT);
    named && noun(at - 2) && unnamed(at - 2) && !object
}

/// "according to “A History of Rope” by Lena Marsh": not what somebody is called by another.
fn by_somebody(line: Line<'_>, at: usize) -> bool {
    let never = class::AS.or(class::OF).or(class::ABSOLUTE);
    let led =
        |i: usize| line.is(i, class::PREPOSITION.or(class::TO)) && !line.is(i, never) || line.has(i, Shape::Comma);
    let name = |i: usize| line.is_word(i) && line.token(i).is_capital() && !line.is(i, class::PRONOUN);
    // "according to Lena Marsh's “A History of Rope”"
    let owned = at > 0
        && line.has(at - 1, Shape::Possessive)
        && (0..at).rev().take(REACH).any(|i| line.after_source_lead(i).is_some());
    owned
        || at > 0
            && led(at - 1)
            && line.is(at + 1, class::AGENT)
            && (name(at + 2) || line.is(at + 2, class::DETERMINER))
}

/// "a series of angry “Dear Harbor” letters": which of several works.
fn is_kind(line: Line<'_>, at: usize) -> bool {
    let work = line.has(at + 1, Shape::Lower) && line.is(at + 1, class::WORK.or(class::ARTEFACT));
    work && at > 0 && line.is_word(at - 1) && !line.is(at - 1, class::CUE_FINITE.or(class::AS).or(class::TERM_LEAD))
}

/// "“Pier sold for a crown,” by the Courier's Ivo Reyl: “The old pier …”": what opens a list of what the papers write.
fn is_headline(line: Line<'_>, at: usize) -> bool {
    let opens = line.sentence_start(at) == at || line.has(at - 1, Shape::Dash);
    let end = (at + 2..line.len()).take(REACH).find(|i| !line.is_word(*i) && !line.has(*i, Shape::Possessive));
    opens
        && line.ends_with_comma(at)
        && line.is(at + 1, class::AGENT)
        && end.is_some_and(|end| line.has(end, Shape::Colon))
}
