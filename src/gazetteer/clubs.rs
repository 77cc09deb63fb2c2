//! Clubs and teams that are called by the name of their town or state alone.

use super::Rule;
use super::matching::Hit;
use super::page::{Claim, Page};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::Shape;
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use std::ops::Range;

/// "Tallis won 2-1 against Harlow": a town that wins, loses or has players is the club from there, where the sentence or the
/// article is about a match; so are its other mentions in such places. Silent for countries, for "won 2-1 in Harlow", for
/// "Tallis, Kestria", and for "the senator won Kestria 52-45".
pub(super) fn clubs(page: &mut Page) {
    let mut towns: Vec<usize> = (0..page.claims.len()).filter(|number| is_town(page, *number)).collect();
    towns.sort_by_key(|number| page.claims[*number].tokens.start);
    let mut sport = Sport::default();
    let mut sure: HashSet<Vec<u32>, FixedState> = HashSet::with_hasher(FixedState::with_seed(127));
    for tokens in doubtful(page) {
        if plays(page, &tokens) && sport.is_match(page, &tokens) {
            sure.insert(page.keys[tokens.clone()].to_vec());
            let rows = teams(page, &tokens);
            let rule = rows.first().map_or(Rule::Named("club"), |row| Rule::Row(*row));
            page.claim(Claim { tokens, kind: Kind::Organisation, basis: Basis::Alias, rule, rows, gender: None });
        }
    }
    let mut played = Vec::with_capacity(towns.len());
    for number in &towns {
        let tokens = page.claims[*number].tokens.clone();
        let plays = plays(page, &tokens) && sport.is_match(page, &tokens);
        if plays {
            sure.insert(page.keys[tokens].to_vec());
        }
        played.push(plays);
    }
    if sure.is_empty() {
        return;
    }
    let club = |(number, plays): (&usize, bool)| {
        let tokens = page.claims[*number].tokens.clone();
        (plays || sure.contains(&page.keys[tokens.clone()]) && acts(page, &tokens)).then_some(*number)
    };
    let found: Vec<usize> = towns.iter().zip(played).filter_map(club).collect();
    for number in found {
        turn(page, number);
    }
}

/// Names of one word that the list has for a team, and that nothing has claimed, since they are ordinary words or given names too.
fn doubtful(page: &Page) -> Vec<Range<usize>> {
    let alone = |hit: &&Hit| {
        hit.end == hit.start + 1
            && hit.form.row != u32::MAX
            && page.gazetteer.sort(hit.form.row) == Sort::Team
            && page.shape(hit.start as usize) == Some(Shape::Capital)
    };
    let mut found: Vec<Range<usize>> =
        page.hits.iter().filter(alone).map(|hit| hit.start as usize..hit.end as usize).collect();
    found.dedup();
    found.retain(|tokens| {
        let joined = |at: usize| page.is_joined(at) && page.is_capital(at);
        let inside = tokens.start > 0 && page.is_joined(tokens.start) && page.is_capital(tokens.start - 1);
        let longer = inside || joined(tokens.end);
        page.is_free(tokens.clone()) && !page.tokens[tokens.start].weak && !longer
    });
    found
}

/// The teams of the list that have exactly this name.
fn teams(page: &Page, tokens: &Range<usize>) -> Vec<u32> {
    let rows = super::weigh::hits(page, tokens).map(|hit| hit.form.row);
    rows.filter(|row| page.gazetteer.sort(*row) == Sort::Team).collect()
}

/// Whether a claim names a place that may have a club of its name: none that stands behind "in" or before its country.
fn is_town(page: &Page, number: usize) -> bool {
    let claim = &page.claims[number];
    let (start, end) = (claim.tokens.start, claim.tokens.end);
    let place = |at: usize| page.is_place_at(at);
    let comma = |at: usize| page.shape(at) == Some(Shape::Comma);
    claim.kind == Kind::Place
        && claim.basis != Basis::Demonym
        && !claim.tokens.is_empty()
        && !page.tokens[start].weak
        && claim.rows.first().is_some_and(|row| {
            matches!(
                page.gazetteer.sort(*row),
                Sort::Capital | Sort::Region | Sort::City | Sort::SmallCity | Sort::Site
            )
        })
        && !(comma(end) && place(end + 1))
        && !(start > 1 && comma(start - 1) && place(start - 2))
        && !(start > 0 && page.is(start - 1, class::LOCATIVE.or(class::COMPASS)))
}

