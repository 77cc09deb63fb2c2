//! The questions that a sieve may ask of an article: what stands before and after a quotation, which verb reports it,
//! which words are that verb's subject. All geometry is here; a sieve never touches raw text.
//!
//! Every quotation is one item, so that words inside the marks can't be mistaken for the frame around them.

mod aside;
mod forward;
mod phrase;
mod several;
mod shared;
mod subject;
mod verb;

use super::Article;
use crate::layout::Block;
use crate::lexicon::{Classes, class};
use crate::quote::Marked;
use crate::span::Span;
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

/// A word, a mark, or a whole quotation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    token: u32,
    quote: u32,
    sentence: u32,
}

/// How many items a sieve looks to the left or to the right: keeps the cost of a quotation independent of the length of its
/// paragraph.
const REACH: usize = 160;
/// Before how many words a clause in front may begin: "But even as".
const LIGHT: usize = 3;
const NO_QUOTE: u32 = u32::MAX;
/// No mention covers the token.
pub(crate) const NO_MENTION: u32 = u32::MAX;

/// What kind of words name a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noun {
    /// A name.
    Proper,
    /// "he".
    Pronoun,
    /// "who".
    Relative,
    /// "the mayor of Irpin".
    Nominal,
    /// "Q": whoever asks the questions of an interview.
    Asker,
    /// "A": whoever answers them.
    Answerer,
}

/// A noun phrase: its items in a frame, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) noun: Noun,
}

/// How a quotation ends, inside its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Comma,
    Stop,
    /// "?", "!" or an ellipsis or dash: the sentence may go on.
    Open,
    /// A word.
    Bare,
}

/// One paragraph with its quotations folded.
#[derive(Debug, Default)]
struct Frame {
    items: Vec<Item>,
}

/// Which paragraphs have a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framed {
    /// Those with quotations, and the paragraphs of the story before and behind them.
    Quoted,
    Every,
}

/// How many lines that are no part of the story may stand between two of its paragraphs: "READ MORE: …".
const BETWEEN: usize = 4;

/// Whether the paragraph `from` is the last of the story before `to`, or lies between the two.
fn leads(blocks: &[Block], from: usize, to: usize) -> bool {
    to <= from + 1 + BETWEEN && blocks[from + 1..to].iter().all(|block| !block.paragraph.zone.counts())
}

