//! Structs, enums of several types, and enums of words.

use super::*;
use crate::generate::Unions;

/// A service with one action that takes a `thing`.
fn with_thing(types: &str) -> Index {
    on_event(&[action("takeThing", r#"<Parameter Name="thing" Type="graph.thing" />"#)], types)
}

#[test]
fn a_struct_has_what_it_inherits_and_keeps_what_it_does_not_know() {
    let types = r#"<ComplexType Name="base"><Property Name="id" Type="Edm.String" Nullable="false" /><Property Name="picture" Type="Edm.Stream" /></ComplexType>
        <ComplexType Name="thing" BaseType="graph.base"><Property Name="extra" Type="Edm.Double" /><Property Name="customCSS" Type="Edm.Int64" />
        <Property Name="parts" Type="Collection(graph.thing)" /><Property Name="inner" Type="graph.thing" />
        <NavigationProperty Name="event" Type="graph.event" /></ComplexType>"#;
    let text = module(&with_thing(types), &Options::default());
    let expected = r#"/// Thing.
#[graph_type("microsoft.graph.thing")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thing {
    /// Id.
    pub id: Option<String>,
    /// Picture.
    pub picture: Option<serde_json::Value>,
    /// Extra.
    #[graph(name = "extra")]
    pub extra_member: Option<Edm<f64>>,
    /// Custom css.
    #[graph(name = "customCSS")]
    pub custom_css: Option<i64>,
    /// Parts.
    pub parts: Option<Vec<Thing>>,
    /// Inner.
    pub inner: Option<Box<Thing>>,
    /// What the type does not declare.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}"#;
    assert_eq!(item(&text, "Thing"), expected);
    assert!(!text.contains("pub struct Event {"), "{text}");
    // The stream of an entity has a path of its own.
    let entity = types.replace("ComplexType Name=\"base\"", "EntityType Name=\"base\"").replacen(
        "</ComplexType>",
        "</EntityType>",
        1,
    );
    assert!(!module(&with_thing(&entity), &Options::default()).contains("pub picture"), "{text}");
    let more = module(&with_thing(types), &Options { navigation: true, ..Options::default() });
    assert!(item(&more, "Thing").contains("pub event: Option<Event>,"), "{more}");
    assert!(more.contains("pub struct Event {"), "{more}");
}

#[test]
fn an_abstract_type_is_one_of_those_that_derive_from_it() {
    let types = r#"<ComplexType Name="thing" Abstract="true" /><ComplexType Name="bigThing" BaseType="graph.thing" />
        <ComplexType Name="middle" BaseType="graph.thing" Abstract="true" /><ComplexType Name="other" BaseType="graph.middle" />"#;
    let text = module(&with_thing(types), &Options::default());
    let expected = "pub enum Thing {\n    /// Big thing.\n    BigThing(BigThing),\n    /// Other.\n    Other(Other),\n    /// Any other type.\n    #[graph(other)]\n    Unlisted(serde_json::Value),\n}";
    assert!(item(&text, "Thing").ends_with(expected), "{text}");
    assert!(item(&text, "TakeThing").contains("pub thing: Option<Thing>,"), "{text}");
    let never = module(&with_thing(types), &Options { unions: Unions::Never, ..Options::default() });
    let thing = item(&never, "Thing");
    assert!(thing.contains("pub struct Thing {"), "{thing}");
    assert!(thing.contains("`@odata.type` in `extra`:\n/// `bigThing`, `other`."), "{thing}");
    assert!(!never.contains("BigThing"), "{never}");
}

#[test]
fn a_type_with_values_and_derived_types_is_a_struct_until_asked_for() {
    let types = r#"<ComplexType Name="thing" /><ComplexType Name="bigThing" BaseType="graph.thing" />"#;
    let text = module(&with_thing(types), &Options::default());
    assert!(item(&text, "TakeThing").contains("pub thing: Option<Thing>,"), "{text}");
    let always = module(&with_thing(types), &Options { unions: Unions::Always, ..Options::default() });
    assert!(item(&always, "TakeThing").contains("pub thing: Option<AnyThing>,"), "{always}");
    assert!(item(&always, "AnyThing").contains("    Thing(Thing),\n"), "{always}");
    assert!(item(&always, "AnyThing").contains("    BigThing(BigThing),\n"), "{always}");
}

#[test]
fn an_enum_has_each_value_once_and_room_for_others() {
    let types = r#"<EnumType Name="thing" IsFlags="true"><Member Name="none" Value="0" /><Member Name="NONE" Value="0" />
        <Member Name="self" Value="1" /><Member Name="other" Value="2" /><Member Name="v1_0" Value="4" /><Member Name="v10" Value="8" />
        <Member Name="unknownFutureValue" Value="16" /></EnumType>"#;
    let text = module(&with_thing(types), &Options::default());
    let expected = r#"/// Thing.
#[graph_type("microsoft.graph.thing", flags)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Thing {
    /// None.
    None,
    /// Self.
    #[graph(name = "self")]
    Self_,
    /// Other.
    Other,
    /// V1 0.
    V1_0,
    /// V10.
    V10,
    /// Any other value.
    #[graph(other)]
    Unlisted(String),
}"#;
    assert_eq!(item(&text, "Thing"), expected);
    assert!(item(&text, "TakeThing").contains("pub thing: Option<Flags<Thing>>,"), "{text}");
    assert!(
        text.contains("\nuse graph_action::odata::Flags;\nuse graph_action::{graph_action, graph_type};\n"),
        "{text}"
    );
}

#[test]
fn documentation_and_deprecation_come_along() {
    let deprecated = r#"<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Date" Date="2024-01-31" />
        <PropertyValue Property="RemovalDate" Date="2026-02-01" /><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated" />
        <PropertyValue Property="Description" String="Use [parts] instead" /></Record></Collection></Annotation>"#;
    let types = format!(
        r#"<ComplexType Name="thing"><Annotation Term="Org.OData.Core.V1.Description" String="A thing, see https://a.b/c" />
        <Property Name="part" Type="Edm.String">{deprecated}</Property></ComplexType>"#
    );
    let text = module(&with_thing(&types), &Options::default());
    let thing = item(&text, "Thing");
    assert!(thing.starts_with("/// A thing, see <https://a.b/c>.\n"), "{thing}");
    let expected = "    /// Part.\n    ///\n    /// Deprecated since 2024-01-31, removed on 2026-02-01: Use \\[parts\\] instead.\n    pub part: Option<String>,\n";
    assert!(thing.contains(expected), "{thing}");
}
