//! Names that only a quotation shows to be a person's: "Small said", where no list and no title knew Small.

use super::Verdict;
use super::scene::{NO_MENTION, Noun, Scene};
use crate::document::{Basis, Document, Entity, Kind};
use crate::gazetteer::slug::slug;
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::{class, gender};
use crate::token::{Gap, Shape, Token, span_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// Adds the named sources that no mention covers: to the person of that surname, where the article has one, else as a new one.
pub(crate) fn speakers(named: &mut Named, scene: &Scene<'_>, verdicts: &[Verdict], document: &Document) {
    let proper = |verdict: &Verdict| match verdict {
        Verdict::Said(decision) if decision.finding.shared.is_none() => {
            let finding = &decision.finding;
            let named = finding.noun == Noun::Proper
                || finding.noun == Noun::Nominal
                    && (behind_role(scene, &finding.source).is_some() || is_titled(scene, &finding.source));
            named.then(|| finding.source.clone())
        }
        _ => None,
    };
    let mut sources: Vec<Range<usize>> = verdicts.iter().filter_map(proper).collect();
    let reporting: Vec<Range<usize>> = reporters(scene).collect();
    let more = reporting.iter().cloned().chain(introduced(scene, verdicts));
    sources.extend(more.filter_map(|source| full_name(scene, &source)));
    let bodies = shortened(named, scene, sources.iter().chain(&reporting).cloned(), document);
    let mut changed = !bodies.is_empty();
    sources.sort_by_key(|name| (name.start, name.end));
    sources.dedup_by_key(|name| name.start);
    // Most sources are named already.
    let candidate = |source: Range<usize>| {
        let bare = bare_name(scene, &source);
        (bare.is_some() || misnamed(named, scene, &source).is_some()).then_some((source, bare))
    };
    let sources: Vec<_> = sources.into_iter().filter_map(candidate).collect();
    if sources.is_empty() && !changed {
        return;
    }
    let holders = holders(named, scene.tokens, document);
    let mut ids: BTreeMap<String, u32> =
        named.entities.iter().enumerate().map(|(at, entity)| (entity.id.clone(), at as u32)).collect();
    // Sources may overlap: behind the last name that was added, tokens are free.
    let mut free = 0;
    let held = named.mentions.len();
    for (source, bare) in sources {
        if let Some(mention) = misnamed(named, scene, &source) {
            let word = &document[scene.tokens[source.end - 1].span()];
            if let Some(holder) = holders.get(word).copied().flatten() {
                let mention = &mut named.mentions[mention];
                (mention.entity, mention.basis, mention.rule) = (holder, Basis::Short, Rule::Named("speaker"));
                make_person(&mut named.entities[holder as usize]);
                changed = true;
            }
            continue;
        }
        let Some(tokens) = bare.filter(|tokens| tokens.start >= free) else { continue };
        // The adjective of a country is a mention too.
        if overlaps(&named.mentions[..held], &tokens) {
            continue;
        }
        free = tokens.end;
        let surname = &document[scene.tokens[tokens.end - 1].span()];
        let lone = tokens.len() == 1;
        let holder = holders.get(surname).copied().flatten().or_else(|| misspelt(&holders, surname)).filter(|_| lone);
        let entity = holder.unwrap_or_else(|| create(named, &mut ids, scene.tokens, &tokens, document));
        make_person(&mut named.entities[entity as usize]);
        let (basis, rule) = (Basis::Context, Rule::Named("speaker"));
        named.mentions.push(TokenMention { tokens, entity, basis, rule, decision: None });
        changed = true;
    }
    let (_, added) = named.mentions.split_at(held);
    let bodies: Vec<TokenMention> = bodies.into_iter().filter(|body| !overlaps(added, &body.tokens)).collect();
    named.mentions.extend(bodies);
    if changed {
        super::whole::join(named, &mut ids, scene.tokens, document, held);
        named.sort();
    }
}

/// Whether one of the mentions, which are in order, has a token of these.
fn overlaps(mentions: &[TokenMention], tokens: &Range<usize>) -> bool {
    let at = mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
    mentions.get(at).is_some_and(|mention| mention.tokens.start < tokens.end)
}

/// "The Lantern said", where the article has spoken of The Kestria Lantern, and of no other body that ends so.
fn shortened(
    named: &Named,
    scene: &Scene<'_>,
    sources: impl Iterator<Item = Range<usize>>,
    document: &Document,
) -> Vec<TokenMention> {
    let tokens = scene.tokens;
    let word = |at: usize| &document[tokens[at].span()];
    // By the last word of a body's name: the first body, where it was named, and where the first other one was.
    let mut called: BTreeMap<&str, (u32, usize, usize)> = BTreeMap::new();
    for mention in named.mentions.iter().filter(|mention| mention.basis.counts() && mention.tokens.len() > 1) {
        if named.entities[mention.entity as usize].kind == Kind::Organisation {
            let start = mention.tokens.start;
            let (first, _, other) =
                called.entry(word(mention.tokens.end - 1)).or_insert((mention.entity, start, usize::MAX));
            if *first != mention.entity {
                *other = (*other).min(start);
            }
        }
    }
    let mut found: BTreeMap<usize, TokenMention> = BTreeMap::new();
    for source in sources {
        let last = source.end - 1;
        let short = source.len() == 2
            && tokens[source.start].is(class::DEFINITE)
            && tokens[last].shape == Shape::Capital
            && source.clone().all(|at| scene.mention_at[at] == NO_MENTION)
            && !tokens[last].is(class::DEMONYM.or(class::TITLE).or(class::ROLE).or(class::INSTITUTION));
        if short
            && let Some((entity, first, other)) = called.get(word(last))
            && (*first..=*other).contains(&source.start)
        {
            let (entity, basis, rule) = (*entity, Basis::Short, Rule::Named("speaker"));
            found.insert(last, TokenMention { tokens: last..source.end, entity, basis, rule, decision: None });
        }
    }
    found.into_values().collect()
}

/// The subjects of verbs of saying around the quotations: "Tamlin Geldern, the spokeswoman, confirmed".
fn reporters<'a>(scene: &'a Scene<'a>) -> impl Iterator<Item = Range<usize>> + 'a {
    let of_line = move |block: usize| {
        let line = scene.line(block);
        // "Lund had the nerve to say": whoever has something to say is somebody.
        let infinitive = move |at: usize| line.is(at, class::CUE_BARE) && line.is(at - 1, class::TO);
        let says = move |at: &usize| {
            (line.is_finite_cue(*at) || infinitive(*at))
                && line.is(*at, class::CUE_SAYING.or(class::CUE_STANCE))
                && !line.is(*at, class::CUE_WEAK)
                && !line.is_passive(*at)
        };
        (1..line.len()).filter(says).filter_map(move |at| {
            let phrase = line.subject(at, line.sentence_start(at))?;
            (phrase.noun == Noun::Proper).then(|| line.tokens(phrase.start..phrase.end))
        })
    };
    (0..scene.blocks.len()).filter(|block| scene.blocks[*block].paragraph.zone.counts()).flat_map(of_line)
}

/// How many sentences back a pronoun may have its name.
const SENTENCES: usize = 4;

/// "Kristyn Gardner, a native of Veldt, is saddled with debt. “…,” she said.": the name that opens the nearest sentence before a
/// pronoun that speaks, unless another name stands in between.
fn introduced<'a>(scene: &'a Scene<'a>, verdicts: &'a [Verdict]) -> impl Iterator<Item = Range<usize>> + 'a {
    let pronoun = |verdict: &Verdict| match verdict {
        Verdict::Said(decision) if decision.finding.noun == Noun::Pronoun && decision.finding.shared.is_none() => {
            Some(decision.finding.source.start).filter(|at| gender(scene.tokens[*at].classes).is_some())
        }
        _ => None,
    };
    let opening = move |at: usize| {
        let tokens = scene.tokens;
        let place = tokens[at].start as usize;
        let end = scene.sentences.partition_point(|sentence| sentence.end() <= place);
        let block = scene.blocks.partition_point(|block| block.tokens.end <= at);
        let floor = scene.blocks[block.saturating_sub(1)].tokens.start;
        for sentence in scene.sentences[..end].iter().rev().take(SENTENCES) {
            let start = tokens.partition_point(|token| (token.start as usize) < sentence.start());
            if start < floor || scene.mention_at[start] != NO_MENTION {
                return None;
            }
            let words = bare(tokens, start);
            let verb = class::AUXILIARY.or(class::CUE_FINITE).or(class::PAST_LIKE);
            let goes_on = |token: &Token| token.shape == Shape::Comma || token.shape == Shape::Lower && token.is(verb);
            if words > 1 && tokens.get(start + words).is_some_and(goes_on) {
                return Some(start..start + words);
            }
        }
        None
    };
    verdicts.iter().filter_map(pronoun).filter_map(opening)
}

