//! A clause right after the quotation names the speaker: "…," she said; "…," said Tomas Reyl, the chief economist.

use super::behind;
use crate::attribution::scene::{Ending, Line, Noun, Phrase, Scene};
use crate::attribution::{Decision, Finding};
use crate::lexicon::{Classes, class};
use crate::token::Shape;

/// Pronouns that can speak.
const PERSONAL: Classes =
    class::PRONOUN_MALE.or(class::PRONOUN_FEMALE).or(class::PRONOUN_PLURAL).or(class::PRONOUN_FIRST);

/// Where the clause after a quotation begins and how far it may reach.
struct Clause<'a> {
    line: Line<'a>,
    start: usize,
    limit: usize,
    ending: Ending,
    /// A comma or dash stands between the closing mark and the clause.
    marked: bool,
}

fn clause<'a>(scene: &'a Scene<'a>, quote: usize) -> Option<Clause<'a>> {
    let (line, at) = scene.around(quote);
    // "…?'" '': a mark left over.
    let at = at + usize::from(line.has(at + 1, Shape::Quote));
    let marked = line.has(at + 1, Shape::Comma) || line.has(at + 1, Shape::Dash);
    let start = at + 1 + usize::from(marked);
    let ending = scene.ending(quote);
    if (ending == Ending::Stop && !marked) || !line.is_word(start) {
        return None;
    }
    let limit = (start..line.len())
        .take(60)
        .find(|i| {
            line.quote(*i).is_some()
                || line.token(*i).is_terminal()
                || line.has(*i, Shape::Semicolon)
                || line.has(*i, Shape::Colon)
        })
        .unwrap_or((start + 60).min(line.len()));
    Some(Clause { line, start, limit, ending, marked })
}

/// "…," said Tomas Reyl. "…", according to the Harrow Institute.
pub(crate) fn verb_first(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let Clause { line, start, limit, ending, marked } = clause(scene, quote)?;
    let mut verb = start;
    let adverb = |at: usize| line.is(at, class::ADVERB.or(class::ADVERB_LIKE)) && !line.is(at, class::CUE_BEHIND);
    while verb < limit && adverb(verb) && !line.is_finite_cue(verb) {
        verb += 1;
    }
    if let Some(finding) = behind::noun_of(line, verb, limit).filter(|_| marked || ending != Ending::Bare) {
        return Some(finding);
    }
    if let Some(source) = line.after_source_lead(verb) {
        let phrase = line.phrase_starting(source, limit)?;
        return Some(Finding::new(line, phrase, Some(verb..source)));
    }
    if line.is(verb, class::CUE_BEHIND) {
        let phrase = line.speaker_starting(verb + 1, limit)?;
        return (phrase.noun != Noun::Pronoun).then(|| Finding::new(line, phrase, Some(verb..verb + 1)));
    }
    if line.is(verb, class::PERFECT) {
        return has_said(line, verb, limit);
    }
    let firm = marked || ending != Ending::Bare;
    // "…," say officials.
    let several = firm && line.is(verb, class::CUE_BARE) && line.is(verb, class::SAY) && line.has(verb, Shape::Lower);
    if !line.is_finite_cue(verb) && !several || line.is(verb, class::CUE_NO_INVERSION) {
        return None;
    }
    if !firm && !line.is(verb, class::SAY) {
        return None;
    }
    // "…," wrote the boat's designer: nobody else stands there.
    let owner = class::DEFINITE.or(class::POSSESSIVE);
    let speaks = |phrase: &Phrase| {
        line.can_speak(*phrase)
            || line.is(phrase.start, owner) && line.is(verb, class::CUE_SAYING) && scene.begins_sentence(quote) && firm
    };
    let phrase = line.phrase_starting(verb + 1, limit).filter(speaks)?;
    if line.is(verb, class::CUE_WEAK) && phrase.noun == Noun::Nominal {
        return None;
    }
    // "the quay, once “a swamp,” now says she wants": the pronoun is the subject of what follows.
    let next = class::CUE_FINITE.or(class::AUXILIARY).or(class::PRESENT_LIKE).or(class::PAST_LIKE);
    if phrase.noun == Noun::Pronoun && line.is(phrase.end, next) && line.has(phrase.end, Shape::Lower) {
        return None;
    }
    // "…," says it all; "…" added value.
    if phrase.noun == Noun::Pronoun && line.is(phrase.start, class::PRONOUN_THING) {
        return None;
    }
    Some(Finding::new(line, phrase, Some(line.verb(verb))))
}

