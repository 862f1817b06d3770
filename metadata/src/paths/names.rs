//! A path that was found as a template, with names for its placeholders.

use super::map::{Map, Place, Step};
use super::search::Trail;
use super::{Placeholder, Route, Value};
use crate::model::{Member, Operation, OperationKind, TypeRef, short};
use crate::names::snake;

/// The words that no placeholder may be.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A template that is being written.
#[derive(Default)]
struct Writer {
    /// It.
    template: String,
    /// Its placeholders.
    placeholders: Vec<Placeholder>,
    /// The names that the fields of an action have already.
    taken: Vec<String>,
}

/// The template of an import.
pub(super) fn import(member: &Member, operation: &Operation) -> Route {
    let mut writer = Writer::new(operation);
    writer.segment(&member.name);
    writer.arguments(operation, true);
    Route { template: writer.template, placeholders: writer.placeholders, on: None }
}

/// The template of a path, with the operation behind it where one is given.
pub(super) fn route(map: &Map<'_>, trail: &Trail<'_>, operation: Option<&Operation>) -> Route {
    let mut writer = operation.map_or_else(Writer::default, Writer::new);
    let last_key = trail.steps.iter().rposition(|(arrival, _)| matches!(arrival.step, Step::Key));
    for (number, (arrival, place)) in trail.steps.iter().enumerate() {
        let ty = map.name(*place);
        match arrival.step {
            Step::Member(member) => writer.segment(&member.name),
            Step::Property(property) => writer.segment(&property.name),
            Step::Cast => writer.segment(ty),
            Step::Key if map.key_of(*place).len() > 1 => writer.parts(ty, map.key_of(*place)),
            Step::Key => {
                let by_type = snake(short(ty));
                let by_type = [by_type.clone(), format!("{by_type}_id")];
                let id = (last_key == Some(number)).then(|| "id".to_owned());
                let name = writer.free(id.into_iter().chain(by_type));
                writer.placeholder(&name, Value::Key(ty.to_owned()));
            }
            Step::Function(function) => {
                if let Some(on) = arrival.from {
                    writer.call(map, on, function, false);
                }
            }
        }
    }
    if let Some(operation) = operation {
        writer.call(map, trail.end, operation, true);
    }
    let on = TypeRef { name: map.name(trail.end).to_owned(), is_collection: trail.end.is_collection };
    Route { template: writer.template, placeholders: writer.placeholders, on: Some(on) }
}

impl Writer {
    /// A template for an operation, whose parameters are fields of the same struct as the placeholders.
    fn new(operation: &Operation) -> Self {
        let taken = operation.parameters.iter().map(|parameter| identifier(&parameter.name)).collect();
        Self { taken, ..Self::default() }
    }

    /// A segment that is text.
    fn segment(&mut self, text: &str) {
        self.template.push('/');
        self.template.push_str(text);
    }

    /// A key.
    fn placeholder(&mut self, name: &str, value: Value) {
        self.segment(&format!("<{name}>"));
        self.placeholders.push(Placeholder { name: name.to_owned(), value });
    }

    /// A key of several properties, which stands in parentheses.
    fn parts(&mut self, ty: &str, key: &[String]) {
        let by_type = snake(short(ty));
        let mut texts = Vec::new();
        for property in key {
            let name = identifier(property);
            let name = self.free([name.clone(), format!("{by_type}_{name}")]);
            texts.push(format!("{property}=<{name}>"));
            let value = Value::KeyPart { ty: ty.to_owned(), property: property.clone() };
            self.placeholders.push(Placeholder { name, value });
        }
        self.template.extend(["(", &texts.join(","), ")"]);
    }

    /// A call of an operation; the last one gives all of its parameters, one in mid-path those that it needs.
    fn call(&mut self, map: &Map<'_>, on: Place, operation: &Operation, is_last: bool) {
        let name = operation.name.strip_prefix(map.namespace).and_then(|rest| rest.strip_prefix('.'));
        let name = name.filter(|name| !name.contains('.')).unwrap_or(&operation.name);
        self.segment(name);
        if !self.arguments(operation, is_last) && !on.is_collection && map.has_property(on.ty, name) {
            // The property would be meant.
            self.template.push_str("()");
        }
    }

    /// The arguments of a function; false where there are none to write.
    fn arguments(&mut self, operation: &Operation, is_last: bool) -> bool {
        if operation.kind == OperationKind::Action {
            return false;
        }
        let mut texts = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| is_last || !parameter.is_optional) {
            let name = identifier(&parameter.name);
            let name = if is_last && !self.placeholders.iter().any(|placeholder| placeholder.name == name) {
                // It was set aside for this.
                name
            } else {
                let of_operation = format!("{}_{}", snake(short(&operation.name)), snake(&parameter.name));
                self.free([name, of_operation])
            };
            texts.push(format!("{}=<{name}>", parameter.name));
            let value = Value::Argument { operation: operation.name.clone(), parameter: parameter.name.clone() };
            self.placeholders.push(Placeholder { name, value });
        }
        if texts.is_empty() {
            return false;
        }
        self.template.extend(["(", &texts.join(","), ")"]);
        true
    }

    /// The first of the names that is free, or the last one with a number.
    fn free(&mut self, names: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for name in names {
            last = if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name };
            if !self.taken.contains(&last) {
                self.taken.push(last.clone());
                return last;
            }
        }
        let mut number = 2;
        let mut numbered = format!("{last}_{number}");
        while self.taken.contains(&numbered) {
            number += 1;
            numbered = format!("{last}_{number}");
        }
        self.taken.push(numbered.clone());
        numbered
    }
}

/// A name as a field of a struct has it.
fn identifier(name: &str) -> String {
    let snake = snake(name);
    if KEYWORDS.contains(&snake.as_str()) { format!("{snake}_") } else { snake }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names_in_rust() {
        for (name, expected) in [
            ("chatMessage", "chat_message"),
            ("StartDateTime", "start_date_time"),
            ("type", "type_"),
            ("oAuth2PermissionGrant", "o_auth2_permission_grant"),
            ("userPSTNNumber", "user_pstn_number"),
        ] {
            assert_eq!(identifier(name), expected);
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut writer = Writer { taken: vec!["id".to_owned()], ..Writer::default() };
        let names = || ["id".to_owned(), "user".to_owned()];
        assert_eq!(writer.free(names()), "user");
        assert_eq!(writer.free(names()), "user_2");
        assert_eq!(writer.free(names()), "user_3");
        assert_eq!(writer.free(["type".to_owned()]), "type_");
    }
}
