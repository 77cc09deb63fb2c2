//! The second pass: short forms of the names that the first pass found, and further mentions of the same words.

use super::Rule;
use super::page::{Claim, GRAMMAR, Page, TAILS, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Surnames and given names alone, of persons whose full name stands anywhere in the document.
/// After "Sebastien Ogier", "Ogier won" speaks; "Ogier Avenue" is silent.
pub(super) fn surnames(page: &mut Page) {
    let parts = parts(page);
    if parts.is_empty() {
        return;
    }
    let mut next = 0;
    for number in 0..page.capitals.len() {
        let at = page.capitals[number] as usize;
        if at >= next && page.is_free(at..at + 1) && parts.contains_key(&page.keys[at]) {
            next = short(page, at, &parts);
        }
    }
    reclaim(page, &parts);
}

/// A town or region that has the name of a person of the document is that person, unless a word of place stands before
/// it. After "Taras Shevchenko", "monuments to Shevchenko" speaks; "in Shevchenko" is silent.
fn reclaim(page: &mut Page, parts: &Parts) {
    for number in 0..page.claims.len() {
        let claim = &page.claims[number];
        let at = claim.tokens.start;
        let Some(row) = claim.rows.first() else { continue };
        let minor =
            matches!(page.gazetteer.sort(*row), Sort::City | Sort::Area | Sort::Site | Sort::Region | Sort::SmallCity);
        let placed = at > 0 && page.is(at - 1, class::LOCATIVE.or(class::COMPASS))
            || page.shape(at + 1) == Some(Shape::Comma) && page.is_place_at(at + 2);
        if minor
            && claim.kind == Kind::Place
            && claim.tokens.len() == 1
            && claim.basis != Basis::Demonym
            && !placed
            && parts.get(&page.keys[at]) == Some(&Part::Family)
        {
            let claim = &mut page.claims[number];
            claim.kind = Kind::Person;
            claim.basis = Basis::Short;
            claim.rule = Rule::Named("surname");
            claim.rows.clear();
        }
    }
}

type Parts = HashMap<u32, Part, FixedState>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Given,
    Middle,
    Family,
}

/// The words of the full names of persons.
fn parts(page: &Page) -> Parts {
    let mut parts: Parts = HashMap::with_hasher(FixedState::with_seed(13));
    for claim in page.claims.iter().filter(|claim| claim.kind == Kind::Person) {
        let titled = claim.rule == Rule::Named("title");
        if claim.tokens.len() < 2 && !titled && claim.rows.is_empty() {
            continue;
        }
        let (start, last) = (claim.tokens.start, claim.tokens.end - 1);
        for at in claim.tokens.clone() {
            if page.is(at, class::NAME_SUFFIX) || page.word(at).len() < 2 {
                continue;
            }
            if page.is(at, GRAMMAR.or(class::PARTICLE))
                && !page.is(at, class::FIRST_NAME.or(class::SURNAME))
                && at != last
                || page.is(at, class::PARTICLE.or(class::DEFINITE)) && page.is_capital(at)
            {
                continue;
            }
            if page.is(at, TITLES.or(class::ROLE_MODIFIER)) && !page.is(at, class::FIRST_NAME.or(class::SURNAME)) {
                continue;
            }
            let part = if at == last {
                Part::Family
            } else if at == start {
                Part::Given
            } else {
                Part::Middle
            };
            let slot = parts.entry(page.keys[at]).or_insert(part);
            *slot = (*slot).max(part);
        }
    }
    parts
}

/// Claims the short name at `at`, if it is one; where to go on.
fn short(page: &mut Page, at: usize, parts: &Parts) -> usize {
    let mut end = at + 1;
    while may_join(page, end, parts) && parts.contains_key(&page.keys[end]) {
        end += 1;
    }
    end = over_particles(page, end, parts);
    if let Some(start) = short_start(page, at, end, parts) {
        let rule = if start < at { "surname-more" } else { "surname" };
        page.claim(Claim {
            tokens: start..end,
            kind: Kind::Person,
            basis: Basis::Short,
            rule: Rule::Named(rule),
            rows: Vec::new(),
            gender: None,
        });
    }
    end
}