/// What a sieve sees of an article.
pub(crate) struct Scene<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) blocks: &'a [Block],
    pub(crate) sentences: &'a [Span],
    pub(crate) marked: &'a [Marked],
    /// For each token the mention that covers it, or [`NO_MENTION`].
    pub(crate) mention_at: &'a [u32],
    /// Whether the mention is a place.
    pub(crate) is_place: &'a dyn Fn(u32) -> bool,
    frames: Vec<Frame>,
    /// For each quotation its item in its paragraph's frame.
    place: Vec<usize>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        article: &Article<'a>,
        mention_at: &'a [u32],
        is_place: &'a dyn Fn(u32) -> bool,
        extent: Framed,
    ) -> Self {
        let Article { tokens, blocks, sentences, marked } = *article;
        let (mut place, mut quote) = (vec![0; marked.len()], 0);
        let near = |quote: usize, number: usize| {
            marked.get(quote).is_some_and(|m| m.block <= number + 1 || leads(blocks, number, m.block))
                || quote > 0 && marked[quote - 1].block + 1 >= number
        };
        let frame = |(number, block): (usize, &Block)| {
            let wanted = extent == Framed::Every || near(quote, number);
            if wanted {
                fold(tokens, block, number, sentences, marked, &mut quote, &mut place)
            } else {
                Frame::default()
            }
        };
        let frames = blocks.iter().enumerate().map(frame).collect();
        Self { tokens, blocks, sentences, marked, mention_at, is_place, frames, place }
    }

    /// The frame of the paragraph `block`.
    pub(crate) fn line(&'a self, block: usize) -> Line<'a> {
        Line { scene: self, items: self.frames.get(block).map_or(&[], |frame| &frame.items) }
    }

    /// The paragraph of the story before another one, over what the page put between; none where a section begins.
    pub(crate) fn paragraph_before(&self, block: usize) -> Option<usize> {
        let mut before = block;
        while before > 0 && block - before <= BETWEEN && !self.blocks[before].section {
            before -= 1;
            if self.blocks[before].paragraph.zone.counts() {
                return Some(before);
            }
        }
        None
    }

    /// The frame of a quotation's paragraph, and the quotation's item in it.
    pub(crate) fn around(&'a self, quote: usize) -> (Line<'a>, usize) {
        (self.line(self.marked[quote].block), self.place[quote])
    }

    /// The words of a quotation.
    pub(crate) fn words(&self, quote: usize) -> impl Iterator<Item = &Token> {
        self.tokens[self.marked[quote].inner()].iter().filter(|token| token.is_word())
    }

    /// How many words a quotation has; a word with hyphens is one.
    pub(crate) fn word_count(&self, quote: usize) -> usize {
        self.words(quote).filter(|token| token.gap != Gap::Hyphen).count()
    }

    /// How a quotation ends.
    pub(crate) fn ending(&self, quote: usize) -> Ending {
        let inner = self.marked[quote].inner();
        match self.tokens[inner].iter().rev().find(|token| token.shape != Shape::Quote).map(|token| token.shape) {
            Some(Shape::Comma) => Ending::Comma,
            Some(Shape::Stop) => Ending::Stop,
            Some(Shape::Shout | Shape::Ellipsis | Shape::Dash) => Ending::Open,
            _ => Ending::Bare,
        }
    }

    /// Whether a quotation is a sentence or more: a capital first, a sign of its own at the end.
    pub(crate) fn is_sentence(&self, quote: usize) -> bool {
        self.begins_sentence(quote) && matches!(self.ending(quote), Ending::Stop | Ending::Open)
    }

    /// Whether a quotation begins as a sentence does.
    pub(crate) fn begins_sentence(&self, quote: usize) -> bool {
        self.words(quote).next().is_some_and(|token| token.is_capital() || token.shape == Shape::Number)
    }

    /// "called him “weak,” “lazy” and “vain”": whether a quotation is one of a list with those marked before it.
    pub(crate) fn is_listed(&self, quote: usize) -> bool {
        let (line, at) = self.around(quote);
        let between = (line.sentence_start(at)..at).rev().take_while(|i| line.joins_listed(*i)).count();
        let before = at.checked_sub(between + 1).and_then(|before| line.quote(before));
        before.is_some_and(|before| before + 1 == quote && (between > 0 || self.ending(before) == Ending::Comma))
    }

    /// Where "41-year-old" ends that begins with the token `at`.
    pub(crate) fn age_end(&self, at: usize) -> Option<usize> {
        let aged = self.tokens.get(at)?.shape == Shape::Number && self.tokens.get(at + 1)?.is(class::TIME);
        let hyphens = self.tokens[at + 1..].iter().take(3).take_while(|token| token.gap == Gap::Hyphen).count();
        (aged && hyphens > 1).then_some(at + 1 + hyphens)
    }
}

fn fold(
    tokens: &[Token],
    block: &Block,
    number: usize,
    sentences: &[Span],
    marked: &[Marked],
    quote: &mut usize,
    place: &mut [usize],
) -> Frame {
    let mut items = Vec::with_capacity(block.tokens.len());
    let mut at = block.tokens.start;
    let mut sentence = sentences.partition_point(|s| s.end() <= block.paragraph.span.start());
    while at < block.tokens.end {
        while sentences.get(sentence).is_some_and(|s| s.end() <= tokens[at].start as usize) {
            sentence += 1;
        }
        let here = marked.get(*quote).filter(|m| m.block == number && m.tokens.start == at);
        let item =
            Item { token: at as u32, quote: here.map_or(NO_QUOTE, |_| *quote as u32), sentence: sentence as u32 };
        if let Some(here) = here {
            place[*quote] = items.len();
            at = here.tokens.end;
            *quote += 1;
        } else {
            at += 1;
        }
        items.push(item);
    }
    Frame { items }
}

/// One paragraph's items, with the questions about their order.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    scene: &'a Scene<'a>,
    items: &'a [Item],
}

