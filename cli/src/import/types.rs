//! Types made of the examples: what a page shows of an object, as a declaration with the members that are in it.
//!
//! An example is a part of the truth: every member may be absent, and what a response has beside it is kept. What a page says
//! in words about a type is not here.

use super::json::Json;
use crate::generate::docs;
use crate::generate::names::{self, Taken};
use crate::generate::writer::{Field, Writer};

/// The types of a module.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// The types, in the order in which the page shows them.
    items: Vec<Item>,
    /// The names that are given.
    taken: Taken,
    /// Whether what is read now comes from the service.
    pub(super) is_response: bool,
}

/// A type.
#[derive(Debug)]
struct Item {
    /// Its name in Rust.
    rust: String,
    /// What it was found as: the type's name, or the member's.
    found_as: String,
    /// Its qualified name, where the page has it.
    wire: Option<String>,
    /// Whether it keeps what it does not declare.
    keeps_more: bool,
    /// Its members.
    members: Vec<(String, Shape)>,
}

/// What a member is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// Not known: `null`, or an empty list or object.
    Unknown,
    /// A boolean.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// One of the types.
    Object(usize),
    /// A list.
    List(Box<Shape>),
    /// Now this, now that.
    Any,
}

/// What a type is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Called<'a> {
    /// The type's name, or the member's that has it.
    pub(super) name: &'a str,
    /// The qualified name to send and to check, where it is known.
    pub(super) wire: Option<&'a str>,
}

impl Types {
    /// Takes a name for something that is no type of these.
    pub(super) fn take(&mut self, name: &str) -> String {
        self.taken.first_free([free(name)])
    }

    /// The type of Rust for some values that are the same thing.
    pub(super) fn rust(&mut self, called: Called<'_>, values: &[&Json]) -> String {
        let shape = self.shape(called, values);
        self.text(&shape, None)
    }

    /// The type for an object of which there may be no example.
    pub(super) fn object(&mut self, called: Called<'_>, values: &[&Json]) -> String {
        let objects: Vec<&Json> = values.iter().copied().filter(|value| matches!(value, Json::Object(_))).collect();
        let index = self.item(called, &objects);
        self.text(&Shape::Object(index), None)
    }

    /// What some values are.
    fn shape(&mut self, called: Called<'_>, values: &[&Json]) -> Shape {
        let objects: Vec<&Json> = values.iter().copied().filter(|value| !value.members().is_empty()).collect();
        let object = if objects.is_empty() { None } else { Some(self.item(called, &objects)) };
        let shapes: Vec<Shape> = values
            .iter()
            .map(|value| match value {
                Json::Null => Shape::Unknown,
                Json::Bool => Shape::Bool,
                Json::Integer => Shape::Integer,
                Json::Number => Shape::Number,
                Json::Text(_) => Shape::Text,
                Json::Object(_) => object.map_or(Shape::Unknown, Shape::Object),
                Json::List(items) => {
                    let element = self
                        .shape(Called { name: &singular(called.name), ..called }, &items.iter().collect::<Vec<_>>());
                    Shape::List(Box::new(element))
                }
            })
            .collect();
        shapes.into_iter().reduce(Shape::with).unwrap_or(Shape::Unknown)
    }

    /// The type of some objects: one that is there already, or a new one.
    fn item(&mut self, called: Called<'_>, objects: &[&Json]) -> usize {
        let mut said: Vec<&str> = objects.iter().filter_map(|object| object.odata_type()).collect();
        said.dedup();
        let (name, wire) = match (said.as_slice(), called.wire) {
            ([only], None) => (names_of(only), Some(*only)),
            (_, wire) => (called.name, wire),
        };
        // Objects of several types are one struct, which says by a member of its own which it is.
        let has_kind = said.len() > 1;
        let index = self.known(name, wire, objects).unwrap_or_else(|| {
            let rust = self.taken.first_free([free(&names::pascal(name))]);
            let wire = wire.filter(|_| !has_kind).map(str::to_owned);
            self.items.push(Item { rust, found_as: name.to_owned(), wire, keeps_more: false, members: Vec::new() });
            self.items.len() - 1
        });
        let mut members: Vec<(&str, Vec<&Json>)> = Vec::new();
        for (member, value) in objects.iter().flat_map(|object| object.members()) {
            let is_annotation = member.contains('@') && !member.ends_with("@odata.bind");
            if is_annotation && !(has_kind && member == "@odata.type") {
                continue;
            }
            match members.iter_mut().find(|(known, _)| known == member) {
                Some((_, values)) => values.push(value),
                None => members.push((member, vec![value])),
            }
        }
        for (member, values) in members {
            let shape = self.shape(Called { name: member, wire: None }, &values);
            self.member(index, member, shape);
        }
        if let Some(item) = self.items.get_mut(index) {
            item.keeps_more |= self.is_response;
        }
        index
    }

