//! `Page`: a text as the rules for names see it, with what has been claimed so far.

use super::Rule;
use super::alias::Form;
use super::matching::{self, Hit};
use super::row::Gazetteer;
use crate::document::{Basis, Document, Gender, Kind, Zone};
use crate::layout::Block;
use crate::lexicon::{Classes, Words, class};
use crate::pipeline::Knowledge;
use crate::token::{Gap, Shape, Token};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// The words of grammar: never part of a name by themselves.
pub(super) const GRAMMAR: Classes = class::PRONOUN
    .or(class::DETERMINER)
    .or(class::PREPOSITION)
    .or(class::COORDINATOR)
    .or(class::SUBORDINATOR)
    .or(class::AUXILIARY)
    .or(class::ADVERB)
    .or(class::CLOSED)
    .or(class::RELATIVE)
    .or(class::NEGATION)
    .or(class::POSSESSIVE);
/// Words for what a person is, in front of the name.
pub(super) const TITLES: Classes = class::TITLE.or(class::ROLE).or(class::OFFICE);
/// Last words of names that are no persons.
pub(super) const TAILS: Classes =
    class::ORGANISATION_TAIL.or(class::PLACE_TAIL).or(class::OTHER_TAIL).or(class::CALENDAR).or(class::STREET);

/// Some tokens that a rule takes for a name.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) tokens: Range<usize>,
    pub(super) kind: Kind,
    pub(super) basis: Basis,
    pub(super) rule: Rule,
    /// The rows that it may mean, best first; empty where no list holds the name.
    pub(super) rows: Vec<u32>,
    /// What a title in front says.
    pub(super) gender: Option<Gender>,
}

