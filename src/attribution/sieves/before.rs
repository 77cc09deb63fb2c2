//! A clause before the quotation names the speaker: Marta Kowalczyk said, "…"; he called the plan "…".

use super::outer;
use crate::attribution::scene::{Line, Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::class;
use crate::token::Shape;

/// The last verb of saying before the quotation in its sentence, or the outer one when that verb's clause is itself reported.
pub(crate) fn find(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    if at > start + 2
        && let Some(finding) = opening(line, start, at)
    {
        return Some(finding);
    }
    if super::claim::is_cried_by_others(line, start, at) {
        return None;
    }
    let called = is_called_so(scene, quote);
    if !scene.is_sentence(quote) && !called && super::later_clause::closing(scene, quote).is_some() {
        return None;
    }
    if let Some(finding) = super::agent::find(line, start, at).or_else(|| super::fronted::find(line, start, at)) {
        return Some(finding);
    }
    let mut verb = at;
    for _ in 0..6 {
        verb = (start..verb).rev().find(|i| is_verb(line, *i, at))?;
        if let Some(source) = line.after_source_lead(verb) {
            let phrase = line.phrase_starting(source, at)?;
            // "according to her “clawback” plan": the words are part of what it is according to.
            if phrase.end == at && line.is(phrase.start, class::POSSESSIVE) {
                return None;
            }
            return Some(Finding::new(line, phrase, Some(verb..source)));
        }
        if let Some(phrase) = inverted(line, verb, start, at) {
            return Some(Finding::new(line, phrase, Some(line.verb(verb))));
        }
        let firm = line.is(verb, class::CUE_SAYING.or(class::CUE_STANCE))
            && !line.is(verb, class::CUE_WEAK.or(class::CUE_ING));
        let perceived = line.perceived(verb, start);
        let subject = perceived
            .or_else(|| line.subject(verb, start))
            .or_else(|| firm.then(|| line.first_phrase(start..verb)).flatten());
        // "14 percent said"
        let counted = || if firm && line.is_finite_cue(verb) { line.share(start, verb) } else { None };
        let says = |phrase: &Phrase| line.can_speak(*phrase) || line.speaks_by(*phrase, verb);
        let subject = subject.filter(says).or_else(counted);
        if let Some(phrase) = subject
            && !over(line, phrase, verb, at)
            && !of_a_quotation(line, phrase)
            && !reduced(line, phrase, verb)
            && !in_front(line, phrase, verb, at)
        {
            if line.is_question(phrase) {
                return None;
            }
            // "quoted Petra Lund as saying": the paper only quotes.
            let quoted = line.is(verb, class::CUE_ING) && line.is(verb - 1, class::AS);
            if !scene.is_sentence(quote)
                && let Some(finding) = according(line, start, phrase.start)
            {
                return Some(finding);
            }
            if let Some((phrase, verb)) = within(line, phrase, verb) {
                return Some(Finding::new(line, phrase, Some(line.verb(verb))));
            }
            // "cited a report that said the roof was “wet”": the report says so.
            let cited = phrase.start > start && line.is_cue(phrase.start - 1) && carries(line, verb, start);
            let alone = quoted || cited || aside(line, phrase) || brought(line, phrase) || perceived.is_some();
            let (phrase, verb) = if alone || leads_in(scene, quote, phrase, verb) {
                (phrase, verb)
            } else {
                outer::outermost(line, phrase, verb, start)
            };
            let (phrase, verb) = told(line, phrase, verb, at).unwrap_or((phrase, verb));
            return Some(Finding::new(line, phrase, Some(line.verb(verb))));
        }
    }
    None
}

/// "The plan, which critics called “a swamp,” would fail, Lund said", "the poet whom critics called “a storm,” has died": the relative
/// clause calls it so, whoever reports the rest.
pub(super) fn is_called_so(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    if at < start + 4 || scene.begins_sentence(quote) || !line.is_finite_cue(at - 1) {
        return false;
    }
    let subject = line.subject(at - 1, start).filter(|phrase| line.can_speak(*phrase));
    let Some(that) = subject.and_then(|phrase| phrase.start.checked_sub(1)).filter(|that| *that > start) else {
        return false;
    };
    // "In a clip that Lund called “a trap,” Bede rose": too.
    let fronted =
        line.is(at - 1, class::CUE_NAMING) && line.is_relative_that(that, start) && line.is(start, class::PREPOSITION);
    // "the poet whom critics called" needs no comma.
    let apart = line.ends_with_comma(that - 1) || line.is(that - 1, class::ROLE);
    fronted || line.is(at + 1, class::AUXILIARY) && line.is_who(that) && apart
}

/// "The trick, says Tomas Reyl, is that …": an inverted clause between commas.
fn inverted(line: Line<'_>, verb: usize, start: usize, quote: usize) -> Option<Phrase> {
    let quoted = verb > start && (line.has(verb - 1, Shape::Comma) || line.quote(verb - 1).is_some());
    if !quoted || !line.is(verb, class::CUE_SAYING) || line.is(verb, class::CUE_NO_INVERSION.or(class::CUE_WEAK)) {
        return None;
    }
    let phrase = line.phrase_starting(verb + 1, quote)?;
    (phrase.noun == Noun::Proper && phrase.start == verb + 1 && line.has(phrase.end, Shape::Comma)).then_some(phrase)
}

/// Whether the word at `at` works as a verb that may report the quotation at `quote`.
pub(super) fn is_verb(line: Line<'_>, at: usize, quote: usize) -> bool {
    if line.is(at, class::ACCORDING.or(class::SOURCE_LEAD)) {
        // "said, per a translator, that": an aside.
        if line.is(at, class::CLOSED) && at > line.sentence_start(at) {
            return false;
        }
        return line.after_source_lead(at).is_some();
    }
    if !line.is_cue(at) || line.is_passive(at) {
        return false;
    }
    // "used a “strong paste”", "continued to spread “gossip”": says nothing without a noun for words.
    let worded = class::SPEECH.or(class::TERM_LEAD).or(class::SAYING_NOUN);
    let led_on = line.has(at + 1, Shape::Comma) || line.has(at + 1, Shape::Colon) || line.is(at + 1, class::THAT);
    if line.is(at, class::LIGHT_VERB) && !led_on && !(at + 1..quote).any(|i| line.is(i, worded)) {
        return false;
    }
    let named_so = line.is(at, class::CUE_NAMING) && quote - at <= NAMED && as_before(line, quote);
    if line.is(at, class::CUE_WEAK) && quote - at > 3 && !named_so && !as_told(line, at) && !takes_clause(line, at) {
        return false;
    }
    if line.is(at, class::PRESENT_LIKE) && !line.is(at, class::SAY) && !line.follows_subject(at) {
        return false;
    }
    if line.is(at, class::CUE_ING) {
        // "his writing"; but "with one writing"
        return !(at > 0 && line.is(at - 1, class::DETERMINER) && !line.is(at - 1, class::NUMBER_WORD));
    }
    if follows_determiner(line, at) && !line.is(at - 1, class::TO) {
        return false;
    }
    let bare = line.is(at, class::CUE_BARE) && !line.is(at, class::CUE_FINITE);
    let led = at > 0
        && line.is(
            at - 1,
            class::AUXILIARY
                .or(class::TO)
                .or(class::NEGATION)
                .or(class::PRONOUN)
                .or(class::COLLECTIVE)
                .or(class::ADVERB),
        );
    // "one message", "one reason": nouns.
    let counted = at > 0 && line.is(at - 1, class::NUMBER_WORD);
    !bare || led && !counted || line.is_finite_cue(at) || line.perceived(at, line.sentence_start(at)).is_some()
}

/// "the claim", "Lund's report": a noun, unless the word before is somebody who speaks.
fn follows_determiner(line: Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let speaks = line.is(before, class::COLLECTIVE.or(class::PRONOUN))
        || line.is(before, class::NUMBER_WORD) && line.is(at, class::SAY)
        || line.is_stranded(before, 0)
        || line.is_relative_that(before, 0)
        || line.is_several(before);
    line.is(before, class::DETERMINER.or(class::PREPOSITION)) && !speaks
        || line.has(before, Shape::Possessive) && !line.is(at, class::SAY)
}

/// "As Reyl has pointed out, …": the clause in front tells who says the sentence.
fn as_told(line: Line<'_>, at: usize) -> bool {
    let start = line.sentence_start(at);
    // "The sea, as Reyl puts it, is “…”" too.
    let aside = |i: &usize| line.is(*i, class::AS) && line.has(i - 1, Shape::Comma);
    let led = line.is(start, class::AS) || (start + 1..at).rev().take(ASIDE).any(|i| aside(&i));
    led && (at + 1..at + 3).any(|comma| line.has(comma, Shape::Comma))
}

/// How many words the subject of such an aside may have.
const ASIDE: usize = 6;

/// "shot back that Bede had …": a clause behind "that" is what the verb reports.
fn takes_clause(line: Line<'_>, at: usize) -> bool {
    let that = at + 1 + usize::from(line.is(at + 1, class::ADVERB));
    line.is(that, class::THAT) && line.is(at, class::CUE_FINITE) && line.is(at, class::CUE_SAYING.or(class::CUE_STANCE))
}

/// How far "referred to the residents of the quay as" may reach.
const NAMED: usize = 14;

/// "as “…”", "as a “…”", "as being “…”": what somebody is called.
pub(crate) fn as_before(line: Line<'_>, quote: usize) -> bool {
    let light = class::DETERMINER.or(class::AUXILIARY);
    let at = quote - usize::from(quote > 0 && line.is(quote - 1, light));
    at > 0 && line.is(at - 1, class::AS)
}

/// "an ad that urges …", "a report that said …": the subject of the verb carries the words; no statement, which is whoever's who issued it.
fn carries(line: Line<'_>, verb: usize, start: usize) -> bool {
    verb > start + 1
        && line.is_relative_that(verb - 1, start)
        && line.is(verb - 2, class::ARTEFACT)
        && !line.is(verb - 2, class::VOICE)
}

/// "Said Bede, “…”": the verb opens the sentence.
fn opening(line: Line<'_>, start: usize, quote: usize) -> Option<Finding> {
    let says = line.is(start, class::CUE_FINITE) && line.is(start, class::CUE_SAYING) && line.token(start).is_capital();
    let marked = line.has(quote - 1, Shape::Comma) || line.has(quote - 1, Shape::Colon);
    if !says || !marked || line.is(start, class::CUE_NO_INVERSION) {
        return None;
    }
    let phrase = line.phrase_starting(start + 1, quote).filter(|phrase| phrase.noun == Noun::Proper)?;
    (phrase.start == start + 1).then(|| Finding::new(line, phrase, Some(start..start + 1)))
}

/// Whether the clause of the verb has ended before the quotation: a relative clause that a comma closed.
fn over(line: Line<'_>, phrase: Phrase, verb: usize, quote: usize) -> bool {
    // "the deal, which Bede had praised, was “…”"
    let within = phrase.start > 1 && line.is_who(phrase.start - 1) && line.ends_with_comma(phrase.start - 2);
    if phrase.noun != Noun::Relative && !within {
        return false;
    }
    // "Lund said Bede, who has called himself “…,” would": the comma may stand between marks where an outer clause reports.
    let reported = within
        || (line.sentence_start(verb)..phrase.start).any(|at| line.is_finite_cue(at) && line.is(at, class::CUE_SAYING));
    // "called the deal, which the council had praised, “a swamp”": the comma right behind the verb ends the clause.
    let naming = |at: usize| line.is(at, class::CUE_NAMING) && line.is_finite_cue(at);
    if within && line.has(verb + 1, Shape::Comma) && (line.sentence_start(verb)..phrase.start).any(naming) {
        return true;
    }
    let closes =
        |at: usize| line.has(at, Shape::Comma) || line.has(at, Shape::Dash) || reported && line.ends_with_comma(at);
    let comma = (verb..quote).find(|at| closes(*at));
    comma.is_some_and(|comma| {
        (comma..quote).any(|at| line.is(at, class::PAST_LIKE.or(class::AUXILIARY).or(class::CUE_FINITE)))
    })
}

/// "When Lund claimed that it was lost, Bede hit back: “…”": the verb's clause stands in front, and the main one has another subject.
pub(crate) fn in_front(line: Line<'_>, phrase: Phrase, verb: usize, quote: usize) -> bool {
    let start = line.sentence_start(verb);
    let acts = class::PAST_LIKE.or(class::PRESENT_LIKE).or(class::CUE_FINITE);
    let begins = |comma: &usize| {
        let subject = line.phrase_starting(comma + 1, quote).filter(|subject| subject.noun == Noun::Proper);
        subject.is_some_and(|subject| line.has(subject.end, Shape::Lower) && line.is(subject.end, acts))
    };
    let comma = (verb + 1..quote).filter(|at| line.ends_with_comma(*at)).find(begins);
    // "As Lund put it when she left, Bede was “…”": her words.
    let told = |comma: usize| !(verb + 1..comma).any(|at| line.is(at, class::SUBORDINATOR.without(class::THAT)));
    let opens = phrase.start > start && !line.ends_with_comma(phrase.start - 1);
    let first = start + usize::from(line.is(start, class::COORDINATOR));
    let called = |comma: usize| line.quote(comma).is_some() && line.is(first, class::SUBORDINATOR);
    let clause = |comma: usize| !line.is(start, class::AS) || told(comma);
    comma.is_some_and(|comma| opens && clause(comma) && (called(comma) || outer::closed(line, start, verb, comma + 1)))
}

/// "a “fair man” who had put …": what is quoted has no antecedent for "who".
fn of_a_quotation(line: Line<'_>, phrase: Phrase) -> bool {
    phrase.noun == Noun::Relative && phrase.start > 0 && line.quote(phrase.start - 1).is_some()
}

/// "an inflation formula called “…”": a thing that is named so, no subject.
fn reduced(line: Line<'_>, phrase: Phrase, verb: usize) -> bool {
    // "a group called Harbour Watch ran …"
    let goes_on = || {
        let name = line.phrase_starting(verb + 1, line.sentence_end(verb)).filter(|name| name.noun == Noun::Proper);
        let next = name.map(|name| name.end + usize::from(line.has(name.end, Shape::Number)));
        next.is_some_and(|next| line.has(next, Shape::Lower) && line.is(next, class::PAST_LIKE.or(class::AUXILIARY)))
    };
    let people = || (phrase.start..phrase.end).any(|at| line.is(at, class::SPEAKER.without(class::NUMBER_WORD)));
    phrase.noun == Noun::Nominal && line.is(verb, class::TERM_LEAD) && phrase.end == verb && (!people() || goes_on())
}

/// "According to Lund, the crew felt …": whoever the sentence is according to. `subject` begins the clause behind.
fn according(line: Line<'_>, start: usize, subject: usize) -> Option<Finding> {
    let lead = (start..subject).rev().take(REACH).find(|at| line.after_source_lead(*at).is_some())?;
    let source = line.after_source_lead(lead)?;
    let opens = lead == start
        || line.has(lead - 1, Shape::Comma)
        || lead == start + 1 && line.is(start, class::COORDINATOR.or(class::ADVERB));
    let phrase = line.speaker_starting(source, subject)?;
    (opens && line.has(subject - 1, Shape::Comma)).then(|| Finding::new(line, phrase, Some(lead..source)))
}

/// How far the words "according to" may stand before the subject.
const REACH: usize = 24;

/// "The letter says Bede told a friend: “…”": an utterance of his, whoever tells of it.
fn leads_in(scene: &Scene<'_>, quote: usize, phrase: Phrase, verb: usize) -> bool {
    let (line, at) = scene.around(quote);
    let marked = line.has(at - 1, Shape::Colon) || line.has(at - 1, Shape::Comma);
    scene.is_sentence(quote)
        && marked
        && phrase.noun == Noun::Proper
        && phrase.end == verb
        && at - verb <= HEARER
        && line.is(verb, class::CUE_HEARER)
}

/// How many items "told a friend:" may have.
const HEARER: usize = 6;

/// "It was, Lund said, a “trap”": a clause of its own between commas, which nothing reports.
fn aside(line: Line<'_>, phrase: Phrase) -> bool {
    let parted = |at: usize| line.has(at, Shape::Comma) || line.has(at, Shape::Dash);
    let verb = (phrase.end..phrase.end + 3).find(|at| !line.is(*at, class::ADVERB.or(class::ADVERB_LIKE)));
    phrase.start > 0
        && (line.ends_with_comma(phrase.start - 1) || line.has(phrase.start - 1, Shape::Dash))
        && verb.is_some_and(|verb| line.is_finite_cue(verb) && parted(verb + 1))
}

/// "The board said it would wait, with Petra Lund saying “…”": what "with" adds behind a comma, no clause in front reports.
fn brought(line: Line<'_>, phrase: Phrase) -> bool {
    phrase.start > 1
        && phrase.noun == Noun::Proper
        && line.is(phrase.start - 1, class::ABSOLUTE)
        && line.ends_with_comma(phrase.start - 2)
}

/// "Lund tells voters who wonder why she left that she …": what "that" opens behind the relative clause, the hearers are told.
fn told(line: Line<'_>, phrase: Phrase, verb: usize, quote: usize) -> Option<(Phrase, usize)> {
    let tells =
        phrase.start.checked_sub(1).filter(|tells| phrase.noun == Noun::Relative && line.is_finite_cue(*tells))?;
    let that = (verb + 2..quote).rev().find(|at| line.is(*at, class::THAT))?;
    let clause = line.phrase_starting(that + 1, quote).is_some() || that + 1 == quote;
    if !line.is(tells, class::CUE_HEARER) || !clause {
        return None;
    }
    line.subject(tells, line.sentence_start(tells)).map(|subject| (subject, tells))
}

/// "The Echo, Lund said, called it …": the clause between a subject and its verb reports them.
fn within(line: Line<'_>, phrase: Phrase, verb: usize) -> Option<(Phrase, usize)> {
    let said = verb.checked_sub(2)?;
    let reports = line.has(phrase.end, Shape::Comma)
        && line.has(verb - 1, Shape::Comma)
        && line.is_finite_cue(said)
        && line.is(said, class::CUE_SAYING)
        && said > phrase.end + 1;
    if !reports {
        return None;
    }
    let reporter = line.phrase_ending(said - 1, phrase.end)?;
    (reporter.start == phrase.end + 1 && reporter.noun != Noun::Relative).then_some((reporter, said))
}
