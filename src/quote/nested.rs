//! Marks inside a quotation that are of the other kind: they close nothing.

use super::{Turn, is_single, opens_by_place};
use crate::layout::Block;
use crate::token::{Shape, Token};

/// What a quotation holds of them: ‘He called it a “plan” and left’, “He said ‘no’ to us”.
#[derive(Debug, Default)]
pub(super) struct Nested {
    open: bool,
    /// The last double mark of the paragraph, once looked for.
    last_double: Option<usize>,
}

impl Nested {
    /// Whether the mark at `at` belongs inside the quotation that the one at `start` opened.
    pub(super) fn takes(
        &mut self,
        text: &str,
        tokens: &[Token],
        block: &Block,
        (start, at): (usize, usize),
        turn: Turn,
    ) -> bool {
        let outer = is_single(text, &tokens[start]);
        if is_single(text, &tokens[at]) == outer {
            self.open = false;
            return false;
        }
        if turn == Turn::Open || turn == Turn::Either && !self.open && opens_by_place(tokens, at) {
            self.open = true;
            return true;
        }
        if std::mem::take(&mut self.open) {
            return true;
        }
        let is_double = |at: &usize| tokens[*at].shape == Shape::Quote && !is_single(text, &tokens[*at]);
        let mut last = || block.tokens.clone().rev().find(is_double).unwrap_or(at);
        !outer && *self.last_double.get_or_insert_with(&mut last) > at
    }
}
