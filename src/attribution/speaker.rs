//! Who a source is: from the words that name a speaker to the entity that they stand for.
//!
//! A name is looked up among the mentions; a pronoun goes to the last compatible speaker or subject; a role ("the senator")
//! to the one person whom the article gives that role. Where two answers are as good as each other there is none.

use super::Finding;
use super::scene::{NO_MENTION, Noun, Scene};
use crate::document::{Basis, Entity, Evidence, EvidenceRole, Gender, Kind};
use crate::gazetteer::Named;
use crate::lexicon::{Classes, WordId, Words, class, gender};
use crate::token::{Gap, Shape, Token, span_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many paragraphs back a pronoun may reach.
const REACH: usize = 6;

/// How many mentions back an answer may look: keeps the cost of a quotation independent of the length of its article.
const NEAR: usize = 300;

/// The entity or entities of a source, and the mention that says so where it is not the source itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) entities: Vec<u32>,
    pub(crate) evidence: Option<Evidence>,
    /// Where the source begins when a joint speaker stands before it.
    pub(crate) joined_from: Option<usize>,
}

impl Speaker {
    fn of(entity: u32) -> Self {
        Self { entities: vec![entity], ..Self::default() }
    }
}

/// The people and bodies of an article as it goes on: who spoke, who was the subject, who has which role.
pub(crate) struct Cast<'a> {
    scene: &'a Scene<'a>,
    named: &'a Named,
    words: &'a Words,
    /// Gender of each entity: as known, or as the titles and pronouns beside its mentions tell.
    genders: Vec<Option<Gender>>,
    /// Role words of each entity, from titles before and appositions after its mentions.
    roles: Vec<Vec<WordId>>,
    /// The entities that have each role.
    holders: BTreeMap<WordId, Vec<u32>>,
    /// For each mention whether it lies inside quotation marks.
    quoted: Vec<bool>,
    /// For each mention its paragraph.
    blocks: Vec<usize>,
    /// For each mention whether it may be the subject of its sentence.
    subjects: Vec<bool>,
    /// Who spoke, with the token where the source stands, in order of finding.
    spoken: Vec<(usize, u32)>,
    /// Mentions beside a verb of saying, quotation or not, in order: token and entity.
    reporters: Vec<(usize, u32)>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(scene: &'a Scene<'a>, named: &'a Named, words: &'a Words) -> Self {
        let mut cast = Self {
            scene,
            named,
            words,
            genders: named.entities.iter().map(|entity| entity.gender).collect(),
            roles: vec![Vec::new(); named.entities.len()],
            holders: BTreeMap::new(),
            quoted: Vec::with_capacity(named.mentions.len()),
            blocks: Vec::with_capacity(named.mentions.len()),
            subjects: Vec::with_capacity(named.mentions.len()),
            spoken: Vec::new(),
            reporters: Vec::new(),
        };
        let (mut quote, mut block) = (0, 0);
        for mention in &named.mentions {
            let start = mention.tokens.start;
            while scene.marked.get(quote).is_some_and(|marked| marked.tokens.end <= start) {
                quote += 1;
            }
            while scene.blocks.get(block).is_some_and(|block| block.tokens.end <= start) {
                block += 1;
            }
            cast.quoted.push(scene.marked.get(quote).is_some_and(|marked| marked.tokens.contains(&start)));
            cast.blocks.push(block);
            let owner = scene.tokens.get(mention.tokens.end).is_some_and(|token| token.shape == Shape::Possessive);
            let subject = !owner && (is_subject(scene.tokens, start) || governs(scene.tokens, &mention.tokens));
            cast.subjects.push(subject);
            if reports(scene.tokens, &mention.tokens) && !cast.quoted[cast.quoted.len() - 1] {
                cast.reporters.push((start, mention.entity));
            }
            cast.learn(mention.entity as usize, &mention.tokens);
        }
        cast
    }

    fn entity(&self, at: u32) -> &Entity {
        &self.named.entities[at as usize]
    }

    /// Notes the gender and the roles that stand beside a mention.
    fn learn(&mut self, entity: usize, range: &Range<usize>) {
        if self.named.entities[entity].kind != Kind::Person {
            return;
        }
        let tokens = self.scene.tokens;
        let role = class::ROLE.or(class::TITLE);
        let modifier = class::ROLE_MODIFIER.or(class::DEMONYM).or(class::FORMER);
        let mut at = range.start;
        while at > 0 && tokens[at].gap != Gap::Line && range.start - at < 5 {
            let token = &tokens[at - 1];
            if !(token.is_word() && token.is(role.or(modifier))) {
                break;
            }
            self.note(entity, token, role);
            at -= 1;
        }
        // "Tomas Reyl, the head of …": the first role words after the comma.
        if tokens.get(range.end).is_some_and(|token| token.shape == Shape::Comma) {
            for token in
                tokens[range.end + 1..].iter().take(7).take_while(|token| token.is_word() && token.gap != Gap::Line)
            {
                if token.is(class::PREPOSITION.or(class::RELATIVE).or(class::AUXILIARY)) && !token.is(class::ROLE) {
                    break;
                }
                self.note(entity, token, role);
            }
        }
    }

    fn note(&mut self, entity: usize, token: &Token, role: Classes) {
        if token.is(role) {
            let role = self.words.role(token.word);
            if !self.roles[entity].contains(&role) {
                self.roles[entity].push(role);
                self.holders.entry(role).or_default().push(entity as u32);
            }
        }
        if self.genders[entity].is_none() {
            self.genders[entity] = gender(token.classes);
        }
    }

    /// Who the source of `finding` is; remembers the answer for those who come after.
    pub(crate) fn speaker(&mut self, finding: &Finding) -> Speaker {
        let speaker = match finding.noun {
            Noun::Proper | Noun::Relative => self.by_name(&finding.source),
            Noun::Pronoun => {
                let speaker = self.by_pronoun(finding.source.start);
                if let [entity] = speaker.entities[..]
                    && self.genders[entity as usize].is_none()
                {
                    self.genders[entity as usize] = gender(self.scene.tokens[finding.source.start].classes);
                }
                speaker
            }
            Noun::Nominal => self.by_role(&finding.source),
        };
        if let [entity] = speaker.entities[..]
            && let Err(place) = self.spoken.binary_search(&(finding.source.start, entity))
        {
            self.spoken.insert(place, (finding.source.start, entity));
        }
        speaker
    }

    /// Mentions whose first token lies in `range`.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let mentions = &self.named.mentions;
        let from = mentions.partition_point(|mention| mention.tokens.end <= range.start);
        let to = mentions.partition_point(|mention| mention.tokens.start < range.end);
        from..to.max(from)
    }

    fn is(&self, mention: usize, kind: Kind) -> bool {
        let mention = &self.named.mentions[mention];
        mention.basis != Basis::Demonym && self.entity(mention.entity).kind == kind
    }

    /// The person named in the source before any preposition, else the body, else the place.
    fn by_name(&self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        let outside = |at: usize| self.scene.mention_at[at] == NO_MENTION;
        let preposition =
            |at: &usize| tokens[*at].is(class::PREPOSITION) && tokens[*at].shape == Shape::Lower && outside(*at);
        let cut = |at: &usize| preposition(at) || tokens[*at].shape == Shape::Comma || tokens[*at].shape == Shape::Open;
        let head = source.start..source.clone().find(cut).unwrap_or(source.end);
        // "keeper of the keys Tomas Reyl": the name stands behind an "of" that belongs to the role.
        let behind = head.end < source.end
            && tokens[head.end].is(class::OF)
            && !tokens[source.start].is(class::INDEFINITE)
            && self.within(&head).is_empty()
            && self.within(source).next_back().is_some_and(|mention| {
                let start = self.named.mentions[mention].tokens.start;
                self.is(mention, Kind::Person)
                    && start > head.end + 1
                    && !tokens[start - 1].is(class::PREPOSITION.or(class::DETERMINER))
            });
        let head = if behind { source.clone() } else { head };
        let inside = self.within(&head);
        // The name must end the phrase: "an Iowa Democrat" is not Iowa, "Trump's lawyer" is not Trump.
        let last = head.end - usize::from(tokens[head.end - 1].is(class::RELATIVE));
        let ends = |mention: &usize| {
            let end = self.named.mentions[*mention].tokens.end;
            end >= last || tokens[end..last].iter().all(|token| token.is(class::NAME_SUFFIX.or(class::ADVERB)))
        };
        for kind in [Kind::Person, Kind::Organisation, Kind::Place] {
            let found = inside.clone().rev().find(|mention| self.is(*mention, kind) && ends(mention));
            let nobody = tokens[source.start].is(class::INDEFINITE.or(class::NUMBER_WORD)) && kind != Kind::Person;
            if let Some(found) = found.filter(|_| !nobody) {
                return self.with_partner(found, source);
            }
        }
        self.by_role(source)
    }

    /// "Anya Sorel and Luis Prado": both.
    fn with_partner(&self, mention: usize, source: &Range<usize>) -> Speaker {
        let second = self.named.mentions[mention].entity;
        let mut speaker = Speaker::of(second);
        let start = self.named.mentions[mention].tokens.start.min(source.start);
        let tokens = self.scene.tokens;
        let kind = self.entity(second).kind;
        let joined = start > 1 && tokens[start - 1].is(class::COORDINATOR) && tokens[start - 1].shape == Shape::Lower;
        if !joined
            || mention == 0
            || self.named.mentions[mention - 1].tokens.end != start - 1
            || !self.is(mention - 1, kind)
        {
            return speaker;
        }
        let first = &self.named.mentions[mention - 1];
        let before = first.tokens.start.checked_sub(1).map(|at| &tokens[at]);
        let object = before.is_some_and(|token| {
            token.gap != Gap::Line && token.is(class::PREPOSITION.or(class::CUE).or(class::PAST_LIKE))
        });
        if !object && first.entity != second {
            speaker.entities = vec![first.entity, second];
            speaker.joined_from = Some(first.tokens.start);
        }
        speaker
    }

    /// "he": the latest speaker or subject of that gender; else the nearest name of that gender.
    fn by_pronoun(&self, at: usize) -> Speaker {
        let token = &self.scene.tokens[at];
        let wanted = gender(token.classes);
        if wanted.is_none() {
            return if token.is(class::PRONOUN_THING) { self.by_thing(at) } else { Speaker::default() };
        }
        let fits = |entity: u32, strict: bool| {
            self.entity(entity).kind == Kind::Person
                && match self.genders[entity as usize] {
                    Some(known) => Some(known) == wanted,
                    None => !strict,
                }
        };
        let loose = self.latest(at, &|entity| fits(entity, false));
        let strict = self.latest(at, &|entity| fits(entity, true));
        match (loose, strict) {
            // A person of unknown gender gives way to one of known gender in the same paragraph.
            (Some((near, speaker)), Some((far, known))) => {
                if near == far || self.block_of(near) == self.block_of(far) && !self.same_sentence(near, at) {
                    known
                } else {
                    speaker
                }
            }
            (Some((_, speaker)), None) => speaker,
            _ => Speaker::default(),
        }
    }

    fn same_sentence(&self, from: usize, to: usize) -> bool {
        !self.scene.tokens[from..to].iter().any(Token::is_terminal)
    }

    /// "it": the latest body that spoke or was a subject, in this paragraph or the one before.
    fn by_thing(&self, at: usize) -> Speaker {
        let fits = |entity: u32| self.entity(entity).kind == Kind::Organisation;
        self.latest(at, &fits).map(|(_, speaker)| speaker).unwrap_or_default()
    }

    /// The latest entity before the token `at` that fits: as a speaker or a subject, else as any name outside quotations.
    fn latest(&self, at: usize, fits: &dyn Fn(u32) -> bool) -> Option<(usize, Speaker)> {
        let block = self.scene.blocks.partition_point(|block| block.tokens.end <= at);
        let floor = (block.saturating_sub(REACH)..=block)
            .rev()
            .take_while(|b| *b == block || !self.scene.blocks[*b + 1].section)
            .last()?;
        let mentions = &self.named.mentions;
        let end = mentions.partition_point(|mention| mention.tokens.start < at);
        let usable = |mention: &usize| {
            !self.quoted[*mention]
                && mentions[*mention].basis.counts()
                && fits(mentions[*mention].entity)
                && self.blocks[*mention] >= floor
        };
        let near = (0..end).rev().take(NEAR).take_while(|mention| self.blocks[*mention] >= floor);
        let subject = near.clone().find(|mention| usable(mention) && self.subjects[*mention]);
        let last = |list: &[(usize, u32)]| {
            let end = list.partition_point(|(place, _)| *place < at);
            let fitting = |(place, entity): &&(usize, u32)| fits(*entity) && self.block_of(*place) >= floor;
            list[..end].iter().rev().take(64).find(fitting).copied()
        };
        let spoken = last(&self.spoken).max(last(&self.reporters));
        let spoken =
            spoken.filter(|(place, _)| subject.is_none_or(|mention| mentions[mention].tokens.start < *place + 1));
        if let Some((place, entity)) = spoken {
            return Some((place, self.standing(entity, at)));
        }
        let mention = subject.or_else(|| near.clone().find(usable))?;
        Some((mentions[mention].tokens.start, self.standing(mentions[mention].entity, at)))
    }

    fn block_of(&self, token: usize) -> usize {
        self.scene.blocks.partition_point(|block| block.tokens.end <= token)
    }

    /// An answer that rests on the entity's nearest mention before `at`.
    fn standing(&self, entity: u32, at: usize) -> Speaker {
        let mentions = &self.named.mentions;
        let end = mentions.partition_point(|mention| mention.tokens.start < at);
        let nearest = mentions[..end].iter().rev().take(NEAR).find(|mention| mention.entity == entity);
        Speaker {
            entities: vec![entity],
            evidence: nearest.map(|mention| Evidence {
                span: span_of(self.scene.tokens, &mention.tokens),
                role: EvidenceRole::Antecedent,
            }),
            joined_from: None,
        }
    }

    /// "the union": the one body of the article with that word in its name.
    fn by_body(&self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        let end = self.named.mentions.partition_point(|mention| mention.tokens.start < source.start);
        let word = tokens[source.end - 1].word;
        let mut holders: Vec<u32> = self.named.mentions[..end]
            .iter()
            .rev()
            .take(NEAR)
            .filter(|mention| {
                self.entity(mention.entity).kind == Kind::Organisation && mention.tokens.start < source.start
            })
            .filter(|mention| tokens[mention.tokens.clone()].iter().any(|token| token.word == word))
            .map(|mention| mention.entity)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        match holders[..] {
            [holder] => self.standing(holder, source.start),
            _ => Speaker::default(),
        }
    }

    /// "the senator": the person with that role, when the article has one; "a senator" is nobody.
    fn by_role(&self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        if let Some(mention) = self.within(source).find(|mention| self.named.mentions[*mention].basis == Basis::Role) {
            return Speaker::of(self.named.mentions[mention].entity);
        }
        // "the new mayor, Petra Lund, wrote": the name after the comma.
        if tokens.get(source.end).is_some_and(|token| token.shape == Shape::Comma) {
            let next = self.within(&(source.end + 1..source.end + 2)).next();
            let closes = |token: &Token| token.shape == Shape::Comma || token.is_terminal() || token.gap == Gap::Line;
            if let Some(next) = next
                && self.is(next, Kind::Person)
                && tokens.get(self.named.mentions[next].tokens.end).is_none_or(closes)
            {
                return Speaker::of(self.named.mentions[next].entity);
            }
        }
        // "Marta Kowalczyk, the envoy of Velania called": the name before the comma.
        if source.start > 1 && tokens[source.start - 1].shape == Shape::Comma && tokens[source.start].gap != Gap::Line {
            let before = self.within(&(source.start - 2..source.start - 1)).next();
            if let Some(before) = before
                && self.is(before, Kind::Person)
                && self.named.mentions[before].tokens.end == source.start - 1
                && source.clone().any(|at| tokens[at].is(class::ROLE))
            {
                return Speaker::of(self.named.mentions[before].entity);
            }
        }
        let definite = tokens[source.start].is(class::DEFINITE);
        let named = self.within(source).any(|mention| self.is(mention, Kind::Person));
        if definite && !named && tokens[source.end - 1].is(class::BODY_NOUN) {
            return self.by_body(source);
        }
        let Some(head) = source.clone().rev().find(|at| tokens[*at].is(class::ROLE)) else { return Speaker::default() };
        if !definite || named || head + 1 != source.end {
            return Speaker::default();
        }
        let wanted = gender(tokens[head].classes);
        let roles = source.clone().filter(|at| tokens[*at].is(class::ROLE)).map(|at| self.words.role(tokens[at].word));
        let roles: Vec<WordId> = roles.collect();
        let holds = |entity: u32| {
            self.roles[entity as usize].iter().any(|role| roles.contains(role))
                && (wanted.is_none()
                    || self.genders[entity as usize].is_none()
                    || self.genders[entity as usize] == wanted)
        };
        let mut holders: Vec<u32> = roles
            .iter()
            .filter_map(|role| self.holders.get(role))
            .flatten()
            .copied()
            .filter(|entity| holds(*entity))
            .collect();
        holders.sort_unstable();
        holders.dedup();
        let mut holders = holders.into_iter();
        match (holders.next(), holders.next()) {
            (Some(holder), None) => self.standing(holder, source.start),
            // Of several the one that the article was just speaking of.
            (Some(_), Some(_)) => self.latest(source.start, &holds).map(|(_, speaker)| speaker).unwrap_or_default(),
            (None, _) => Speaker::default(),
        }
    }
}

