//! Who speaks, told inside the marks: « It is a shame, said Karim Bel, and I weigh my words. » The clause is cut out, so that
//! what is said stands in stretches of its own.

use super::Marked;
use crate::lexicon::class;
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

/// The most words of such a clause.
const LONGEST: usize = 16;

/// Cuts the clauses out of the stretches.
pub(super) fn cut(tokens: &[Token], marked: Vec<Marked>) -> Vec<Marked> {
    let mut out = Vec::with_capacity(marked.len());
    for stretch in marked {
        split(tokens, stretch, &mut out);
    }
    out
}

/// The parts of `stretch` around its clauses.
pub(super) fn split(tokens: &[Token], stretch: Marked, out: &mut Vec<Marked>) {
    let whole = stretch.clone();
    let mut rest = stretch;
    while let Some(clause) = clause(tokens, rest.inner()) {
        let (mut before, mut after) = (rest.clone(), rest);
        before.tokens.end = clause.start;
        before.closed = false;
        after.tokens.start = clause.end;
        (after.opened, after.continues) = (false, false);
        push(tokens, before, out);
        if after.inner().is_empty() || !tokens[after.inner()].iter().any(Token::is_word) {
            return;
        }
        rest = after;
    }
    if rest == whole { out.push(rest) } else { push(tokens, rest, out) }
}

fn push(tokens: &[Token], mut stretch: Marked, out: &mut Vec<Marked>) {
    let range = stretch.tokens.clone();
    stretch.span = tokens[range.start].span().join(tokens[range.end - 1].span());
    out.push(stretch);
}

/// The first clause in a stretch: from the comma or dash before its verb to the sign behind it.
fn clause(tokens: &[Token], inner: Range<usize>) -> Option<Range<usize>> {
    (inner.start + 1..inner.end).find_map(|at| match tokens[at].shape {
        Shape::Comma | Shape::Dash => Some(at..end(tokens, at + 1, inner.end)?),
        // A question mark belongs to what is said.
        Shape::Shout | Shape::Ellipsis => Some(at + 1..end(tokens, at + 1, inner.end)?),
        _ => None,
    })
}

/// Where the clause ends whose first word is at `start`, if it is one: a verb of saying and behind it its subject.
fn end(tokens: &[Token], start: usize, limit: usize) -> Option<usize> {
    let verb = verb(tokens, start, limit)?;
    let subject = tokens.get(verb + 1).filter(|_| verb + 1 < limit)?;
    let noun = class::DETERMINER.or(class::TITLE).or(class::ROLE).or(class::COLLECTIVE);
    let pronoun = class::PRONOUN.or(class::ADVERB);
    let inverted = tokens[verb].is(class::PRONOUN)
        || subject.gap == Gap::Hyphen && subject.is(pronoun)
        || subject.is_capital()
        || subject.is(noun)
        || subject.is(class::PRONOUN);
    if !inverted {
        return None;
    }
    let ends = |at: &usize| {
        let token = &tokens[*at];
        matches!(token.shape, Shape::Comma | Shape::Dash | Shape::Colon | Shape::Semicolon) || token.is_terminal()
    };
    let end = (verb + 1..limit).take(LONGEST).find(ends);
    match end {
        Some(at) => Some((at + 1..limit).take_while(|next| ends(next)).last().map_or(at, |last| last) + 1),
        None => (limit - verb <= LONGEST).then_some(limit),
    }
}

/// The verb of saying that begins at `start`: "said", "has said", "has he said" with its pronoun.
fn verb(tokens: &[Token], start: usize, limit: usize) -> Option<usize> {
    let says = |at: usize, form| {
        let token = &tokens[at];
        token.shape == Shape::Lower
            && token.is(form)
            && token.is(class::CUE_SAYING.or(class::CUE_STANCE))
            && !token.is(class::CUE_NO_INVERSION)
    };
    let perfect = tokens.get(start).is_some_and(|token| token.is(class::PERFECT) && token.shape == Shape::Lower);
    if !perfect {
        return (start < limit && says(start, class::CUE_FINITE)).then_some(start);
    }
    let light = class::ADVERB.or(class::PRONOUN);
    let at = (start + 1..limit).take(4).find(|at| !tokens[*at].is(light) || says(*at, class::CUE_PARTICIPLE))?;
    says(at, class::CUE_PARTICIPLE).then_some(at)
}
