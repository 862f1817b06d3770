//! The paths that lead to an operation, and that each leads back to it.

use graph_action_metadata::path::Path;
use graph_action_metadata::paths::{Paths, Value};
use graph_action_metadata::resolve::{Target, resolve};

use super::schema::{index, schema, ty};

/// The templates that lead to the operation with an id.
fn ways(id: &str) -> Vec<String> {
    let schema = schema();
    let operation = schema.operations.iter().find(|it| it.id().replace("microsoft.graph.", "") == id).unwrap();
    let found = Paths::of(&schema).to_operation(operation, 100);
    assert_eq!((found.more, found.is_cut), (0, false));
    found.routes.into_iter().map(|route| route.template).collect()
}

#[test]
fn the_shortest_paths_come_first() {
    for (id, templates) in [
        ("sendMail(user)", &["/me/sendMail", "/users/<id>/sendMail"][..]),
        ("resetAll()", &["/resetAll"]),
        ("find(Edm.String)", &["/find(id=<id>)"]),
        (
            "getByIds(Collection(directoryObject))",
            &["/directoryObjects/getByIds", "/applications/getByIds", "/groups/getByIds", "/users/getByIds"],
        ),
        ("delta(Collection(user))", &["/users/delta"]),
        (
            "accept(event)",
            &[
                "/me/events/<id>/accept",
                "/groups/<group>/events/<id>/accept",
                "/users/<user>/events/<id>/accept",
                "/me/calendar/events/<id>/accept",
                "/me/calendar/calendarView/<id>/accept",
                "/groups/<group>/calendar/events/<id>/accept",
            ],
        ),
        (
            "accept(calendarSharingMessage)",
            &[
                "/me/messages/<id>/microsoft.graph.calendarSharingMessage/accept",
                "/users/<user>/messages/<id>/microsoft.graph.calendarSharingMessage/accept",
            ],
        ),
        ("sub.start(sub.scan)", &["/scans/<id>/microsoft.graph.sub.start"]),
        ("sub.count(Collection(sub.scan),Edm.String)", &["/scans/microsoft.graph.sub.count(type=<type_>)"]),
        ("delta(driveItem,Edm.String)", &["/me/drive/root/delta(token=<token>)"]),
        ("changePassword(user)", &["/me/changePassword", "/users/<id>/changePassword"]),
        ("autofit(format)", &["/me/drive/root/workbook/sheets/<id>/range/format/autofit"]),
    ] {
        let found = ways(id);
        assert_eq!(found.iter().take(templates.len()).collect::<Vec<_>>(), *templates, "{id}: {found:#?}");
    }
}

#[test]
fn every_path_leads_back_to_its_operation() {
    let (schema, index) = (schema(), index());
    let paths = Paths::of(&schema);
    for operation in &schema.operations {
        let found = paths.to_operation(operation, 100);
        assert!(!found.routes.is_empty(), "{}", operation.id());
        for route in found.routes {
            let resolved = resolve(&index, &Path::parse(&route.template).unwrap());
            let resolved = resolved.unwrap_or_else(|problem| panic!("{}: {problem}", route.template));
            let Target::Operation { overloads, .. } = resolved.target else { panic!("{}", route.template) };
            assert_eq!(overloads, std::slice::from_ref(operation), "{}", route.template);
            assert_eq!(resolved.on, route.on, "{}", route.template);
            let mut names: Vec<&str> = route.placeholders.iter().map(|placeholder| placeholder.name.as_str()).collect();
            assert!(names.iter().all(|name| route.template.contains(&format!("<{name}>"))), "{}", route.template);
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), route.placeholders.len(), "{}", route.template);
        }
    }
}

#[test]
fn placeholders_say_what_they_stand_for() {
    let schema = schema();
    let found = Paths::of(&schema).to_type(&ty("calendar"), 3);
    let templates: Vec<&str> = found.routes.iter().map(|route| route.template.as_str()).collect();
    assert_eq!(templates, ["/me/calendar", "/groups/<id>/calendar", "/users/<id>/calendar"]);
    assert_eq!(found.routes[1].placeholders[0].value, Value::Key("microsoft.graph.group".to_owned()));
    assert_eq!(found.more, 2);
}