/// Whether the name at token `start` may be the subject of its sentence: before it stand only its titles, the body that it
/// belongs to, or a lead-in with its comma.
fn is_subject(tokens: &[Token], start: usize) -> bool {
    let light = class::TITLE
        .or(class::ROLE)
        .or(class::ROLE_MODIFIER)
        .or(class::DEMONYM)
        .or(class::DETERMINER)
        .or(class::ADVERB)
        .or(class::FORMER);
    let opens = class::COORDINATOR.or(class::SUBORDINATOR);
    let mut at = start;
    while start - at < 12 {
        if tokens[at].first || at == 0 {
            return !tokens[at].is(class::PREPOSITION) || at == start;
        }
        let before = &tokens[at - 1];
        match before.shape {
            Shape::Comma => return leads_in(tokens, at - 1),
            Shape::Open | Shape::Close | Shape::Possessive => {}
            _ if before.is_terminal() => return true,
            _ if before.is_capital() || before.is(light) && !before.is(class::PREPOSITION) => {}
            _ => return before.is(opens) && before.first,
        }
        at -= 1;
    }
    false
}

/// Whether the comma at `comma` ends a lead-in: the words before it in the sentence begin with a preposition or the like.
fn leads_in(tokens: &[Token], comma: usize) -> bool {
    let first = (0..comma).rev().take(14).find(|at| tokens[*at].first);
    first.is_some_and(|at| {
        tokens[at].is(class::PREPOSITION.or(class::SUBORDINATOR).or(class::ADVERB).or(class::CALENDAR))
    })
}

