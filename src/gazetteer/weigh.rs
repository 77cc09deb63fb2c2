//! Names that no list and no sure rule claims: their form and all their surroundings in the document are weighed.
//!
//! What speaks for a person, a place, an organisation or for none of them is counted by the rows of
//! `lexicon/<language>/evidence.csv`, which were measured on annotated news.

use super::Rule;
use super::features::{FEATURES, Feature};
use super::hints;
use super::matching::Hit;
use super::page::{Claim, GRAMMAR, Page, TITLES};
use super::row::Sort;
use crate::document::{Basis, Kind};
use crate::lexicon::{Classes, class};
use crate::token::{Gap, Shape};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];

/// A name with all places where it stands.
struct Candidate {
    features: u128,
    places: Vec<Range<usize>>,
    seen: u32,
    opens: u32,
}

/// Weighs what is left.
pub(super) fn weigh(page: &mut Page) {
    let mut found: Vec<Candidate> = Vec::new();
    let heads = hints::heads(page);
    let mut by_key: HashMap<Vec<u32>, usize, FixedState> = HashMap::with_hasher(FixedState::with_seed(29));
    for run in &page.runs {
        let mut at = run.start;
        while at < run.end {
            let end = (at..run.end).find(|at| !page.is_free(*at..*at + 1)).unwrap_or(run.end);
            if let Some(tokens) = core(page, at..end) {
                let key = page.keys[tokens.clone()].to_vec();
                let number = *by_key.entry(key).or_insert_with(|| {
                    let features = form(page, &tokens) | hints::ending(page, &tokens);
                    found.push(Candidate { features, places: Vec::new(), seen: 0, opens: 0 });
                    found.len() - 1
                });
                let candidate = &mut found[number];
                candidate.features |= surroundings(page, &tokens, run) | hints::around(page, &tokens, &heads);
                candidate.seen += 1;
                candidate.opens += u32::from(page.opens(tokens.start));
                candidate.places.push(tokens);
            }
            at = end + 1;
        }
    }
    for candidate in found {
        decide(page, &candidate);
    }
}

fn bit(feature: Feature) -> u128 {
    1 << feature as u32
}

/// The words of a free stretch that may be a name: without grammar, titles and days at its edges.
fn core(page: &Page, mut piece: Range<usize>) -> Option<Range<usize>> {
    // "King Tarn Complex": named after somebody, title and all.
    let honours = piece.len() > 2 && page.is(piece.end - 1, class::PLACE_TAIL);
    let edge = |at: usize| {
        page.is(at, class::CALENDAR.or(class::NAME_SUFFIX))
            || page.is(at, TITLES.or(class::ROLE_MODIFIER))
                && !named(page, at)
                && !(honours && page.is(at, class::MALE.or(class::FEMALE)))
    };
    while piece.start < piece.end
        && (page.is_plain(piece.start)
            || page.is(piece.start, GRAMMAR)
            || edge(piece.start)
            || page.shape(piece.start) == Some(Shape::Lower))
    {
        piece.start += 1;
    }
    while piece.start < piece.end
        && (edge(piece.end - 1)
            || page.shape(piece.end - 1) == Some(Shape::Lower) && page.tokens[piece.end - 1].gap != Gap::Hyphen)
    {
        piece.end -= 1;
    }
    let fits = !piece.is_empty() && piece.len() <= 6 && !page.tokens[piece.start].weak;
    let language = piece.len() == 1 && page.is(piece.start, class::DEMONYM);
    (fits
        && !language
        && !page.is(piece.end - 1, class::COMPASS)
        && !page.is_barred(piece.start)
        && !super::place::is_money(page, piece.end)
        && page.tokens[piece.start].end - page.tokens[piece.start].start > 1)
        .then_some(piece)
}

fn named(page: &Page, at: usize) -> bool {
    page.is(at, class::FIRST_NAME.or(class::SURNAME)) && !page.is(at, class::ORDINARY.or(class::ABBREVIATION))
}

