//! Texts that were made to be slow, for the tests and the benches.
#![allow(dead_code, reason = "each uses a part of it")]

/// Patterns that make a rule look far: repeated for a mebibyte, each would take hours if a rule looked through all of the text
/// for each of its words.
#[rustfmt::skip]
pub(crate) const LONG: &[&str] = &[
    "\"", "\" ", "“", "” ", "“a ", "“a” ", "‘a ", "„", "«", "said ", "“said ", "said, ", "Ann ", "Ann, ", "Ann said ",
    "“A,” she said. ", "“A.”\n\n", "“We ran out of rye and bread.”\n\n", "he ", "who said ", "that ", "of ", "by ",
    "the mayor ", "Mr ", "(", "[", ")", "(a ", ", ", ".", ". ", ": ", "— ", "- ", "\n", "\n\n", "a", "A", "é", "1",
    "1 ", "中", "e\u{301}", "\u{301}", "\u{202e}", "👩‍🌾", "Kyiv ", "Mr Zelensky ", "York ", "New ", "J. ", "’s ",
    "United Nations ", "Ann Moss met Bo Ek. ", "Bank of ", "Ann, 31, ", "Ann and ", "University of ", "according to ",
    "Paris beat Lyon ", "Paris won. Lyon drew 2-1 ", "PDF ", "PDF said ", "BT said ", "Government Government waited. ", "A line of a menu\n", "A caption (AP Photo/Bo Ek)\n", "By Ann Moss\n", "* * *\n",
];

/// The same in other languages.
#[rustfmt::skip]
pub(crate) const FOREIGN: &[&str] = &[
    "l’", "l'a", "« ", "«a, dit ", ", dit Ana, ", "— ", "—a ", "— dijo Ana\n", "a-t-il ", "a ", "ha ", "so ", "laut ", "der ",
    "« Non, dit Ana. »\n\n", "ha detto ", "sagte er ", "Frau ", "„Ja“, sagte Ute. ",
];

/// Patterns that once cost the square of the text.
pub(crate) const MARKS: &[&str] = &["'", "''", "“A\n\n“", "“A,” said Ann. "];
