//! What comes out of files of every kind, good and bad, with the exact words of the errors.

#![expect(clippy::unwrap_used, reason = "the helpers of a test may fail like the test")]

use flate2::{Compression, write::GzEncoder};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use tempfile::TempDir;
use whosaid::Document;
use whosaid::read::{FORMATS, Format, Options, open};

/// A folder with files, and how it is read.
struct Case {
    folder: TempDir,
    options: Options,
}

impl Case {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), options: Options::default() }
    }

    fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Every item of the folder: a document, or an error as it is shown, with the folder's own path as `DIR`.
    fn items(&self) -> Vec<Result<Document, String>> {
        self.items_of(&[self.folder.path().to_path_buf()])
    }

    fn items_of(&self, paths: &[PathBuf]) -> Vec<Result<Document, String>> {
        let folder = self.folder.path().to_str().unwrap();
        let show = |error: whosaid::Error| error.to_string().replace(folder, "DIR");
        match open(paths, &self.options) {
            Err(errors) => errors.into_iter().map(|error| Err(show(error))).collect(),
            Ok(reader) => reader
                .map(|item| {
                    item.map_err(show).map(|mut document| {
                        document.path = document.path.replace(folder, "DIR");
                        document
                    })
                })
                .collect(),
        }
    }

    fn documents(&self) -> Vec<Document> {
        self.items().into_iter().map(|item| item.unwrap_or_else(|error| panic!("{error}"))).collect()
    }

    fn one(&self) -> Document {
        let [document] = self.documents().try_into().unwrap_or_else(|all| panic!("not one document: {all:#?}"));
        document
    }

    /// `id: text` for documents, the error for others.
    fn told(&self) -> Vec<String> {
        self.items()
            .into_iter()
            .map(|item| item.map_or_else(|error| error, |document| format!("{}: {}", document.id, document.text)))
            .collect()
    }

    fn errors(&self) -> Vec<String> {
        self.items().into_iter().filter_map(Result::err).collect()
    }
}

fn document(id: &str, text: &str, path: &str) -> Document {
    Document { id: id.into(), text: text.into(), path: path.into(), ..Document::default() }
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 3).unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

const BRIDGE: &str = "The mayor, Helen Marsh, opened the bridge.\n\n“It is late,” she said.\n";

// Formats.

#[test]
fn a_text_is_one_article_named_by_its_file() {
    let case = Case::new().file("bridge.v2.txt", BRIDGE);
    assert_eq!(case.one(), document("bridge.v2", BRIDGE, "DIR/bridge.v2.txt"));
}

#[test]
fn a_text_may_carry_its_date_in_front() {
    for (text, expected) in [
        (" date 2022-03-29 Talks began.\nThey go on.", "Talks began.\nThey go on."),
        ("Date: 29 March 2022\n\nTalks began.", "Talks began."),
    ] {
        let one = Case::new().file("a.txt", text).one();
        assert_eq!((one.date.as_deref(), &*one.text), (Some("2022-03-29"), expected));
    }
    let one = Case::new().file("a.txt", "Date palms grow.").one();
    assert_eq!((one.date, &*one.text), (None, "Date palms grow."));
}

#[test]
fn markdown_may_carry_facts_in_front() {
    let text = "---\ntitle: \"Bridge: open at last\"\nDate: May 4, 2023\nauthors: [Ana Ruiz, Bo Lind]\nsource: 'The Ledger'\nurl: https://ledger.example/b\ntags:\n  - roads\n---\n\n# Bridge\n\nIt is **open**.\n";
    let one = Case::new().file("b.md", text).one();
    assert_eq!(one.text, "# Bridge\n\nIt is **open**.\n");
    assert_eq!(one.title.as_deref(), Some("Bridge: open at last"));
    assert_eq!(one.date.as_deref(), Some("2023-05-04"));
    assert_eq!(one.author.as_deref(), Some("Ana Ruiz, Bo Lind"));
    assert_eq!(one.outlet.as_deref(), Some("The Ledger"));
    assert_eq!(one.url.as_deref(), Some("https://ledger.example/b"));
    let toml = Case::new().file("b.md", "+++\ntitle = \"Bridge\"\n+++\nOpen.").one();
    assert_eq!((toml.title.as_deref(), &*toml.text), (Some("Bridge"), "Open."));
    let open_block = Case::new().file("b.md", "---\ntitle: x\n\nNo end of it.").one();
    assert_eq!(open_block.text, "---\ntitle: x\n\nNo end of it.");
}

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Mayor opens bridge after nine years - The Ledger</title>
        <meta property='og:site_name' content='The Ledger'><meta name=author content='Ana Ruiz'>
        <meta property='article:published_time' content='2023-05-04T09:12:00+01:00'>
        <link rel=canonical href='https://ledger.example/bridge'></head><body>
        <nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>
        <div class=cookie-bar>We use cookies. Accept all</div>{body}
        <aside><h3>Most read</h3><ul><li><a href=/1>Ten best pies</a></li></ul></aside>
        <footer>© The Ledger. All rights reserved.</footer><script>var home = 1;</script></body></html>"
    )
}

