//! Whose verb it is: from a verb back to its subject, over adverbs, asides, relative clauses and shared subjects.

use super::{Line, NO_MENTION, Noun, Phrase};
use crate::lexicon::class;
use crate::token::Shape;

/// How far a "with" may stand before the subject of its participle.
const REACH: usize = 10;
/// How far it may stand before the last of several subjects that it brings in.
const FAR: usize = 40;

impl Line<'_> {
    /// Walks left from `at` over adverbs, auxiliaries and negation; the item before them.
    fn before_auxiliaries(&self, verb: usize, floor: usize) -> Option<usize> {
        let mut at = verb;
        while at > floor {
            if let Some(start) = self.time_ending(at - 1, floor) {
                at = start;
                continue;
            }
            let skip = class::ADVERB.or(class::AUXILIARY).or(class::NEGATION);
            let manner = self.is(at - 1, class::ADVERB_LIKE);
            let pronoun = self.is(at - 1, class::PRONOUN);
            let stranded = at == verb && self.is_stranded(at - 1, floor);
            if (self.is(at - 1, skip) || manner || stranded) && !pronoun && !self.is_capital_name(at - 1) {
                at -= 1;
            } else if let Some(start) = self.within_verb(at - 1, floor) {
                at = start;
            } else {
                break;
            }
        }
        (at > floor).then(|| at - 1)
    }

    /// "protesters outside chanted", "those inside said": a preposition without its noun, right before the verb.
    pub(crate) fn is_stranded(&self, at: usize, floor: usize) -> bool {
        let other =
            class::AGENT.or(class::OF).or(class::TO).or(class::AS).or(class::SUBORDINATOR).or(class::COORDINATOR);
        at > floor
            && self.is(at, class::PREPOSITION)
            && !self.is(at, other.or(class::AFFILIATION).or(class::RELATIVE))
            && self.is(at - 1, class::COLLECTIVE.or(class::ROLE))
    }

    /// Where the phrase that ends at `last` begins, when it parts a verb from its auxiliary: "has in the past described".
    fn within_verb(&self, last: usize, floor: usize) -> Option<usize> {
        let start = (floor + 1..=last).rev().take(4).take_while(|at| self.has(*at, Shape::Lower)).find(|at| {
            self.is(*at, class::PREPOSITION) && !self.is(*at, class::AGENT) && self.is(*at - 1, class::AUXILIARY)
        })?;
        // "is in what he called"
        (start < last && !self.is(last, class::PRONOUN)).then_some(start)
    }

    /// Where the time that ends at `last` begins: "on Tuesday", "last week", "late Monday night".
    fn time_ending(&self, last: usize, floor: usize) -> Option<usize> {
        let mut start = last;
        // "two weeks ago", "less than a year earlier"
        if self.is(last, class::AGO) && last > floor + 1 && self.is(last - 1, class::TIME.or(class::CALENDAR)) {
            let light = class::NUMBER_WORD.or(class::DETERMINER).or(class::TIME_LEAD).or(class::ADVERB).or(class::MORE);
            let counts = |at: usize| self.is(at, light) && !self.is(at, class::PRONOUN) || self.has(at, Shape::Number);
            let first = (floor + 1..last - 1).rev().take(4).take_while(|at| counts(*at)).last()?;
            return Some(first);
        }
        if self.is(last, class::TIME) && last > floor && self.is(last - 1, class::TIME_LEAD.or(class::CALENDAR)) {
            start = last - 1;
        } else if !self.is(last, class::CALENDAR) || self.mention(last) != NO_MENTION {
            return None;
        }
        while start > floor && self.is(start - 1, class::TIME_LEAD.or(class::CALENDAR)) {
            start -= 1;
        }
        if start > floor && self.is(start - 1, class::PREPOSITION) {
            start -= 1;
        }
        (start > floor).then_some(start)
    }

    fn is_capital_name(&self, at: usize) -> bool {
        self.is_capital(at) && !self.token(at).is(class::ADVERB.or(class::AUXILIARY).or(class::NEGATION))
    }

    /// The subject of the verb at `verb`, looked for from `floor` on.
    pub(crate) fn subject(&self, verb: usize, floor: usize) -> Option<Phrase> {
        self.subject_within(verb, floor, 4)
    }

    pub(super) fn subject_within(&self, verb: usize, floor: usize, depth: usize) -> Option<Phrase> {
        if depth == 0 {
            return None;
        }
        if self.is(verb, class::CUE_ING) && !self.is(verb, class::CUE_FINITE) {
            if verb > floor + 1 && self.is(verb - 1, class::AS) {
                return self.quoted_as(verb - 1, floor, depth);
            }
            if let Some(first) = self.goes_on(verb, floor) {
                return self.subject_within(first, floor, depth - 1);
            }
            if !self.follows_be(verb, floor) {
                return self
                    .absolute(verb, floor)
                    .or_else(|| self.shown(verb, floor))
                    .or_else(|| self.reports_on(verb, floor, depth).filter(|_| self.is(verb, class::CUE_SAYING)))
                    .or_else(|| self.shared_subject(verb, floor, depth));
            }
        }
        let at = self.before_auxiliaries(verb, floor)?;
        if let Some(phrase) = self.before_both(at, floor).or_else(|| self.brought_in(verb - 1, floor)) {
            return Some(phrase);
        }
        // "led her to declare", "forced him to admit"
        if at > floor
            && self.is(verb - 1, class::TO)
            && self.is_verb_like(at - 1)
            && !self.is(at - 1, class::CUE.or(class::AUXILIARY))
            && let Some(object) = self.personal(at)
        {
            return Some(object);
        }
        if self.is(at, class::COORDINATOR) || self.is(at, class::TO) {
            let goes_on = self.is(at, class::COORDINATOR) && self.is_finite_cue(verb);
            return self
                .reports_on(at, floor, depth)
                .filter(|_| goes_on)
                .or_else(|| self.shared_subject(at, floor, depth));
        }
        if self.is_who(at) || self.is_relative_that(at, floor) {
            // "the crew put out a statement that said": the crew.
            let voice = at.checked_sub(1).filter(|_| !self.is_who(at)).and_then(|last| self.phrase_ending(last, floor));
            let issuing = voice.and_then(|voice| self.issuing(voice, floor));
            return issuing
                .and_then(|issuing| self.subject_within(issuing, floor, depth - 1))
                .or_else(|| Some(self.relative(at, floor)));
        }
        if let Some(antecedent) = self.antecedent(at, floor) {
            return Some(antecedent);
        }
        if self.has(at, Shape::Comma) || self.has(at, Shape::Close) || self.has(at, Shape::Dash) {
            return self.before_parenthesis(at, floor, depth);
        }
        // "those polled said"
        if self.is_asked(at) && self.is_finite_cue(verb) {
            let people = self.phrase_ending(at - 1, floor)?;
            return Some(Phrase { end: at + 1, ..people });
        }
        // "was right to urge", "is said to have called": the subject of the verb before.
        let Some(phrase) = self.phrase_ending(at, floor) else {
            let to = (at + 1..verb).find(|to| self.is(*to, class::TO))?;
            return self.shared_subject(to, floor, depth);
        };
        if phrase.start == floor || phrase.noun == Noun::Pronoun {
            return Some(phrase);
        }
        // "after Lund argued": a clause, no time.
        let clause = phrase.noun == Noun::Proper && phrase.end == verb
            || phrase.end == at + 1
                && (self.can_speak(phrase) || self.is(at + 1, class::AUXILIARY))
                && !self.is(verb - 1, class::TO);
        if self.is(phrase.start - 1, class::SUBORDINATOR) && clause {
            return Some(phrase);
        }
        self.beyond_object(phrase, verb, floor, depth)
    }

    /// The subject of the verb at `verb`, where `phrase` right before it may hang on a preposition or on another verb.
    fn beyond_object(&self, phrase: Phrase, verb: usize, floor: usize, depth: usize) -> Option<Phrase> {
        let before = phrase.start - 1;
        // "about 200 protesters": no preposition.
        let counted = self.has(phrase.start, Shape::Number) && !self.is(before, class::OF.or(class::AGENT));
        if self.is(before, class::PREPOSITION) && !self.is(before, class::THAT) && !counted {
            return self.beyond_preposition(before, phrase, floor, depth);
        }
        let governs = self.governs_infinitive(before, phrase.end - 1);
        if !self.is_verb_like(before) && !governs {
            return Some(phrase);
        }
        // "used the visit to call": the subject of the verb before, but for the object that is told to.
        if self.is(verb - 1, class::TO) && phrase.noun == Noun::Nominal {
            return self.subject_within(before, floor, depth - 1).or(Some(phrase));
        }
        // "Those who read the plan liked it": the verb's subject is what the relative clause describes.
        let relative = (floor + 1..before).rev().take(7).find(|at| self.is_who(*at));
        relative.and_then(|relative| self.phrase_ending(relative - 1, floor)).or(Some(phrase))
    }

    /// "keeps saying", "began saying": the verb before the participle, which has the subject.
    fn goes_on(&self, participle: usize, floor: usize) -> Option<usize> {
        let mut last = participle.saturating_sub(1);
        while last > floor + 1 && self.is(last, class::ADVERB_LIKE) {
            last -= 1;
        }
        let verb = self.is(last, class::PAST_LIKE)
            || self.is(last, class::PRESENT_LIKE) && self.is(last.saturating_sub(1), class::PRONOUN);
        (last > floor && self.has(last, Shape::Lower) && verb).then_some(last)
    }

    /// "X was quoted (by a paper) as saying", "a paper quoted X as saying": X.
    fn quoted_as(&self, preposition: usize, floor: usize, depth: usize) -> Option<Phrase> {
        let passive = |at: usize| self.is(at, class::CUE_PARTICIPLE) && self.follows_be(at, floor);
        let by = (floor + 1..preposition).rev().take(8).find(|at| self.is(*at, class::AGENT) && passive(*at - 1));
        let verb = by.unwrap_or(preposition) - 1;
        if passive(verb) {
            return self.subject_within(verb, floor, depth.checked_sub(1)?);
        }
        // "a paper quoted him as saying"
        let him = self.personal(preposition - 1).filter(|_| preposition > floor);
        him.or_else(|| self.phrase_ending(preposition - 1, floor))
    }

    /// "him", "she", "them": the pronoun at `at`, as a subject or an object.
    pub(super) fn personal(&self, at: usize) -> Option<Phrase> {
        let person = class::PRONOUN_MALE.or(class::PRONOUN_FEMALE).or(class::PRONOUN_PLURAL);
        self.is(at, person).then_some(Phrase { start: at, end: at + 1, noun: Noun::Pronoun })
    }

    /// The subject left of a phrase that hangs on a preposition: "Reyl, an economist, on Monday described".
    pub(super) fn beyond_preposition(
        &self,
        preposition: usize,
        phrase: Phrase,
        floor: usize,
        depth: usize,
    ) -> Option<Phrase> {
        if preposition > floor && self.has(preposition - 1, Shape::Comma) {
            let further = depth.checked_sub(1).and_then(|depth| self.before_parenthesis(preposition - 1, floor, depth));
            return further.or(Some(phrase));
        }
        if preposition == floor {
            return Some(phrase);
        }
        // "the crowd, which at one moment chanted"
        if self.is_who(preposition - 1) {
            return Some(self.relative(preposition - 1, floor));
        }
        self.first_phrase(floor..preposition).or(Some(phrase))
    }

    /// "who", with the words that it stands for where they are right before it.
    pub(super) fn relative(&self, at: usize, floor: usize) -> Phrase {
        // "shirts that read": the noun, bare as it is, tells more than "that" alone.
        let bare = usize::from(self.is(at, class::THAT) && at > floor && self.is_word(at - 1));
        let alone = Phrase { start: at - bare, end: at + 1, noun: Noun::Relative };
        let parted = at > floor && (self.has(at - 1, Shape::Dash) || self.has(at - 1, Shape::Open));
        let sign = parted || at > floor && self.has(at - 1, Shape::Comma);
        let before = at.checked_sub(1 + usize::from(sign)).map(|last| self.before_asides(last, floor));
        match before
            .filter(|before| *before >= floor && at > floor)
            .and_then(|before| self.phrase_ending(before, floor))
        {
            // "a post by Lund that said": a person is no "that".
            Some(phrase)
                if phrase.noun != Noun::Pronoun && !(phrase.noun == Noun::Proper && self.is(at, class::THAT)) =>
            {
                // "Lund – who", "Lund (who": the name alone.
                Phrase { start: phrase.start, end: if parted { phrase.end } else { at + 1 }, noun: Noun::Relative }
            }
            _ => alone,
        }
    }

    /// "Lund and Bede both said", "they each said": the subject before a word that only counts it.
    fn before_both(&self, at: usize, floor: usize) -> Option<Phrase> {
        let other =
            class::DEFINITE.or(class::INDEFINITE).or(class::POSSESSIVE).or(class::THAT).or(class::PRONOUN_THING);
        let counts = self.has(at, Shape::Lower) && self.is(at, class::DETERMINER) && !self.is(at, other);
        if !counts || at <= floor {
            return None;
        }
        // "a treaty many call": what one thing is called, others call it.
        let several = self.is(at - 1, class::PRONOUN) || self.is_capital(at - 1) || self.is_several(at - 1);
        let phrase = self.phrase_ending(at - 1, floor).filter(|phrase| several && self.can_speak(*phrase))?;
        (phrase.end == at && phrase.noun != Noun::Relative).then_some(phrase)
    }

    /// The last word of what an age, a seat or brackets follow: "Lund, 54, who"; "Bede (D-Tarn), who"; "Bede, R-Tarn, who".
    pub(super) fn before_asides(&self, mut last: usize, floor: usize) -> usize {
        loop {
            let bracket = if self.has(last, Shape::Close) { self.opening(last, floor, Shape::Close) } else { None };
            let comma = || {
                let comma = self.opening(last, floor, Shape::Comma)?;
                let age = last == comma + 1 && self.has(last, Shape::Number);
                (age || self.is_seat(comma + 1..last + 1)).then_some(comma)
            };
            match bracket.or_else(comma) {
                Some(opening) if opening > floor => last = opening - 1,
                _ => return last,
            }
        }
    }

    /// "with one critic calling it …": the participle has a subject of its own.
    fn absolute(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let before = verb.checked_sub(1)?;
        if let Some(phrase) = self.with_whole(verb, floor).or_else(|| self.each_of_several(verb, floor)) {
            return Some(phrase);
        }
        let mut phrase = self.phrase_ending(before, floor)?;
        // "with many marchers and bystanders chanting"
        if phrase.start > floor + 1 && self.is(phrase.start - 1, class::COORDINATOR) {
            let first = self.phrase_ending(phrase.start - 2, floor).filter(|first| first.noun == phrase.noun);
            phrase.start = first.map_or(phrase.start, |first| first.start);
        }
        // "a sign saying": what carries the words; "the union issued a statement saying": whoever issued it.
        let carries =
            phrase.noun == Noun::Nominal && self.is(before, class::ARTEFACT) && self.issuing(phrase, floor).is_none();
        // "Lund was met by fans chanting “Go!”"; but "Lund wrote to fans saying “Go!”".
        let met = phrase.start > floor
            && self.is(phrase.start - 1, class::PREPOSITION)
            && !self.is(phrase.start - 1, class::TO)
            || self.is(phrase.start, class::NUMBER_WORD.or(class::INDEFINITE))
            || self.has(phrase.start, Shape::Number);
        let crowd = phrase.noun == Noun::Nominal
            && self.is(before, class::COLLECTIVE)
            && self.quote(verb + 1).is_some()
            && !self.is(verb, class::CUE_NAMING);
        (carries || met && crowd).then_some(phrase)
    }

    /// "issued" in "issued a statement", "put out a tweet": the verb before what is somebody's voice.
    fn issuing(&self, voice: Phrase, floor: usize) -> Option<usize> {
        let said = self.is(voice.end - 1, class::VOICE) && self.is(voice.start, class::INDEFINITE);
        let verb = |back: usize| voice.start.checked_sub(back).filter(|at| *at > floor && self.is_verb_like(*at));
        verb(1).or_else(|| verb(2)).filter(|_| said)
    }

    /// "a film that shows him saying …", "a video of Lund saying …": who is shown.
    fn shown(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let last = verb.checked_sub(1).filter(|last| *last > floor + 1)?;
        let name = || (self.is_name_part(last) && !self.in_place(last)).then(|| self.name_ending(last, floor));
        let phrase = self.personal(last).or_else(name)?;
        let before = phrase.start.checked_sub(1).filter(|before| *before > floor)?;
        let films = self.is(before, class::OF) && self.is(before - 1, class::ARTEFACT);
        let shows = self.is_cue(before) && self.is(before, class::CUE_WEAK) && !self.is(before, class::CUE_NAMING);
        (films || shows).then_some(phrase)
    }

    /// "with the staff of an old mayor from Tarn saying …", "with some accusing him of barking …": what "with" brings in.
    fn with_whole(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let mut words = (floor..verb).rev().take(REACH).take_while(|at| self.is_word(*at) && !self.is_verb_like(*at));
        let with = words.find(|at| self.is(*at, class::ABSOLUTE))?;
        let participle = class::ING_LIKE.or(class::CUE_ING);
        let limit = (with + 2..verb).find(|at| self.is(*at, participle)).unwrap_or(verb);
        self.speaker_starting(with + 1, limit).filter(|whole| whole.start == with + 1)
    }

    /// "…, with Lund taking the stage to call": what "with" brings in behind a comma, before the infinitive at `to`.
    fn brought_in(&self, to: usize, floor: usize) -> Option<Phrase> {
        let comma = (floor..to).rev().take(REACH).find(|at| self.ends_with_comma(*at))?;
        let acts = (comma + 3..to).any(|at| self.is(at, class::ING_LIKE.or(class::CUE_ING)));
        let with = self.is(to, class::TO) && self.is(comma + 1, class::ABSOLUTE);
        self.with_whole(to, floor).filter(|_| with && acts)
    }

    /// "with Lund tweeting a face, Bede writing “…” and Reyl saying “…”": the name right before each participle.
    fn each_of_several(&self, verb: usize, floor: usize) -> Option<Phrase> {
        let phrase = self.phrase_ending(verb - 1, floor)?;
        let before = phrase.start.checked_sub(1).filter(|before| *before > floor)?;
        let parted = self.ends_with_comma(before) || self.is(before, class::COORDINATOR);
        let listed = parted && (floor..before).rev().take(FAR).any(|at| self.is(at, class::ABSOLUTE));
        let own = phrase.noun == Noun::Proper && phrase.end == verb && (listed || self.is(before, class::ABSOLUTE));
        (own && !self.in_place(phrase.end - 1)).then_some(phrase)
    }

    /// Whether the item before `at` can be the end of a subject: "reports" is a verb after "he", a noun after "two long".
    pub(crate) fn follows_subject(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        // "anti-Lund signs": no subject; "Oda Garewa-Lund says": one.
        if self.follows_hyphen(before) && !(self.is_capital(before) && before > 0 && self.is_capital(before - 1)) {
            return false;
        }
        let classes = class::PRONOUN
            .or(class::RELATIVE)
            .or(class::ROLE)
            .or(class::COLLECTIVE)
            .or(class::BODY_NOUN)
            .or(class::ARTEFACT)
            .or(class::ADVERB)
            .or(class::ADVERB_LIKE)
            .or(class::COORDINATOR);
        self.is_capital(before) && !self.is_closed(before)
            || self.is(before, classes)
            || self.has(before, Shape::Comma)
            || self.has(before, Shape::Close)
            || self.has(before, Shape::Dash)
            || self.mention(before) != NO_MENTION
    }

    /// "would not say who called it": a "who" that asks, right behind a verb.
    pub(crate) fn is_question(&self, phrase: Phrase) -> bool {
        phrase.noun == Noun::Relative && self.is_who(phrase.start) && phrase.start > 0 && self.is_cue(phrase.start - 1)
    }

    /// Whether a phrase can speak: a name, a pronoun, or words for people, bodies and things that carry words.
    pub(crate) fn can_speak(&self, phrase: Phrase) -> bool {
        let speaks = class::SPEAKER.or(class::SPEECH);
        phrase.noun != Noun::Nominal
            || (phrase.start..phrase.end).any(|at| self.is(at, speaks) && !self.points_at_noun(at, phrase.end))
            || self.ends_aged(phrase)
    }

    /// "those nets", "a second plan": no people, as "those around Lund" and "a second" are.
    fn points_at_noun(&self, at: usize, end: usize) -> bool {
        let second = at > 0 && self.is(at, class::NUMBER_WORD) && self.is(at - 1, class::INDEFINITE);
        // "those polled"
        let asked = at + 2 == end && self.is_asked(at + 1);
        (second || self.is(at, class::DETERMINER) && self.is(at, class::COLLECTIVE))
            && at + 1 < end
            && !asked
            && !self.is_capital(at + 1)
            && !self.is(at + 1, class::PREPOSITION.or(class::ADVERB))
            && !self.is(at + 2, class::TO)
    }

    /// "the outfit said", "a third added: “…”": whatever stands with its article right before the verb speaks, but for a time.
    pub(crate) fn speaks_by(&self, phrase: Phrase, verb: usize) -> bool {
        let article = class::DEFINITE.or(class::INDEFINITE).or(class::POSSESSIVE);
        let sign = self.has(verb + 1, Shape::Comma) || self.has(verb + 1, Shape::Colon);
        let leads = self.is(verb, class::CUE_SAYING)
            && !self.is(verb, class::CUE_WEAK)
            && self.quote(verb + 1 + usize::from(sign)).is_some();
        phrase.noun == Noun::Nominal
            && phrase.end == verb
            && phrase.end > phrase.start + 1
            && self.is_finite_cue(verb)
            && (self.is(verb, class::SAY) || leads)
            && self.is(phrase.start, article)
            && !self.is(verb - 1, class::TIME.or(class::CALENDAR).or(class::TIME_LEAD))
    }

    /// "the 38-year-old"
    fn ends_aged(&self, phrase: Phrase) -> bool {
        let tokens = self.tokens(phrase.start..phrase.end);
        let number = tokens.end.checked_sub(3).filter(|number| *number >= tokens.start);
        number.is_some_and(|number| self.scene.age_end(number) == Some(tokens.end))
    }
}
