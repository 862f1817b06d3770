//! The v1.0 metadata of Microsoft Graph, whole, against what a program independent of this one found in it.
//!
//! Both files lie beside the repository, and are no part of it; where they are missing the tests say so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use graph_action_metadata::model::{MemberKind, Operation, OperationKind, Shape, TypeRef};
use graph_action_metadata::{Schema, csdl};
use serde_json::Value;

/// A file beside the repository, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if file.is_file() {
        return Some(file);
    }
    println!("skipped: there is no {}, which is no part of the repository", file.display());
    None
}

/// The whole of v1.0.
fn v1() -> Option<Schema> {
    let text = std::fs::read(shared("metadata/v1.0.csdl")?).unwrap();
    let start = Instant::now();
    let schema = csdl::read(&text[..]).unwrap();
    println!("{} bytes of CSDL were read in {:?}", text.len(), start.elapsed());
    Some(schema)
}

#[test]
fn everything_in_it_is_found() {
    let Some(schema) = v1() else { return };
    let operations = |kind| schema.operations.iter().filter(|operation| operation.kind == kind).count();
    let members = |kind| schema.members.iter().filter(|member| member.kind == kind).count();
    let objects = || {
        schema.types.iter().filter_map(|ty| match &ty.shape {
            Shape::Object(object) => Some(object),
            Shape::Enum(_) | Shape::Definition(_) => None,
        })
    };
    assert_eq!(operations(OperationKind::Action), 857);
    assert_eq!(operations(OperationKind::Function), 326);
    assert_eq!(objects().filter(|object| object.is_entity).count(), 1182);
    assert_eq!(objects().filter(|object| !object.is_entity).count(), 1779);
    assert_eq!(schema.types.iter().filter(|ty| matches!(ty.shape, Shape::Enum(_))).count(), 861);
    assert_eq!(members(MemberKind::EntitySet), 41);
    assert_eq!(members(MemberKind::Singleton), 31);
    assert_eq!(
        schema
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters)
            .filter(|parameter| parameter.is_optional)
            .count(),
        181
    );
    assert_eq!(objects().filter(|object| !object.alternate_keys.is_empty()).count(), 15);
    assert_eq!(objects().map(|object| object.alternate_keys.len()).sum::<usize>(), 17);
    assert_eq!(objects().map(|object| object.properties.len()).sum::<usize>(), 10525 + 1432);
    assert_eq!(objects().filter(|object| !object.key.is_empty()).count(), 12);
    assert_eq!(objects().filter(|object| object.has_stream).count(), 10);
    assert_eq!(objects().filter(|object| object.is_open).count(), 535);
    assert_eq!(objects().flat_map(|object| &object.properties).filter(|property| property.is_read_only).count(), 210);
    assert_eq!(schema.docs.len(), 4476, "one for each target of a Description or LongDescription");
}

#[test]
fn every_deprecation_lands_on_its_element() {
    let Some(schema) = v1() else { return };
    let types = schema.types.iter().filter(|ty| ty.deprecated.is_some()).count();
    let properties = schema.types.iter().flat_map(|ty| match &ty.shape {
        Shape::Object(object) => object.properties.as_slice(),
        Shape::Enum(_) | Shape::Definition(_) => &[],
    });
    let properties = properties.filter(|property| property.deprecated.is_some()).count();
    let operations = schema.operations.iter().filter(|operation| operation.deprecated.is_some()).count();
    assert_eq!((types, properties, operations), (38, 13, 4), "as the 55 annotations of the document have it");
}