impl<'a> Line<'a> {
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// The token of an item; of a quotation its opening mark.
    pub(crate) fn token(&self, at: usize) -> &'a Token {
        &self.scene.tokens[self.items[at].token as usize]
    }

    /// The quotation that an item is.
    pub(crate) fn quote(&self, at: usize) -> Option<usize> {
        let quote = self.items.get(at)?.quote;
        (quote != NO_QUOTE).then_some(quote as usize)
    }

    /// Whether a comma is there, or a quotation that ends with one.
    pub(crate) fn ends_with_comma(&self, at: usize) -> bool {
        self.has(at, Shape::Comma) || self.quote(at).is_some_and(|quote| self.scene.ending(quote) == Ending::Comma)
    }

    /// Whether a clause that opens the sentence at `start` ("When Lund called it …") has not come to its comma before `at`.
    pub(crate) fn is_in_front(&self, start: usize, at: usize) -> bool {
        // "But even as Lund claimed …"
        let light = |i: &usize| self.is(*i, class::COORDINATOR.or(class::ADVERB)) && !self.is(*i, class::SUBORDINATOR);
        let start = (start..at).take(LIGHT).find(|i| !light(i)).unwrap_or(start);
        // "As a result of “…,” she said": no clause.
        let verb = !self.is(start, class::AS) || (start + 1..at).any(|i| self.is_verb_like(i));
        // "When Lund rose and said, “…,” Bede left": the comma belongs to the words.
        let end = at - usize::from(at > start + 2 && self.has(at - 1, Shape::Comma) && self.is_finite_cue(at - 2));
        self.is(start, class::SUBORDINATOR) && verb && !(start..end).any(|i| self.ends_with_comma(i))
    }

    /// Whether the item at `at` is there, is no quotation, and is in one of `classes`.
    pub(crate) fn is(&self, at: usize, classes: Classes) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is(classes)
    }

    /// Whether the item at `at` is there and has `shape` (a quotation has none).
    pub(crate) fn has(&self, at: usize, shape: Shape) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).shape == shape
    }

    /// "who", "whose", "which": a word that opens a relative clause and can be nothing else, as "that" can.
    pub(crate) fn is_who(&self, at: usize) -> bool {
        self.is(at, class::RELATIVE) && !self.is(at, class::THAT)
    }

    /// What may stand between the items of a list: a comma, "and", "a".
    pub(crate) fn joins_listed(&self, at: usize) -> bool {
        self.has(at, Shape::Comma) || self.is(at, class::COORDINATOR.or(class::INDEFINITE))
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is_word()
    }

    /// Whether a hyphen joins the item to the word before it: "run" in "state-run".
    fn follows_hyphen(&self, at: usize) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).gap == Gap::Hyphen
    }

    fn is_capital(&self, at: usize) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is_capital()
    }

    fn mention(&self, at: usize) -> u32 {
        if self.quote(at).is_some() { NO_MENTION } else { self.scene.mention_at[self.items[at].token as usize] }
    }

    /// Whether the item belongs to a place's name.
    pub(crate) fn in_place(&self, at: usize) -> bool {
        let mention = self.mention(at);
        mention != NO_MENTION && (self.scene.is_place)(mention)
    }

    /// Whether the items are a name that is known, or one of several words.
    pub(crate) fn is_named(&self, range: Range<usize>) -> bool {
        let capitals = range.clone().filter(|at| self.is_capital(*at)).count();
        capitals > 1 || range.into_iter().any(|at| self.mention(at) != NO_MENTION)
    }

    /// The first item of the sentence of `at`.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.items[at].sentence;
        (0..=at).rev().take(REACH).take_while(|i| self.items[*i].sentence == sentence).last().unwrap_or(at)
    }

    /// One past the last item of the sentence of `at`.
    pub(crate) fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.items[at].sentence;
        (at..self.len()).take(REACH).take_while(|i| self.items[*i].sentence == sentence).last().map_or(at, |i| i + 1)
    }

    /// The tokens of items `range`.
    pub(crate) fn tokens(&self, range: Range<usize>) -> Range<usize> {
        let start = self.items[range.start].token as usize;
        let last = range.end - 1;
        let end = match self.quote(last) {
            Some(quote) => self.scene.marked[quote].tokens.end,
            None => self.items[last].token as usize + 1,
        };
        start..end
    }

    /// Where the source begins that the words at `at` announce: "according to", or one word for it.
    pub(crate) fn after_source_lead(&self, at: usize) -> Option<usize> {
        if self.is(at, class::ACCORDING) && self.is(at + 1, class::TO) {
            return Some(at + 2);
        }
        // "five boats per crew": of a word that measures too, only behind a comma and before a name or an article.
        let measures = self.is(at, class::CLOSED);
        let opens = class::DEFINITE.or(class::INDEFINITE).or(class::SPEAKER.without(class::NUMBER_WORD));
        let leads = || (at == 0 || self.ends_with_comma(at - 1)) && (self.is_capital(at + 1) || self.is(at + 1, opens));
        (self.is(at, class::SOURCE_LEAD) && (!measures || leads())).then_some(at + 1)
    }
}