/// What the words themselves say.
fn form(page: &Page, tokens: &Range<usize>) -> u128 {
    use Feature as F;
    let (first, last) = (tokens.start, tokens.end - 1);
    let any = |classes: Classes| tokens.clone().any(|at| page.is(at, classes));
    // "St. Peter" is a place or a saint, however rare its words are.
    let saint = |at: usize| page.is(at, class::PLACE_HEAD) && page.is(at, class::ABBREVIATION);
    let ordinary = tokens
        .clone()
        .filter(|at| page.is(*at, class::ORDINARY.or(GRAMMAR)) || saint(*at))
        .filter(|at| page.shape(*at) != Some(Shape::Lower))
        .count();
    let mut bits = bit(F::Bias);
    let mut set = |condition: bool, feature: F| bits |= if condition { bit(feature) } else { 0 };
    set(tokens.len() == 1, F::OneWord);
    set(tokens.len() == 2, F::TwoWords);
    set(tokens.len() == 3, F::ThreeWords);
    set(tokens.len() > 3, F::MoreWords);
    let upper = tokens.clone().all(|at| page.shape(at) == Some(Shape::Upper));
    set(upper, F::Capitals);
    set(upper && page.word(first).len() < 3, F::TwoLetters);
    set(tokens.clone().any(|at| page.shape(at) == Some(Shape::Inner) || has_inner_capital(page.word(at))), F::Inner);
    set(tokens.clone().skip(1).any(|at| page.tokens[at].gap == Gap::Hyphen), F::Hyphen);
    set(tokens.clone().any(|at| page.is_numbered(at)), F::Digit);
    set(ordinary == 0, F::NoOrdinary);
    set(ordinary > 0 && ordinary < tokens.len(), F::SomeOrdinary);
    set(ordinary == tokens.len(), F::AllOrdinary);
    set(page.is(first, class::FIRST_NAME), F::GivenFirst);
    set(any(class::FIRST_NAME), F::GivenAny);
    set(page.is(last, class::SURNAME), F::FamilyLast);
    set(page.is(first, class::FAMILY_FIRST), F::FamilyFirst);
    set(page.shape(first) == Some(Shape::Initial), F::Initial);
    set(any(class::LETTERS), F::Letters);
    set(page.is(last, class::ORGANISATION_TAIL), F::OrganisationTail);
    set(first < last && page.is(last, class::PLACE_TAIL.or(class::STREET)), F::PlaceTail);
    set(page.is(last, class::OTHER_TAIL), F::OtherTail);
    set(page.is(first, class::PLACE_HEAD), F::PlaceHead);
    set(any(class::ORGANISATION_HEAD.or(class::ORGANISATION_TAIL).or(class::BODY_NOUN)), F::OrganisationWord);
    set(any(class::PARTICLE), F::Particle);
    for hit in hits(page, tokens) {
        match page.gazetteer.sort(hit.form.row) {
            Sort::SmallCity => set(true, F::HitSmallCity),
            Sort::Person => set(true, F::HitPerson),
            Sort::Body | Sort::Team => set(true, F::HitBody),
            _ => set(true, F::HitPlace),
        }
    }
    bits
}

fn has_inner_capital(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && word.chars().skip(1).any(char::is_uppercase) && !word.contains(['\'', '’'])
}

/// The hits that are exactly these tokens.
pub(super) fn hits<'a>(page: &'a Page, tokens: &'a Range<usize>) -> impl Iterator<Item = &'a Hit> {
    let from = page.hits.partition_point(|hit| (hit.start as usize) < tokens.start);
    page.hits[from..]
        .iter()
        .take_while(|hit| hit.start as usize == tokens.start)
        .filter(|hit| hit.end as usize == tokens.end && hit.form.row != u32::MAX)
}

/// What stands beside one mention.
fn surroundings(page: &Page, tokens: &Range<usize>, run: &Range<usize>) -> u128 {
    let mut bits = 0;
    if tokens.start > run.start && page.is_free(tokens.start - 1..tokens.start)
        || tokens.end < run.end && page.is_free(tokens.end..tokens.end + 1)
    {
        bits |= bit(Feature::InRun);
    }
    if page.opens(tokens.start) {
        bits |= bit(Feature::Opens);
    }
    bits | before(page, tokens.start) | after(page, tokens.end) | neighbours(page, tokens)
}

