//! What a change of a small service means, one table a kind of element.

use graph_action_metadata::csdl;

use super::*;

/// The types that every service here has.
const TYPES: &str = r#"<EntityType Name="base"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="call" BaseType="a.base"/>"#;

/// A service with these elements beside [`TYPES`].
fn service(elements: &str) -> Schema {
    document(&format!("{TYPES}{elements}"))
}

/// A service with just these elements.
fn document(elements: &str) -> Schema {
    let text = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">{elements}</Schema></edmx:DataServices></edmx:Edmx>"#
    );
    csdl::read(text.as_bytes()).unwrap()
}

/// The changes, each as a line.
fn lines(old: &Schema, new: &Schema) -> Vec<String> {
    let line = |change: &Change| {
        let what = match &change.what {
            What::Added => "added".to_owned(),
            What::Removed => "removed".to_owned(),
            What::Changed { aspect, old, new } => format!("{}: {old} -> {new}", aspect.word()),
            What::Deprecated(deprecation) => {
                format!("deprecated, gone {}", deprecation.removal.clone().unwrap_or_default())
            }
        };
        format!("{} {} {what}", change.severity, change.element)
    };
    changes(old, new).iter().map(line).collect()
}

/// Checks a table of: what was there, what is there, the changes.
fn check(table: &[(&str, &str, &[&str])]) {
    for (old, new, expected) in table {
        assert_eq!(lines(&service(old), &service(new)), *expected, "\n{old}\n{new}");
        assert!(lines(&service(old), &service(old)).is_empty(), "{old}");
    }
}