/// How many words with a capital stand at `start`, in one sentence.
fn bare(tokens: &[Token], start: usize) -> usize {
    let goes_on = |at: &usize| tokens[*at].shape == Shape::Capital && (*at == start || !tokens[*at].first);
    (start..tokens.len()).take(4).take_while(goes_on).count()
}

/// A name of two words and more that nothing else in the source is part of.
fn full_name(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    bare_name(scene, source).filter(|name| name.len() > 1)
}

/// Gives an entity that speaks under its last word the kind of a person.
fn make_person(entity: &mut Entity) {
    if entity.kind != Kind::Person && entity.known.is_none() {
        entity.id = format!("{}:{}", Kind::Person.name(), slug(&entity.name));
        entity.kind = Kind::Person;
    }
}

/// The lone word that speaks and that a list takes for something else than a person: "Coe said", where Coe is a body too.
fn misnamed(named: &Named, scene: &Scene<'_>, source: &Range<usize>) -> Option<usize> {
    let last = source.end.checked_sub(1)?;
    let mention = Some(scene.mention_at[last]).filter(|mention| *mention != NO_MENTION)? as usize;
    // The numbers are those of the mentions before any was added; sorting comes last.
    let found = named.mentions.get(mention)?;
    let lone = found.tokens == (last..source.end) && scene.tokens[last].shape == Shape::Capital;
    let bare = source.len() == 1 || scene.tokens[source.start].is(class::TITLE);
    let other = named.entities[found.entity as usize].kind != Kind::Person;
    (lone && bare && other).then_some(mention)
}