fn before(page: &Page, start: usize) -> u128 {
    use Feature as F;
    if start == 0 || page.tokens[start].gap == Gap::Line {
        return bit(F::AfterStart);
    }
    let at = start - 1;
    let is = |classes: Classes| page.is(at, classes);
    let feature = match page.shape(at) {
        Some(Shape::Comma) => F::AfterComma,
        Some(Shape::Open) => F::AfterOpen,
        Some(Shape::Quote) => F::AfterQuote,
        Some(Shape::Possessive) => F::AfterPossessive,
        Some(Shape::Other) => F::AfterSlash,
        Some(Shape::Stop | Shape::Shout | Shape::Colon | Shape::Semicolon | Shape::Dash | Shape::Ellipsis) => {
            F::AfterStart
        }
        _ if page.claim_at(at).is_some_and(|claim| claim.basis == Basis::Demonym) || is(class::DEMONYM) => {
            F::AfterDemonym
        }
        _ if page.is_capital(at) && is(TITLES) => F::AfterTitle,
        _ if is(class::DEFINITE) => F::AfterThe,
        _ if is(class::INDEFINITE) => F::AfterA,
        _ if is(class::OF) && start > 1 && page.is(at - 1, class::PLACE_NOUN) => F::AfterTownOf,
        _ if is(class::OF) => F::AfterOf,
        _ if is(class::TO) => F::AfterTo,
        _ if is(class::AGENT) => F::AfterBy,
        _ if is(class::AS) => F::AfterAs,
        _ if is(class::LOCATIVE) => F::AfterIn,
        _ if is(class::MEDIUM) => F::AfterMedium,
        _ if is(class::AFFILIATION) => F::AfterFrom,
        _ if is(class::PREPOSITION) => F::AfterPreposition,
        _ if is(class::COORDINATOR) => F::AfterAnd,
        _ if is(class::POSSESSIVE) => F::AfterHis,
        _ if is(class::SAY) => F::AfterSaid,
        _ if is(class::TERM_LEAD) => F::AfterCalled,
        _ if is(class::COMPASS) => F::AfterCompass,
        _ if is(class::FAMILY) => F::AfterFamily,
        _ if is(TITLES) => F::AfterRole,
        _ if is(class::PLACE_NOUN) => F::AfterPlaceNoun,
        _ if is(class::BODY_NOUN) => F::AfterBody,
        _ if is(class::WORK) => F::AfterWork,
        _ if is(class::CUE.or(class::AUXILIARY)) => F::AfterVerb,
        _ => F::AfterLower,
    };
    bit(feature)
}

fn after(page: &Page, end: usize) -> u128 {
    use Feature as F;
    let Some(token) = page.tokens.get(end) else { return bit(F::BeforeStop) };
    if token.gap == Gap::Line {
        return bit(F::BeforeStop);
    }
    let is = |classes: Classes| page.is(end, classes);
    let feature = match token.shape {
        Shape::Possessive => F::BeforePossessive,
        Shape::Comma => return bit(F::BeforeComma) | after_comma(page, end + 1),
        Shape::Open => return bit(F::BeforeOpen) | after_comma(page, end + 1),
        Shape::Close => F::BeforeClose,
        Shape::Quote => F::BeforeQuote,
        Shape::Other => F::BeforeSlash,
        Shape::Number => F::BeforeNumber,
        Shape::Stop | Shape::Shout | Shape::Colon | Shape::Semicolon | Shape::Dash | Shape::Ellipsis => F::BeforeStop,
        _ if token.gap == Gap::Hyphen => F::BeforeHyphen,
        _ if page.is_capital(end) && page.is_title(end) => F::BeforeTitle,
        _ if page.is_capital(end) => F::BeforeCapital,
        _ if is(class::SAY.or(class::CUE_SAYING)) && is(class::CUE_FINITE) => F::BeforeSaid,
        _ if is(class::AUXILIARY) => F::BeforeIs,
        _ if is(class::RELATIVE) => F::BeforeWho,
        _ if is(class::PREPOSITION.or(class::SUBORDINATOR).or(class::TO).or(class::OF)) => F::BeforePreposition,
        _ if is(class::COORDINATOR) => F::BeforeAnd,
        _ if is(class::FIRM_NOUN) => F::BeforeFirm,
        _ if is(class::PLACE_NOUN) => F::BeforePlaceNoun,
        _ if is(class::BODY_NOUN) => F::BeforeBody,
        _ if is(TITLES) => F::BeforeRole,
        _ if is(class::CUE_FINITE.or(class::ADVERB)) => F::BeforeVerb,
        _ => F::BeforeOtherNoun,
    };
    bit(feature)
}

/// ", who", ", 34,", ", the head of …", ", a company".
fn after_comma(page: &Page, at: usize) -> u128 {
    use Feature as F;
    if page.shape(at) == Some(Shape::Number) && page.word(at).len() == 2 {
        return bit(F::BeforeAge);
    }
    if page.is(at, class::RELATIVE) {
        return bit(F::BeforeWho);
    }
    if page.is_place_at(at) {
        return bit(F::CommaPlace);
    }
    if !page.is(at, class::DETERMINER.or(TITLES).or(class::ROLE_MODIFIER).or(class::FORMER)) || page.is_capital(at) {
        return 0;
    }
    for next in at..at + 6 {
        if !page.tokens.get(next).is_some_and(crate::token::Token::is_word) || page.is(next, class::PREPOSITION) {
            break;
        }
        if page.is(next, TITLES) && page.shape(next) == Some(Shape::Lower) {
            return bit(F::BeforeApposition);
        }
        if page.is(next, class::BODY_NOUN.or(class::PLACE_NOUN)) && !page.is(next + 1, TITLES) {
            return bit(F::BeforeBodyApposition);
        }
    }
    0
}

