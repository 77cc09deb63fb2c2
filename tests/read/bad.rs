//! What no format can read, ids given twice, and any bytes at all.

use super::{Case, gzip, zst};
use std::fs;
use whosaid::read::{FORMATS, open};

#[test]
fn an_id_is_given_once() {
    let lines =
        "{\"id\": \"a\", \"text\": \"1\"}\n{\"id\": \"b\", \"text\": \"2\"}\n{\"id\": \"a\", \"text\": \"3\"}\n";
    assert_eq!(
        Case::new().file("n.jsonl", lines).told(),
        [
            "a: 1",
            "b: 2",
            "DIR/n.jsonl:3: the id “a” was given before in this run\n  hint: give each article an id of its own, name each file once, or let file and row be the ids: --id-column \"\"",
        ]
    );
    let case = Case::new().file("a.txt", "1");
    assert_eq!(case.items_of(&[case.path("a.txt"), case.path("a.txt")]).into_iter().filter_map(Result::err).count(), 1);
}

#[test]
fn a_file_without_words_is_named() {
    for (name, bytes, expected) in [
        ("a.txt", "", "DIR/a.txt: the file is empty"),
        ("a.jsonl", "", "DIR/a.jsonl: the file is empty"),
        ("a.csv", "", "DIR/a.csv: the file is empty"),
        ("a.txt", " \n\t\u{a0}\n", "DIR/a.txt: the text is empty"),
        ("a.txt", "\u{feff}", "DIR/a.txt: the text is empty"),
        ("a.txt", "date: 2022-03-29\n", "DIR/a.txt: the text is empty"),
        ("a.md", "---\ntitle: x\n---\n", "DIR/a.md: the text is empty"),
        ("a.html", " \n", "DIR/a.html: the text is empty"),
        ("a.jsonl", "\n\n", "DIR/a.jsonl: the text is empty"),
        ("a.json", " ", "DIR/a.json: the text is empty"),
        ("a.csv", "\n\n", "DIR/a.csv: the text is empty"),
        ("a.csv", "id,text\n", "DIR/a.csv: no article: the table has a header and no rows"),
        ("a.csv", "id,text\nx, \n", "DIR/a.csv:2: the text is empty"),
    ] {
        assert_eq!(Case::new().file(name, bytes).told(), [expected], "{bytes:?}");
    }
    assert_eq!(Case::new().file("a.txt.gz", gzip("")).told(), ["DIR/a.txt.gz: the file is empty"]);
    assert_eq!(Case::new().file("a.txt.zst", zst("")).told(), ["DIR/a.txt.zst: the file is empty"]);
}

#[test]
fn what_is_no_text_is_named_for_what_it_is() {
    let pdf = "a PDF, which is not read\n  hint: convert it first, such as with pdftotext";
    let word = "a Word document, which is not read\n  hint: save it as plain text first";
    let zip = "a zip archive, which is not read\n  hint: let its name end in .zip";
    for (bytes, expected) in [
        (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"[..], pdf),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml", word),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0news/a.txt", zip),
        (b"{\\rtf1\\ansi Words.}", "an RTF document, which is not read\n  hint: save it as plain text first"),
    ] {
        for name in ["a.txt", "a.jsonl", "a.csv", "a.html", "a.json"] {
            assert_eq!(Case::new().file(name, bytes).told(), [format!("DIR/{name}: {expected}")]);
            assert_eq!(Case::new().file(name, gzip(bytes)).told(), [format!("DIR/{name}: {expected}")]);
        }
    }
    let bytes: Vec<u8> = (0..=255).cycle().take(2000).collect();
    assert_eq!(
        Case::new().file("a.txt", bytes).told(),
        [
            "DIR/a.txt: binary data, not text: 200 of its first 2000 bytes are control characters\n  hint: give the text of the article as .txt, .html, .jsonl or .csv"
        ]
    );
    let case = Case::new().file("README.pdf", "x").file("b.docx", "x").file("a.txt", "Words.");
    assert_eq!(case.told(), [format!("DIR/README.pdf: {pdf}"), "a: Words.".into(), format!("DIR/b.docx: {word}")]);
}

#[test]
fn no_bytes_make_it_panic() {
    let seeds: [&[u8]; 6] = [
        b"{\"text\": \"One \\u00e9 \\ud83d.\", \"id\": [[[{}]]]}\n[{\"articles\": [{\"text\": 1}]}]",
        b"id,text\n1,\"One\"\"two\n\",x\r\r\n\"",
        b"<html><p>One<div><table><tr><td>two</p></html><article><p>x",
        b"---\ntitle: [\n---\ndate: 2022-03-29 x",
        b"\xff\xfeO\0n\0e\0\x00\xd8x\0",
        b"\xc3\xa9\xe9 \x00\x01\x85\xed\xa0\x80",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let case = Case::new();
    for round in 0..600 {
        let mut bytes = seeds[round % seeds.len()].to_vec();
        for _ in 0..random(6) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes.truncate(at + 1),
                _ => bytes.extend_from_slice(seeds[random(seeds.len())]),
            }
        }
        let compressed = match round % 5 {
            0 => gzip(&bytes),
            1 => zst(&bytes),
            _ => bytes,
        };
        for format in FORMATS {
            let path = case.path(&format!("x.{}", format.endings()[0]));
            fs::write(&path, &compressed).unwrap();
            for document in open(&[path], &case.options).unwrap().flatten() {
                assert!(!document.id.is_empty() && !document.text.contains(['\r', '\0']));
            }
        }
    }
}