const STORY: &str = "<h1>Mayor opens bridge after nine years</h1>
    <figure><img src=x.jpg><figcaption>The new bridge on Thursday</figcaption></figure>
    <p>The mayor of Westford, <b>Helen</b> Marsh, opened the new bridge on Thursday, nine years after work began, and
    said it was “worth every day of the wait”.</p>
    <p>“We promised a bridge and here it is,” she told a crowd of several hundred people, many of whom had crossed the
    river by ferry for a decade.</p>
    <p>Critics, among them the opposition leader Paul Dean, said the cost had doubled.<br><br>“Nobody will say who is
    to blame,” Mr Dean said.</p>";

#[test]
fn a_page_gives_its_article_and_nothing_around_it() {
    for body in [format!("<article>{STORY}</article>"), format!("<div id=main><div>{STORY}</div></div>")] {
        let one = Case::new().file("b.html", page(&body)).one();
        assert_eq!(
            one.text,
            "The new bridge on Thursday\n\nThe mayor of Westford, Helen Marsh, opened the new bridge on Thursday, nine years after work began, and said it was “worth every day of the wait”.\n\n“We promised a bridge and here it is,” she told a crowd of several hundred people, many of whom had crossed the river by ferry for a decade.\n\nCritics, among them the opposition leader Paul Dean, said the cost had doubled.\n\n“Nobody will say who is to blame,” Mr Dean said."
        );
        assert_eq!(one.title.as_deref(), Some("Mayor opens bridge after nine years"));
        assert_eq!(one.date.as_deref(), Some("2023-05-04"));
        assert_eq!(one.author.as_deref(), Some("Ana Ruiz"));
        assert_eq!(one.outlet.as_deref(), Some("The Ledger"));
        assert_eq!(one.url.as_deref(), Some("https://ledger.example/bridge"));
    }
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_claims() {
    let body =
        page(&format!("<article>{STORY}<p>Ще одне речення про міст, яке написав наш кореспондент.</p></article>"));
    let claims = body.replace("utf-8", "'windows-1251'");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&claims);
    assert!(Case::new().file("b.htm", bytes).one().text.contains("Ще одне речення"));
    let wrong_claim = body.replace("utf-8", "iso-8859-1");
    assert!(Case::new().file("b.htm", wrong_claim).one().text.contains("Ще одне речення"));
}

#[test]
fn json_lines_know_the_usual_names() {
    let lines = "{\"ID\": 7, \"Headline\": \"Bridge\\nopens\", \"publish_date\": \"2023-05-04T09:12:00Z\", \"source\": {\"id\": null, \"name\": \"The Ledger\"}, \"link\": \"https://l.example/7\", \"authors\": [\"Ana Ruiz\", null, \"Bo Lind\"], \"body\": \"It is open.\", \"extra\": {\"deep\": [1, {\"text\": 2}]}}\r\n\n{\"text\": [\"One.\", \"Two.\"], \"date\": 20230504, \"id\": \"\"}\n";
    let documents = Case::new().file("news.jsonl", lines).documents();
    assert_eq!(
        documents,
        [
            Document {
                id: "7".into(),
                text: "It is open.".into(),
                title: Some("Bridge opens".into()),
                date: Some("2023-05-04".into()),
                outlet: Some("The Ledger".into()),
                author: Some("Ana Ruiz, Bo Lind".into()),
                url: Some("https://l.example/7".into()),
                path: "DIR/news.jsonl".into(),
            },
            Document { date: Some("2023-05-04".into()), ..document("news-3", "One.\n\nTwo.", "DIR/news.jsonl") },
        ]
    );
}

