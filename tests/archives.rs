//! Articles inside other files: zip archives, crawls, Parquet, exports of article databases; and bad ones of each kind.
#![allow(clippy::unwrap_used, reason = "a test may stop where a helper finds nothing")]

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::Arc;
use whosaid::Document;
use whosaid::read::{Options, open};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What comes out of a file of this name: documents and errors, the folder's path as `DIR`.
fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Document, String>> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let place = folder.path().to_str().unwrap();
    let show = |error: whosaid::Error| error.to_string().replace(place, "DIR");
    match open(&[path], options) {
        Err(errors) => errors.into_iter().map(|error| Err(show(error))).collect(),
        Ok(reader) => {
            let document = |document: Document| Document { path: document.path.replace(place, "DIR"), ..document };
            reader.map(|item| item.map_err(show).map(document)).collect()
        }
    }
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, String>> {
    read_with(name, bytes, &Options::default())
}

/// Id, path and text of documents; errors as they are, without hints.
fn told(items: &[Result<Document, String>]) -> Vec<String> {
    let first = |error: &String| error.lines().next().unwrap().to_owned();
    items
        .iter()
        .map(|item| item.as_ref().map_or_else(first, |it| format!("{} {} {}", it.id, it.path, it.text)))
        .collect()
}

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

const PAGE: &str = "<html><head><title>Crane returns</title></head><body><article><p>The crane of the harbor was set \
    up again on Monday after two years in the yard, and nobody was there to see it, the harbor master said.</p><p>It \
    will lift its first boat on Friday, when the water is high enough for the larger ones to come in.</p></article>\
    </body></html>";

fn record(kind: &str, url: &str, content: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(url: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &block)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_pages_of_a_crawl_are_articles() {
    let html = "Content-Type: text/html; charset=utf-8";
    let (one, two) = PAGE.as_bytes().split_at(200);
    let chunked =
        [b"c8\r\n", one, b"\r\n", format!("{:x}", two.len()).as_bytes(), b"\r\n", two, b"\r\n0\r\n\r\n"].concat();
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: a crawler"),
        response("http://a.example/1", html, PAGE.as_bytes()),
        record("request", "http://a.example/1", "application/http", b"GET /1"),
        response("http://a.example/pic", "Content-Type: image/png", b"\x89PNG\0\0\0"),
        record(
            "response",
            "http://a.example/x",
            "application/http",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nNo",
        ),
        response("http://a.example/2", &format!("{html}\r\nContent-Encoding: gzip"), &gzip(PAGE.as_bytes())),
        response("http://a.example/3", &format!("{html}\r\nTransfer-Encoding: chunked"), &chunked),
        record("conversion", "http://a.example/4", "text/plain", b"Plain words."),
        response("http://a.example/5", html, b"<html><body></body></html>"),
    ];
    let together = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("crawl.warc", &together), ("crawl.warc.gz", &members)] {
        let items = read(name, bytes);
        let ids: Vec<_> = items.iter().flatten().map(|it| (it.id.as_str(), it.url.as_deref().unwrap())).collect();
        let url = |number| format!("http://a.example/{number}");
        assert_eq!(
            ids,
            [("crawl-2", url(1).as_str()), ("crawl-6", &url(2)), ("crawl-7", &url(3)), ("crawl-8", &url(4))]
        );
        let texts: Vec<&str> = items.iter().flatten().map(|it| it.text.as_str()).collect();
        assert!(texts[0].starts_with("The crane of the harbor") && texts[0] == texts[1] && texts[1] == texts[2]);
        let last = items.last().unwrap().as_ref().unwrap_err();
        assert!(last.starts_with(&format!("DIR/{name}: http://a.example/5: no article found in this page")), "{last}");
        assert_eq!(items.len(), 5);
    }
}

