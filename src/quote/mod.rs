//! Text to quotations: which marks open, which close, what they hold.
//!
//! Marks are paired inside each paragraph, so that one bad mark never spoils the next paragraph. Directed marks (“ ”, « »)
//! go by their direction, neutral ones (", '') by what stands around them and in turn. A paragraph left open goes on
//! in the next one if that one opens again; else it ends with the paragraph.

mod dialogue;
mod inside;
mod nested;
mod possessive;
mod stray;
pub(crate) mod transcript;

use crate::document::Zone;
use crate::layout::Block;
use crate::lexicon::{Habits, class};
use crate::span::Span;
use crate::token::{Gap, Shape, Token};
use nested::Nested;
use std::ops::Range;
use stray::Stray;
use transcript::Label;

pub(crate) use possessive::settle as settle_possessives;

/// How many tokens a mark looks ahead for a better one to close with.
const REACH: usize = 200;

/// What kind of marks a stretch has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// ‘Such’: a headline's.
    Single,
    /// “Such”, or none.
    Other,
}

/// A stretch of text between marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Tokens from the opening to the closing mark, both included where they are there.
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    /// The paragraph that holds it.
    pub(crate) block: usize,
    /// Whether the opening mark is there.
    pub(crate) opened: bool,
    /// Whether the closing mark is there.
    pub(crate) closed: bool,
    /// Whether it goes on from the paragraph before, which was left open.
    pub(crate) continues: bool,
    pub(crate) marks: Marks,
    /// Who speaks, where it is a turn of a transcript; it has no marks.
    pub(crate) label: Option<Label>,
}

impl Marked {
    /// The tokens between the marks.
    pub(crate) fn inner(&self) -> Range<usize> {
        self.tokens.start + usize::from(self.opened)..self.tokens.end - usize::from(self.closed)
    }
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    /// Either: what stands around it does not tell.
    Either,
}

/// Which marks a document uses for its outer quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dialect {
    /// ‘single’ marks are the outer ones.
    single: bool,
    /// „low“ marks: “ closes.
    low: bool,
    /// »inward« marks: » opens.
    inward: bool,
}

impl Dialect {
    /// The marks of one paragraph: a headline uses single ones where its story uses double ones.
    fn of(self, text: &str, tokens: &[Token], block: &Block) -> Self {
        let double = |token: &Token| token.shape == Shape::Quote && !is_single(text, token);
        let tokens = &tokens[block.tokens.clone()];
        let headline = block.paragraph.zone == Zone::Headline && !tokens.iter().any(double);
        // A post or a statement, set off as a paragraph: ‘He calls it a “plan”. It is none.’
        let whole = || match tokens {
            [first, .., last] => mark_of(text, first) == "‘" && mark_of(text, last) == "’",
            _ => false,
        };
        Self { single: self.single || headline || whole(), ..self }
    }
}

/// Finds the marked stretches of a document, in order.
pub(crate) fn marked(text: &str, tokens: &[Token], blocks: &[Block], habits: Habits) -> Vec<Marked> {
    let mut turns = transcript::turns(text, tokens, blocks);
    let dialect = dialect(text, tokens);
    let mut out: Vec<Marked> = Vec::new();
    let mut left_open = false;
    for (number, block) in blocks.iter().enumerate() {
        if let Some(turn) = turns.remove(&number) {
            out.push(turn);
            left_open = false;
            continue;
        }
        let before = out.len();
        let was_open = left_open && !block.section;
        left_open = pair(text, tokens, block, number, dialect.of(text, tokens, block), &mut out);
        if was_open && out.len() > before && out[before].tokens.start == block.tokens.start {
            out[before].continues = true;
        }
        if habits.dialogue_dash && out.len() == before {
            dialogue::add(text, tokens, block, number, &mut out);
        }
    }
    close_unclosed(tokens, &mut out);
    if habits.attribution_inside { inside::cut(tokens, out) } else { out }
}

/// The stretches' places in the text.
pub(crate) fn spans(marked: &[Marked]) -> Vec<Span> {
    marked.iter().map(|marked| marked.span).collect()
}

fn mark_of<'a>(text: &'a str, token: &Token) -> &'a str {
    token.span().of(text)
}

