//! The line itself: `Knowledge` and `analyse`.

use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::lexicon::{Lexicon, Words};
use crate::{layout, token};

/// All that is known before the first article: gazetteer and lexicon. Loaded once, immutable, shared by every thread.
#[derive(Debug)]
pub struct Knowledge {
    pub(crate) words: Words,
    pub(crate) lexicon: Lexicon,
}

impl Knowledge {
    /// The knowledge that ships with the program.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn shipped() -> Result<Self, Vec<Error>> {
        let mut words = Words::new();
        let lexicon = Lexicon::english(&mut words)?;
        Ok(Self { words, lexicon })
    }
}

/// Reads one article. Opens nothing, keeps nothing, can't fail.
pub fn analyse(document: &Document, knowledge: &Knowledge) -> Analysis {
    let mut tokens = token::tokenize(&document.text, &knowledge.words);
    let blocks = layout::blocks(document, &mut tokens, &knowledge.lexicon);
    let sentences = layout::sentences(&mut tokens, &blocks, &[], &document.text);
    Analysis {
        paragraphs: blocks.iter().map(|block| block.paragraph).collect(),
        sentences,
        words: tokens.iter().filter(|token| token.is_word()).count(),
        ..Analysis::default()
    }
}
