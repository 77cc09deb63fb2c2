//! The classes of words, each with the name that `classes.csv` uses for it.

use serde::{Deserialize, Serialize};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Classes(u128);

impl Classes {
    pub(crate) const fn bit(number: u32) -> Self {
        Self(1 << number)
    }

    #[inline]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    #[inline]
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "each stands for the constant of its name")]
        #[derive(Clone, Copy)]
        enum Number {
            $($name),*
        }

        $($(#[$doc])* pub(crate) const $name: Classes = Classes::bit(Number::$name as u32);)*
        /// Name in the data, and class.
        pub(crate) const BY_NAME: &[(&str, Classes)] = &[$(($word, $name)),*];
        const _: () = assert!(BY_NAME.len() <= u128::BITS as usize, "a class more than a set has bits");
    };
}

classes! {
    /// A personal pronoun as a subject.
    PRONOUN = "pronoun";
    /// "the", "his", "some": begins a noun phrase.
    DETERMINER = "determiner";
    PREPOSITION = "preposition";
    /// Joins equals: "and", "or".
    COORDINATOR = "coordinator";
    /// Begins a clause: "when", "because", "that".
    SUBORDINATOR = "subordinator";
    AUXILIARY = "auxiliary";
    ADVERB = "adverb";
    /// Other closed-class words: "there", "what".
    CLOSED = "closed";
    /// Stands before a person's name as a title: "Mr", "Senator".
    TITLE = "title";
    /// A noun for what a person does or is: "spokesman", "farmer", "resident".
    ROLE = "role";
    /// Part of a role before its noun: "prime", "foreign", "former".
    ROLE_MODIFIER = "role-modifier";
    /// People without names: "officials", "critics".
    COLLECTIVE = "collective";
    /// A thing that carries words: "banner", "report", "letter".
    ARTEFACT = "artefact";
    /// Lower-case part of a name: "van", "bin".
    PARTICLE = "particle";
    /// Written with a period that ends no sentence.
    ABBREVIATION = "abbreviation";
    /// The same in small letters: "vs".
    SMALL_ABBREVIATION = "small-abbreviation";
    /// Months, weekdays, feasts.
    CALENDAR = "calendar";
    /// "Russian": an adjective or people; from the gazetteer.
    DEMONYM = "demonym";
    /// "north", "eastern".
    COMPASS = "compass";
    /// Last word of an organisation's name: "University", "Inc".
    ORGANISATION_TAIL = "organisation-tail";
    /// "Ministry", "Bank", before "of".
    ORGANISATION_HEAD = "organisation-head";
    /// Last word of a place's name: "River", "Province".
    PLACE_TAIL = "place-tail";
    /// What a law is called: "Act", "Bill", "Ordinance".
    LAW = "law";
    /// Houses of teaching and healing that stand joined in one name: "School and College", "Medical College and Hospital".
    TWIN = "twin";
    /// First word of a place's name: "Lake", "Mount".
    PLACE_HEAD = "place-head";
    /// Last word of a name that is no person, place or organisation: "Cup", "Award", "Act".
    OTHER_TAIL = "other-tail";
    /// "town", "city", "province" before "of".
    PLACE_NOUN = "place-noun";
    /// A given name; from the gazetteer.
    FIRST_NAME = "first-name";
    FIRST_MALE = "first-male";
    FIRST_FEMALE = "first-female";
    /// A given name that is also an ordinary word or a place.
    FIRST_ORDINARY = "first-ordinary";
    SURNAME = "surname";
    /// A family name that stands first: "Kim", "Nguyen".
    FAMILY_FIRST = "family-first";
    /// An ordinary word of the language in small letters.
    ORDINARY = "ordinary";
    /// Any form of a verb that reports speech.
    CUE = "cue";
    /// Finite forms: "said", "says".
    CUE_FINITE = "cue-finite";
    /// "saying".
    CUE_ING = "cue-ing";
    /// "say".
    CUE_BARE = "cue-bare";
    /// Past participle where it differs from the past, or equals it: "said", "written".
    CUE_PARTICIPLE = "cue-participle";
    /// Says by itself: neutral, reply, question, manner, written, social.
    CUE_SAYING = "cue-saying";
    /// Takes a stand: "insist", "deny", "praise", "promise".
    CUE_STANCE = "cue-stance";
    /// Takes the quoted words as a name: "call", "dub".
    CUE_NAMING = "cue-naming";
    /// Says what somebody thinks: "think", "hope".
    CUE_THOUGHT = "cue-thought";
    /// Never stands before its subject: "tell", "call".
    CUE_NO_INVERSION = "cue-no-inversion";
    /// Tells that a person is a man.
    MALE = "male";
    /// Tells that a person is a woman.
    FEMALE = "female";
    /// A kind of work that has a title: "novel", "song", "programme".
    WORK = "work";
    /// Announces a term or name in marks: "so-called", "dubbed", "motto".
    TERM_LEAD = "term-lead";
    /// First word of some name in the gazetteer; set when it is loaded.
    NAME_FIRST = "name-first";
    /// A noun for speech: "statement", "interview".
    SPEECH = "speech";
    NUMBER_WORD = "number-word";
    /// "wife", "son", "brother".
    FAMILY = "family";
    NEGATION = "negation";
    /// A body without its name: "company", "ministry", "campaign".
    BODY_NOUN = "body-noun";
    /// "who", "which".
    RELATIVE = "relative";
    /// "by": names the agent of a passive.
    AGENT = "agent";
    /// "of".
    OF = "of";
    /// "to".
    TO = "to";
    /// "according": a cue before [`TO`].
    ACCORDING = "according";
    /// After a name: "Jr", "III".
    NAME_SUFFIX = "name-suffix";
    /// "he".
    PRONOUN_MALE = "pronoun-male";
    /// "she".
    PRONOUN_FEMALE = "pronoun-female";
    /// "they", "we".
    PRONOUN_PLURAL = "pronoun-plural";
    /// "I", "we": the writer or, inside marks, the speaker.
    PRONOUN_FIRST = "pronoun-first";
    /// "it".
    PRONOUN_THING = "pronoun-thing";
    /// "you".
    PRONOUN_SECOND = "pronoun-second";
    /// "as".
    AS = "as";
    /// "how".
    HOW = "how";
    /// "that".
    THAT = "that";
    /// "in": before a place.
    LOCATIVE = "locative";
    /// "the".
    DEFINITE = "definite";
    /// "a", "an".
    INDEFINITE = "indefinite";
    /// "his", "her".
    POSSESSIVE = "possessive";
    /// Past forms of "be".
    BE = "be";
    /// "writing", "reporting", "editing" before "by": a byline.
    BYLINE = "byline";
    /// A picture or its maker: "Photo", "Getty".
    CREDIT = "credit";
    /// "former", "late", "then": was once.
    FORMER = "former";
    /// "told": its object is the hearer.
    CUE_HEARER = "cue-hearer";
    /// "asked", "asking": the subject of its passive hears.
    CUE_QUESTION = "cue-question";
    /// "Street", "Avenue".
    STREET = "street";
    /// "and"-joined ampersand words of firms.
    AMPERSAND = "ampersand";
    /// Spoken of an office through its place: "government", "leader".
    LEADER = "leader";
    /// Says and no more, so that it is a verb wherever it stands: "say", "said".
    SAY = "say";
    /// A word in front of a country adjective's office: "president", "premier".
    OFFICE = "office";
    /// "for", "from", "with": joins a spokesman to a body.
    AFFILIATION = "affiliation";
    /// A verb that reports speech only right beside the marks: "put", "go", "find".
    CUE_WEAK = "cue-weak";
    /// By its ending a past form: "-ed".
    PAST_LIKE = "past-like";
    /// By its ending an adverb: "-ly".
    ADVERB_LIKE = "adverb-like";
    /// By its ending a present form or a plural: "-s".
    PRESENT_LIKE = "present-like";
    /// By its ending a participle: "-ing".
    ING_LIKE = "ing-like";
    /// Loses its vowel before a vowel and is written to the next word with an apostrophe: "l", "qu".
    ELISION = "elision";
    /// "with": brings in a subject and its participle, "with one critic calling it …".
    ABSOLUTE = "absolute";
    /// "week", "night": after [`TIME_LEAD`] a time, no subject.
    TIME = "time";
    /// "last", "this".
    TIME_LEAD = "time-lead";
    /// Its ending is no inflection: "succeed", "nothing", "this".
    UNINFLECTED = "uninflected";
    /// Opens a clause that belongs to what is reported: "because", "if".
    REASON = "reason";
    /// "contributed" to a report: a byline.
    CONTRIBUTED = "contributed";
    /// A later word of some name in the gazetteer; set when it is loaded.
    NAME_PART = "name-part";
    /// Small letters after a hyphen in an East Asian given name: "in", "sun".
    SYLLABLE = "syllable";
    /// Joins the parts of a body's name: "of", "for", "on".
    LINK = "link";
    /// Letters that stand for no body: "CEO", "GDP", "TV".
    LETTERS = "letters";
    /// After a country's name: money, not the country.
    CURRENCY = "currency";
    /// A service that people write on, and whose name mostly means the service: "Twitter".
    PLATFORM = "platform";
    /// "on", "via": before a platform.
    MEDIUM = "medium";
    /// What only a firm has: "shares", "chief executive".
    FIRM_NOUN = "firm-noun";
    /// Ends the name of a firm, and seldom that of another body: "petroleum", "plc".
    FIRM_TAIL = "firm-tail";
    /// After a hyphen behind a name, no part of it: "led", "backed".
    COMPOUND = "compound";
    /// Whose "of" names a field, not a body: "minister", "secretary".
    MINISTER = "minister";
    /// Labels a question in an interview: "Q".
    ASKS = "asks";
    /// Labels an answer: "A"; of a verb, tells that its subject gives one: "replied".
    ANSWERS = "answers";
    /// "has", where a participle behind it tells a past: said so in the languages that report speech by it.
    PERFECT = "perfect";
    /// One word for "according to".
    SOURCE_LEAD = "source-lead";
    /// Stands for a verb of saying right behind a quotation, and only there.
    CUE_BEHIND = "cue-behind";
    /// All of some name in the gazetteer; set when it is loaded.
    NAME_ALONE = "name-alone";
    /// With a capital inside a sentence, the body itself: "Parliament".
    INSTITUTION = "institution";
    /// What a body or a person says in writing, so that its words are theirs: "statement", "release".
    VOICE = "voice";
    /// What marked words are that a movement or a firm says again and again: "motto".
    SLOGAN = "slogan";
    /// "ago": makes a time of the words before it.
    AGO = "ago";
    /// "less", "than": before a count.
    MORE = "more";
    /// What somebody's saying is called: "his claim that …".
    SAYING_NOUN = "saying-noun";
    /// What is on the air: "show".
    BROADCAST = "broadcast";
    /// A body of which its owner has one: "campaign", "government".
    OWNED_BODY = "owned-body";
    /// First word of an office: "prime"; set when the gazetteer is loaded.
    OFFICE_FIRST = "office-first";
    /// Of a match and of little else: "striker", "wicket", "kick-off".
    GAME = "game";
    /// What a team does to another, or what comes of it: "beat", "drew", "defeat".
    CONTEST = "contest";
    /// Who speaks in the news without a name: "insider", "onlooker", "spokesman".
    UNNAMED = "unnamed";
    /// Says something only with a noun of saying: "make" a case, "issue" a warning, "use" a phrase.
    LIGHT_VERB = "light-verb";
}

/// The words that never belong to a name by themselves.
pub(crate) const FUNCTION: Classes = PRONOUN
    .or(DETERMINER)
    .or(PREPOSITION)
    .or(COORDINATOR)
    .or(SUBORDINATOR)
    .or(AUXILIARY)
    .or(ADVERB)
    .or(CLOSED)
    .or(RELATIVE)
    .or(CUE)
    .or(CUE_FINITE)
    .or(ORDINARY)
    .or(NEGATION)
    .or(PARTICLE);

/// The nouns for what is said: "her reply", "a warning", "the statement".
pub(crate) const SAID_NOUN: Classes = SPEECH.or(SAYING_NOUN).or(VOICE);

/// The nouns that a speaker is called by: who or what may say something.
pub(crate) const SPEAKER: Classes = ROLE.or(COLLECTIVE).or(BODY_NOUN).or(FAMILY).or(ARTEFACT).or(NUMBER_WORD);
