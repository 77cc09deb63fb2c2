//! Text to paragraphs, zones and sentences.

use crate::document::{Document, Paragraph, Zone};
use crate::lexicon::{Classes, Lexicon, class};
use crate::span::Span;
use crate::token::{Gap, Shape, Token};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::hash::BuildHasher;
use std::ops::Range;

/// A paragraph with the tokens that lie in it.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) paragraph: Paragraph,
    pub(crate) tokens: Range<usize>,
    /// A section break stands before it: a line of signs only ("___", "* * *").
    pub(crate) section: bool,
}

/// Cuts the text into paragraphs and says what kind of text each is.
pub(crate) fn blocks(document: &Document, tokens: &mut [Token], lexicon: &Lexicon) -> Vec<Block> {
    let text = &document.text;
    let lines = lines(text, tokens);
    let longest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
    let wrapped = is_hard_wrapped(&lines, longest, tokens);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut section = false;
    for (number, line) in lines.iter().enumerate() {
        if !tokens[line.tokens.clone()].iter().any(Token::is_word) {
            section |= is_rule(&text[line.span.start()..line.span.end()]);
            if line.tokens.is_empty() || section {
                continue;
            }
        }
        let joins = wrapped && number > 0 && !line.after_blank && continues(&lines[number - 1], longest, tokens);
        match blocks.last_mut() {
            Some(last) if joins && !section => {
                last.paragraph.span = last.paragraph.span.join(line.span);
                last.tokens.end = line.tokens.end;
                tokens[line.tokens.start].first = false;
                tokens[line.tokens.start].gap = Gap::Space;
            }
            _ => {
                let paragraph = Paragraph { span: line.span, zone: Zone::Body };
                blocks.push(Block { paragraph, tokens: line.tokens.clone(), section });
                section = false;
            }
        }
    }
    zones(document, tokens, &mut blocks, lexicon);
    blocks
}

struct Line {
    span: Span,
    tokens: Range<usize>,
    after_blank: bool,
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut start, mut token, mut blank) = (0, 0, true);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let trimmed = text[start..end].trim();
        if trimmed.is_empty() {
            blank = true;
        } else {
            let from = start + (text[start..end].len() - text[start..end].trim_start().len());
            let first = token;
            while token < tokens.len() && (tokens[token].start as usize) < end {
                token += 1;
            }
            let span = Span::new(from, from + trimmed.len());
            out.push(Line { span, tokens: first..token, after_blank: blank });
            blank = false;
        }
        start = end + 1;
    }
    out
}

/// Whether a line is a drawn rule: three or more signs and nothing else.
fn is_rule(line: &str) -> bool {
    line.chars().filter(|ch| !ch.is_whitespace()).count() >= 3 && !line.chars().any(char::is_alphanumeric)
}

/// Whether the text is broken into lines of a fixed width: most lines run on into the next one.
fn is_hard_wrapped(lines: &[Line], longest: usize, tokens: &[Token]) -> bool {
    if lines.len() < 4 || !(40..=130).contains(&longest) {
        return false;
    }
    let inner = lines.windows(2).filter(|pair| !pair[1].after_blank).count();
    let runs_on = lines
        .windows(2)
        .filter(|pair| {
            !pair[1].after_blank && pair[0].span.len() * 10 >= longest * 6 && runs_on(&pair[0], &pair[1], tokens)
        })
        .count();
    runs_on >= 2 && runs_on * 5 > inner * 2
}

fn runs_on(line: &Line, next: &Line, tokens: &[Token]) -> bool {
    let open = !tokens[line.tokens.clone()].last().is_some_and(Token::is_terminal);
    let small = |token: Option<&Token>| token.is_some_and(|token| token.shape == Shape::Lower);
    open && (small(tokens[next.tokens.clone()].first()) || small(tokens[line.tokens.clone()].last()))
}

/// Whether `line` of a hard-wrapped text goes on in the line below it.
fn continues(line: &Line, longest: usize, tokens: &[Token]) -> bool {
    let ended = tokens[line.tokens.clone()].last().is_some_and(|t| t.is_terminal() || t.shape == Shape::Quote);
    !(ended && line.span.len() * 10 < longest * 7)
}

