//! Names of the gazetteer in the text: which hits stand.

use super::Rule;
use super::alias::Form;
use super::matching::Hit;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::row::Sort;
use super::{doubt, place};
use crate::document::{Basis, Kind};
use crate::lexicon::{Classes, class};
use crate::token::Shape;
use std::rc::Rc;

/// "Russian", "South Africans": adjectives and peoples, which are never the place itself.
/// Silent inside longer names ("Russian Railways" is claimed before as a whole or not at all).
pub(super) fn demonyms(page: &mut Page) {
    for hit in &*Rc::clone(&page.hits) {
        if hit.form.form == Form::Demonym {
            let rows = if hit.form.row == u32::MAX { Vec::new() } else { vec![hit.form.row] };
            let tokens = hit.start as usize..hit.end as usize;
            page.claim(Claim {
                tokens,
                kind: Kind::Place,
                basis: Basis::Demonym,
                rule: Rule::Named("demonym"),
                rows,
                gender: None,
            });
        }
    }
}

/// "Russian": what is left of the adjectives and peoples of one word.
pub(super) fn lone_demonyms(page: &mut Page) {
    for number in 0..page.capitals.len() {
        let at = page.capitals[number] as usize;
        if !page.is(at, class::DEMONYM) {
            continue;
        }
        if let Some(row) = page.gazetteer.place_of_demonym(page.tokens[at].word) {
            page.claim(Claim {
                tokens: at..at + 1,
                kind: Kind::Place,
                basis: Basis::Demonym,
                rule: Rule::Named("demonym"),
                rows: vec![row],
                gender: None,
            });
        }
    }
}

/// Full names of persons. "President Joe Biden said" speaks; "George Washington University" is silent, since the run of
/// capitals goes on.
pub(super) fn full_persons(page: &mut Page) {
    each(page, |page, hits| {
        let person = |hit: &&Hit| sort(page, hit) == Some(Sort::Person) && hit.end - hit.start >= 2;
        if hits.first().is_some_and(|hit| person(&hit)) && !runs_on(page, &hits[0]) {
            hits.iter().filter(person).copied().collect()
        } else {
            Vec::new()
        }
    });
}

/// Names of organisations and places in several words. "the European Central Bank said" speaks; "World Bank Group" is
/// silent for "World Bank" where the run goes on.
pub(super) fn full_names(page: &mut Page) {
    each(page, |page, hits| {
        let full = |hit: &&Hit| {
            let small = page.shape(hit.end as usize - 1) == Some(Shape::Lower)
                && hit.form.lower & 1 << (hit.end - hit.start - 1) != 0;
            hit.end - hit.start >= 2
                && !(small && matches!(sort(page, hit), Some(Sort::Body | Sort::Team)))
                && !matches!(sort(page, hit), None | Some(Sort::Person | Sort::SmallCity))
        };
        if hits.iter().any(|hit| full(&hit)) && !runs_on(page, &hits[0]) {
            ranked(page, hits.iter().filter(full).copied().collect())
        } else {
            Vec::new()
        }
    });
}

/// Whether names that are also given or family names, or ordinary words, are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Not yet: persons come first.
    Without,
    /// Now that persons are known.
    With,
}

/// All other hits: one-word places and organisations, short names of persons.
pub(super) fn others(page: &mut Page, doubt: Doubt) {
    each(page, |page, hits| {
        let mut standing: Vec<Hit> = hits.iter().filter(|hit| stands(page, hit, doubt)).copied().collect();
        // "Georgia": where the country stands, the state may be meant.
        if standing.iter().any(|hit| sort(page, hit) == Some(Sort::Country)) {
            let region = |hit: &&Hit| sort(page, hit) == Some(Sort::Region) && !stands(page, hit, doubt);
            standing.extend(hits.iter().filter(region).copied());
        }
        if place::is_landscape(page, hits) {
            standing =
                hits.iter().filter(|hit| matches!(sort(page, hit), Some(Sort::Area | Sort::Site))).copied().collect();
        }
        if standing.is_empty() || runs_on(page, &standing[0]) { Vec::new() } else { ranked(page, standing) }
    });
}

/// The likeliest first: as written rather than in capitals, states before cities, large before small.
fn ranked(page: &Page, mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| {
        let row = &page.gazetteer.rows[hit.form.row as usize];
        (!hit.exact, row.sort, std::cmp::Reverse(row.population), hit.form.row)
    });
    hits
}

