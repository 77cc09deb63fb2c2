//! The questions that a sieve may ask of an article: what stands before and after a quotation, which verb reports it,
//! which words are that verb's subject. All geometry is here; a sieve never touches raw text.
//!
//! Every quotation is one item, so that words inside the marks can't be mistaken for the frame around them.

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
}

/// A noun phrase: its items in a frame, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) noun: Noun,
}

/// A subject and its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) subject: Phrase,
    pub(crate) verb: usize,
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
pub(crate) struct Frame {
    items: Vec<Item>,
}

/// What a sieve sees of an article.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) blocks: &'a [Block],
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
        text: &'a str,
        tokens: &'a [Token],
        blocks: &'a [Block],
        sentences: &[Span],
        marked: &'a [Marked],
        mention_at: &'a [u32],
        is_place: &'a dyn Fn(u32) -> bool,
    ) -> Self {
        let mut frames: Vec<Frame> = Vec::with_capacity(blocks.len());
        let mut place = vec![0; marked.len()];
        let mut quote = 0;
        for (number, block) in blocks.iter().enumerate() {
            let near = |q: usize| {
                marked.get(q).is_some_and(|m| m.block <= number + 1) || q > 0 && marked[q - 1].block + 1 >= number
            };
            if !near(quote) {
                frames.push(Frame::default());
                continue;
            }
            frames.push(fold(tokens, block, number, sentences, marked, &mut quote, &mut place));
        }
        Self { text, tokens, blocks, marked, mention_at, is_place, frames, place }
    }

    /// The frame of the paragraph `block`.
    pub(crate) fn line(&'a self, block: usize) -> Line<'a> {
        Line { scene: self, items: self.frames.get(block).map_or(&[], |frame| &frame.items), block }
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
    pub(crate) block: usize,
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

    /// Whether the item at `at` is there, is no quotation, and is in one of `classes`.
    pub(crate) fn is(&self, at: usize, classes: Classes) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is(classes)
    }

    /// Whether the item at `at` is there and has `shape` (a quotation has none).
    pub(crate) fn has(&self, at: usize, shape: Shape) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).shape == shape
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is_word()
    }

    fn is_capital(&self, at: usize) -> bool {
        at < self.len() && self.quote(at).is_none() && self.token(at).is_capital()
    }

    fn mention(&self, at: usize) -> u32 {
        if self.quote(at).is_some() { NO_MENTION } else { self.scene.mention_at[self.items[at].token as usize] }
    }

    fn in_place(&self, at: usize) -> bool {
        let mention = self.mention(at);
        mention != NO_MENTION && (self.scene.is_place)(mention)
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

    /// A verb that says, as it is written here: a finite form, or a participle after "has".
    pub(crate) fn is_finite_cue(&self, at: usize) -> bool {
        self.is(at, class::CUE_FINITE) && self.token(at).shape == Shape::Lower
    }

    /// Any form of a verb that says.
    pub(crate) fn is_cue(&self, at: usize) -> bool {
        self.is(at, class::CUE) && self.token(at).shape == Shape::Lower
    }

    /// "asked" after "was": its subject hears, it does not speak.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if !self.is(verb, class::CUE_PARTICIPLE) {
            return false;
        }
        let mut at = verb;
        while at > 0 && self.is(at - 1, class::ADVERB.or(class::NEGATION)) {
            at -= 1;
        }
        // "when asked about it": the same without "be".
        let reduced = self.is(verb, class::CUE_QUESTION) && (at == 0 || self.is(at - 1, class::SUBORDINATOR));
        reduced || at > 0 && self.is(at - 1, class::BE)
    }

    /// Walks left from `at` over adverbs, auxiliaries and negation; the item before them.
    fn before_auxiliaries(&self, verb: usize, floor: usize) -> Option<usize> {
        let mut at = verb;
        while at > floor {
            if let Some(start) = self.time_ending(at - 1, floor) {
                at = start;
                continue;
            }
            let skip = class::ADVERB.or(class::AUXILIARY).or(class::NEGATION);
            let manner = self.is(at - 1, class::ADVERB_LIKE);
            let pronoun = self.is(at - 1, class::PRONOUN);
            if (self.is(at - 1, skip) || manner) && !pronoun && !self.is_capital_name(at - 1) {
                at -= 1;
            } else {
                break;
            }
        }
        (at > floor).then(|| at - 1)
    }

    /// Where the time that ends at `last` begins: "on Tuesday", "last week", "late Monday night".
    fn time_ending(&self, last: usize, floor: usize) -> Option<usize> {
        let mut start = last;
        if self.is(last, class::TIME) && last > floor && self.is(last - 1, class::TIME_LEAD.or(class::CALENDAR)) {
            start = last - 1;
        } else if !self.is(last, class::CALENDAR) || self.mention(last) != NO_MENTION {
            return None;
        }
        while start > floor && self.is(start - 1, class::TIME_LEAD.or(class::CALENDAR)) {
            start -= 1;
        }
        if start > floor && self.is(start - 1, class::PREPOSITION) {
            start -= 1;
        }
        (start > floor).then_some(start)
    }

    fn is_capital_name(&self, at: usize) -> bool {
        self.is_capital(at) && !self.token(at).is(class::ADVERB.or(class::AUXILIARY).or(class::NEGATION))
    }

    /// The subject of the verb at `verb`, looked for from `floor` on.
    pub(crate) fn subject(&self, verb: usize, floor: usize) -> Option<Phrase> {
        self.subject_within(verb, floor, 4)
    }

    fn subject_within(&self, verb: usize, floor: usize, depth: usize) -> Option<Phrase> {
        if depth == 0 {
            return None;
        }
        let participle = self.is(verb, class::CUE_ING) && !self.is(verb, class::CUE_FINITE);
        if participle && !self.follows_be(verb, floor) {
            return self.absolute(verb, floor).or_else(|| self.shared_subject(verb, floor, depth));
        }
        let Some(at) = self.before_auxiliaries(verb, floor) else {
            return None;
        };
        if self.is(at, class::COORDINATOR) || self.is(at, class::TO) {
            return self.shared_subject(at, floor, depth);
        }
        if self.is(at, class::RELATIVE) && !self.is(at, class::THAT) {
            return Some(self.relative(at, floor));
        }
        if self.has(at, Shape::Comma) || self.has(at, Shape::Close) || self.has(at, Shape::Dash) {
            return self.before_parenthesis(at, floor, depth);
        }
        let phrase = self.phrase_ending(at, floor)?;
        if phrase.start > floor && phrase.noun != Noun::Pronoun {
            let before = phrase.start - 1;
            if self.is(before, class::PREPOSITION) && !self.is(before, class::THAT) {
                return self.beyond_preposition(before, phrase, floor, depth);
            }
            if self.is_verb_like(before)
                && let Some(relative) = (floor + 1..before)
                    .rev()
                    .take(7)
                    .find(|i| self.is(*i, class::RELATIVE) && !self.is(*i, class::THAT))
            {
                // "Many who saw the video praised": the verb's subject is what the relative clause describes.
                return self.phrase_ending(relative - 1, floor).or(Some(phrase));
            }
        }
        Some(phrase)
    }

    /// The subject left of a phrase that hangs on a preposition: "Sarukhan, an ambassador, on Twitter described".
    fn beyond_preposition(&self, preposition: usize, phrase: Phrase, floor: usize, depth: usize) -> Option<Phrase> {
        if preposition > floor && self.has(preposition - 1, Shape::Comma) {
            return self.before_parenthesis(preposition - 1, floor, depth - 1).or(Some(phrase));
        }
        if preposition == floor {
            return Some(phrase);
        }
        self.first_phrase(floor..preposition).or(Some(phrase))
    }

    /// "who", with the words that it stands for where they are right before it.
    fn relative(&self, at: usize, floor: usize) -> Phrase {
        let alone = Phrase { start: at, end: at + 1, noun: Noun::Relative };
        let before = if at > floor && self.has(at - 1, Shape::Comma) { at.checked_sub(2) } else { at.checked_sub(1) };
        match before
            .filter(|before| *before >= floor && at > floor)
            .and_then(|before| self.phrase_ending(before, floor))
        {
            Some(phrase) if phrase.noun != Noun::Pronoun => {
                Phrase { start: phrase.start, end: at + 1, noun: Noun::Relative }
            }
            _ => alone,
        }
    }

    /// "with one critic calling it …": the participle has a subject of its own.
    fn absolute(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let before = verb.checked_sub(1)?;
        let phrase = self.phrase_ending(before, floor)?;
        // "a sign saying": what carries the words.
        let carries = phrase.noun == Noun::Nominal && self.is(before, class::ARTEFACT);
        (carries || phrase.start > floor && self.is(phrase.start - 1, class::ABSOLUTE)).then_some(phrase)
    }

    /// "is saying": the form after "be" has its own subject.
    fn follows_be(&self, verb: usize, floor: usize) -> bool {
        let mut at = verb;
        while at > floor && self.is(at - 1, class::ADVERB.or(class::NEGATION)) {
            at -= 1;
        }
        at > floor && self.is(at - 1, class::BE)
    }

    /// The subject that a participle, an infinitive or a second verb shares with the verb before it.
    fn shared_subject(&self, verb: usize, floor: usize, depth: usize) -> Option<Phrase> {
        let mut relative = None;
        for governor in (floor..verb).rev().filter(|at| self.is_verb_like(*at)).take(6) {
            match self.subject_within(governor, floor, depth - 1) {
                // A relative clause is an aside: its verb does not lend its subject to the main clause.
                Some(subject) if subject.noun == Noun::Relative => relative = relative.or(Some(subject)),
                Some(subject) => return Some(subject),
                None => {}
            }
        }
        relative.or_else(|| self.first_phrase(floor..verb))
    }

    /// A word that may be a finite verb: one that says, an auxiliary, or a small word in -ed.
    fn is_verb_like(&self, at: usize) -> bool {
        if !self.has(at, Shape::Lower) {
            return false;
        }
        let token = self.token(at);
        if token.gap == Gap::Hyphen
            || at + 1 < self.len() && self.quote(at + 1).is_none() && self.token(at + 1).gap == Gap::Hyphen
        {
            return false;
        }
        if token.is(class::CUE_FINITE.or(class::AUXILIARY)) && !token.is(class::DETERMINER.or(class::PREPOSITION)) {
            return !token.is(class::PRESENT_LIKE)
                || token.is(class::SAY.or(class::AUXILIARY))
                || self.follows_subject(at);
        }
        token.is(class::PAST_LIKE) && at > 0 && !self.is(at - 1, class::DETERMINER.or(class::PREPOSITION))
    }

    /// Whether the item before `at` can be the end of a subject: "reports" is a verb after "he", a noun after "two long".
    pub(crate) fn follows_subject(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let classes = class::PRONOUN
            .or(class::RELATIVE)
            .or(class::ROLE)
            .or(class::COLLECTIVE)
            .or(class::BODY_NOUN)
            .or(class::ARTEFACT)
            .or(class::ADVERB)
            .or(class::ADVERB_LIKE)
            .or(class::COORDINATOR);
        self.is_capital(before) && !self.is_closed(before)
            || self.is(before, classes)
            || self.has(before, Shape::Comma)
            || self.has(before, Shape::Close)
            || self.has(before, Shape::Dash)
            || self.mention(before) != NO_MENTION
    }

    /// The subject before a parenthesis that ends at `close` (a comma, dash or bracket): "Reyl, the chief economist,".
    fn before_parenthesis(&self, close: usize, floor: usize, depth: usize) -> Option<Phrase> {
        let shape = self.token(close).shape;
        let mut at = close;
        let mut jumps = 0;
        loop {
            let open = self.opening(at, floor, shape)?;
            if open == floor {
                return None;
            }
            let before = open - 1;
            let inside = open + 1..at;
            // "The company's head, Tim Cook, said": the name inside is the subject, unless it is a place or a party.
            if jumps == 0
                && shape == Shape::Comma
                && let Some(name) = self.whole_name(inside.clone())
            {
                return Some(name);
            }
            if self.has(before, Shape::Close) || self.quote(before).is_some() {
                if self.quote(before).is_some() {
                    return None;
                }
                return self.before_parenthesis(before, floor, depth.checked_sub(1)?);
            }
            let aside = self.is_aside(inside);
            if let Some(phrase) = self.phrase_ending(before, floor) {
                let own = self.sentence_head(phrase.start, floor);
                if own || jumps >= 3 || phrase.noun == Noun::Pronoun {
                    return Some(phrase);
                }
                if aside && !self.has(phrase.start.wrapping_sub(1), Shape::Comma) {
                    return Some(phrase);
                }
                if self.has(phrase.start.wrapping_sub(1), Shape::Comma) && phrase.start > floor + 1 {
                    // Itself perhaps the end of an aside: look one comma further.
                    let further = self.earlier_head(phrase.start - 1, floor);
                    return Some(further.unwrap_or(phrase));
                }
                return Some(phrase);
            }
            jumps += 1;
            if jumps > 4 || shape != Shape::Comma {
                return None;
            }
            at = open;
        }
    }

    /// The opening of the parenthesis that ends at `close`.
    fn opening(&self, close: usize, floor: usize, shape: Shape) -> Option<usize> {
        let want = if shape == Shape::Close { Shape::Open } else { shape };
        (floor..close).rev().take(40).find(|at| self.has(*at, want))
    }

    /// A phrase that begins the sentence or stands right after a lead-in's comma.
    fn sentence_head(&self, start: usize, floor: usize) -> bool {
        start == floor
            || self.is(start - 1, class::COORDINATOR.or(class::SUBORDINATOR).or(class::ADVERB)) && start - 1 == floor
    }

    /// "Lewis, 45, a doctor, said": from the comma before "45", the name at the head of the chain.
    fn earlier_head(&self, comma: usize, floor: usize) -> Option<Phrase> {
        if comma <= floor {
            return None;
        }
        let phrase = self.phrase_ending(comma - 1, floor)?;
        let introduced = phrase.start > floor && self.is(phrase.start - 1, class::PREPOSITION);
        if introduced || phrase.noun != Noun::Proper {
            return None;
        }
        let lead = (floor..phrase.start).any(|at| self.is(at, class::PREPOSITION.or(class::SUBORDINATOR)));
        (!lead).then_some(phrase)
    }

    /// Whether a phrase can speak: a name, a pronoun, or words for people, bodies and things that carry words.
    pub(crate) fn can_speak(&self, phrase: Phrase) -> bool {
        let speaks = class::ROLE
            .or(class::COLLECTIVE)
            .or(class::BODY_NOUN)
            .or(class::ARTEFACT)
            .or(class::FAMILY)
            .or(class::SPEECH)
            .or(class::NUMBER_WORD);
        phrase.noun != Noun::Nominal || (phrase.start..phrase.end).any(|at| self.is(at, speaks))
    }

    /// The items are one person's or organisation's name and nothing else.
    fn whole_name(&self, range: Range<usize>) -> Option<Phrase> {
        if range.is_empty() || range.len() > 7 || !range.clone().all(|at| self.is_word(at) || self.quote(at).is_some())
        {
            return None;
        }
        let capital = |at: usize| self.is_capital(at) || self.is(at, class::PARTICLE) || self.quote(at).is_some();
        let lead = range
            .clone()
            .take_while(|at| self.is(*at, class::ROLE.or(class::ROLE_MODIFIER)) && !self.is_capital(*at))
            .count();
        let name = range.start + lead..range.end;
        if name.is_empty() || !name.clone().all(capital) || self.in_place(name.end - 1) {
            return None;
        }
        let named = name.len() >= 2 || self.mention(name.start) != NO_MENTION;
        let suffix = self.is(name.start, class::NAME_SUFFIX.or(class::CALENDAR));
        (named && !suffix).then_some(Phrase { start: range.start, end: range.end, noun: Noun::Proper })
    }

    /// Whether the items are an aside: an age, a role, a place, a relative or participle clause.
    fn is_aside(&self, range: Range<usize>) -> bool {
        let first = range.start;
        range.is_empty()
            || self.has(first, Shape::Number)
            || self.is(
                first,
                class::DETERMINER
                    .or(class::ROLE)
                    .or(class::ROLE_MODIFIER)
                    .or(class::RELATIVE)
                    .or(class::PREPOSITION)
                    .or(class::ADVERB)
                    .or(class::FORMER),
            )
            || self.in_place(first)
            || self.is_verb_like(first)
    }

    /// The noun phrase whose last item is `last`.
    pub(crate) fn phrase_ending(&self, last: usize, floor: usize) -> Option<Phrase> {
        let mut last = last;
        if self.has(last, Shape::Possessive) && last > floor {
            last -= 1;
        }
        if self.quote(last).is_some() || !self.is_word(last) {
            return None;
        }
        let end = last + 1;
        if self.is(last, class::PRONOUN) && !self.is(last, class::PRONOUN_SECOND) && !self.is(last, class::NUMBER_WORD)
        {
            let noun = if self.is(last, class::RELATIVE) { Noun::Relative } else { Noun::Pronoun };
            return Some(Phrase { start: last, end, noun });
        }
        if self.is(last, class::RELATIVE) && !self.is(last, class::THAT) {
            return Some(Phrase { start: last, end, noun: Noun::Relative });
        }
        let phrase =
            if self.is_name_part(last) { self.name_ending(last, floor)? } else { self.nominal_ending(last, floor)? };
        Some(self.with_head(phrase, floor))
    }

    fn is_name_part(&self, at: usize) -> bool {
        self.is_word(at)
            && (self.is_capital(at) && !(self.is_closed(at) && self.mention(at) == NO_MENTION)
                || self.mention(at) != NO_MENTION)
            && !self.has(at, Shape::Number)
    }

    /// A word that begins a sentence and never a name: "But", "In".
    fn is_closed(&self, at: usize) -> bool {
        let closed = class::DETERMINER
            .or(class::PREPOSITION)
            .or(class::COORDINATOR)
            .or(class::SUBORDINATOR)
            .or(class::ADVERB)
            .or(class::CLOSED)
            .or(class::PRONOUN)
            .or(class::AUXILIARY)
            .or(class::CALENDAR);
        self.is(at, closed) && self.token(at).shape != Shape::Upper
    }

    /// The name that ends at `last`, with the role words before it.
    fn name_ending(&self, last: usize, floor: usize) -> Option<Phrase> {
        let mut start = last;
        while start > floor {
            let before = start - 1;
            let split = self.mention(start) != NO_MENTION
                && self.mention(before) != NO_MENTION
                && self.mention(start) != self.mention(before)
                && self.in_place(before);
            let joined = self.is_name_part(before) && !split
                || self.is(before, class::PARTICLE) && before > floor && self.is_name_part(before - 1)
                || self.mention(before) != NO_MENTION && self.mention(before) == self.mention(start)
                || self.quote(before).is_some_and(|quote| self.scene.word_count(quote) <= 3)
                    && before > floor
                    && self.is_name_part(before - 1);
            if !joined {
                break;
            }
            start = before;
        }
        while start < last && self.is_closed(start) {
            start += 1;
        }
        // Role words and adjectives that stand before the name.
        while start > floor {
            let before = start - 1;
            let role = class::ROLE.or(class::ROLE_MODIFIER).or(class::DEMONYM).or(class::FORMER).or(class::COLLECTIVE);
            let word =
                self.is(before, role) && !self.is(before, class::PREPOSITION) || self.has(before, Shape::Possessive);
            if word
                || self.is(before, class::DETERMINER.without(class::PREPOSITION)) && !self.is(before, class::COLLECTIVE)
            {
                start = before;
                if self.is(before, class::DETERMINER) {
                    break;
                }
            } else {
                break;
            }
        }
        Some(Phrase { start, end: last + 1, noun: Noun::Proper })
    }

    /// The phrase without a name that ends at `last`: back to its determiner.
    fn nominal_ending(&self, last: usize, floor: usize) -> Option<Phrase> {
        let never = class::PREPOSITION.or(class::SUBORDINATOR).or(class::COORDINATOR).or(class::CLOSED).or(class::TO);
        if self.is(last, never) || self.is_verb_like(last) && !self.is(last, class::ROLE.or(class::COLLECTIVE)) {
            return None;
        }
        let mut start = last;
        while start > floor && last - start < 7 {
            if self.is(start, class::DETERMINER) {
                break;
            }
            let before = start - 1;
            let possessive = self.has(before, Shape::Possessive);
            let stop = !(self.is_word(before) || possessive)
                || self.is(before, never)
                || self.is(before, class::PRONOUN) && !self.is(before, class::DETERMINER)
                || self.is(before, class::AUXILIARY.or(class::ADVERB_LIKE))
                || self.is(before, class::RELATIVE)
                || self.is_verb_like(before);
            if stop {
                break;
            }
            start = before;
        }
        let determined =
            self.is(start, class::DETERMINER) || self.has(start, Shape::Number) || self.is(start, class::NUMBER_WORD);
        let people = (start..=last)
            .any(|at| self.is(at, class::COLLECTIVE.or(class::ROLE).or(class::BODY_NOUN).or(class::ARTEFACT)));
        if determined || people || start == floor {
            return Some(Phrase { start, end: last + 1, noun: Noun::Nominal });
        }
        None
    }

    /// "the head of the FBI", "officials in Kyiv": the phrase before a preposition is the head.
    fn with_head(&self, phrase: Phrase, floor: usize) -> Phrase {
        if phrase.start < floor + 2 {
            return phrase;
        }
        let at = phrase.start - 1;
        if !self.is(at, class::PREPOSITION) || self.is(at, class::AGENT) {
            return phrase;
        }
        let before = at - 1;
        if !self.is_word(before) {
            return phrase;
        }
        let head_like = class::ROLE
            .or(class::COLLECTIVE)
            .or(class::BODY_NOUN)
            .or(class::FAMILY)
            .or(class::ARTEFACT)
            .or(class::NUMBER_WORD);
        let named = self.is_name_part(before);
        if !(self.is(before, head_like) || named) {
            return phrase;
        }
        let head = if named { self.name_ending(before, floor) } else { self.nominal_ending(before, floor) };
        match head {
            Some(head) => {
                // The head may itself hang on a preposition ("the wife of the head of …"); a lead-in does not.
                let lead_in = head.start > floor
                    && self.is(head.start - 1, class::PREPOSITION)
                    && !self.is(head.start - 1, class::OF);
                if lead_in || head.start == floor + 1 && self.is(floor, class::PREPOSITION) {
                    return phrase;
                }
                let full = Phrase { start: head.start, end: phrase.end, noun: head.noun };
                if head.start > floor && self.is(head.start - 1, class::OF) {
                    self.with_head(full, floor)
                } else {
                    full
                }
            }
            None => phrase,
        }
    }

    /// The first phrase in `range` that may be a subject: not after a preposition.
    pub(crate) fn first_phrase(&self, range: Range<usize>) -> Option<Phrase> {
        let mut at = range.start;
        while at < range.end {
            if !self.is_word(at) {
                at += 1;
                continue;
            }
            let subject = self.is(at, class::PRONOUN)
                && !self.is(at, class::PRONOUN_SECOND.or(class::RELATIVE).or(class::NUMBER_WORD));
            if subject {
                return Some(Phrase { start: at, end: at + 1, noun: Noun::Pronoun });
            }
            let after_preposition = at > range.start && self.is(at - 1, class::PREPOSITION);
            if self.is_name_part(at) {
                let end = self.name_end(at, range.end);
                if after_preposition {
                    at = end;
                    continue;
                }
                if self.has(end, Shape::Possessive) && end + 1 < range.end {
                    let end = self.nominal_end(end, range.end);
                    return Some(Phrase { start: at, end, noun: Noun::Nominal });
                }
                return Some(Phrase { start: at, end, noun: Noun::Proper });
            }
            if self.is(at, class::DETERMINER) && !after_preposition && !self.is(at, class::NEGATION) {
                let end = self.nominal_end(at, range.end);
                if end > at + 1 {
                    return Some(Phrase { start: at, end, noun: Noun::Nominal });
                }
            }
            if self.is(at, class::COLLECTIVE) && !after_preposition && at == range.start {
                return Some(Phrase { start: at, end: at + 1, noun: Noun::Nominal });
            }
            at += 1;
        }
        None
    }

    fn name_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit {
            let inside = self.is_name_part(end)
                || self.is(end, class::PARTICLE) && end + 1 < limit && self.is_name_part(end + 1);
            if !inside {
                break;
            }
            end += 1;
        }
        end
    }

    /// One past the noun phrase that begins with the determiner at `start`.
    fn nominal_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit && end - start < 7 && self.is_word(end) {
            let stop = class::PREPOSITION
                .or(class::AUXILIARY)
                .or(class::COORDINATOR)
                .or(class::SUBORDINATOR)
                .or(class::RELATIVE);
            if self.is(end, stop) || self.is_finite_cue(end) || self.is_verb_like(end) {
                break;
            }
            end += 1;
        }
        end
    }

    /// A word in small letters that may stand between a body's name and a role: "minority" in "the Senate minority leader".
    fn is_plain(&self, at: usize) -> bool {
        let closed = class::PREPOSITION
            .or(class::DETERMINER)
            .or(class::AUXILIARY)
            .or(class::CUE)
            .or(class::RELATIVE)
            .or(class::COORDINATOR);
        self.has(at, Shape::Lower)
            && !self.is(at, closed.or(class::PAST_LIKE).or(class::ADVERB).or(class::SUBORDINATOR))
    }

    /// The phrase that begins at `start`, read forward: a name with its roles, a pronoun, or "the mayor of Irpin".
    pub(crate) fn phrase_starting(&self, start: usize, limit: usize) -> Option<Phrase> {
        let mut start = start;
        while start < limit
            && self.is(start, class::ADVERB)
            && !self.is_name_part(start)
            && !self.is(start, class::DETERMINER)
        {
            start += 1;
        }
        let verbal = self.has(start, Shape::Lower)
            && !self.is(start, class::ROLE.or(class::COLLECTIVE).or(class::DETERMINER).or(class::PRONOUN))
            && (self.is(start, class::ING_LIKE.or(class::CUE_ING)) || self.is_verb_like(start));
        if start >= limit || !self.is_word(start) || verbal {
            return None;
        }
        if self.is(start, class::PRONOUN) && !self.is(start, class::PRONOUN_SECOND.or(class::NUMBER_WORD)) {
            return Some(Phrase { start, end: start + 1, noun: Noun::Pronoun });
        }
        let stop =
            class::PREPOSITION.or(class::SUBORDINATOR).or(class::AUXILIARY).or(class::RELATIVE).or(class::CALENDAR);
        let mut end = start;
        let mut name = None;
        while end < limit && end - start < 14 {
            let joins = self.is_word(end)
                || self.has(end, Shape::Possessive)
                || self.quote(end).is_some_and(|q| self.scene.word_count(q) <= 3 && self.is_name_part(end + 1));
            let of = self.is(end, class::OF.or(class::AFFILIATION))
                && end > start
                && name.is_none()
                && !self.is(end, class::CALENDAR);
            let particle = self.is(end, class::PARTICLE) && self.is_name_part(end + 1) && end > start;
            if !joins
                || self.is(end, stop)
                    && !of
                    && !particle
                    && !(self.is_name_part(end) && self.mention(end) != NO_MENTION)
            {
                break;
            }
            if name.is_some() && !self.is_name_part(end) && !particle && !self.has(end, Shape::Possessive) {
                break;
            }
            if end > start
                && self.is(end, class::DETERMINER)
                && !self.is(end - 1, class::PREPOSITION)
                && !self.is(end, class::PARTICLE)
            {
                break;
            }
            if self.is_name_part(end) && !self.has(end + 1, Shape::Possessive) {
                let last = !self.is_name_part(end + 1);
                let role =
                    class::ROLE.or(class::COLLECTIVE).or(class::ROLE_MODIFIER).or(class::BODY_NOUN).or(class::ARTEFACT);
                let rolled = last
                    && (1..=3).any(|far| self.is(end + far, role) && (1..far).all(|near| self.is_plain(end + near)));
                name = if rolled { None } else { Some(end) };
            }
            end += 1;
        }
        if end == start {
            return None;
        }
        Some(Phrase { start, end, noun: if name.is_some() { Noun::Proper } else { Noun::Nominal } })
    }
}