#[test]
fn a_broken_record_is_passed_over_and_a_cut_one_is_the_end() {
    let good = |number| record("conversion", &format!("http://a.example/{number}"), "text/plain", b"Plain words.");
    let nameless = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n";
    let bytes = [&good(1)[..], b"garbage\r\nmore\r\n", &good(2), nameless, &good(3), &good(4)[..120]].concat();
    assert_eq!(
        told(&read("a.warc", &bytes)),
        [
            "a-1 DIR/a.warc Plain words.",
            "DIR/a.warc: a broken record: it doesn't begin with WARC/1.0 or WARC/1.1",
            "a-2 DIR/a.warc Plain words.",
            "DIR/a.warc: a broken record: no Content-Length",
            "a-4 DIR/a.warc Plain words.",
            "DIR/a.warc: the file ends inside a record",
        ]
    );
    assert_eq!(told(&read("a.warc", b"")), ["DIR/a.warc: no record in this file"]);
    let long = record("conversion", "http://a.example/1", "text/plain", &b"word ".repeat(1_000));
    let options = Options { max_document: 1_000, ..Options::default() };
    let items = told(&read_with("a.warc", &[long, good(2)].concat(), &options));
    assert_eq!(
        items,
        [
            "DIR/a.warc: http://a.example/1: longer than 1000 bytes, the limit for one document",
            "a-2 DIR/a.warc Plain words."
        ]
    );
}

/// A table with a text column of this name.
fn table(name: &str) -> Vec<u8> {
    let text = |name: &str| {
        let text =
            Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String));
        Arc::new(text.with_repetition(Repetition::OPTIONAL).build().unwrap())
    };
    let day = Type::primitive_type_builder("date", Physical::INT32).with_logical_type(Some(LogicalType::Date));
    let day = Arc::new(day.with_repetition(Repetition::REQUIRED).build().unwrap());
    let schema = Type::group_type_builder("schema").with_fields(vec![text("title"), text(name), day]);
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema.build().unwrap()), Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut add = |values: [Option<&str>; 3]| {
        let mut column = group.next_column().unwrap().unwrap();
        let present: Vec<ByteArray> = values.iter().flatten().map(|value| (*value).into()).collect();
        let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        column.typed::<ByteArrayType>().write_batch(&present, Some(&levels), None).unwrap();
        column.close().unwrap();
    };
    add([Some("One"), None, Some("Three")]);
    add([Some("First words."), Some(" "), Some("Third words.")]);
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[19_000, 19_001, 19_002], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn the_rows_of_a_parquet_table_are_articles() {
    let items = read("news.parquet", &table("body"));
    assert_eq!(
        told(&items),
        [
            "news-1 DIR/news.parquet First words.",
            "DIR/news.parquet:2: the text is empty",
            "news-3 DIR/news.parquet Third words."
        ]
    );
    let first = items[0].as_ref().unwrap();
    assert_eq!((first.title.as_deref(), first.date.as_deref()), (Some("One"), Some("2022-01-08")));
    let items = read("news.parquet", &table("words"));
    assert_eq!(
        items,
        [Err("DIR/news.parquet: no text column: the columns are title, words, date\n  \
                            hint: name the one that holds the text with --text-column"
            .into())]
    );
    let options = Options { text_column: Some("words".into()), ..Options::default() };
    assert_eq!(read_with("news.parquet", &table("words"), &options).iter().flatten().count(), 2);
    let options = Options { max_expanded: 50, ..Options::default() };
    let items = told(&read_with("news.parquet", &table("body"), &options));
    assert_eq!(items, ["DIR/news.parquet: expands to more than 50 bytes, the limit for one compressed file"]);
}

#[test]
fn a_damaged_parquet_table_is_an_error_and_no_more() {
    let whole = table("body");
    let cut = told(&read("a.parquet", &whole[..whole.len() - 9]));
    assert!(cut[0].starts_with("DIR/a.parquet: the Parquet table can't be read: "), "{cut:?}");
    for at in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        read("a.parquet", &changed);
    }
}