/// Asks `choose` about the hits of each stretch of tokens, longest first, and claims what it answers.
fn each(page: &mut Page, choose: impl Fn(&Page, &[Hit]) -> Vec<Hit>) {
    let hits = Rc::clone(&page.hits);
    let mut at = 0;
    while at < hits.len() {
        let (start, end) = (hits[at].start, hits[at].end);
        let same = hits[at..].iter().take_while(|hit| (hit.start, hit.end) == (start, end)).count();
        let group = &hits[at..at + same];
        at += same;
        // "South African Airways": an adjective of two words inside a longer name.
        let tokens = start as usize..end as usize;
        if page.is_free(tokens.clone()) || tokens.len() > 2 && page.is_open(&tokens) {
            let chosen = choose(page, group);
            take(page, &chosen);
        }
    }
}

/// Claims the stretch for the first of some hits, the others being what else it could mean.
fn take(page: &mut Page, hits: &[Hit]) {
    let Some(best) = hits.first() else { return };
    let basis = match best.form.form {
        Form::Name => Basis::Name,
        Form::Short => Basis::Short,
        Form::Alias | Form::Acronym | Form::Demonym => Basis::Alias,
    };
    let kind = page.gazetteer.rows[best.form.row as usize].kind;
    let mut rows: Vec<u32> = Vec::with_capacity(hits.len());
    for hit in hits {
        if !rows.contains(&hit.form.row) {
            rows.push(hit.form.row);
        }
    }
    let mut tokens = best.start as usize..best.end as usize;
    let mut gender = None;
    trim(page, kind, &mut tokens, &mut gender);
    if kind == Kind::Person {
        tokens.end = longer(page, tokens.end);
    }
    if kind == Kind::Organisation && article_belongs(page, tokens.start) {
        tokens.start -= 1;
    }
    page.claim(Claim { tokens, kind, basis, rule: Rule::Row(best.form.row), rows, gender });
}

/// "The" with a capital inside a sentence: part of the name.
pub(super) fn article_belongs(page: &Page, start: usize) -> bool {
    start > 0
        && page.is(start - 1, class::DEFINITE)
        && page.shape(start - 1) == Some(Shape::Capital)
        && page.is_joined(start)
        && !page.opens(start - 1)
        && !page.tokens[start].weak
}

/// Where a person's name ends that goes on behind the known part: "Hamad bin Jassim bin Jabor Al Thani".
fn longer(page: &Page, end: usize) -> usize {
    let Some(run) = page.run_of(end).filter(|run| run.start < end) else { return end };
    let mut at = end;
    while at < run.end && page.is(at, class::PARTICLE) {
        at += 1;
    }
    let particle = at > end;
    let mut last = end;
    while at < run.end
        && particle
        && at < end + 5
        && page.is_free(at..at + 1)
        && (!page.is(at, class::ORDINARY.or(TITLES).or(class::CALENDAR))
            || last == end && page.is(at, class::FIRST_NAME))
    {
        at += 1;
        last = at;
    }
    last
}

/// Cuts off titles in front of persons, and small words around places and organisations ("the", "eastern", "region").
fn trim(page: &Page, kind: Kind, tokens: &mut std::ops::Range<usize>, gender: &mut Option<crate::document::Gender>) {
    let small = |at: usize| page.shape(at) == Some(Shape::Lower);
    if kind == Kind::Person {
        let title = |at: usize| {
            page.is(at, class::OFFICE.or(class::ABBREVIATION))
                || page.is(at, class::TITLE)
                    && (page.is(at, class::MALE.or(class::FEMALE))
                        || !page.is(at, class::FIRST_NAME.or(class::SURNAME)))
        };
        while tokens.len() > 1 && title(tokens.start) {
            *gender = gender.or(crate::lexicon::gender(page.classes(tokens.start)));
            tokens.start += 1;
        }
        return;
    }
    while tokens.len() > 1 && small(tokens.start) && !page.is(tokens.start, class::PARTICLE) {
        tokens.start += 1;
    }
    while kind == Kind::Place && tokens.len() > 1 && small(tokens.end - 1) {
        tokens.end -= 1;
    }
}

