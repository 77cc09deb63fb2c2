//! Names that only a quotation shows to be a person's: "Small said", where no list and no title knew Small.

use super::scene::{NO_MENTION, Noun, Scene};
use super::{Verdict, bare};
use crate::document::{Basis, Document, Entity, Kind};
use crate::gazetteer::slug::slug;
use crate::gazetteer::{Named, Rule, TokenMention};
use crate::lexicon::{class, gender};
use crate::token::{Gap, Shape, Token, span_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// Adds the named sources that no mention covers: to the person of that surname, where the article has one, else as a new one.
pub(crate) fn speakers(named: &mut Named, scene: &Scene<'_>, verdicts: &[Verdict], document: &Document) {
    let mut sources: Vec<Range<usize>> = verdicts.iter().filter_map(|verdict| proper(scene, verdict)).collect();
    let reporting: Vec<Range<usize>> = reporters(scene).collect();
    let more = reporting.iter().cloned().chain(introduced(scene, verdicts));
    sources.extend(more.filter_map(|source| full_name(scene, &source)));
    let bodies = shortened(named, scene, sources.iter().chain(&reporting).cloned(), document);
    let mut changed = !bodies.is_empty();
    sources.sort_by_key(|name| (name.start, name.end));
    sources.dedup_by_key(|name| name.start);
    // Most sources are named already.
    let candidate = |source: Range<usize>| {
        let bare = bare::name(scene, &source);
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
    let mut houses: Option<BTreeMap<&str, Vec<usize>>> = None;
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
        let (basis, rule) = (Basis::Context, Rule::Named("speaker"));
        if lone && holder.is_none() {
            let houses = houses.get_or_insert_with(|| firms(scene, document));
            if let Some(places) = houses.get_mut(surname) {
                let places = std::mem::take(places);
                if !places.is_empty() {
                    let entity = create(named, &mut ids, scene.tokens, &tokens, Kind::Organisation, document);
                    let mention = |at| TokenMention { tokens: at..at + 1, entity, basis, rule, decision: None };
                    let free = places.into_iter().filter(|at| !overlaps(&named.mentions[..held], &(*at..*at + 1)));
                    let places: Vec<TokenMention> = free.map(mention).collect();
                    named.mentions.extend(places);
                    changed = true;
                }
                continue;
            }
        }
        let entity = holder.unwrap_or_else(|| create(named, &mut ids, scene.tokens, &tokens, Kind::Person, document));
        make_person(&mut named.entities[entity as usize]);
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

/// The source of a quotation, where it is somebody's name.
fn proper(scene: &Scene<'_>, verdict: &Verdict) -> Option<Range<usize>> {
    let Verdict::Said(decision) = verdict else { return None };
    let finding = &decision.finding;
    let behind = || bare::behind_role(scene, &finding.source).is_some() || bare::is_titled(scene, &finding.source);
    let named = finding.noun == Noun::Proper || finding.noun == Noun::Nominal && behind();
    (named && finding.shared.is_none()).then(|| finding.source.clone())
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
    bare::name(scene, source).filter(|name| name.len() > 1)
}

/// The words that may be a firm's name, with the places where they stand alone: of "Quarnix" the article tells the shares ("Quarnix
/// shares fell"), and nowhere stands a title or a given name before it.
fn firms<'a>(scene: &Scene<'_>, document: &'a Document) -> BTreeMap<&'a str, Vec<usize>> {
    let tokens = scene.tokens;
    let word = |at: usize| &document[tokens[at].span()];
    let next = |at: usize| tokens.get(at + 1).filter(|next| next.gap == Gap::Space);
    // "Quarnix shares fell", and not "Quarnix shares his bread".
    let told = |at: usize| {
        let verb = class::AUXILIARY.or(class::BE).or(class::PAST_LIKE);
        let noun = |noun: &Token| !noun.is(class::CUE) || tokens.get(at + 2).is_some_and(|behind| behind.is(verb));
        next(at).is_some_and(|next| next.shape == Shape::Lower && next.is(class::FIRM_NOUN) && noun(next))
    };
    let capital = |at: &usize| tokens[*at].is_capital();
    let mut houses: BTreeMap<&str, Vec<usize>> =
        (0..tokens.len()).filter(capital).filter(|at| told(*at)).map(|at| (word(at), Vec::new())).collect();
    for at in (0..tokens.len()).filter(capital) {
        let Some(places) = houses.get_mut(word(at)) else { continue };
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| tokens[at].gap == Gap::Space);
        let person = |before: &Token| {
            before.is(class::TITLE.or(class::FAMILY)) || before.is_capital() && !before.is(class::ORDINARY)
        };
        if before.is_some_and(person) {
            houses.remove(word(at));
        } else if next(at).is_none_or(|next| !next.is_capital()) {
            places.push(at);
        }
    }
    houses
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

/// A new person or body of that name, or the one of that id.
pub(super) fn create(
    named: &mut Named,
    ids: &mut BTreeMap<String, u32>,
    tokens: &[Token],
    name: &Range<usize>,
    kind: Kind,
    document: &Document,
) -> u32 {
    let words = &*crate::token::repaired(&document[span_of(tokens, name)]);
    let mut id = format!("{}:{}", kind.name(), slug(words));
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
    let gender = title.or(given).filter(|_| kind == Kind::Person);
    let entity = Entity { id, name: words.to_owned(), kind, gender, known: None };
    named.entities.push(entity);
    named.entities.len() as u32 - 1
}
