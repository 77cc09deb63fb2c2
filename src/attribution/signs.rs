//! What speaks for marked words being somebody's, and for who that is: signs that `lexicon/<language>/speech.csv` weighs.

use super::scene::{Ending, Line, NO_MENTION, Noun, Scene};
use super::sign::Sign;
use super::{Decision, Finding, sieves};
use crate::lexicon::class;
use crate::token::{Shape, Token};

/// The signs of a stretch and of the answer for it, as bits in the order of [`Sign`].
pub(crate) fn signs(
    scene: &Scene<'_>,
    decisions: &[Option<Decision>],
    quote: usize,
    (finding, by): (&Finding, Sign),
    rule: Option<&str>,
) -> u128 {
    let mut bits = bit(Sign::Any) | bit(by);
    if let Some(rule) = rule {
        bits |= bit(match rule {
            "title" | "programme" => Sign::RuleTitle,
            "term" => Sign::RuleTerm,
            "slogan" => Sign::RuleSlogan,
            "scare" => Sign::RuleScare,
            _ => Sign::RuleOther,
        });
    }
    bits | form(scene, quote) | around(scene, decisions, quote) | source(scene, quote, finding)
}

const fn bit(sign: Sign) -> u128 {
    1 << sign as u32
}

/// The sign that a sieve is.
pub(crate) fn sieve(number: usize) -> Sign {
    match sieves::SIEVES.get(number).map_or("", |sieve| sieve.name) {
        "after, verb first" | "speaker label" => Sign::ByAfterVerb,
        "after, subject first" => Sign::ByAfterSubject,
        "words of" | "claim of" => Sign::ByClaim,
        "before" => Sign::ByBefore,
        "colon" => Sign::ByColon,
        "signature" => Sign::BySignature,
        "later clause" => Sign::ByLater,
        "after, open verb" => Sign::ByOpen,
        "continued" => Sign::ByContinued,
        "same paragraph" => Sign::BySame,
        "later in paragraph" => Sign::ByLaterQuote,
        "previous sentence" => Sign::BySentence,
        "previous paragraph's report" => Sign::ByReport,
        "previous paragraph's subject" => Sign::BySubject,
        _ => Sign::ByLast,
    }
}

/// What the words are.
fn form(scene: &Scene<'_>, quote: usize) -> u128 {
    let mut bits = bit(match scene.word_count(quote) {
        0 | 1 => Sign::OneWord,
        2 => Sign::TwoWords,
        3..=5 => Sign::FewWords,
        6..=9 => Sign::SomeWords,
        _ => Sign::ManyWords,
    });
    let mut set = |on: bool, sign: Sign| bits |= if on { bit(sign) } else { 0 };
    set(scene.ending(quote) == Ending::Comma, Sign::EndComma);
    set(scene.ending(quote) == Ending::Stop, Sign::EndStop);
    set(scene.ending(quote) == Ending::Open, Sign::EndOpen);
    let words = || scene.words(quote).take(40);
    let any = |classes| words().any(|token| token.is(classes));
    let small = class::DETERMINER.or(class::PREPOSITION).or(class::COORDINATOR).or(class::TO).or(class::AUXILIARY);
    let capital = words().next().is_some_and(Token::is_capital);
    set(capital, Sign::Capital);
    set(capital && words().all(|token| token.is_capital() || token.is(small)), Sign::Capitals);
    set(words().any(|token| token.shape == Shape::Number), Sign::Digits);
    set(any(class::PRONOUN_FIRST), Sign::SaysI);
    set(any(class::PRONOUN_SECOND), Sign::SaysYou);
    set(any(class::PRONOUN.without(class::PRONOUN_FIRST)), Sign::HasPronoun);
    set(any(class::AUXILIARY.or(class::CUE_FINITE)), Sign::HasVerb);
    let shaped = class::PAST_LIKE.or(class::ADVERB_LIKE).or(class::ING_LIKE);
    set(scene.word_count(quote) < 2 && any(shaped), Sign::OneAdjective);
    let same = |other: &usize| {
        scene.word_count(*other) == scene.word_count(quote)
            && scene.words(*other).zip(words()).all(|(one, two)| one.word == two.word)
    };
    set(scene.word_count(quote) < 6 && (quote.saturating_sub(40)..quote).any(|other| same(&other)), Sign::Again);
    bits
}