fn sort(page: &Page, hit: &Hit) -> Option<Sort> {
    (hit.form.form != Form::Demonym).then(|| page.gazetteer.sort(hit.form.row))
}

/// Whether the run of capitals around a hit goes on, so that the hit is but a part of another name.
fn runs_on(page: &Page, hit: &Hit) -> bool {
    let (start, end) = (hit.start as usize, hit.end as usize);
    if page.tokens[start].weak {
        return false;
    }
    let person = sort(page, hit) == Some(Sort::Person);
    goes_left(page, start) || goes_right(page, end) || !person && is_linked(page, start, end)
}

/// "Bahía" and "La Paz" in "Bahía de La Paz": the small words of another language join them to one name.
fn is_linked(page: &Page, start: usize, end: usize) -> bool {
    let small = |at: usize| page.shape(at) == Some(Shape::Lower) && page.is(at, class::PARTICLE) && page.is_joined(at);
    let run = page.run_of(start);
    let inside = |at: usize| run.as_ref().is_some_and(|run| run.start <= at && at < run.end);
    small(end) && inside(end)
        || start > 1
            && small(start - 1)
            && page.is_joined(start)
            && inside(start - 2)
            && page.claim_at(start - 2).is_none()
            && !page.is_plain(start - 2)
}

fn goes_left(page: &Page, start: usize) -> bool {
    if start == 0 || !page.is_joined(start) || page.tokens[start].first {
        return false;
    }
    let mut before = start - 1;
    if page.shape(before) == Some(Shape::Lower)
        && page.is(before, class::PARTICLE)
        && page.is_joined(before)
        && before > 0
    {
        before -= 1;
    }
    if !page.is_capital(before) || page.is_numbered(before) {
        return false;
    }
    let explained = page.claim_at(before).is_some()
        || page.is_plain(before)
        || page.is(before, TITLES.or(class::DEMONYM).or(class::CALENDAR).or(class::COMPASS).or(GRAMMAR))
        || known_at(page, before);
    !explained
}

fn goes_right(page: &Page, end: usize) -> bool {
    if !page.is_joined(end) || !page.is_capital(end) || page.tokens[end].first || page.is_numbered(end) {
        return false;
    }
    let explained = page.claim_at(end).is_some()
        || page.is(end, class::DEMONYM.or(class::CALENDAR).or(GRAMMAR))
        || page.is_title(end);
    !explained && !known_from(page, end)
}

/// Whether a known name begins at the token whose own end is the end of the capitals.
fn known_from(page: &Page, at: usize) -> bool {
    known_at(page, at) && {
        let from = page.hits.partition_point(|hit| (hit.start as usize) < at);
        page.hits[from..].iter().take_while(|hit| hit.start as usize == at).any(|hit| {
            let end = hit.end as usize;
            !page.is_joined(end)
                || !page.is_capital(end)
                || page.is_title(end)
                || page.claim_at(end).is_some()
                || known_at(page, end)
        })
    }
}

/// Whether a known name that is no ordinary word begins at the token.
pub(super) fn known_at(page: &Page, at: usize) -> bool {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < at);
    page.hits[from..].iter().take_while(|hit| hit.start as usize == at).any(|hit| {
        !hit.form.ordinary
            && !matches!(sort(page, hit), None | Some(Sort::SmallCity))
            && (hit.end as usize > at + 1 || !page.is(at, class::FIRST_NAME.or(class::SURNAME)))
    })
}

/// Whether a hit may stand here.
fn stands(page: &Page, hit: &Hit, doubt: Doubt) -> bool {
    let (at, end) = (hit.start as usize, hit.end as usize);
    let token = &page.tokens[at];
    let Some(sort) = sort(page, hit) else { return false };
    let small = page.shape(end - 1) == Some(Shape::Lower) && hit.form.lower & 1 << (end - at - 1) != 0;
    if page.is_barred(at) || small && end - at > 1 && matches!(sort, Sort::Body | Sort::Team) {
        return false;
    }
    if end - at > 1 {
        return sort != Sort::SmallCity && sort != Sort::Person;
    }
    token.shape != Shape::Lower && stands_alone(page, hit, doubt, sort)
}

