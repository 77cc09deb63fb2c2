//! Nothing beside the quotation names its speaker: the sentence or the paragraph before it does.

use crate::attribution::scene::{Line, Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// Fewest words of a quotation that may take its speaker from further away.
const WORDS: usize = 6;

/// Zoltan Bede said he had no regrets. "…": the subject of the sentence before.
pub(crate) fn sentence(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    if at == 0 || line.sentence_start(at) != at || !scene.is_sentence(quote) {
        return None;
    }
    let (phrase, cue) = breaks_in(line, at).or_else(|| reporter(line, at))?;
    // "Lund was blunt. “It failed.”"
    if cue.is_none() && scene.word_count(quote) < WORDS && !acts(line, phrase, at) {
        return None;
    }
    Some(Finding::new(line, phrase, cue.map(|cue| cue..cue + 1)))
}

/// "I rose, and the guard interrupted me.", "Her son cut in.": whom the sentence that ends before `end` says to break in, and the verb.
pub(crate) fn breaks_in(line: Line<'_>, end: usize) -> Option<(Phrase, Option<usize>)> {
    let last = end.checked_sub(2)?;
    let verb = last.checked_sub(1)?;
    let person = class::PRONOUN_MALE.or(class::PRONOUN_FEMALE).or(class::PRONOUN_PLURAL).or(class::PRONOUN_FIRST);
    let interrupts = line.is_finite_cue(verb)
        && line.is(verb, class::CUE_SAYING)
        && line.is(verb, class::CUE_WEAK)
        && line.is(last, person)
        && !line.is(last, class::PRONOUN);
    let cuts_in = line.has(verb, Shape::Lower) && line.is(verb, class::PAST_LIKE) && line.is(last, class::LOCATIVE);
    let subject = line.subject(verb, line.sentence_start(last)).filter(|_| interrupts || cuts_in)?;
    line.can_speak(subject).then_some((subject, Some(verb)))
}

/// How many words tell what somebody does between two utterances.
const ACT: usize = 6;

/// "Bede nodded.", "The judge leaned back.": the sentence that ends before `end` has few words and tells what `phrase` does.
pub(crate) fn acts(line: Line<'_>, phrase: Phrase, end: usize) -> bool {
    let start = line.sentence_start(end - 1);
    let thing = line.is(phrase.start, class::PRONOUN_THING.or(class::PRONOUN_PLURAL).or(class::PRONOUN_FIRST));
    let person = match phrase.noun {
        Noun::Proper => !line.in_place(phrase.end - 1),
        Noun::Pronoun => !thing,
        Noun::Nominal => line.is(phrase.end - 1, class::ROLE) && line.is(phrase.start, class::DEFINITE),
        Noun::Relative | Noun::Asker | Noun::Answerer => false,
    };
    let words = (start..end).filter(|at| line.is_word(*at)).count();
    let quiet = (start..end).all(|at| line.quote(at).is_none());
    let acts = class::PAST_LIKE.or(class::AUXILIARY).or(class::PRESENT_LIKE);
    let verb = line.is(phrase.end, acts) && line.has(phrase.end, Shape::Lower);
    let first = phrase.start == start || line.has(phrase.start - 1, Shape::Comma);
    let most = if phrase.start == start { ACT } else { ACT + phrase.start - start };
    person && first && verb && quiet && words <= most
}

/// A paragraph that is a quotation: the subject of the verb of saying in the last sentence of the paragraph before.
pub(crate) fn paragraph_report(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let line = alone(scene, quote)?;
    // "“A,” the paper quotes him as saying. / “B.”": the speaker of what it quotes.
    if let Some(before) = line.len().checked_sub(1).and_then(|last| quoted_as(line, last, decisions)) {
        return Some(before);
    }
    let (phrase, cue) = reporter(line, line.len())?;
    let cue = cue?;
    Some(Finding::new(line, phrase, Some(cue..cue + 1)))
}

/// The speaker of a quotation in the sentence that ends at `last`, where somebody else quotes it.
fn quoted_as(line: Line<'_>, last: usize, decisions: &[Option<Decision>]) -> Option<Finding> {
    let start = line.sentence_start(last);
    let quotes = |at: &usize| line.is(*at, class::CUE_ING) && line.is(*at - 1, class::AS);
    (start + 1..last).find(quotes)?;
    let before = (start..=last).rev().find_map(|at| line.quote(at))?;
    decisions.get(before)?.as_ref().map(|decision| decision.finding.shared(before))
}

/// A paragraph that is a quotation: its first possible subject, when that is a name or "he".
pub(crate) fn paragraph_subject(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let line = alone(scene, quote)?;
    let (phrase, cue) = reporter(line, line.len())?;
    let person = match phrase.noun {
        Noun::Proper => true,
        Noun::Pronoun => line.is(phrase.start, class::PRONOUN_MALE.or(class::PRONOUN_FEMALE)),
        Noun::Relative | Noun::Nominal | Noun::Asker | Noun::Answerer => false,
    };
    // "LATEST NEWS.": no sentence that would lead in a short one.
    let told = scene.word_count(quote) >= WORDS || line.may_have_finite_verb(phrase.end..line.len());
    (cue.is_none() && person && told).then(|| Finding::new(line, phrase, None))
}

/// A paragraph that is a quotation: the speaker of the last quotation, a paragraph or two further up.
pub(crate) fn last_speaker(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> Option<Finding> {
    alone(scene, quote)?;
    let before = quote.checked_sub(1)?;
    let from = scene.marked[before].block;
    let further = |block: &usize| scene.paragraph_before(*block).filter(|block| *block >= from);
    if std::iter::successors(Some(scene.marked[quote].block), further).take(3).last() != Some(from) {
        return None;
    }
    decisions[before].as_ref().map(|decision| decision.finding.shared(before))
}

/// The paragraph before a quotation that begins its own, and is long or led in.
fn alone<'a>(scene: &'a Scene<'a>, quote: usize) -> Option<Line<'a>> {
    let (_, at) = scene.around(quote);
    let short = scene.word_count(quote) < WORDS && !is_led_in(scene, quote);
    if at != 0 || short && !is_paragraph(scene, quote) {
        return None;
    }
    let before = scene.line(scene.paragraph_before(scene.marked[quote].block)?);
    // "“Did you see it?” Petra Lund asked. / “Never in my life.”": another may answer.
    let spoken = |at: usize| before.quote(at).is_some_and(|other| scene.begins_sentence(other));
    (!short || !(0..before.len()).any(spoken)).then_some(before)
}

/// “It is a shame.”: a short sentence that is all of its paragraph.
pub(crate) fn is_paragraph(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, _) = scene.around(quote);
    let marked = &scene.marked[quote];
    let both = marked.opened && marked.closed;
    both && line.len() == 1 && scene.is_sentence(quote) && scene.word_count(quote) > 1
}

/// "She later added:", and in the next paragraph "“I am done.”": a colon leads in a sentence that begins its paragraph.
pub(crate) fn is_led_in(scene: &Scene<'_>, quote: usize) -> bool {
    let (_, at) = scene.around(quote);
    let colon = |block: usize| {
        let line = scene.line(block);
        line.len() > 1 && line.has(line.len() - 1, Shape::Colon)
    };
    at == 0 && scene.is_sentence(quote) && scene.paragraph_before(scene.marked[quote].block).is_some_and(colon)
}

/// The subject of the sentence that ends before `end`: of its verb of saying, else its first possible subject.
pub(crate) fn reporter(line: Line<'_>, end: usize) -> Option<(Phrase, Option<usize>)> {
    let last = end.checked_sub(1)?;
    let start = line.sentence_start(last);
    let says = |at: &usize| {
        line.is_finite_cue(*at) && !line.is(*at, class::CUE_WEAK) && !line.is_passive(*at) && line.follows_subject(*at)
    };
    // "When I ask about it, she shrugs.": what is asked in front is another's.
    let asks = line.is(start, class::SUBORDINATOR) && (start..last).any(|at| line.is(at, class::CUE_QUESTION));
    let front = if asks { (start..last).find(|at| line.has(*at, Shape::Comma)) } else { None };
    let start = front.map_or(start, |comma| comma + 1);
    let told = (start + 1..end)
        .find_map(|at| Some(at).filter(says).and_then(|cue| Some((line.subject(cue, start)?, Some(cue)))));
    told.or_else(|| Some((line.first_phrase(start..last)?, None)))
}
