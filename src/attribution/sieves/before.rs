//! A clause before the quotation names the speaker: Marta Kowalczyk said, "…"; he called the plan "…".

use crate::attribution::complement::share;
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
    if !scene.is_sentence(quote) && super::later_clause::closing(scene, quote).is_some() {
        return None;
    }
    if let Some(finding) = super::agent::find(line, start, at) {
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
        let subject = line.subject(verb, start).or_else(|| line.first_phrase(start..verb).filter(|_| firm));
        // "14 percent said"
        let counted = || line.is_finite_cue(verb).then(|| share(line, start, verb)).flatten().filter(|_| firm);
        let subject = subject.filter(|phrase| line.can_speak(*phrase)).or_else(counted).or(subject);
        if let Some(phrase) = subject
            && !over(line, phrase, verb, at)
            && !of_a_quotation(line, phrase)
            && !reduced(line, phrase, verb)
            && line.can_speak(phrase)
        {
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
            let (phrase, verb) =
                if quoted || aside(line, phrase) { (phrase, verb) } else { outermost(line, phrase, verb, start) };
            return Some(Finding::new(line, phrase, Some(line.verb(verb))));
        }
    }
    None
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
fn is_verb(line: Line<'_>, at: usize, quote: usize) -> bool {
    if line.is(at, class::ACCORDING.or(class::SOURCE_LEAD)) {
        return line.after_source_lead(at).is_some();
    }
    if !line.is_cue(at) || line.is_passive(at) {
        return false;
    }
    let named_so = line.is(at, class::CUE_NAMING) && quote - at <= NAMED && as_before(line, quote);
    if line.is(at, class::CUE_WEAK) && quote - at > 3 && !named_so && !as_told(line, at) {
        return false;
    }
    let pronoun = class::COLLECTIVE.or(class::PRONOUN);
    let noun_before = at > 0
        && (line.is(at - 1, class::DETERMINER.or(class::PREPOSITION)) && !line.is(at - 1, pronoun)
            || line.has(at - 1, Shape::Possessive) && !line.is(at, class::SAY));
    if line.is(at, class::PRESENT_LIKE) && !line.is(at, class::SAY) && !line.follows_subject(at) {
        return false;
    }
    if line.is(at, class::CUE_ING) {
        return !(at > 0 && line.is(at - 1, class::DETERMINER));
    }
    if noun_before && !line.is(at - 1, class::TO) {
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
    !bare || led && !counted || line.is_finite_cue(at)
}

/// "As Reyl has pointed out, …": the clause in front tells who says the sentence.
fn as_told(line: Line<'_>, at: usize) -> bool {
    line.is(line.sentence_start(at), class::AS) && (at + 1..at + 3).any(|comma| line.has(comma, Shape::Comma))
}

/// How far "referred to the residents of the quay as" may reach.
const NAMED: usize = 14;

/// "as “…”", "as a “…”": what somebody is called.
pub(crate) fn as_before(line: Line<'_>, quote: usize) -> bool {
    let at = quote - usize::from(quote > 0 && line.is(quote - 1, class::DETERMINER));
    at > 0 && line.is(at - 1, class::AS)
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
    if phrase.noun != Noun::Relative {
        return false;
    }
    let comma = (verb..quote).find(|at| line.has(*at, Shape::Comma) || line.has(*at, Shape::Dash));
    comma.is_some_and(|comma| {
        (comma..quote).any(|at| line.is(at, class::PAST_LIKE.or(class::AUXILIARY).or(class::CUE_FINITE)))
    })
}

/// "a “fair man” who had put …": what is quoted has no antecedent for "who".
fn of_a_quotation(line: Line<'_>, phrase: Phrase) -> bool {
    phrase.noun == Noun::Relative && phrase.start > 0 && line.quote(phrase.start - 1).is_some()
}

/// "an inflation formula called “…”": a thing that is named so, no subject.
fn reduced(line: Line<'_>, phrase: Phrase, verb: usize) -> bool {
    phrase.noun == Noun::Nominal
        && line.is(verb, class::TERM_LEAD)
        && phrase.end == verb
        && !(phrase.start..phrase.end).any(|at| line.is(at, class::SPEAKER.without(class::NUMBER_WORD)))
}

/// "According to Lund, the crew felt …": whoever the sentence is according to. `subject` begins the clause behind.
fn according(line: Line<'_>, start: usize, subject: usize) -> Option<Finding> {
    let lead = (start..subject).rev().take(REACH).find(|at| line.after_source_lead(*at).is_some())?;
    let source = line.after_source_lead(lead)?;
    let opens = lead == start
        || line.has(lead - 1, Shape::Comma)
        || lead == start + 1 && line.is(start, class::COORDINATOR.or(class::ADVERB));
    let phrase = line.phrase_starting(source, subject).filter(|phrase| line.can_speak(*phrase))?;
    (opens && line.has(subject - 1, Shape::Comma)).then(|| Finding::new(line, phrase, Some(lead..source)))
}

/// How far the words "according to" may stand before the subject.
const REACH: usize = 24;

/// "It was, Lund said, a “trap”": a clause of its own between commas, which nothing reports.
fn aside(line: Line<'_>, phrase: Phrase) -> bool {
    let parted = |at: usize| line.has(at, Shape::Comma) || line.has(at, Shape::Dash);
    let verb = (phrase.end..phrase.end + 3).find(|at| !line.is(*at, class::ADVERB.or(class::ADVERB_LIKE)));
    phrase.start > 0
        && (line.ends_with_comma(phrase.start - 1) || line.has(phrase.start - 1, Shape::Dash))
        && verb.is_some_and(|verb| line.is_finite_cue(verb) && parted(verb + 1))
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

/// "After Lund said that it burned, Bede wrote …": the comma that ends the clause in front ends what Lund says. `from` is her verb, `to`
/// the subject behind.
fn closed(line: Line<'_>, start: usize, from: usize, to: usize) -> bool {
    let opens = class::SUBORDINATOR.without(class::AS).without(class::THAT);
    let first = start + usize::from(line.is(start, class::COORDINATOR));
    let asked = line.is(first, class::CUE_QUESTION) || line.is(first, class::ING_LIKE);
    if !(line.is(first, opens) || asked) || from <= first {
        return false;
    }
    let verbal = |range: std::ops::Range<usize>| {
        range.into_iter().any(|at| line.is(at, class::AUXILIARY.or(class::PAST_LIKE).or(class::CUE_FINITE)))
    };
    let comma = (from + 1..to).rev().find(|at| line.ends_with_comma(*at));
    comma.is_some_and(|comma| {
        !verbal(comma + 1..to) && !(comma + 1..to).any(|at| line.is(at, class::THAT)) && verbal(from + 1..comma)
    })
}

/// "as he spoke", "if Lund asked": what the word before the subject makes part of another clause.
fn subordinate(line: Line<'_>, start: usize, subject: usize) -> bool {
    subject > start && line.is(subject - 1, class::SUBORDINATOR.or(class::RELATIVE))
}

/// How many words may be inserted between a verb of saying and what is said.
const INSERTED: usize = 8;

/// Climbs from "he believes …" to "Trump said he believes …": the outer clause reports all that it holds.
fn outermost(line: Line<'_>, phrase: Phrase, verb: usize, start: usize) -> (Phrase, usize) {
    let (mut phrase, mut verb) = (phrase, verb);
    for _ in 0..3 {
        let Some((subject, outer)) = outer(line, phrase, start) else { break };
        (phrase, verb) = (subject, outer);
    }
    (phrase, verb)
}

/// The clause that reports the clause whose subject is `phrase`.
fn outer(line: Line<'_>, phrase: Phrase, start: usize) -> Option<(Phrase, usize)> {
    let mut at = phrase.start;
    let light = class::CALENDAR.or(class::ADVERB).or(class::DETERMINER);
    while at > start && line.is(at - 1, light) {
        at -= 1;
    }
    let strong = |i: usize| {
        line.is_cue(i)
            && !line.is_passive(i)
            && !line.is(i, class::CUE_WEAK.or(class::CUE_NAMING))
            && is_verb(line, i, i + 1)
    };
    let rank = class::COORDINATOR.or(class::SUBORDINATOR.without(class::REASON));
    // "said that Lund and its allies are …": what joins two subjects joins no clauses.
    let joined = at > start + 2
        && line.is(at - 1, class::COORDINATOR)
        && line.phrase_ending(at - 2, start).is_some_and(|first| {
            first.start > start + 1 && (line.is(first.start - 1, class::THAT) || strong(first.start - 1))
        });
    if joined && let Some(first) = line.phrase_ending(at - 2, start) {
        return outer(line, first, start);
    }
    // "to which Bede replied": what a clause of its own tells, nobody reports.
    if at > start + 1 && line.is(at - 1, class::RELATIVE) && line.is(at - 2, class::PREPOSITION) {
        return None;
    }
    // "explaining why he thinks", "asked how she felt about": the question belongs to whoever asks or answers it.
    if at > start + 1 && line.is(at - 1, class::HOW) && strong(at - 2) {
        let subject = line.subject(at - 2, start)?;
        return (subject.start < phrase.start).then_some((subject, at - 2));
    }
    let equal =
        at > start && line.is(at - 1, rank) && !line.is(at - 1, class::REASON.or(class::ADVERB).or(class::THAT));
    if equal || at > start && line.has(at - 1, Shape::Semicolon) {
        return None;
    }
    // "In May, Ms Lund said, she thought it “…”": a clause between commas right before.
    let aside = at > start + 1
        && line.has(at - 1, Shape::Comma)
        && strong(at - 2)
        && line.is(at - 2, class::CUE_FINITE)
        && line.subject(at - 2, start).is_some_and(|subject| !subordinate(line, start, subject.start));
    // "told reporters he thought": the hearer stands between.
    let hearer = at > start + 1 && line.is_word(at - 1) && line.is(at - 2, class::CUE_HEARER) && strong(at - 2);
    // "portraying him as weak because he had …": the reason belongs to what is reported.
    let reason = at > start && line.is(at - 1, class::REASON);
    // "said, if elected, she would …": short words between commas.
    let inserted = || {
        let comma = at.checked_sub(1).filter(|comma| *comma > start + 2 && line.has(*comma, Shape::Comma))?;
        let open =
            (start + 2..comma).rev().take(INSERTED).find(|i| line.has(*i, Shape::Comma) || line.quote(*i).is_some())?;
        let cue = if line.is(open - 1, class::THAT) { open - 2 } else { open - 1 };
        (line.has(open, Shape::Comma) && strong(cue) && line.is_finite_cue(cue) && line.is(cue, class::CUE_SAYING))
            .then_some(cue)
    };
    let outer = if hearer {
        at - 2
    } else if let Some(cue) = inserted() {
        cue
    } else if reason {
        (start..at - 1).rev().find(|i| strong(*i) || line.is(*i, class::CUE_NAMING) && line.is(*i, class::CUE_ING))?
    } else if aside {
        at - 2
    } else if at > start && strong(at - 1) {
        // "rebuked critics who say …": what the critics say, unless somebody reports the rebuke.
        if phrase.noun == Noun::Relative && !line.is(at - 1, class::SAY) {
            return outer(line, line.subject(at - 1, start)?, start);
        }
        at - 1
    } else {
        // "said in Dunmore she would …": a pronoun right behind the place or the time.
        let placed = || {
            let quiet = |i: &usize| {
                line.is_word(*i)
                    && !line.is(
                        *i,
                        rank.without(class::PREPOSITION).or(class::RELATIVE).or(class::CLOSED).or(class::AUXILIARY),
                    )
            };
            let cue = (start + 1..at).rev().take(INSERTED).take_while(quiet).find(|i| strong(*i))?;
            let lead = line.is(cue + 1, class::PREPOSITION.or(class::CALENDAR).or(class::TIME_LEAD));
            (lead && line.is(cue, class::CUE_SAYING)).then_some(cue)
        };
        // What "that" opens holds all that follows, until a clause of the same rank begins.
        let that = (start + 1..phrase.start).rev().find(|i| line.is(*i, class::THAT));
        // "said … and that …": however far.
        let reach =
            |that: usize| if line.is(that - 1, class::COORDINATOR) { start } else { that.saturating_sub(8).max(start) };
        // "said the way the firm treated them …": nothing but a noun stands between.
        let bare = || {
            (start..at)
                .rev()
                .take(4)
                .take_while(|i| line.is_word(*i) && !line.is(*i, rank.or(class::RELATIVE).or(class::PREPOSITION)))
                .find(|i| strong(*i) && line.is_finite_cue(*i) && line.is(*i, class::CUE_SAYING))
        };
        that.and_then(|that| (reach(that)..that).rev().find(|i| strong(*i)))
            .or_else(bare)
            .or_else(|| (phrase.noun == Noun::Pronoun).then(placed).flatten())?
    };
    if closed(line, start, outer, at) {
        return None;
    }
    let subject = line.subject(outer, start)?;
    (subject.start < phrase.start).then_some((subject, outer))
}
