//! The signs that `lexicon/<language>/speech.csv` weighs, by their names.

macro_rules! signs {
    ($($name:ident = $text:literal,)*) => {
        /// Something that may speak for a speaker, or against one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Sign { $($name,)* }
        /// The names of the signs in the data, in their order.
        pub(crate) const SIGNS: &[&str] = &[$($text,)*];
    };
}

signs! {
    Any = "each-answer",
    RuleTitle = "rule-title", RuleTerm = "rule-term", RuleSlogan = "rule-slogan", RuleScare = "rule-scare", RuleOther = "rule-other",
    ByAfterVerb = "by-after-verb-first", ByAfterSubject = "by-after-subject-first", ByClaim = "by-claim-or-words", ByBefore = "by-before",
    ByColon = "by-colon", BySignature = "by-signature", ByLater = "by-later-clause", ByOpen = "by-open-verb", ByContinued = "by-continued",
    BySame = "by-same-paragraph", ByLaterQuote = "by-later-in-paragraph", BySentence = "by-previous-sentence",
    ByReport = "by-previous-report", BySubject = "by-previous-subject", ByLast = "by-last-speaker",
    ByOpening = "by-subject-of-the-sentence", ByParagraph = "by-speaker-of-the-paragraph",
    OneWord = "one-word", TwoWords = "two-words", FewWords = "three-to-five-words", SomeWords = "six-to-nine-words", ManyWords = "ten-and-more-words",
    EndComma = "ends-with-comma", EndStop = "ends-with-stop", EndOpen = "ends-with-shout",
    Capital = "begins-with-capital", Capitals = "all-capitals", SmallAfterStart = "small-letter-at-a-start", Digits = "has-number",
    SaysI = "says-i", SaysYou = "says-you", HasVerb = "has-verb", HasPronoun = "has-pronoun", OneAdjective = "one-word-with-ly-or-ed",
    Again = "said-before", First = "first-in-sentence",
    AfterThe = "after-the", AfterA = "after-a", AfterHis = "after-his", AfterPossessive = "after-possessive", AfterOf = "after-of",
    AfterTo = "after-to", AfterPreposition = "after-preposition", AfterAs = "after-as", AfterThat = "after-that", AfterComma = "after-comma",
    AfterColon = "after-colon", AfterSay = "after-saying", AfterStance = "after-stance", AfterNaming = "after-naming", AfterCue = "after-other-cue",
    AfterBe = "after-be", AfterAuxiliary = "after-auxiliary", AfterAnd = "after-and", AfterQuote = "after-quotation", AfterStart = "at-a-start",
    AfterAdverb = "after-adverb", AfterPast = "after-past", AfterIng = "after-ing", AfterWork = "after-work", AfterTerm = "after-term-lead",
    AfterCapital = "after-capital", AfterLower = "after-other-word", AfterOther = "after-other-sign",
    BeforeStop = "before-stop", BeforeComma = "before-comma", BeforePreposition = "before-preposition", BeforeAnd = "before-and",
    BeforeQuote = "before-quotation", BeforeCapital = "before-capital", BeforeNoun = "before-other-word", BeforeVerb = "before-verb",
    BeforeThat = "before-that-or-when", BeforeBracket = "before-bracket", BeforeOther = "before-other-sign",
    CueSay = "cue-say", CueSaying = "cue-saying", CueStance = "cue-stance", CueNaming = "cue-naming", CueThought = "cue-thought",
    CueWeak = "cue-weak", CueIng = "cue-ing", CueFinite = "cue-finite", CueHearer = "cue-hearer", CueNone = "cue-none", CueColon = "cue-other",
    Near = "cue-beside", Close = "cue-two-words-off", Far = "cue-five-words-off", Further = "cue-ten-words-off", Furthest = "cue-far-off", Behind = "cue-behind",
    ThatBetween = "that-between", CommaBetween = "comma-between", VerbBetween = "verb-between", QuoteBetween = "quotation-between",
    AndBetween = "and-between", WhoBetween = "who-between", WhenBetween = "when-between", NameBetween = "name-between",
    Name = "source-name", Pronoun = "source-pronoun", Who = "source-who", Noun = "source-noun", Thing = "source-it", FirstPerson = "source-i",
    Place = "source-place", Voice = "source-can-not-speak", SourceBehindPreposition = "source-after-preposition", SourceFirst = "source-opens-sentence",
    SameSentence = "source-in-sentence", SameBlock = "source-in-paragraph", OtherBlock = "source-elsewhere",
    SpokeBefore = "quoted-before-in-sentence", SpokeBlock = "quoted-in-paragraph", SpokeNever = "no-speech-in-paragraph",
}
