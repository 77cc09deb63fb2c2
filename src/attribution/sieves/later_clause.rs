//! The clause that reports a fragment comes later in the sentence: The "empty quay" would fill, the mayor said.

use crate::attribution::scene::{Line, Noun, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// How many words may follow the verb that closes a sentence: "the agency said on Monday night."
const REST: usize = 6;
/// The same, where they tell at once when, where or in what: "the agency said in a letter to the mayor of Dunmore on Monday."
const REST_PLACED: usize = 12;

/// "…, the Dunmore Echo reported.", "…, said Olaf Brandt, the mayor.": whoever reports the whole sentence, of which the words are a part.
pub(crate) fn closing(scene: &Scene<'_>, quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let end = line.sentence_end(at);
    let according = (at + 2..end).rev().find(|i| line.after_source_lead(*i).is_some() && line.ends_with_comma(*i - 1));
    if let Some(lead) = according
        && let Some(source) = line.after_source_lead(lead)
        && let Some(phrase) = line.speaker_starting(source, end)
        && light(line, phrase.end, end)
    {
        return Some(Finding::new(line, phrase, Some(lead..source)));
    }
    let says = class::CUE_SAYING.or(class::CUE_STANCE);
    let verb = (at + 2..end).rev().find(|verb| {
        line.is_finite_cue(*verb) && line.is(*verb, says) && !line.is(*verb, class::CUE_WEAK) && !line.is_passive(*verb)
    })?;
    // "(“…,” declared the Echo)"; "After the town was “a swamp”, the mayor wrote …": no clause that reports the sentence.
    let start = line.sentence_start(at);
    let bracket = (at..verb).rev().find(|i| line.has(*i, Shape::Open) || line.has(*i, Shape::Close));
    if line.is_in_front(start, at) || bracket.is_some_and(|bracket| line.has(bracket, Shape::Open)) {
        return None;
    }
    let parted = |before: usize| before >= at && line.ends_with_comma(before);
    if parted(verb - 1) && !line.is(verb, class::CUE_NO_INVERSION) {
        let phrase = line.speaker_starting(verb + 1, end)?;
        let thing = phrase.noun == Noun::Pronoun && line.is(phrase.start, class::PRONOUN_THING);
        return (phrase.start == verb + 1 && !thing && light(line, phrase.end, end))
            .then(|| Finding::new(line, phrase, Some(verb..verb + 1)));
    }
    let phrase = line.subject(verb, at + 1).filter(|phrase| line.can_speak(*phrase))?;
    let own = phrase.start > at && parted(phrase.start - 1) && !matches!(phrase.noun, Noun::Relative);
    let rest = verb + 1..end;
    let most = if line.is(verb + 1, class::PREPOSITION) { REST_PLACED } else { REST };
    let few = rest.clone().filter(|at| line.is_word(*at)).count() <= most;
    let object = line.is(verb + 1, class::DETERMINER)
        && !line.is(verb, class::CUE_HEARER)
        && !line.is(verb + 1, class::TIME_LEAD);
    let plain = !object
        && rest.into_iter().all(|at| {
            line.quote(at).is_none()
                && !line.is(at, class::AUXILIARY.or(class::CUE_FINITE).or(class::THAT))
                && (!line.is(at, class::PRONOUN) || line.is(at, class::TIME_LEAD.or(class::POSSESSIVE)))
                && !line.has(at, Shape::Colon)
        });
    (own && few && plain).then(|| Finding::new(line, phrase, Some(line.verb(verb))))
}

/// Whether no verb and no quotation stands there.
fn light(line: Line<'_>, from: usize, end: usize) -> bool {
    (from..end).all(|at| line.quote(at).is_none() && !line.is(at, class::CUE_FINITE))
}

/// ", Obama said." or ", according to the report" after the quotation's clause.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    if let Some(finding) = closing(scene, quote) {
        return Some(finding);
    }
    let (line, at) = scene.around(quote);
    let end = line.sentence_end(at);
    for comma in at + 1..end {
        if let Some(source) = line.after_source_lead(comma) {
            let phrase = line.phrase_starting(source, end)?;
            return Some(Finding::new(line, phrase, Some(comma..source)));
        }
        if !line.ends_with_comma(comma) {
            continue;
        }
        // "…, as Reyl suggested"
        let start = comma + 1 + usize::from(line.is(comma + 1, class::AS));
        if line.is_finite_cue(start)
            && line.is(start, class::CUE_SAYING.or(class::CUE_STANCE))
            && !line.is(start, class::CUE_NO_INVERSION.or(class::CUE_WEAK))
            && let Some(phrase) = line.phrase_starting(start + 1, end)
            && phrase.noun == Noun::Proper
        {
            return Some(Finding::new(line, phrase, Some(start..start + 1)));
        }
        // "…, who say …": an aside on whoever stands before it.
        if line.is(start, class::RELATIVE) {
            continue;
        }
        let Some(phrase) = line.phrase_starting(start, end) else { continue };
        let mut verb = phrase.end;
        while verb < end && line.is(verb, class::ADVERB.or(class::AUXILIARY)) && !line.is_finite_cue(verb) {
            verb += 1;
        }
        if verb < end
            && line.is_finite_cue(verb)
            && line.is(verb, class::CUE_SAYING.or(class::CUE_STANCE))
            && !line.is(verb, class::CUE_WEAK)
            && !line.is_passive(verb)
        {
            return Some(Finding::new(line, phrase, Some(line.verb(verb))));
        }
    }
    None
}