/// « … », a déclaré Hélène Marchetti; « … », a-t-elle ajouté: "has", the participle, and the subject behind or between.
fn has_said(line: Line<'_>, has: usize, limit: usize) -> Option<Finding> {
    let light = class::ADVERB.or(class::PRONOUN);
    let verb = (has + 1..limit).take(5).find(|at| !line.is(*at, light) || line.is(*at, class::CUE_PARTICIPLE))?;
    if !line.is(verb, class::CUE_PARTICIPLE) || !line.is(verb, class::CUE_SAYING.or(class::CUE_STANCE)) {
        return None;
    }
    let between = (has + 1..verb).find(|at| line.is(*at, class::PRONOUN) && line.is(*at, PERSONAL));
    let phrase = match between {
        Some(at) => Phrase { start: at, end: at + 1, noun: Noun::Pronoun },
        None => line.speaker_starting(verb + 1, limit)?,
    };
    Some(Finding::new(line, phrase, Some(has..verb + 1)))
}

/// "…," she said. "…," Wang Peilin of Kestrel Metals told Reuters.
pub(crate) fn subject_first(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    if let Some(finding) = behind::sentence(scene, quote) {
        return Some(finding);
    }
    let Clause { line, start: lead, limit, ending, marked } = clause(scene, quote)?;
    // "The crowd chanted “Go!” as Lund spoke": the time, and not whose words.
    if line.is(lead, class::AS) && !marked && ending != Ending::Comma {
        return None;
    }
    let mut start = lead + usize::from(line.is(lead, class::AS));
    // "…," is how Lund put it; "…" is what Lund told the council.
    if line.is(start, class::BE) && line.is(start + 1, class::HOW.or(class::CLOSED)) {
        start += 2;
    }
    let closed = class::COORDINATOR.or(class::SUBORDINATOR).or(class::PREPOSITION).or(class::THAT).or(class::RELATIVE);
    if line.is(start, closed) && !line.token(start).is_capital() {
        return None;
    }
    if let Some(finding) = quoted_as(line, start, limit) {
        return Some(finding);
    }
    // "“… run!” She replied that …": a new sentence.
    let opens = class::PRONOUN.or(class::DEFINITE).or(class::POSSESSIVE);
    let new = line.is(start, opens) && line.token(start).is_capital() && !line.is(start, class::PRONOUN_FIRST);
    if ending == Ending::Open && !marked && new && line.token(start).shape != Shape::Upper {
        return None;
    }
    let article = class::DEFINITE.or(class::INDEFINITE);
    let usable = |at: &usize| {
        let verb = line.is_finite_cue(*at) && !line.is(*at - 1, article) && !line.is_passive(*at);
        verb && !(line.is(*at, class::CUE_WEAK) && *at > start + 6) || says_by_habit(line, *at)
    };
    let verb = (start + 1..limit).find(usable)?;
    if is_anothers(scene, quote, lead, verb) {
        return None;
    }
    // "“… run!” I had a speech, but decided to wait": a new sentence too.
    let first =
        line.is(start, class::PRONOUN) && line.is(start, class::PRONOUN_FIRST) && line.token(start).is_capital();
    let beside = (start + 1..verb).all(|at| line.is(at, class::ADVERB.or(class::ADVERB_LIKE).or(class::AUXILIARY)));
    if ending == Ending::Open && !marked && first && !(beside && line.is(verb, class::CUE_SAYING)) {
        return None;
    }
    let phrase = subject(scene, quote, start, verb, ending == Ending::Bare && !marked)?;
    Some(Finding::new(line, phrase, Some(line.verb(verb))))
}

