//! Bytes to text: UTF-8, UTF-16 and Windows-1252.

use crate::error::{Error, Stage};
use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// The UTF-16 that `head`, the beginning of a file, is written in: by its mark, or by where its zeros stand.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    memchr::memchr(0, head)?;
    let pairs = head.as_chunks::<2>().0;
    let (mut first, mut second) = (0, 0);
    for [a, b] in pairs {
        first += usize::from(*a == 0 && *b != 0);
        second += usize::from(*b == 0 && *a != 0);
    }
    // English as UTF-16 is half zeros, all on one side.
    let many = (pairs.len() / 2).max(2);
    match (first * 50 <= second, second * 50 <= first) {
        (true, false) if second >= many => Some(UTF_16LE),
        (false, true) if first >= many => Some(UTF_16BE),
        _ => None,
    }
}

/// How many of `bytes` are such. Counted in small lanes without an early exit: the compiler makes vector code of it.
pub(super) fn count(bytes: &[u8], such: impl Fn(u8) -> bool) -> usize {
    bytes.chunks(255).map(|lane| usize::from(lane.iter().map(|b| u8::from(such(*b))).sum::<u8>())).sum()
}

/// Text in UTF-8 made of the bytes of `inner` on the way. Broken characters become U+FFFD.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    taken: usize,
    output: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoder<R> {
    const SIZE: usize = 32 * 1024;

    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, input: Vec::new(), taken: 0, output: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.taken == self.input.len() {
            self.input.resize(Self::SIZE, 0);
            let read = self.inner.read(&mut self.input);
            self.input.truncate(*read.as_ref().unwrap_or(&0));
            self.taken = 0;
            self.ended = read? == 0;
        }
        self.output.resize(Self::SIZE, 0);
        let input = self.input.get(self.taken..).unwrap_or_default();
        let (_, taken, given, _) = self.decoder.decode_to_utf8(input, &mut self.output, self.ended);
        self.taken += taken;
        self.output.truncate(given);
        self.given = 0;
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.ended {
            self.refill()?;
        }
        let read = self.output.get(self.given..).unwrap_or_default().read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

/// The text of `bytes`: UTF-8, else by the encoding that the file itself claims, else Windows-1252.
///
/// # Errors
///
/// When it reads as neither, with the reason.
pub(super) fn decode(bytes: Vec<u8>, claimed: Option<&'static Encoding>) -> Result<String, Error> {
    String::from_utf8(bytes).or_else(|error| Ok(legacy(error.as_bytes(), claimed)?.into_owned()))
}

/// Like [`decode`], for a slice of a file (a line, a row).
pub(super) fn decode_part(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => legacy(bytes, None),
    }
}

/// Bytes that are not UTF-8 as a whole: some characters broken, or another encoding.
fn legacy<'a>(bytes: &'a [u8], claimed: Option<&'static Encoding>) -> Result<Cow<'a, str>, Error> {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken {
        return mend(bytes, whole, broken);
    }
    if let Some(encoding) = claimed.filter(|encoding| encoding.is_ascii_compatible()) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    let letters = bytes.iter().filter(|b| !b.is_ascii_whitespace()).count();
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    if high > 8 && high * 3 > letters {
        return Err(Error::new(
            Stage::Read,
            format!(
                "in no encoding known here: not UTF-8, and {high} of {letters} bytes are too many for Windows-1252"
            ),
        )
        .hint("convert it to UTF-8 first, such as with iconv -f WINDOWS-1251 -t UTF-8"));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// UTF-8 in which few characters are broken: those become U+FFFD.
fn mend(bytes: &[u8], whole: usize, broken: usize) -> Result<Cow<'_, str>, Error> {
    if broken > 1 + whole / 10 {
        return Err(Error::new(
            Stage::Read,
            format!("broken UTF-8: {broken} characters are cut or mixed with another encoding"),
        )
        .hint("convert it to UTF-8 from its first source again"));
    }
    Ok(String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_known_by_its_zeros() {
        let little: Vec<u8> = "Some words".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Some words".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little), Some(UTF_16LE));
        assert_eq!(utf16(&big), Some(UTF_16BE));
        assert_eq!(utf16(b"Some words"), None);
        assert_eq!(utf16(b""), None);
        assert_eq!(utf16(&[0; 64]), None);
    }

    #[test]
    fn a_transcoder_survives_readers_that_give_one_byte() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let end = buffer.len().min(1);
                self.0.read(&mut buffer[..end])
            }
        }
        let bytes: Vec<u8> = "\u{feff}Kyïv 😀 end".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut text = String::new();
        Transcoder::new(Slow(&bytes), UTF_16LE).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Kyïv 😀 end");
    }

    #[test]
    fn other_bytes_are_windows_1252_or_an_error() {
        assert_eq!(decode(b"caf\xe9 \x93so\x94".to_vec(), None).unwrap(), "café “so”");
        assert_eq!(decode("déjà vu, caf\u{e9}".as_bytes().to_vec(), None).unwrap(), "déjà vu, café");
        assert_eq!(decode(b"d\xc3\xa9j\xc3\xa0 vu \xc3".to_vec(), None).unwrap(), "déjà vu \u{fffd}");
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("Переговоры начались в Стамбуле");
        let error = decode(cyrillic.to_vec(), None).unwrap_err();
        assert_eq!(
            error.message(),
            "in no encoding known here: not UTF-8, and 27 of 27 bytes are too many for Windows-1252"
        );
        assert_eq!(
            decode(cyrillic.to_vec(), Some(encoding_rs::WINDOWS_1251)).unwrap(),
            "Переговоры начались в Стамбуле"
        );
    }
}
