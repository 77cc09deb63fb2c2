//! A name and a colon, or a lead-in without a verb: Mayor Dele Adeyemi: "…"; And from the union's leader, Sam Orde: "…".

use crate::attribution::scene::{Line, Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// How many words may stand in brackets between the colon and the marks.
const ASIDE: usize = 12;
/// How many words may tell what a name is: "the Kestrian paper Harbour Watch".
const APPOSED: usize = 4;

/// The name nearest before the colon, else the first possible subject of the lead-in.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, item) = scene.around(quote);
    // "Marta Lund: (laughs) “…”"
    let bracket = item.checked_sub(1).filter(|close| line.has(*close, Shape::Close));
    let open = bracket.and_then(|close| (1..close).rev().take(ASIDE).find(|at| line.has(*at, Shape::Open)));
    let at = open.unwrap_or(item);
    if at < 2 {
        return None;
    }
    let start = line.sentence_start(at - 1);
    let cue = Some(at - 1..at);
    if line.has(at - 1, Shape::Dash) && line.sentence_end(item) == item + 1 && scene.is_sentence(quote) {
        return dashed(line, start, at - 1);
    }
    if !line.has(at - 1, Shape::Colon) {
        return None;
    }
    if let Some(phrase) = from_whom(line, start, at - 1) {
        return Some(Finding::new(line, phrase, cue));
    }
    let nearest = line.phrase_ending(at - 2, start);
    if nearest.is_none_or(|phrase| phrase.start > start)
        && let Some(phrase) = on_topic(line, start, at - 1)
    {
        return Some(Finding::new(line, phrase, cue));
    }
    if let Some(phrase) = nearest {
        let first = first_of(line, phrase, start);
        let preposition = first > start && line.is(first - 1, class::PREPOSITION);
        if preposition && phrase.end == phrase.start + 1 && line.is(phrase.start, class::DEMONYM) {
            return None;
        }
        // "later that month on Channel Nine:": where it was said.
        let medium = phrase.start > start
            && (line.is(phrase.start - 1, class::MEDIUM)
                // "Lund took to Twitter:"
                || line.is(phrase.start - 1, class::TO) && line.is(phrase.start, class::PLATFORM));
        if phrase.noun == Noun::Proper && !medium && (!preposition || at - start <= 9) {
            return Some(Finding::new(line, phrase, cue));
        }
    }
    let from = lead_in(line, start, at).unwrap_or(start);
    let mut phrase = line.first_phrase(from..at - 1)?;
    // "in San Bernardino, Calif., a voice": no place speaks.
    while line.in_place(phrase.end - 1) && phrase.end + 1 < at - 1 {
        phrase = line.first_phrase(phrase.end..at - 1)?;
    }
    let thing = line.is(phrase.start, class::PRONOUN_THING);
    (!thing && line.can_speak(phrase) && is_voice(line, phrase, at)).then(|| Finding::new(line, phrase, cue))
}

/// "Bo Aster on the loss of his boat, the Kestrel: “…”", "Aster, to his rival Lund: “…”": whose name opens a line without a verb.
fn on_topic(line: Line<'_>, start: usize, colon: usize) -> Option<Phrase> {
    let phrase = line.phrase_starting(start, colon).filter(|phrase| phrase.noun == Noun::Proper)?;
    let next = phrase.end + usize::from(line.has(phrase.end, Shape::Comma));
    let topic = line.is(next, class::PREPOSITION) && !line.is(next, class::OF);
    let person = line.is_named(phrase.start..phrase.end) && !line.in_place(phrase.end - 1);
    (topic && person && !line.may_have_finite_verb(next..colon)).then_some(phrase)
}

/// Where the words begin of which `phrase` is the last name.
fn first_of(line: Line<'_>, phrase: Phrase, start: usize) -> usize {
    // "in English and Frisian:"
    if phrase.start > start + 2 && line.is(phrase.start - 1, class::COORDINATOR) {
        return line.phrase_ending(phrase.start - 2, start).map_or(phrase.start, |it| it.start);
    }
    // "to the Kestrian paper Harbour Watch:"
    let apposed = |at: &usize| line.is_word(*at) && !line.is(*at, class::PREPOSITION);
    let mut words = (start + 1..phrase.start).rev().take(APPOSED).take_while(apposed);
    words.find(|at| line.is(*at, class::DETERMINER)).unwrap_or(phrase.start)
}

/// "Lund was firm -- “…”": who is told of before the dash.
fn dashed(line: Line<'_>, start: usize, dash: usize) -> Option<Finding> {
    let phrase = line.first_phrase(start..dash).filter(|phrase| phrase.start == start)?;
    let person = phrase.noun == Noun::Proper && !line.in_place(phrase.end - 1);
    person.then(|| Finding::new(line, phrase, Some(dash..dash + 1)))
}

/// "From the report: “…”", "More from Lund's post: “…”": what the words are taken from.
fn from_whom(line: Line<'_>, start: usize, colon: usize) -> Option<Phrase> {
    let lead = start + usize::from(line.is(start, class::MORE.or(class::ADVERB).or(class::COORDINATOR)));
    if !line.is(lead, class::AFFILIATION) || line.is(lead, class::OF.or(class::ABSOLUTE)) {
        return None;
    }
    line.speaker_starting(lead + 1, colon).filter(|phrase| phrase.start == lead + 1 && phrase.end == colon)
}

/// Where the clause begins behind "In a letter of May," or "Likewise,".
fn lead_in(line: Line<'_>, start: usize, quote: usize) -> Option<usize> {
    // "Asked if he was worried, Bede shrugged:" too.
    let asked = class::CUE_QUESTION.or(class::ING_LIKE).or(class::TIME_LEAD);
    let opens = class::PREPOSITION.or(class::SUBORDINATOR).or(class::ADVERB).or(class::CALENDAR).or(asked);
    if !line.is(start, opens) {
        return None;
    }
    (start + 1..quote).find(|at| line.has(*at, Shape::Comma)).map(|comma| comma + 1).filter(|from| *from < quote - 1)
}

/// A name, a pronoun, people and bodies have a voice; a thing has one where a verb of saying follows: "the sign read:".
fn is_voice(line: Line<'_>, phrase: Phrase, quote: usize) -> bool {
    let people = class::ROLE.or(class::COLLECTIVE).or(class::BODY_NOUN).or(class::FAMILY).or(class::SPEECH);
    let own = |at: usize| line.is(at, people) || line.has(at, Shape::Possessive) || line.is(at, class::VOICE);
    let counted = line.is(phrase.start, class::NUMBER_WORD) && line.is(phrase.end - 1, class::SPEECH);
    phrase.noun != Noun::Nominal
        || !counted && (phrase.start..phrase.end).any(own)
        || (phrase.end..quote).any(|at| line.is_finite_cue(at))
}
