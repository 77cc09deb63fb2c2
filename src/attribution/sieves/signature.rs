//! A dash and a name after the quotation, on its line or the next one: "Imagination costs nothing." — Orla Quist.

use crate::attribution::scene::{Line, Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// The name behind the dash, when nothing but the name and its description follows.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if let Some(finding) = inside(scene, quote) {
        return Some(finding);
    }
    if line.has(at + 1, Shape::Dash) {
        return signed(line, at + 1);
    }
    let next = scene.line(scene.marked[quote].block + 1);
    if at + 1 == line.len() && next.len() > 1 && next.has(0, Shape::Dash) {
        return signed(next, 0);
    }
    None
}

fn signed(line: Line<'_>, dash: usize) -> Option<Finding> {
    let phrase = line.phrase_starting(dash + 1, line.len().min(dash + 12))?;
    let rest = line.len() - phrase.end;
    let ends = rest == 0
        || line.has(phrase.end, Shape::Comma)
        || line.token(phrase.end).is_terminal()
        || line.has(phrase.end, Shape::Open)
        // "“…” – Lund after the vote"
        || line.is(phrase.end, class::PREPOSITION.or(class::TO))
            && !(phrase.end..line.len()).any(|at| line.is_cue(at));
    (phrase.noun == Noun::Proper && phrase.start == dash + 1 && ends && rest < 16)
        .then(|| Finding::new(line, phrase, Some(dash..dash + 1)))
}

/// A pulled-out quotation whose closing mark stands after the name on the next line.
fn inside(scene: &Scene<'_>, quote: usize) -> Option<Finding> {
    let (this, next) = (&scene.marked[quote], scene.marked.get(quote + 1)?);
    if this.closed || next.opened || !next.closed || next.block != this.block + 1 || scene.word_count(quote + 1) > 14 {
        return None;
    }
    let tokens = next.inner();
    let name = tokens.clone().take_while(|at| scene.tokens[*at].is_capital()).count();
    let ends = tokens.start + name == tokens.end || scene.tokens[tokens.start + name].shape == Shape::Comma;
    ((2..=5).contains(&name) && ends).then(|| Finding {
        source: tokens.start..tokens.start + name,
        noun: Noun::Proper,
        cue: None,
        shared: None,
    })
}

/// Whether the stretch is the name under a pulled-out quotation.
pub(crate) fn is_name(scene: &Scene<'_>, quote: usize) -> bool {
    quote.checked_sub(1).is_some_and(|before| inside(scene, before).is_some())
}
