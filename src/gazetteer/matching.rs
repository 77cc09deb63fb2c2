//! Finds every form of every known name in the tokens of a text, exactly.

use super::alias::Use;
use super::row::Gazetteer;
use crate::lexicon::{WordId, Words, class};
use crate::token::{Gap, Shape, Token, fold_word};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// A form found in the text, whose case fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// First token.
    pub(super) start: u32,
    /// One past the last token.
    pub(super) end: u32,
    pub(super) form: Use,
    /// The letters stand exactly as the gazetteer writes them, not in capitals instead.
    pub(super) exact: bool,
}

/// All hits, by start, longest first, then by the order of the gazetteer.
pub(super) fn search(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<Hit> {
    let Stretches { haystack, at, starts } = stretches(text, tokens, gazetteer);
    let aliases = &gazetteer.aliases;
    let mut hits = Vec::new();
    aliases.several.each(&haystack, &starts, |place, form| {
        let inside = &at[place];
        if let (Some(exact), [start, .., last]) = (case_fits(text, tokens, inside, form), inside) {
            hits.push(Hit { start: *start, end: last + 1, form, exact });
        }
    });
    alone(text, tokens, gazetteer, &mut hits);
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.form.row, hit.form.form));
    hits
}

/// Adds the hits of one word.
fn alone(text: &str, tokens: &[Token], gazetteer: &Gazetteer, hits: &mut Vec<Hit>) {
    for (at, token) in tokens.iter().enumerate() {
        let small = token.shape == Shape::Lower && !gazetteer.aliases.small_alone;
        if small || token.word == WordId::NONE || !token.is(class::NAME_ALONE) {
            continue;
        }
        let dotted = text.as_bytes().get(token.end as usize - 1) == Some(&b'.');
        for (_, form) in gazetteer.aliases.alone(token.word) {
            if let Some(exact) = case_fits(text, tokens, &[at as u32], *form)
                && (dotted || !form.dotted)
            {
                hits.push(Hit { start: at as u32, end: at as u32 + 1, form: *form, exact });
            }
        }
    }
}

/// The stretches of tokens in which names of several words can stand.
struct Stretches {
    /// Their words, with no word between two stretches.
    haystack: Vec<WordId>,
    /// The tokens of these.
    at: Vec<u32>,
    /// Where in them names may begin.
    starts: Vec<u32>,
}

fn stretches(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Stretches {
    let beginnings = &gazetteer.aliases.beginnings;
    let mut found = Stretches {
        haystack: Vec::with_capacity(tokens.len() / 3),
        at: Vec::with_capacity(tokens.len() / 3),
        starts: Vec::with_capacity(tokens.len() / 16),
    };
    let mut token = 0;
    while token < tokens.len() {
        let first = &tokens[token];
        let begins = first.word != WordId::NONE && first.is(class::NAME_FIRST);
        if !begins || first.shape == Shape::Lower && !first.is(class::PARTICLE) {
            token += 1;
            continue;
        }
        let (from, before) = (found.at.len(), found.starts.len());
        token = found.take(text, tokens, token, gazetteer);
        let pairs = (from as u32..).zip(found.haystack[from..].windows(2));
        found.starts.extend(pairs.filter(|(_, pair)| beginnings.may_be(pair[0], pair[1])).map(|(start, _)| start));
        if found.starts.len() > before {
            found.push(WordId::NONE, token);
        } else {
            found.at.truncate(from);
            found.haystack.truncate(from);
        }
    }
    found
}

impl Stretches {
    fn push(&mut self, word: WordId, token: usize) {
        self.haystack.push(word);
        self.at.push(token as u32);
    }

    /// Takes in the stretch that begins at `next`; returns where it ends.
    fn take(&mut self, text: &str, tokens: &[Token], mut next: usize, gazetteer: &Gazetteer) -> usize {
        let goes_on = class::NAME_FIRST.or(class::NAME_PART);
        loop {
            self.push(tokens[next].word, next);
            next += 1;
            if next < tokens.len() && is_quiet(text, tokens, next) {
                next += 1;
            }
            let Some(follow) = tokens.get(next) else { return next };
            match joint(text, follow, gazetteer) {
                Joint::Word if follow.is(goes_on) => {}
                Joint::Sign(word) => {
                    self.push(word, next);
                    next += 1;
                    let joined = |follow: &Token| {
                        matches!(follow.gap, Gap::Space | Gap::None)
                            && follow.word != WordId::NONE
                            && follow.is(goes_on)
                    };
                    if !tokens.get(next).is_some_and(joined) {
                        return next;
                    }
                }
                Joint::Word | Joint::End => return next,
            }
        }
    }
}

enum Joint {
    Word,
    Sign(WordId),
    End,
}

/// How a token goes on with the name before it.
fn joint(text: &str, token: &Token, gazetteer: &Gazetteer) -> Joint {
    if token.shape == Shape::Possessive {
        return Joint::Sign(gazetteer.aliases.possessive);
    }
    if token.gap == Gap::Line {
        return Joint::End;
    }
    if token.shape == Shape::Other && token.span().of(text) == super::alias::AMPERSAND {
        return Joint::Sign(gazetteer.aliases.ampersand);
    }
    if token.is_word() && token.word != WordId::NONE { Joint::Word } else { Joint::End }
}

/// Whether the token is the mark of a plural possessive inside a name: "Workers' Party".
pub(super) fn is_quiet(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.shape == Shape::Quote
        && token.gap == Gap::None
        && matches!(token.span().of(text), "'" | "’")
        && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.is_capital())
}

/// Whether the letters of the text may stand for the form, and if so whether exactly.
fn case_fits(text: &str, tokens: &[Token], inside: &[u32], form: Use) -> Option<bool> {
    let mut exact = true;
    for (at, token) in inside.iter().enumerate() {
        let token = tokens.get(*token as usize)?;
        let bit = 1u16 << at;
        let is_capitals = token.shape == Shape::Upper || token.shape == Shape::Initial;
        if form.upper & bit != 0 {
            if !is_capitals {
                return None;
            }
        } else if form.lower & bit == 0 {
            if token.shape == Shape::Lower {
                return None;
            }
            let capitals = form.caps & bit != 0;
            // "Nato" is NATO, but "LatAm" is not LATAM.
            if capitals && !is_capitals && token.span().of(text).chars().skip(1).any(char::is_uppercase) {
                return None;
            }
            let mixed = form.mixed & bit != 0;
            if mixed && !is_capitals && !token.span().of(text).chars().skip(1).any(char::is_uppercase) {
                return None;
            }
            exact &= (token.shape == Shape::Upper) == capitals;
        }
    }
    Some(exact)
}

/// A number for each token, equal for equal words.
pub(super) fn keys(text: &str, tokens: &[Token], words: &Words) -> Vec<u32> {
    let base = words.count() as u32;
    let mut local: HashMap<String, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(9));
    tokens
        .iter()
        .map(|token| {
            if token.word != WordId::NONE || !(token.is_capital() || token.shape == Shape::Inner) {
                return token.word.0;
            }
            let next = base + local.len() as u32;
            *local.entry(fold_word(token.span().of(text))).or_insert(next)
        })
        .collect()
}