/// The subject of the verb, in the clause from `start` on; `loose` where no mark tells that the quotation is over.
fn subject(scene: &Scene<'_>, quote: usize, start: usize, verb: usize, loose: bool) -> Option<Phrase> {
    let (line, at) = scene.around(quote);
    let head = line.phrase_starting(start, verb);
    if let Some(phrase) = head.filter(|_| !loose).and_then(|head| behind_apposition(line, head, verb)) {
        return Some(phrase);
    }
    let speaks = |phrase: Phrase| line.can_speak(phrase) || line.speaks_by(phrase, verb);
    let bare_noun = |phrase: Phrase| {
        phrase.noun == Noun::Nominal && !line.is(phrase.start, class::DETERMINER.or(class::COLLECTIVE))
    };
    let adjacent = head.is_some_and(|phrase| phrase.end == verb && speaks(phrase) && !bare_noun(phrase));
    // "the “sad state” Lund finds himself in": that of which they are the object says nothing.
    let object = line.is(verb, class::CUE_WEAK) && line.is_word(verb + 1);
    if loose && (!adjacent || object || within_noun(scene, quote)) {
        return None;
    }
    // A fragment with an apposition: "her “winter list,” a paper of two pages".
    let fragment = at > 0 && line.is_word(at - 1) && !line.is_cue(at - 1) && !scene.begins_sentence(quote);
    let head =
        head.filter(|phrase| !(fragment && phrase.noun == Noun::Nominal && line.is(phrase.start, class::INDEFINITE)));
    if line.is(start - 1, class::AS) && !head.is_some_and(|phrase| phrase.noun != Noun::Nominal) {
        return None;
    }
    if line.has(start, Shape::Lower) && head.is_none() && line.is(start, class::ING_LIKE) {
        return None;
    }
    let clean = head.filter(|phrase| speaks(*phrase) && plain_between(line, phrase.end, verb));
    clean.or_else(|| line.subject(verb, start))
}

/// "… on the quay,” the heart of the old town, Lund said": the name behind a comma, where other words about the quotation come first.
fn behind_apposition(line: Line<'_>, head: Phrase, verb: usize) -> Option<Phrase> {
    let phrase = line.phrase_ending(verb - 1, head.start)?;
    let person = matches!(phrase.noun, Noun::Proper | Noun::Pronoun) && !line.in_place(phrase.end - 1);
    let apposed = head.noun == Noun::Nominal && phrase.start == head.end + 1 && line.has(head.end, Shape::Comma);
    (person && apposed && phrase.end == verb).then_some(phrase)
}

/// "Lund liked to say", "Lund was heard saying", "Lund is fond of saying": a form behind another verb.
fn says_by_habit(line: Line<'_>, at: usize) -> bool {
    if !line.is(at, class::CUE_SAYING) || line.is(at, class::CUE_WEAK) || !line.has(at, Shape::Lower) {
        return false;
    }
    let Some(mut before) = at.checked_sub(1) else { return false };
    while before > 0 && line.is(before, class::ADVERB_LIKE) {
        before -= 1;
    }
    let verb = class::PAST_LIKE.or(class::PRESENT_LIKE).or(class::AUXILIARY).or(class::CUE_FINITE);
    // "declined to say", "was asked to say": nothing is said.
    let silent = class::CUE_STANCE.or(class::CUE_QUESTION);
    if line.is(at, class::CUE_BARE) && line.is(before, class::TO) && before > 1 {
        return (before - 2..before).any(|i| line.is(i, verb)) && !(before - 2..before).any(|i| line.is(i, silent));
    }
    line.is(at, class::CUE_ING)
        && before > 1
        && line.is(before, class::PAST_LIKE.or(class::OF))
        && !line.is(before, silent)
}

/// "some 300 “vanished” people went": the words are part of the noun phrase that goes on behind them.
fn within_noun(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    at > 0
        && line.is(at + 1, class::COLLECTIVE.or(class::ROLE))
        && (line.has(at - 1, Shape::Number)
            || line.is(at - 1, class::DETERMINER) && !line.is(at - 1, class::PRONOUN)
            || line.has(at - 1, Shape::Possessive))
}

/// Whether the verb behind the quotation tells something else, and the quotation is what the words before it report;
/// `lead` is the first word behind it.
fn is_anothers(scene: &Scene<'_>, quote: usize, lead: usize, verb: usize) -> bool {
    let (line, at) = scene.around(quote);
    // "In his book, “The Long Oar,” he wrote that “…”"
    let quotes_on = line.is(verb + 1, class::THAT) && line.quote(verb + 2).is_some();
    // "The crowd chanted “Go!” as Lund spoke": the time, and not whose words.
    let elsewhere = line.is(lead, class::AS)
        // "When Lund called it “a swamp,” Bede said …": the comma ends a clause in front that has its own speaker.
        || line.is_in_front(line.sentence_start(at), at)
        || !scene.begins_sentence(quote) && reports_else(line, verb);
    quotes_on
        || told_before(scene, quote)
        || super::claim::is_in_front(scene, quote)
        || super::before::is_called_so(scene, quote)
        || elsewhere && super::before::find(scene, &[], quote).is_some()
}

