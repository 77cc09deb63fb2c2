//! `Packed`: a short word as a number, folded and compared many bytes at a time.

/// A word of at most 16 bytes as a number; a word that is longer has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Packed(pub(super) [u64; 2]);

impl Packed {
    /// The longest word, in bytes.
    pub(crate) const LONGEST: usize = 16;

    /// Packs a word that isn't empty and has no zero byte at its end.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > Self::LONGEST || bytes.last().is_none_or(|last| *last == 0) {
            return None;
        }
        let mut halves = [[0; 8]; 2];
        halves.as_flattened_mut()[..bytes.len()].copy_from_slice(bytes);
        Some(Self(halves.map(u64::from_le_bytes)))
    }

    /// Packs the word of ASCII at `start..end` in small letters, eight bytes at a time; `None` if it is long, holds an
    /// apostrophe or a period, or if fewer than 16 bytes are left of the text.
    #[inline]
    pub(crate) fn folded(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let (first, rest) = text.get(start..)?.split_first_chunk()?;
        let (second, _) = rest.split_first_chunk()?;
        let length = end - start;
        if length > Self::LONGEST {
            return None;
        }
        let first = u64::from_le_bytes(*first) & mask(length.min(8));
        let second = u64::from_le_bytes(*second) & mask(length.saturating_sub(8));
        let marked = has(first, b'\'') | has(first, b'.') | has(second, b'\'') | has(second, b'.');
        (!marked).then_some(Self([lower(first), lower(second)]))
    }

    /// Packs a word of ASCII in small letters; `None` if it is empty, long, holds an apostrophe, a period or a zero byte, or
    /// isn't of ASCII.
    pub(crate) fn folded_alone(word: &str) -> Option<Self> {
        let mut bytes = [0; Self::LONGEST];
        let length = word.len();
        bytes.get_mut(..length)?.copy_from_slice(word.as_bytes());
        let plain = length > 0 && bytes.is_ascii() && !word.as_bytes().contains(&0);
        if plain { Self::folded(&bytes, 0, length) } else { None }
    }

    /// The word of ASCII letters at `start`, if only the first may be a capital and what follows it leaves no doubt that it
    /// ends there, with its length; `None` also for words of 16 letters and for the last of a text.
    #[inline]
    pub(crate) fn plain(text: &[u8], start: usize) -> Option<(Self, usize)> {
        let (chunk, _) = text.get(start..)?.split_first_chunk::<16>()?;
        let (first, second) = chunk.split_at(8);
        let first = u64::from_le_bytes(first.try_into().ok()?);
        let second = u64::from_le_bytes(second.try_into().ok()?);
        // The first letter is known to be one.
        let mut length = ((!(small(first) | 0x80) & HIGH).trailing_zeros() / 8) as usize;
        if length == 8 {
            length += ((!small(second) & HIGH).trailing_zeros() / 8) as usize;
        }
        let next = *chunk.get(length)?;
        ENDS[usize::from(next)].then(|| {
            let first = first & mask(length.min(8)) | 0x20;
            (Self([first, second & mask(length.saturating_sub(8))]), length)
        })
    }

    /// The letters, none of them 0.
    pub(super) fn text(self) -> ([u8; 16], usize) {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_le_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_le_bytes());
        (bytes, bytes.iter().position(|byte| *byte == 0).unwrap_or(16))
    }

    /// The same word with `byte` at the place `at`, which was free; `at` is less than [`Self::LONGEST`].
    pub(crate) fn with(mut self, at: usize, byte: u8) -> Self {
        self.0[at / 8] |= u64::from(byte) << (at % 8 * 8);
        self
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// Bytes behind a word that are no part of it, whatever comes after them.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let is_open = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'.' | b'\'' | b'`' | b'&' | b'-');
        ends[byte] = !is_open;
        byte += 1;
    }
    ends
};

/// The high bit of each of eight bytes that is a small letter of ASCII.
#[inline]
fn small(word: u64) -> u64 {
    let low = word & !HIGH;
    let from = |byte: u8| low + u64::from(0x80 - byte) * EACH;
    from(b'a') & !from(b'z' + 1) & !word & HIGH
}

/// The first so many bytes of eight.
#[inline]
fn mask(bytes: usize) -> u64 {
    if bytes == 8 { u64::MAX } else { (1 << (8 * bytes)) - 1 }
}

/// Whether one of eight bytes is `byte`: taken away from each, one borrows (Mycroft 1987).
#[inline]
fn has(word: u64, byte: u8) -> bool {
    let differs = word ^ (u64::from(byte) * EACH);
    differs.wrapping_sub(EACH) & !differs & HIGH != 0
}

/// Eight bytes of ASCII with small letters for capitals: adding carries into the high bit from `A` and from `[` on.
#[inline]
fn lower(word: u64) -> u64 {
    let from = |byte: u8| word + u64::from(0x80 - byte) * EACH;
    word | (from(b'A') & !from(b'Z' + 1) & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_a_time_are_folded_as_one_by_one() {
        let text: Vec<u8> = (0x21..0x7F).chain(*b"Zelenskyy AZaz@[`{09&NATO").cycle().take(400).collect();
        for start in 0..text.len() {
            for end in start + 1..text.len().min(start + 20) {
                let word = std::str::from_utf8(&text[start..end]).unwrap();
                let expected = (start + 16 <= text.len() && !word.contains(['\'', '.']))
                    .then(|| Packed::of(&word.to_ascii_lowercase()))
                    .flatten();
                assert_eq!(Packed::folded(&text, start, end), expected, "{word}");
                if start + 16 <= text.len() {
                    assert_eq!(Packed::folded_alone(word), expected, "{word}");
                }
            }
        }
    }

    #[test]
    fn a_plain_word_is_what_it_is_letter_by_letter() {
        let mut text =
            b"Kyiv, a Zelenskyy NATO iPhone O'Brien U.S. internationalisation internationalise it-self caf\xc3\xa9 x1 "
                .to_vec();
        text.extend((0x20..0x7F).flat_map(|byte| [b'a', b'b', byte, b' ']));
        text.extend([b' '; 16]);
        for start in (0..text.len() - 16).filter(|start| text[*start].is_ascii_alphabetic()) {
            let length = 1 + text[start + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            let next = text[start + length];
            let ends = next.is_ascii() && !next.is_ascii_alphanumeric() && !b".'`&-".contains(&next) && length < 16;
            let word = String::from_utf8_lossy(&text[start..start + length]).to_ascii_lowercase();
            let expected = ends.then(|| (Packed::of(&word).unwrap(), length));
            assert_eq!(Packed::plain(&text, start), expected, "{word}");
        }
    }
}
