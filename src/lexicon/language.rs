//! The languages that have a folder in `lexicon/`.

/// A table of a language, compiled in: its path in the repository, and its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
}

/// The tables of a language. A language may have nothing to say in one: it has its header alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables {
    /// Words of each class.
    pub(super) classes: Table,
    /// Verbs that report speech, with their forms.
    pub(super) cues: Table,
    /// Titles, and the noun for the same role.
    pub(super) titles: Table,
    /// Endings that tell the class of a word.
    pub(super) suffixes: Table,
    /// Lines that belong to the page.
    pub(super) boilerplate: Table,
    /// What speaks for a name.
    pub(super) evidence: Table,
    /// What speaks for a speaker.
    pub(super) speech: Table,
    /// Last letters that names of one kind share.
    pub(super) endings: Table,
    /// Words for offices.
    pub(super) offices: Table,
    /// Nouns for bodies without their names.
    pub(super) bodies: Table,
    /// Words with two spellings.
    pub(super) spelling: Table,
    /// How the language is written, where it is not written as English is.
    pub(super) writing: Table,
    /// Ordinary words, one a line.
    pub(super) words: Table,
}

macro_rules! table {
    ($code:literal, $file:literal) => {
        Table {
            path: concat!("lexicon/", $code, "/", $file),
            text: include_str!(concat!("../../lexicon/", $code, "/", $file)),
        }
    };
}

macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// A language whose words stand in `lexicon/`.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Language { $($(#[$doc])* $name),* }

        impl Language {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its code in ISO 639-1, which is also the name of its folder.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            pub(super) fn tables(self) -> Tables {
                match self {
                    $(Self::$name => Tables {
                        classes: table!($code, "classes.csv"),
                        cues: table!($code, "cues.csv"),
                        titles: table!($code, "titles.csv"),
                        suffixes: table!($code, "suffixes.csv"),
                        boilerplate: table!($code, "boilerplate.csv"),
                        evidence: table!($code, "evidence.csv"),
                        speech: table!($code, "speech.csv"),
                        endings: table!($code, "endings.csv"),
                        offices: table!($code, "offices.csv"),
                        bodies: table!($code, "bodies.csv"),
                        spelling: table!($code, "spelling.csv"),
                        writing: table!($code, "writing.csv"),
                        words: table!($code, "words.txt"),
                    }),*
                }
            }
        }
    };
}

languages! {
    /// English.
    #[default]
    English = "en";
    /// French.
    French = "fr";
    /// German.
    German = "de";
    /// Spanish.
    Spanish = "es";
    /// Italian.
    Italian = "it";
}

impl Language {
    /// A hash of its tables, the same on every machine: FNV-1a in 64 bits (Fowler, Noll and Vo 1991).
    pub(crate) fn fingerprint(self) -> u64 {
        let Tables {
            classes,
            cues,
            titles,
            suffixes,
            boilerplate,
            evidence,
            speech,
            endings,
            offices,
            bodies,
            spelling,
            writing,
            words,
        } = self.tables();
        let tables = [
            classes,
            cues,
            titles,
            suffixes,
            boilerplate,
            evidence,
            speech,
            endings,
            offices,
            bodies,
            spelling,
            writing,
            words,
        ];
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let bytes = tables.iter().flat_map(|table| table.text.bytes()).filter(|byte| *byte != b'\r');
        bytes.fold(0xcbf2_9ce4_8422_2325, mix)
    }
}
