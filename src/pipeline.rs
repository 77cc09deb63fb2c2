//! The line itself: `Knowledge` and `analyse`.

use crate::attribution::Article;
use crate::damage::Mended;
use crate::document::{Analysis, Document, Mention, NoSpeech, Trace, Weighed};
use crate::error::Error;
use crate::gazetteer::{self, Base, Gazetteer, Named, Own, Replace};
use crate::layout::Block;
use crate::lexicon::{Language, Lexicon, Words};
use crate::quote::Marked;
use crate::span::Span;
use crate::token::Token;
use crate::{attribution, layout, nouns, quote, token};
use std::path::PathBuf;
use std::sync::OnceLock;

/// All that is known before the first article: gazetteer and lexicon. Loaded once, immutable, shared by every thread.
#[derive(Debug)]
pub struct Knowledge {
    pub(crate) words: Words,
    pub(crate) lexicon: Lexicon,
    pub(crate) gazetteer: Gazetteer,
    /// The sieve that is left out.
    pub(crate) silent: Option<usize>,
    language: Language,
    others: Option<Others>,
    reported: bool,
    unspoken: bool,
}

/// Knowledge of the other languages, each loaded when the first article needs it.
#[derive(Debug)]
struct Others {
    own: Own,
    /// One for each of [`Language::ALL`].
    loaded: Vec<OnceLock<Option<Box<Knowledge>>>>,
}

impl Knowledge {
    /// The knowledge that ships with the program, for English.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn shipped() -> Result<Self, Vec<Error>> {
        Self::with(&[], Replace::No)
    }

    /// The shipped knowledge with gazetteer files added, or standing in for the shipped ones, for English.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn with(paths: &[PathBuf], replace: Replace) -> Result<Self, Vec<Error>> {
        Self::in_language(Language::English, paths, replace)
    }

    /// The same for articles that are all in `language`.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn in_language(language: Language, paths: &[PathBuf], replace: Replace) -> Result<Self, Vec<Error>> {
        Self::of(language, Own::read(paths, replace).base(language)?)
    }

    /// The same for articles in several languages: what language each is in is found out, and what none of
    /// [`Language::ALL`] fits is read as English.
    ///
    /// # Errors
    ///
    /// Every bad row of the data, at once.
    pub fn in_every_language(paths: &[PathBuf], replace: Replace) -> Result<Self, Vec<Error>> {
        let mut own = Own::read(paths, replace);
        let english = Self::of(Language::English, own.base(Language::English)?)?;
        let loaded = Language::ALL.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { others: Some(Others { own, loaded }), ..english })
    }

    /// The same, and what articles report without marks is looked for too: [`Analysis::reported`].
    #[must_use]
    pub fn with_reported(self) -> Self {
        Self { reported: true, ..self }
    }

    /// The same, and marks that hold no speech have rows too: [`Analysis::reported`].
    #[must_use]
    pub fn with_no_speech(self) -> Self {
        Self { unspoken: true, ..self }
    }

    fn of(language: Language, base: Base) -> Result<Self, Vec<Error>> {
        let (words, lexicon, gazetteer) = base.decided()?;
        Ok(Self { words, lexicon, gazetteer, language, others: None, silent: None, reported: false, unspoken: false })
    }

    /// Leaves the sieve of this name out, or none: to measure what a rule is worth. Whether there is such a sieve.
    pub fn silence(&mut self, sieve: Option<&str>) -> bool {
        self.silent = sieve.and_then(|sieve| attribution::sieve_names().position(|name| name == sieve));
        self.silent.is_some() == sieve.is_some()
    }

    /// The knowledge for a text that was cut into `tokens` by this one; `None` when that is this one.
    fn other(&self, text: &str, tokens: &[Token]) -> Option<&Self> {
        let others = self.others.as_ref()?;
        let language = Language::of(text, tokens);
        if language == Language::English {
            return None;
        }
        let at = Language::ALL.iter().position(|known| *known == language)?;
        // The shipped tables are whole, and those of the user were read for English without a fault.
        let load = || others.own.base_of_tables(language).and_then(|base| Self::of(language, base)).ok().map(Box::new);
        others.loaded.get(at)?.get_or_init(load).as_deref()
    }

    /// The words of an article, and the knowledge to read it with.
    fn tokens<'a>(&'a self, document: &Document) -> (Vec<Token>, &'a Self) {
        let tokens = token::tokenize(&document.text, &self.words);
        let (mut tokens, knowledge) = match self.other(&document.text, &tokens) {
            None => (tokens, self),
            Some(other) => (token::tokenize(&document.text, &other.words), other),
        };
        if knowledge.lexicon.habits.capital_nouns {
            nouns::soften(&document.text, &mut tokens);
        }
        (tokens, knowledge)
    }

    /// A hash of the words of the language and of which rows are asked for besides, the same on every machine.
    pub fn lexicon_hash(&self) -> u64 {
        let hash = match &self.others {
            None => self.language.fingerprint(),
            Some(_) => Language::ALL.iter().fold(0, |hash, it| (hash ^ it.fingerprint()).rotate_left(1)),
        };
        let hash = if self.reported { !hash } else { hash };
        if self.unspoken { hash.rotate_left(1) } else { hash }
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
    match Mended::of(document) {
        None => analyse_sound(document, knowledge, ended),
        Some(mended) => mended.place_all(analyse_sound(&mended.document, knowledge, ended)),
    }
}

