//! Elements, their attributes and their text, one after the other.
//!
//! What XML can do and CSDL does not need ends here: comments and processing instructions are passed over, a `DOCTYPE` and every
//! entity but the five of XML are refused, depth and number are limited. No element's meaning is known here.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::error::{At, Error, quoted, quoted_words};
use super::source::Source;
use super::tag::{Tag, reference};

/// The deepest nesting of elements.
const DEEPEST: usize = 64;
/// The most tags, comments and texts. Graph's v1.0 has 200 thousand.
const MOST_PIECES: u32 = 4_000_000;

/// The elements of a document.
pub(super) struct Xml<'a> {
    /// What takes the text apart.
    reader: Reader<Source<'a>>,
    /// The text of the current piece.
    buffer: Vec<u8>,
    /// Where that begins.
    at: At,
    /// The elements that are open, from the outermost.
    open: Vec<Opened>,
    /// How many more are open that are only passed over.
    passed: usize,
    /// How many pieces there were.
    pieces: u32,
}

/// An element that is open.
struct Opened {
    /// Where it begins.
    at: At,
    /// The start of its tag, for messages.
    label: String,
}

/// What comes next.
enum Piece {
    /// An element begins.
    Open(Tag),
    /// Text, unescaped.
    Text(String),
    /// The innermost element ends.
    Close,
    /// The document ends.
    End,
    /// Something that nobody asks for.
    Other,
}

impl<'a> Xml<'a> {
    /// Reads the elements of a document.
    pub(super) fn new(text: &'a mut dyn BufRead) -> Result<Self, Error> {
        let mut reader = Reader::from_reader(Source::new(text)?);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Ok(Self { reader, buffer: Vec::new(), at: At::START, open: Vec::new(), passed: 0, pieces: 0 })
    }

    /// The outermost element.
    pub(super) fn root(&mut self) -> Result<Tag, Error> {
        loop {
            match self.next()? {
                Piece::Open(tag) => return Ok(tag),
                Piece::Text(text) if !text.trim().is_empty() => {
                    return Err(Error::new(self.at, "there is text before the first element: this is no CSDL"));
                }
                Piece::Text(_) | Piece::Close | Piece::Other => {}
                Piece::End => {
                    return Err(Error::new(self.at, "there is no element in the document; was the download cut off?"));
                }
            }
        }
    }

    /// The next element in the current one; none when that ends.
    pub(super) fn child(&mut self) -> Result<Option<Tag>, Error> {
        loop {
            match self.next()? {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::Close => return Ok(None),
                Piece::Text(_) | Piece::Other => {}
                Piece::End => return Err(self.cut_off()),
            }
        }
    }

    /// Passes over the rest of the current element.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        loop {
            match self.next_of(false)? {
                Piece::Close => return Ok(()),
                Piece::End => return Err(self.cut_off()),
                Piece::Open(_) | Piece::Text(_) | Piece::Other => {}
            }
        }
    }

    /// The text of the current element, to its end; elements in it are passed over.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let mut whole = String::new();
        loop {
            match self.next()? {
                Piece::Text(text) => whole.push_str(&text),
                Piece::Open(_) => self.skip()?,
                Piece::Close => return Ok(whole.trim().to_owned()),
                Piece::Other => {}
                Piece::End => return Err(self.cut_off()),
            }
        }
    }

    /// Reads what is behind the outermost element, which is nothing.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        loop {
            match self.next()? {
                Piece::End => return Ok(()),
                Piece::Open(_) => {
                    return Err(Error::new(self.at, "a second document begins here; are there two in one file?"));
                }
                Piece::Text(text) if !text.trim().is_empty() => {
                    return Err(Error::new(self.at, "there is text behind the end of the document"));
                }
                Piece::Text(_) | Piece::Close | Piece::Other => {}
            }
        }
    }

    /// That the document ends where elements are open.
    fn cut_off(&self) -> Error {
        let error = Error::new(
            self.at,
            "the document ends here, before that element does: the download was cut off, repeat it",
        );
        match self.open.last() {
            Some(open) => error.in_element(format!("{} of line {}", open.label, open.at.line)),
            None => error,
        }
    }

    /// The next piece of the document.
    fn next(&mut self) -> Result<Piece, Error> {
        self.next_of(true)
    }

    /// The next piece of the document; what only has to be passed over is not taken apart.
    fn next_of(&mut self, is_wanted: bool) -> Result<Piece, Error> {
        // The reader puts all that it takes into the buffer.
        let at = self.at.behind(&self.buffer);
        self.at = at;
        self.pieces += 1;
        if self.pieces > MOST_PIECES {
            return Err(Error::new(
                at,
                "the document has more than 4 million tags, comments and texts: that is no metadata",
            ));
        }
        self.buffer.clear();
        self.reader.get_mut().begin_piece();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(_)) if self.open.len() + self.passed >= DEEPEST => {
                Err(Error::new(at, "elements are nested deeper than 64 levels: that is no metadata"))
            }
            Ok(Event::Start(_)) if !is_wanted => {
                self.passed += 1;
                Ok(Piece::Other)
            }
            Ok(Event::Start(start)) => {
                let tag = Tag::new(at, &start)?;
                self.open.push(Opened { at, label: tag.label() });
                Ok(Piece::Open(tag))
            }
            Ok(Event::End(_)) if self.passed > 0 => {
                self.passed -= 1;
                Ok(Piece::Other)
            }
            Ok(Event::End(_)) => {
                self.open.pop();
                Ok(Piece::Close)
            }
            Ok(Event::DocType(_)) => Err(Error::new(
                at,
                "there is a DOCTYPE, which CSDL never has: was the download a login page? Entities are not expanded",
            )),
            Ok(Event::Text(_) | Event::CData(_)) if !is_wanted => Ok(Piece::Other),
            Ok(event) => other(at, &event),
            Err(cause) => Err(self.malformed(at, cause)),
        }
    }

    /// What is wrong, in our own words where the reader's are no help.
    fn malformed(&self, at: At, cause: quick_xml::Error) -> Error {
        use quick_xml::Error as Cause;
        use quick_xml::errors::IllFormedError;
        if let Some(limit) = self.reader.get_ref().refused() {
            return Error::new(at, limit);
        }
        let error = match cause {
            Cause::Io(cause) => return Error::io(at, std::io::Error::new(cause.kind(), cause)),
            Cause::Syntax(problem) => Error::new(
                at,
                format!("the document is cut off, or no well-formed XML: {}", quoted_words(&problem.to_string())),
            ),
            Cause::Encoding(_) => Error::new(at, "there are bytes here that are no UTF-8: save the document as UTF-8"),
            Cause::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Error::new(at, format!("`</{}>` where `</{}>` is due", quoted(&found), quoted(&expected)))
            }
            Cause::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
                Error::new(at, format!("`</{}>` ends an element that is not open", quoted(&found)))
            }
            other => Error::new(at, format!("this is no well-formed XML: {}", quoted_words(&other.to_string()))),
        };
        match self.open.last() {
            Some(open) => error.in_element(open.label.clone()),
            None => error,
        }
    }
}

