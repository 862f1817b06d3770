//! A path as it is written down: its segments, with their arguments, and nothing about what they mean.
//!
//! The spellings of the macros' templates, of Graph's documentation, of OData and of SDKs are read alike, and leniently: what is
//! wrong with a template is for the macros to say. What the segments lead to is for [`resolve`](mod@crate::resolve).

mod parse;

use std::fmt;

/// A path, its query left out.
///
/// ```
/// use graph_action_metadata::path::Path;
///
/// let ours = Path::parse("/users/<id>/sendMail").unwrap();
/// let documented = Path::parse("https://graph.microsoft.com/v1.0/users/{id | userPrincipalName}/sendMail").unwrap();
/// assert_eq!(ours.segments.len(), 3);
/// assert_eq!(documented.segments.len(), 3);
/// assert_eq!(ours.to_string(), "/users/<id>/sendMail");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The field that the path begins with where it begins with a resource: `event` of `<event>/accept`.
    pub start: Option<String>,
    /// What stands between the slashes.
    pub segments: Vec<Segment>,
}

/// What stands between two slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The segment as it was written, without an address.
    pub text: String,
    /// What was written.
    pub kind: SegmentKind,
    /// The path that follows between colons, as in `root:/<path..>:`, by which OneDrive and SharePoint find items and sites.
    ///
    /// See <https://learn.microsoft.com/graph/onedrive-addressing-driveitems>.
    pub address: Option<String>,
}

/// How a segment is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SegmentKind {
    /// A placeholder, or text with one in it: a value that is known at run time. What stands in it.
    Value(String),
    /// A placeholder for several segments, `<path..>`. What stands in it.
    Values(String),
    /// Text: a name, or a key that is written out.
    Name {
        /// What stands before the parentheses.
        name: String,
        /// What stands in parentheses, where there are any.
        arguments: Option<Vec<Argument>>,
    },
}

/// One value in parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The name before the equals sign.
    pub name: Option<String>,
    /// The value as it was written, its quotes included.
    pub value: String,
}

impl Path {
    /// Reads a path.
    ///
    /// A query is cut off, and so are the host and the version of a URL. The error says in words what cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::path(text)
    }

    /// The path up to the segment with this number, the segment itself left out.
    #[must_use]
    pub fn before(&self, number: usize) -> String {
        let mut text = self.start.as_ref().map_or_else(String::new, |start| format!("<{start}>"));
        for segment in self.segments.iter().take(number) {
            text.push('/');
            text.push_str(&segment.to_string());
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.before(self.segments.len());
        f.write_str(if text.is_empty() { "/" } else { &text })
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        match &self.address {
            Some(address) => write!(f, ":/{address}:"),
            None => Ok(()),
        }
    }
}