/// The same for a hit of one word.
fn stands_alone(page: &Page, hit: &Hit, doubt: Doubt, sort: Sort) -> bool {
    let (at, end) = (hit.start as usize, hit.end as usize);
    let token = &page.tokens[at];
    let plain = hit.form.ordinary && (page.is_plain(at) || token.weak);
    let before = |classes: Classes| at > 0 && page.is_joined(at) && page.is_capital(at - 1) && page.is(at - 1, classes);
    let bearer = before(class::TITLE) && before(class::MALE.or(class::FEMALE).or(class::ABBREVIATION));
    let dateline = matches!(page.shape(end), Some(Shape::Open | Shape::Comma)) && page.opens(at);
    let shouted = !hit.exact && token.shape == Shape::Upper && !token.weak && token.end - token.start <= 4 && !dateline;
    if sort >= Sort::Region && shouted
        || bearer && page.is(at, class::FIRST_NAME.or(class::SURNAME)) && sort != Sort::Person
    {
        return false;
    }
    match sort {
        // "Hamilton", "Virginia", "Kerry": persons of that name come first.
        Sort::Capital | Sort::Territory | Sort::Region
            if doubt == Doubt::Without && page.is(at, class::FIRST_NAME.or(class::SURNAME)) && minor(page, hit) =>
        {
            false
        }
        Sort::Country | Sort::Capital | Sort::Territory => {
            !(place::is_money(page, end) || hit.form.ordinary && token.weak && !hit.exact)
        }
        // "NH", "SC": a state in two letters stands behind its town, or before its own number.
        Sort::Region if doubt::is_postal(page, at, hit) => false,
        Sort::Region => !plain,
        Sort::SmallCity => false,
        Sort::Person => {
            let given = before(class::FIRST_NAME) && page.is_free(at - 1..at);
            let speaks =
                page.shape(end) == Some(Shape::Possessive) || page.is(end, class::CUE_FINITE.or(class::AUXILIARY));
            hit.form.form == Form::Short && (!plain || speaks) && !given
                || !hit.form.ordinary && hit.form.form == Form::Alias
        }
        Sort::Area if hit.form.ordinary && doubt::has_article(page, at) => true,
        Sort::City | Sort::Area | Sort::Site => {
            let doubtful = page.is(at, class::FIRST_NAME.or(class::SURNAME)) || hit.form.ordinary;
            if doubtful { doubt == Doubt::With && supported(page, at..end, hit) } else { !plain }
        }
        // "Chelsea": the club that its town's name stands for needs a match, see `clubs.rs`.
        Sort::Team if doubt::is_town(page, hit) => false,
        // "the PDF", "ICT centres": letters that mean something else too, where the article has no longer name of the body.
        Sort::Body
            if hit.form.form == Form::Acronym && page.is(at, class::LETTERS) && !doubt::is_spelled_out(page, hit) =>
        {
            false
        }
        Sort::Body if doubt::is_verb(page, at) => false,
        Sort::Body | Sort::Team => {
            let doubtful = page.is(at, class::FIRST_NAME.or(class::SURNAME)) && hit.form.caps == 0;
            (!doubtful || doubt == Doubt::With) && !plain && !doubt::is_medium(page, at)
        }
    }
}

/// Whether the place has fewer than a million inhabitants, as far as is known.
fn minor(page: &Page, hit: &Hit) -> bool {
    page.gazetteer.rows[hit.form.row as usize].population < 1_000_000
}

/// Whether the surroundings ask for a place: "in Lincoln", "Lincoln, Nebraska", "LINCOLN (Reuters)", or a large city.
fn supported(page: &Page, tokens: std::ops::Range<usize>, hit: &Hit) -> bool {
    let (at, end) = (tokens.start, tokens.end);
    let large = page.gazetteer.rows[hit.form.row as usize].population >= 1_000_000;
    let before = at > 0
        && page.is(at - 1, class::LOCATIVE.or(class::PREPOSITION))
        && !page.is(at - 1, class::AGENT.or(class::AS));
    let dateline = page.opens(at)
        && page.tokens[at].shape == Shape::Upper
        && matches!(page.shape(end), Some(Shape::Open | Shape::Comma));
    let comma = page.shape(end) == Some(Shape::Comma) && page.is_place_at(end + 1);
    let near = at > 1 && page.shape(at - 1) == Some(Shape::Comma) && page.is_place_at(at - 2);
    dateline || comma || (before || near || large) && !(hit.form.ordinary && page.is_plain(at))
}
