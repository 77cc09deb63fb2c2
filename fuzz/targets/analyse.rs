//! Any text, in any language: the laws hold, and the same text has the same analysis.
#![no_main]

#[path = "../../tests/common/laws.rs"]
mod laws;

use std::sync::LazyLock;
use whosaid::gazetteer::Replace;
use whosaid::{Document, Knowledge, Language, analyse};

/// English with reports, every language found out, and each by itself.
static KNOWLEDGE: LazyLock<Vec<Knowledge>> = LazyLock::new(|| {
    let english = Knowledge::shipped().expect("the shipped tables are whole").with_reported();
    let any = Knowledge::in_every_language(&[], Replace::No).expect("the shipped tables are whole");
    let each = Language::ALL.iter().map(|it| Knowledge::in_language(*it, &[], Replace::No).expect("whole tables"));
    [english, any].into_iter().chain(each).collect()
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, b""));
    // Half of the texts in English.
    let knowledge = &KNOWLEDGE[usize::from(*first).saturating_sub(128) % KNOWLEDGE.len()];
    let text = String::from_utf8_lossy(rest).into_owned();
    let document = Document { id: "fuzz".into(), text, ..Document::default() };
    let analysis = analyse(&document, knowledge);
    laws::hold(&document.text, &analysis);
    assert!(analysis == analyse(&document, knowledge), "another answer the second time");
});
