//! The line itself: `Knowledge` and `analyse`.

use crate::document::{Analysis, Document};
use crate::error::Error;

/// All that is known before the first article: gazetteer and lexicon. Loaded once, immutable, shared by every thread.
#[derive(Debug)]
pub struct Knowledge {}

impl Knowledge {
    /// The knowledge that ships with the program.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn shipped() -> Result<Self, Vec<Error>> {
        Ok(Self {})
    }
}

/// Reads one article. Opens nothing, keeps nothing, can't fail.
pub fn analyse(_document: &Document, _knowledge: &Knowledge) -> Analysis {
    Analysis::default()
}
