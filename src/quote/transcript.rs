//! Speech without marks in transcripts: each turn begins with who speaks, "Q:", "LINDGREN:", "Ann Lee (Harrow):".
//!
//! One such paragraph tells nothing: many lead-ins have a colon. A text is a transcript when questions and answers stand in it,
//! or when several speakers take turns whose labels come again or name people whom the text introduces.

use super::{Marked, Marks};
use crate::layout::Block;
use crate::lexicon::class;
use crate::span::Span;
use crate::token::{Gap, Shape, Token};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::ops::Range;

/// The most words of a label, without its brackets.
const LONGEST: usize = 6;
/// The most tokens of the brackets behind a name.
const BRACKETS: usize = 10;

/// Who takes the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// "Q": whoever asks.
    Asks,
    /// "A": whoever answers.
    Answers,
    /// A name or an office.
    Named,
}

/// The label of a turn: its tokens without the colon, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) tokens: Range<usize>,
    pub(crate) part: Part,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// "LINDGREN": all its words are capitals, but for a title.
    Shouted,
    /// "Ann Lee".
    Plain,
}

/// A paragraph that may be a turn.
struct Turn {
    label: Label,
    /// Where what is said begins.
    start: usize,
    kind: Kind,
    /// The word that tells who it is: its last.
    key: String,
}

/// The turns of a transcript, by paragraph; nothing where the text is none.
pub(super) fn turns(text: &str, tokens: &[Token], blocks: &[Block]) -> HashMap<usize, Marked, FixedState> {
    let mut found: Vec<(usize, Turn)> =
        blocks.iter().enumerate().filter_map(|(number, block)| Some((number, turn(text, tokens, block)?))).collect();
    if found.len() < 2 {
        return HashMap::default();
    }
    let has = |part: Part| found.iter().any(|(_, turn)| turn.label.part == part);
    let asked = has(Part::Asks) && has(Part::Answers);
    let (shouted, plain) =
        (takes_turns(text, tokens, &found, Kind::Shouted), takes_turns(text, tokens, &found, Kind::Plain));
    found.retain(|(_, turn)| match turn.label.part {
        Part::Asks | Part::Answers => asked,
        Part::Named => match turn.kind {
            Kind::Shouted => shouted,
            Kind::Plain => plain,
        },
    });
    let stretch = |(number, turn): (usize, Turn)| {
        let range = turn.start..blocks[number].tokens.end;
        let span = Span::new(tokens[range.start].start as usize, tokens[range.end - 1].end as usize);
        let label = Some(turn.label);
        (
            number,
            Marked {
                tokens: range,
                span,
                block: number,
                opened: false,
                closed: false,
                continues: false,
                marks: Marks::Other,
                label,
            },
        )
    };
    found.into_iter().map(stretch).collect()
}

/// Whether the named labels of one kind are those of a transcript.
fn takes_turns(text: &str, tokens: &[Token], found: &[(usize, Turn)], kind: Kind) -> bool {
    let turns = || found.iter().filter(|(_, turn)| turn.label.part == Part::Named && turn.kind == kind);
    let keys: HashSet<&str, FixedState> = turns().map(|(_, turn)| turn.key.as_str()).collect();
    let count = turns().count();
    let again = count > keys.len();
    if keys.len() < 2 {
        return kind == Kind::Shouted && count >= 3 && introduced(text, tokens, found, &keys) > 0;
    }
    match kind {
        Kind::Shouted => count >= 4 && again || introduced(text, tokens, found, &keys) >= 2,
        Kind::Plain => count >= 4 && again && introduced(text, tokens, found, &keys) > 0,
    }
}

/// How many of the labels the text names elsewhere, by a name of two words or more.
fn introduced(text: &str, tokens: &[Token], found: &[(usize, Turn)], keys: &HashSet<&str, FixedState>) -> usize {
    let mut seen: HashSet<String, FixedState> = HashSet::default();
    let mut labels = found.iter().map(|(_, turn)| turn.label.tokens.clone()).peekable();
    for at in 1..tokens.len() {
        while labels.next_if(|label| label.end <= at).is_some() {}
        let labelled = labels.peek().is_some_and(|label| label.contains(&at));
        let full = tokens[at].is_capital() && tokens[at].gap != Gap::Line && tokens[at - 1].is_capital();
        if full && !labelled {
            let key = tokens[at].span().of(text).to_uppercase();
            if keys.contains(key.as_str()) {
                seen.insert(key);
            }
        }
    }
    seen.len()
}

/// Reads the label of a paragraph, if it has one.
fn turn(text: &str, tokens: &[Token], block: &Block) -> Option<Turn> {
    let range = block.tokens.clone();
    let first = tokens.get(range.start)?;
    let key = |at: usize| tokens[at].span().of(text).to_uppercase();
    if first.is_capital() && first.is(class::ASKS.or(class::ANSWERS)) && !first.is(class::CUE_FINITE) {
        let stop = first.shape == Shape::Initial;
        let colon = tokens.get(range.start + 1).is_some_and(|token| token.shape == Shape::Colon);
        let start = range.start + 1 + usize::from(colon);
        let part = if first.is(class::ASKS) { Part::Asks } else { Part::Answers };
        let label = Label { tokens: range.start..range.start + 1, part };
        return ((stop || colon) && speaks(tokens, start, range.end)).then(|| Turn {
            label,
            start,
            kind: Kind::Shouted,
            key: key(range.start),
        });
    }
    let name = |at: &usize| tokens[*at].is_capital() || tokens[*at].is(class::PARTICLE.or(class::OF));
    let end = (range.start..range.end).take(LONGEST).take_while(name).last()? + 1;
    let mut colon = end;
    if tokens.get(end).is_some_and(|token| token.shape == Shape::Open) {
        colon = (end..range.end).take(BRACKETS).find(|at| tokens[*at].shape == Shape::Close)? + 1;
    }
    if tokens.get(colon).filter(|_| colon < range.end)?.shape != Shape::Colon || !speaks(tokens, colon + 1, range.end) {
        return None;
    }
    let words = range.start..end;
    let ordinary = words.clone().all(|at| tokens[at].is(class::ORDINARY) && tokens[at].shape != Shape::Upper);
    let shouted = words.clone().all(|at| matches!(tokens[at].shape, Shape::Upper | Shape::Initial))
        || words.clone().any(|at| tokens[at].shape == Shape::Upper) && tokens[range.start].is(class::TITLE);
    let label = Label { tokens: words, part: Part::Named };
    let kind = if shouted { Kind::Shouted } else { Kind::Plain };
    (!ordinary && first.first).then(|| Turn { label, start: colon + 1, kind, key: key(end - 1) })
}

/// Whether words without marks begin at `start`: what stands in marks is found by them.
fn speaks(tokens: &[Token], start: usize, end: usize) -> bool {
    start < end
        && tokens[start].gap != Gap::None
        && tokens[start].shape != Shape::Quote
        && tokens[start..end].iter().any(Token::is_word)
}