/// Whether the name stands where a team does: before "won" or "striker", behind "beat" or "victory over".
fn plays(page: &Page, tokens: &Range<usize>) -> bool {
    let next = tokens.end;
    let near = |at: usize| page.is(at, class::CONTEST.or(class::GAME)) && page.shape(at) == Some(Shape::Lower);
    let joined = |at: usize| page.is_joined(at) && page.shape(at) == Some(Shape::Lower);
    if joined(next) && near(next) {
        return true;
    }
    let owned = page.shape(next) == Some(Shape::Possessive)
        && (next + 1..next + 4).take_while(|at| joined(*at)).any(|at| page.is(at, class::GAME));
    let Some(before) = tokens.start.checked_sub(1).filter(|_| page.is_joined(tokens.start)) else { return owned };
    if owned || page.is(before, class::CONTEST) && page.shape(before) == Some(Shape::Lower) {
        return true;
    }
    let towards = page.is(before, class::PREPOSITION.or(class::TO).or(class::AGENT))
        && !page.is(before, class::LOCATIVE.or(class::OF))
        && page.shape(before) == Some(Shape::Lower);
    // "lost to Tallis", but not "the coach came to Tallis".
    let classes = if page.is(before, class::TO) { class::CONTEST } else { class::CONTEST.or(class::GAME) };
    let lower = |at: usize| page.is(at, classes) && page.shape(at) == Some(Shape::Lower);
    towards && (before.saturating_sub(5)..before).rev().take_while(|at| within(page, *at)).any(lower)
}

/// Words and results, but no marks.
fn within(page: &Page, at: usize) -> bool {
    page.tokens[at].is_word() || page.shape(at) == Some(Shape::Number)
}

/// Whether a club that is known from elsewhere in the article may be meant: it does or has something, or something is done to it.
fn acts(page: &Page, tokens: &Range<usize>) -> bool {
    let next = tokens.end;
    plays(page, tokens)
        || page.shape(next) == Some(Shape::Possessive)
        || page.is_joined(next)
            && page.shape(next) == Some(Shape::Lower)
            && page
                .is(next, class::AUXILIARY.or(class::CUE_FINITE).or(class::PAST_LIKE).or(class::ADVERB).or(class::ROLE))
}

/// What is known of the article and of the sentence that was asked for last: a long one is read once for all of its towns.
#[derive(Default)]
struct Sport {
    article: Option<bool>,
    sentence: Option<(Range<usize>, bool)>,
}

impl Sport {
    /// Whether the sentence is about a match: a word for what only players do, a team, or a result in an article with such words.
    fn is_match(&mut self, page: &Page, tokens: &Range<usize>) -> bool {
        if let Some((_, known)) = self.sentence.as_ref().filter(|(sentence, _)| sentence.contains(&tokens.start)) {
            return *known;
        }
        let start = (0..=tokens.start).rev().find(|at| page.tokens[*at].first).unwrap_or(0);
        let end = (tokens.end..page.tokens.len()).find(|at| page.tokens[*at].first).unwrap_or(page.tokens.len());
        let any = |of: fn(&Page, usize) -> bool| (start..end).any(|at| of(page, at));
        let known = any(is_game)
            || any(super::hints::is_score)
                && *self.article.get_or_insert_with(|| (0..page.tokens.len()).any(|at| is_game(page, at)));
        self.sentence = Some((start..end, known));
        known
    }
}

/// Whether the word tells of a match.
fn is_game(page: &Page, at: usize) -> bool {
    let team = |at: usize| {
        page.claim_at(at).is_some_and(|claim| {
            claim.kind == Kind::Organisation
                && claim.rows.first().is_some_and(|row| page.gazetteer.sort(*row) == Sort::Team)
        })
    };
    page.is(at, class::GAME) && page.shape(at) == Some(Shape::Lower) || page.is_capital(at) && team(at)
}

/// Makes a place the club of its name: the one of the list, where that has one of this name.
fn turn(page: &mut Page, number: usize) {
    let tokens = page.claims[number].tokens.clone();
    let rows = teams(page, &tokens);
    let claim = &mut page.claims[number];
    claim.kind = Kind::Organisation;
    claim.basis = if rows.is_empty() { Basis::Context } else { Basis::Alias };
    claim.rule = Rule::Named("club");
    claim.rows = rows;
}
