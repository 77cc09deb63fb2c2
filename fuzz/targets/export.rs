//! Text exports of article databases: any bytes behind the beginning of one.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let begins = ["                    1 of 2 DOCUMENTS\n\n", "HD\n", "SE News\nHD\n", ""];
    let (first, rest) = bytes.split_first().unwrap_or((&0, b""));
    let begin = begins[usize::from(*first) % begins.len()];
    reading::read("a.txt", &[begin.as_bytes(), rest].concat());
});
