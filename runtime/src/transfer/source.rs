//! What an upload reads: content of a known length, any range of which can be read again.
//!
//! That it can be read again is what makes an upload resumable: after a cut the service says which bytes it misses, and
//! they may be others than the last ones.

use std::io;
use std::ops::Range;

use bytes::Bytes;

use crate::transport::BoxFuture;

/// The content of an upload.
///
/// [`Bytes`] and `&'static [u8]` are sources without a copy; of a `Vec<u8>` each range is copied as it is sent, which
/// `Bytes::from` saves. A file is one by `FileSource`, with the feature `fs`. Anything else is one by two methods:
///
/// ```
/// use std::{io, ops::Range};
/// use graph_action::{Bytes, transfer::Source, transport::BoxFuture};
///
/// /// So many zeros, none of which takes any memory before it is sent.
/// struct Zeros(u64);
///
/// impl Source for Zeros {
///     fn length(&self) -> u64 {
///         self.0
///     }
///
///     fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
///         let length = usize::try_from(range.end - range.start).map_err(io::Error::other);
///         Box::pin(async move { Ok(Bytes::from(vec![0; length?])) })
///     }
/// }
/// ```
pub trait Source: Send {
    /// How many bytes there are, which has to stay so.
    fn length(&self) -> u64;

    /// Reads a range that lies within the length: just these bytes, at most as many as the upload's
    /// [chunk size](super::Upload::chunk_size). It may be asked for again.
    ///
    /// It runs on the task that uploads, and so must not block. An error, or fewer bytes, end the upload.
    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>>;
}

/// The bytes of a range as indexes.
fn indexes(range: Range<u64>, length: usize) -> io::Result<Range<usize>> {
    match (usize::try_from(range.start), usize::try_from(range.end)) {
        (Ok(start), Ok(end)) if start <= end && end <= length => Ok(start..end),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// A length as positions are counted.
pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Source for Bytes {
    fn length(&self) -> u64 {
        length(self)
    }

    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        let read = indexes(range, self.len()).map(|range| self.slice(range));
        Box::pin(std::future::ready(read))
    }
}

impl Source for &'static [u8] {
    fn length(&self) -> u64 {
        length(self)
    }

    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        let read = indexes(range, self.len()).map(|range| Bytes::from_static(self).slice(range));
        Box::pin(std::future::ready(read))
    }
}

impl Source for Vec<u8> {
    fn length(&self) -> u64 {
        length(self)
    }

    fn read(&mut self, range: Range<u64>) -> BoxFuture<'_, io::Result<Bytes>> {
        let range = indexes(range, self.len());
        let read = range.map(|range| Bytes::copy_from_slice(self.get(range).unwrap_or_default()));
        Box::pin(std::future::ready(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a source reads.
    async fn read(mut source: impl Source, range: Range<u64>) -> Result<Bytes, io::ErrorKind> {
        source.read(range).await.map_err(|error| error.kind())
    }

    #[tokio::test]
    async fn bytes_are_read_as_often_as_wanted_and_never_beyond_their_end() {
        for (range, expected) in [
            (0..10, Ok("0123456789")),
            (3..5, Ok("34")),
            (10..10, Ok("")),
            (9..11, Err(io::ErrorKind::UnexpectedEof)),
            (u64::MAX - 1..u64::MAX, Err(io::ErrorKind::UnexpectedEof)),
        ] {
            let expected = expected.map(Bytes::from);
            let text = "0123456789";
            assert_eq!(read(Bytes::from(text), range.clone()).await, expected);
            assert_eq!(read(text.as_bytes().to_vec(), range.clone()).await, expected);
            assert_eq!(read(text.as_bytes(), range).await, expected);
        }
        assert_eq!((Bytes::from("abc").length(), b"abc".to_vec().length(), (&b"abc"[..]).length()), (3, 3, 3));
    }
}
