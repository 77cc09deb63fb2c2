//! Lists of names of any bytes: checked, loaded, and used. What the check finds no fault in can be loaded, and what it finds a
//! fault in can't.
#![no_main]

mod reading;

use whosaid::gazetteer::{self, Replace};
use whosaid::{Document, Knowledge, analyse};

const TEXT: &str = "Ilira Dovani met Tarn Okselu in Kestria. “It will rain,” the water minister of Marenia said. NATO left.";

const HEADERS: &[&str] = &[
    "name,aliases,short,gender,country,offices,description\n",
    "name,type,aliases\n",
    "name,aliases\n",
    "what,name,other\n",
    "",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, b""));
    let header = HEADERS[usize::from(*first) % HEADERS.len()];
    let path = reading::file("names.csv", &[header.as_bytes(), rest].concat());
    let checked = gazetteer::check(&[path.clone()], Replace::Yes, 3);
    match Knowledge::with(&[path], Replace::Yes) {
        Ok(knowledge) => {
            assert!(checked.errors.is_empty(), "loaded although the check says {:?}", checked.errors);
            // Its own words, too, are a text.
            for text in [TEXT.into(), String::from_utf8_lossy(rest).into_owned()] {
                analyse(&Document { id: "a".into(), text, ..Document::default() }, &knowledge);
            }
        }
        Err(errors) => assert!(!errors.is_empty() && !checked.errors.is_empty(), "refused without a word of the check"),
    }
});