#[test]
fn every_name_that_is_used_is_defined() {
    let Some(schema) = v1() else { return };
    let defined =
        |name: &str| name.starts_with("Edm.") || schema.types.binary_search_by(|ty| ty.name.as_str().cmp(name)).is_ok();
    let mut missing = Vec::new();
    for ty in &schema.types {
        if let Shape::Object(object) = &ty.shape {
            let names = object.properties.iter().map(|property| &property.ty.name).chain(&object.base);
            missing.extend(names.filter(|name| !defined(name)).map(|name| format!("{name} in {}", ty.name)));
        }
    }
    for operation in &schema.operations {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty.name);
        let names = parameters
            .chain(operation.binding.iter().map(|ty| &ty.name))
            .chain(operation.returns.iter().map(|returns| &returns.ty.name));
        missing.extend(names.filter(|name| !defined(name)).map(|name| format!("{name} in {}", operation.id())));
    }
    missing.extend(schema.members.iter().filter(|member| !defined(&member.target)).map(|member| member.target.clone()));
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_overload_agrees_with_an_independent_reading() {
    let (Some(schema), Some(corpus)) = (v1(), shared("corpus/v1.0-actions.jsonl")) else { return };
    let text = std::fs::read_to_string(corpus).unwrap();
    let mut ours: BTreeMap<String, &Operation> =
        schema.operations.iter().map(|operation| (signature(operation), operation)).collect();
    let mut disagreements = String::new();
    let mut compared = 0;
    for line in text.lines() {
        let theirs: Value = serde_json::from_str(line).unwrap();
        let wanted = Overload::of_json(&theirs);
        compared += 1;
        match ours.remove(&wanted.signature()) {
            None => writeln!(disagreements, "{} was not found", wanted.signature()).unwrap(),
            Some(operation) if Overload::of(operation) != wanted => {
                writeln!(disagreements, "{:?}\n  is not {wanted:?}", Overload::of(operation)).unwrap();
            }
            Some(_) => {}
        }
    }
    for signature in ours.keys() {
        writeln!(disagreements, "{signature} is ours alone").unwrap();
    }
    assert!(disagreements.is_empty(), "{disagreements}");
    assert_eq!(compared, 1183);
}

/// What both readings say of one overload.
#[derive(Debug, PartialEq, Eq)]
struct Overload {
    name: String,
    is_action: bool,
    binding: Option<TypeRef>,
    /// Name, type, whether nullable, whether optional.
    parameters: Vec<(String, TypeRef, bool, bool)>,
    returns: Option<(TypeRef, bool)>,
    is_composable: bool,
}

impl Overload {
    /// Ours.
    fn of(operation: &Operation) -> Self {
        let parameter = |parameter: &graph_action_metadata::model::Parameter| {
            (parameter.name.clone(), parameter.ty.clone(), parameter.is_nullable, parameter.is_optional)
        };
        Self {
            name: operation.name.clone(),
            is_action: operation.kind == OperationKind::Action,
            binding: operation.binding.clone(),
            parameters: operation.parameters.iter().map(parameter).collect(),
            returns: operation.returns.as_ref().map(|returns| (returns.ty.clone(), returns.is_nullable)),
            is_composable: operation.is_composable,
        }
    }

    /// Theirs.
    fn of_json(json: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let flag = |value: &Value| value.as_bool().unwrap();
        let ty = |value: &Value| TypeRef { name: text(&value["type"]), is_collection: flag(&value["collection"]) };
        let parameter =
            |value: &Value| (text(&value["name"]), ty(value), flag(&value["nullable"]), flag(&value["optional"]));
        Self {
            name: format!("{}.{}", text(&json["namespace"]), text(&json["name"])),
            is_action: json["kind"] == "action",
            binding: Some(&json["binding"]).filter(|binding| !binding.is_null()).map(ty),
            parameters: json["params"].as_array().unwrap().iter().map(parameter).collect(),
            returns: Some(&json["returns"])
                .filter(|returns| !returns.is_null())
                .map(|value| (ty(value), flag(&value["nullable"]))),
            is_composable: flag(&json["is_composable"]),
        }
    }

    /// What tells it from the others.
    fn signature(&self) -> String {
        let types: Vec<_> = self.parameters.iter().map(|(name, ty, ..)| format!("{name}: {ty}")).collect();
        format!("{}({:?}; {})", self.name, self.binding, types.join(", "))
    }
}

/// What tells one of our operations from the others.
fn signature(operation: &Operation) -> String {
    Overload::of(operation).signature()
}
