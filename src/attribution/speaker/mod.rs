//! Who a source is: from the words that name a speaker to the entity that they stand for.
//!
//! A name is looked up among the mentions (`name.rs`); a pronoun goes to the subject that the article was just speaking of
//! (`pronoun.rs`, over what sentences speak of in `center.rs`, whose words `subject.rs` and `clause.rs` read, and whom they address in `turn.rs`); a description goes to the one person or body to whom the article
//! gives it (`role.rs`, `epithet.rs`, `body.rs`, `voice.rs`; `learn.rs` notes what it gives). Each answer carries the name of its rule. Where two answers are as good as each other there is none, and
//! both are named as candidates.

mod body;
mod cast;
mod center;
mod clause;
mod epithet;
mod learn;
mod name;
mod pronoun;
mod role;
pub(crate) mod rules;
mod subject;
mod turn;
mod voice;

pub(crate) use cast::Cast;

use super::Finding;
use super::scene::Noun;
use crate::document::{Evidence, EvidenceRole, Kind};
use crate::lexicon::{Classes, class, gender};
use crate::token::{Shape, Token, span_of};
use std::ops::Range;

/// What may stand between an article and a name: "the former deputy mayor Petra Lund".
const OFFICE: Classes = class::TITLE.or(class::ROLE).or(class::ROLE_MODIFIER).or(class::FORMER);

/// Whether the word is a verb of saying: "said", and not "Said".
fn says(token: &Token) -> bool {
    token.is(class::CUE_FINITE) && token.is(class::CUE_SAYING) && token.shape == Shape::Lower
}

/// The entity or entities of a source, and the mention that says so where it is not the source itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) entities: Vec<u32>,
    /// The rule that says who it is; empty where none does.
    pub(crate) rule: &'static str,
    /// Those among whom the article leaves the choice.
    pub(crate) candidates: Vec<u32>,
    pub(crate) evidence: Option<Evidence>,
    /// Where the source begins when a joint speaker stands before it.
    pub(crate) joined_from: Option<usize>,
}

impl Speaker {
    fn of(entity: u32, rule: &'static str) -> Self {
        Self { entities: vec![entity], rule, ..Self::default() }
    }

    /// Nobody for sure: the choice is among these.
    fn among(candidates: Vec<u32>) -> Self {
        Self { candidates: distinct(candidates), ..Self::default() }
    }
}

/// Each of the entities once, in order.
fn distinct(entities: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut entities: Vec<u32> = entities.into_iter().collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}

impl Cast<'_> {
    /// Who the source of `finding` is; remembers the answer for those who come after.
    pub(crate) fn speaker(&mut self, finding: &Finding) -> Speaker {
        let speaker = self.resolve(finding);
        if finding.noun == Noun::Pronoun
            && let [entity] = speaker.entities[..]
            && self.genders[entity as usize].is_none()
        {
            self.genders[entity as usize] = gender(self.scene.tokens[finding.source.start].classes);
        }
        speaker
    }

    fn resolve(&mut self, finding: &Finding) -> Speaker {
        // "according to him".
        let lone = finding.source.len() == 1
            && self.scene.tokens[finding.source.start].is(class::PRONOUN_MALE.or(class::PRONOUN_FEMALE));
        match finding.noun {
            _ if lone => self.by_pronoun(finding.source.start),
            Noun::Proper | Noun::Relative => self.by_name(&finding.source),
            Noun::Pronoun => self.by_pronoun(finding.source.start),
            Noun::Nominal if self.ends_in_name(&finding.source) => self.by_name(&finding.source),
            Noun::Nominal => self.by_role(&finding.source),
            Noun::Asker | Noun::Answerer => Speaker::default(),
        }
    }

    /// "the minister of works Esmat Khatir": the last words are a person's name.
    fn ends_in_name(&self, source: &Range<usize>) -> bool {
        let last = self.within(source).next_back();
        last.is_some_and(|last| self.is(last, Kind::Person) && self.named.mentions[last].tokens.end == source.end)
    }

    /// An answer that rests on the entity's nearest mention before `at`.
    fn standing(&self, entity: u32, at: usize, rule: &'static str) -> Speaker {
        let mentions = &self.named.mentions;
        let end = mentions.partition_point(|mention| mention.tokens.start < at);
        let nearest = mentions[..end].iter().rev().take(cast::NEAR).find(|mention| mention.entity == entity);
        Speaker {
            evidence: nearest.map(|mention| Evidence {
                span: span_of(self.scene.tokens, &mention.tokens),
                role: EvidenceRole::Antecedent,
            }),
            ..Speaker::of(entity, rule)
        }
    }
}
