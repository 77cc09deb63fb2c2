//! Asking many bytes at once.

/// So many bytes are asked at once: as many as common processors compare together.
const LANES: usize = 16;

/// What a `const fn` says of each byte, as a table.
macro_rules! table {
    ($of:path) => {{
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = $of(byte as u8);
            byte += 1;
        }
        table
    }};
}

pub(super) use table;

/// All bits that `of` gives for some byte; `table` holds the same for every byte, which is quicker for the short.
#[inline]
pub(super) fn any(bytes: &[u8], of: impl Fn(u8) -> u8, table: &[u8; 256]) -> u8 {
    let Some(last) = bytes.last_chunk::<LANES>() else {
        return bytes.iter().fold(0, |found, &byte| found | table[usize::from(byte)]);
    };
    let mut found = [0; LANES];
    // The last may overlap the one before: nothing is lost by asking twice.
    for chunk in bytes.as_chunks::<LANES>().0.iter().chain([last]) {
        for (found, &byte) in found.iter_mut().zip(chunk) {
            *found |= of(byte);
        }
    }
    found.iter().fold(0, |all, found| all | found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        let of = |byte: u8| u8::from(byte == b'x') | (u8::from(byte == b'y') << 1);
        let table = std::array::from_fn(|byte| of(byte as u8));
        for length in 0..70 {
            let mut text = vec![b'a'; length];
            assert_eq!(any(&text, of, &table), 0);
            for at in 0..length {
                text[at] = b'x';
                assert_eq!(any(&text, of, &table), 1, "{at} of {length}");
                text[length - 1] = b'y';
                assert_eq!(any(&text, of, &table), if at + 1 == length { 2 } else { 3 });
                (text[at], text[length - 1]) = (b'a', b'a');
            }
        }
    }
}
