//! Whatever is done to a document, reading it ends, and without a panic.

use graph_action_metadata::csdl;

use super::COMMUNICATIONS;

/// What means something to XML or to CSDL, and some that means nothing.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE",
    "<!",
    "<!-",
    "<?",
    "?>",
    "<?xml",
    "&",
    ";",
    "&#",
    "&#x110000;",
    "&#0;",
    "&lt;",
    "&amp;",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "é",
    "日",
    "😀",
    ":",
    "/",
    ".",
    "..",
    "(",
    ")",
    "Collection(",
    ",",
    "$",
    "Name",
    "Type",
    "xmlns",
    "Edm.",
    "self.",
    "graph.",
    "Schema",
    "Annotations",
    "Target=\"",
    "<Schema>",
    "</Schema>",
    "<Property/>",
    "Value=\"",
    "-1",
    "99999999999999999999",
    "true",
    "IsBound=\"true\"",
    "BaseType=\"graph.call\"",
    "<Annotation Term=\"Org.OData.Core.V1.Revisions\">",
    "<Record>",
];

/// A small generator whose every answer follows from its seed.
struct Random(u64);

impl Random {
    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// Changes a document in one place.
    fn change(&mut self, text: &mut Vec<u8>) {
        let at = self.below(text.len());
        let end = (at + self.below(40)).min(text.len());
        match self.below(5) {
            0 => text[at] = self.next().to_le_bytes()[0],
            1 => drop(text.drain(at..end)),
            2 => drop(text.splice(at..at, PIECES[self.below(PIECES.len())].bytes())),
            3 => drop(text.splice(at..end, PIECES[self.below(PIECES.len())].bytes())),
            _ => {
                let copy = text[at..end].to_vec();
                let to = self.below(text.len());
                drop(text.splice(to..to, copy));
            }
        }
    }
}

/// A part of a document that has all kinds of elements in it, and is short enough to be read thousands of times.
fn short() -> Vec<u8> {
    let text = std::str::from_utf8(COMMUNICATIONS).unwrap();
    let wanted = |start: &str, end: &str| {
        let from = text.find(start).unwrap();
        let length = text[from..].find(end).unwrap() + end.len();
        &text[from..from + length]
    };
    super::document(&format!(
        "<Schema Namespace=\"microsoft.graph\" Alias=\"graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{}{}{}{}{}{}{}</Schema>",
        wanted("<EnumType Name=\"bodyType\"", "</EnumType>"),
        wanted("<EntityType Name=\"entity\"", "</EntityType>"),
        wanted("<EntityType Name=\"group\"", "</EntityType>"),
        wanted("<Action Name=\"answer\"", "</Action>"),
        wanted("<Function Name=\"getAllRecordings\"", "</Function>"),
        wanted("<EntityContainer", "</EntityContainer>"),
        wanted("<Annotations Target=\"microsoft.graph.recent", "</Annotations>"),
    ))
    .into_bytes()
}

#[test]
fn the_document_that_is_changed_can_be_read() {
    let schema = csdl::read(&short()[..]).unwrap();
    assert_eq!((schema.types.len(), schema.operations.len(), schema.members.len()), (3, 2, 7));
}

#[test]
fn a_changed_document_is_read_or_refused() {
    let whole = short();
    let (mut read, mut refused) = (0, 0);
    for seed in 1..=2_000_u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut text = whole.clone();
        for _ in 0..=random.below(4) {
            random.change(&mut text);
        }
        match csdl::read(&text[..]) {
            Ok(_) => read += 1,
            Err(error) => {
                refused += 1;
                let message = error.to_string();
                assert!(message.starts_with("line ") && message.len() < 1_000, "seed {seed}: {message}");
                assert!(!message.contains(|c: char| c.is_control()), "seed {seed}: {message:?}");
            }
        }
    }
    assert!(read > 100 && refused > 100, "{read} were read, {refused} refused: the changes are too small or too great");
}

#[test]
fn a_document_of_pieces_is_read_or_refused() {
    for seed in 1..=2_000_u64 {
        let mut random = Random(seed.wrapping_mul(0xD134_2543_DE82_EF95));
        let length = random.below(60);
        let pieces: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        // It ends, and what it ends with is of no interest.
        drop(csdl::read(pieces.as_bytes()));
        drop(csdl::read(super::schema(&pieces).as_bytes()));
    }
}
