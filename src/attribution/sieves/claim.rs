//! Somebody's claim, promise or comment holds the words: Olaf Brandt's claim that the quay was "a swamp".

use super::outer;
use crate::attribution::scene::{Line, Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// How far the words may stand behind the noun.
const REACH: usize = 14;
/// How many words may describe it: "his often repeated claim".
const ADJECTIVES: usize = 2;

/// The owner of the nearest noun of saying before the quotation, unless a verb reports in between; or whoever makes a case, or chants.
pub(crate) fn find(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let told = || makes(line, start, at).or_else(|| told_by(line, start, at));
    if let Some(finding) = cries(line, start, at).or_else(told).or_else(|| answers(scene, quote)) {
        return Some(finding);
    }
    let (phrase, noun) = owned(line, start, at)?;
    // "repeated his claim": who repeats it speaks.
    if phrase.noun == Noun::Pronoun && super::before::find(scene, decisions, quote).is_some() {
        return None;
    }
    Some(Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// The owner of the nearest noun of saying before the quotation, and the noun.
fn owned(line: Line<'_>, start: usize, at: usize) -> Option<(Phrase, usize)> {
    // "her claim is that it is “a sieve” built to “save pennies”": what "that" opens goes on behind the first words.
    let is_led = |i: usize| line.is(i, class::THAT) && line.is(i - 1, class::SAYING_NOUN.or(class::BE));
    let first = (start..at).find(|i| line.quote(*i).is_some());
    let goes_on = first.is_some_and(|first| (start + 1..first).any(is_led));
    let ends = |i: &usize| {
        line.quote(*i).is_some() && !goes_on
            || line.has(*i, Shape::Semicolon)
            || line.is_finite_cue(*i) && line.is(*i, class::CUE_SAYING.or(class::CUE_STANCE).or(class::CUE_NAMING))
            || line.is(*i, class::CUE_ING)
    };
    let is_noun = |i: &usize| line.is(*i, class::SAYING_NOUN) && line.has(*i, Shape::Lower);
    let noun = (start + 1..at).rev().take(REACH).take_while(|i| is_noun(i) || !ends(i)).find(is_noun)?;
    if !opens(line, noun + 1, at) {
        return None;
    }
    let owner = (start..noun).rev().take(ADJECTIVES + 1).find(|i| line.is_owner(*i))?;
    if !(owner + 1..noun).all(|i| line.has(i, Shape::Lower) && !line.is(i, class::PREPOSITION.or(class::ROLE))) {
        return None;
    }
    let phrase = line.owner(owner, start)?;
    // "referring to her claim", but "referring to her claim as “…”"
    let to = |i: usize| line.is(i + 1, class::TO) && !super::before::as_before(line, at);
    // "called the mayor's claim that … “a trap”"
    let near = (start..phrase.start).rev().take(ADJECTIVES + 1);
    let called = near.into_iter().any(|i| line.is(i, class::CUE_NAMING) && !to(i));
    (!called).then_some((phrase, noun))
}

/// "In reply to Lund’s claim that the quay was “mud”, Bede said …", "Asked about her boast of “gold”, Bede shrugged": words in front of
/// the clause hold another's claim, and end with the quotation.
pub(super) fn is_in_front(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let first = start + usize::from(line.is(start, class::COORDINATOR));
    let opens =
        class::PREPOSITION.or(class::ING_LIKE).or(class::CUE_ING).or(class::PAST_LIKE).or(class::CUE_PARTICIPLE);
    // "Stung by Lund’s remark that"
    let led = line.is(first, opens) || line.is(first + 1, class::AGENT);
    let fronted = led && (line.has(at + 1, Shape::Comma) || line.ends_with_comma(at));
    let owner = owned(line, start, at).filter(|_| fronted && !scene.is_sentence(quote));
    owner.is_some_and(|(phrase, _)| phrase.noun != Noun::Pronoun && !line.has_finite_verb(first + 1..phrase.start))
}

/// What is claimed follows, and nothing is said of the claim: "that …", "to …", "call for …".
fn opens(line: Line<'_>, at: usize, quote: usize) -> bool {
    // "her claim is that …"
    let at = at + usize::from(line.is(at, class::BE) && line.is(at + 1, class::THAT));
    let verbs = (at..quote).filter(|i| line.is(*i, class::BE)).count();
    // "his refusal to sign was “…”": said of it.
    let be = usize::from(line.is(at + 1, class::BE));
    line.is(at, class::THAT) && verbs < 2
        || line.is(at, class::TO) && verbs <= be
        || line.is(at, class::PREPOSITION)
            && !line.is(at, class::AS)
            && verbs == 0
            && !(at..quote).any(|i| line.has(i, Shape::Comma))
}

/// "a report by the Courier that he “hid” it", "an allegation by Lund that …": whoever makes the claim.
fn told_by(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let that = (start + 3..quote).rev().take(REACH).find(|at| line.is(*at, class::THAT))?;
    let by = (start + 1..that).rev().take(REACH).find(|at| line.is(*at, class::AGENT))?;
    let told = line.is(by - 1, class::SAYING_NOUN.or(class::ARTEFACT)) && line.has(by - 1, Shape::Lower);
    let phrase = line.speaker_starting(by + 1, that).filter(|phrase| told && phrase.end == that)?;
    let other = (that..quote).any(|at| line.is_finite_cue(at) && line.is(at, class::CUE_SAYING));
    (!other && !line.has_finite_verb(by..that)).then(|| Finding::new(line, phrase, Some(by - 1..by)))
}

/// "chants of “…”", "with loud cries of “…”": the noun for what a crowd utters, right before the quotation.
fn cried(line: Line<'_>, start: usize, quote: usize) -> Option<usize> {
    let noun = quote.checked_sub(2).filter(|noun| *noun > start && line.is(quote - 1, class::OF))?;
    let sound = class::SLOGAN.or(class::SAYING_NOUN).or(class::CUE);
    let led = class::PREPOSITION.or(class::INDEFINITE).or(class::COORDINATOR).or(class::BE);
    let is_noun = line.has(noun, Shape::Lower)
        && line.is(noun, sound)
        && (line.is(noun, class::PRESENT_LIKE)
            || (noun.saturating_sub(2)..noun).any(|at| line.is(at, class::INDEFINITE)))
        && (line.is(noun - 1, led) || noun > start + 1 && line.is(noun - 2, led));
    is_noun.then_some(noun)
}

/// "She told the rally, to cheers of “…”": others cry, whoever speaks in the sentence.
pub(super) fn is_cried_by_others(line: Line<'_>, start: usize, quote: usize) -> bool {
    let led = |noun: usize| (noun.saturating_sub(2).max(start)..noun).any(|at| line.is(at, class::TO));
    cried(line, start, quote).is_some_and(led)
}

/// "The crowd broke into chants of “…”", "There were cries of “…” from the gallery": whoever is behind the words, else the crowd that
/// the sentence tells of.
fn cries(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let noun = cried(line, start, quote)?;
    let cue = Some(noun..quote);
    let end = line.sentence_end(quote);
    if line.is(quote + 1, class::AFFILIATION.or(class::AGENT))
        && let Some(phrase) = line.speaker_starting(quote + 2, end).filter(|phrase| phrase.noun == Noun::Nominal)
    {
        return Some(Finding::new(line, phrase, cue));
    }
    // "left to chants of", "was met with cries of": others cry.
    let crowd = line.first_phrase(start..noun)?;
    // "A mix of fans and critics"
    let crowd = if line.is(crowd.end, class::OF) { line.phrase_starting(crowd.start, noun)? } else { crowd };
    let others = (crowd.end..noun).any(|at| line.is(at, class::TO.or(class::BE)) || line.quote(at).is_some());
    let many = (crowd.start..crowd.end).any(|at| line.is(at, class::COLLECTIVE));
    (many && !others && line.has_finite_verb(crowd.end..noun)).then(|| Finding::new(line, crowd, cue))
}

/// "Lund made the case that …", "issued a warning of “…”", "let it be known that …": whoever does so.
fn makes(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let opens = |at: &usize| line.is(*at, class::THAT) || at + 1 == quote && line.is(*at, class::OF);
    let that = (start + 3..quote).rev().take(REACH).find(opens)?;
    let verb = (start + 1..that).rev().take(ADJECTIVES + 3).find(|at| line.is(*at, class::LIGHT_VERB))?;
    let says = line.is(that - 1, class::SAYING_NOUN) && line.is(verb + 1, class::DEFINITE.or(class::INDEFINITE))
        || line.is(verb + 1, class::PRONOUN_THING) && that > verb + 2;
    let light = (verb + 1..that).all(|at| line.has(at, Shape::Lower) && !line.is(at, class::PREPOSITION));
    if !says || !light || !line.has(verb, Shape::Lower) || line.follows_be(verb, start) {
        return None;
    }
    let subject = line.subject(verb, start).filter(|phrase| line.can_speak(*phrase))?;
    let (phrase, cue) = outer::outermost(line, subject, verb, start);
    let cue = if cue == verb { verb..that } else { line.verb(cue) };
    Some(Finding::new(line, phrase, Some(cue)))
}

/// How many words may stand between the noun and what it holds.
const BETWEEN: usize = 8;

/// "Lund's answer: “…”", "Her reply was “…”", "His advice to new hands was short: “…”", "Her answer? “…”": the owner of what is said.
fn answers(scene: &Scene<'_>, quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if at == 0 || !scene.begins_sentence(quote) {
        return None;
    }
    // "Her answer? “…”"
    let asked = line.sentence_start(at) == at && line.has(at - 1, Shape::Shout);
    let first = line.sentence_start(if asked { at - 1 } else { at });
    let start = (first..at).rev().take(REACH + OWNER).find(|i| line.has(*i, Shape::Semicolon)).map_or(first, |i| i + 1);
    let owner = (start..at).take(OWNER).find(|i| line.is_owner(*i))?;
    let noun = line.owned(owner, at).filter(|i| line.is(*i, class::SAID_NOUN) && line.has(*i, Shape::Lower))?;
    // "Her advice was, “…”"
    let last = at - 1 - usize::from(line.has(at - 1, Shape::Comma) && line.is(at.saturating_sub(2), class::BE));
    let bracket = (noun + 1..last).find(|i| line.has(*i, Shape::Open)).unwrap_or(last);
    let rest = noun + 1..bracket;
    let aside = bracket == last || line.has(last - 1, Shape::Close);
    let quiet =
        aside && rest.clone().all(|i| line.is_word(i) && !line.is_finite_cue(i) && !line.is(i, class::SUBORDINATOR));
    let leads = line.has(last, Shape::Colon) || line.is(last, class::BE);
    let led = leads || asked && rest.is_empty();
    if !quiet || !led || rest.len() > BETWEEN {
        return None;
    }
    let phrase = line.owner(owner, start).filter(|phrase| phrase.start <= start + 1)?;
    Some(Finding::new(line, phrase, Some(noun..noun + 1)))
}

/// How many words may name the owner.
const OWNER: usize = 8;
