//! Encodings, line ends and control characters.

use super::Case;

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

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
    let wide = [0xFF, 0xFE, 0, 0, b'N', 0, 0, 0, b'o', 0, 0, 0];
    assert_eq!(
        Case::new().file("a.txt", wide).told(),
        [
            "DIR/a.txt: text in UTF-32, which is not read\n  hint: convert it to UTF-8 first, such as with iconv -f UTF-32 -t UTF-8"
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