/// The one holder of a surname that differs by one letter: a slip of the pen.
fn misspelt(holders: &BTreeMap<&str, Option<u32>>, surname: &str) -> Option<u32> {
    const LETTERS: usize = 5;
    if surname.chars().count() < LETTERS {
        return None;
    }
    let near = |word: &str| word.chars().count() >= LETTERS && one_letter_apart(word, surname);
    let mut found = holders.iter().filter(|(word, _)| near(word)).map(|(_, holder)| *holder);
    match (found.next(), found.next()) {
        (Some(holder), None) => holder,
        _ => None,
    }
}

/// Whether one letter left out or added behind the first makes the words equal.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let (long, short): (Vec<char>, Vec<char>) = (long.chars().collect(), short.chars().collect());
    let same = long.iter().zip(&short).take_while(|(one, other)| one == other).count();
    long.len() == short.len() + 1 && same > 0 && long[same + 1..] == short[same..]
}

/// The person whose name ends with each word; `None` where several do.
fn holders<'a>(named: &Named, tokens: &[Token], document: &'a Document) -> BTreeMap<&'a str, Option<u32>> {
    let mut holders: BTreeMap<&str, Option<u32>> = BTreeMap::new();
    for mention in named.mentions.iter().filter(|mention| mention.basis.counts()) {
        let entity = &named.entities[mention.entity as usize];
        let first = &tokens[mention.tokens.start];
        // "Don Guardian" looks like a paper; "Guardian said" shows that it is a man.
        let like = mention.basis == Basis::Context
            && entity.kind == Kind::Organisation
            && mention.tokens.len() == 2
            && first.is(class::FIRST_NAME)
            && !first.is(class::FIRST_ORDINARY.or(class::ORDINARY));
        if entity.kind == Kind::Person || like {
            let word = &document[tokens[mention.tokens.end - 1].span()];
            let slot = holders.entry(word).or_insert(Some(mention.entity));
            *slot = slot.filter(|entity| *entity == mention.entity);
        }
    }
    holders
}

