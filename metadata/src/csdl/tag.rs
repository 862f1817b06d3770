//! The start of an element: its name and its attributes.
//!
//! References are replaced here, for attributes and for text alike. What an attribute means is none of this module's business.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::error::{At, Error, quoted, quoted_words};

/// The most attributes of one element.
const MOST_ATTRIBUTES: usize = 100;

/// The start of an element.
#[derive(Debug)]
pub(super) struct Tag {
    /// Where it begins.
    pub(super) at: At,
    /// What its name begins with, before the `:`.
    pub(super) prefix: Option<String>,
    /// Its name, without the prefix.
    pub(super) name: String,
    /// Its attributes, with prefixes, unescaped.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads the name and the attributes of an element.
    pub(super) fn new(at: At, start: &BytesStart<'_>) -> Result<Self, Error> {
        let name = start.name();
        let (prefix, name) = match name.as_ref().split_once(':') {
            Some((prefix, name)) => (Some(prefix.to_owned()), name),
            None => (None, name.as_ref()),
        };
        let mut tag = Self { at, prefix, name: name.to_owned(), attributes: Vec::new() };
        // Its own check for names given twice takes quadratic time.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|problem| {
                tag.error(format!("its attributes are no well-formed XML: {}", quoted_words(&problem.to_string())))
            })?;
            let key = attribute.key.as_ref();
            if tag.attributes.len() >= MOST_ATTRIBUTES {
                return Err(tag.error("it has more than 100 attributes: that is no metadata"));
            }
            if tag.attributes.iter().any(|(other, _)| other == key) {
                return Err(tag.error(format!("it has the attribute `{}` twice", quoted(key))));
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|problem| escape_problem(at, &problem.to_string()).in_element(tag.label()))?;
            tag.attributes.push((key.to_owned(), value.into_owned()));
        }
        Ok(tag)
    }

    /// An attribute that has no prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute with whatever prefix.
    pub(super) fn get_prefixed(&self, name: &str) -> Option<&str> {
        let has_name = |key: &str| key.rsplit_once(':').map_or(key, |(_, local)| local) == name;
        self.attributes.iter().find(|(key, _)| has_name(key)).map(|(_, value)| value.as_str())
    }

    /// An attribute without which the element means nothing.
    pub(super) fn required(&self, name: &str) -> Result<&str, Error> {
        self.get(name)
            .ok_or_else(|| self.error(format!("it has no attribute `{name}`, without which it means nothing")))
    }

    /// An attribute that is true or false.
    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, Error> {
        match self.get(name).map(str::trim) {
            None => Ok(default),
            Some("true" | "1") => Ok(true),
            Some("false" | "0") => Ok(false),
            Some(other) => Err(self.error(format!("`{name}` is `{}`, and must be true or false", quoted(other)))),
        }
    }

    /// An error about this element.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.at, message).in_element(self.label())
    }

    /// The start of the element as a person would find it: `<Property Name="call">`.
    pub(super) fn label(&self) -> String {
        let prefix = self.prefix.as_ref().map_or_else(String::new, |prefix| format!("{}:", quoted(prefix)));
        let mark =
            ["Name", "Namespace", "Target", "Term", "Property"].iter().find_map(|key| Some((key, self.get(key)?)));
        match mark {
            Some((key, value)) => format!("<{prefix}{} {key}=\"{}\">", quoted(&self.name), quoted(value)),
            None => format!("<{prefix}{}>", quoted(&self.name)),
        }
    }
}

/// The character that a reference stands for.
pub(super) fn reference(at: At, name: &str) -> Result<String, Error> {
    let text = format!("&{name};");
    quick_xml::escape::unescape(&text).map(Cow::into_owned).map_err(|problem| escape_problem(at, &problem.to_string()))
}

/// That a reference means nothing.
fn escape_problem(at: At, problem: &str) -> Error {
    Error::new(
        at,
        format!(
            "an entity that XML does not have by itself: {}; a `&` in text is written `&amp;`",
            quoted_words(problem)
        ),
    )
}
