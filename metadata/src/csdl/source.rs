//! The bytes of a document: within limits, and known to be text before any XML is looked for.
//!
//! Everything that reads the document reads it through here, so that nothing can go beyond the limits. What is behind an element
//! or a name is none of this module's business.

use std::io::{self, BufRead, Read};

use super::error::{At, Error};

/// The longest document. Graph's v1.0 has 3.4 MB.
const LONGEST_DOCUMENT: u64 = 128 << 20;
/// The longest single tag, comment or text.
const LONGEST_PIECE: usize = 1 << 20;
/// How much is handed out at once, so that the limits are met in time.
const CHUNK: usize = 16 << 10;
/// How much of the beginning is looked at to tell what it is.
const HEAD: usize = 1 << 10;

/// A document being read.
pub(super) struct Source<'a> {
    /// The beginning, which was read ahead.
    head: io::Cursor<Vec<u8>>,
    /// The rest.
    rest: &'a mut dyn BufRead,
    /// How much of the document has been read.
    read: u64,
    /// How much has been read since the last [`Source::begin_piece`].
    piece: usize,
    /// The limit that was met, in words.
    refused: Option<&'static str>,
}

impl<'a> Source<'a> {
    /// Looks at the beginning of a document.
    pub(super) fn new(text: &'a mut dyn BufRead) -> Result<Self, Error> {
        let start = At::START;
        let mut head = Vec::new();
        Read::take(&mut *text, HEAD as u64).read_to_end(&mut head).map_err(|cause| Error::io(start, cause))?;
        if head.starts_with(b"\xEF\xBB\xBF") {
            head.drain(..3);
        }
        if let Some(problem) = problem_of(&head) {
            return Err(Error::new(start, problem));
        }
        let head = io::Cursor::new(head);
        Ok(Self { head, rest: text, read: 0, piece: 0, refused: None })
    }

    /// Whether reading is still in the beginning.
    fn is_head(&self) -> bool {
        self.head.position() < self.head.get_ref().len() as u64
    }

    /// Says that a tag, a comment or a text begins.
    pub(super) fn begin_piece(&mut self) {
        self.piece = 0;
    }

    /// The limit that reading ended at, where it did.
    pub(super) fn refused(&self) -> Option<&'static str> {
        self.refused
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refused = match () {
            () if self.read >= LONGEST_DOCUMENT => Some("the document is longer than 128 MiB: that is no metadata"),
            () if self.piece >= LONGEST_PIECE => {
                Some("a single tag, comment or text is longer than 1 MiB: that is no metadata")
            }
            () => None,
        };
        if let Some(limit) = self.refused {
            return Err(io::Error::other(limit));
        }
        let chunk = if self.is_head() { self.head.fill_buf() } else { self.rest.fill_buf() }?;
        Ok(chunk.get(..CHUNK).unwrap_or(chunk))
    }

    fn consume(&mut self, amount: usize) {
        if self.is_head() {
            self.head.consume(amount);
        } else {
            self.rest.consume(amount);
        }
        self.read = self.read.saturating_add(amount as u64);
        self.piece = self.piece.saturating_add(amount);
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}

/// What is wrong with a document that begins like this, if it can be no XML in UTF-8.
fn problem_of(head: &[u8]) -> Option<String> {
    if head.starts_with(&[0xFF, 0xFE])
        || head.starts_with(&[0xFE, 0xFF])
        || head.starts_with(b"<\0")
        || head.starts_with(b"\0<")
    {
        return Some("the document is UTF-16: save it as UTF-8, which is how services send it".to_owned());
    }
    if head.starts_with(&[0x1F, 0x8B]) {
        return Some("the document is compressed with gzip: unpack it first".to_owned());
    }
    let text = head.trim_ascii_start();
    let holds = |word: &str| text.windows(word.len()).any(|part| part == word.as_bytes());
    match text.first() {
        None => Some("the document is empty; was the download cut off?".to_owned()),
        Some(b'<') => None,
        Some(b'{') if holds("\"$Version\"") || holds("\"$EntityContainer\"") => Some(
            "this is CSDL as JSON, and XML is what can be read: ask the service for it, with the header `Accept: application/xml`"
                .to_owned(),
        ),
        Some(b'{' | b'[') if holds("\"error\"") => {
            Some("this is JSON, an error of the service instead of its metadata: look at what it says".to_owned())
        }
        Some(b'{' | b'[') => Some("this is JSON, and no CSDL: download the service's `$metadata` as XML".to_owned()),
        Some(_) => Some("this is no XML: it begins with no `<`; download the service's `$metadata` again".to_owned()),
    }
}
