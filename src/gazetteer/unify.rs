//! One entity for the long and the short form of a name that no list holds: "Inés Paz Moreno" and "Paz Moreno",
//! "Harbour Traders Union" and "HTU". Only where the article leaves no choice.

use super::{Named, Rule, TokenMention};
use crate::document::{Basis, Document, Entity, Gender, Kind};
use crate::lexicon::{class, gender};
use crate::pipeline::Knowledge;
use crate::token::{Gap, Shape, Token, fold_word};
use std::collections::BTreeMap;
use std::ops::Range;

/// Makes hyphenated given names whole, then joins the entities that are one.
pub(super) fn unify(named: &mut Named, tokens: &[Token], document: &Document, knowledge: &Knowledge) {
    let decisions = &knowledge.gazetteer.decisions;
    let text = &document.text;
    untitled(named, tokens, text);
    contradicted(named, tokens, text, document);
    kin(named, tokens, text);
    whole_names(&mut named.mentions, &named.entities.iter().map(|entity| entity.kind).collect::<Vec<_>>(), tokens);
    let longest = longest_names(named, tokens, text);
    let mut target: Vec<u32> = (0..named.entities.len() as u32).collect();
    for short in 0..named.entities.len() {
        if named.entities[short].known.is_some() || longest[short].is_empty() {
            continue;
        }
        let joins = |long: &usize| {
            let (long, short) = (*long, short);
            let genders = named.entities[long].gender.zip(named.entities[short].gender);
            long != short
                && genders.is_none_or(|(own, other)| own == other || !is_sure(named, tokens, long, own))
                && named.entities[long].kind == named.entities[short].kind
                && (is_part(&longest[short], &longest[long], named.entities[short].kind)
                    || named.entities[short].kind == Kind::Organisation && is_acronym(&longest[short], &longest[long]))
                && decisions.apart(&named.entities[short].id, &named.entities[long].id).is_none()
        };
        let mut candidates = (0..named.entities.len()).filter(joins);
        if let (Some(long), None) = (candidates.next(), candidates.next()) {
            target[short] = long as u32;
        }
    }
    rename(named, tokens, text);
    if target.iter().enumerate().all(|(at, target)| at as u32 == *target) {
        return;
    }
    merge(named, &mut target);
}

/// "Sen. Petra Lund" is Petra Lund: an abbreviated title before two words or more is no part of the name.
fn untitled(named: &mut Named, tokens: &[Token], text: &str) {
    for mention in &mut named.mentions {
        let entity = &mut named.entities[mention.entity as usize];
        let first = &tokens[mention.tokens.start];
        let titled = first.is(class::TITLE) && first.is(class::ABBREVIATION) && first.shape != Shape::Initial;
        if !titled || mention.tokens.len() < 3 || entity.kind != Kind::Person || mention.basis != Basis::Context {
            continue;
        }
        mention.tokens.start += 1;
        if entity.known.is_none() {
            let name = crate::token::span_of(tokens, &mention.tokens).of(text);
            entity.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            entity.id = format!("{}:{}", entity.kind.name(), super::slug::slug(name));
        }
    }
}

/// "Marco and Dario Lenzi": Marco has the surname too, unless the article has him under another.
fn kin(named: &mut Named, tokens: &[Token], text: &str) {
    for at in 1..named.mentions.len() {
        let (first, second) = (&named.mentions[at - 1], &named.mentions[at]);
        let and = first.tokens.end;
        let lone = first.tokens.len() == 1 && first.basis == Basis::Context && second.tokens.len() == 2;
        let joined = and + 1 == second.tokens.start && tokens[and].is(class::COORDINATOR);
        let given = |at: usize| tokens[at].is(class::FIRST_NAME);
        if !(lone && joined && given(first.tokens.start) && given(second.tokens.start)) {
            continue;
        }
        let (own, other) = (&named.entities[first.entity as usize], &named.entities[second.entity as usize]);
        if own.kind != Kind::Person || other.kind != Kind::Person || own.known.is_some() || own.name.contains(' ') {
            continue;
        }
        let name = format!("{} {}", own.name, tokens[second.tokens.end - 1].span().of(text));
        let id = format!("{}:{}", Kind::Person.name(), super::slug::slug(&name));
        if named.entities.iter().all(|entity| entity.id != id) {
            let entity = &mut named.entities[first.entity as usize];
            (entity.name, entity.id) = (name, id);
        }
    }
}

/// "Mr Haugen" is not a woman of that surname whom only the gazetteer knows: the title makes him somebody else.
fn contradicted(named: &mut Named, tokens: &[Token], text: &str, document: &Document) {
    let mut others: BTreeMap<(u32, &str), u32> = BTreeMap::new();
    for mention in &mut named.mentions {
        let start = mention.tokens.start;
        let Some(before) = start.checked_sub(1).map(|at| &tokens[at]) else { continue };
        let entity = &named.entities[mention.entity as usize];
        let titled = gender(before.classes).filter(|_| before.is(class::TITLE) && tokens[start].gap == Gap::Space);
        let wrong = titled.is_some() && entity.gender.is_some() && titled != entity.gender;
        if !wrong || mention.basis != Basis::Short || mention.tokens.len() > 1 {
            continue;
        }
        let words = tokens[start].span().of(text);
        let key = (mention.entity, words);
        let id = format!("person:{}@{}", super::slug::slug(words), document.id);
        // Somebody of whom the article tells no more is not told from another such one.
        let held = named.entities.iter().position(|entity| entity.id == id).map(|number| number as u32);
        if held == Some(mention.entity) {
            continue;
        }
        mention.basis = Basis::Context;
        mention.rule = Rule::Named("title");
        mention.entity = *others.entry(key).or_insert_with(|| {
            if let Some(held) = held {
                return held;
            }
            named.entities.push(Entity { id, name: words.to_owned(), kind: Kind::Person, gender: titled, known: None });
            named.entities.len() as u32 - 1
        });
    }
    if !others.is_empty() {
        named.sort();
    }
}

