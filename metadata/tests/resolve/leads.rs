//! Paths that lead somewhere, and where.

use graph_action_metadata::model::Deprecation;
use graph_action_metadata::path::Path;
use graph_action_metadata::resolve::{Note, Origin, Resolved, StepKind, Target, operations_of, resolve, resolve_from};

use super::schema::{index, ty};

/// What a path leads to, in short.
fn told(resolved: &Resolved) -> String {
    match &resolved.target {
        Target::Root => "root".to_owned(),
        Target::Resource { ty, .. } => ty.to_string().replace("microsoft.graph.", ""),
        Target::Operation { overloads, .. } => {
            let ids: Vec<String> = overloads.iter().map(|it| it.id().replace("microsoft.graph.", "")).collect();
            ids.join(" ")
        }
        Target::Stream => "stream".to_owned(),
        Target::Count => "count".to_owned(),
        Target::References(ty) => format!("references of {ty}").replace("microsoft.graph.", ""),
        Target::Unknown => "unknown".to_owned(),
    }
}

/// Resolves a path that has to lead somewhere.
fn resolved(text: &str) -> Resolved {
    resolve(&index(), &Path::parse(text).unwrap()).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn every_kind_of_segment_leads_on() {
    for (path, target) in [
        ("/", "root"),
        ("/me", "user"),
        ("/users", "Collection(user)"),
        ("/users/<id>", "user"),
        ("/users('<id>')", "user"),
        ("/users(id='{id}')", "user"),
        ("/users()", "Collection(user)"),
        ("/users/adele@contoso.com", "user"),
        ("/users/{id | userPrincipalName}/messages/{id}", "message"),
        ("/applications(appId='<app_id>')", "application"),
        ("/sites/contoso.sharepoint.com", "site"),
        ("/sites/root/drive", "drive"),
        ("/me/displayName", "Edm.String"),
        ("/me/displayName/$value", "stream"),
        ("/me/otherMails", "Collection(Edm.String)"),
        ("/me/otherMails/$count", "count"),
        ("/me/userType", "kind"),
        ("/me/mailboxSettings", "mailboxSettings"),
        ("/me/mailboxSettings/timeZone", "Edm.String"),
        ("/me/photo/$value", "stream"),
        ("/users/<id>/photos/48x48/$value", "stream"),
        ("/users/$count", "count"),
        ("/groups/<id>/members/$ref", "references of Collection(directoryObject)"),
        ("/groups/<group>/members/<id>/$ref", "references of directoryObject"),
        ("/me/manager/$ref", "references of directoryObject"),
        ("/users/$query", "Collection(user)"),
        ("/$batch", "unknown"),
        // Casts.
        ("/directoryObjects/microsoft.graph.user", "Collection(user)"),
        ("/directoryObjects/microsoft.graph.user/<id>/messages", "Collection(message)"),
        ("/directoryObjects/microsoft.graph.user('<id>')/photo", "profilePhoto"),
        ("/directoryObjects/microsoft.graph.user/$count", "count"),
        ("/directoryObjects/<id>/microsoft.graph.group/members", "Collection(directoryObject)"),
        ("/users/<id>/microsoft.graph.directoryObject", "directoryObject"),
        ("/me/messages/<id>/microsoft.graph.calendarSharingMessage/accept", "accept(calendarSharingMessage)"),
        // Operations of the type, of its bases, on one and on collections; in either spelling.
        ("/me/sendMail", "sendMail(user)"),
        ("/me/microsoft.graph.sendMail", "sendMail(user)"),
        ("/me/checkMemberGroups", "checkMemberGroups(directoryObject)"),
        ("/users/getByIds", "getByIds(Collection(directoryObject))"),
        ("/users/delta", "delta(Collection(user))"),
        ("/users/delta()", "delta(Collection(user))"),
        ("/users/microsoft.graph.delta()", "delta(Collection(user))"),
        ("/users/<id>/calendars/<calendar>/events/<event>/accept", "accept(event)"),
        ("/scans/<id>/microsoft.graph.sub.start", "sub.start(sub.scan)"),
        ("/scans/<id>/start", "sub.start(sub.scan)"),
        ("/scans/<id>/microsoft.graph.other.twice", "other.twice(sub.scan)"),
        ("/find(id='<id>')/<id>/messages", "Collection(message)"),
        ("/find(id=<id>)", "find(Edm.String)"),
        ("/resetAll", "resetAll()"),
        // Overloads.
        ("/me/drive/root/delta", "delta(driveItem)"),
        ("/me/drive/root/delta(token='latest')", "delta(driveItem,Edm.String)"),
        ("/me/drive/root/delta(token=@token)", "delta(driveItem,Edm.String)"),
        ("/me/drive/root/workbook/sheets/<id>/range", "range(sheet)"),
        ("/me/drive/root/workbook/sheets/<id>/range()/format/autofit", "autofit(format)"),
        ("/me/drive/root/workbook/sheets/<id>/range(address='<a>')/format/autofit", "autofit(format)"),
        ("/me/drive/root/workbook/sheets/<id>/image(width=<w>)", "image(sheet,Edm.Int32)"),
        ("/me/drive/root/workbook/sheets/<id>/image(height=<h>)", "image(sheet,Edm.Int32,Edm.Int32)"),
        ("/me/drive/root/workbook/sheets/<id>/image", "image(sheet,Edm.Int32,Edm.Int32)"),
        ("/me/drive/root/search(q='x')/<id>/children", "Collection(driveItem)"),
        // Streams, and paths in colons.
        ("/me/drive/root/content", "stream"),
        ("/me/drive/root/content/$value", "stream"),
        ("/me/drive/root:/<path..>:/content", "stream"),
        ("/me/drive/root:/a/b.txt", "driveItem"),
        ("/me/drive/items/<id>:/<path..>:/children", "Collection(driveItem)"),
        ("/sites/<host>:/<path..>:", "site"),
        ("/sites/<host>:/<path..>:/drive/root", "driveItem"),
        // What the metadata does not know.
        ("/me/extension_abc_skill", "unknown"),
        ("/me/stranger/whatever/<id>/more", "unknown"),
        ("/me/<rest..>", "unknown"),
        ("<event>/accept", "unknown"),
    ] {
        assert_eq!(told(&resolved(path)), target, "{path}");
    }
}

#[test]
fn a_path_goes_on_from_a_resource() {
    let index = index();
    let path = Path::parse("<event>/accept").unwrap();
    let event = resolve_from(&index, &ty("event"), &path).unwrap();
    assert_eq!(told(&event), "accept(event)");
    assert_eq!(event.on, Some(ty("event")));
    let problem = resolve_from(&index, &ty("calendar"), &path).unwrap_err();
    assert_eq!(problem.place().unwrap().before, "<event>");
    let itself = resolve_from(&index, &ty("event"), &Path::parse("<event>").unwrap()).unwrap();
    assert_eq!(itself.target, Target::Resource { ty: ty("event"), origin: Origin::Start });
}

#[test]
fn an_operation_says_what_it_is_called_on_and_with() {
    let resolved = resolved("/users/<id>/checkMemberGroups");
    assert_eq!(resolved.on, Some(ty("user")), "the type in the path, not the base that the operation is bound to");
    let kinds: Vec<StepKind> = resolved.steps.iter().map(|step| step.kind).collect();
    assert!(matches!(kinds.as_slice(), [StepKind::Member(_), StepKind::Key, StepKind::Operation]), "{kinds:?}");
    let types: Vec<_> = resolved.steps.iter().map(|step| step.ty.clone()).collect();
    assert_eq!(types, [Some(ty("*user")), Some(ty("user")), None]);

    let resolved = super::leads::resolved("/me/reminderView(StartDateTime='a',EndDateTime=@end)");
    let Target::Operation { arguments, overloads } = resolved.target else { panic!("{:?}", resolved.target) };
    assert_eq!(arguments, ["StartDateTime", "EndDateTime"]);
    assert_eq!(overloads.len(), 1);
}

#[test]
fn a_key_in_parentheses_is_a_step_of_its_own() {
    let steps = resolved("/users('<id>')/messages").steps;
    let numbers: Vec<usize> = steps.iter().map(|step| step.segment).collect();
    assert_eq!(numbers, [0, 0, 1]);
}

#[test]
fn what_the_service_may_refuse_is_noted() {
    let notes = |path: &str| resolved(path).notes;
    assert_eq!(notes("/me/sendMail"), []);

    let [Note::Unqualified { place, name }] = &notes("/scans/<id>/start")[..] else { panic!() };
    assert_eq!((place.segment, name.as_str()), (2, "microsoft.graph.sub.start"));
    assert_eq!(notes("/scans/<id>/microsoft.graph.sub.start"), []);

    let [Note::FixedKey { place }] = &notes("/users/adele@contoso.com/messages")[..] else { panic!() };
    assert_eq!((place.segment, place.text.as_str()), (1, "adele@contoso.com"));
    assert_eq!(notes("/users('adele@contoso.com')"), []);

    let [Note::WithoutCast { place, types }] = &notes("/me/messages/<message>/attachments/<id>/contentBytes")[..]
    else {
        panic!()
    };
    assert_eq!(
        (place.text.as_str(), types.as_slice()),
        ("contentBytes", &["microsoft.graph.fileAttachment".to_owned()][..])
    );
    let [Note::WithoutCast { .. }] = &notes("/me/messages/<message>/attachments/<id>/scan")[..] else { panic!() };

    let [Note::WithoutCast { place, .. }] = &notes("/me/messages/<id>/accept")[..] else { panic!() };
    assert_eq!(place.segment, 3, "a message is no abstract type, and an open one");

    // An open type has properties that no document tells of; what it would have been is told along.
    let [Note::Undeclared(problem)] = &notes("/me/sendMial")[..] else { panic!() };
    assert!(problem.to_string().ends_with("did you mean `sendMail`?"), "{problem}");
}

#[test]
fn what_goes_away_is_noted_at_its_segment_once() {
    let told = |path: &str| -> Vec<(usize, String)> {
        let notes = resolved(path).notes.into_iter().map(|note| match note {
            Note::Deprecated { place, element, deprecation } => {
                assert_eq!(deprecation, Deprecation { date: Some("2024-01-01".to_owned()), ..Deprecation::default() });
                (place.segment, element)
            }
            other => panic!("{other:?}"),
        });
        notes.collect()
    };
    assert_eq!(told("/me/old"), [(1, "microsoft.graph.user/old".to_owned())]);
    assert_eq!(told("/retireds"), [(0, "microsoft.graph.retired".to_owned())]);
    assert_eq!(told("/retireds/<id>"), [(0, "microsoft.graph.retired".to_owned())]);
    assert_eq!(told("/me/displayName"), []);
}

#[test]
fn what_a_type_offers_is_its_own_and_inherited() {
    let offered = operations_of(&index(), &ty("user")).unwrap();
    assert_eq!(
        offered.operation_names("microsoft.graph"),
        ["changePassword", "checkMemberGroups", "reminderView", "sendMail"]
    );
    let properties: Vec<&str> = offered.properties.iter().map(|property| property.name.as_str()).collect();
    assert!(properties.starts_with(&["displayName", "messages"]) && properties.ends_with(&["deletedDateTime", "id"]));
    assert_eq!(offered.navigations().next(), Some("messages"));

    let offered = operations_of(&index(), &ty("*sub.scan")).unwrap();
    assert_eq!(
        offered.operation_names("microsoft.graph"),
        ["microsoft.graph.sub.count", "microsoft.graph.sub.stop"],
        "outside of the default namespace the qualified name is what a path has"
    );
    assert_eq!(offered.properties, []);
}
