//! The line itself: `Knowledge` and `analyse`.

use crate::document::Mention;
use crate::document::{Analysis, Document};
use crate::error::Error;
use crate::gazetteer::{self, Gazetteer, Replace};
use crate::lexicon::{Lexicon, Words};
use crate::span::Span;
use crate::{layout, token};
use std::path::PathBuf;

/// All that is known before the first article: gazetteer and lexicon. Loaded once, immutable, shared by every thread.
#[derive(Debug)]
pub struct Knowledge {
    pub(crate) words: Words,
    pub(crate) lexicon: Lexicon,
    pub(crate) gazetteer: Gazetteer,
}

impl Knowledge {
    /// The knowledge that ships with the program.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn shipped() -> Result<Self, Vec<Error>> {
        Self::with(&[], Replace::No)
    }

    /// The shipped knowledge with gazetteer files added, or standing in for the shipped ones.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn with(paths: &[PathBuf], replace: Replace) -> Result<Self, Vec<Error>> {
        let mut words = Words::new();
        let lexicon = Lexicon::english(&mut words)?;
        let gazetteer = Gazetteer::load(&mut words, &lexicon, paths, replace)?;
        Ok(Self { words, lexicon, gazetteer })
    }

    /// Who exists: the rows that mentions and entities refer to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}

/// Reads one article. Opens nothing, keeps nothing, can't fail.
pub fn analyse(document: &Document, knowledge: &Knowledge) -> Analysis {
    let mut tokens = token::tokenize(&document.text, &knowledge.words);
    let blocks = layout::blocks(document, &mut tokens, &knowledge.lexicon);
    let sentences = layout::sentences(&mut tokens, &blocks, &[], &document.text);
    let named = gazetteer::name(document, &tokens, &blocks, knowledge);
    let mentions = named.mentions.iter().map(|mention| {
        let (first, last) = (tokens[mention.tokens.start], tokens[mention.tokens.end - 1]);
        Mention {
            span: Span::new(first.start as usize, last.end as usize),
            entity: mention.entity,
            basis: mention.basis,
            rule: mention.rule.render(&knowledge.gazetteer),
        }
    });
    Analysis {
        mentions: mentions.collect(),
        entities: named.entities,
        paragraphs: blocks.iter().map(|block| block.paragraph).collect(),
        sentences,
        words: tokens.iter().filter(|token| token.is_word()).count(),
        ..Analysis::default()
    }
}