/// A text under work.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) weights: &'a super::features::Weights,
    pub(super) offices: &'a HashMap<String, Vec<String>, FixedState>,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a Words,
    pub(super) gazetteer: &'a Gazetteer,
    /// Equal for equal words, also for those that the vocabulary lacks; 0 for marks.
    pub(super) keys: Vec<u32>,
    /// The tokens that look like parts of names, see [`Self::is_capital`].
    pub(super) capitals: Vec<u32>,
    /// Maximal stretches of capitalised words.
    pub(super) runs: Vec<Range<usize>>,
    pub(super) hits: Rc<[Hit]>,
    pub(super) claims: Vec<Claim>,
    /// Acronyms that the text explains: the key, and the first token of the long form.
    defined: HashMap<u32, usize, FixedState>,
    /// Words that the text explains as no name of ours.
    barred: HashSet<u32, FixedState>,
    /// The tokens of bylines.
    bylines: Vec<Range<usize>>,
    /// Claim of each token, plus one.
    owner: Vec<u32>,
    /// The rows that a form other than their acronym hits, once asked for.
    spelled_out: OnceCell<HashSet<u32, FixedState>>,
    /// How often a key stands capitalised where nothing but a name calls for it.
    inner: HashMap<u32, u32, FixedState>,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, tokens: &'a [Token], blocks: &[Block], knowledge: &'a Knowledge) -> Self {
        let text = document.text.as_str();
        let words = &knowledge.words;
        let mut page = Self {
            text,
            weights: &knowledge.lexicon.weights,
            offices: &knowledge.lexicon.offices,
            tokens,
            words,
            gazetteer: &knowledge.gazetteer,
            keys: matching::keys(text, tokens, words),
            capitals: Vec::with_capacity(tokens.len() / 4),
            runs: Vec::new(),
            hits: matching::search(text, tokens, &knowledge.gazetteer).into(),
            claims: Vec::new(),
            defined: HashMap::with_hasher(FixedState::with_seed(79)),
            barred: HashSet::with_hasher(FixedState::with_seed(83)),
            bylines: blocks
                .iter()
                .filter(|block| block.paragraph.zone == Zone::Byline)
                .map(|block| block.tokens.clone())
                .collect(),
            owner: vec![0; tokens.len()],
            spelled_out: OnceCell::new(),
            inner: HashMap::with_capacity_and_hasher(tokens.len() / 16, FixedState::with_seed(11)),
        };
        for (at, token) in tokens.iter().enumerate() {
            if token.shape == Shape::Lower || !token.is_word() {
                continue;
            }
            if token.is_capital() && !token.weak && !page.opens(at) {
                *page.inner.entry(page.keys[at]).or_insert(0) += 1;
            }
            if page.is_capital(at) {
                page.capitals.push(at as u32);
            }
        }
        page.runs = page.find_runs();
        page
    }

    /// Whether the article has another form of the row's name than its acronym.
    pub(super) fn is_spelled_out(&self, row: u32) -> bool {
        let rows = || {
            let mut rows = HashSet::with_hasher(FixedState::with_seed(131));
            rows.extend(self.hits.iter().filter(|hit| hit.form.form != Form::Acronym).map(|hit| hit.form.row));
            rows
        };
        self.spelled_out.get_or_init(rows).contains(&row)
    }

    /// The classes of the word at `at`, in capitals or not; none past the end.
    #[inline]
    pub(super) fn classes(&self, at: usize) -> Classes {
        self.tokens.get(at).map_or(Classes::default(), |token| {
            // Those of a word in capitals lack what a word in small letters would be.
            if token.shape == Shape::Upper { self.words.classes(token.word) } else { token.classes }
        })
    }

    #[inline]
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes(at).any(classes)
    }

    #[inline]
    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether the token at `at` looks like part of a name.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            (token.is_capital() || token.shape == Shape::Inner) && !is_contraction(self.text, token)
        })
    }

    /// Whether only a space or a hyphen stands between the token and the one before it.
    #[inline]
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Hyphen | Gap::None))
    }

    /// Whether the token begins a sentence, a quotation, or what stands after a colon or dash.
    pub(super) fn opens(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.first || at == 0 {
            return true;
        }
        match self.tokens[at - 1].shape {
            Shape::Colon | Shape::Dash | Shape::Ellipsis | Shape::Shout | Shape::Stop | Shape::Other => true,
            Shape::Quote => at < 2 || !self.tokens[at - 2].is_word() || token.gap == Gap::None,
            _ => false,
        }
    }

    /// Whether the capital of the word at `at` may be due to its place alone.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        let classes = self.classes(at);
        let token = &self.tokens[at];
        if token.shape == Shape::Upper && !token.weak {
            return false;
        }
        (token.weak || self.opens(at))
            && classes.any(GRAMMAR.or(class::ORDINARY).or(class::CUE))
            && !self.inner.contains_key(&self.keys[at])
    }

    /// Whether the token stands in a byline.
    pub(super) fn is_byline(&self, at: usize) -> bool {
        let next = self.bylines.partition_point(|tokens| tokens.end <= at);
        self.bylines.get(next).is_some_and(|tokens| tokens.start <= at)
    }

    /// Whether a digit stands in the word: "A350", a product.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        self.word(at).bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Whether a capitalised title begins at the token: "Prime Minister", "Chief Executive".
    pub(super) fn is_title(&self, at: usize) -> bool {
        let mut next = at;
        while next < at + 3
            && self.is(next, class::ROLE_MODIFIER)
            && !self.is(next, TITLES)
            && self.is_capital(next + 1)
            && self.is_joined(next + 1)
        {
            next += 1;
        }
        self.is(next, TITLES)
    }

    /// How often the word stands capitalised inside sentences.
    pub(super) fn inner_count(&self, at: usize) -> u32 {
        self.inner.get(&self.keys[at]).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn is_free(&self, tokens: Range<usize>) -> bool {
        !tokens.is_empty() && self.owner.get(tokens).is_some_and(|owners| owners.iter().all(|owner| *owner == 0))
    }

    /// The number of the claim that holds the token.
    pub(super) fn claim_number(&self, at: usize) -> Option<usize> {
        (*self.owner.get(at)? as usize).checked_sub(1)
    }

    /// The claim that holds the token.
    pub(super) fn claim_at(&self, at: usize) -> Option<&Claim> {
        self.claims.get(self.claim_number(at)?)
    }

    /// Whether the token belongs to a place's name; an adjective of one is none.
    pub(super) fn is_place_at(&self, at: usize) -> bool {
        self.claim_at(at).is_some_and(|claim| claim.kind == Kind::Place && claim.basis != Basis::Demonym)
    }

    /// Claims some tokens if nobody has; says whether.
    pub(super) fn claim(&mut self, claim: Claim) -> bool {
        if !self.is_free(claim.tokens.clone()) && !self.give_way(&claim) {
            return false;
        }
        let number = self.claims.len() as u32 + 1;
        self.owner[claim.tokens.clone()].fill(number);
        self.claims.push(claim);
        true
    }

    /// Whether nothing but adjectives of countries inside these tokens stands in the way of a claim.
    pub(super) fn is_open(&self, tokens: &Range<usize>) -> bool {
        let yields = |owner: u32| {
            let old = &self.claims[owner as usize - 1];
            old.basis == Basis::Demonym && tokens.start <= old.tokens.start && old.tokens.end <= tokens.end
        };
        let owners = self.owner.get(tokens.clone()).filter(|owners| !owners.is_empty());
        owners.is_some_and(|owners| owners.iter().all(|owner| *owner == 0 || yields(*owner)))
    }

    /// Drops the demonyms that lie wholly in a new claim, if nothing else stands in its way: "South African Airways".
    fn give_way(&mut self, claim: &Claim) -> bool {
        if !self.is_open(&claim.tokens) {
            return false;
        }
        for owner in self.owner[claim.tokens.clone()].iter().filter(|owner| **owner > 0) {
            let old = &mut self.claims[*owner as usize - 1];
            old.tokens = old.tokens.end..old.tokens.end;
        }
        true
    }

    /// Lets a claim begin at an earlier token, if nothing but adjectives of countries has the tokens between.
    pub(super) fn widen(&mut self, number: usize, start: usize) {
        let gained = start..self.claims[number].tokens.start;
        let own = self.claims[number].clone();
        if self.is_free(gained.clone()) || self.give_way(&Claim { tokens: gained.clone(), ..own }) {
            self.owner[gained].fill(number as u32 + 1);
            self.claims[number].tokens.start = start;
        }
    }

    /// Lets a claim end at a later token, if nothing else has the tokens between.
    pub(super) fn extend(&mut self, number: usize, end: usize) {
        let from = self.claims[number].tokens.end;
        if self.is_free(from..end) {
            self.owner[from..end].fill(number as u32 + 1);
            self.claims[number].tokens.end = end;
        }
    }

    /// Takes a claim back.
    pub(super) fn drop_claim(&mut self, number: usize) {
        let tokens = self.claims[number].tokens.clone();
        self.owner[tokens.clone()].fill(0);
        self.claims[number].tokens = tokens.start..tokens.start;
        self.claims[number].rows.clear();
    }

    /// Lets a claim take over the one behind it, which makes it a name of its own.
    pub(super) fn absorb(&mut self, number: usize, next: usize, rule: &'static str) {
        let Some(other) = (self.owner[next] as usize).checked_sub(1) else { return };
        let tokens = self.claims[other].tokens.clone();
        self.owner[tokens.clone()].fill(number as u32 + 1);
        self.claims[other].tokens = tokens.end..tokens.end;
        let claim = &mut self.claims[number];
        claim.tokens.end = tokens.end;
        claim.rows.clear();
        claim.basis = Basis::Context;
        claim.rule = Rule::Named(rule);
    }

    /// Claims tokens for a rule that needs no list.
    pub(super) fn discover(&mut self, tokens: Range<usize>, kind: Kind, rule: &'static str) -> bool {
        let rule = Rule::Named(rule);
        self.claim(Claim { tokens, kind, basis: Basis::Context, rule, rows: Vec::new(), gender: None })
    }

    /// Notes that the word at `short` stands for the name that begins at `long`.
    pub(super) fn define(&mut self, short: usize, long: usize) {
        self.defined.entry(self.keys[short]).or_insert(long);
    }

    /// Whether the text explains any acronym.
    pub(super) fn defines(&self) -> bool {
        !self.defined.is_empty()
    }

    /// Notes that the word stands for something that is no name of ours.
    pub(super) fn bar(&mut self, at: usize) {
        self.barred.insert(self.keys[at]);
    }

    pub(super) fn is_barred(&self, at: usize) -> bool {
        self.barred.contains(&self.keys[at])
    }

    /// The first token of the name that the word stands for, where the text says so.
    pub(super) fn definition(&self, at: usize) -> Option<usize> {
        self.defined.get(&self.keys[at]).copied()
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span().of(self.text))
    }

    /// Where the run that holds the token ends.
    pub(super) fn run_of(&self, at: usize) -> Option<Range<usize>> {
        let run = self.runs.partition_point(|run| run.end <= at);
        self.runs.get(run).filter(|run| run.start <= at).cloned()
    }
}

/// "I'm", "I’ve".
fn is_contraction(text: &str, token: &Token) -> bool {
    text.as_bytes()[token.start as usize] == b'I' && token.span().of(text)[1..].starts_with(['\'', '’'])
}
