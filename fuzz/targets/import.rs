//! Lists that others keep, of any bytes, in every layout: what is taken over can be loaded.
#![no_main]

mod reading;

use whosaid::gazetteer::import::{Choice, Format, import};
use whosaid::gazetteer::{self, Replace};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, b""));
    let format = Format::ALL.get(usize::from(*first) % (Format::ALL.len() + 1)).copied();
    let path = reading::file("list.txt", rest);
    let mut table = Vec::new();
    if import(&[path], &Choice { format, ..Choice::default() }, &mut table).is_ok() {
        let path = reading::file("names.csv", &table);
        let errors = gazetteer::check(&[path], Replace::Yes, 3).errors;
        assert!(errors.is_empty(), "{errors:?}");
    }
});
