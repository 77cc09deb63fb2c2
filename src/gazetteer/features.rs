//! What may speak for one kind of name, and how loudly.

use serde::{Deserialize, Serialize};

macro_rules! features {
    ($($name:ident = $text:literal,)*) => {
        /// Something that may speak for one kind of name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(clippy::enum_variant_names)]
        pub(crate) enum Feature { $($name,)* }
        /// The names of the features in the data, in their order.
        pub(crate) const FEATURES: &[&str] = &[$($text,)*];
    };
}

features! {
    Bias = "any",
    OneWord = "one-word", TwoWords = "two-words", ThreeWords = "three-words", MoreWords = "more-words",
    Capitals = "capitals", TwoLetters = "two-letters", Inner = "inner-capital", Hyphen = "hyphen", Digit = "digit",
    NoOrdinary = "no-ordinary-word", SomeOrdinary = "some-ordinary-words", AllOrdinary = "ordinary-words-only",
    GivenFirst = "given-name-first", GivenAny = "given-name-inside", FamilyLast = "family-name-last",
    FamilyFirst = "family-first-order", Initial = "initial-first", Letters = "other-letters",
    OrganisationTail = "organisation-tail", PlaceTail = "place-tail", OtherTail = "other-tail", PlaceHead = "place-head",
    OrganisationWord = "organisation-word-inside", Particle = "particle-inside",
    HitSmallCity = "small-city-of-that-name", HitPlace = "place-of-that-name", HitBody = "organisation-of-that-name",
    HitPerson = "person-of-that-name",
    OnlyOpens = "only-at-starts", Twice = "twice", Often = "often", InRun = "beside-other-capitals", Opens = "at-a-start",
    AfterThe = "after-the", AfterA = "after-a", AfterIn = "after-in", AfterOf = "after-of", AfterTo = "after-to",
    AfterBy = "after-by", AfterAs = "after-as", AfterMedium = "after-on", AfterFrom = "after-from-with-for",
    AfterPreposition = "after-preposition", AfterAnd = "after-and", AfterComma = "after-comma", AfterOpen = "after-bracket",
    AfterQuote = "after-quote", AfterPossessive = "after-possessive", AfterHis = "after-his", AfterSaid = "after-said",
    AfterRole = "after-role", AfterFamily = "after-family", AfterBody = "after-body-noun", AfterPlaceNoun = "after-place-noun",
    AfterTownOf = "after-town-of", AfterCompass = "after-compass", AfterDemonym = "after-demonym",
    AfterTitle = "after-title", AfterVerb = "after-verb", AfterLower = "after-other-word", AfterSlash = "after-slash",
    AfterStart = "after-start", AfterCalled = "after-called", AfterWork = "after-work",
    BeforePossessive = "before-possessive", BeforeSaid = "before-said", BeforeIs = "before-is-has", BeforeComma = "before-comma",
    BeforeWho = "before-who", BeforeAge = "before-age", BeforeRole = "before-role", BeforeOpen = "before-bracket",
    BeforeFirm = "before-firm-noun", BeforeBody = "before-body-noun", BeforePlaceNoun = "before-place-noun",
    BeforeOtherNoun = "before-other-noun", BeforePreposition = "before-preposition", BeforeAnd = "before-and",
    BeforeHyphen = "before-hyphen", BeforeStop = "before-stop", BeforeQuote = "before-quote", BeforeTitle = "before-title",
    BeforeVerb = "before-verb", BeforeNumber = "before-number", BeforeApposition = "before-apposition",
    BeforeBodyApposition = "before-body-apposition", BeforeClose = "before-closing-bracket", BeforeSlash = "before-slash",
    BesidePerson = "beside-person", BesidePlace = "beside-place", BesideBody = "beside-organisation",
    AfterAt = "after-at", AfterRoleAt = "after-role-at", AfterRoleOf = "after-role-of", AfterRoleFor = "after-role-for",
    AfterBodyOf = "after-body-noun-of", AfterCompassOf = "after-compass-of", PossessiveFirm = "possessive-firm-noun",
    PossessiveRole = "possessive-role", PossessiveBody = "possessive-body-noun", PersonBracket = "person-bracket",
    BeforeBased = "before-compound", BeginsBody = "begins-a-longer-organisation", TheCapitals = "after-the-capitals",
    PlaceEnding = "place-ending", BodyEnding = "organisation-ending", Score = "beside-score",
    CommaPlace = "comma-place", PlaceComma = "place-comma", BeforeCapital = "before-capital",
}

/// What each feature weighs for a person, a place and an organisation, against none of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Weights {
    pub(crate) rows: Vec<[i32; 3]>,
    /// Last letters that many names of one kind share, with the feature they give: "pur", "tech".
    pub(crate) endings: Vec<(String, Feature)>,
}
