//! Actions, their paths, parameters and responses.

use super::*;

#[test]
fn keys_come_first_then_what_must_be_then_what_may_be_left_out() {
    let parameters = r#"<Parameter Name="Comment" Type="Edm.String" /><Parameter Name="ids" Type="Collection(Edm.String)" Nullable="false" />
        <Parameter Name="type" Type="Edm.Int32" Nullable="false" /><Parameter Name="id" Type="Edm.Guid" />"#;
    let module = module(&on_event(&[action("forward", parameters)], ""), &Options::default());
    let expected = r#"/// Calls `forward` on the `event`.
#[graph_action(POST "/events/<event_id>/forward")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForwardEvent {
    /// The key of the event.
    pub event_id: String,
    /// Comment.
    #[graph(name = "Comment")]
    pub comment: Option<String>,
    /// Ids.
    pub ids: Vec<String>,
    /// Type.
    pub r#type: i32,
    /// Id.
    pub id: Option<String>,
}"#;
    assert_eq!(item(&module, "ForwardEvent"), expected);
}

#[test]
fn responses_are_bound_by_what_they_are() {
    let returns = |ty: &str, more: &str| format!(r#"<ReturnType Type="{ty}"{more} />"#);
    let types = r#"<EntityType Name="commsOperation" /><EntityType Name="playOperation" BaseType="graph.commsOperation" />
        <EnumType Name="color"><Member Name="red" Value="0" /></EnumType><ComplexType Name="Json" />
        <TypeDefinition Name="length" UnderlyingType="Edm.Int32" />
        <ComplexType Name="report"><Property Name="content" Type="Edm.Stream" /></ComplexType>
        <ComplexType Name="book"><Property Name="title" Type="Edm.String" /><Property Name="text" Type="Edm.Stream" /></ComplexType>"#;
    for (ty, more, expected) in [
        ("graph.event", r#" Nullable="false""#, " -> Event".to_owned()),
        ("graph.event", "", " -> Option<Event>".to_owned()),
        ("Collection(graph.event)", "", " -> Page<Event>".to_owned()),
        ("Edm.Boolean", "", " -> Value<bool>".to_owned()),
        ("graph.color", "", " -> Value<Color>".to_owned()),
        ("graph.length", "", " -> Value<i32>".to_owned()),
        ("Collection(Edm.String)", "", " -> Value<Vec<String>>".to_owned()),
        ("Edm.Stream", "", " -> Content".to_owned()),
        ("graph.report", "", " -> Content".to_owned()),
        ("graph.book", "", " -> Option<Book>".to_owned()),
        ("graph.playOperation", "", " -> Operation<PlayOperation>".to_owned()),
        ("graph.Json", "", " -> serde_json::Value".to_owned()),
    ] {
        let module = module(&on_event(&[action("playIt", &returns(ty, more))], types), &Options::default());
        let line = format!("#[graph_action(POST \"/events/<id>/playIt\"{expected})]");
        assert!(item(&module, "PlayIt").contains(&line), "{ty}\n{module}");
        assert!(!module.contains("struct Report"), "{module}");
    }
}

#[test]
fn arguments_of_functions_stand_in_the_path() {
    let parameters = r#"<Parameter Name="StartDate" Type="Edm.Date" Nullable="false" /><Parameter Name="name" Type="Edm.String" />
        <Parameter Name="top" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.OptionalParameter" /></Parameter>
        <ReturnType Type="Edm.Boolean" />"#;
    let index = on_event(&[function("isFree", parameters)], "");
    let module_of = |options| module(&index, &options);
    let plain = module_of(Options::default());
    let is_free = item(&plain, "IsFree");
    let template = "GET \"/events/<id>/isFree(StartDate=<start_date>,name=<name>,top=<top>)\" -> Value<bool>";
    assert!(is_free.contains(template), "{is_free}");
    for field in ["pub start_date: Edm<String>,", "pub name: String,", "pub top: Option<i32>,"] {
        assert!(is_free.contains(field), "{field}\n{is_free}");
    }
    assert!(!is_free.contains("#[graph("), "{is_free}");
    let time = module_of(Options { dates: Some(crate::generate::Dates::Time), ..Options::default() });
    assert!(item(&time, "IsFree").contains("#[derive(Debug, Clone, PartialEq)]"), "{time}");
    assert!(time.starts_with("//! 1 action of `microsoft.graph`, version v1.0, and 0 types that they need.\n//!\n//! Needs `time` beside `graph-action`, and its feature `time`.\n"), "{time}");
}

#[test]
fn overloads_that_add_one_parameter_are_one_struct_and_others_are_not() {
    let parameter = |name: &str| format!(r#"<Parameter Name="{name}" Type="Edm.String" Nullable="false" />"#);
    let returns = r#"<ReturnType Type="Edm.Boolean" />"#;
    let overload = |names: &[&str]| -> String {
        function("isUsed", &(names.iter().map(|name| parameter(name)).collect::<String>() + returns))
    };
    let chain = on_event(&[overload(&["a", "b"]), overload(&[]), overload(&["a"])], "");
    let text = module(&chain, &Options::default());
    let is_used = item(&text, "IsUsed");
    assert!(is_used.contains("isUsed(a=<a>,b=<b>)"), "{is_used}");
    assert!(is_used.contains("/// A.\n    pub a: Option<String>,"), "{is_used}");
    assert!(is_used.contains("/// Only together with `a`.\n    pub b: Option<String>,"), "{is_used}");
    assert_eq!(text.matches("pub struct IsUsed").count(), 1);

    let apart = on_event(&[overload(&["period", "x"]), overload(&["date", "x"]), overload(&["x"])], "");
    let text = module(&apart, &Options::default());
    for (name, call) in [
        ("IsUsed", "(x=<x>)"),
        ("IsUsedWithDate", "(date=<date>,x=<x>)"),
        ("IsUsedWithPeriod", "(period=<period>,x=<x>)"),
    ] {
        assert!(item(&text, name).contains(call), "{text}");
    }
}

#[test]
fn several_paths_are_an_enum_that_the_actions_share() {
    let elements = format!(
        r#"{EVENT}<EntityType Name="user"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" />
        <NavigationProperty Name="events" Type="Collection(graph.event)" ContainsTarget="true" /></EntityType>{}{}"#,
        action("accept", ""),
        action("decline", r#"<Parameter Name="event" Type="Edm.String" />"#)
    );
    let container = format!(
        r#"{EVENTS}<EntitySet Name="users" EntityType="graph.user" /><Singleton Name="me" Type="graph.user" />"#
    );
    let index = index(&elements, &container);
    let text = module(&index, &Options::default());
    let expected = r#"/// Where the `event` is.
#[graph_path]
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::enum_variant_names, reason = "the words of the paths")]
pub enum EventPath {
    /// `/events/<id>`.
    #[graph("/events/<id>")]
    Events {
        /// The key of the event.
        id: String,
    },"#;
    assert!(item(&text, "EventPath").starts_with(expected), "{text}");
    for rest in ["    MeEvents {", "    UsersEvents {", "    #[graph(\"<path>\")]\n    At {\n"] {
        assert!(item(&text, "EventPath").contains(rest), "{text}");
    }
    assert!(item(&text, "AcceptEvent").contains("POST \"<event>/accept\""), "{text}");
    assert!(item(&text, "AcceptEvent").contains("pub event: EventPath,"), "{text}");
    // A parameter keeps its name.
    assert!(item(&text, "DeclineEvent").contains("POST \"<event_path>/decline\""), "{text}");
    let few = module(&index, &Options { paths: 2, ..Options::default() });
    assert!(few.contains("    // One more path leads here; add it as a variant with its template.\n}"), "{few}");
    let one = module(&index, &Options { paths: 1, ..Options::default() });
    assert!(item(&one, "AcceptEvent").contains("POST \"/events/<id>/accept\""), "{one}");
}

#[test]
fn an_operation_without_a_path_takes_any_and_an_import_has_its_own() {
    let unbound = r#"<Action Name="reset"><Parameter Name="all" Type="Edm.Boolean" /></Action>
        <Function Name="nearest"><Parameter Name="at" Type="Edm.Int32" Nullable="false" /><ReturnType Type="Edm.String" /></Function>"#;
    let imports = r#"<ActionImport Name="resetAll" Action="microsoft.graph.reset" /><FunctionImport Name="near" Function="microsoft.graph.nearest" />"#;
    let index = index(&format!("{EVENT}{unbound}{}", action("accept", "")), imports);
    let text = module(&index, &Options { api: "beta".to_owned(), ..Options::default() });
    assert!(item(&text, "AcceptEvent").contains("pub event: ResourcePath,"), "{text}");
    assert!(text.contains("use graph_action::{ResourcePath, Value, graph_action};\n"), "{text}");
    assert!(item(&text, "Reset").contains("POST \"/resetAll\", version = \"beta\""), "{text}");
    assert!(item(&text, "Nearest").contains("GET \"/near(at=<at>)\" -> Value<String>, version = \"beta\""), "{text}");
}
