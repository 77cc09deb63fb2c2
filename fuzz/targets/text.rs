//! Plain text and Markdown of any bytes.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    reading::read("a.txt", bytes);
    reading::read("a.md", bytes);
});
