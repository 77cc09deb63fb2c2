//! Byte positions to code points: the tables count as Python, R and spreadsheets do.

/// One count is kept for each block of this many bytes.
const BLOCK: usize = 64;

/// Where the code points of a text begin. Free for ASCII; otherwise built once in linear time.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    text: &'a [u8],
    /// Code points before each block; empty for ASCII.
    before: Vec<u32>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                before.push(count);
                count += starts(block);
            }
            before.push(count);
        }
        Self { text: text.as_bytes(), before }
    }

    /// How many code points lie before the byte `offset`.
    pub(super) fn code_point(&self, offset: usize) -> u32 {
        let block = offset / BLOCK;
        match self.before.get(block) {
            Some(before) => before + starts(&self.text[block * BLOCK..offset]),
            None => offset as u32,
        }
    }
}

/// How many code points begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks::<8>();
    // A byte begins a code point unless its two high bits are 1 and 0.
    let of_word = |word: &[u8; 8]| {
        let word = u64::from_le_bytes(*word);
        (!(word >> 7) | word >> 6) & EACH
    };
    let whole: u32 = words.iter().map(|word| of_word(word).count_ones()).sum();
    whole + rest.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_counted_right() {
        let long = "aé“😀\n".repeat(300);
        for text in ["", "plain", "é", &long, &"x".repeat(1_000), &"é".repeat(BLOCK / 2)] {
            let offsets = Offsets::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.code_point(byte) as usize, count);
            }
            assert_eq!(offsets.code_point(text.len()) as usize, text.chars().count());
        }
    }
}