#[test]
fn lists_of_articles_without_their_text_are_named_for_what_they_are() {
    let hint = "hint: lists of articles, as Media Cloud and GDELT give them, name addresses and hold no text: fetch the \
                pages and give those, or name the column with --text-column";
    for header in ["stories_id,publish_date,title,url,language,media_name", "URL,MobileURL,Date,Title"] {
        let items = read("list.csv", format!("{header}\n1,2,3,4,5,6\n").as_bytes());
        assert!(
            items[0].as_ref().is_err_and(|error| error.contains("no text column") && error.ends_with(hint)),
            "{items:?}"
        );
    }
    // The same list with the text in it is read.
    let items = read(
        "list.csv",
        b"stories_id,publish_date,title,url,media_name,text\n7,2022-03-28,T,http://a.example,Echo,Words.\n",
    );
    let item = items[0].as_ref().unwrap();
    assert_eq!(
        (item.id.as_str(), item.outlet.as_deref(), item.date.as_deref()),
        ("7", Some("Echo"), Some("2022-03-28"))
    );
}

#[test]
fn exports_of_article_databases_are_split() {
    let lexis = "                               1 of 2 DOCUMENTS\n\n                         The Harbor Times\n\n\
        \x20                     March 28, 2022 Monday\n                       Late Edition\n\n\
        Crane is up again\n\nBYLINE: By MARIT SOLBREKK\n\nSECTION: Section A; Pg. 3\n\nLENGTH: 40 words\n\n\
        The crane is up again.\n\n   \"It stands,\" said Tarn Okselu.\n\nURL: http://a.example\n\nLOAD-DATE: March 29, 2022\n\n\
        LANGUAGE: ENGLISH\n\n               Copyright 2022 The Harbor Times\n\n\n\
        \x20                              2 of 2 DOCUMENTS\n\nThe Lantern\n\nApril 2, 2022\n\nHEADLINE: No tin\n\nLENGTH: 3 words\n\n\
        There is no tin.\n\nLOAD-DATE: April 3, 2022\n";
    let items: Vec<Document> = read("export.txt", lexis.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].text, "The crane is up again.\n\n\"It stands,\" said Tarn Okselu.");
    assert_eq!(items[0].outlet.as_deref(), Some("The Harbor Times"));
    assert_eq!(items[0].date.as_deref(), Some("2022-03-28"));
    assert_eq!(items[0].author.as_deref(), Some("By MARIT SOLBREKK"));
    assert_eq!((items[1].title.as_deref(), items[1].text.as_str()), (Some("No tin"), "There is no tin."));
    assert_eq!((items[0].id.as_str(), items[1].id.as_str()), ("export-1", "export-2"));
    let factiva = "SE Business\nHD\nCrane is up again\nBY By Marit Solbrekk\nWC 40 words\nPD 28 March 2022\nSN The Harbor Times\n\
        LA English\nCY (c) 2022\nLP\nThe crane is up again.\nTD\n\"It stands,\" said Tarn Okselu.\n\nNobody came.\n\
        NS gcat : News\nAN Document HARB000020220328ei3s0000a\n\nHD No tin\nPD 2 April 2022\nSN The Lantern\nLP\nThere is no tin.\n\
        AN Document LANT000020220402ei420000b\n";
    let items: Vec<Document> = read("export.txt", factiva.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].text, "The crane is up again.\n\n\"It stands,\" said Tarn Okselu.\n\nNobody came.");
    assert_eq!(items[0].title.as_deref(), Some("Crane is up again"));
    assert_eq!(items[1].date.as_deref(), Some("2022-04-02"));
    assert_eq!((items[1].id.as_str(), items[1].outlet.as_deref()), ("LANT000020220402ei420000b", Some("The Lantern")));
    // A story that counts documents is none.
    let story = "They found 3 of 12 documents\n1 of 2 DOCUMENTS\nin the yard.";
    assert_eq!(read("story.txt", story.as_bytes()).len(), 1);
}