/// The marks that open quotations outside other quotations decide.
fn dialect(text: &str, tokens: &[Token]) -> Dialect {
    let (mut double, mut single, mut low) = (0usize, 0usize, false);
    let mut inward: Option<bool> = None;
    let mut outer: Option<bool> = None;
    // Double marks that open behind a single one, which may as well be a letter of a name: ‘Ali.
    let mut behind = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.gap == Gap::Line {
            if outer == Some(true) {
                single -= 1;
                double += behind;
            }
            (outer, behind) = (None, 0);
        }
        if token.shape != Shape::Quote {
            continue;
        }
        let mark = mark_of(text, token);
        let is_single = is_single(text, token);
        let opens = opens_by_place(tokens, at) && !matches!(mark, "’" | "›" | "„");
        if opens && outer.is_none() {
            single += usize::from(is_single);
            double += usize::from(!is_single);
            outer = Some(is_single);
        } else if outer == Some(is_single) && mark != "‘" && closes_by_place(tokens, at) {
            (outer, behind) = (None, 0);
        } else if opens && outer == Some(true) && !is_single {
            behind += 1;
        }
        low |= mark == "„";
        if inward.is_none() && matches!(mark, "«" | "»") {
            inward = Some(mark == "»");
        }
    }
    Dialect { single: single > double, low, inward: inward.unwrap_or(false) }
}

/// Whether a mark stands where only an opening one stands: after space, before a word.
fn opens_by_place(tokens: &[Token], at: usize) -> bool {
    let before = tokens[at].gap != Gap::None
        || at == 0
        || matches!(tokens[at - 1].shape, Shape::Open | Shape::Dash | Shape::Quote);
    let after = tokens.get(at + 1).is_some_and(|next| {
        next.gap == Gap::None
            && (next.is_word()
                || matches!(next.shape, Shape::Open | Shape::Quote | Shape::Ellipsis | Shape::Other | Shape::Dash))
    });
    before && after
}

/// Whether a mark stands where only a closing one stands: after a word or a sign, before space or a sign.
fn closes_by_place(tokens: &[Token], at: usize) -> bool {
    let before = tokens[at].gap == Gap::None && at > 0;
    let after = tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None || !next.is_word());
    before && after
}

/// What the mark at `at` does, or `None` when it marks nothing here.
fn turn(text: &str, tokens: &[Token], at: usize, dialect: Dialect, open: bool) -> Option<Turn> {
    let mark = mark_of(text, &tokens[at]);
    let attribute = is_markup(text, tokens, at);
    let by_place =
        || match (opens_by_place(tokens, at) || attribute && !open, closes_by_place(tokens, at) && !attribute) {
            (true, false) => Turn::Open,
            (false, true) => Turn::Close,
            _ => Turn::Either,
        };
    Some(match mark {
        "“" | "‟" | "``" if !(dialect.low && open) => {
            // A closer typed as an opener: “It is thin,“ said …
            if open && !opens_by_place(tokens, at) { Turn::Close } else { Turn::Open }
        }
        "«" | "»" if (mark == "»") == dialect.inward => Turn::Open,
        "“" | "‟" | "」" | "』" | "«" | "»" => Turn::Close,
        "”" => {
            // Swedish ”both ends alike”, or a closer typed for an opener.
            if !open && opens_by_place(tokens, at) { Turn::Open } else { Turn::Close }
        }
        "„" | "「" | "『" => Turn::Open,
        "\"" | "＂" | "″" | "''" => {
            if measures(tokens, at) && !(open && closes_by_place(tokens, at)) {
                return None;
            }
            by_place()
        }
        "‘" | "'" | "’" | "`" | "‚" | "‹" | "›" if dialect.single => {
            return single(text, tokens, at, mark, open);
        }
        _ => return None,
    })
}

/// Left-over markup: the mark behind the sign in href="…", which holds no speech.
fn is_markup(text: &str, tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at].gap == Gap::None && mark_of(text, &tokens[at - 1]) == "="
}

/// Feet and inches: a mark right after a number.
fn measures(tokens: &[Token], at: usize) -> bool {
    at > 0
        && tokens[at].gap == Gap::None
        && tokens[at - 1].shape == Shape::Number
        && tokens[at].start - tokens[at - 1].start <= 3
}