/// What those events are that no element begins or ends with.
fn other(at: At, event: &Event<'_>) -> Result<Piece, Error> {
    match event {
        Event::Text(text) => Ok(Piece::Text(text.xml10_content().into_owned())),
        Event::CData(text) => Ok(Piece::Text(text.xml10_content().into_owned())),
        Event::GeneralRef(name) => reference(at, name.as_ref()).map(Piece::Text),
        Event::Decl(declaration) => match declaration.encoding() {
            Some(Ok(encoding))
                if !encoding.eq_ignore_ascii_case("utf-8") && !encoding.eq_ignore_ascii_case("us-ascii") =>
            {
                let message =
                    format!("the document says that it is {}: save it as UTF-8, and let it say so", quoted(&encoding));
                Err(Error::new(at, message))
            }
            _ => Ok(Piece::Other),
        },
        Event::Eof => Ok(Piece::End),
        _ => Ok(Piece::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, MOST_PIECES, Xml};

    #[test]
    fn very_many_pieces_are_given_up() {
        let text = format!("<root>{}</root>", "<a/>".repeat(20));
        let mut source = text.as_bytes();
        let mut xml = Xml::new(&mut source).unwrap();
        xml.root().unwrap();
        // The whole number would take seconds without optimisation.
        xml.pieces = MOST_PIECES - 10;
        let error = xml.skip().unwrap_err();
        assert!(error.to_string().contains("more than 4 million"), "{error}");
        assert_eq!((error.line(), error.column()), (1, 27), "each `<a/>` begins and ends");
    }

    #[test]
    fn an_element_is_told_with_its_place_and_passed_over_whole() {
        let mut source = &b"\n<r>\n  <\xC3\xA4 x='1'/><b><c><d/></c>text</b>&#33;<e/></r>"[..];
        let mut xml = Xml::new(&mut source).unwrap();
        assert_eq!(xml.root().unwrap().at.line, 2);
        let mut children = Vec::new();
        while let Some(tag) = xml.child().unwrap() {
            children.push((tag.name, tag.at.line, tag.at.column));
            xml.skip().unwrap();
        }
        assert_eq!(children, [("ä".to_owned(), 3, 3), ("b".to_owned(), 3, 13), ("e".to_owned(), 3, 40)]);
        xml.finish().unwrap();
    }

    #[test]
    fn the_deepest_nesting_is_that_of_the_limit() {
        for (depth, is_read) in [(DEEPEST, true), (DEEPEST + 1, false)] {
            let text = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
            let mut source = text.as_bytes();
            let mut xml = Xml::new(&mut source).unwrap();
            xml.root().unwrap();
            assert_eq!(xml.skip().is_ok(), is_read, "{depth}");
        }
    }
}
