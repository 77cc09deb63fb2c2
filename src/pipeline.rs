//! The line itself: `Knowledge` and `analyse`.

use crate::attribution::scene::Scene;
use crate::attribution::{self, Verdict, sieve_name, span_of};
use crate::document::{Analysis, Document};
use crate::document::{Attribution, NoSpeech, Quote, QuoteKind, Said};
use crate::error::Error;
use crate::lexicon::{Lexicon, Words};
use crate::quote::{self, Marked};
use crate::token::Token;
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
    let marked = quote::marked(&document.text, &tokens, &blocks);
    let spans: Vec<_> = marked.iter().map(|m| m.span).collect();
    let sentences = layout::sentences(&mut tokens, &blocks, &spans, &document.text);
    let mention_at = vec![crate::attribution::scene::NO_MENTION; tokens.len()];
    let is_place = |_| false;
    let scene = Scene::new(&document.text, &tokens, &blocks, &sentences, &marked, &mention_at, &is_place);
    let verdicts = attribution::attribute(&scene);
    let (quotes, no_speech) = join(&tokens, &marked, &verdicts);
    Analysis {
        paragraphs: blocks.iter().map(|block| block.paragraph).collect(),
        sentences,
        quotes,
        no_speech,
        words: tokens.iter().filter(|token| token.is_word()).count(),
        ..Analysis::default()
    }
}

fn join(tokens: &[Token], marked: &[Marked], verdicts: &[Verdict]) -> (Vec<Quote>, Vec<NoSpeech>) {
    let (mut quotes, mut no_speech) = (Vec::new(), Vec::new());
    for (marked, verdict) in marked.iter().zip(verdicts) {
        let attribution = match verdict {
            Verdict::NoSpeech(reason) => {
                no_speech.push(NoSpeech { span: marked.span, reason });
                continue;
            }
            Verdict::Unknown => Attribution::Unknown,
            Verdict::Said(decision) => Attribution::Said(Box::new(Said {
                source: span_of(tokens, &decision.finding.source),
                speakers: Vec::new(),
                cue: decision.finding.cue.as_ref().map(|cue| span_of(tokens, cue)),
                sieve: sieve_name(decision.sieve),
                confidence: 0.0,
                evidence: Vec::new(),
            })),
        };
        quotes.push(Quote { pieces: vec![marked.span], kind: QuoteKind::Direct, attribution });
    }
    (quotes, no_speech)
}
