//! A closing mark of the wrong kind: “We will go.’ She left the room, and “Nobody,” …

use super::{closes_by_place, is_single, opens_by_place};
use crate::token::{Shape, Token};

/// The single marks that stand inside an open double one.
#[derive(Debug, Default)]
pub(super) struct Stray {
    /// Whether one of them opened words inside.
    open: bool,
    /// The first that closes a sentence or clause and was not opened as a single one.
    close: Option<usize>,
}

impl Stray {
    /// Looks at the mark at `at`, which closes no double one.
    pub(super) fn see(&mut self, text: &str, tokens: &[Token], at: usize) {
        if !is_single(text, &tokens[at]) || self.close.is_some() {
            return;
        }
        let ended = at > 0 && matches!(tokens[at - 1].shape, Shape::Comma | Shape::Stop | Shape::Shout);
        if opens_by_place(tokens, at) {
            self.open = true;
        } else if closes_by_place(tokens, at) && !std::mem::take(&mut self.open) && ended {
            self.close = Some(at);
        }
    }

    /// Where the open mark was meant to close, if anywhere: asked where nothing else closes it.
    pub(super) fn take(&mut self) -> Option<usize> {
        std::mem::take(self).close
    }
}
