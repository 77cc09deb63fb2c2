//! Crawls.

use super::{Case, gzip, read, read_with, told};
use whosaid::read::{Options, open};

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
    let members: Vec<u8> = records.iter().flat_map(gzip).collect();
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
    let picture = response("http://a.example/pic", "Content-Type: image/png", b"\x89PNG");
    assert_eq!(told(&read("a.warc", &picture)), ["DIR/a.warc: no page in this crawl"]);
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

#[test]
fn a_crawl_cut_off_where_a_record_is_broken_ends() {
    // What can't be compressed much: more than is looked at before reading begins.
    let noise: Vec<u8> = (0_u64..40_000).flat_map(|number| (number * number).to_string().into_bytes()).collect();
    let good = record("conversion", "http://a.example/1", "text/plain", b"Plain words.");
    let whole = gzip([&good[..], b"garbage\r\n", &noise].concat());
    let case = Case::new().file("a.warc.gz", &whole[..whole.len() - 9]);
    let reader = open(&[case.path("a.warc.gz")], &Options::default()).unwrap();
    // Not all: there was no end of them.
    let items: Vec<_> =
        reader.take(4).map(|item| item.map_or_else(|error| error.message(), |document| document.text)).collect();
    assert_eq!(
        items,
        [
            "Plain words.",
            "a broken record: it doesn't begin with WARC/1.0 or WARC/1.1",
            "the compressed data ends too early: the file was cut off",
        ]
    );
}