/// Whether a free word with a capital is joined at `at`, and is no second of two families: "Okselu-Lund".
fn may_join(page: &Page, at: usize, parts: &Parts) -> bool {
    page.is_joined(at) && !pairs(page, at, parts) && page.is_capital(at) && page.is_free(at..at + 1)
}

/// Whether a hyphen joins the family names of two people before `at` and at it.
fn pairs(page: &Page, at: usize, parts: &Parts) -> bool {
    let family = |at: usize| parts.get(&page.keys[at]) == Some(&Part::Family);
    at < page.tokens.len() && page.tokens[at].gap == Gap::Hyphen && family(at - 1) && family(at)
}

/// Where the short name begins whose words `at..end` are; `None` where they are something else here.
fn short_start(page: &Page, at: usize, end: usize, parts: &Parts) -> Option<usize> {
    let (one, weak) = (end == at + 1, page.tokens[at].weak);
    let letters = |hit: &super::matching::Hit| hit.exact && (hit.form.mixed | hit.form.caps) != 0;
    if one && !weak && super::weigh::hits(page, &(at..end)).any(letters) {
        return None;
    }
    let family = parts.get(&page.keys[end - 1]) == Some(&Part::Family);
    let doubtful = page.is(at, class::ORDINARY.or(GRAMMAR)) && page.inner_count(at) == 0;
    if one
        && (doubtful && (!family || page.is_plain(at)) || page.is(at, TITLES.or(class::DEMONYM).or(GRAMMAR)) && !family)
    {
        return None;
    }
    // "in May", "May 5": the month, though the article has a Theresa May.
    if one && page.is(at, class::CALENDAR) && is_date(page, at) {
        return None;
    }
    let mut start = at;
    if !weak {
        if may_join(page, end, parts) && !page.is(end, TITLES.or(class::CALENDAR)) {
            return None;
        }
        start = over_names(page, at, parts);
        if at - start > 2 || !family && start < at {
            return None;
        }
    }
    if family && start == at {
        start = before_particles(page, at);
    }
    if family && start == at && !weak && is_month_like(page, at) {
        start -= 1;
    }
    Some(start)
}

/// Back over the words with capitals in front that may be more of the name.
fn over_names(page: &Page, at: usize, parts: &Parts) -> usize {
    let other = TITLES.or(class::DEMONYM).or(class::CALENDAR).or(class::ROLE_MODIFIER).or(TAILS).or(GRAMMAR);
    let mut start = at;
    while start > 0
        && !pairs(page, start, parts)
        && page.is_joined(start)
        && page.is_capital(start - 1)
        && page.is_free(start - 1..start)
        && !page.is(start - 1, other)
        && !is_no_name(page, start - 1)
        && !ends_a_phrase(page, start - 1)
        && !page.is_plain(start - 1)
    {
        start -= 1;
    }
    start
}

/// "Foreign Affairs", "Hall of Fame": an ordinary word with a capital that ends what other capitals began, and begins no name.
fn ends_a_phrase(page: &Page, at: usize) -> bool {
    at > 0
        && page.is(at, class::ORDINARY)
        && !page.is(at, class::FIRST_NAME.or(class::SURNAME))
        && page.is_joined(at)
        && (page.is(at - 1, class::OF) || page.is_capital(at - 1) && !page.is(at - 1, TITLES) && !page.is_plain(at - 1))
}

/// "Team Tallis", "Harlow, Kestr. Tallis": a word for a group or a short form in front, which is part of nobody's name.
fn is_no_name(page: &Page, at: usize) -> bool {
    let common = class::COLLECTIVE.or(class::BODY_NOUN);
    page.is(at, common) && !page.is(at, class::FIRST_NAME.or(class::SURNAME))
        || page.is(at, class::ABBREVIATION) && page.word(at).ends_with('.')
}

/// Whether a number or a word of time stands beside a month.
fn is_date(page: &Page, at: usize) -> bool {
    let number = |at: usize| page.shape(at) == Some(Shape::Number);
    number(at + 1)
        || at > 0
            && (number(at - 1) || page.is(at - 1, class::LOCATIVE.or(class::TIME_LEAD).or(class::TIME).or(class::OF)))
}