/// What stands beside the words, and who spoke beside them.
fn around(scene: &Scene<'_>, decisions: &[Option<Decision>], quote: usize) -> u128 {
    use Sign as S;
    let (line, at) = scene.around(quote);
    let start = line.sentence_start(at);
    let mut bits = bit(behind(line, at + 1));
    if at == start {
        bits |= bit(S::AfterStart);
        if !scene.begins_sentence(quote) {
            bits |= bit(S::SmallAfterStart);
        }
    } else {
        // "moves at one paper “often lead to …”": small words are no title of it.
        let sign = before(line, at - 1);
        bits |= bit(if sign == S::AfterWork && !scene.begins_sentence(quote) { S::AfterLower } else { sign });
    }
    let spoken = |item: usize| line.quote(item).is_some_and(|other| own(decisions, other));
    if (start..at).any(spoken) {
        bits |= bit(S::SpokeBefore);
    } else if line.quote(at).is_some() && !(start..at).any(|item| line.quote(item).is_some()) {
        bits |= bit(S::First);
    }
    let block = scene.marked[quote].block;
    let near = quote.saturating_sub(6)..(quote + 7).min(scene.marked.len());
    let said =
        near.into_iter().any(|other| other != quote && scene.marked[other].block == block && own(decisions, other));
    bits | bit(if said { S::SpokeBlock } else { S::SpokeNever })
}

/// What the item before the words is.
fn before(line: Line<'_>, at: usize) -> Sign {
    use Sign as S;
    let is = |classes| line.is(at, classes);
    match () {
        () if line.quote(at).is_some() => S::AfterQuote,
        () if line.has(at, Shape::Comma) => S::AfterComma,
        () if line.has(at, Shape::Colon) => S::AfterColon,
        () if line.has(at, Shape::Possessive) => S::AfterPossessive,
        () if !line.is_word(at) => S::AfterOther,
        () if is(class::THAT) => S::AfterThat,
        () if is(class::DEFINITE) => S::AfterThe,
        () if is(class::INDEFINITE) => S::AfterA,
        () if is(class::POSSESSIVE) => S::AfterHis,
        () if is(class::AS) => S::AfterAs,
        () if is(class::TERM_LEAD) => S::AfterTerm,
        () if is(class::CUE_NAMING) => S::AfterNaming,
        () if is(class::CUE_SAYING) => S::AfterSay,
        () if is(class::CUE_STANCE) => S::AfterStance,
        () if is(class::CUE) => S::AfterCue,
        () if is(class::BE) => S::AfterBe,
        () if is(class::TO) => S::AfterTo,
        () if is(class::OF) => S::AfterOf,
        () if is(class::AUXILIARY) => S::AfterAuxiliary,
        () if is(class::PREPOSITION) => S::AfterPreposition,
        () if is(class::COORDINATOR) => S::AfterAnd,
        () if is(class::WORK) => S::AfterWork,
        () if is(class::ADVERB.or(class::ADVERB_LIKE).or(class::NEGATION)) => S::AfterAdverb,
        () if line.token(at).is_capital() => S::AfterCapital,
        () if is(class::PAST_LIKE) => S::AfterPast,
        () if is(class::ING_LIKE) => S::AfterIng,
        () => S::AfterLower,
    }
}

/// What the item behind the words is.
fn behind(line: Line<'_>, at: usize) -> Sign {
    use Sign as S;
    let is = |classes| line.is(at, classes);
    match () {
        () if at >= line.len() || line.token(at).is_terminal() && line.quote(at).is_none() => S::BeforeStop,
        () if line.quote(at).is_some() => S::BeforeQuote,
        () if line.has(at, Shape::Comma) => S::BeforeComma,
        () if line.has(at, Shape::Open) || line.has(at, Shape::Close) => S::BeforeBracket,
        () if !line.is_word(at) => S::BeforeOther,
        () if is(class::COORDINATOR) => S::BeforeAnd,
        () if is(class::THAT.or(class::RELATIVE).or(class::SUBORDINATOR.without(class::PREPOSITION))) => S::BeforeThat,
        () if is(class::PREPOSITION.or(class::TO).or(class::OF)) => S::BeforePreposition,
        () if is(class::AUXILIARY.or(class::CUE_FINITE)) => S::BeforeVerb,
        () if line.token(at).is_capital() => S::BeforeCapital,
        () => S::BeforeNoun,
    }
}