fn zones(document: &Document, tokens: &[Token], blocks: &mut Vec<Block>, lexicon: &Lexicon) {
    let text = &document.text;
    for block in blocks.iter_mut() {
        block.paragraph.zone = zone(
            &text[block.paragraph.span.start()..block.paragraph.span.end()],
            &tokens[block.tokens.clone()],
            lexicon,
        );
    }
    navigation(tokens, blocks);
    captions(tokens, blocks);
    credits(tokens, blocks);
    headline(document, tokens, blocks);
    repeats(text, blocks);
}

fn zone(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Zone {
    if is_byline(tokens) {
        return Zone::Byline;
    }
    if lexicon.boilerplate.holds(text) {
        return Zone::Boilerplate;
    }
    if ends_in_credit(tokens) {
        return Zone::Caption;
    }
    Zone::Body
}

/// "By Ann Lee", "Reporting by …", "Ann Lee in Kyiv, Bo Ek in Lviv … contributed to this report".
fn is_byline(tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|t| t.is_word());
    let Some(first) = words.clone().next() else { return false };
    let bracket = usize::from(tokens.first().is_some_and(|t| t.shape == Shape::Open));
    let lead = tokens
        .iter()
        .skip(bracket)
        .take(4)
        .take_while(|t| t.is(class::BYLINE.or(class::COORDINATOR)) && !t.is(class::AGENT))
        .count();
    if lead > 0 && tokens.get(bracket + lead).is_some_and(|t| t.is(class::AGENT)) {
        return true;
    }
    let ended = tokens.last().is_some_and(Token::is_terminal);
    // "Ann Lee in Kyiv and Bo Ek in Lviv contributed to this report."
    let report = words.clone().next_back().is_some_and(|word| word.is(class::ARTEFACT.or(class::WORK)));
    if report && words.clone().rev().take(5).any(|word| word.is(class::CONTRIBUTED)) && words.clone().count() <= 60 {
        return true;
    }
    // A name alone on its line.
    let capital =
        |word: &Token| word.shape == Shape::Capital && !word.is(class::ORGANISATION_TAIL.or(class::PLACE_TAIL));
    if (2..=3).contains(&tokens.len())
        && tokens.iter().all(Token::is_word)
        && first.is(class::FIRST_NAME)
        && tokens.iter().all(capital)
    {
        return true;
    }
    first.is(class::AGENT)
        && !ended
        && (3..=14).contains(&words.clone().take(15).count())
        && words.by_ref().skip(1).take(2).all(Token::is_capital)
}

/// "(AP Photo/Felipe Dana)", "(REUTERS)" at the end, or "Photo: …" alone.
fn ends_in_credit(tokens: &[Token]) -> bool {
    if bracketed_credit(tokens).is_some() {
        return true;
    }
    tokens.len() <= 10
        && tokens.first().is_some_and(|t| t.is(class::CREDIT) && t.is_capital())
        && tokens.iter().any(|t| matches!(t.shape, Shape::Colon | Shape::Other) || t.is(class::AGENT))
}

/// Where the bracketed credit begins that ends the paragraph.
fn bracketed_credit(tokens: &[Token]) -> Option<usize> {
    let is_credit = |tokens: &[Token]| tokens.iter().any(|t| t.is(class::CREDIT) && t.shape != Shape::Lower);
    let last = tokens.len().saturating_sub(1);
    let close = if tokens.last().is_some_and(Token::is_terminal) { last.saturating_sub(1) } else { last };
    tokens.get(close).filter(|token| token.shape == Shape::Close)?;
    let open = (close.saturating_sub(14)..close).rev().find(|at| tokens[*at].shape == Shape::Open)?;
    is_credit(&tokens[open..close]).then_some(open)
}

