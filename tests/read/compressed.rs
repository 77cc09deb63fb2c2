//! gzip and Zstandard around every format, whole, cut, damaged, and without end.

use super::html::{STORY, page};
use super::{BRIDGE, Case, gzip, zst};
use std::fmt::Write;

#[test]
fn every_format_is_read_compressed() {
    for (name, bytes) in [
        ("a.txt", "Words.".to_owned()),
        ("a.md", "Words.".to_owned()),
        ("a.html", page(&format!("<article>{STORY}</article>"))),
        ("a.jsonl", "{\"text\": \"Words.\", \"id\": \"a\"}\n".to_owned()),
        ("a.json", "{\"text\": \"Words.\"}".to_owned()),
        ("a.csv", "id,text\na,Words.\n".to_owned()),
        ("a.tsv", "id\ttext\na\tWords.\n".to_owned()),
    ] {
        let plain = Case::new().file(name, &bytes).told();
        assert!(plain[0].starts_with("a: "), "{plain:?}");
        assert_eq!(Case::new().file(&format!("{name}.gz"), gzip(&bytes)).told(), plain);
        assert_eq!(Case::new().file(&format!("{name}.zst"), zst(&bytes)).told(), plain);
        // Whatever the name says.
        assert_eq!(Case::new().file(name, gzip(&bytes)).told(), plain);
        assert_eq!(Case::new().file(&format!("{name}.GZ"), &bytes).told(), plain);
    }
}

#[test]
fn compressed_files_may_have_several_parts() {
    let (one, two) = ("{\"text\": \"One.\"}\n", "{\"text\": \"Two.\"}\n");
    let skippable = [0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9];
    for parts in [[gzip(one), gzip(two)].concat(), [&skippable[..], &zst(one), &skippable, &zst(two)].concat()] {
        assert_eq!(Case::new().file("a.jsonl", parts).told(), ["a-1: One.", "a-2: Two."]);
    }
}

#[test]
fn a_compressed_file_that_was_cut_gives_what_it_has() {
    let mut lines = String::new();
    for at in 1..=20_000 {
        writeln!(lines, "{{\"text\": \"Line {at} {}\"}}", at * 7919 % 10007).unwrap();
    }
    for (name, whole) in [("a.jsonl.gz", gzip(&lines)), ("a.jsonl.zst", zst(&lines))] {
        let told = Case::new().file(name, &whole[..whole.len() * 3 / 4]).told();
        let (error, records) = told.split_last().unwrap();
        assert_eq!(
            *error,
            format!(
                "DIR/{name}: the compressed data ends too early: the file was cut off\n  hint: copy or download it again"
            )
        );
        assert!(records.len() > 5_000, "{} records of {name}", records.len());
        assert!(records.iter().zip(1..).all(|(told, at)| *told == format!("a-{at}: Line {at} {}", at * 7919 % 10007)));
    }
    for (name, whole) in
        [("a.txt.gz", gzip(BRIDGE)), ("a.csv.zst", zst("text\nOne.\n")), ("a.json.gz", gzip("[{\"text\": 1}]"))]
    {
        let told = Case::new().file(name, &whole[..whole.len() - 3]).told();
        assert!(told.last().unwrap().contains("the compressed data ends too early"), "{told:?}");
    }
}

#[test]
fn damaged_compression_is_named() {
    let mut damaged = gzip(BRIDGE);
    damaged[15] ^= 0xFF;
    damaged[20] ^= 0xFF;
    let told = Case::new().file("a.txt.gz", damaged).told();
    assert!(told[0].starts_with("DIR/a.txt.gz: the compressed data is damaged: "), "{told:?}");
    let told = Case::new()
        .file("a.jsonl", [gzip("{\"text\": \"One.\"}\n"), b"rubbish after the end of it".to_vec()].concat())
        .told();
    assert_eq!(told[0], "a-1: One.");
    assert!(told[1].starts_with("DIR/a.jsonl: the compressed data is damaged: "), "{told:?}");
}

#[test]
fn a_file_that_expands_without_end_is_stopped() {
    let lines = "{\"text\": \"Words.\"}\n".repeat(20_000);
    for bytes in [gzip(&lines), zst(&lines)] {
        let case = Case::new().file("a.jsonl", bytes).with(|options| options.max_expanded = 100_000);
        let told = case.told();
        assert_eq!(
            told.last().unwrap(),
            "DIR/a.jsonl: expands to more than 100000 bytes, the limit for one compressed file\n  hint: if the file is to be trusted, raise the limit with --max-expanded"
        );
        assert!(told.len() > 2_000);
    }
    let plain = Case::new().file("a.jsonl", &lines).with(|options| options.max_expanded = 100);
    assert_eq!(plain.documents().len(), 20_000);
}
