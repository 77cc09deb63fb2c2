//! A source that holds a name: the person, else the body, else the place.

use super::cast::last_word;
use super::center::Who;
use super::{Cast, OFFICE, Speaker, says};
use crate::attribution::scene::NO_MENTION;
use crate::document::{Basis, Kind};
use crate::lexicon::{WordId, class, gender};
use crate::token::{Gap, Shape, Token, fold_word};
use std::ops::Range;

impl Cast<'_> {
    /// The person named in the source before any preposition, else the body, else the place.
    pub(super) fn by_name(&mut self, source: &Range<usize>) -> Speaker {
        let tokens = self.scene.tokens;
        if let Some(entity) = self.antecedent_of_who(source) {
            return Speaker::of(entity, "who");
        }
        let outside = |at: usize| self.mention_at[at] == NO_MENTION;
        let preposition =
            |at: &usize| tokens[*at].is(class::PREPOSITION) && tokens[*at].shape == Shape::Lower && outside(*at);
        let cut = |at: &usize| preposition(at) || tokens[*at].shape == Shape::Comma || tokens[*at].shape == Shape::Open;
        let head = source.start..source.clone().find(cut).unwrap_or(source.end);
        // "keeper of the keys Tomas Reyl": the name stands behind an "of" that belongs to the role.
        let field = tokens[head.end - 1].is(class::MINISTER) && tokens[head.end - 1].is_capital();
        let behind = head.end < source.end
            && (tokens[head.end].is(class::OF) || field && preposition(&head.end))
            && !tokens[source.start].is(class::INDEFINITE)
            && self.within(&head).all(|mention| {
                // "Velania's minister of works", "the port authority director of works".
                let end = self.named.mentions[mention].tokens.end;
                let role = class::ROLE.or(class::ROLE_MODIFIER);
                let body = self.is(mention, Kind::Organisation);
                tokens.get(end).is_some_and(|next| next.shape == Shape::Possessive || body && next.is(role))
            })
            && self.within(source).next_back().is_some_and(|mention| {
                let start = self.named.mentions[mention].tokens.start;
                self.is(mention, Kind::Person)
                    && start > head.end + 1
                    && !tokens[start - 1].is(class::PREPOSITION.or(class::DETERMINER).or(class::COORDINATOR))
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
            let ended =
                |mention: &usize| ends(mention) || kind == Kind::Organisation && self.is_explained(*mention, last);
            let found = inside.clone().rev().find(|mention| self.is(*mention, kind) && ended(mention));
            let nobody = tokens[source.start].is(class::INDEFINITE.or(class::NUMBER_WORD)) && kind != Kind::Person;
            if let Some(found) = found.filter(|_| !nobody) {
                if self.named.mentions[found].basis == Basis::Role {
                    return self.of_role(found);
                }
                return match self.namesakes(found) {
                    Some(others) => self.of_namesakes(found, &others),
                    None => self.with_partner(found, source),
                };
            }
        }
        self.by_role(source)
    }

    /// "the Tass news agency", "Time magazine": behind the body's name, up to `last`, what it is.
    pub(super) fn is_explained(&self, mention: usize, last: usize) -> bool {
        let tokens = self.scene.tokens;
        let mention = &self.named.mentions[mention];
        let words = mention.tokens.end..last;
        let plain = words.clone().all(|at| tokens[at].shape == Shape::Lower && tokens[at].gap == Gap::Space);
        plain && (1..=2).contains(&words.len()) && self.may_be(mention.entity, last - 1)
    }

    /// The people of the article who share the lone surname, where there are several.
    pub(super) fn namesakes(&self, mention: usize) -> Option<Vec<u32>> {
        let mention = &self.named.mentions[mention];
        if mention.tokens.len() > 1 || self.entity(mention.entity).kind != Kind::Person {
            return None;
        }
        let word = last_word(&self.entity(mention.entity).name)?;
        // "Tom said" is not said of all Reyls.
        let token = &self.scene.tokens[mention.tokens.start];
        if token.word != WordId::NONE && self.words.get(&fold_word(word)) != token.word {
            return None;
        }
        let found = self.surnames.get(word)?;
        (found.len() > 1).then(|| found.clone())
    }

    /// "Smith said", where Anna and Peter Smith are in the story: the one of whom it was just speaking.
    pub(super) fn of_namesakes(&mut self, mention: usize, others: &[u32]) -> Speaker {
        let (at, linked) = (self.named.mentions[mention].tokens.start, self.named.mentions[mention].entity);
        let titled = at > 0 && {
            let before = &self.scene.tokens[at - 1];
            before.is(class::TITLE) && gender(before.classes).is_some()
        };
        // "Reyl herself said": her gender, too.
        let own = self.scene.tokens.get(self.named.mentions[mention].tokens.end);
        let own = own
            .filter(|own| own.is(class::PRONOUN_MALE.or(class::PRONOUN_FEMALE)) && own.gap == Gap::Space)
            .and_then(|own| gender(own.classes));
        let wanted = own.or(self.genders[linked as usize]);
        let titled = titled || own.is_some();
        let fitting = |cast: &Self, entity: u32| {
            others.contains(&entity) && (!titled || wanted.is_none() || cast.genders[entity as usize] == wanted)
        };
        let sentence = self.sentence_of(at);
        self.centers_before(sentence);
        let subjects = || {
            let near = self.centers[..sentence.min(self.centers.len())].iter().rev().take(200).flatten();
            near.filter_map(|center| match center.who {
                Who::One(entity) if fitting(self, entity) => Some((center, entity)),
                _ => None,
            })
        };
        // "Her mother, Anna Reyl, had warned her. Reyl said": not the one who was named in passing.
        let subject = subjects().find(|(center, _)| !self.is_kin(center.at)).or_else(|| subjects().next());
        match subject.map(|(_, entity)| entity) {
            Some(subject) => Speaker::of(subject, "namesake"),
            None if others.contains(&linked) => Speaker::of(linked, "namesake"),
            None => Speaker::among(others.to_vec()),
        }
    }

    /// Whether the noun phrase at `at` names somebody by whose relative he is: "his wife Anna Reyl", "Reyl's brother".
    fn is_kin(&self, at: usize) -> bool {
        let tokens = &self.scene.tokens[at..self.noun(at, self.scene.tokens.len()).map_or(at, |(end, _)| end)];
        let owned = tokens.iter().any(|token| token.is(class::POSSESSIVE) || token.shape == Shape::Possessive);
        owned && tokens.iter().any(|token| token.is(class::FAMILY))
    }

    /// "Tomas Reyl, who, calling it a joke, wrote": the person right before "who".
    fn antecedent_of_who(&self, source: &Range<usize>) -> Option<u32> {
        let tokens = self.scene.tokens;
        let alone = source.len() == 1 && tokens[source.start].is(class::RELATIVE);
        let comma = usize::from(source.start > 0 && tokens[source.start - 1].shape == Shape::Comma);
        let end = source.start.checked_sub(comma).filter(|_| alone)?;
        let mention = self.within(&(end.checked_sub(1)?..end)).next_back()?;
        (self.named.mentions[mention].tokens.end == end && self.is(mention, Kind::Person))
            .then(|| self.named.mentions[mention].entity)
    }

    /// "Anya Sorel and Luis Prado both said", "said Anya Sorel and Luis Prado.": the other one.
    fn partner_behind(&self, mention: usize, source: &Range<usize>, kind: Kind) -> Option<u32> {
        let tokens = self.scene.tokens;
        let end = self.named.mentions[mention].tokens.end;
        let and = tokens.get(end).filter(|and| and.is(class::COORDINATOR) && and.shape == Shape::Lower)?;
        let next = self.named.mentions.get(mention + 1)?;
        let beside = next.tokens.start > end && (end + 1..next.tokens.start).all(|at| tokens[at].is(OFFICE));
        let both = |token: &Token| token.shape == Shape::Lower && token.is(class::DETERMINER.or(class::ADVERB));
        let behind = next.tokens.end + usize::from(tokens.get(next.tokens.end).is_some_and(both));
        let inverted = source.start > 0 && says(&tokens[source.start - 1]);
        let closes = |token: &Token| token.shape == Shape::Comma || token.is_terminal() || token.gap == Gap::Line;
        let told = match tokens.get(behind) {
            Some(token) => says(token) || inverted && closes(token),
            None => inverted,
        };
        let other = next.entity != self.named.mentions[mention].entity && self.is(mention + 1, kind);
        (and.gap == Gap::Space && beside && told && other).then_some(next.entity)
    }

    /// Where "his wife," before the name at `start` begins.
    fn before_description(&self, start: usize) -> usize {
        let tokens = self.scene.tokens;
        let Some(comma) = start.checked_sub(1).filter(|comma| tokens[*comma].shape == Shape::Comma) else {
            return start;
        };
        let words = class::POSSESSIVE.or(class::FAMILY).or(OFFICE);
        let word = |at: &usize| tokens[*at].shape == Shape::Lower && tokens[*at].is(words);
        let first = comma - (0..comma).rev().take(5).take_while(word).count();
        if first < comma && tokens[first].is(class::POSSESSIVE) { first } else { start }
    }

    /// "Anya Sorel and Luis Prado", "Anya Sorel and his husband, Luis Prado": both.
    fn with_partner(&self, mention: usize, source: &Range<usize>) -> Speaker {
        let second = self.named.mentions[mention].entity;
        let mut speaker = Speaker::of(second, "name");
        let start = self.named.mentions[mention].tokens.start.min(source.start);
        let tokens = self.scene.tokens;
        let kind = self.entity(second).kind;
        if let Some(other) = self.partner_behind(mention, source, kind) {
            speaker.entities.push(other);
            speaker.rule = "name, joined";
            return speaker;
        }
        let start = self.before_description(start);
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
            speaker.rule = "name, joined";
            speaker.joined_from = Some(first.tokens.start);
        }
        speaker
    }
}
