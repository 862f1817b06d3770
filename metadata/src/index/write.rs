//! From a schema to the lines of its index.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::kept::Kept;
use super::line::{binding, escaped, sealed, shortened, type_ref};
use crate::model::{
    Deprecation, EnumMember, Member, MemberKind, Navigation, Operation, OperationKind, Parameter, Property, Schema,
    Shape, Type, namespace,
};

/// The index of `schema`.
pub(super) fn index(schema: &Schema) -> Index {
    let namespace = most_used_namespace(schema).to_owned();
    // By key: sorted, and what is there twice is there once.
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    let mut put = |key: String, fields: Vec<String>| {
        let line = fields.iter().fold(key.clone(), |line, field| line + "\t" + field);
        lines.insert(key, sealed(&line));
    };
    for (element, text) in &schema.docs {
        put(format!("d {element}"), vec![escaped(text)]);
    }
    for member in &schema.members {
        put(format!("m {}", member.name), fields_of_member(member, &namespace));
    }
    for ty in &schema.types {
        put(format!("t {}", shortened(&ty.name, &namespace)), fields_of_type(ty, &namespace));
    }
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut operations: Vec<&Operation> = schema.operations.iter().collect();
    operations.sort_by_cached_key(|operation| operation.id());
    for operation in operations {
        let on = binding(operation.binding.as_ref(), &namespace);
        let key = format!("o {on} {}", shortened(&operation.name, &namespace));
        let entry = format!("{on} {}", shortened(&operation.name, &namespace));
        by_name.entry(operation.short_name()).or_default().insert(entry);
        let number = numbers.entry(key.clone()).or_default();
        put(format!("{key} {number:04}"), fields_of_operation(operation, &namespace));
        *number += 1;
    }
    for (name, entries) in by_name {
        put(format!("n {name}"), entries.into_iter().collect());
    }
    Index { text: lines.into_values().collect(), namespace, types: Kept::default() }
}

/// The namespace that most of the types are in; the first by name of several.
pub(crate) fn most_used_namespace(schema: &Schema) -> &str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ty in &schema.types {
        *counts.entry(namespace(&ty.name)).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(namespace, _)| namespace).unwrap_or_default()
}

/// Kind, target and deprecation.
fn fields_of_member(member: &Member, namespace: &str) -> Vec<String> {
    let kind = match member.kind {
        MemberKind::EntitySet => "set",
        MemberKind::Singleton => "one",
        MemberKind::ActionImport => "action",
        MemberKind::FunctionImport => "function",
    };
    vec![kind.to_owned(), shortened(&member.target, namespace), deprecation(member.deprecated.as_ref())]
}

/// Kind and flags, base, key, alternate keys, deprecation, and a field for each property or member.
fn fields_of_type(ty: &Type, namespace: &str) -> Vec<String> {
    let deprecated = deprecation(ty.deprecated.as_ref());
    let nothing = || "-".to_owned();
    match &ty.shape {
        Shape::Object(object) => {
            let mut kind = if object.is_entity { "entity" } else { "complex" }.to_owned();
            for (flag, letter) in
                [(object.is_abstract, " abstract"), (object.is_open, " open"), (object.has_stream, " stream")]
            {
                if flag {
                    kind.push_str(letter);
                }
            }
            let base = object.base.as_ref().map_or_else(nothing, |base| shortened(base, namespace));
            let alternate: Vec<String> = object.alternate_keys.iter().map(|key| key.join(",")).collect();
            let mut fields = vec![kind, base, object.key.join(","), alternate.join(" "), deprecated];
            fields.extend(object.properties.iter().map(|property| property_field(property, namespace)));
            fields
        }
        Shape::Enum(enumeration) => {
            let kind = if enumeration.is_flags { "enum flags" } else { "enum" };
            let mut fields = vec![kind.to_owned(), nothing(), String::new(), String::new(), deprecated];
            fields.extend(enumeration.members.iter().map(member_field));
            fields
        }
        Shape::Definition(of) => {
            vec!["definition".to_owned(), shortened(of, namespace), String::new(), String::new(), deprecated]
        }
    }
}

/// `name:type:flags:deprecation`.
fn property_field(property: &Property, namespace: &str) -> String {
    let mut flags = String::new();
    for (flag, letter) in [(property.is_nullable, 'n'), (property.is_read_only, 'r')] {
        if flag {
            flags.push(letter);
        }
    }
    match property.navigation {
        None => {}
        Some(Navigation::Reference) => flags.push('v'),
        Some(Navigation::Contained) => flags.push('c'),
    }
    let deprecated = deprecation(property.deprecated.as_ref());
    format!("{}:{}:{flags}:{deprecated}", property.name, type_ref(&property.ty, namespace))
}

/// `name:value:deprecation`.
fn member_field(member: &EnumMember) -> String {
    format!("{}:{}:{}", member.name, member.value, deprecation(member.deprecated.as_ref()))
}

/// Kind and flags, what is returned, deprecation, and a field for each parameter.
fn fields_of_operation(operation: &Operation, namespace: &str) -> Vec<String> {
    let mut kind = match operation.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    }
    .to_owned();
    if operation.is_composable {
        kind.push_str(" composable");
    }
    let returns = operation.returns.as_ref().map_or_else(
        || "-".to_owned(),
        |returns| {
            let nullable = if returns.is_nullable { "n" } else { "" };
            format!("{}:{nullable}", type_ref(&returns.ty, namespace))
        },
    );
    let mut fields = vec![kind, returns, deprecation(operation.deprecated.as_ref())];
    fields.extend(operation.parameters.iter().map(|parameter| parameter_field(parameter, namespace)));
    fields
}

/// `name:type:flags:deprecation`.
fn parameter_field(parameter: &Parameter, namespace: &str) -> String {
    let mut flags = String::new();
    for (flag, letter) in [(parameter.is_nullable, 'n'), (parameter.is_optional, 'o')] {
        if flag {
            flags.push(letter);
        }
    }
    let deprecated = deprecation(parameter.deprecated.as_ref());
    format!("{}:{}:{flags}:{deprecated}", parameter.name, type_ref(&parameter.ty, namespace))
}

/// `date|removal|version|description`, or nothing.
fn deprecation(deprecation: Option<&Deprecation>) -> String {
    let Some(deprecation) = deprecation else { return String::new() };
    let parts = [&deprecation.date, &deprecation.removal, &deprecation.version, &deprecation.description];
    // `=` tells a text, even an empty one, from none.
    let parts = parts.map(|part| part.as_deref().map_or_else(String::new, |text| format!("={}", escaped(text))));
    parts.join("|")
}