/// The capitalised words at the head of a source that no mention touches.
fn bare_name(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let tokens = scene.tokens;
    let free = |at: usize| scene.mention_at[at] == NO_MENTION;
    let source = match behind_role(scene, source) {
        Some(name) => name,
        None if source.clone().all(free) => source.clone(),
        None => return None,
    };
    let start = name_start(tokens, &source)?;
    let inside = |at: &usize| {
        tokens[*at].is_capital() && tokens[*at].shape != Shape::Upper
            || tokens[*at].is(class::PARTICLE) && tokens[*at].shape == Shape::Lower
            || *at > start && tokens[*at].gap == Gap::Hyphen && tokens[*at].shape == Shape::Lower
    };
    let mut name = start..(start..source.end).take_while(inside).last()? + 1;
    if !begins_as_name(scene, &source, &name) {
        return None;
    }
    while name.len() > 1 && tokens[name.end - 1].is(class::PARTICLE.or(class::NAME_SUFFIX)) {
        name.end -= 1;
    }
    // One ordinary word with a capital at the start of a sentence is not enough.
    let plain = name.len() == 1
        && !is_behind_title(tokens, &source, start)
        && (tokens[start].first || tokens[start].weak)
        && tokens[start].is(class::ORDINARY);
    // "Army 2nd Lt. Beau Tallis": more of the name follows.
    let more = tokens.get(name.end).is_some_and(|next| {
        next.gap == Gap::Space && (next.is_capital() || next.shape == Shape::Number) && !next.is(class::CALENDAR)
    });
    (name.len() <= 4 && !names_no_person(tokens, &name) && !plain && !more).then_some(name)
}

/// "Ms. Boxer": behind a title a role is a name.
fn is_behind_title(tokens: &[Token], source: &Range<usize>, at: usize) -> bool {
    at > source.start && tokens[at - 1].is(class::TITLE) && gender(tokens[at - 1].classes).is_some()
}

/// Where the name in a source begins, behind its titles and roles.
fn name_start(tokens: &[Token], source: &Range<usize>) -> Option<usize> {
    let light = class::TITLE
        .or(class::ROLE)
        .or(class::ROLE_MODIFIER)
        .or(class::DEMONYM)
        .or(class::DETERMINER)
        .or(class::COLLECTIVE);
    let begins =
        |at: &usize| tokens[*at].is_capital() && (!tokens[*at].is(light) || is_behind_title(tokens, source, *at));
    let mut start = source.clone().find(begins)?;
    // "the minister for Rural Roads Rashida Abdulai": what she is minister for.
    let field = |at: usize| tokens[at].is(class::ORDINARY) && !tokens[at].is(class::FIRST_NAME.or(class::SURNAME));
    if start > 0 && tokens[start - 1].is(class::PREPOSITION) {
        start += (start..source.end.saturating_sub(2)).take_while(|at| field(*at)).count();
    }
    // "the Abuelas", "research firm Quarnix", "a clerk of Quarnix Books": no person.
    let held = class::DEFINITE.or(class::BODY_NOUN).or(class::OF);
    (start == 0 || !tokens[start - 1].is(held)).then_some(start)
}

/// Whether the words may be a name: neither all ordinary, nor a party and its state, nor "But" or "I".
fn begins_as_name(scene: &Scene<'_>, source: &Range<usize>, name: &Range<usize>) -> bool {
    let tokens = scene.tokens;
    let first = &tokens[name.start];
    let named = |token: &Token| token.is(class::FIRST_NAME.or(class::SURNAME));
    let common = |token: &Token| token.is(class::ORDINARY.or(class::PREPOSITION)) && !named(token);
    // "Legislator Hung Sun-ha": behind a role with a capital, ordinary words are a name.
    let role = |token: &Token| token.is(class::TITLE.or(class::ROLE)) && token.is_capital();
    let behind = name.start > source.start && name.len() > 1 && role(&tokens[name.start - 1]);
    if tokens[name.clone()].iter().all(common) && !behind && !is_titled(scene, source)
        || first.is(class::PREPOSITION) && !named(first)
    {
        return false;
    }
    // "R-Kestr.": a party and a state.
    let letter = first.end == first.start + 1;
    let party = letter && tokens.get(name.start + 1).is_some_and(|next| next.gap == Gap::Hyphen);
    !party && !first.is(class::CLOSED.or(class::PRONOUN_FIRST))
}

