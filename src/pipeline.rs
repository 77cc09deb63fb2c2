//! The line itself: `Knowledge` and `analyse`.

use crate::document::{Analysis, Document, Mention, Trace};
use crate::error::Error;
use crate::gazetteer::{self, Gazetteer, Named, Replace};
use crate::lexicon::{Language, Lexicon, Words};
use crate::token::Token;
use crate::{attribution, layout, quote, token};
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
        let lexicon = Lexicon::of(Language::default(), &mut words)?;
        let gazetteer = Gazetteer::load(&mut words, &lexicon, paths, replace)?;
        words.settle();
        Ok(Self { words, lexicon, gazetteer })
    }

    /// Who exists: the rows that mentions and entities refer to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }
}

/// Reads one article. Opens nothing, keeps nothing, can't fail.
pub fn analyse(document: &Document, knowledge: &Knowledge) -> Analysis {
    analyse_watched(document, knowledge, &mut |_| ())
}

/// A step of [`analyse`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Text to words and marks.
    Tokens,
    /// Paragraphs, zones, quotation marks and sentences.
    Layout,
    /// Who and what is named.
    Names,
    /// Who said what.
    Attribution,
    /// Putting it all together.
    Analysis,
}

/// The same, and `ended` is told as each step ends: for measuring.
pub fn analyse_watched(document: &Document, knowledge: &Knowledge, ended: &mut impl FnMut(Step)) -> Analysis {
    let mut tokens = token::tokenize(&document.text, &knowledge.words);
    ended(Step::Tokens);
    let blocks = layout::blocks(document, &mut tokens, &knowledge.lexicon);
    let marked = quote::marked(&document.text, &tokens, &blocks);
    let sentences = layout::sentences(&mut tokens, &blocks, &quote::spans(&marked), &document.text);
    ended(Step::Layout);
    let named = gazetteer::name(document, &tokens, &blocks, knowledge);
    ended(Step::Names);
    let ((mut quotes, no_speech), mut named) =
        attribution::attribute(document, &tokens, &blocks, &sentences, &marked, named, &knowledge.words);
    gazetteer::decide::settle(&mut named, &mut quotes, &knowledge.gazetteer);
    ended(Step::Attribution);
    let analysis = Analysis {
        mentions: mentions(&named, &tokens, &knowledge.gazetteer),
        entities: named.entities,
        paragraphs: blocks.iter().map(|block| block.paragraph).collect(),
        sentences,
        quotes,
        no_speech,
        words: tokens.iter().filter(|token| token.is_word()).count(),
    };
    ended(Step::Analysis);
    analysis
}

/// What each sieve says of each marked stretch of one article, for explaining an attribution.
pub fn trace(document: &Document, knowledge: &Knowledge) -> Vec<Trace> {
    let mut tokens = token::tokenize(&document.text, &knowledge.words);
    let blocks = layout::blocks(document, &mut tokens, &knowledge.lexicon);
    let marked = quote::marked(&document.text, &tokens, &blocks);
    let sentences = layout::sentences(&mut tokens, &blocks, &quote::spans(&marked), &document.text);
    let named = gazetteer::name(document, &tokens, &blocks, knowledge);
    attribution::trace(&tokens, &blocks, &sentences, &marked, &named)
}

fn mentions(named: &Named, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<Mention> {
    let mention = |mention: &gazetteer::TokenMention| Mention {
        span: token::span_of(tokens, &mention.tokens),
        entity: mention.entity,
        basis: mention.basis,
        rule: mention.rule(gazetteer),
    };
    named.mentions.iter().map(mention).collect()
}