#[test]
fn types() {
    check(&[
        ("", r#"<ComplexType Name="x"/>"#, &["adds a.x added"]),
        (r#"<ComplexType Name="x"/>"#, "", &["breaks a.x removed"]),
        (r#"<ComplexType Name="x"/>"#, r#"<EntityType Name="x"/>"#, &["breaks a.x kind: complex type -> entity type"]),
        (r#"<ComplexType Name="x"/>"#, r#"<ComplexType Name="x" OpenType="true"/>"#, &["adds a.x open: no -> yes"]),
        (r#"<ComplexType Name="x" OpenType="true"/>"#, r#"<ComplexType Name="x"/>"#, &["breaks a.x open: yes -> no"]),
        (
            r#"<ComplexType Name="x"/>"#,
            r#"<ComplexType Name="x" Abstract="true"/>"#,
            &["breaks a.x abstract: no -> yes"],
        ),
        (
            r#"<TypeDefinition Name="x" UnderlyingType="Edm.String"/>"#,
            r#"<TypeDefinition Name="x" UnderlyingType="Edm.Int32"/>"#,
            &["breaks a.x type: Edm.String -> Edm.Int32"],
        ),
    ]);
}

#[test]
fn properties() {
    let x = |property: &str| format!(r#"<ComplexType Name="x">{property}</ComplexType>"#);
    for (old, new, expected) in [
        ("", r#"<Property Name="p" Type="Edm.Int32"/>"#, "adds a.x/p added"),
        (r#"<Property Name="p" Type="Edm.Int32"/>"#, "", "breaks a.x/p removed"),
        (
            r#"<Property Name="p" Type="Edm.Int32"/>"#,
            r#"<Property Name="p" Type="Collection(Edm.Int32)"/>"#,
            "breaks a.x/p type: Edm.Int32 -> Collection(Edm.Int32)",
        ),
        (
            r#"<Property Name="p" Type="Edm.Int32" Nullable="false"/>"#,
            r#"<Property Name="p" Type="Edm.Int32"/>"#,
            "breaks a.x/p nullable: no -> yes",
        ),
        (
            r#"<Property Name="p" Type="Edm.Int32"/>"#,
            r#"<Property Name="p" Type="Edm.Int32" Nullable="false"/>"#,
            "breaks a.x/p nullable: yes -> no",
        ),
        (
            r#"<NavigationProperty Name="p" Type="a.call"/>"#,
            r#"<NavigationProperty Name="p" Type="a.call" ContainsTarget="true"/>"#,
            "adds a.x/p navigation: reference -> contained",
        ),
        (
            r#"<NavigationProperty Name="p" Type="a.call" ContainsTarget="true"/>"#,
            r#"<NavigationProperty Name="p" Type="a.call"/>"#,
            "breaks a.x/p navigation: contained -> reference",
        ),
    ] {
        check(&[(&x(old), &x(new), &[expected])]);
    }
}

#[test]
fn what_moves_up_to_a_base_type_breaks_nothing() {
    let property = r#"<Property Name="p" Type="Edm.String"/>"#;
    let types = |on_base: &str, on_derived: &str| {
        format!(
            r#"<EntityType Name="b"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>{on_base}</EntityType>
<EntityType Name="d" BaseType="a.b">{on_derived}</EntityType>"#
        )
    };
    check(&[
        (&types("", property), &types(property, ""), &["adds a.b/p added"]),
        (&types(property, ""), &types("", property), &["breaks a.b/p removed"]),
        (
            &types("", property),
            &types(r#"<Property Name="p" Type="Edm.Int32"/>"#, ""),
            &["breaks a.d/p type: Edm.String -> Edm.Int32", "adds a.b/p added"],
        ),
        (&action("op", "a.call", ""), &action("op", "a.base", ""), &["adds a.op(a.base) added"]),
        (
            &action("op", "a.base", ""),
            &action("op", "a.call", ""),
            &["breaks a.op(a.base) removed", "adds a.op(a.call) added"],
        ),
    ]);
}

#[test]
fn a_base_type_that_comes_between_breaks_nothing() {
    let types = |base: &str| {
        format!(
            r#"<EntityType Name="m" BaseType="a.base"/><EntityType Name="x" BaseType="{base}"/><EntityType Name="o"/>"#
        )
    };
    check(&[
        (&types("a.base"), &types("a.m"), &["adds a.x base type: a.base -> a.m"]),
        (&types("a.m"), &types("a.base"), &["breaks a.x base type: a.m -> a.base"]),
        (&types("a.base"), &types("a.o"), &["breaks a.x base type: a.base -> a.o", "breaks a.x key: id -> none"]),
    ]);
}

#[test]
fn enumerations() {
    let x = |members: &str| format!(r#"<EnumType Name="x">{members}</EnumType>"#);
    let (one, two) = (r#"<Member Name="one" Value="1"/>"#, r#"<Member Name="two" Value="2"/>"#);
    let both = x(&format!("{one}{two}"));
    check(&[
        (&x(one), &both, &["adds a.x/two added"]),
        (&both, &x(one), &["breaks a.x/two removed"]),
        (&x(one), &x(r#"<Member Name="one" Value="7"/>"#), &["notes a.x/one value: 1 -> 7"]),
        (
            &x(one),
            r#"<EnumType Name="x" IsFlags="true"><Member Name="one" Value="1"/></EnumType>"#,
            &["breaks a.x flags: no -> yes"],
        ),
    ]);
}

/// An action bound to a type.
fn action(name: &str, on: &str, rest: &str) -> String {
    format!(r#"<Action Name="{name}" IsBound="true"><Parameter Name="it" Type="{on}"/>{rest}</Action>"#)
}

/// A function bound to a call, which returns a text.
fn function(name: &str, rest: &str) -> String {
    format!(
        r#"<Function Name="{name}" IsBound="true"><Parameter Name="it" Type="a.call"/>{rest}<ReturnType Type="Edm.String"/></Function>"#
    )
}

#[test]
fn operations() {
    let returning = |ty: &str| action("op", "a.call", &format!(r#"<ReturnType Type="{ty}"/>"#));
    check(&[
        ("", &action("op", "a.call", ""), &["adds a.op(a.call) added"]),
        (&action("op", "a.call", ""), "", &["breaks a.op(a.call) removed"]),
        (
            &action("op", "a.call", ""),
            &returning("Edm.String"),
            &["breaks a.op(a.call) returns: nothing -> Edm.String"],
        ),
        (&returning("Edm.String"), &returning("Edm.Int32"), &["breaks a.op(a.call) returns: Edm.String -> Edm.Int32"]),
        (
            &action("op", "a.call", r#"<ReturnType Type="Edm.String" Nullable="false"/>"#),
            &returning("Edm.String"),
            &["breaks a.op(a.call) returns null: no -> yes"],
        ),
        (
            &function("op", "")
                .replace("<ReturnType Type=\"Edm.String\"/></Function>", "</Action>")
                .replace("Function", "Action"),
            &function("op", ""),
            &["breaks a.op(a.call) kind: action -> function", "breaks a.op(a.call) returns: nothing -> Edm.String"],
        ),
    ]);
}

#[test]
fn parameters() {
    let p = |attributes: &str| action("op", "a.call", &format!(r#"<Parameter Name="p" {attributes}/>"#));
    let none = action("op", "a.call", "");
    let required = p(r#"Type="Edm.String" Nullable="false""#);
    let nullable = p(r#"Type="Edm.String""#);
    check(&[
        (&none, &required, &["breaks a.op(a.call)/p added"]),
        // An action takes null for what is left out.
        (&none, &nullable, &["adds a.op(a.call)/p added"]),
        (&nullable, &none, &["breaks a.op(a.call)/p removed"]),
        (&nullable, &required, &["breaks a.op(a.call)/p nullable: yes -> no"]),
        (&required, &nullable, &["adds a.op(a.call)/p nullable: no -> yes"]),
        (&nullable, &p(r#"Type="Edm.Int32""#), &["breaks a.op(a.call)/p type: Edm.String -> Edm.Int32"]),
    ]);
}

#[test]
fn overloads_are_paired_by_their_parameters() {
    let f = |parameters: &[(&str, &str)]| {
        let parameter = |(name, ty): &(&str, &str)| format!(r#"<Parameter Name="{name}" Type="Edm.{ty}"/>"#);
        function("f", &parameters.iter().map(parameter).collect::<Vec<_>>().concat())
    };
    let (none, day, days) = (f(&[]), f(&[("day", "String")]), f(&[("day", "Date"), ("to", "Date")]));
    check(&[
        (&day, &f(&[("day", "Date")]), &["breaks a.f(a.call,Edm.String)/day type: Edm.String -> Edm.Date"]),
        (&none, &format!("{none}{day}"), &["adds a.f(a.call,Edm.String) added"]),
        (&format!("{none}{day}"), &none, &["breaks a.f(a.call,Edm.String) removed"]),
        (
            &format!("{none}{day}{days}"),
            &format!("{none}{}{days}", f(&[("day", "Int32")])),
            &["breaks a.f(a.call,Edm.String)/day type: Edm.String -> Edm.Int32"],
        ),
    ]);
}

#[test]
fn what_a_path_begins_with() {
    let container = |members: &str| format!(r#"<EntityContainer Name="c">{members}</EntityContainer>"#);
    let (set, single) =
        (r#"<EntitySet Name="calls" EntityType="a.call"/>"#, r#"<Singleton Name="calls" Type="a.call"/>"#);
    check(&[
        (&container(""), &container(set), &["adds /calls added"]),
        (&container(set), &container(""), &["breaks /calls removed"]),
        (&container(set), &container(single), &["breaks /calls kind: entity set -> singleton"]),
        (
            &container(single),
            &container(r#"<Singleton Name="calls" Type="a.base"/>"#),
            &["breaks /calls target: a.call -> a.base"],
        ),
    ]);
}

#[test]
fn deprecation() {
    let x = |removal: Option<&str>| {
        let revision = removal.map(|removal| {
            format!(
                r#"<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record>
<PropertyValue Property="Date" Date="2026-01-01"/><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Deprecated"/>
<PropertyValue Property="RemovalDate" Date="{removal}"/></Record></Collection></Annotation>"#
            )
        });
        format!(r#"<ComplexType Name="x">{}</ComplexType>"#, revision.unwrap_or_default())
    };
    let (never, soon, later) = (x(None), x(Some("2027-01-01")), x(Some("2028-01-01")));
    check(&[
        (&never, &soon, &["deprecates a.x deprecated, gone 2027-01-01"]),
        (&soon, &later, &["deprecates a.x deprecated, gone 2028-01-01"]),
        (&later, &never, &["notes a.x deprecation: deprecated -> not deprecated"]),
    ]);
}

#[test]
fn a_circle_of_base_types_ends() {
    use graph_action_metadata::model::{Object, Shape, Type};
    let ty = |name: &str, base: &str| Type {
        name: name.to_owned(),
        shape: Shape::Object(Object { base: Some(base.to_owned()), ..Object::default() }),
        deprecated: None,
    };
    let schema = Schema { types: vec![ty("a", "b"), ty("b", "a")], ..Schema::default() };
    assert!(lines(&schema, &schema).is_empty());
    assert_eq!(lines(&schema, &Schema::default()), ["breaks a removed", "breaks b removed"]);
}
