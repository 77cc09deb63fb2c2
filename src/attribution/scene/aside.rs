//! Asides between commas, dashes or brackets: from the sign that ends one to the subject before it.

use super::{Line, NO_MENTION, Noun, Phrase};
use crate::lexicon::class;
use crate::token::{Gap, Shape};
use std::ops::Range;

/// How many words between two commas may be another name for what stands before them.
const APPOSED: usize = 5;
/// How many commas may stand between the one that ends an aside and the one that opens it.
const JUMPS: usize = 4;
/// How many words may stand between "who" and a name in its clause, or describe somebody.
const CLAUSE: usize = 12;
/// Behind how many such commas what stands before them may itself be an aside.
const CHAINED: usize = 3;

impl Line<'_> {
    /// The subject before a parenthesis that ends at `close` (a comma, dash or bracket): "Reyl, the chief economist,".
    pub(super) fn before_parenthesis(&self, close: usize, floor: usize, depth: usize) -> Option<Phrase> {
        // "Reyl (Dunmore), said": the comma only follows the bracket.
        let close = if self.has(close, Shape::Comma) && close > floor + 1 && self.has(close - 1, Shape::Close) {
            close - 1
        } else {
            close
        };
        let shape = self.token(close).shape;
        if shape == Shape::Comma
            && let Some(phrase) = self.described(close, floor).or_else(|| self.exemplified(close, floor))
        {
            return Some(phrase);
        }
        let mut at = close;
        for jump in 0..=JUMPS {
            let open = self.opening(at, floor, shape).filter(|open| *open > floor)?;
            let before = open - 1;
            // "The company's head, Tim Cook, said": the name inside is the subject, unless it is a place or a party.
            if jump == 0
                && shape == Shape::Comma
                && let Some(name) = self.whole_name(open + 1..at)
            {
                let both = self.partners(before, name, floor).filter(|both| both.noun == Noun::Pronoun);
                return both
                    .or_else(|| self.issuer(before, floor))
                    .or_else(|| self.holder(before, floor))
                    .or(Some(name));
            }
            if self.quote(before).is_some() {
                return None;
            }
            if self.has(before, Shape::Close) {
                return self.before_parenthesis(before, floor, depth.checked_sub(1)?);
            }
            if let Some(phrase) = self.phrase_ending(before, floor) {
                // "Kell, of Mill Lane, Dunmore, told": the aside begins with "of".
                if shape == Shape::Comma
                    && phrase.start > floor + 2
                    && self.is(phrase.start - 1, class::OF.or(class::AFFILIATION))
                    && self.has(phrase.start - 2, Shape::Comma)
                {
                    return self.phrase_ending(self.before_asides(phrase.start - 3, floor), floor);
                }
                return self.head_of_aside(phrase, jump, floor, depth);
            }
            if shape != Shape::Comma {
                return None;
            }
            at = open;
        }
        None
    }

    /// The subject that `phrase`, which stands before the aside that opened `jump` commas further up, belongs to.
    fn head_of_aside(&self, phrase: Phrase, jump: usize, floor: usize, depth: usize) -> Option<Phrase> {
        // "Lund, at a meeting in Garrow, Ohio, said": where, not who.
        if self.in_place(phrase.end - 1) && phrase.start > floor && self.is(phrase.start - 1, class::PREPOSITION) {
            return self.beyond_preposition(phrase.start - 1, phrase, floor, depth.checked_sub(1)?);
        }
        // "Lund, a broker who works for Tarn Risk, a consultancy, said": named in what describes her.
        let words = (floor + 1..phrase.start).rev().take(CLAUSE).take_while(|at| !self.ends_with_comma(*at));
        if let Some(who) = words.into_iter().find(|at| self.is_who(*at)) {
            return self.holder(who - 1, floor).or_else(|| Some(self.relative(who, floor)));
        }
        // Itself perhaps the end of an aside: look one comma further.
        let chained = phrase.start > floor + 1
            && self.has(phrase.start - 1, Shape::Comma)
            && phrase.noun != Noun::Pronoun
            && jump < CHAINED;
        let further = if chained { self.earlier_head(phrase.start - 1, floor) } else { None };
        further.or(Some(phrase))
    }

    /// "Lund, whose first ship, the Kestrel, sank, said": what a relative clause with commas of its own describes.
    fn described(&self, close: usize, floor: usize) -> Option<Phrase> {
        let opens = |at: &usize| self.has(*at, Shape::Comma) && self.is_who(*at + 1);
        let comma = (floor + 1..close).rev().take(40).find(opens)?;
        if self.has(comma + 2, Shape::Comma) {
            return Some(self.relative(comma + 1, floor));
        }
        let inner: Vec<usize> = (comma + 1..close).filter(|at| self.has(*at, Shape::Comma)).collect();
        // "whose ship, the Kestrel, sank": the comma behind a few words without a verb ends no clause.
        let apposed = |number: usize| {
            number > 0 && {
                let words = inner[number - 1] + 1..inner[number];
                words.len() <= APPOSED && !words.into_iter().any(|at| self.is_verb_like(at))
            }
        };
        let ended = inner
            .iter()
            .enumerate()
            .any(|(number, at)| self.quote(at + 1).is_some() || self.is_verb_like(at + 1) && !apposed(number));
        if inner.is_empty() || ended {
            return None;
        }
        let phrase = self.phrase_ending(comma - 1, floor).filter(|phrase| self.can_speak(*phrase))?;
        (phrase.noun != Noun::Pronoun).then_some(phrase)
    }

    /// "Several bakers, including Lund, Bede and Reyl, said": those of whom some are named.
    fn exemplified(&self, close: usize, floor: usize) -> Option<Phrase> {
        let opens = |at: &usize| {
            self.has(*at, Shape::Comma) && self.is(*at + 1, class::PREPOSITION) && self.is(*at + 1, class::ING_LIKE)
        };
        let comma = (floor + 1..close).rev().take(40).find(opens)?;
        // "the newly elected Lund": no verb.
        let verb = |at: usize| self.is_verb_like(at) && !self.is(at - 1, class::ADVERB_LIKE.or(class::DETERMINER));
        if (comma + 2..close).any(verb) {
            return None;
        }
        self.phrase_ending(comma - 1, floor).filter(|phrase| self.can_speak(*phrase))
    }

    /// "Vian, the editor of the town's paper, the Echo, said": the name before the description that ends at `last` with a name behind it.
    fn holder(&self, last: usize, floor: usize) -> Option<Phrase> {
        let description = self.phrase_ending(last, floor).filter(|phrase| phrase.noun == Noun::Nominal)?;
        // "the editor in chief of the town's paper"
        let hangs = description.start > floor && self.is(description.start - 1, class::PREPOSITION);
        let mut words = (floor..description.start).rev().take(if hangs { CLAUSE } else { 1 });
        let comma = words.find(|at| !self.is_word(*at) || self.is_verb_like(*at))?;
        let opens = comma > floor && self.has(comma, Shape::Comma) && !self.is(comma + 1, class::PREPOSITION);
        opens.then(|| self.earlier_head(comma, floor)).flatten()
    }

    /// "He and his wife, Ann Moss, said": both, from the first to the `name` of the second, whose description ends at `last`.
    fn partners(&self, last: usize, name: Phrase, floor: usize) -> Option<Phrase> {
        let owner = (floor + 2..last).rev().take(APPOSED).find(|at| self.is(*at, class::POSSESSIVE))?;
        let joined = self.is(owner - 1, class::COORDINATOR) && (owner..=last).all(|at| self.is_word(at));
        let first = self.phrase_ending(owner - 2, floor).filter(|_| joined)?;
        matches!(first.noun, Noun::Proper | Noun::Pronoun).then_some(Phrase { end: name.end, ..first })
    }

    /// Whether two people end at the comma `close`: "Lund and her co-author, Ann Moss, write".
    pub(super) fn ends_partners(&self, close: usize) -> bool {
        let floor = self.sentence_start(close);
        let open = self.opening(close, floor, Shape::Comma).filter(|open| *open > floor);
        let name = open.and_then(|open| self.whole_name(open + 1..close).map(|name| (open - 1, name)));
        name.is_some_and(|(last, name)| self.partners(last, name, floor).is_some())
    }

    /// "Lund, in a statement signed by her aide, Ann Moss, said", "Lund, joined by his lawyer, Ann Moss, said": whose statement another
    /// gives out, or who has another at hand; the words for that other end at `last`.
    fn issuer(&self, last: usize, floor: usize) -> Option<Phrase> {
        let comma = (floor + 1..last).rev().take(CLAUSE).find(|at| !self.is_word(*at))?;
        let other = class::SUBORDINATOR.or(class::OF);
        let given =
            |at: usize| self.is(at, class::PREPOSITION) && !self.is(at, other) && self.is(at + 1, class::POSSESSIVE);
        let opens = self.has(comma, Shape::Comma) && self.is(comma + 1, class::PREPOSITION.or(class::PAST_LIKE));
        let issued = opens && (comma + 1..last).any(given);
        let phrase = self.phrase_ending(comma - 1, floor).filter(|phrase| issued && self.can_speak(*phrase))?;
        let hangs = phrase.start > floor && self.is(phrase.start - 1, class::PREPOSITION);
        (!hangs && phrase.noun != Noun::Relative && !self.in_place(phrase.end - 1)).then_some(phrase)
    }

    /// The opening of the parenthesis that ends at `close`.
    pub(super) fn opening(&self, close: usize, floor: usize, shape: Shape) -> Option<usize> {
        let want = if shape == Shape::Close { Shape::Open } else { shape };
        (floor..close).rev().take(40).find(|at| self.has(*at, want))
    }

    /// "Lewis, 45, a doctor, said": from the comma before "45", the name at the head of the chain.
    fn earlier_head(&self, comma: usize, floor: usize) -> Option<Phrase> {
        if comma <= floor {
            return None;
        }
        let phrase = self.phrase_ending(comma - 1, floor)?;
        let introduced = phrase.start > floor && self.is(phrase.start - 1, class::PREPOSITION);
        // "Lund, a broker at Tarn Risk, a consultancy": further up the chain.
        let chained = phrase.noun == Noun::Nominal && phrase.start > floor && self.has(phrase.start - 1, Shape::Comma);
        if chained {
            return self.earlier_head(phrase.start - 1, floor);
        }
        if introduced || phrase.noun != Noun::Proper {
            return None;
        }
        let lead = (floor..phrase.start).any(|at| self.is(at, class::PREPOSITION.or(class::SUBORDINATOR)));
        (!lead).then_some(phrase)
    }

    /// The items are one person's or organisation's name and nothing else.
    fn whole_name(&self, range: Range<usize>) -> Option<Phrase> {
        if range.is_empty() || range.len() > 7 || !range.clone().all(|at| self.is_word(at) || self.quote(at).is_some())
        {
            return None;
        }
        let capital = |at: usize| self.is_capital(at) || self.is(at, class::PARTICLE) || self.quote(at).is_some();
        // "Her husband, the actor Dan Lowe, said"
        let role = class::ROLE.or(class::ROLE_MODIFIER).or(class::DEFINITE);
        let lead = range.clone().take_while(|at| self.is(*at, role) && !self.is_capital(*at)).count();
        let name = range.start + lead..range.end;
        if name.is_empty() || !name.clone().all(capital) || self.in_place(name.end - 1) {
            return None;
        }
        // "Lund, Tarn Hospital CEO, said": a description without its article.
        if self.is(name.end - 1, class::ROLE.or(class::BODY_NOUN).or(class::LETTERS)) && name.len() > 1 {
            return None;
        }
        if self.is_seat(name.clone()) {
            return None;
        }
        let named = name.len() >= 2 || self.mention(name.start) != NO_MENTION;
        let suffix = self.is(name.start, class::NAME_SUFFIX.or(class::CALENDAR));
        (named && !suffix).then_some(Phrase { start: range.start, end: range.end, noun: Noun::Proper })
    }

    /// "R-Medford", "DFL-Duluth": a party's letters and the place that a member stands for.
    pub(super) fn is_seat(&self, range: Range<usize>) -> bool {
        const LONGEST: u32 = 3;
        let party = self.token(range.start);
        range.len() >= 2
            && self.token(range.start + 1).gap == Gap::Hyphen
            && party.end - party.start <= LONGEST
            && (party.shape == Shape::Upper || party.end - party.start == 1)
    }
}
