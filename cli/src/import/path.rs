//! The path of a documented request, taken apart: text, keys, calls. What a key is called in a declaration is decided elsewhere.
//!
//! The pages' placeholders are no identifiers: `{id | userPrincipalName}`, `{call-id}`, `<address>`, or the id of an example.

use super::findings::Findings;
use super::http;

/// A request as the page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// Its line.
    pub(super) line: usize,
    /// Its method.
    pub(super) method: String,
    /// The version in its URL, where there is one.
    pub(super) version: Option<String>,
    /// Its path.
    pub(super) segments: Vec<Segment>,
    /// The options behind the question mark.
    pub(super) query: Vec<(String, Value)>,
}

/// What stands between two slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// Text, with the `:` that ends it where a path follows.
    Text(String),
    /// A key: what it may be, as the page says; nothing where the page has the id of an example.
    Key(Vec<String>),
    /// A path of several segments, and whether a `:` ends it.
    Path(bool),
    /// A name, and what stands in the parentheses behind it.
    Call(String, Vec<Argument>),
}

/// One of the values in parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument {
    /// Its name; none for a lone key.
    pub(super) name: Option<String>,
    /// Its value.
    pub(super) value: Value,
}

/// A value in parentheses or behind the question mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A placeholder, by what it may be, and whether it stands in quotes.
    Placeholder(Vec<String>, bool),
    /// A text that stands for itself, or for an example.
    Literal(String),
}

impl Segment {
    /// The name of a segment that is no key.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Text(name) | Self::Call(name, _) => Some(name.trim_end_matches(':')),
            Self::Key(_) | Self::Path(_) => None,
        }
    }
}

impl Request {
    /// The last segment.
    pub(super) fn last(&self) -> Option<&Segment> {
        self.segments.last()
    }

    /// The arguments of the last segment.
    pub(super) fn arguments(&self) -> &[Argument] {
        match self.last() {
            Some(Segment::Call(_, arguments)) => arguments,
            _ => &[],
        }
    }

    /// Whether the path is one that Graph has replaced, and of which the macros warn.
    pub(super) fn is_replaced(&self) -> bool {
        let mut names = self.segments.iter().map(Segment::name);
        names.next() == Some(Some("app")) && matches!(names.next(), Some(Some("calls" | "onlineMeetings")))
    }

    /// Whether a request of an example is one of this shape: the same text, whatever the keys.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = |(own, other): (&Segment, &Segment)| match (own, other) {
            (Segment::Key(_), Segment::Key(_) | Segment::Text(_)) => true,
            (Segment::Call(own, arguments), Segment::Call(other, others)) => {
                own == other && (own.is_empty() || arguments.len() == others.len())
            }
            (Segment::Text(own), Segment::Text(other)) => own == other,
            (own, other) => own == other,
        };
        let (own, others) = (&self.segments, &other.segments);
        match own.iter().position(|segment| matches!(segment, Segment::Path(_))) {
            None => own.len() == others.len() && own.iter().zip(others).all(same),
            Some(path) => {
                let behind = own.len() - path - 1;
                others.len() > path + behind
                    && own.iter().take(path).zip(others).all(same)
                    && own.iter().rev().take(behind).zip(others.iter().rev()).all(same)
            }
        }
    }
}

/// Reads a line of a request, `GET /users/{id}`; tells why it cannot be read.
pub(super) fn request(line: usize, text: &str, findings: &mut Findings) -> Option<Request> {
    let (method, target) = http::request_line(text)?;
    let target = target.replace(['\u{2018}', '\u{2019}'], "'");
    let (version, path) = without_root(&target);
    let (path, query) = split_query(path);
    let mut segments = Vec::new();
    for segment in split(path.trim_matches('/'), '/') {
        match read_segment(segment.trim(), segments.last()) {
            Ok(segment) => segments.push(segment),
            Err(why) => {
                findings.warn(line, format!("this request was not read: {why}"));
                return None;
            }
        }
    }
    let options = query.split('&').filter(|option| !option.trim().is_empty());
    let query = options.map(|option| {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        (name.trim().to_owned(), read_value(value.trim()))
    });
    Some(Request { line, method: method.to_owned(), version, segments, query: query.collect() })
}

/// The version and the path of a URL.
fn without_root(target: &str) -> (Option<String>, &str) {
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default(),
        None => target,
    };
    let first = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    let is_version = first == "beta"
        || first
            .strip_prefix('v')
            .is_some_and(|number| number.contains('.') && number.split('.').all(|part| part.parse::<u8>().is_ok()));
    if is_version {
        let path = path.trim_start_matches('/');
        (Some(first.to_owned()), path.get(first.len()..).unwrap_or_default())
    } else {
        (None, path)
    }
}

