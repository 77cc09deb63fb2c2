//! Apostrophes behind plurals: "the senators’ aide". To the tokenizer such a mark may as well close a quotation.

use super::{Marked, mark_of};
use crate::layout::Block;
use crate::token::{Gap, Shape, Token};

/// Makes possessives of the lone apostrophes behind an "s" that open and close nothing.
pub(crate) fn settle(text: &str, tokens: &mut [Token], blocks: &[Block], marked: &[Marked]) {
    let mut ends: Vec<usize> = marked.iter().flat_map(|marked| [marked.tokens.start, marked.tokens.end - 1]).collect();
    ends.sort_unstable();
    for block in blocks {
        let mut is_open = false;
        for at in block.tokens.clone() {
            if tokens[at].shape != Shape::Quote || !matches!(mark_of(text, &tokens[at]), "'" | "’" | "‘") {
                continue;
            }
            if tokens[at].gap != Gap::None {
                is_open = true;
            } else if is_open || !owns(text, tokens, at, block.tokens.end) {
                is_open = false;
            } else if ends.binary_search(&at).is_err() {
                tokens[at].shape = Shape::Possessive;
            }
        }
    }
}

/// Whether the mark at `at` stands between a word in -s and another word of the line.
fn owns(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let plural = at > 0 && tokens[at - 1].is_word() && tokens[at - 1].span().of(text).ends_with(['s', 'S']);
    plural && at + 1 < end && tokens[at + 1].is_word() && tokens[at + 1].gap == Gap::Space
}