fn analyse_sound(document: &Document, knowledge: &Knowledge, ended: &mut impl FnMut(Step)) -> Analysis {
    let (reports, unspoken) = (knowledge.reported, knowledge.unspoken);
    let (read, named) = Read::new(document, knowledge, ended);
    let (article, knowledge) = (read.article(), read.knowledge);
    let ((mut quotes, no_speech), mut named) = attribution::attribute(document, &article, named, knowledge);
    gazetteer::decide::settle(&mut named, &mut quotes, &knowledge.gazetteer);
    let mut reported = if reports { attribution::reported(&article, &named, knowledge) } else { Vec::new() };
    if unspoken {
        reported.extend(no_speech.iter().filter_map(NoSpeech::row));
        reported.sort_by_key(|quote| quote.span().start());
    }
    ended(Step::Attribution);
    let analysis = Analysis {
        mentions: mentions(&named, &read.tokens, &knowledge.gazetteer),
        entities: named.entities,
        paragraphs: read.blocks.iter().map(|block| block.paragraph).collect(),
        words: read.tokens.iter().filter(|token| token.is_word()).count(),
        sentences: read.sentences,
        quotes,
        no_speech,
        reported,
    };
    ended(Step::Analysis);
    analysis
}

/// The names of the rules that find source words, in the order in which they are asked.
pub fn sieves() -> Vec<&'static str> {
    attribution::sieve_names().collect()
}

/// The names of the rules that say who source words stand for.
pub fn resolutions() -> &'static [&'static str] {
    attribution::resolution_names()
}

/// What each sieve says of each marked stretch of one article, for explaining an attribution.
pub fn trace(document: &Document, knowledge: &Knowledge) -> Vec<Trace> {
    let mended = Mended::of(document);
    let sound = mended.as_ref().map_or(document, |mended| &mended.document);
    let (read, named) = Read::new(sound, knowledge, &mut |_| ());
    let mut traces = attribution::trace(&read.article(), &named);
    if let Some(mended) = &mended {
        for trace in &mut traces {
            trace.each_span(&mut |span| mended.place(span));
        }
    }
    traces
}

/// Every answer for each marked stretch of one article with its signs, for fitting their weights.
pub fn weighed(document: &Document, knowledge: &Knowledge) -> Vec<Weighed> {
    let (read, named) = Read::new(document, knowledge, &mut |_| ());
    attribution::weighed(&read.article(), &named)
}

/// An article before anybody is asked who speaks.
struct Read<'a> {
    tokens: Vec<Token>,
    blocks: Vec<Block>,
    sentences: Vec<Span>,
    marked: Vec<Marked>,
    knowledge: &'a Knowledge,
}

impl<'a> Read<'a> {
    fn new(document: &Document, knowledge: &'a Knowledge, ended: &mut impl FnMut(Step)) -> (Self, Named) {
        let (mut tokens, knowledge) = knowledge.tokens(document);
        ended(Step::Tokens);
        let blocks = layout::blocks(document, &mut tokens, &knowledge.lexicon);
        let marked = quote::marked(&document.text, &tokens, &blocks, knowledge.lexicon.habits);
        let sentences = layout::sentences(&mut tokens, &blocks, &quote::spans(&marked), &document.text);
        ended(Step::Layout);
        let named = gazetteer::name(document, &tokens, &blocks, knowledge);
        quote::settle_possessives(&document.text, &mut tokens, &blocks, &marked);
        ended(Step::Names);
        (Self { tokens, blocks, sentences, marked, knowledge }, named)
    }

    fn article(&self) -> Article<'_> {
        Article { tokens: &self.tokens, blocks: &self.blocks, sentences: &self.sentences, marked: &self.marked }
    }
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
