//! One line of an index: fields between tabs, names in short, a checksum at the end.

use super::Fault;
use crate::model::TypeRef;

/// A line whose checksum is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The fields, without the checksum.
    fields: &'a str,
}

impl<'a> Line<'a> {
    /// Reads a line, its end left out.
    pub(super) fn parse(line: &'a str) -> Result<Self, Fault> {
        let (fields, checksum) = line.rsplit_once('\t').unwrap_or((line, ""));
        let line = Self { fields };
        if u32::from_str_radix(checksum, 16) == Ok(sum(fields)) { Ok(line) } else { Err(line.damaged()) }
    }

    /// The first field.
    pub(super) fn key(&self) -> &'a str {
        self.fields.split('\t').next().unwrap_or_default()
    }

    /// A field by its number.
    pub(super) fn field(&self, number: usize) -> Result<&'a str, Fault> {
        self.fields.split('\t').nth(number).ok_or_else(|| self.damaged())
    }

    /// The fields from a number on.
    pub(super) fn from(&self, number: usize) -> impl Iterator<Item = &'a str> {
        self.fields.split('\t').skip(number)
    }

    /// A field that is a text.
    pub(super) fn text(&self, number: usize) -> Result<String, Fault> {
        unescaped(self.field(number)?).ok_or_else(|| self.damaged())
    }

    /// That this line is not as it was written.
    pub(super) fn damaged(&self) -> Fault {
        let key: String = self.key().chars().take(100).collect();
        Fault::Damaged(format!("the line `{}` is not as it was written", key.escape_debug()))
    }
}

/// Fields with their checksum and the end of the line.
pub(super) fn sealed(fields: &str) -> String {
    format!("{fields}\t{:08x}\n", sum(fields))
}

/// FNV-1a, which is short enough to be fast without optimisation: it finds accidents, it is no protection from malice.
fn sum(text: &str) -> u32 {
    let mut sum: u32 = 0x811c_9dc5;
    for byte in text.as_bytes() {
        sum = (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    sum
}

/// A text without the characters that mean something in a line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '|' => out.push_str("\\p"),
            other => out.push(other),
        }
    }
    out
}

/// The text that was escaped; nothing where it cannot have been.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                'p' => '|',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

/// A qualified name, in short.
pub(super) fn shortened(name: &str, namespace: &str) -> String {
    if let Some(primitive) = name.strip_prefix("Edm.").filter(|primitive| !primitive.contains('.')) {
        return primitive.to_owned();
    }
    match name.strip_prefix(namespace) {
        Some(rest) if rest.starts_with('.') && !namespace.is_empty() => rest.to_owned(),
        _ => name.to_owned(),
    }
}

/// The qualified name that was shortened.
pub(super) fn expanded(name: &str, namespace: &str) -> String {
    if name.starts_with('.') {
        format!("{namespace}{name}")
    } else if name.contains('.') {
        name.to_owned()
    } else {
        format!("Edm.{name}")
    }
}

/// A type, in short.
pub(super) fn type_ref(ty: &TypeRef, namespace: &str) -> String {
    let star = if ty.is_collection { "*" } else { "" };
    format!("{star}{}", shortened(&ty.name, namespace))
}

/// The type that was shortened.
pub(super) fn expanded_type(text: &str, namespace: &str) -> TypeRef {
    match text.strip_prefix('*') {
        Some(name) => TypeRef::collection(expanded(name, namespace)),
        None => TypeRef::one(expanded(text, namespace)),
    }
}

/// What an operation is bound to, in short.
pub(super) fn binding(binding: Option<&TypeRef>, namespace: &str) -> String {
    binding.map_or_else(|| "-".to_owned(), |ty| type_ref(ty, namespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_come_back() {
        for (name, short) in [
            ("microsoft.graph.call", ".call"),
            ("microsoft.graph.callRecords.callRecord", ".callRecords.callRecord"),
            ("microsoft.graphics.pen", "microsoft.graphics.pen"),
            ("Edm.String", "String"),
            ("Edm.Geo.Point", "Edm.Geo.Point"),
            ("other.thing", "other.thing"),
        ] {
            assert_eq!(shortened(name, "microsoft.graph"), short);
            assert_eq!(expanded(short, "microsoft.graph"), name);
        }
        assert_eq!(shortened("a.b", ""), "a.b");
    }

    #[test]
    fn texts_come_back_whatever_is_in_them() {
        for text in ["", "plain", "a\tb\nc\r\\d|e", "\\t", "é\u{2028}"] {
            let line = escaped(text);
            assert!(!line.contains(['\t', '\n', '\r', '|']), "{line:?}");
            assert_eq!(unescaped(&line).as_deref(), Some(text));
        }
        assert_eq!(unescaped("\\"), None);
        assert_eq!(unescaped("\\x"), None);
    }

    #[test]
    fn any_change_of_a_line_is_noticed() {
        let line = sealed("t .call\te\t-");
        let line = line.trim_end_matches('\n');
        assert!(Line::parse(line).is_ok());
        for at in 0..line.len() {
            let mut changed = line.as_bytes().to_vec();
            changed[at] ^= 1;
            assert!(Line::parse(&String::from_utf8(changed).unwrap()).is_err(), "at {at}");
        }
        assert!(Line::parse("").is_err());
        assert!(Line::parse("\t").is_err());
    }
}
