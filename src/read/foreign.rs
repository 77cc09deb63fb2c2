//! Files that hold articles but can't be read: what they are, and how to make them readable.

use super::encoding::count;
use crate::error::{Error, Stage};

/// A kind of file that is not read, but that somebody may believe is.
struct Kind {
    /// "a PDF".
    what: &'static str,
    endings: &'static [&'static str],
    /// How such a file begins; empty where the beginning tells nothing.
    magic: &'static [u8],
    hint: &'static str,
}

const KINDS: &[Kind] = &[
    Kind { what: "text in UTF-32", endings: &[], magic: b"\xFF\xFE\0\0", hint: UTF_32 },
    Kind { what: "text in UTF-32", endings: &[], magic: b"\0\0\xFE\xFF", hint: UTF_32 },
    Kind { what: "a PDF", endings: &["pdf"], magic: b"%PDF-", hint: "convert it first, such as with pdftotext" },
    Kind { what: "an RTF document", endings: &["rtf"], magic: b"{\\rtf", hint: OFFICE },
    Kind { what: "an old Word or Office document", endings: &["doc"], magic: b"\xD0\xCF\x11\xE0", hint: OFFICE },
    Kind { what: "a Word document", endings: &["docx"], magic: b"", hint: OFFICE },
    Kind { what: "an OpenDocument text", endings: &["odt"], magic: b"", hint: OFFICE },
    Kind { what: "a spreadsheet", endings: &["xlsx", "xls", "ods"], magic: b"", hint: "save it as CSV (UTF-8) first" },
    Kind { what: "an EPUB book", endings: &["epub"], magic: b"", hint: "convert it to text first" },
    Kind { what: "a zip archive", endings: &[], magic: b"PK\x03\x04", hint: "let its name end in .zip" },
    Kind { what: "a 7-Zip archive", endings: &["7z"], magic: b"7z\xBC\xAF\x27\x1C", hint: UNPACK },
    Kind { what: "a RAR archive", endings: &["rar"], magic: b"Rar!\x1A\x07", hint: UNPACK },
    Kind { what: "a tar archive", endings: &["tar", "tgz", "tar.gz", "tar.zst"], magic: b"", hint: UNPACK },
    Kind { what: "xz data", endings: &["xz"], magic: b"\xFD7zXZ\0", hint: UNPACK },
    Kind { what: "bzip2 data", endings: &["bz2"], magic: b"BZh", hint: UNPACK },
    Kind { what: "a Parquet table", endings: &[], magic: b"PAR1", hint: "let its name end in .parquet" },
    Kind {
        what: "an SQLite database",
        endings: &["sqlite", "db"],
        magic: b"SQLite format 3\0",
        hint: "export its table as CSV first",
    },
    Kind { what: "a web archive", endings: &[], magic: b"WARC/1.", hint: "let its name end in .warc or .warc.gz" },
    Kind { what: "a page saved as MHTML", endings: &["mhtml", "mht"], magic: b"", hint: "save it as HTML first" },
    Kind { what: "an XML file", endings: &["xml"], magic: b"", hint: "convert it to JSONL or CSV first" },
    Kind { what: "a mail", endings: &["eml", "mbox", "msg"], magic: b"", hint: "save its body as text or HTML first" },
];

const UTF_32: &str = "convert it to UTF-8 first, such as with iconv -f UTF-32 -t UTF-8";
const OFFICE: &str = "save it as plain text first";
const UNPACK: &str = "unpack it first; .zip, .gz and .zst are read as they are";

/// What a file of this name is, where its ending tells that it holds text which can't be read.
pub(super) fn named(name: &str) -> Option<Error> {
    let name = name.to_ascii_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let ends = |ending: &&str| {
        [&*name, plain].iter().any(|name| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
    };
    KINDS.iter().find(|kind| kind.endings.iter().any(ends)).map(Kind::error)
}

/// What a file that begins with `head` is, where it is no text.
pub(super) fn begun(head: &[u8]) -> Option<Error> {
    if head.starts_with(b"PK\x03\x04") {
        let holds = |part: &[u8]| memchr::memmem::find(head, part).is_some();
        let ending = if holds(b"[Content_Types].xml") || holds(b"_rels/.rels") {
            if holds(b"xl/") { "xlsx" } else { "docx" }
        } else if holds(b"mimetypeapplication/epub") {
            "epub"
        } else if holds(b"mimetypeapplication/vnd.oasis") {
            "odt"
        } else {
            "zip"
        };
        let magic = |kind: &&Kind| ending == "zip" && head.starts_with(kind.magic) && !kind.magic.is_empty();
        return KINDS.iter().find(|kind| kind.endings.contains(&ending) || magic(kind)).map(Kind::error);
    }
    KINDS.iter().find(|kind| !kind.magic.is_empty() && head.starts_with(kind.magic)).map(Kind::error)
}

/// Whether `head`, the beginning of a file that is not UTF-16, is no text at all.
pub(super) fn binary(head: &[u8]) -> Option<Error> {
    let odd = count(head, |b| matches!(b, 0..=8 | 0x0E..=0x19 | 0x1C..=0x1F));
    (odd * 20 > head.len()).then(|| {
        let size = head.len();
        Error::new(
            Stage::Read,
            format!("binary data, not text: {odd} of its first {size} bytes are control characters"),
        )
        .hint("give the text of the article as .txt, .html, .jsonl or .csv")
    })
}

impl Kind {
    fn error(&self) -> Error {
        Error::new(Stage::Read, format!("{}, which is not read", self.what)).hint(self.hint)
    }
}
