//! "he", "she", "it": the subject that the article was just speaking of.

use super::center::Who;
use super::subject::Subject;
use super::{Cast, Speaker, says};
use crate::document::{Gender, Kind};
use crate::lexicon::{class, gender};
use crate::token::Shape;
use std::ops::Range;

/// How many paragraphs back a pronoun may reach.
const REACH: usize = 6;

/// How far the antecedent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distance {
    Sentence,
    Paragraph,
    Before,
    Further,
}

/// "he" or "she", and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pronoun {
    pub(super) at: usize,
    pub(super) gender: Gender,
}

/// What the sentences between a pronoun and whom it stands for have said.
#[derive(Debug, Default)]
struct Passed {
    /// "It fell to Lund.": the only one in a sentence of something else, and the paragraph.
    beside: Option<(usize, u32)>,
    /// "The lawmaker spoke for Reyl.": whom it was speaking of before is still spoken of.
    described: Option<Range<usize>>,
    /// "The lawmaker", where the article leaves the choice among these.
    either: Option<Vec<u32>>,
}

impl Cast<'_> {
    /// "he": the subject of the sentences before that fits; nobody where somebody without a name stands nearer.
    pub(super) fn by_pronoun(&mut self, at: usize) -> Speaker {
        let token = &self.scene.tokens[at];
        match gender(token.classes) {
            Some(wanted) => self.by_gender(Pronoun { at, gender: wanted }),
            None if token.is(class::PRONOUN_THING) => self.by_thing(at),
            None if token.is(class::PRONOUN_PLURAL) && !token.is(class::PRONOUN_FIRST) => self.by_several(at),
            None => Speaker::default(),
        }
    }

    /// "they": the two who were the subject of the last sentence that had one.
    fn by_several(&mut self, at: usize) -> Speaker {
        let sentence = self.sentence_of(at);
        self.centers_before(sentence);
        let block = self.block_of(at);
        let start = self.sentences.get(sentence).map_or(at, |sentence| sentence.start);
        if let Some((_, Subject::Joint(first, second))) = self.subject(&(start..at)) {
            let entities = [first, second].map(|mention| self.named.mentions[mention].entity).to_vec();
            return Speaker { entities, rule: "they", ..Speaker::default() };
        }
        for earlier in (0..sentence.min(self.centers.len())).rev() {
            let near = block - self.block_of(self.sentences[earlier].start) <= 1;
            match &self.centers[earlier] {
                Some(center) if near => {
                    return match &center.who {
                        Who::Several(entities) => {
                            Speaker { entities: entities.clone(), rule: "they", ..Speaker::default() }
                        }
                        _ => Speaker::default(),
                    };
                }
                None if near => {}
                _ => break,
            }
        }
        Speaker::default()
    }

    pub(super) fn fits(&self, entity: u32, wanted: Gender) -> bool {
        self.entity(entity).kind == Kind::Person && self.genders[entity as usize].is_none_or(|known| known == wanted)
    }

    fn by_gender(&mut self, pronoun: Pronoun) -> Speaker {
        let Pronoun { at, gender: wanted } = pronoun;
        let sentence = self.sentence_of(at);
        self.centers_before(sentence);
        let start = self.sentences.get(sentence).map_or(at, |sentence| sentence.start);
        if let Some(speaker) = self.in_sentence(pronoun, start) {
            return speaker;
        }
        let block = self.block_of(at);
        let floor = (block.saturating_sub(REACH)..=block)
            .rev()
            .take_while(|b| *b == block || !self.scene.blocks[*b + 1].section)
            .last()
            .unwrap_or(block);
        let mut passed = Passed::default();
        for earlier in (0..sentence).rev().filter(|earlier| !self.sentences[*earlier].is_empty()) {
            if self.block_of(self.sentences[earlier].start) < floor {
                break;
            }
            if let Some(speaker) = self.by_center(pronoun, earlier, &mut passed) {
                return speaker;
            }
        }
        if let Some((_, entity)) = passed.beside {
            return self.standing(entity, at, "pronoun, beside a thing");
        }
        let from = self.scene.blocks.get(block.saturating_sub(1).max(floor)).map_or(at, |block| block.tokens.start);
        match self.only_one(from..at, wanted) {
            Some(entity) => self.standing(entity, at, "pronoun, only one"),
            None => Speaker::default(),
        }
    }

    /// Whoever is meant by the words before the pronoun in its own sentence, which begins at `start`.
    fn in_sentence(&mut self, pronoun: Pronoun, start: usize) -> Option<Speaker> {
        let Pronoun { at, gender: wanted } = pronoun;
        let subject = if self.is_tag(at) { None } else { self.subject(&(start..at)) };
        match subject {
            Some((from, Subject::Mention(mention))) => {
                let entity = self.named.mentions[mention].entity;
                if self.fits(entity, wanted) {
                    return Some(self.judged(entity, from, pronoun, Distance::Sentence, None));
                }
            }
            // "He accused them, and then he said": the same man.
            Some((from, Subject::Pronoun)) if gender(self.scene.tokens[from].classes) == Some(wanted) => {
                return Some(self.by_gender(Pronoun { at: from, gender: wanted }));
            }
            _ => {}
        }
        let clause = at > 0 && self.scene.tokens[at - 1].is(class::RELATIVE);
        let lead_in = if clause { None } else { self.only_one(start..at, wanted) };
        lead_in.map(|entity| self.standing(entity, at, "pronoun, lead-in"))
    }

    /// What the sentence `earlier` says of who the pronoun is: somebody, nobody, or nothing yet but what is noted in `passed`.
    fn by_center(&self, pronoun: Pronoun, earlier: usize, passed: &mut Passed) -> Option<Speaker> {
        let Pronoun { at, gender: wanted } = pronoun;
        let center = self.centers[earlier].as_ref()?;
        let range = self.sentences[earlier].clone();
        let there = self.block_of(range.start);
        let distance = self.distance(there, self.block_of(at));
        if distance != Distance::Further
            && let Some(answerer) = self.answerer(pronoun, center, &range)
        {
            return Some(answerer);
        }
        let beside_subject =
            |entity: Option<u32>| entity.map(|entity| self.standing(entity, at, "pronoun, beside the subject"));
        match &center.who {
            Who::One(entity)
                if self.fits(*entity, wanted)
                    && passed.either.as_ref().is_some_and(|among| !among.contains(entity)) =>
            {
                Some(Speaker::default())
            }
            Who::One(entity) if self.fits(*entity, wanted) => {
                Some(self.judged(*entity, center.at, pronoun, distance, passed.described.as_ref()))
            }
            Who::Several(entities) => {
                let fitting: Vec<u32> = entities.iter().copied().filter(|entity| self.fits(*entity, wanted)).collect();
                match fitting[..] {
                    [] => None,
                    [entity] => Some(self.judged(entity, center.at, pronoun, distance, None)),
                    _ => Some(Speaker::among(fitting)),
                }
            }
            Who::Nameless { gender, plural: false } if gender.is_none_or(|gender| gender == wanted) => {
                let beside = passed.beside.filter(|(block, _)| *block > there);
                Some(
                    beside.map_or_else(Speaker::default, |(_, entity)| {
                        self.standing(entity, at, "pronoun, beside a thing")
                    }),
                )
            }
            // "He was joined by Ilse Hogg. She said": the other one in that sentence.
            Who::One(_) if distance != Distance::Further => beside_subject(self.only_one(range, wanted)),
            Who::Described | Who::Either(_) => {
                if let Who::Either(among) = &center.who {
                    passed.either.get_or_insert_with(|| among.clone());
                }
                let first = passed.described.is_none();
                let before = if first { self.only_one(range.start..center.at, wanted) } else { None };
                let later = passed.described.take();
                passed.described = Some(center.at..later.map_or(range.end, |later| later.end));
                beside_subject(before)
            }
            Who::Thing if distance != Distance::Further && passed.beside.is_none() => {
                let known = |entity: &u32| self.genders[*entity as usize] == Some(wanted);
                passed.beside = self.only_one(range, wanted).filter(known).map(|entity| (there, entity));
                None
            }
            Who::One(_) | Who::Nameless { .. } | Who::Thing => None,
        }
    }

    /// How far the paragraph `there` stands before the one of the pronoun, `here`.
    fn distance(&self, there: usize, here: usize) -> Distance {
        // Paragraphs that are one long quotation do not lead away.
        match (there..here).filter(|between| *between == there || !self.is_quoted(*between)).count() {
            0 => Distance::Paragraph,
            1 => Distance::Before,
            _ => Distance::Further,
        }
    }

    /// Whether nothing but marked words stands in a paragraph.
    fn is_quoted(&self, block: usize) -> bool {
        let range = &self.scene.blocks[block].tokens;
        let quote = self.scene.marked.partition_point(|marked| marked.tokens.end <= range.start);
        let marked = self.scene.marked.get(quote);
        marked.is_some_and(|marked| marked.tokens.start <= range.start && range.end <= marked.tokens.end)
    }

    /// The only person of that gender named in `range` outside the marks; where there is none, the only one of unknown gender.
    fn only_one(&self, range: Range<usize>, wanted: Gender) -> Option<u32> {
        let alone = |gender: Option<Gender>| {
            let fits = |mention: &usize| {
                let entity = self.named.mentions[*mention].entity;
                !self.quoted[*mention] && self.is(*mention, Kind::Person) && self.genders[entity as usize] == gender
            };
            let mut found = self.within(&range).filter(fits).map(|mention| self.named.mentions[mention].entity);
            let first = found.next()?;
            Some(found.all(|other| other == first).then_some(first))
        };
        alone(Some(wanted)).or_else(|| alone(None)).flatten()
    }

    /// ", he said.": a clause at the end of what is reported; its subject is not that of the report.
    fn is_tag(&self, at: usize) -> bool {
        let tokens = self.scene.tokens;
        at > 0 && tokens[at - 1].shape == Shape::Comma && tokens.get(at + 1).is_some_and(says)
    }

    /// The entity, named at `from`, with its rule; none where somebody else of that gender was named since, or too little is known.
    fn judged(
        &self,
        entity: u32,
        from: usize,
        pronoun: Pronoun,
        distance: Distance,
        described: Option<&Range<usize>>,
    ) -> Speaker {
        let Pronoun { at, gender: wanted } = pronoun;
        let end = self.sentences.partition_point(|sentence| sentence.end <= from);
        let end = self.sentences.get(end).map_or(at, |sentence| sentence.end).min(at);
        let rivals = |range: Range<usize>| -> Vec<u32> {
            self.within(&range)
                .filter(|mention| !self.quoted[*mention] && self.named.mentions[*mention].tokens.start > from)
                .filter(|mention| self.is(*mention, Kind::Person))
                .map(|mention| self.named.mentions[mention].entity)
                .filter(|other| *other != entity && self.genders[*other as usize] == Some(wanted))
                .collect()
        };
        // Behind "the lawmaker", who is whoever the article was speaking of, others are others.
        let described = described.filter(|_| distance != Distance::Further);
        let mut since = rivals(end..described.map_or(at, |described| described.start).max(end));
        if let Some(described) = described {
            since.extend(rivals(described.end..at.max(described.end)));
        }
        if !since.is_empty() {
            return Speaker::among(since.into_iter().chain([entity]).collect());
        }
        let beside = !rivals(from + 1..end.max(from + 1)).is_empty();
        let known = self.genders[entity as usize].is_some();
        let rule = match (distance, known, beside) {
            (Distance::Sentence, true, false) => "pronoun, sentence",
            (Distance::Sentence, true, true) => "pronoun, sentence, others near",
            (Distance::Paragraph, true, false) => "pronoun, paragraph",
            (Distance::Paragraph, true, true) => "pronoun, paragraph, others near",
            (Distance::Before, true, false) => "pronoun, paragraph before",
            (Distance::Before, true, true) => "pronoun, paragraph before, others near",
            (Distance::Further, true, _) => "pronoun, further",
            (Distance::Sentence | Distance::Paragraph | Distance::Before, false, _) => {
                if let Some(other) = self.represented_by(pronoun, from).filter(|_| distance != Distance::Sentence) {
                    return Speaker::among(vec![other, entity]);
                }
                "pronoun, gender unknown"
            }
            (Distance::Further, false, _) => return Speaker::among(vec![entity]),
        };
        self.standing(entity, at, rule)
    }

    /// "Lund, who was represented by his deputy, Mrs Reyl, promised": the other one in the sentence of somebody of unknown gender
    /// who is named at `from`, if she is known to be of that gender.
    fn represented_by(&self, pronoun: Pronoun, from: usize) -> Option<u32> {
        let number = self.sentences.partition_point(|sentence| sentence.end <= from);
        let sentence = self.sentences.get(number)?.clone();
        let by = sentence.clone().find(|at| self.scene.tokens[*at].is(class::AGENT) && self.outside(*at) == *at)?;
        let other = self.only_one(by..sentence.end, pronoun.gender)?;
        (by > from && self.genders[other as usize] == Some(pronoun.gender)).then_some(other)
    }

    /// "it": the latest body that was a subject.
    fn by_thing(&mut self, at: usize) -> Speaker {
        let sentence = self.sentence_of(at);
        self.centers_before(sentence);
        let block = self.block_of(at);
        // "The Harbor Times began it, when it wrote".
        let start = self.sentences.get(sentence).map_or(at, |sentence| sentence.start);
        if !self.is_tag(at)
            && let Some((_, Subject::Mention(mention))) = self.subject(&(start..at))
            && self.is(mention, Kind::Organisation)
        {
            return self.standing(self.named.mentions[mention].entity, at, "it");
        }
        for earlier in (0..sentence).rev() {
            let range = self.sentences[earlier].clone();
            if range.is_empty() {
                continue;
            }
            if block - self.block_of(range.start) > 1 {
                break;
            }
            let Some(center) = &self.centers[earlier] else { continue };
            match center.who {
                Who::One(entity) if self.entity(entity).kind == Kind::Organisation => {
                    // "The Lantern closed, according to the Harbor Times. It said": which of them?
                    if range.clone().any(|at| self.scene.tokens[at].is(class::ACCORDING)) {
                        return Speaker::among(vec![entity]);
                    }
                    return self.standing(entity, at, "it");
                }
                Who::Nameless { .. } | Who::Described | Who::Either(_) | Who::Thing => return Speaker::default(),
                Who::One(_) | Who::Several(_) => {}
            }
        }
        Speaker::default()
    }
}
