//! Zip archives, good and bad.

use super::{Case, gzip, read, read_with, told};
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};
use std::io::{Cursor, Write};
use whosaid::read::{Options, open};

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip archive of one file, deflated, with any flags and sum: as the format says (APPNOTE 4.3).
fn deflated(name: &str, bytes: &[u8], flags: u16, sum: Option<u32>) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    let data = encoder.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let sum = sum.unwrap_or(crc.sum());
    let mut shared = Vec::new();
    for number in [20_u16, flags, 8, 0, 0x21] {
        shared.extend(number.to_le_bytes());
    }
    for number in [sum, data.len() as u32, bytes.len() as u32] {
        shared.extend(number.to_le_bytes());
    }
    shared.extend((name.len() as u16).to_le_bytes());
    shared.extend([0, 0]);
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(&shared);
    zip.extend(name.as_bytes());
    zip.extend(&data);
    let start = zip.len() as u32;
    zip.extend(b"PK\x01\x02\x14\0");
    zip.extend(&shared);
    zip.extend([0; 14]);
    zip.extend(name.as_bytes());
    let size = zip.len() as u32 - start;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(size.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

#[test]
fn a_zip_archive_is_read_like_a_folder() {
    let zip = zipped(&[
        ("z.txt", b"Last words."),
        ("deep/a.txt", b"First words."),
        ("deep/wire.jsonl", b"{\"text\": \"Wired.\"}\nbroken\n{\"id\": \"own\", \"text\": \"Owned.\"}"),
        ("z.md", b"# Marked"),
        ("picture.png", b"\x89PNG"),
        ("__MACOSX/._z.txt", b"x"),
        ("old.pdf", b"%PDF-1"),
        ("inner.zip", b"PK"),
    ]);
    assert_eq!(
        told(&read("news.zip", &zip)),
        [
            "news/deep/a DIR/news.zip/deep/a.txt First words.",
            "news/deep/wire-1 DIR/news.zip/deep/wire.jsonl Wired.",
            "DIR/news.zip/deep/wire.jsonl:2: not JSON: expected value (column 1)",
            "own DIR/news.zip/deep/wire.jsonl Owned.",
            "DIR/news.zip/inner.zip: a .zip file inside an archive",
            "DIR/news.zip/old.pdf: a PDF, which is not read",
            "news/z.md DIR/news.zip/z.md # Marked",
            "news/z.txt DIR/news.zip/z.txt Last words.",
        ]
    );
    let case = Case::new().file("news.zip", &zip);
    let mut reader = open(&[case.path("news.zip")], &case.options).unwrap();
    assert_eq!((reader.by_ref().count(), reader.ignored()), (8, 1), "the picture");
    assert_eq!(
        told(&read("a.zip", &deflated("a.txt", b"Deflated words.", 0, None))),
        ["a/a DIR/a.zip/a.txt Deflated words."]
    );
}

#[test]
fn a_bad_zip_archive_is_an_error_and_no_more() {
    let whole = deflated("a.txt", &b"Many words. ".repeat(500), 0, None);
    let cut = told(&read("a.zip", &whole[..whole.len() - 30]));
    assert!(cut[0].starts_with("DIR/a.zip: the zip archive is damaged or was cut off: "), "{cut:?}");
    let encrypted = deflated("a.txt", b"Words.", 1, None);
    assert_eq!(
        read("a.zip", &encrypted)[0],
        Err("DIR/a.zip/a.txt: encrypted: it can't be read without its password\n  \
             hint: unpack it with the password and name the folder"
            .into())
    );
    let wrong = deflated("a.txt", b"Words.", 0, Some(7));
    assert_eq!(told(&read("a.zip", &wrong)), ["DIR/a.zip/a.txt: the compressed data is damaged: its checksum differs"]);
    assert_eq!(told(&read("a.zip", &zipped(&[("a.png", b"x")]))), ["DIR/a.zip: no article in this archive"]);
    // A bomb: a few kB that expand to 20 MB.
    let bomb = deflated("a.txt", &vec![b'a'; 20 << 20], 0, None);
    assert!(bomb.len() < 50_000);
    let options = Options { max_expanded: 1 << 20, ..Options::default() };
    let expected = "DIR/a.zip/a.txt: the archive expands to more than 1048576 bytes, the limit for one\n  \
                    hint: if the file is to be trusted, raise the limit with --max-expanded";
    assert_eq!(read_with("a.zip", &bomb, &options), [Err(expected.into())]);
    // The limit is for all files of the archive together.
    let two = zipped(&[("a.txt", &b"word ".repeat(120_000)), ("b.txt", &b"text ".repeat(120_000))]);
    let items = read_with("a.zip", &two, &options);
    assert!(items[0].is_ok() && items[1].as_ref().is_err_and(|error| error.contains("b.txt: the archive expands")));
    let options = Options { max_document: 100, ..Options::default() };
    assert_eq!(
        told(&read_with("a.zip", &whole, &options)),
        ["DIR/a.zip/a.txt: longer than 100 bytes, the limit for one document"]
    );
}

#[test]
fn a_damaged_file_of_an_archive_costs_only_itself() {
    let mut zip = zipped(&[("./a.txt", b"First words."), ("b.txt", b"Lost words."), ("c.txt", b"Last words.")]);
    let second = zip.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x03\x04").nth(1).unwrap().0;
    zip[second] = b'Q';
    let items = told(&read("n.zip", &zip));
    assert_eq!(
        (items[0].as_str(), items[2].as_str()),
        ("n/./a DIR/n.zip/./a.txt First words.", "n/c DIR/n.zip/c.txt Last words.")
    );
    assert!(items[1].starts_with("DIR/n.zip/b.txt: the zip archive is damaged or was cut off: "), "{items:?}");
}

#[test]
fn files_packed_once_more_count_together_with_the_rest() {
    let words = gzip("word ".repeat(300_000));
    let options = Options { max_expanded: 2_000_000, ..Options::default() };
    let items = told(&read_with("n.zip", &zipped(&[("a.txt.gz", &words), ("b.txt.gz", &words)]), &options));
    assert!(items[0].starts_with("n/a DIR/n.zip/a.txt.gz word "));
    assert!(items[1].starts_with("DIR/n.zip/b.txt.gz: expands to more than "), "{}", items[1]);
}