#[test]
fn json_is_an_array_an_object_or_an_object_with_an_array() {
    let two = ["n-1: One [not] \"a\\\" mark.", "n-2: Two {."];
    let array = r#"[{"text": "One [not] \"a\\\" mark."}, {"text": "Two {."}]"#;
    let holder = |array: &str| {
        format!(
            r#"{{"status": "text", "count": [1, 2], "authors": [{{"name": "x"}}], "articles": {array}, "more": {{"a": [1]}}}}"#
        )
    };
    assert_eq!(Case::new().file("n.json", array).told(), two);
    assert_eq!(Case::new().file("n.json", holder(array)).told(), two);
    assert_eq!(Case::new().file("n.json", array.trim_matches(['[', ']']).replace("}, ", "}\n")).told(), two);
    let one =
        r#"{"id": 5, "authors": [{"name": "Ana"}, {"name": "Bo"}], "text": "One.", "related": [{"text": "No."}]}"#;
    let one = Case::new().file("n.json", one).one();
    assert_eq!((&*one.id, &*one.text, one.author.as_deref()), ("5", "One.", Some("Ana, Bo")));
    assert_eq!(Case::new().file("n.json", r#"{"text": "Alone."}"#).told(), ["n: Alone."]);
}

#[test]
fn tables_know_the_usual_names_and_hold_lines_in_cells() {
    let csv = "stories_id,Title,publish_date,media_name,url,Text\n12,Bridge,5/14/2023,The Ledger,https://l.example/12,\"It is \"\"open\"\".\r\n\r\nAt last.\"\n,Road,bad date,,,Closed.\n";
    let documents = Case::new().file("t.csv", csv).documents();
    assert_eq!(
        documents,
        [
            Document {
                title: Some("Bridge".into()),
                date: Some("2023-05-14".into()),
                outlet: Some("The Ledger".into()),
                url: Some("https://l.example/12".into()),
                ..document("12", "It is \"open\".\n\nAt last.", "DIR/t.csv")
            },
            Document { title: Some("Road".into()), ..document("t-2", "Closed.", "DIR/t.csv") },
        ]
    );
    assert_eq!(Case::new().file("t.csv", "id;text\r\na;One, two.\r\n").told(), ["a: One, two."]);
    assert_eq!(Case::new().file("t.tsv", "id\ttext\na\tOne, two.\n").told(), ["a: One, two."]);
}

#[test]
fn long_and_short_rows_are_read_when_their_text_is_there() {
    let csv = "id,text,title\na,One.\nb,Two.,T,extra\nc\nd,Four.,T\n";
    assert_eq!(
        Case::new().file("t.csv", csv).told(),
        [
            "a: One.",
            "b: Two.",
            "DIR/t.csv:4: no text: the row has 1 of 3 cells\n  hint: is a separator missing, or a quotation mark not closed?",
            "d: Four.",
        ]
    );
}

#[test]
fn options_name_columns_and_formats() {
    let case = Case::new()
        .file("a.csv", "text,lead,code\nno,Lead.,x\n")
        .with(|options| (options.text_column, options.id_column) = (Some("Lead".into()), Some("code".into())));
    assert_eq!(case.told(), ["x: Lead."]);
    let case = Case::new().file("a.story", "Words.").with(|options| options.format = Format::named(".TXT"));
    assert_eq!(case.told(), ["a.story: Words."]);
    assert_eq!(
        FORMATS.iter().map(|format| format.name()).collect::<Vec<_>>().join(" "),
        "text markdown html jsonl json csv tsv parquet warc zip"
    );
}

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

// Encodings.

#[test]
fn encodings_are_known_without_being_told() {
    let text = "A café in Kraków, she said.\nPrzemyśl “too”.";
    let marked = |text: &str| format!("\u{feff}{text}");
    for bytes in [
        text.as_bytes().to_vec(),
        marked(text).into_bytes(),
        utf16(&marked(text), u16::to_le_bytes),
        utf16(&marked(text), u16::to_be_bytes),
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ] {
        assert_eq!(Case::new().file("a.txt", &bytes).one().text, text);
    }
    assert_eq!(Case::new().file("a.txt", b"A caf\xe9 \x93open\x94 \x96 5 \x80.").one().text, "A café “open” – 5 €.");
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let lines = utf16("{\"text\": \"Café one.\"}\n{\"text\": \"Two.\"}\n", unit);
        assert_eq!(Case::new().file("a.jsonl", lines).told(), ["a-1: Café one.", "a-2: Two."]);
        let table = utf16("\u{feff}id\ttext\r\nx\tCafé.\r\n", unit);
        assert_eq!(Case::new().file("a.tsv", table).told(), ["x: Café."]);
    }
    let lines = b"{\"text\": \"Caf\xe9.\"}\n{\"text\": \"Caf\xc3\xa9.\"}\n";
    assert_eq!(Case::new().file("a.jsonl", lines).told(), ["a-1: Café.", "a-2: Café."]);
    assert_eq!(Case::new().file("a.csv", b"\xef\xbb\xbftext,title\nCaf\xe9.,x\n").told(), ["a-1: Café."]);
}

#[test]
fn line_ends_are_one_kind_and_control_characters_are_spaces() {
    let one = Case::new().file("a.txt", "One\r\ntwo\rthree\u{c}four\tfive\u{0}six \u{200f}\u{200b}seven").one();
    assert_eq!(one.text, "One\ntwo\nthree four\tfive six \u{200f}\u{200b}seven");
}

#[test]
fn a_wrong_encoding_is_an_error() {
    let (bytes, _, _) = encoding_rs::KOI8_U.encode("Переговори почалися у Стамбулі сьогодні вранці.");
    assert_eq!(
        Case::new().file("a.txt", bytes).told(),
        [
            "DIR/a.txt: in no encoding known here: not UTF-8, and 41 of 42 bytes are too many for Windows-1252\n  hint: convert it to UTF-8 first, such as with iconv -f WINDOWS-1251 -t UTF-8"
        ]
    );
    let cut = Case::new().file("a.txt", b"D\xc3\xa9j\xc3\xa0 vu, caf\xc3").one();
    assert_eq!(cut.text, "Déjà vu, caf\u{fffd}");
    let mixed = b"\xc3\xa9 \xc3\xa9 \xc3\xa9 \xc3\xa9 \xe9 \xe9 \xe9".repeat(3);
    assert_eq!(
        Case::new().file("a.txt", mixed).told(),
        [
            "DIR/a.txt: broken UTF-8: 9 characters are cut or mixed with another encoding\n  hint: convert it to UTF-8 from its first source again"
        ]
    );
}

// Folders and names.

#[test]
fn folders_are_read_to_the_bottom_sorted_by_name() {
    let case = Case::new()
        .file("b.txt", "b")
        .file("a/z.txt", "z")
        .file("a/b/c.txt", "c")
        .file("a.txt", "a")
        .file(".hidden.txt", "no")
        .file(".git/x.txt", "no")
        .file("picture.jpg", "no")
        .file("c.TXT", "C");
    let paths: Vec<_> = case.documents().into_iter().map(|document| document.path).collect();
    assert_eq!(paths, ["DIR/a/b/c.txt", "DIR/a/z.txt", "DIR/a.txt", "DIR/b.txt", "DIR/c.TXT"]);
    let reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    assert_eq!((reader.ignored(), reader.bytes_total(), reader.inputs().len()), (1, Some(5), 5));
    assert_eq!(reader.inputs()[0].format().name(), "text");
}

#[test]
fn files_that_share_a_name_are_told_apart_by_their_path() {
    let case = Case::new()
        .file("north/bridge.txt", "n")
        .file("south/bridge.txt", "s")
        .file("south/bridge.html.txt", "h")
        .file("south/bridge.md", "m")
        .file("road.txt", "r")
        .file("a/list.jsonl", "{\"text\": \"1\"}")
        .file("b/list.jsonl", "{\"text\": \"2\"}");
    let ids: Vec<_> = case.documents().into_iter().map(|document| document.id).collect();
    assert_eq!(
        ids,
        ["a/list-1", "b/list-1", "north/bridge", "road", "bridge.html", "south/bridge.md", "south/bridge.txt"]
    );
    let case = Case::new().file("x/a.txt", "1").file("y/a.txt", "2");
    let items = case.items_of(&[case.path("x"), case.path("y")]);
    let ids: Vec<_> = items.into_iter().map(|item| item.unwrap().id).collect();
    let folder = case.folder.path().to_str().unwrap();
    assert_eq!(ids, [format!("{folder}/x/a.txt"), format!("{folder}/y/a.txt")]);
}

#[test]
fn bytes_read_come_to_the_total() {
    let case =
        Case::new().file("a.txt", "Words.").file("b.jsonl.gz", gzip("{\"text\": \"x\"}\n")).file("c.csv", "text\nx\n");
    let mut reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    assert_eq!(reader.bytes_read(), 0);
    assert!(reader.by_ref().all(|item| item.is_ok()));
    assert_eq!(Some(reader.bytes_read()), reader.bytes_total());
}

// Bad input.

#[test]
fn an_id_is_given_once() {
    let lines =
        "{\"id\": \"a\", \"text\": \"1\"}\n{\"id\": \"b\", \"text\": \"2\"}\n{\"id\": \"a\", \"text\": \"3\"}\n";
    assert_eq!(
        Case::new().file("n.jsonl", lines).told(),
        [
            "a: 1",
            "b: 2",
            "DIR/n.jsonl:3: the id “a” was given before in this run\n  hint: give each article an id of its own, or name each file once",
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

#[test]
fn a_bad_line_costs_only_itself() {
    let lines = "{\"text\": \"One.\"}\n{\"text\": \"Two.\nnot json\n[1]\n5\n{\"title\": \"x\", \"lead\": \"y\"}\n{\"text\": null}\n{}\n{\"text\": \" \"}\n{\"text\": \"Ten.\"}";
    assert_eq!(
        Case::new().file("n.jsonl", lines).told(),
        [
            "n-1: One.",
            "DIR/n.jsonl:2: not JSON: EOF while parsing a string (column 14)",
            "DIR/n.jsonl:3: not JSON: expected ident (column 2)",
            "DIR/n.jsonl:4: no article: invalid type: sequence, expected an object with the fields of one article",
            "DIR/n.jsonl:5: no article: invalid type: integer `5`, expected an object with the fields of one article",
            "DIR/n.jsonl:6: no text: the fields are title, lead\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:7: no text: the fields are text\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:8: no text: the object is empty\n  hint: name the field that holds the text with --text-column",
            "DIR/n.jsonl:9: the text is empty",
            "n-10: Ten.",
        ]
    );
    assert_eq!(
        Case::new().file("n.jsonl", "[\n{\"text\": \"One.\"}\n]\n").told(),
        ["DIR/n.jsonl: a JSON array, not one object a line\n  hint: end its name in .json, or say --format json"]
    );
}

#[test]
fn bad_json_costs_as_little_as_it_can() {
    assert_eq!(
        Case::new()
            .file("n.json", "[{\"text\": \"One.\"},\n5,\n{\"x\": 1}, {\"text\": nul},\n{\"text\": \"Four.\"}]")
            .told(),
        [
            "n-1: One.",
            "DIR/n.json:2: no article: invalid type: integer `5`, expected an object with the fields of one article",
            "DIR/n.json:3: no text: the fields are x\n  hint: name the field that holds the text with --text-column",
            "DIR/n.json:3: not JSON: expected ident (column 13)",
            "n-5: Four.",
        ]
    );
    for (text, expected) in [
        ("[{\"text\": \"One.\"}\n", "DIR/n.json:2: the file ends before its array is closed: it was cut off"),
        ("[{\"text\": \"One.\"}, {\"te", "DIR/n.json:1: the file ends inside this record: it was cut off"),
        ("{\"text\": \"One.\"", "DIR/n.json:1: the file ends inside this record: it was cut off"),
        ("words", "DIR/n.json:1: not JSON: neither an array nor an object"),
        ("[{\"text\": \"One.\"}}]", "DIR/n.json:1: not JSON: a bracket or a comma is missing before this"),
    ] {
        assert_eq!(Case::new().file("n.json", text).told().last().unwrap(), expected, "{text}");
    }
}

#[test]
fn a_table_without_text_names_its_columns() {
    assert_eq!(
        Case::new().file("t.csv", "id,lead,words\n1,x,5\n").told(),
        [
            "DIR/t.csv:1: no text column: the columns are id, lead, words\n  hint: name the one that holds the text with --text-column"
        ]
    );
}

#[test]
fn an_unknown_column_gets_the_nearest_name() {
    let table = "id,lead,published_on\n1,x,2022\n";
    let told = |column: &str| {
        Case::new().file("t.csv", table).with(|options| options.text_column = Some(column.into())).told()
    };
    assert_eq!(
        told("leed"),
        ["DIR/t.csv:1: no column “leed”, which --text-column asks for\n  hint: the nearest is “lead”"]
    );
    assert_eq!(
        told("qqq"),
        ["DIR/t.csv:1: no column “qqq”, which --text-column asks for\n  hint: the columns are id, lead, published_on"]
    );
    let lines = "{\"text\": \"One.\", \"published_on\": \"2022\"}\n";
    for name in ["n.jsonl", "n.json"] {
        let case = Case::new().file(name, lines).with(|options| options.date_column = Some("publishd_on".into()));
        assert_eq!(
            case.errors(),
            [format!(
                "DIR/{name}: no column “publishd_on”, which --date-column asks for\n  hint: the nearest is “published_on”"
            )]
        );
        assert_eq!(case.items().len(), 2);
        let case = Case::new().file(name, lines).with(|options| options.text_column = Some("Txt".into()));
        assert_eq!(
            case.told(),
            [format!("DIR/{name}:1: no column “Txt”, which --text-column asks for\n  hint: the nearest is “text”")]
        );
    }
}

#[test]
fn what_is_too_long_is_passed_over() {
    let long = "words ".repeat(100_000);
    let limit = |case: Case| case.with(|options| options.max_document = 1000);
    let too_long = |place: &str| {
        format!(
            "DIR/{place}: longer than 1000 bytes, the limit for one document\n  hint: raise the limit with --max-document"
        )
    };
    let lines =
        format!("{{\"text\": \"One.\"}}\n{{\"text\": \"{long}\"}}\n{{\"text\": \"Three.\"}}\n{{\"text\": \"{long}\"}}");
    assert_eq!(
        limit(Case::new().file("n.jsonl", lines)).told(),
        ["n-1: One.".into(), too_long("n.jsonl:2"), "n-3: Three.".into(), too_long("n.jsonl:4")]
    );
    let array = format!("[{{\"text\": \"One.\"}},\n{{\"text\": \"{long}\"}},\n{{\"text\": \"Three.\"}}]");
    assert_eq!(
        limit(Case::new().file("n.json", array)).told(),
        ["n-1: One.".into(), too_long("n.json:2"), "n-3: Three.".into()]
    );
    let object = format!("{{\"a\": [{{\"b\": \"{long}\"}}],\n\"text\": \"One.\"}}");
    assert_eq!(limit(Case::new().file("n.json", object)).told(), [too_long("n.json:1")]);
    let table = format!("text\nOne.\n\"{long}\n\"\nThree.\n");
    let row = "DIR/n.csv:3: longer than 1000 bytes, the limit for one document\n  hint: raise it with --max-document, or close an open quotation mark";
    assert_eq!(limit(Case::new().file("n.csv", table)).told(), ["n-1: One.", row, "n-3: Three."]);
    for name in ["n.txt", "n.md", "n.html"] {
        assert_eq!(limit(Case::new().file(name, &long)).told(), [too_long(name)]);
        assert_eq!(limit(Case::new().file(name, gzip(&long))).told(), [too_long(name)]);
    }
    assert_eq!(limit(Case::new().file("n.txt", "a".repeat(1000))).documents().len(), 1);
    assert_eq!(limit(Case::new().file("n.txt", b"ab\xe9".repeat(400))).told(), [too_long("n.txt")]);
}

#[test]
fn an_open_quotation_mark_is_named() {
    assert_eq!(
        Case::new().file("t.csv", "id,text\n1,\"One.\"\n2,\"Two\n3,Three.\n").told(),
        [
            "1: One.",
            "DIR/t.csv:3: the file ends inside a quoted cell of this row\n  hint: the file was cut off, or a quotation mark is missing"
        ]
    );
    assert_eq!(Case::new().file("t.csv", "id,text\n1,a 5\" pipe").told(), ["1: a 5\" pipe"]);
}

#[test]
fn a_page_without_an_article_is_named() {
    let expected =
        "DIR/a.html: no article found in this page\n  hint: is its text loaded by a script? Save it from a browser";
    for page in
        ["<html><head><title>x</title></head><body><script>load()</script></body></html>", "<p> </p>", "<!-- x -->"]
    {
        assert_eq!(Case::new().file("a.html", page).told(), [expected], "{page}");
    }
    assert_eq!(
        Case::new().file("a.html", "<div>".repeat(100_000)).told(),
        ["DIR/a.html: more than 2000 tags inside one another\n  hint: no browser shows such a page: give its text"]
    );
}

#[test]
fn what_is_not_there_does_not_stop_the_rest() {
    let case = Case::new().file("bridge.txt", "Words.").file("b.xyz", "?");
    let paths = [case.path("bridges.txt"), case.path("bridge.txt"), case.path("b.xyz"), case.path("none")];
    let told: Vec<_> = case.items_of(&paths).into_iter().map(|item| item.map_or_else(|e| e, |d| d.text)).collect();
    assert_eq!(
        told,
        [
            "DIR/bridges.txt: no such file or folder\n  hint: the nearest name there is “bridge.txt”",
            "Words.",
            "DIR/b.xyz: its ending doesn't tell how to read it\n  hint: say it with --format; the endings known are .txt .text .md .markdown .html .htm .xhtml .jsonl .ndjson .jsonlines .json .csv .tsv .tab .parquet .pq .warc .wet .zip, also with .gz or .zst",
            "DIR/none: no such file or folder",
        ]
    );
}

#[test]
fn nothing_to_read_is_said_at_once() {
    let case = Case::new();
    let errors = open(&[case.folder.path().to_path_buf(), case.path("none")], &case.options).unwrap_err();
    let errors: Vec<_> = errors.iter().map(whosaid::Error::message).collect();
    assert_eq!(errors, ["no article in this folder", "no such file or folder"]);
    let errors = open(&[], &case.options).unwrap_err();
    assert_eq!(errors[0].message(), "nothing to read: no file, folder or - was named");
    let errors = open(&[PathBuf::from("-"), PathBuf::from("-")], &case.options).unwrap();
    assert_eq!(errors.inputs().len(), 1);
    assert_eq!(errors.bytes_total(), None);
}

#[test]
fn a_file_that_vanishes_is_named() {
    let case = Case::new().file("a.txt", "One.").file("b.txt", "Two.");
    let mut reader = open(&[case.folder.path().to_path_buf()], &case.options).unwrap();
    fs::remove_file(case.path("a.txt")).unwrap();
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!((error.message(), error.path()), ("no such file".into(), Some(&*case.path("a.txt"))));
    assert_eq!(error.hint_text(), Some("it was there when the run began"));
    assert_eq!(reader.next().unwrap().unwrap().text, "Two.");
    assert!(reader.next().is_none());
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_broken_ones_named() {
    use std::os::unix::fs::symlink;
    let case = Case::new().file("a/one.txt", "One.").file("other/two.txt", "Two.");
    symlink(case.path("nowhere"), case.path("a/broken.txt")).unwrap();
    symlink(case.path("a"), case.path("a/round")).unwrap();
    symlink(case.path("other"), case.path("a/to")).unwrap();
    let told: Vec<_> =
        case.items_of(&[case.path("a")]).into_iter().map(|item| item.map_or_else(|e| e, |d| d.path)).collect();
    assert_eq!(
        told,
        [
            "DIR/a/broken.txt: a broken link: DIR/nowhere, where it leads, is not there",
            "DIR/a/one.txt",
            "DIR/a/round: a link to a folder that contains it",
            "DIR/a/to/two.txt",
        ]
    );
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