/// Whether a word of the name is that of a body, a place or a day.
fn names_no_person(tokens: &[Token], name: &Range<usize>) -> bool {
    let tail = class::ORGANISATION_TAIL
        .or(class::ORGANISATION_HEAD)
        .or(class::PLACE_TAIL)
        .or(class::OTHER_TAIL)
        .or(class::CALENDAR)
        .or(class::DEMONYM)
        .or(class::PRONOUN);
    let first = &tokens[name.start];
    // "Wanda Green": a given name outweighs the village green.
    let given = name.len() == 2 && first.is(class::FIRST_NAME) && !first.is(class::ORDINARY);
    // "Lien Sun-ha": half of a given name is no paper.
    let joins = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
    let hyphened = |at: usize| at > name.start && (joins(at) || joins(at + 1));
    name.clone().any(|at| {
        tokens[at].is(tail) && !given && !hyphened(at)
            || tokens[at].is(class::LETTERS)
            || tokens[at].shape == Shape::Inner
    })
}

/// "Ms. Boxer said": a word for a role, but behind a title that no role has. "Mr. Speaker" is nobody's name.
fn is_titled(scene: &Scene<'_>, source: &Range<usize>) -> bool {
    let (title, name) = (&scene.tokens[source.start], &scene.tokens[source.end - 1]);
    let bare = title.is(class::TITLE) && title.is(class::ABBREVIATION) && gender(title.classes).is_some();
    let free = source.clone().all(|at| scene.mention_at[at] == NO_MENTION);
    source.len() == 2 && bare && free && name.shape == Shape::Capital && !name.is(class::TITLE.or(class::FAMILY))
}

/// "Velania's minister of works Esmat Khatir": the full name behind a role that holds other names.
fn behind_role(scene: &Scene<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let tokens = scene.tokens;
    let of_name = |at: &usize| {
        scene.mention_at[*at] == NO_MENTION && (tokens[*at].is_capital() || tokens[*at].gap == Gap::Hyphen)
    };
    let start = source.clone().rev().take_while(of_name).last()?;
    let role = |at: usize| tokens[at].is(class::ROLE.or(class::TITLE));
    let start = (start..source.end).find(|at| !role(*at))?;
    let lead = tokens[start.checked_sub(1)?].shape == Shape::Lower || role(start - 1);
    (source.end - start > 1 && lead && (source.start..start).any(role)).then_some(start..source.end)
}

/// A new person of that name, or the one of that id.
pub(super) fn create(
    named: &mut Named,
    ids: &mut BTreeMap<String, u32>,
    tokens: &[Token],
    name: &Range<usize>,
    document: &Document,
) -> u32 {
    let words = &*crate::token::repaired(&document[span_of(tokens, name)]);
    let mut id = format!("person:{}", slug(words));
    if name.len() == 1 {
        id = format!("{id}@{}", document.id);
    }
    if let Some(known) = ids.get(&id) {
        return *known;
    }
    ids.insert(id.clone(), named.entities.len() as u32);
    let title =
        name.start.checked_sub(1).and_then(|at| gender(tokens[at].classes).filter(|_| tokens[at].is(class::TITLE)));
    let first = tokens[name.start].classes;
    let given = match (first.any(class::FIRST_MALE), first.any(class::FIRST_FEMALE)) {
        (true, false) => Some(crate::document::Gender::Male),
        (false, true) => Some(crate::document::Gender::Female),
        _ => None,
    };
    let entity = Entity { id, name: words.to_owned(), kind: Kind::Person, gender: title.or(given), known: None };
    named.entities.push(entity);
    named.entities.len() as u32 - 1
}