/// Cuts the credit off its caption: who took the picture takes no part in the story.
fn credits(tokens: &[Token], blocks: &mut Vec<Block>) {
    let mut out = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        let credit = bracketed_credit(&tokens[block.tokens.clone()]).map(|open| block.tokens.start + open);
        let Some(open) = credit.filter(|_| block.paragraph.zone == Zone::Caption) else {
            out.push(block);
            continue;
        };
        let span = tokens[open].span().join(tokens[block.tokens.end - 1].span());
        let line =
            Block { paragraph: Paragraph { span, zone: Zone::Byline }, tokens: open..block.tokens.end, section: false };
        if open > block.tokens.start {
            block.tokens.end = open;
            let first = block.paragraph.span.start();
            block.paragraph.span = Span::new(first, tokens[open - 1].end as usize);
            out.push(block);
        }
        out.push(line);
    }
    *blocks = out;
}

/// Runs of short lines without an end at the top or the bottom of the page are navigation.
fn navigation(tokens: &[Token], blocks: &mut [Block]) {
    let short = |block: &Block| {
        let tokens = &tokens[block.tokens.clone()];
        let words = tokens.iter().filter(|t| t.is_word()).count();
        let ended = tokens.last().is_some_and(Token::is_terminal);
        // "TULL: Who signed it?"
        let turn = ended && tokens[0].is_capital() && tokens.iter().take(5).any(|t| t.shape == Shape::Colon);
        if turn {
            return false;
        }
        block.paragraph.zone == Zone::Boilerplate
            || words <= 4
            || (words <= 9 && !ended)
            || (words <= 6 && ended && tokens.iter().all(|t| t.shape != Shape::Quote))
    };
    let top = blocks.iter().take_while(|block| short(block)).count();
    // The last of the top run may be the headline.
    if top >= 5 && blocks.len() > top + 2 {
        for block in &mut blocks[..top] {
            block.paragraph.zone = Zone::Boilerplate;
        }
    }
    let marked = blocks.iter().rposition(|block| block.paragraph.zone == Zone::Boilerplate);
    let bottom = blocks.iter().rev().take_while(|block| short(block)).count();
    let from = blocks.len() - bottom;
    if let Some(marked) = marked
        && bottom >= 2
        && bottom < blocks.len()
        && marked + 1 >= from.max(1)
        && marked > top
    {
        for block in &mut blocks[from..] {
            block.paragraph.zone = Zone::Boilerplate;
        }
    }
}

/// A credit alone makes the unended line before it a caption too.
fn captions(tokens: &[Token], blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        let alone =
            tokens[blocks[at].tokens.clone()].first().is_some_and(|t| t.shape == Shape::Open || t.is(class::CREDIT));
        let open = !tokens[blocks[at - 1].tokens.clone()].last().is_some_and(Token::is_terminal);
        if blocks[at].paragraph.zone == Zone::Caption && alone && open && blocks[at - 1].paragraph.zone == Zone::Body {
            blocks[at - 1].paragraph.zone = Zone::Caption;
        }
    }
}

fn headline(document: &Document, tokens: &[Token], blocks: &mut [Block]) {
    let Some(first) = blocks.iter().position(|block| block.paragraph.zone == Zone::Body) else { return };
    let last = blocks.len() - 1;
    let words = tokens[blocks[first].tokens.clone()].iter().filter(|t| t.is_word()).count();
    let ended = tokens[blocks[first].tokens.clone()].last().is_some_and(|t| t.is_terminal() && t.shape != Shape::Shout);
    let text = blocks[first].paragraph.span.of(&document.text);
    let titled = document.title.as_deref().is_some_and(|title| title.trim() == text);
    if titled || (first < last && words <= 25 && !ended && text.len() < 200) {
        blocks[first].paragraph.zone = Zone::Headline;
    }
}

fn repeats(text: &str, blocks: &mut [Block]) {
    let state = FixedState::with_seed(7);
    let mut seen: HashSet<u64, FixedState> = HashSet::with_capacity_and_hasher(blocks.len(), state.clone());
    for block in blocks.iter_mut() {
        let hash = state.hash_one(block.paragraph.span.of(text).as_bytes());
        let counts = block.paragraph.zone.counts();
        if !seen.insert(hash) && counts && block.tokens.len() > 3 {
            block.paragraph.zone = Zone::Repeat;
        }
    }
}