/// The path, and what stands behind its question mark.
fn split_query(path: &str) -> (&str, &str) {
    let mut depth = Depth::default();
    let mark = path.char_indices().find(|(_, character)| depth.passes(*character) && *character == '?');
    match mark {
        Some((at, _)) => (path.get(..at).unwrap_or(path), path.get(at + 1..).unwrap_or_default()),
        None => (path, ""),
    }
}

/// Whether characters stand in brackets or quotes.
#[derive(Debug, Default)]
struct Depth {
    /// How many brackets are open.
    open: usize,
    /// Whether a quote is.
    quoted: bool,
}

impl Depth {
    /// Passes a character, and says whether it stood outside.
    fn passes(&mut self, character: char) -> bool {
        let outside = self.open == 0 && !self.quoted;
        match character {
            '\'' => self.quoted = !self.quoted,
            '{' | '<' | '(' if !self.quoted => self.open += 1,
            '}' | '>' | ')' if !self.quoted => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        outside
    }
}

/// The pieces of a text between separators that stand neither in brackets nor in quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut depth = Depth::default();
    text.split(|character| depth.passes(character) && character == separator).collect()
}

/// One segment, behind another.
fn read_segment(text: &str, before: Option<&Segment>) -> Result<Segment, String> {
    let (bare, ends_in_colon) = match text.strip_suffix(':') {
        Some(bare) => (bare, true),
        None => (text, false),
    };
    let follows_colon = matches!(before, Some(Segment::Text(text)) if text.ends_with(':'));
    if let Some(names) = placeholder(bare) {
        return Ok(if follows_colon { Segment::Path(ends_in_colon) } else { Segment::Key(names) });
    }
    if let Some((name, inside)) = bare.split_once('(') {
        let inside = inside.strip_suffix(')').ok_or_else(|| format!("`{text}` has a bracket that is not closed"))?;
        legal(name)?;
        let arguments = split(inside, ',').into_iter().filter(|argument| !argument.trim().is_empty());
        return Ok(Segment::Call(name.to_owned(), arguments.map(argument).collect()));
    }
    if text.is_empty() {
        return Err("it has an empty segment, `//`".to_owned());
    }
    if is_example(text) {
        return Ok(Segment::Key(Vec::new()));
    }
    legal(bare)?;
    Ok(Segment::Text(text.to_owned()))
}

/// The text of a segment is one that a template can have.
fn legal(text: &str) -> Result<(), String> {
    match text.chars().find(|character| !character.is_ascii_alphanumeric() && !"$._-~@!+:=;,*&".contains(*character)) {
        Some(character) => Err(format!("`{text}` has a `{character}`")),
        None => Ok(()),
    }
}

/// The names in a placeholder, `{id | userPrincipalName}` or `<address>`.
fn placeholder(text: &str) -> Option<Vec<String>> {
    let braces = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let inside = braces.or_else(|| text.strip_prefix('<').and_then(|text| text.strip_suffix('>')))?;
    let names = inside.split(['|', '{', '}', '<', '>']).map(str::trim).filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect())
}

/// Whether a segment looks like an id and not like a word: a Guid, a number, or long with digits and dashes in it.
fn is_example(text: &str) -> bool {
    let has_digit = text.contains(|character: char| character.is_ascii_digit());
    let is_guid = text.len() == 36 && text.split('-').count() == 5;
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_long =
        text.len() >= 20 && has_digit && (text.contains(['-', '_']) || text.len() >= 40) && !text.contains('.');
    (is_guid && has_digit) || is_number || is_long || text.contains('@') || text.ends_with('=')
}

/// One of the values in parentheses.
fn argument(text: &str) -> Argument {
    let text = text.trim();
    let (name, value) = match text.split_once('=') {
        Some((name, value)) if !name.contains(['\'', '{', '<']) => (Some(name.trim().to_owned()), value.trim()),
        _ => (None, text),
    };
    Argument { name, value: read_value(value) }
}

/// A value: a placeholder, in quotes or not, or a text.
fn read_value(text: &str) -> Value {
    let quoted = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    match (placeholder(text), quoted.and_then(placeholder)) {
        (Some(names), _) => Value::Placeholder(names, false),
        (None, Some(names)) => Value::Placeholder(names, true),
        (None, None) => Value::Literal(text.to_owned()),
    }
}

#[cfg(test)]
mod tests;
