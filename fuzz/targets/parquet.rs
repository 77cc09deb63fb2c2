//! Parquet tables of any bytes.
#![no_main]

mod reading;

use std::sync::Once;

static QUIET: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // A panic of the library is caught and becomes an error; one that isn't caught still ends the process.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| ())));
    // Any bytes are hardly ever a table: they stand between the marks of one, with the length of the footer put right.
    reading::read("a.parquet", bytes);
    if let Some((length, body)) = bytes.split_first() {
        let footer = usize::from(*length).min(body.len()) as u32;
        let table = [b"PAR1", body, &footer.to_le_bytes(), b"PAR1"].concat();
        reading::read("b.parquet", &table);
    }
});
