//! Any bytes compressed, and any bytes as if they were.
#![no_main]

mod reading;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    reading::read("a.txt.gz", bytes);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).expect("memory can be written");
    let gzip = gzip.finish().expect("memory can be written");
    let zstd = zstd::encode_all(bytes, 1).expect("memory can be read");
    let plain: Vec<_> = reading::read("a.jsonl", bytes).into_iter().flatten().collect();
    for (name, compressed) in [("a.jsonl.gz", gzip), ("a.jsonl.zst", zstd)] {
        let mut expanded: Vec<_> = reading::read(name, &compressed).into_iter().flatten().collect();
        expanded.iter_mut().for_each(|document| document.path = document.path.replace(name, "a.jsonl"));
        // Bytes that are compressed themselves are expanded once more only in a file of their own.
        assert!(plain == expanded || bytes.starts_with(&[0x1F, 0x8B]) || bytes.get(1..4) == Some(&[0xB5, 0x2F, 0xFD]));
        // Cut off, it gives a part.
        let cut = compressed.len() * 3 / 4;
        reading::read(name, &compressed[..cut]);
    }
});