/// Whether a verb follows the name: it is that verb's subject.
fn governs(tokens: &[Token], range: &Range<usize>) -> bool {
    let object = range.start > 0
        && tokens[range.start].gap != Gap::Line
        && tokens[range.start - 1].is(class::PREPOSITION.or(class::COORDINATOR));
    let verb = tokens[range.end..].iter().take(4).find(|token| !token.is(class::ADVERB.or(class::ADVERB_LIKE)));
    !object
        && verb.is_some_and(|token| {
            token.shape == Shape::Lower && token.is(class::PAST_LIKE.or(class::AUXILIARY).or(class::CUE_FINITE))
        })
}

/// Whether a verb of saying stands beside the name: "Reyl said", "said Reyl", "Reyl, who came late, said".
fn reports(tokens: &[Token], range: &Range<usize>) -> bool {
    let says = |token: &Token| {
        token.shape == Shape::Lower
            && token.is(class::CUE_FINITE)
            && token.is(class::CUE_SAYING.or(class::CUE_STANCE))
            && !token.is(class::CUE_WEAK)
    };
    let mut at = range.end;
    while at < tokens.len()
        && at < range.end + 4
        && tokens[at].is(class::ADVERB.or(class::AUXILIARY))
        && !says(&tokens[at])
    {
        at += 1;
    }
    let object =
        range.start > 0 && tokens[range.start].gap != Gap::Line && tokens[range.start - 1].is(class::PREPOSITION);
    if tokens.get(at).is_some_and(|token| token.shape == Shape::Comma)
        && range.start > 0
        && tokens[range.start - 1].shape == Shape::Comma
    {
        at += 1;
    }
    let after = !object && tokens.get(at).is_some_and(|token| says(token) && token.gap != Gap::Line);
    let before = range.start > 0
        && tokens[range.start].gap == Gap::Space
        && says(&tokens[range.start - 1])
        && tokens[range.start - 1].is(class::SAY);
    after || before
}
