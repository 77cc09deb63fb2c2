//! `Messages`: values in a compressed stream with a checksum, and back again; a stream that ends early or was changed is an error.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// More effort makes it little smaller and much slower.
const EFFORT: i32 = 1;
/// Many streams are read at once when they are merged: 128 KiB of what came before are enough to lean on.
const WINDOW: u32 = 17;
/// A longer value is no value of ours.
const LONGEST: u32 = 1 << 30;

/// Values being written.
pub(super) struct Messages<W: Write> {
    out: zstd::Encoder<'static, W>,
}

impl<W: Write> Messages<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut out = zstd::Encoder::new(out, EFFORT)?;
        out.include_checksum(true)?;
        out.window_log(WINDOW)?;
        Ok(Self { out })
    }

    /// Writes a value, its length before it.
    pub(super) fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length < LONGEST);
        let length = length.ok_or_else(|| io::Error::other("a value is too long"))?;
        // No length is 0: that is the end.
        self.out.write_all(&(length + 1).to_le_bytes())?;
        self.out.write_all(&bytes)
    }

    /// Writes the end.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.out.write_all(&0_u32.to_le_bytes())?;
        self.out.finish()
    }
}

/// Values being read.
pub(super) struct Received {
    input: zstd::Decoder<'static, BufReader<File>>,
    bytes: Vec<u8>,
}

impl Received {
    /// The values that begin at the byte `offset` of a file.
    pub(super) fn open(path: &Path, offset: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(offset))?;
        let input = zstd::Decoder::with_buffer(BufReader::with_capacity(1 << 15, file))?.single_frame();
        Ok(Self { input, bytes: Vec::new() })
    }

    /// The next value; `None` at the end.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        let mut length = [0; 4];
        self.input.read_exact(&mut length)?;
        let Some(length) = u32::from_le_bytes(length).checked_sub(1) else {
            // Reading on to the very end checks the sum.
            let rest = self.input.read(&mut [0])?;
            return if rest == 0 { Ok(None) } else { Err(io::Error::other("there is more after the end")) };
        };
        if length >= LONGEST {
            return Err(io::Error::other("a value is too long"));
        }
        self.bytes.clear();
        (&mut self.input).take(u64::from(length)).read_to_end(&mut self.bytes)?;
        if self.bytes.len() as u64 != u64::from(length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        postcard::from_bytes(&self.bytes).map(Some).map_err(io::Error::other)
    }

    /// The next value, which must be there.
    pub(super) fn expect<T: DeserializeOwned>(&mut self) -> io::Result<T> {
        self.next()?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// The end, which must be there.
    pub(super) fn end(&mut self) -> io::Result<()> {
        match self.next::<()>()? {
            None => Ok(()),
            Some(()) => Err(io::Error::other("there is more than expected")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_comes_back_and_a_changed_or_cut_stream_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m");
        let values: Vec<(u32, String)> = (0..500).map(|n| (n, "word ".repeat(n as usize % 7))).collect();
        let mut out = Messages::new(vec![7; 3]).unwrap();
        for value in &values {
            out.put(value).unwrap();
        }
        let bytes = out.finish().unwrap();
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let mut received = Received::open(&path, 3)?;
            let mut all = Vec::new();
            while let Some(value) = received.next::<(u32, String)>()? {
                all.push(value);
            }
            io::Result::Ok(all)
        };
        assert_eq!(read(&bytes).unwrap(), values);
        for cut in [3, 4, bytes.len() / 2, bytes.len() - 1] {
            assert!(read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for at in (3..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[at] ^= 16;
            assert!(read(&changed).is_err(), "changed at {at}");
        }
    }
}
