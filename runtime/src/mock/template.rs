//! A path template read back: from the path that was sent to the values that stand in it.
//!
//! The grammar is that of `#[graph_action]`, which has refused at compile time what is none; a template written by hand that
//! follows no grammar is text, and matches itself. Nothing here fails: a path fits, or it does not.

use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};

/// The values of a request by the fields that the template names, decoded, in the template's order.
pub(super) type Values = Vec<(String, String)>;

/// A template as its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// The path.
    parts: Vec<Part>,
    /// The query options that the template names.
    query: Vec<Argument>,
}

/// A piece of the path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Text, as it is sent.
    Text(String),
    /// `<field>` at the start: a path that begins with `/`.
    Resource(String),
    /// `<field>`: one segment.
    Key(String),
    /// `<field..>`: several segments.
    Path(String),
    /// `(…)`.
    Arguments(Vec<Argument>),
}

/// A named value: an argument, or a query option.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Argument {
    /// Its name; empty for a lone key.
    name: String,
    /// Where its value comes from.
    value: Source,
}

/// Where a named value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    /// The template, quotes included.
    Fixed(String),
    /// A field; only a quoted one must be there.
    Field(String, bool),
}

impl Template {
    /// Reads a template.
    pub(super) fn read(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let options = query.split('&').filter(|option| !option.is_empty());
        Self { parts: parts(path), query: options.map(Argument::read).collect() }
    }

    /// The template of one path, as it is sent.
    pub(super) fn verbatim(path: &str) -> Self {
        Self { parts: vec![Part::Text(path.to_owned())], query: Vec::new() }
    }

    /// The fields that the template names, in order.
    pub(super) fn fields(&self) -> Vec<&str> {
        let mut fields = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(_) => {}
                Part::Resource(field) | Part::Key(field) | Part::Path(field) => fields.push(field.as_str()),
                Part::Arguments(arguments) => fields.extend(arguments.iter().filter_map(Argument::field)),
            }
        }
        fields.extend(self.query.iter().filter_map(Argument::field));
        fields
    }

    /// The values of a path as sent, below the version, and of its decoded query; none if the template is another one's.
    pub(super) fn values(&self, path: &str, query: &[(String, String)]) -> Option<Values> {
        let mut values = Values::new();
        if !walk(&self.parts, path, query, &mut values) {
            return None;
        }
        for Argument { name, value } in &self.query {
            let sent = query.iter().find(|(sent, _)| sent == name).map(|(_, value)| value);
            match (value, sent) {
                (Source::Fixed(text), sent) if sent != Some(text) => return None,
                (Source::Fixed(_), _) | (Source::Field(..), None) => {}
                (Source::Field(field, _), Some(text)) => values.push((field.clone(), text.clone())),
            }
        }
        Some(values)
    }
}

impl Argument {
    /// Reads `name=value`, or a lone key.
    fn read(text: &str) -> Self {
        let (name, value) = named(text);
        let placeholder = |text: &str| text.strip_prefix('<')?.strip_suffix('>').map(str::to_owned);
        let quoted = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
        let value = match (placeholder(value), quoted.and_then(placeholder)) {
            (Some(field), _) => Source::Field(field, false),
            (None, Some(field)) => Source::Field(field, true),
            (None, None) => Source::Fixed(value.to_owned()),
        };
        Self { name: name.to_owned(), value }
    }

    /// The field that the value comes from.
    fn field(&self) -> Option<&str> {
        match &self.value {
            Source::Fixed(_) => None,
            Source::Field(field, _) => Some(field),
        }
    }
}

/// The parts of a template's path.
fn parts(path: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.find(['<', '(']) {
        let (text, behind) = rest.split_at(at);
        let closing = if behind.starts_with('(') { closing(behind) } else { behind.find('>') };
        let Some(end) = closing else { break };
        let (inside, after) = behind.split_at(end);
        let inside = inside.get(1..).unwrap_or_default();
        let is_field = behind.starts_with('<');
        let written = if is_field || !inside.is_empty() { text.to_owned() } else { format!("{text}()") };
        if !written.is_empty() {
            push_text(&mut parts, &written);
        }
        match (is_field, inside.strip_suffix("..")) {
            (true, _) if parts.is_empty() => parts.push(Part::Resource(inside.to_owned())),
            (true, Some(field)) => parts.push(Part::Path(field.to_owned())),
            (true, None) => parts.push(Part::Key(inside.to_owned())),
            (false, _) if inside.is_empty() => {}
            (false, _) => parts.push(Part::Arguments(outside_quotes(inside).map(Argument::read).collect())),
        }
        rest = after.get(1..).unwrap_or_default();
    }
    if !rest.is_empty() {
        push_text(&mut parts, rest);
    }
    parts
}