/// Cuts paragraphs into sentences and marks the first word of each; `quoted` holds the quoted stretches of the
/// document in order, inside which nothing is cut.
pub(crate) fn sentences(tokens: &mut [Token], blocks: &[Block], quoted: &[Span], text: &str) -> Vec<Span> {
    let mut out = Vec::with_capacity(blocks.len() * 2);
    let mut quote = 0;
    for block in blocks {
        let mut start = block.tokens.start;
        let mut at = start;
        while at < block.tokens.end {
            while quote < quoted.len() && quoted[quote].end() <= tokens[at].start as usize {
                quote += 1;
            }
            let inside = quoted.get(quote).is_some_and(|span| span.contains(tokens[at].start as usize));
            if inside {
                let span = quoted[quote];
                tokens[at].first |= at > 0 && tokens[at - 1].shape == Shape::Quote;
                let from = at;
                while at < block.tokens.end && (tokens[at].start as usize) < span.end() {
                    at += 1;
                }
                mark_inner(&mut tokens[from..at]);
                if ends_quoted(&tokens[from..at], &tokens[at..block.tokens.end]) {
                    out.push(cut(tokens, start, at));
                    start = at;
                }
                continue;
            }
            at += 1;
            if (tokens[at - 1].is_terminal() && ends_here(tokens, at, block.tokens.end))
                || (at < block.tokens.end && ends_with_abbreviation(&tokens[at - 1], &tokens[at], text))
            {
                while at < block.tokens.end && tokens[at].gap == Gap::None && matches!(tokens[at].shape, Shape::Close) {
                    at += 1;
                }
                out.push(cut(tokens, start, at));
                start = at;
            }
        }
        if start < block.tokens.end {
            out.push(cut(tokens, start, block.tokens.end));
        }
    }
    out
}

fn cut(tokens: &mut [Token], start: usize, end: usize) -> Span {
    if let Some(first) = tokens[start..end].iter_mut().find(|t| t.is_word()) {
        first.first = true;
    }
    tokens[start].span().join(tokens[end - 1].span())
}

/// Marks the first words of the sentences inside a quotation.
fn mark_inner(tokens: &mut [Token]) {
    let mut fresh = true;
    for token in tokens {
        if token.is_word() {
            token.first |= fresh;
            fresh = false;
        } else {
            fresh |= token.is_terminal();
        }
    }
}

/// Whether a sentence ends with the quotation `inside`, given what comes `after` it.
fn ends_quoted(inside: &[Token], after: &[Token]) -> bool {
    let last = inside.iter().rev().find(|t| t.shape != Shape::Quote);
    let Some(next) = after.first() else { return false };
    if !last.is_some_and(Token::is_terminal) {
        return false;
    }
    let begins = next.is_capital() || matches!(next.shape, Shape::Quote | Shape::Number | Shape::Open);
    let asks = last.is_some_and(|t| t.shape == Shape::Shout)
        && after.iter().take(5).take_while(|t| t.is_word()).any(|t| t.is(class::CUE_FINITE));
    begins && !asks
}

/// Words that begin a sentence and, with a capital, no name.
const OPENING: Classes =
    class::DETERMINER.or(class::PRONOUN).or(class::PREPOSITION).or(class::SUBORDINATOR).or(class::COORDINATOR);

/// Whether an abbreviation's period ends the sentence too: "in the U.S. The president".
fn ends_with_abbreviation(token: &Token, next: &Token, text: &str) -> bool {
    next.shape == Shape::Capital
        && next.is(OPENING)
        && next.gap == Gap::Space
        && token.is_word()
        && !token.is(class::TITLE)
        && text.as_bytes()[token.end as usize - 1] == b'.'
}

/// Whether the terminal mark before `at` ends a sentence.
fn ends_here(tokens: &[Token], at: usize, end: usize) -> bool {
    let Some(next) = tokens[at..end].iter().find(|t| t.shape != Shape::Close) else { return true };
    let begins = next.is_capital() || matches!(next.shape, Shape::Quote | Shape::Number | Shape::Open | Shape::Inner);
    (begins && next.gap != Gap::None) || (next.shape == Shape::Quote && next.gap == Gap::None && at + 1 < end)
}
