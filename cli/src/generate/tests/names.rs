//! Names that two could have, names that mean something else, and names that are meant to do harm.

use super::*;

#[test]
fn a_type_of_another_namespace_steps_back() {
    let schemas = format!(
        r#"<Schema Namespace="microsoft.graph" Alias="graph">{EVENT}<ComplexType Name="alert" /><ComplexType Name="operation" /><ComplexType Name="string" />{}{}</Schema>
        <Schema Namespace="microsoft.graph.security"><ComplexType Name="alert" /><ComplexType Name="report" /></Schema>
        <Schema Namespace="microsoft.graph.partners.billing"><ComplexType Name="operation" /></Schema>"#,
        action(
            "takeAll",
            r#"<Parameter Name="a" Type="graph.alert" /><Parameter Name="b" Type="microsoft.graph.security.alert" />
            <Parameter Name="c" Type="graph.operation" /><Parameter Name="d" Type="microsoft.graph.partners.billing.operation" />
            <Parameter Name="e" Type="microsoft.graph.security.report" /><Parameter Name="f" Type="graph.string" />"#
        ),
        members(EVENTS)
    );
    let text = module(&index_of(&schemas), &Options::default());
    let action = item(&text, "TakeAll");
    for (field, ty) in [
        ("a", "Alert"),
        ("b", "SecurityAlert"),
        ("c", "GraphOperation"),
        ("d", "PartnersBillingOperation"),
        ("e", "Report"),
        ("f", "GraphString"),
    ] {
        assert!(action.contains(&format!("pub {field}: Option<{ty}>,")), "{action}");
        assert!(text.contains(&format!("pub struct {ty} {{")), "{ty}\n{text}");
    }
}

#[test]
fn an_action_has_the_name_of_its_type_where_its_own_says_too_little() {
    let task = r#"<EntityType Name="task" /><ComplexType Name="acceptEvent" />
        <Action Name="markAll" IsBound="true"><Parameter Name="on" Type="graph.task" /></Action>
        <Action Name="markAll" IsBound="true"><Parameter Name="on" Type="Collection(graph.task)" /></Action>"#;
    let operations = [action("accept", ""), action("markAll", ""), action("snoozeReminder", "")];
    let text = module(&on_event(&operations, task), &Options::default());
    // A type has the name of the first already.
    for name in ["AcceptEvent2", "MarkAllEvent", "MarkAllTask", "MarkAllTaskCollection", "SnoozeReminder"] {
        assert!(text.contains(&format!("pub struct {name} {{")), "{name}\n{text}");
    }
}

#[test]
fn a_function_steps_back_behind_an_action_of_its_name() {
    let parameter = |name: &str| format!(r#"<Parameter Name="{name}" Type="Edm.String" Nullable="false" />"#);
    let functions = [function("browse", &parameter("nextToken")), function("refreshAll", "")];
    let actions = [action("browse", &parameter("filter")), action("refreshAll", "")];
    let text = module(&on_event(&[functions.concat(), actions.concat()], ""), &Options::default());
    for (name, call) in [
        ("BrowseEvent", "POST \"/events/<id>/browse\""),
        ("BrowseEventWithNextToken", "GET \"/events/<id>/browse(nextToken=<next_token>)\""),
        ("RefreshAll", "POST \"/events/<id>/refreshAll\""),
        ("RefreshAllFunction", "GET \"/events/<id>/refreshAll()\""),
    ] {
        assert!(item(&text, name).contains(call), "{name}\n{text}");
    }
}

#[test]
fn a_name_does_not_depend_on_what_else_is_declared() {
    let operations = [action("accept", ""), action("markAll", "")];
    let other = r#"<EntityType Name="task" /><Action Name="markAll" IsBound="true"><Parameter Name="on" Type="graph.task" /></Action>"#;
    let index = on_event(&operations, other);
    let one = select(&index, &["microsoft.graph.markAll(microsoft.graph.event)".to_owned()]).unwrap();
    assert_eq!(one.len(), 1);
    let text = text(&index, &one, &Options::default()).unwrap();
    assert!(text.contains("pub struct MarkAllEvent {"), "{text}");
    assert!(!text.contains("accept"), "{text}");
}

#[test]
fn an_operation_of_another_namespace_is_qualified_in_its_path() {
    let schemas = format!(
        r#"<Schema Namespace="microsoft.graph" Alias="graph">{EVENT}<ComplexType Name="a" />{}</Schema>
        <Schema Namespace="microsoft.graph.security">{}</Schema>"#,
        members(EVENTS),
        action("runQuery", "").replace("graph.event", "microsoft.graph.event")
    );
    let text = module(&index_of(&schemas), &Options::default());
    assert!(text.contains("POST \"/events/<id>/microsoft.graph.security.runQuery\""), "{text}");
}

#[test]
fn a_pattern_that_means_nothing_is_told_with_what_is_near() {
    let index = on_event(&[action("accept", ""), action("decline", "")], "");
    let error = |pattern: &str| select(&index, &["decline".to_owned(), pattern.to_owned()]).unwrap_err();
    let near = |pattern: &str, near: &str| Error::NoMatch { pattern: pattern.to_owned(), near: vec![near.to_owned()] };
    assert_eq!(error("acept"), near("acept", "accept"));
    assert_eq!(error("/events/{id}/acept"), near("/events/{id}/acept", "/events/<id>/accept"));
    let paths = select(&index, &["/events/*/ACCEPT".to_owned(), "accept".to_owned()]).unwrap();
    assert_eq!(paths.len(), 1);
}

#[test]
fn names_and_texts_of_a_document_stay_names_and_texts() {
    use graph_action_metadata::Schema;
    use graph_action_metadata::model::{Object, Operation, OperationKind, Parameter, Property, Shape, Type, TypeRef};

    let evil = "a\")] fn evil() {} /*";
    let property = Property {
        name: evil.to_owned(),
        ty: TypeRef::one("Edm.String"),
        is_nullable: true,
        is_read_only: false,
        navigation: None,
        deprecated: None,
    };
    let thing = Object { properties: vec![property], ..Object::default() };
    let name = format!("microsoft.graph.{evil}");
    let schema = Schema {
        types: vec![Type { name: name.clone(), shape: Shape::Object(thing), deprecated: None }],
        operations: vec![Operation {
            name: name.clone(),
            kind: OperationKind::Action,
            binding: None,
            parameters: vec![Parameter {
                name: evil.to_owned(),
                ty: TypeRef::one(name),
                is_nullable: true,
                is_optional: false,
                deprecated: None,
            }],
            returns: None,
            is_composable: false,
            deprecated: None,
        }],
        ..Schema::default()
    };
    let options = Options { command: Some("generate\nfn evil() {}".to_owned()), ..Options::default() };
    let text = module(&Index::of(&schema), &options);
    for line in text.lines().filter(|line| line.contains("evil()")) {
        let is_comment = line.trim_start().starts_with("//");
        assert!(is_comment || line.contains("a\\\")] fn evil() {} /*"), "{line}\n{text}");
    }
}

#[test]
fn the_same_in_gives_the_same_out() {
    let index = on_event(&[action("accept", ""), action("markAll", "")], "");
    assert_eq!(module(&index, &Options::default()), module(&index, &Options::default()));
    assert!(module(&index, &Options::default()).ends_with("}\n"));
}
