//! Which marked words are no speech: titles of works and programmes, nicknames, terms, slogans, scare quotes.

use super::scene::{Ending, Line, Scene};
use super::{Decision, sieves, work};
use crate::lexicon::{WordId, class};
use crate::token::{Shape, Token};

/// The reason of marks around a programme's name.
const PROGRAMME: &str = "programme";

/// What marked words are when they are no speech, or `None` when they are.
pub(crate) fn no_speech(scene: &Scene<'_>, decision: Option<&Decision>, quote: usize) -> Option<&'static str> {
    if scene.marked[quote].label.is_some() {
        return None;
    }
    let (line, at) = scene.around(quote);
    let words = scene.word_count(quote);
    if words == 0 {
        return Some("empty");
    }
    if sieves::signature::is_name(scene, quote) {
        return Some("signature");
    }
    if is_show(scene, line, at, quote) {
        return Some(PROGRAMME);
    }
    if work::is_titled(scene, quote) {
        return Some(if is_programme(line, at) { PROGRAMME } else { "title" });
    }
    let own = decision.is_some_and(|decision| sieves::SIEVES[decision.sieve].own_clause);
    if is_nickname(scene, line, at, words) {
        return Some("nickname");
    }
    let near = |cue: &std::ops::Range<usize>| {
        let start = scene.marked[quote].tokens.start;
        let between = scene.tokens.get(cue.end..start).unwrap_or_default();
        let bound = |token: &Token| token.is(class::PREPOSITION) && !token.is(class::AS);
        cue.end <= start
            && between.len() <= 2
            && !between.iter().any(bound)
            && !scene.tokens[cue.start].is(class::CUE_WEAK)
    };
    let called = own && decision.is_some_and(|decision| decision.finding.cue.as_ref().is_some_and(near));
    let work = at > 0 && line.is(at - 1, class::WORK);
    // "described the cook as “Frisian”", "the cook was “Frisian”", "promised to “Roof the Quay”": what somebody says of somebody.
    let cue = decision.and_then(|decision| decision.finding.cue.as_ref()).filter(|_| own);
    let naming = |cue: &std::ops::Range<usize>| scene.tokens[cue.start].is(class::CUE_NAMING);
    let said_of = cue.is_some_and(naming) && sieves::before::as_before(line, at)
        || cue.is_some() && at > 0 && line.is(at - 1, class::BE.or(class::TO).or(class::NEGATION));
    let beside = decision.is_some_and(|decision| sieves::SIEVES[decision.sieve].beside) || called && !work || said_of;
    if !beside && is_term(line, at, words) {
        return Some(if is_slogan(line, at) { "slogan" } else { "term" });
    }
    if is_called(scene, line, at, quote) {
        return Some("title");
    }
    if (!beside || within(line, at) && !said_of) && is_title(scene, line, at, quote, words) {
        return Some(if is_programme(line, at) { PROGRAMME } else { "title" });
    }
    match decision {
        // "apologised for “my noise”": only somebody who speaks says so.
        None if !scene.is_sentence(quote) && scene.words(quote).any(|token| token.is(class::PRONOUN_FIRST)) => None,
        // A whole sentence that nobody is known to say stays a quotation.
        None if words > 2 && sieves::previous::is_paragraph(scene, quote) => None,
        None if words < 6 => Some(if is_slogan(line, at) { "slogan" } else { "scare" }),
        Some(_) if words < 3 && !own && !scene.is_sentence(quote) && !in_series(scene, line, at) => {
            Some(if is_slogan(line, at) { "slogan" } else { "scare" })
        }
        _ => None,
    }
}

/// Whether the reason leaves no doubt: nothing between the marks, the name under a quotation, a programme, a work's title.
pub(crate) fn is_plain(scene: &Scene<'_>, quote: usize, reason: &str) -> bool {
    matches!(reason, "empty" | "signature") || reason == PROGRAMME || work::is_titled(scene, quote)
}

/// A word as its entry and its length: words that the vocabulary does not hold share an entry.
fn form(token: &Token) -> (WordId, u32) {
    (token.word, token.end - token.start)
}

/// How many stretches behind a headline may give its words again.
const BEHIND: usize = 60;
/// How many words of a headline are compared.
const COMPARED: usize = 24;

/// Whether a later paragraph quotes the same words, so that those of the headline are no utterance of their own.
pub(crate) fn repeats(scene: &Scene<'_>, quote: usize) -> bool {
    let words: Vec<_> = scene.words(quote).take(COMPARED).map(form).collect();
    let block = scene.marked[quote].block;
    let behind = (quote + 1..scene.marked.len()).take(BEHIND).filter(|other| scene.marked[*other].block > block);
    !words.is_empty()
        && behind.into_iter().any(|other| {
            let said: Vec<_> = scene.words(other).map(form).collect();
            said.windows(words.len()).any(|some| some == words)
        })
}

/// "A" and "B": right after another stretch of the same sentence, with hardly a word between.
fn in_series(scene: &Scene<'_>, line: Line<'_>, at: usize) -> bool {
    let start = line.sentence_start(at);
    let before = (start..at).rev().take(6).find(|i| line.quote(*i).is_some());
    let quiet = |i: usize| {
        line.has(i, Shape::Comma)
            || line.is(i, class::COORDINATOR.or(class::DETERMINER).or(class::PREPOSITION).or(class::AS))
    };
    before.is_some_and(|before| (before + 1..at).all(quiet)) && !scene.begins_sentence(line.quote(at).unwrap_or(0))
}

/// Darnell "The Anvil" Hughes: a few capitalised words between the parts of a name.
fn is_nickname(scene: &Scene<'_>, line: Line<'_>, at: usize, words: usize) -> bool {
    let capital = |i: usize| line.is_word(i) && line.token(i).is_capital();
    let quote = line.quote(at).unwrap_or(0);
    words <= 3
        && at > 0
        && capital(at - 1)
        && capital(at + 1)
        && scene.begins_sentence(quote)
        && scene.ending(quote) == Ending::Bare
}

/// The so-called "freedom tax"; a group called "Women Vote".
fn is_term(line: Line<'_>, at: usize, words: usize) -> bool {
    if at == 0 || words > 5 {
        return false;
    }
    // "what he called “a joke”": here somebody calls it so.
    let called = line.is(at - 1, class::CUE)
        && at > 1
        && (line.is(at - 2, class::PRONOUN.or(class::AUXILIARY).or(class::COLLECTIVE))
            || line.token(at - 2).is_capital());
    let lead = line.is(at - 1, class::TERM_LEAD) && !called;
    let after_as =
        line.is(at - 1, class::AS) && at > 1 && line.is(at - 2, class::TERM_LEAD) && !line.is(at - 2, class::CUE);
    lead || after_as
}

/// A report called "What the River Leaves and Takes"; a paper titled "…": however long.
fn is_called(scene: &Scene<'_>, line: Line<'_>, at: usize, quote: usize) -> bool {
    const LONGEST: usize = 20;
    at > 1
        && line.is(at - 1, class::CUE_PARTICIPLE)
        && line.is(at - 1, class::TERM_LEAD)
        && line.is(at - 2, class::WORK.or(class::ARTEFACT).or(class::BROADCAST))
        && line.has(at - 2, Shape::Lower)
        && scene.begins_sentence(quote)
        && scene.word_count(quote) <= LONGEST
}

/// The motto "A roof for all"; "no loom, no rent" chants; the hashtag "#roof".
fn is_slogan(line: Line<'_>, at: usize) -> bool {
    let before = (1..=3).take_while(|far| *far <= at && line.quote(at - far).is_none());
    let light = class::DETERMINER.or(class::PREPOSITION).or(class::BE);
    let quiet = |i: usize| line.has(i, Shape::Comma) || line.has(i, Shape::Colon) || line.is(i, light);
    let lead = before.map(|far| at - far).find(|i| !quiet(*i)).is_some_and(|i| line.is(i, class::SLOGAN));
    lead || line.is(at + 1, class::SLOGAN)
}

/// "host of the programme “Dawn Call”", "the show “Late Tide”".
fn is_programme(line: Line<'_>, at: usize) -> bool {
    let near = |i: usize| line.quote(i).is_none() && line.is(i, class::BROADCAST);
    (1..=3).filter(|far| *far <= at).any(|far| near(at - far)) || near(at + 1)
}

/// "told “Dawn Call” that", "said on “Late Tide”", "on Harbour Radio's “Dawn Call”": several words with capitals where a hearer or
/// a place stands.
fn is_show(scene: &Scene<'_>, line: Line<'_>, at: usize, quote: usize) -> bool {
    const REACH: usize = 6;
    let beside = class::CUE_HEARER.or(class::LOCATIVE).or(class::MEDIUM);
    // "speaking to “Dawn Call”", "in an interview with “Dawn Call”"
    let hears = at > 1
        && (line.is(at - 1, class::TO) && line.is(at - 2, class::CUE)
            || line.is(at - 1, class::ABSOLUTE) && line.is(at - 2, class::SPEECH));
    let on = |i: usize| line.is(i, class::MEDIUM.or(class::BROADCAST));
    let owned = || line.has(at - 1, Shape::Possessive) && (1..=REACH.min(at)).any(|far| on(at - far));
    let stands = at > 0 && (line.is(at - 1, beside) || hears || owned());
    let capitals = scene.words(quote).filter(|token| token.is_capital()).count();
    stands
        && capitals > 1
        && !line.is_passive(at - 1)
        && matches!(scene.ending(quote), Ending::Bare | Ending::Comma | Ending::Stop)
        && is_title(scene, line, at, quote, scene.word_count(quote))
}

/// Whether the quotation hangs on the words before it, as a title does: "on “Late Tide,”", "host of “Dawn Call,”".
fn within(line: Line<'_>, at: usize) -> bool {
    at > 0
        && line.sentence_start(at) < at
        && (line.is(
            at - 1,
            class::PREPOSITION.or(class::COORDINATOR).or(class::WORK).or(class::TERM_LEAD).or(class::DETERMINER),
        ) || line.has(at - 1, Shape::Possessive)
            || line.is_word(at - 1) && line.token(at - 1).is_capital())
        && !line.is(at - 1, class::CUE)
}

/// Few words, all with capitals, without a sign inside, not after a comma or colon.
fn is_title(scene: &Scene<'_>, line: Line<'_>, at: usize, quote: usize, words: usize) -> bool {
    if words > 7
        || !matches!(scene.ending(quote), Ending::Bare | Ending::Stop)
            && words > 1
            && scene.ending(quote) != Ending::Comma
    {
        return false;
    }
    let small = class::DETERMINER.or(class::PREPOSITION).or(class::COORDINATOR).or(class::TO).or(class::AUXILIARY);
    let all = scene.words(quote).all(|token| token.is_capital() || token.shape == Shape::Number || token.is(small));
    let first = scene.words(quote).next().is_some_and(Token::is_capital);
    // “He was,” as Reyl put it, “…”
    let clause = words > 1 && scene.words(quote).next().is_some_and(|token| token.is(class::PRONOUN));
    let capitals = scene.words(quote).filter(|token| token.is_capital()).count();
    if clause && capitals == 1 {
        return false;
    }
    let lead = at > 0
        && (line.has(at - 1, Shape::Comma) || line.has(at - 1, Shape::Colon))
        && scene.ending(quote) != Ending::Bare;
    all && first && !lead
}