/// A single mark in a document whose outer marks are single: apostrophes are kept out.
fn single(text: &str, tokens: &[Token], at: usize, mark: &str, open: bool) -> Option<Turn> {
    if mark == "‹" || mark == "‚" {
        return Some(Turn::Open);
    }
    if mark == "›" {
        return Some(Turn::Close);
    }
    if opens_by_place(tokens, at) {
        let next = &tokens[at + 1];
        let decade = next.shape == Shape::Number && mark != "‘";
        return (!decade && mark != "’").then_some(Turn::Open);
    }
    if !open || !closes_by_place(tokens, at) || mark == "‘" {
        return None;
    }
    let before = &tokens[at - 1];
    // "the farmers’ decade": a plural possessive unless nothing better closes.
    let plural =
        before.is_word() && text.as_bytes().get(before.end as usize - 1).is_some_and(|b| matches!(b, b's' | b'S'));
    let strong_later = || {
        tokens[at + 1..]
            .iter()
            .zip(&tokens[at..])
            .take(REACH)
            .take_while(|(token, _)| token.gap != Gap::Line && mark_of(text, token) != "‘")
            .any(|(token, previous)| token.shape == Shape::Quote && token.gap == Gap::None && !previous.is_word())
    };
    (!(plural && strong_later())).then_some(Turn::Close)
}

/// Whether a mark is one of a single pair.
fn is_single(text: &str, token: &Token) -> bool {
    matches!(mark_of(text, token), "‘" | "’" | "'" | "`" | "‚" | "‹" | "›")
}

/// Pairs the marks of one paragraph; returns whether it is left open.
fn pair(text: &str, tokens: &[Token], block: &Block, number: usize, dialect: Dialect, out: &mut Vec<Marked>) -> bool {
    let make = |range: Range<usize>, opened: bool, closed: bool| Marked {
        span: tokens[range.start].span().join(tokens[range.end - 1].span()),
        block: number,
        opened,
        closed,
        continues: false,
        marks: match mark_of(text, &tokens[range.start]) {
            "‘" | "'" | "`" if opened => Marks::Single,
            _ => Marks::Other,
        },
        label: None,
        tokens: range,
    };
    let mut open: Option<usize> = None;
    let mut nested = Nested::default();
    let mut stray = Stray::default();
    let first = out.len();
    for at in block.tokens.clone().filter(|at| tokens[*at].shape == Shape::Quote) {
        let turn = turn(text, tokens, at, dialect, open.is_some());
        if dialect.single
            && let (Some(turn), Some(start)) = (turn, open)
            && nested.takes(text, tokens, block, (start, at), turn)
        {
            continue;
        }
        match (turn, open) {
            (None, None) => {}
            (None, Some(_)) => stray.see(text, tokens, at),
            (Some(Turn::Open), Some(start)) => {
                if let Some(close) = stray.take() {
                    out.push(make(start..close + 1, true, true));
                    open = Some(at);
                }
            }
            (Some(Turn::Open | Turn::Either), None) => {
                stray = Stray::default();
                open = Some(at);
            }
            (Some(Turn::Close | Turn::Either), Some(start)) => {
                if at > start + 1 && !is_markup(text, tokens, start) {
                    out.push(make(start..at + 1, true, true));
                }
                open = None;
            }
            (Some(Turn::Close), None) => {
                if out.len() == first && at > block.tokens.start + 1 {
                    out.push(make(block.tokens.start..at + 1, false, true));
                }
            }
        }
    }
    if let (Some(start), Some(close)) = (open, stray.take()) {
        out.push(make(start..close + 1, true, true));
        return false;
    }
    if let Some(start) = open
        && block.tokens.end > start + 2
    {
        out.push(make(start..block.tokens.end, true, false));
        return true;
    }
    false
}

/// An opening mark that nothing closes, and that the next paragraph does not take up, ends before ", said X".
fn close_unclosed(tokens: &[Token], marked: &mut [Marked]) {
    for at in 0..marked.len() {
        let goes_on = marked.get(at + 1).is_some_and(|next| next.continues);
        if marked[at].closed || goes_on {
            continue;
        }
        let range = marked[at].tokens.clone();
        let cut = (range.start + 2..range.end.saturating_sub(2)).find(|at| {
            tokens[*at].shape == Shape::Comma
                && tokens[*at + 1].is(class::CUE_FINITE)
                && tokens[*at + 1].is(class::SAY)
                && tokens[*at + 2].is_capital()
        });
        if let Some(cut) = cut {
            marked[at].tokens.end = cut;
            marked[at].span = tokens[range.start].span().join(tokens[cut - 1].span());
        }
    }
}
