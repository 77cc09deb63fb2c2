//! What the words beside a name tell of whoever has it: his offices, and whether he is a man.

use super::Cast;
use super::role::Role;
use crate::attribution::scene::NO_MENTION;
use crate::document::Kind;
use crate::lexicon::WordId;
use crate::lexicon::{Classes, class, gender};
use crate::token::{Gap, Shape, Token};
use std::ops::Range;

/// How many words an office may have between its noun and the name: "Minister of Trade, Industry and Fisheries Petra Lund".
const FIELD: usize = 9;

impl Cast<'_> {
    /// Notes the gender and the roles that stand beside a mention.
    pub(super) fn learn(&mut self, entity: usize, range: &Range<usize>) {
        match self.named.entities[entity].kind {
            Kind::Person => {}
            Kind::Organisation => return self.learn_body(entity, range),
            Kind::Place => return,
        }
        let tokens = self.scene.tokens;
        // "Senator Reyl", where two are called Reyl: whose office it is, is not known yet.
        if self.namesakes(self.within(range).start).is_some() {
            return;
        }
        let role = class::ROLE.or(class::TITLE);
        let modifier = class::ROLE_MODIFIER.or(class::DEMONYM).or(class::FORMER);
        let mut at = range.start;
        while at > 0 && tokens[at].gap != Gap::Line && range.start - at < 5 {
            let token = &tokens[at - 1];
            if !(token.is_word() && token.is(role.or(modifier))) {
                break;
            }
            at -= 1;
        }
        let beside = at..range.start;
        // "Denmark's Petra Lund".
        if let Some(country) = self.country_before(at) {
            self.natives.entry(entity as u32).or_insert(country);
        }
        // "the Commissioner for Works, Mrs Lund": the office stands before the title.
        let titled = tokens[beside.clone()].iter().all(|token| token.is(class::TITLE) && !token.is(class::ROLE));
        // "the Governor of Osko State, Chief Lund,".
        let apart = beside.start > 0 && tokens[beside.start - 1].shape == Shape::Comma;
        if (titled || apart)
            && let Some(office) = self.office_before(&(beside.start..range.end))
        {
            self.note(entity, office, role);
        }
        self.note(entity, beside, role);
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.shape == Shape::Comma);
        // "Petra Lund of Osko, a docker".
        let of = tokens.get(range.end).is_some_and(|token| token.is(class::PREPOSITION) && token.gap == Gap::Space);
        let place = self.mention_starting(range.end + 1).filter(|place| of && !self.is(*place, Kind::Person));
        let end = place.map_or(range.end, |place| self.named.mentions[place].tokens.end);
        if comma(end) {
            // "Petra Lund, 41, a docker".
            let age = tokens.get(end + 1).is_some_and(|token| token.shape == Shape::Number);
            let start = if age && comma(end + 2) { end + 3 } else { end + 1 };
            self.learn_behind(entity, start, role);
        }
    }

    /// The country whose possessive form stands before the words that begin at `at`.
    fn country_before(&self, at: usize) -> Option<[u8; 2]> {
        let owns = at.checked_sub(1).filter(|owns| self.scene.tokens[*owns].shape == Shape::Possessive)?;
        let place =
            self.within(&(owns.checked_sub(1)?..owns)).next_back().filter(|place| self.is(*place, Kind::Place))?;
        let row = self.entity(self.named.mentions[place].entity).known.filter(|row| self.gazetteer.is_country(*row))?;
        self.gazetteer.country(row).as_bytes().try_into().ok()
    }

    /// Notes what a body is called beside its name.
    fn learn_body(&mut self, entity: usize, range: &Range<usize>) {
        for noun in [self.body_before(range), self.body_behind(range.end)].into_iter().flatten() {
            self.hold(entity, Role { word: self.scene.tokens[noun].word, past: false });
        }
    }

    /// Whether a noun for a body stands at `at`, in small letters but where a sentence begins.
    fn is_body_noun(&self, at: usize) -> bool {
        let token = &self.scene.tokens[at];
        let plain = token.shape == Shape::Lower || token.first;
        plain && token.is(class::BODY_NOUN) && self.mention_at[at] == NO_MENTION
    }

    /// "the dockers' union Solid", "A charity, Solid,": the noun before the name.
    fn body_before(&self, range: &Range<usize>) -> Option<usize> {
        let tokens = &self.scene.tokens;
        let last = range.start.checked_sub(1).filter(|_| tokens[range.start].gap == Gap::Space)?;
        let next = tokens.get(range.end);
        let closes = next.is_some_and(|next| next.shape == Shape::Comma || next.is_terminal());
        let comma = tokens[last].shape == Shape::Comma && closes;
        let noun = if comma { last.checked_sub(1)? } else { last };
        self.is_body_noun(noun).then_some(noun)
    }

    /// "Solid, an Osko-based charity,": the noun behind the name that ends at `end`.
    fn body_behind(&self, end: usize) -> Option<usize> {
        let tokens = &self.scene.tokens;
        let comma = tokens.get(end)?.shape == Shape::Comma;
        let article = tokens.get(end + 1)?.is(class::DEFINITE.or(class::INDEFINITE));
        let ends = |at: &usize| {
            tokens.get(*at + 1).is_none_or(|next| {
                next.shape == Shape::Comma || next.is_terminal() || next.is(class::PREPOSITION.or(class::RELATIVE))
            })
        };
        let word = |at: &usize| tokens[*at].is_word() && !tokens[*at].is(class::PREPOSITION.or(class::AUXILIARY));
        let mut words = (end + 2..tokens.len()).take(5).take_while(word);
        words.find(|at| self.is_body_noun(*at) && ends(at)).filter(|_| comma && article)
    }

    /// "Tomas Reyl, the head of …": the first role words from `start` on, which stands behind the comma.
    fn learn_behind(&mut self, entity: usize, start: usize, role: Classes) {
        let tokens = self.scene.tokens;
        let stop = class::PREPOSITION.or(class::RELATIVE).or(class::AUXILIARY);
        let words = |start: usize| {
            let goes_on = |token: &&Token| token.is_word() && token.gap != Gap::Line;
            let open = |token: &&Token| !token.is(stop) || token.is(class::ROLE);
            start..start + tokens.iter().skip(start).take(7).take_while(goes_on).take_while(open).count()
        };
        let mut told = words(start);
        // "Tomas Reyl, the president's brother": what he is, not whose.
        for _ in 0..2 {
            if tokens.get(told.end).is_some_and(|token| token.shape == Shape::Possessive) {
                told = words(told.end + 1);
            }
        }
        // "Tawfik Sarr, sexton of the chapel,", "Tawfik Sarr, the sexton,": a word for him, whatever it is.
        let next = tokens.get(told.end);
        let article = tokens.get(start).is_some_and(|first| first.is(class::DEFINITE.or(class::INDEFINITE)));
        let closes = next
            .is_some_and(|next| next.is(class::PREPOSITION) || next.shape == Shape::Comma && article && told.len() > 1);
        let thing = class::ARTEFACT.or(class::SPEECH).or(class::VOICE).or(class::BODY_NOUN).or(class::SAYING_NOUN);
        let grammar = class::FUNCTION.without(class::ORDINARY).or(class::PAST_LIKE).or(class::ING_LIKE);
        let nobody = grammar.or(class::TIME).or(thing).or(class::COLLECTIVE);
        if closes
            && let Some(head) = tokens[told.clone()].last()
            && head.word != WordId::NONE
            && matches!(head.shape, Shape::Lower | Shape::Upper)
            && !head.is(nobody)
            && !tokens[told.clone()].iter().any(|token| token.is(role))
        {
            self.hold(entity, Role { word: self.words.role(head.word), past: false });
        }
        self.note(entity, told, role);
    }

    /// "the Minister of Trade and Fisheries, Petra Lund,", "Director of Harbors Petra Lund": the words for an office that has more
    /// of its own before the name.
    fn office_before(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.scene.tokens;
        let last = range.start.checked_sub(1)?;
        let comma = tokens[last].shape == Shape::Comma;
        let closes = tokens.get(range.end).is_some_and(|token| {
            token.shape == Shape::Comma
                || token.is_terminal()
                || token.shape == Shape::Open
                || token.is(class::RELATIVE)
        });
        if tokens[range.start].gap == Gap::Line || comma && !closes {
            return None;
        }
        // "the coroner, Dr Lund,".
        let noun = class::ROLE.or(class::TITLE);
        let light = noun.or(class::ROLE_MODIFIER).or(class::FORMER).or(class::DEMONYM);
        if comma && last > 0 && tokens[last - 1].is(noun) {
            let words = (last.saturating_sub(4)..last).rev().take_while(|at| tokens[*at].is(light)).count();
            let start = last - words;
            let held = start.checked_sub(1).is_some_and(|before| {
                tokens[before].is(class::DEFINITE.or(class::POSSESSIVE)) || tokens[before].shape == Shape::Possessive
            });
            return held.then_some(start..last);
        }
        let link = class::OF.or(class::COORDINATOR).or(class::DEFINITE).or(class::PREPOSITION);
        let verb = class::AUXILIARY.or(class::CUE_FINITE).or(class::PAST_LIKE).or(class::PRONOUN).or(class::RELATIVE);
        let mut at = last + usize::from(!comma);
        while at > 0 && range.start - at < FIELD {
            let token = &tokens[at - 1];
            // "The head of a divided council, Petra Lund,".
            let divided = token.is(class::PAST_LIKE) && at > 1 && tokens[at - 2].is(class::DETERMINER);
            let small = token.shape == Shape::Lower && (!token.is(verb) || divided);
            let fits = token.is_capital() || token.is(link) || comma && small;
            if !(token.is_word() || comma && token.shape == Shape::Comma) || token.first || tokens[at].gap == Gap::Line
            {
                break;
            }
            if token.is(class::ROLE.or(class::TITLE)) && tokens[at].is(class::PREPOSITION) && at < range.start {
                let light = class::ROLE_MODIFIER.or(class::FORMER).or(class::DEMONYM).or(class::ROLE);
                let and = |at: usize| tokens[at].is(class::COORDINATOR) || tokens[at].shape == Shape::Comma;
                let before = (at.saturating_sub(7)..at - 1).rev();
                let goes_on = |at: &usize| tokens[*at].is(light) || *at > 0 && and(*at) && tokens[at - 1].is(light);
                let before = before.take_while(goes_on).count();
                return Some(at - 1 - before..at);
            }
            if !fits {
                break;
            }
            at -= 1;
        }
        None
    }

    fn note(&mut self, entity: usize, words: Range<usize>, role: Classes) {
        // "the 2012 nominee Tomas Reyl": he was.
        let before = &self.scene.tokens[words.start.saturating_sub(2)..words.start];
        let year = before.iter().any(|year| year.shape == Shape::Number && year.end - year.start == 4);
        let tokens = &self.scene.tokens[words];
        let past = year || tokens.iter().any(|token| token.is(class::FORMER));
        for token in tokens {
            if token.is(role) {
                let word = self.words.role(token.word);
                self.hold(entity, Role { word, past });
            }
            if self.genders[entity].is_none() {
                self.genders[entity] = gender(token.classes);
            }
        }
    }

    pub(super) fn hold(&mut self, entity: usize, role: Role) {
        if !self.roles[entity].contains(&role) {
            self.roles[entity].push(role);
            self.holders.entry(role.word).or_default().push(entity as u32);
        }
    }
}