/// "Bede left when the crowd shouted “Go!” he said": the verb right before the marks has a subject of its own.
fn told_before(scene: &Scene<'_>, quote: usize) -> bool {
    let (line, at) = scene.around(quote);
    at > line.sentence_start(at) + 1
        && scene.ending(quote) == Ending::Open
        && line.is_finite_cue(at - 1)
        && line.is(at - 1, class::CUE_SAYING)
        && !line.is(at - 1, class::CUE_WEAK)
        && line.has(at + 1, Shape::Lower)
}

/// "Bede called it “a swamp,” Lund said it was …": the verb has a clause of its own behind it.
fn reports_else(line: Line<'_>, verb: usize) -> bool {
    let that = verb + 1 + usize::from(line.is(verb + 1, class::THAT));
    let subject = line.is(that, class::PRONOUN) && !line.is(that, class::RELATIVE);
    subject && (line.is(that + 1, class::AUXILIARY) || line.is_finite_cue(that + 1))
}

/// "…," Tomas Reyl was quoted as saying by the agency. "…," the agency quoted Reyl as saying.
fn quoted_as(line: Line<'_>, start: usize, limit: usize) -> Option<Finding> {
    let says =
        |at: &usize| line.is(*at, class::CUE_ING) && line.is(*at, class::CUE_SAYING) && line.is(*at - 1, class::AS);
    let verb = (start + 3..limit).find(says)?;
    let phrase = line.subject(verb, start).filter(|phrase| line.can_speak(*phrase))?;
    Some(Finding::new(line, phrase, Some(phrase.end..verb + 1)))
}

/// Whether no other verb stands between the phrase and its verb, asides between commas left out.
fn plain_between(line: Line<'_>, from: usize, verb: usize) -> bool {
    let mut aside = false;
    for at in from..verb {
        if line.has(at, Shape::Comma) || line.has(at, Shape::Open) || line.has(at, Shape::Close) {
            aside = !aside;
        } else if !aside && line.is(at, class::PAST_LIKE) && !line.is(at, class::AUXILIARY) {
            return false;
        }
    }
    true
}

/// "…," fumed Lena Prosser; "…," the coach shot back: any verb where only a verb of saying can stand.
pub(crate) fn open_verb(scene: &Scene<'_>, _: &[Option<Decision>], quote: usize) -> Option<Finding> {
    let Clause { line, start, limit, ending, marked } = clause(scene, quote)?;
    if !matches!(ending, Ending::Comma | Ending::Open) {
        return None;
    }
    // "“… run!” Former mayor Petra Lund broke down": a new sentence.
    let role = class::ROLE.or(class::ROLE_MODIFIER).or(class::FORMER).or(class::DEMONYM).or(class::PRONOUN);
    if ending == Ending::Open && !marked && line.is(start, role) && line.token(start).is_capital() {
        return None;
    }
    let verb_like = |at: usize| {
        line.has(at, Shape::Lower)
            && line.is(at, class::PAST_LIKE.or(class::PRESENT_LIKE).or(class::CUE_FINITE))
            && !line.is(at, class::ADVERB.or(class::PREPOSITION).or(class::DETERMINER).or(class::AUXILIARY))
    };
    // "To get Lund to “sing a bit,” Bede played": part of what stands before.
    let (_, at) = scene.around(quote);
    if at > 0
        && line.is(at - 1, class::TO.or(class::PREPOSITION).or(class::DETERMINER))
        && !scene.begins_sentence(quote)
    {
        return None;
    }
    let phrase = line.phrase_starting(start, limit)?;
    if phrase.noun == Noun::Nominal {
        return None;
    }
    let mut verb = phrase.end;
    while verb < limit && line.is(verb, class::ADVERB.or(class::ADVERB_LIKE)) {
        verb += 1;
    }
    (verb < limit && verb_like(verb)).then(|| Finding::new(line, phrase, Some(verb..verb + 1)))
}
