//! Speech without marks that a dash at the start of its paragraph opens: —I don't know —said Andrés—. Perhaps.

use super::inside::split;
use super::{Marked, Marks};
use crate::layout::Block;
use crate::token::{Shape, Token};

/// Adds the speech of a paragraph without marks, if it is such a one: a dash, and who speaks told inside.
pub(super) fn add(text: &str, tokens: &[Token], block: &Block, number: usize, out: &mut Vec<Marked>) {
    let range = block.tokens.clone();
    let first = &tokens[range.start];
    let dash = first.shape == Shape::Dash && first.span().of(text) != "-";
    if !dash || range.len() < 3 {
        return;
    }
    let before = out.len();
    let span = first.span().join(tokens[range.end - 1].span());
    let whole = Marked {
        tokens: range,
        span,
        block: number,
        opened: true,
        closed: false,
        continues: false,
        marks: Marks::Other,
        label: None,
    };
    split(tokens, whole, out);
    // Without a word on who speaks it may be an item of a list.
    let told = out.len() > before + 1 || out[before].span != span;
    if !told {
        out.truncate(before);
    }
}