    /// The type that is there already: of the same name, and with something in common.
    fn known(&self, name: &str, wire: Option<&str>, objects: &[&Json]) -> Option<usize> {
        self.items.iter().position(|item| {
            let has = |member: &str| item.members.iter().any(|(known, _)| known == member);
            let mut members = objects.iter().flat_map(|object| object.members());
            let is_same = item.wire.is_some() && item.wire.as_deref() == wire;
            is_same || (item.found_as == name && item.wire.as_deref() == wire && members.any(|(member, _)| has(member)))
        })
    }

    /// Adds a member to a type, or what is new of one that it has.
    fn member(&mut self, index: usize, name: &str, shape: Shape) {
        let Some(item) = self.items.get_mut(index) else { return };
        match item.members.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = std::mem::replace(known, Shape::Unknown).with(shape),
            None => item.members.push((name.to_owned(), shape)),
        }
    }

    /// A shape in Rust; inside `owner`, a box where the type would hold itself.
    fn text(&self, shape: &Shape, owner: Option<usize>) -> String {
        match shape {
            Shape::Unknown | Shape::Any => "serde_json::Value".to_owned(),
            Shape::Bool => "bool".to_owned(),
            Shape::Integer => "i64".to_owned(),
            Shape::Number => "f64".to_owned(),
            Shape::Text => "String".to_owned(),
            Shape::List(element) => format!("Vec<{}>", self.text(element, None)),
            Shape::Object(index) => {
                let name = self.items.get(*index).map_or("serde_json::Value", |item| item.rust.as_str());
                let holds_itself = owner.is_some_and(|owner| self.holds(*index, owner, &mut Vec::new()));
                if holds_itself { format!("Box<{name}>") } else { name.to_owned() }
            }
        }
    }

    /// Whether a type holds another one by value.
    fn holds(&self, index: usize, other: usize, seen: &mut Vec<usize>) -> bool {
        if index == other {
            return true;
        }
        if seen.contains(&index) {
            return false;
        }
        seen.push(index);
        let members = self.items.get(index).map(|item| item.members.as_slice()).unwrap_or_default();
        members.iter().any(|(_, shape)| matches!(shape, Shape::Object(held) if self.holds(*held, other, seen)))
    }

    /// Writes the types.
    pub(super) fn write(&self, writer: &mut Writer) {
        for (index, item) in self.items.iter().enumerate() {
            let name = docs::plain(&format!("`{}`", item.wire.as_deref().unwrap_or(&item.found_as)));
            let what = if item.members.is_empty() {
                "of which the page has no example"
            } else {
                "as far as the page's examples show it"
            };
            let docs = format!("{}, {what}.", name.trim_end_matches('.'));
            let wire = item.wire.as_ref().map(|wire| format!("\"{wire}\""));
            writer.begin(&[docs], "graph_type", &wire.as_deref().into_iter().collect::<Vec<_>>());
            writer.derives("Debug, Clone, Default, PartialEq");
            let mut taken = Taken::of(item.keeps_more.then_some("extra"));
            let mut fields: Vec<Field> = item
                .members
                .iter()
                .map(|(wire, shape)| {
                    let name = taken.first_free([names::field(wire)]);
                    let mark = names::unlike_field(wire, &name).map(|wire| format!("name = \"{wire}\""));
                    let docs = vec![format!("The {}.", names::words(wire))];
                    Field { docs, mark, name, ty: format!("Option<{}>", self.text(shape, Some(index))) }
                })
                .collect();
            if item.keeps_more {
                let docs = vec!["What else there is.".to_owned()];
                let ty = "serde_json::Map<String, serde_json::Value>".to_owned();
                fields.push(Field { docs, mark: Some("extra".to_owned()), name: "extra".to_owned(), ty });
            }
            writer.structure(&item.rust, &fields);
        }
    }
}

impl Shape {
    /// What is this, and is also that.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, shape) | (shape, Self::Unknown) => shape,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.with(*other))),
            (one, other) if one == other => one,
            _ => Self::Any,
        }
    }
}

/// A name that a type can have.
fn free(name: &str) -> String {
    if names::is_reserved(name) { format!("{name}Type") } else { name.to_owned() }
}

/// The last part of a qualified name.
fn names_of(wire: &str) -> &str {
    wire.rsplit('.').next().unwrap_or(wire)
}

/// A word for one of several: `policies` as `policy`, `classes` as `class`.
pub(super) fn singular(word: &str) -> String {
    let ends = |end: &str| word.to_lowercase().ends_with(end);
    let cut = |length: usize| word.get(..word.len() - length).unwrap_or(word);
    if ends("ies") && word.len() > 4 {
        format!("{}y", cut(3))
    } else if ["sses", "xes", "ches", "shes"].iter().any(|end| ends(end)) {
        cut(2).to_owned()
    } else if ends("s") && !["ss", "us", "is"].iter().any(|end| ends(end)) {
        cut(1).to_owned()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests;
