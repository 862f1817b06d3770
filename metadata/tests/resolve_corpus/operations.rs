//! Every operation on every path that an independent program has listed for it.

use std::collections::{BTreeMap, BTreeSet};

use graph_action_metadata::Schema;
use graph_action_metadata::model::{Operation, OperationKind, TypeRef};
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Note, Target, resolve};
use serde_json::Value;

use super::data::{graph, records};

/// Listed paths that mean another operation than the list says: the path's end, what the list says it is bound to, and what
/// it is bound to.
///
/// All are the list's fault. A derived type has the operation itself, which hides that of its base: `/applications/delta` is
/// the `delta` of applications and not that of directory objects.
const HIDDEN: &[(&str, &str, &str)] = &[
    ("/applications/delta()", "Collection(microsoft.graph.directoryObject)", "Collection(microsoft.graph.application)"),
    ("/contacts/delta()", "Collection(microsoft.graph.directoryObject)", "Collection(microsoft.graph.orgContact)"),
    ("/devices/delta()", "Collection(microsoft.graph.directoryObject)", "Collection(microsoft.graph.device)"),
    (
        "/directoryRoles/delta()",
        "Collection(microsoft.graph.directoryObject)",
        "Collection(microsoft.graph.directoryRole)",
    ),
    (
        "/deviceAppManagement/androidManagedAppProtections/{androidManagedAppProtection-id}/targetApps",
        "microsoft.graph.managedAppPolicy",
        "microsoft.graph.targetedManagedAppProtection",
    ),
    (
        "/deviceAppManagement/androidManagedAppProtections/{androidManagedAppProtection-id}/targetApps",
        "microsoft.graph.managedAppProtection",
        "microsoft.graph.targetedManagedAppProtection",
    ),
];

/// What tells one overload from all others: binding, name, parameters with their types.
pub(crate) type Key = (Option<TypeRef>, String, Vec<(String, TypeRef)>);

/// A type as the list has it.
fn type_of(value: &Value) -> TypeRef {
    let name = value["type"].as_str().unwrap().to_owned();
    TypeRef { name, is_collection: value["collection"].as_bool().unwrap() }
}

/// What tells an overload of the list from all others.
pub(crate) fn listed_key(record: &Value) -> Key {
    let name = format!("{}.{}", record["namespace"].as_str().unwrap(), record["name"].as_str().unwrap());
    let parameters = record["params"].as_array().unwrap();
    let parameters = parameters.iter().map(|it| (it["name"].as_str().unwrap().to_owned(), type_of(it))).collect();
    (record["binding"].is_object().then(|| type_of(&record["binding"])), name, parameters)
}

/// What tells an overload of the schema from all others.
pub(crate) fn key(operation: &Operation) -> Key {
    let parameters = operation.parameters.iter().map(|it| (it.name.clone(), it.ty.clone())).collect();
    (operation.binding.clone(), operation.name.clone(), parameters)
}

/// The operations of the schema by what tells them apart.
fn by_key(schema: &Schema) -> BTreeMap<Key, &Operation> {
    schema.operations.iter().map(|operation| (key(operation), operation)).collect()
}

#[test]
fn every_operation_is_found_on_every_listed_path() {
    let (Some((schema, index)), Some(records)) = (graph(), records("v1.0-actions.jsonl")) else { return };
    let ours = by_key(schema);
    let (mut paths, mut hidden, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for record in &records {
        let operation = ours[&listed_key(record)];
        let listed = record["paths"].as_array().unwrap().iter();
        for text in listed.flat_map(|path| [&path["template"], &path["odata"]]).map(|text| text.as_str().unwrap()) {
            paths += 1;
            let resolved = match resolve(index, &Path::parse(text).unwrap()) {
                Ok(resolved) => resolved,
                Err(problem) => {
                    wrong.push(format!("{}: {text}: {problem}", operation.id()));
                    continue;
                }
            };
            // Nothing is left to the service: every segment is declared, cast and qualified as it should be.
            if let Some(note) = resolved.notes.iter().find(|note| !matches!(note, Note::Deprecated { .. })) {
                wrong.push(format!("{}: {text}: {note:?}", operation.id()));
            }
            match resolved.target {
                Target::Operation { overloads, .. } if overloads == std::slice::from_ref(operation) => {}
                Target::Operation { overloads, .. } if overloads.len() == 1 => {
                    let [said, found] = [operation, &overloads[0]].map(|it| it.binding.as_ref().unwrap().to_string());
                    hidden.insert((text.to_owned(), said, found));
                }
                other => wrong.push(format!("{}: {text}: {other:?}", operation.id())),
            }
        }
    }
    eprintln!(
        "{} operations, {paths} spellings of paths, {} of the list that mean another operation",
        records.len(),
        hidden.len()
    );
    assert!(wrong.is_empty(), "{} of {paths}: {wrong:#?}", wrong.len());
    let explained = HIDDEN.iter().map(|(path, said, found)| (path.to_string(), said.to_string(), found.to_string()));
    assert_eq!(hidden, explained.collect::<BTreeSet<_>>());
}

#[test]
fn parameters_and_results_are_the_listed_ones() {
    let (Some((schema, index)), Some(records)) = (graph(), records("v1.0-actions.jsonl")) else { return };
    let ours = by_key(schema);
    assert_eq!((records.len(), ours.len()), (1183, 1183), "one of the two has lost an operation");
    for record in &records {
        let key = listed_key(record);
        // What comes back from the index, and not the schema that it was made of.
        let overloads = index.overloads(key.0.as_ref(), &key.1).unwrap();
        let operation = overloads.iter().find(|overload| self::key(overload) == key).unwrap();
        assert_eq!(ours[&key], operation);
        let kind = if record["kind"] == "action" { OperationKind::Action } else { OperationKind::Function };
        assert_eq!(operation.kind, kind, "{}", operation.id());
        assert_eq!(operation.is_composable, record["is_composable"].as_bool().unwrap(), "{}", operation.id());
        let returns = Some(&record["returns"]).filter(|returns| returns.is_object());
        assert_eq!(operation.returns.as_ref().map(|it| it.ty.clone()), returns.map(type_of), "{}", operation.id());
        if let (Some(ours), Some(listed)) = (&operation.returns, returns) {
            assert_eq!(ours.is_nullable, listed["nullable"].as_bool().unwrap(), "{}", operation.id());
        }
        for (ours, listed) in operation.parameters.iter().zip(record["params"].as_array().unwrap()) {
            let flags = (ours.is_nullable, ours.is_optional);
            let listed = (listed["nullable"].as_bool().unwrap(), listed["optional"].as_bool().unwrap());
            assert_eq!(flags, listed, "{}: {}", operation.id(), ours.name);
        }
    }
}
