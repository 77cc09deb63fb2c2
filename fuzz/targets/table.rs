//! Tables of any bytes.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    reading::read("a.csv", bytes);
    reading::read("a.tsv", bytes);
});
