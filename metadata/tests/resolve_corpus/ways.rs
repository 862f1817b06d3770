//! The paths that the enumerator finds in all of Graph.

use std::collections::{BTreeMap, BTreeSet};

use graph_action_metadata::path::Path;
use graph_action_metadata::paths::Paths;
use graph_action_metadata::resolve::{Target, resolve};

use super::data::{graph, records};
use super::operations::{key, listed_key};

/// How many paths are looked at of each operation.
const LIMIT: usize = 8;

/// Operations whose first path the list does not have, and why ours is the better one or as good.
const UNLISTED: &[(&str, &str)] = &[
    // The list goes by way of a snapshot, and a reference from it; Graph's documentation goes by the cast.
    (
        "/directory/recovery/jobs/<id>/microsoft.graph.entraRecoveryServices.recoveryJob/microsoft.graph.entraRecoveryServices.getFailedChanges",
        "a cast",
    ),
    (
        "/directory/recovery/jobs/<id>/microsoft.graph.entraRecoveryServices.recoveryPreviewJob/microsoft.graph.entraRecoveryServices.getChanges",
        "a cast",
    ),
    // The list has eight paths of an operation at most, and those of one length by the alphabet.
    (
        "/drive/root/workbook/worksheets/<workbook_worksheet>/charts/<workbook_chart>/series/<id>/format/line/clear",
        "cut off",
    ),
];

/// A template without its placeholders and arguments, in which two spellings of one path are the same.
fn bare(template: &str) -> String {
    let mut depth = 0;
    let is_outside = |character: &char| {
        depth += i32::from(matches!(character, '<' | '{' | '('));
        let is_outside = depth == 0;
        depth -= i32::from(matches!(character, '>' | '}' | ')'));
        is_outside
    };
    template.chars().filter(is_outside).collect()
}

#[test]
fn every_operation_has_paths_that_lead_back_to_it() {
    let (Some((schema, index)), Some(records)) = (graph(), records("v1.0-actions.jsonl")) else { return };
    let listed: BTreeMap<_, BTreeSet<String>> = records
        .iter()
        .map(|record| {
            let templates = record["paths"].as_array().unwrap().iter();
            (listed_key(record), templates.map(|path| bare(path["template"].as_str().unwrap())).collect())
        })
        .collect();
    let paths = Paths::of(schema);
    let (mut routes, mut shared, mut unlisted, mut wrong) = (0, 0, BTreeSet::new(), Vec::new());
    for operation in &schema.operations {
        let found = paths.to_operation(operation, LIMIT);
        let theirs = &listed[&key(operation)];
        let Some(first) = found.routes.first() else {
            wrong.push(format!("{}: no path", operation.id()));
            continue;
        };
        if !theirs.contains(&bare(&first.template)) {
            unlisted.insert(first.template.clone());
        }
        for route in &found.routes {
            routes += 1;
            shared += usize::from(theirs.contains(&bare(&route.template)));
            match resolve(index, &Path::parse(&route.template).unwrap()).map(|resolved| (resolved.target, resolved.on))
            {
                Ok((Target::Operation { overloads, .. }, on))
                    if overloads == std::slice::from_ref(operation) && on == route.on => {}
                other => wrong.push(format!("{}: {}: {other:?}", operation.id(), route.template)),
            }
        }
    }
    eprintln!("{} operations, {routes} paths, of which the list has {shared}", schema.operations.len());
    assert!(wrong.is_empty(), "{} of {routes}: {wrong:#?}", wrong.len());
    assert_eq!(unlisted, UNLISTED.iter().map(|(template, _)| (*template).to_owned()).collect());
}

#[test]
fn well_known_operations_have_the_paths_that_a_person_would_write() {
    let Some((schema, _)) = graph() else { return };
    let paths = Paths::of(schema);
    for (id, templates) in [
        ("sendMail(user)", &["/me/sendMail", "/users/<id>/sendMail"][..]),
        ("cancelMediaProcessing(call)", &["/communications/calls/<id>/cancelMediaProcessing"]),
        ("checkMemberGroups(directoryObject)", &["/me/checkMemberGroups", "/directoryObjects/<id>/checkMemberGroups"]),
        (
            "reply(message)",
            &[
                "/me/messages/<id>/reply",
                "/users/<user>/messages/<id>/reply",
                "/me/mailFolders/<mail_folder>/messages/<id>/reply",
            ],
        ),
        ("delta(Collection(user))", &["/users/delta"]),
        ("replyWithQuote(Collection(chatMessage))", &["/chats/<id>/messages/replyWithQuote"]),
    ] {
        let operation = schema.operations.iter().find(|it| it.id().replace("microsoft.graph.", "") == id);
        let found = operation.map(|operation| paths.to_operation(operation, LIMIT)).unwrap_or_default();
        let found: Vec<&str> = found.routes.iter().map(|route| route.template.as_str()).collect();
        assert_eq!(found.iter().take(templates.len()).copied().collect::<Vec<_>>(), templates, "{id}: {found:#?}");
    }
}