/// Whether a stretch has a clause of its own that tells who speaks.
fn own(decisions: &[Option<Decision>], quote: usize) -> bool {
    decisions[quote]
        .as_ref()
        .is_some_and(|decision| sieves::SIEVES.get(decision.sieve).is_some_and(|sieve| sieve.own_clause))
}

/// Whose words they are said to be, and by which verb.
fn source(scene: &Scene<'_>, quote: usize, finding: &Finding) -> u128 {
    use Sign as S;
    let tokens = scene.tokens;
    let first = finding.source.start;
    let is = |classes| tokens[first].is(classes);
    let mut bits = bit(match finding.noun {
        Noun::Proper => S::Name,
        Noun::Pronoun if is(class::PRONOUN_FIRST) => S::FirstPerson,
        Noun::Pronoun if is(class::PRONOUN_THING) => S::Thing,
        Noun::Pronoun | Noun::Asker | Noun::Answerer => S::Pronoun,
        Noun::Relative => S::Who,
        Noun::Nominal => S::Noun,
    });
    let last = finding.source.end - 1;
    let mention = scene.mention_at[last];
    if mention != NO_MENTION && (scene.is_place)(mention) {
        bits |= bit(S::Place);
    }
    if finding.noun == Noun::Nominal && !finding.source.clone().any(|at| tokens[at].is(class::SPEAKER)) {
        bits |= bit(S::Voice);
    }
    if first > 0 && tokens[first - 1].is(class::PREPOSITION) {
        bits |= bit(S::SourceBehindPreposition);
    }
    if tokens[first].first {
        bits |= bit(S::SourceFirst);
    }
    let here = tokens[scene.marked[quote].tokens.start].start as usize;
    let there = tokens[first].start as usize;
    let sentence = |byte: usize| scene.sentences.partition_point(|span| span.end() <= byte);
    let block = |byte: usize| scene.blocks.partition_point(|block| block.paragraph.span.end() <= byte);
    bits |= bit(if sentence(here) == sentence(there) {
        S::SameSentence
    } else if block(here) == block(there) {
        S::SameBlock
    } else {
        S::OtherBlock
    });
    bits | cue(scene, quote, finding)
}

fn cue(scene: &Scene<'_>, quote: usize, finding: &Finding) -> u128 {
    use Sign as S;
    let Some(cue) = finding.cue.as_ref() else { return bit(S::CueNone) };
    let tokens = scene.tokens;
    let any = |classes| cue.clone().any(|at| tokens[at].is(classes));
    let mut bits = bit(match () {
        () if any(class::SAY) => S::CueSay,
        () if any(class::CUE_NAMING) => S::CueNaming,
        () if any(class::CUE_STANCE) => S::CueStance,
        () if any(class::CUE_SAYING) => S::CueSaying,
        () if any(class::CUE_THOUGHT) => S::CueThought,
        () => S::CueColon,
    });
    let mut set = |on: bool, sign: Sign| bits |= if on { bit(sign) } else { 0 };
    set(any(class::CUE_WEAK), S::CueWeak);
    set(any(class::CUE_ING), S::CueIng);
    set(any(class::CUE_FINITE), S::CueFinite);
    set(any(class::CUE_HEARER), S::CueHearer);
    let here = &scene.marked[quote].tokens;
    if cue.start >= here.end {
        return bits | bit(S::Behind);
    }
    if cue.end > here.start {
        return bits;
    }
    let between = &tokens[cue.end..here.start];
    let far = match between.iter().filter(|token| token.is_word()).count() {
        0 => S::Near,
        1 | 2 => S::Close,
        3..=5 => S::Far,
        6..=10 => S::Further,
        _ => S::Furthest,
    };
    set(true, far);
    let rest = &between[..between.len().saturating_sub(1).min(40)];
    let has = |classes| rest.iter().any(|token| token.is(classes));
    set(between.iter().any(|token| token.is(class::THAT)), S::ThatBetween);
    set(rest.iter().any(|token| token.shape == Shape::Comma), S::CommaBetween);
    set(has(class::AUXILIARY.or(class::CUE_FINITE)), S::VerbBetween);
    set(rest.iter().any(|token| token.shape == Shape::Quote), S::QuoteBetween);
    set(has(class::COORDINATOR), S::AndBetween);
    set(has(class::RELATIVE.without(class::THAT)), S::WhoBetween);
    set(has(class::SUBORDINATOR.without(class::THAT).without(class::PREPOSITION)), S::WhenBetween);
    set(rest.iter().any(Token::is_capital), S::NameBetween);
    bits
}