/// "June Reyl": a month that is a given name, with nothing in front that asks for a date.
fn is_month_like(page: &Page, at: usize) -> bool {
    at > 0
        && page.is_joined(at)
        && page.is_capital(at - 1)
        && page.is_free(at - 1..at)
        && page.is(at - 1, class::CALENDAR)
        && page.is(at - 1, class::FIRST_NAME)
        && (at == 1
            || !page.is(at - 2, class::PREPOSITION.or(class::DETERMINER).or(class::ROLE_MODIFIER).or(class::TIME))
                && page.shape(at - 2) != Some(Shape::Number))
}

/// "Paz de Moreno" after "Inés Paz de Moreno": over the small words to the next word of the name.
fn over_particles(page: &Page, end: usize, parts: &Parts) -> usize {
    let next = (end..end + 3).find(|at| !is_particle(page, *at)).unwrap_or(end);
    let goes_on = next > end
        && page.is_capital(next)
        && page.is_joined(next)
        && page.is_free(next..next + 1)
        && parts.get(&page.keys[next]) == Some(&Part::Family);
    if goes_on { next + 1 } else { end }
}

/// "dos Pinhais" after "Irene dos Pinhais": back over the small words that a full name of the document has there too.
fn before_particles(page: &Page, at: usize) -> usize {
    let count = |at: usize| (1..=3usize).take_while(|back| at >= *back && is_particle(page, at - back)).count();
    // "Bin Salman left": at the start of a sentence the small word has a capital.
    let opens = at > 0 && page.is(at - 1, class::PARTICLE) && page.opens(at - 1) && page.is_joined(at);
    let mine = if opens { 1 } else { count(at) };
    let fits = |last: usize| {
        let other = count(last);
        other > 0
            && (other <= mine || opens && other == 1)
            && page.keys[last - other..last] == page.keys[at - other..at]
    };
    let full = page.claims.iter().filter(|claim| claim.kind == Kind::Person && claim.tokens.len() > 2);
    let held = |claim: &Claim| {
        let last = claim.tokens.end - 1;
        page.keys[last] == page.keys[at] && fits(last) && last - count(last) > claim.tokens.start
    };
    if mine == 0 {
        return at;
    }
    full.filter(|claim| held(claim)).map(|claim| at - count(claim.tokens.end - 1)).next().unwrap_or(at)
}

fn is_particle(page: &Page, at: usize) -> bool {
    page.is(at, class::PARTICLE) && page.shape(at) == Some(Shape::Lower) && page.is_joined(at + 1)
}

/// Further mentions of the words of a name found by a rule.
pub(super) fn repeats(page: &mut Page) {
    let mut known: HashMap<Vec<u32>, Kind, FixedState> = HashMap::with_hasher(FixedState::with_seed(17));
    let mut longest = 0;
    for claim in &page.claims {
        if claim.basis == Basis::Context && !page.is(claim.tokens.start, GRAMMAR) {
            longest = longest.max(claim.tokens.len().min(8));
            known.entry(page.keys[claim.tokens.clone()].to_vec()).or_insert(claim.kind);
        }
    }
    if known.is_empty() {
        return;
    }
    for run in page.runs.clone() {
        let mut at = run.start;
        while at < run.end {
            let mut next = at + 1;
            for len in (1..=longest.min(run.end - at)).rev() {
                let tokens = at..at + len;
                if !page.is_free(tokens.clone()) {
                    continue;
                }
                let Some(kind) = known.get(&page.keys[tokens.clone()]) else { continue };
                let goes_on = at + len < run.end
                    && page.is_free(at + len..at + len + 1)
                    && !page.is(at + len, GRAMMAR.or(class::CALENDAR))
                    && !page.is_title(at + len);
                let alone = len > 1 && (*kind == Kind::Organisation || !goes_on)
                    || (at == run.start || !page.is_free(at - 1..at) || page.is(at - 1, TITLES.or(GRAMMAR)))
                        && (at + 1 == run.end || !page.is_free(at + 1..at + 2));
                if alone && !page.is_plain(at) {
                    let rule = Rule::Named("repeat");
                    let kind = *kind;
                    page.claim(Claim { tokens, kind, basis: Basis::Short, rule, rows: Vec::new(), gender: None });
                    next = at + len;
                    break;
                }
            }
            at = next;
        }
    }
}