/// What names stand beside it in a list.
fn neighbours(page: &Page, tokens: &Range<usize>) -> u128 {
    let mut bits = 0;
    let link = |at: usize| page.shape(at) == Some(Shape::Comma) || page.is(at, class::COORDINATOR);
    let left = tokens.start.checked_sub(2).filter(|at| link(at + 1)).and_then(|at| page.claim_at(at));
    let right = Some(tokens.end + 1).filter(|_| link(tokens.end)).and_then(|at| page.claim_at(at));
    if tokens.start > 1
        && page.shape(tokens.start - 1) == Some(Shape::Comma)
        && left.is_some_and(|claim| claim.kind == Kind::Place && claim.basis != Basis::Demonym)
    {
        bits |= bit(Feature::PlaceComma);
    }
    for claim in [left, right].into_iter().flatten().filter(|claim| claim.basis != Basis::Demonym) {
        bits |= bit(match claim.kind {
            Kind::Person => Feature::BesidePerson,
            Kind::Place => Feature::BesidePlace,
            Kind::Organisation => Feature::BesideBody,
        });
    }
    bits
}

fn decide(page: &mut Page, candidate: &Candidate) {
    let mut features = candidate.features;
    if candidate.opens == candidate.seen {
        features |= bit(Feature::OnlyOpens);
    }
    if candidate.seen > 1 {
        features |= bit(Feature::Twice);
    }
    if candidate.seen > 3 {
        features |= bit(Feature::Often);
    }
    let Some((kind, rule)) = verdict(&page.weights.rows, features) else { return };
    if kind == Kind::Person && candidate.places.first().is_some_and(|tokens| is_people(page, tokens)) {
        return;
    }
    let rows = candidate.places.first().map_or_else(Vec::new, |tokens| rows(page, tokens, kind));
    let basis = if rows.is_empty() { Basis::Context } else { Basis::Name };
    let rule = rows.first().map_or(Rule::Named(rule), |row| Rule::Row(*row));
    for place in &candidate.places {
        // "Nia Tallis in Accra": who wrote from where.
        let writer = kind == Kind::Place
            && rows.is_empty()
            && place.len() > 1
            && page.is_byline(place.start)
            && page.is(place.end, class::LOCATIVE);
        let kind = if writer { Kind::Person } else { kind };
        page.claim(Claim { tokens: place.clone(), kind, basis, rule, rows: rows.clone(), gender: None });
    }
}

/// "Coastal Kestrians": many people of a country, which is nobody's name. Silent for "Rosa Roman".
fn is_people(page: &Page, tokens: &Range<usize>) -> bool {
    tokens.len() > 1 && page.is(tokens.end - 1, class::DEMONYM) && !page.is(tokens.start, class::FIRST_NAME)
}

/// The rows of that kind with exactly this name, large before small.
pub(super) fn rows(page: &Page, tokens: &Range<usize>, kind: Kind) -> Vec<u32> {
    let mut rows: Vec<u32> =
        hits(page, tokens).map(|hit| hit.form.row).filter(|row| page.gazetteer.kind(*row) == Some(kind)).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(page.gazetteer.rows[*row as usize].population), *row));
    rows.dedup();
    rows
}

/// The kind with the greatest weight above the threshold, and the feature that spoke loudest for it.
fn verdict(weights: &[[i32; 3]], features: u128) -> Option<(Kind, &'static str)> {
    let mut sums = [0i32; 3];
    let present = || (0..FEATURES.len()).filter(|at| features >> at & 1 == 1);
    for at in present() {
        let row = weights.get(at)?;
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += weight;
        }
    }
    let best = (0..3).max_by_key(|at| (sums[*at], std::cmp::Reverse(*at)))?;
    let others = (0..3).filter(|at| *at != best).map(|at| sums[at]).max().unwrap_or(0).max(0);
    if sums[best] - others < THRESHOLD[best] {
        return None;
    }
    let loudest = present().skip(1).max_by_key(|at| (weights[*at][best], std::cmp::Reverse(*at)))?;
    Some((KINDS[best], FEATURES[loudest]))
}

/// How much more than for anything else must speak for a person, a place, an organisation (weights are hundredths of
/// the natural logarithm of the odds).
const THRESHOLD: [i32; 3] = [120, 140, 140];