/// Adds text, encoded as the macros do it, to the text before it where there is some.
fn push_text(parts: &mut Vec<Part>, text: &str) {
    let text = utf8_percent_encode(text, CONTROLS).to_string();
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(&text),
        _ => parts.push(Part::Text(text)),
    }
}

/// Where the parenthesis that a text begins with is closed; one in quotes closes nothing.
fn closing(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.find(|character| {
        is_quoted ^= character == '\'';
        character == ')' && !is_quoted
    })
}

/// Texts between the commas that stand in no quotes.
fn outside_quotes(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |character| {
        is_quoted ^= character == '\'';
        character == ',' && !is_quoted
    })
}

/// Name and value; a lone key has no name.
fn named(text: &str) -> (&str, &str) {
    match text.split_once('=') {
        Some((name, value)) if !name.contains(['\'', '<']) => (name, value),
        _ => ("", text),
    }
}

/// Whether a path as sent is made of these parts; puts their values behind those that are there.
fn walk(parts: &[Part], path: &str, query: &[(String, String)], values: &mut Values) -> bool {
    let Some((part, rest)) = parts.split_first() else { return path.is_empty() };
    match part {
        Part::Text(text) => path.strip_prefix(text.as_str()).is_some_and(|path| walk(rest, path, query, values)),
        Part::Key(field) | Part::Path(field) | Part::Resource(field) => ends(part, path).into_iter().any(|end| {
            let Some((raw, behind)) = path.split_at_checked(end) else { return false };
            let before = values.len();
            values.push((field.clone(), decoded(raw)));
            let fits = walk(rest, behind, query, values);
            if !fits {
                values.truncate(before);
            }
            fits
        }),
        Part::Arguments(arguments) => {
            let inside = path.strip_prefix('(').and_then(|path| path.split_once(')'));
            inside.is_some_and(|(inside, path)| {
                read_arguments(arguments, inside, query, values) && walk(rest, path, query, values)
            })
        }
    }
}

/// Where the value that a path begins with can end, the latest first: before a slash, before a colon, at last.
fn ends(part: &Part, path: &str) -> Vec<usize> {
    let longest = match part {
        Part::Key(_) => path.split('/').next().unwrap_or(path),
        Part::Resource(_) if !path.starts_with('/') => "",
        _ => path,
    };
    let stops = longest.char_indices().filter(|(_, character)| matches!(character, '/' | ':')).map(|(at, _)| at);
    let ends = stops.chain([longest.len()]).filter(|end| *end > 0);
    // What would end a segment is encoded where it is the value's own; a resource is a path that has been encoded before.
    let is_value = |raw: &str| {
        let is_segment = |segment: &str| !segment.starts_with(':') && !segment.ends_with(':') && !segment.is_empty();
        matches!(part, Part::Resource(_)) || !raw.contains(['(', ')', '\'']) && raw.split('/').all(is_segment)
    };
    let mut ends: Vec<usize> = ends.filter(|end| longest.get(..*end).is_some_and(is_value)).collect();
    ends.reverse();
    ends
}

/// Whether the arguments as sent, in any order, are these; puts their values behind those that are there.
fn read_arguments(arguments: &[Argument], inside: &str, query: &[(String, String)], values: &mut Values) -> bool {
    let sent: Vec<(&str, &str)> = outside_quotes(inside).filter(|text| !text.is_empty()).map(named).collect();
    let is_known = |name: &str| arguments.iter().any(|argument| argument.name == name);
    if !sent.iter().all(|(name, _)| is_known(name)) {
        return false;
    }
    for Argument { name, value } in arguments {
        let raw = sent.iter().find(|(sent, _)| sent == name).map(|(_, value)| *value);
        match (value, raw) {
            (Source::Fixed(text), raw) => {
                if raw.map(decoded).as_ref() != Some(text) {
                    return false;
                }
            }
            (Source::Field(_, is_quoted), None) if *is_quoted => return false,
            (Source::Field(..), None) => {}
            (Source::Field(field, _), Some(raw)) => values.push((field.clone(), literal(raw, query))),
        }
    }
    true
}

/// What a literal as sent says: the text in quotes, the member of an enum, the JSON behind an alias, or itself.
fn literal(raw: &str, query: &[(String, String)]) -> String {
    if raw.starts_with('@')
        && let Some((_, json)) = query.iter().find(|(name, _)| name == raw)
    {
        return json.clone();
    }
    match raw.strip_suffix('\'').and_then(|raw| raw.split_once('\'')) {
        Some((_, inside)) => decoded(inside).replace("''", "'"),
        None => decoded(raw),
    }
}

/// Percent-decoded text.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests;
