//! `Source`: the bytes of one input, decompressed, in UTF-8 where that can be known, and bounded.

use super::encoding::{Transcoder, utf16};
use super::foreign;
use crate::error::{Error, Stage};
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// As much of a file as is looked at before it is read.
const HEAD: usize = 64 * 1024;

pub(super) type Bytes = Box<dyn Read + Send>;

/// The bytes of one input. UTF-16 arrives as UTF-8; other encodings are left to whoever reads.
pub(super) struct Source {
    head: Head,
    rest: Bytes,
}

impl Source {
    /// Opens `path`, or standard input for `-`; every byte taken from the disk is added to `taken`.
    ///
    /// # Errors
    ///
    /// When it can't be opened.
    pub(super) fn open(
        path: &Path,
        size: Option<u64>,
        max_expanded: u64,
        taken: &Arc<AtomicU64>,
    ) -> Result<Self, Error> {
        let inner: Bytes = if path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).map_err(|error| unreadable(&error))?)
        };
        let counted: Bytes = Box::new(Counted { inner, taken: Arc::clone(taken) });
        let room = size.map_or(HEAD, |size| usize::try_from(size).unwrap_or(HEAD).clamp(16, HEAD) + 1);
        Self::begin(counted, room)?.expanded(max_expanded, &Arc::default())
    }

    /// The bytes of `inner`, decompressed if they are compressed once more; what they expand to then is added to `expanded`.
    pub(super) fn of(inner: Bytes, max_expanded: u64, expanded: &Arc<AtomicU64>) -> Result<Self, Error> {
        Self::begin(inner, HEAD)?.expanded(max_expanded, expanded)
    }

    /// The same as text.
    ///
    /// # Errors
    ///
    /// When it is empty, or is no text.
    pub(super) fn text(self) -> Result<Self, Error> {
        self.checked()?.recoded()
    }

    fn begin(mut rest: Bytes, room: usize) -> Result<Self, Error> {
        let head = Head::read(&mut rest, room)?;
        Ok(Self { head, rest })
    }

    /// Known by its first bytes, whatever its name says: programs lose or keep the `.gz` as they like.
    fn expanded(self, limit: u64, total: &Arc<AtomicU64>) -> Result<Self, Error> {
        let magic = self.head.bytes();
        let inner: Bytes = if magic.starts_with(&[0x1F, 0x8B]) {
            Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(HEAD, self)))
        } else if magic.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || matches!(magic, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..]) {
            Box::new(zstd::Decoder::new(self).map_err(|error| unreadable(&error))?)
        } else {
            return Ok(self);
        };
        let inner: Bytes = Box::new(Counted { inner, taken: Arc::clone(total) });
        Self::begin(Box::new(Limited { inner, left: limit, limit }), HEAD)
    }

    fn checked(self) -> Result<Self, Error> {
        let head = self.head.bytes();
        if head.is_empty() {
            return Err(Error::new(Stage::Read, "the file is empty"));
        }
        let sample = head.get(..4096).unwrap_or(head);
        let no_text = || utf16(sample).is_none().then(|| foreign::binary(sample)).flatten();
        match foreign::begun(head).or_else(no_text) {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }

    fn recoded(mut self) -> Result<Self, Error> {
        let head = self.head.bytes();
        if let Some(encoding) = utf16(head.get(..4096).unwrap_or(head)) {
            return Self::begin(Box::new(Transcoder::new(self, encoding)), HEAD);
        }
        if head.starts_with(b"\xEF\xBB\xBF") {
            self.head.given = 3;
        }
        Ok(self)
    }

    /// All of it, for formats that hold one document.
    ///
    /// # Errors
    ///
    /// When it holds more than `limit` bytes (it is then not read further) or can't be read to its end.
    pub(super) fn read_all(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = std::mem::take(&mut self.head.bytes);
        bytes.drain(..self.head.given.min(bytes.len()));
        self.head.given = 0;
        let room = (limit as u64).saturating_add(1).saturating_sub(bytes.len() as u64);
        self.take(room).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if bytes.len() > limit { Err(too_long(limit)) } else { Ok(bytes) }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.head.given < self.head.bytes.len() {
            let read = self.head.bytes().read(buffer)?;
            self.head.given += read;
            return Ok(read);
        }
        match std::mem::replace(&mut self.head.end, End::Ended) {
            End::Open => {
                self.head.end = End::Open;
                self.rest.read(buffer)
            }
            End::Failed(error) => Err(error),
            End::Ended => Ok(0),
        }
    }
}

/// The first bytes of a source, and what came after them.
struct Head {
    bytes: Vec<u8>,
    given: usize,
    end: End,
}

enum End {
    /// There may be more.
    Open,
    /// It can't be read further: said once, after the bytes before.
    Failed(io::Error),
    Ended,
}

impl Head {
    fn read(rest: &mut Bytes, room: usize) -> Result<Self, Error> {
        let mut bytes = vec![0; room];
        let mut filled = 0;
        let end = loop {
            let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) else { break End::Open };
            match rest.read(free) {
                Ok(0) => break End::Ended,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if filled == 0 => return Err(unreadable(&error)),
                Err(error) => break End::Failed(error),
            }
        };
        bytes.truncate(filled);
        Ok(Self { bytes, given: 0, end })
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.given..).unwrap_or_default()
    }
}

/// Counts what is read: for the progress bar, and for the files of an archive together.
struct Counted {
    inner: Bytes,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a compressed file that expands without end.
struct Limited {
    inner: Bytes,
    left: u64,
    limit: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left.saturating_add(1)).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(buffer.get_mut(..room).unwrap_or_default())?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::new(ErrorKind::FileTooLarge, Beyond(self.limit))),
        }
        Ok(read)
    }
}

/// Marks the error of [`Limited`], which holds the limit.
#[derive(Debug)]
struct Beyond(u64);

impl std::fmt::Display for Beyond {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expands to more than {} bytes, the limit for one compressed file", self.0)
    }
}

impl std::error::Error for Beyond {}

/// Why a source can't be read, or not further.
pub(super) fn unreadable(error: &io::Error) -> Error {
    let new = |message: String| Error::new(Stage::Read, message);
    match error.kind() {
        ErrorKind::NotFound => new("no such file".into()).hint("it was there when the run began"),
        ErrorKind::PermissionDenied => new("permission denied".into()).hint("make it readable, such as with chmod +r"),
        ErrorKind::UnexpectedEof => {
            new("the compressed data ends too early: the file was cut off".into()).hint("copy or download it again")
        }
        ErrorKind::FileTooLarge => {
            new(error.to_string()).hint("if the file is to be trusted, raise the limit with --max-expanded")
        }
        _ if error.raw_os_error().is_some() => new(format!("can't be read: {error}")),
        _ => new(format!("the compressed data is damaged: {error}")).hint("copy or download it again"),
    }
}

/// A document, or the record that holds it, is beyond the limit.
pub(super) fn too_long(limit: usize) -> Error {
    let limit = if limit.is_multiple_of(1 << 20) { format!("{} MiB", limit >> 20) } else { format!("{limit} bytes") };
    Error::new(Stage::Read, format!("longer than {limit}, the limit for one document"))
        .hint("raise the limit with --max-document")
}