/// How many words behind a name may tell that a man has it.
const NEAR: usize = 12;

/// Whether more than the given name tells the gender of the entity at `at`: a list, or "he" behind a mention in full.
fn is_sure(named: &Named, tokens: &[Token], at: usize, own: Gender) -> bool {
    let told = |mention: &TokenMention| {
        let words = tokens[mention.tokens.end..].iter().take(NEAR).take_while(|token| !token.is_terminal());
        let mut pronouns = words.filter(|token| token.is(class::PRONOUN_MALE.or(class::PRONOUN_FEMALE)));
        pronouns.next().is_some_and(|pronoun| gender(pronoun.classes) == Some(own))
    };
    let full = |mention: &&TokenMention| mention.entity as usize == at && mention.tokens.len() > 1;
    named.entities[at].known.is_some() || named.mentions.iter().filter(full).any(told)
}

/// "Kim Ara-min": the part behind the hyphen belongs to the name; "Trump-backed" is cut.
fn whole_names(mentions: &mut [TokenMention], kinds: &[Kind], tokens: &[Token]) {
    for at in 0..mentions.len() {
        let end = mentions[at].tokens.end;
        let free = mentions.get(at + 1).is_none_or(|next| next.tokens.start > end);
        let Some(tail) = tokens.get(end).filter(|tail| free && tail.gap == Gap::Hyphen) else { continue };
        let person = kinds[mentions[at].entity as usize] == Kind::Person && mentions[at].basis == Basis::Context;
        let eastern = tokens[mentions[at].tokens.start].is(class::FAMILY_FIRST) || !tail.is(class::ORDINARY);
        let inflected = tail.is(class::PAST_LIKE.or(class::ING_LIKE).or(class::CUE));
        if person
            && mentions[at].tokens.len() > 1
            && tail.is_word()
            && eastern
            && !inflected
            && tail.end - tail.start < 8
        {
            mentions[at].tokens.end = end + 1;
        }
    }
}

/// The folded words of the longest mention of each entity that may be joined to another or have another joined to it.
fn longest_names(named: &Named, tokens: &[Token], text: &str) -> Vec<Vec<String>> {
    let mut longest: Vec<Range<usize>> = vec![0..0; named.entities.len()];
    let open = [Kind::Person, Kind::Organisation]
        .map(|kind| named.entities.iter().any(|entity| entity.known.is_none() && entity.kind == kind).then_some(kind));
    for mention in named.mentions.iter().filter(|mention| mention.basis.counts() && mention.basis != Basis::Role) {
        if !open.contains(&Some(named.entities[mention.entity as usize].kind)) {
            continue;
        }
        let slot = &mut longest[mention.entity as usize];
        if mention.tokens.len() > slot.len() {
            *slot = mention.tokens.clone();
        }
    }
    let fold = |range: Range<usize>| tokens[range].iter().map(|token| fold_word(token.span().of(text))).collect();
    longest.into_iter().map(fold).collect()
}

/// Whether the short name is part of the long one: of a person's its end, or two words and more of it wherever they stand; of a body's two
/// words or more at its end.
fn is_part(short: &[String], long: &[String], kind: Kind) -> bool {
    let proper = short.len() < long.len() && long.len() > 1;
    match kind {
        Kind::Person => {
            proper && (long.ends_with(short) || short.len() > 1 && long.windows(short.len()).any(|part| part == short))
        }
        Kind::Organisation => proper && short.len() > 1 && long.ends_with(short),
        Kind::Place => false,
    }
}

/// Whether the one word is made of the first letters of the others, small words left out.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let [letters] = short else { return false };
    if letters.len() < 3 || long.len() < 3 {
        return false;
    }
    let initials = |least: usize| {
        long.iter().filter(|word| word.len() > least).filter_map(|word| word.chars().next()).collect::<String>()
    };
    initials(0) == *letters || initials(3) == *letters
}

/// Gives entities that no list holds the words of their longest mention as their name.
fn rename(named: &mut Named, tokens: &[Token], text: &str) {
    for mention in &named.mentions {
        let entity = &mut named.entities[mention.entity as usize];
        let hyphen =
            tokens[mention.tokens.end - 1].gap == Gap::Hyphen && tokens[mention.tokens.end - 1].shape == Shape::Lower;
        if entity.known.is_none() && hyphen && mention.basis == Basis::Context {
            let name = crate::token::span_of(tokens, &mention.tokens).of(text);
            if name.len() > entity.name.len() {
                name.clone_into(&mut entity.name);
                entity.id = format!("{}:{}", entity.kind.name(), super::slug::slug(name));
            }
        }
    }
}

/// Moves mentions to the entities that theirs are joined to and drops those that have none left.
fn merge(named: &mut Named, target: &mut [u32]) {
    for at in 0..target.len() {
        let mut to = target[at];
        for _ in 0..4 {
            to = target[to as usize];
        }
        target[at] = to;
    }
    for (at, to) in target.iter().enumerate() {
        if named.entities[*to as usize].gender.is_none() {
            named.entities[*to as usize].gender = named.entities[at].gender;
        }
    }
    for mention in &mut named.mentions {
        let to = target[mention.entity as usize];
        if to != mention.entity && mention.basis == Basis::Context {
            mention.basis = Basis::Short;
        }
        mention.entity = to;
    }
    named.sort();
}
