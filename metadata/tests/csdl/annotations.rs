//! What annotations say, wherever they stand.

use graph_action_metadata::csdl;
use graph_action_metadata::model::{Deprecation, Shape};

use super::{member, object, operation, property, read, schema, type_of};

/// A service to annotate.
const SERVICE: &str = r#"
    <EntityType Name="e"><Property Name="p" Type="Edm.String" /><NavigationProperty Name="n" Type="x.e" /></EntityType>
    <EnumType Name="k"><Member Name="a" /><Member Name="b" /></EnumType>
    <Action Name="act" IsBound="true"><Parameter Name="it" Type="x.e" /><Parameter Name="one" Type="Edm.String" /><Parameter Name="two" Type="Edm.Int32" /><ReturnType Type="x.e" /></Action>
    <Action Name="act" IsBound="true"><Parameter Name="it" Type="Collection(x.e)" /><Parameter Name="one" Type="Edm.String" /></Action>
    <Function Name="fun" IsBound="true"><Parameter Name="it" Type="x.e" /><ReturnType Type="Edm.String" /></Function>
    <Function Name="fun" IsBound="true"><Parameter Name="it" Type="x.e" /><Parameter Name="one" Type="Edm.String" /><ReturnType Type="Edm.String" /></Function>
    <EntityContainer Name="all"><EntitySet Name="things" EntityType="x.e" /></EntityContainer>"#;

/// The documentation of the service with annotations of one target.
fn described(target: &str) -> Vec<String> {
    let note = format!(
        "{SERVICE}<Annotations Target=\"{target}\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"D\" /></Annotations>"
    );
    read(&note).docs.into_keys().collect()
}

#[test]
fn every_kind_of_target_is_found() {
    for (target, keys) in [
        ("example.v1.e", &["example.v1.e"][..]),
        ("x.e", &["example.v1.e"]),
        ("self.e", &["example.v1.e"]),
        ("x.e/p", &["example.v1.e/p"]),
        ("x.e/n", &["example.v1.e/n"]),
        ("x.k/b", &["example.v1.k/b"]),
        ("x.act(x.e)", &["example.v1.act(example.v1.e)"]),
        ("x.act(Collection(x.e))/one", &["example.v1.act(Collection(example.v1.e))/one"]),
        // Some documents list all parameters of an action, and have spaces between them.
        ("x.act(x.e, Edm.String, Edm.Int32)/two", &["example.v1.act(example.v1.e)/two"]),
        ("x.act(x.e)/$ReturnType", &["example.v1.act(example.v1.e)/$ReturnType"]),
        ("x.act/one", &["example.v1.act(Collection(example.v1.e))/one", "example.v1.act(example.v1.e)/one"]),
        ("x.act", &["example.v1.act(Collection(example.v1.e))", "example.v1.act(example.v1.e)"]),
        ("x.fun(x.e)", &["example.v1.fun(example.v1.e)"]),
        ("x.fun(x.e, Edm.String)", &["example.v1.fun(example.v1.e,Edm.String)"]),
        ("x.all/things", &["example.v1.all/things"]),
        ("x.fun(x.e,Edm.Int32)", &[]),
        ("x.e/missing", &[]),
        ("x.missing", &[]),
        ("x.e/p/deeper", &[]),
        ("x.act(", &["example.v1.act(Collection(example.v1.e))", "example.v1.act(example.v1.e)"]),
        (")(", &[]),
        ("", &[]),
    ] {
        assert_eq!(described(target), keys, "{target}");
    }
}

#[test]
fn words_are_joined_and_may_stand_in_elements() {
    let schema = read(&format!(
        r#"{SERVICE}<Annotations Target="x.e">
            <Annotation Term="Org.OData.Core.V1.LongDescription"><String>At &lt;length&gt; <![CDATA[& more]]>&#33;</String></Annotation>
            <Annotation Term="Org.OData.Core.V1.Description" String="In short:&#10;&quot;e&quot; &amp; co." />
            <Annotation Term="Org.OData.Core.V1.Description" Qualifier="second" String="Not this" />
           </Annotations>
           <Annotations Target="x.e/p"><Annotation Term="Org.OData.Core.V1.LongDescription" String="Only this." /></Annotations>
           <Annotations Target="x.e/n"><Annotation Term="Org.OData.Core.V1.Description" String="  " /><Annotation Term="Org.OData.Core.V1.LongDescription" Path="p" /></Annotations>
           <Annotations Target="x.k" Qualifier="q"><Annotation Term="Org.OData.Core.V1.Description" String="The only one" /></Annotations>"#
    ));
    assert_eq!(schema.docs["example.v1.e"], "In short:\n\"e\" & co.\n\nAt <length> & more!");
    assert_eq!(schema.docs["example.v1.e/p"], "Only this.");
    assert_eq!(schema.docs["example.v1.k"], "The only one", "a qualified one is better than none");
    assert!(!schema.docs.contains_key("example.v1.e/n"));
}

#[test]
fn a_vocabulary_goes_by_its_alias_too() {
    let text = schema(&format!(
        r#"{SERVICE}<Annotations Target="x.e"><Annotation Term="Core.Description" String="D" /></Annotations>"#
    ));
    assert!(csdl::read(text.as_bytes()).unwrap().docs.is_empty(), "nothing says what `Core` is");
    let include = r#"<edmx:Reference Uri="u"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core" /></edmx:Reference><edmx:DataServices>"#;
    assert_eq!(csdl::read(text.replace("<edmx:DataServices>", include).as_bytes()).unwrap().docs["example.v1.e"], "D");
}

/// Revisions with one of each kind.
const REVISIONS: &str = r#"<Annotation Term="Org.OData.Core.V1.Revisions"><Collection>
    <Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Added" /><PropertyValue Property="Version" String="1" /></Record>
    <Record><PropertyValue Property="Date" Date="2020-01-01" /><PropertyValue Property="Kind" EnumMember="Core.RevisionKind/Deprecated" /></Record>
    <Record><PropertyValue Property="Date" Date="2024-04-10" /><PropertyValue Property="Description"><String>Use q.</String></PropertyValue>
      <PropertyValue Property="Kind"><EnumMember>Org.OData.Core.V1.RevisionKind/Deprecated</EnumMember></PropertyValue>
      <PropertyValue Property="RemovalDate" Date="2026-04-10" /><PropertyValue Property="Version" String="2024-01/Deprecation" /></Record>
    </Collection></Annotation>"#;

/// What they say.
fn deprecation() -> Deprecation {
    Deprecation {
        date: Some("2024-04-10".to_owned()),
        removal: Some("2026-04-10".to_owned()),
        version: Some("2024-01/Deprecation".to_owned()),
        description: Some("Use q.".to_owned()),
    }
}

#[test]
fn a_deprecation_lands_on_every_kind_of_element() {
    let targets = ["x.e", "x.e/p", "x.k/a", "x.act(x.e)", "x.act(x.e)/one", "x.all/things"];
    let notes: String =
        targets.map(|target| format!("<Annotations Target=\"{target}\">{REVISIONS}</Annotations>")).concat();
    let schema = read(&format!("{SERVICE}{notes}"));
    assert_eq!(type_of(&schema, "example.v1.e").deprecated, Some(deprecation()));
    assert_eq!(property(&schema, "example.v1.e", "p").deprecated, Some(deprecation()));
    assert_eq!(property(&schema, "example.v1.e", "n").deprecated, None);
    let Shape::Enum(k) = &type_of(&schema, "example.v1.k").shape else { panic!() };
    assert_eq!((&k.members[0].deprecated, &k.members[1].deprecated), (&Some(deprecation()), &None));
    let act = operation(&schema, "example.v1.act(example.v1.e)");
    assert_eq!(
        (&act.deprecated, &act.parameters[0].deprecated, &act.parameters[1].deprecated),
        (&Some(deprecation()), &Some(deprecation()), &None)
    );
    assert_eq!(operation(&schema, "example.v1.act(Collection(example.v1.e))").deprecated, None);
    assert_eq!(member(&schema, "things").deprecated, Some(deprecation()));
}

#[test]
fn annotations_stand_in_their_elements_too() {
    let schema = read(&format!(
        r#"<EntityType Name="e"><Property Name="p" Type="Edm.String">{REVISIONS}</Property>{REVISIONS}</EntityType>
           <EnumType Name="k"><Member Name="a">{REVISIONS}</Member>{REVISIONS}</EnumType>
           <Action Name="act" IsBound="true"><Parameter Name="it" Type="x.e" /><Parameter Name="one" Type="Edm.String">{REVISIONS}<Annotation Term="Org.OData.Core.V1.OptionalParameter" /></Parameter>
             <ReturnType Type="x.e"><Annotation Term="Org.OData.Core.V1.Description" String="R" /></ReturnType>{REVISIONS}</Action>
           <TypeDefinition Name="d" UnderlyingType="Edm.String">{REVISIONS}</TypeDefinition>
           <EntityContainer Name="all"><Singleton Name="me" Type="x.e">{REVISIONS}</Singleton></EntityContainer>"#
    ));
    let Shape::Enum(k) = &type_of(&schema, "example.v1.k").shape else { panic!() };
    let act = operation(&schema, "example.v1.act(example.v1.e)");
    for said in [
        &type_of(&schema, "example.v1.e").deprecated,
        &property(&schema, "example.v1.e", "p").deprecated,
        &type_of(&schema, "example.v1.k").deprecated,
        &k.members[0].deprecated,
        &act.deprecated,
        &act.parameters[0].deprecated,
        &type_of(&schema, "example.v1.d").deprecated,
        &member(&schema, "me").deprecated,
    ] {
        assert_eq!(said, &Some(deprecation()));
    }
    assert!(act.parameters[0].is_optional);
    assert_eq!(schema.docs["example.v1.act(example.v1.e)/$ReturnType"], "R");
}

#[test]
fn what_is_no_deprecation_is_none() {
    for revisions in [
        r#"<Collection><Record><PropertyValue Property="Kind" EnumMember="Org.OData.Core.V1.RevisionKind/Modified" /></Record></Collection>"#,
        "<Collection />",
        "<Record />",
        r"<String>Deprecated</String>",
    ] {
        let note = format!(
            "<Annotations Target=\"x.e\"><Annotation Term=\"Org.OData.Core.V1.Revisions\">{revisions}</Annotation></Annotations>"
        );
        assert_eq!(type_of(&read(&format!("{SERVICE}{note}")), "example.v1.e").deprecated, None, "{revisions}");
    }
}

#[test]
fn a_parameter_that_may_be_left_out_is_told_from_outside_too() {
    let schema = read(&format!(
        r#"{SERVICE}<Annotations Target="x.fun(x.e,Edm.String)/one"><Annotation Term="Org.OData.Core.V1.OptionalParameter"><Record><PropertyValue Property="DefaultValue" String="a" /></Record></Annotation></Annotations>"#
    ));
    assert!(operation(&schema, "example.v1.fun(example.v1.e,Edm.String)").parameters[0].is_optional);
    assert!(!operation(&schema, "example.v1.act(example.v1.e)").parameters[0].is_optional);
}

#[test]
fn alternate_keys_go_by_the_names_that_a_path_has() {
    let key = |parts: &str| {
        format!(
            r#"<Record Type="Org.OData.Core.V1.AlternateKey"><PropertyValue Property="Key"><Collection>{parts}</Collection></PropertyValue></Record>"#
        )
    };
    let keys = [
        key(r#"<Record><PropertyValue Property="Alias" String="upn" /><PropertyValue Property="Name" PropertyPath="userPrincipalName" /></Record>"#),
        key(r#"<Record><PropertyValue Property="Name" PropertyPath="a" /></Record><Record><PropertyValue Property="Name"><PropertyPath>b</PropertyPath></PropertyValue></Record>"#),
        key(""),
    ]
    .concat();
    let note =
        format!("<Annotation Term=\"Org.OData.Core.V1.AlternateKeys\"><Collection>{keys}</Collection></Annotation>");
    for text in [
        format!("<EntityType Name=\"e\">{note}</EntityType>"),
        format!("<Annotations Target=\"x.e\">{note}</Annotations><EntityType Name=\"e\" />"),
    ] {
        assert_eq!(
            object(&read(&text), "example.v1.e").alternate_keys,
            [vec!["upn".to_owned()], vec!["a".to_owned(), "b".to_owned()]]
        );
    }
}

#[test]
fn a_property_is_read_only_where_the_service_alone_writes_it() {
    for (note, is_read_only) in [
        (r#"Term="Org.OData.Core.V1.Computed" Bool="true" />"#, true),
        (r#"Term="Org.OData.Core.V1.Computed" />"#, true),
        (r#"Term="Org.OData.Core.V1.Computed"><Bool>true</Bool></Annotation>"#, true),
        (r#"Term="Org.OData.Core.V1.Computed" Bool="false" />"#, false),
        (r#"Term="Org.OData.Core.V1.Computed" Path="other" />"#, false),
        (r#"Term="Org.OData.Core.V1.Computed"><If><Path>other</Path><Bool>true</Bool></If></Annotation>"#, false),
        (r#"Term="Org.OData.Core.V1.Computed"><Annotation Term="a.b" Bool="false" /></Annotation>"#, true),
        (r#"Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/Read" />"#, true),
        (
            r#"Term="Org.OData.Core.V1.Permissions"><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation>"#,
            true,
        ),
        (
            r#"Term="Org.OData.Core.V1.Permissions"><EnumMember>C.Permission/Read C.Permission/Write</EnumMember></Annotation>"#,
            false,
        ),
        (r#"Term="Org.OData.Core.V1.Permissions" EnumMember="Org.OData.Core.V1.Permission/ReadWrite" />"#, false),
        (r#"Term="Org.OData.Core.V1.Permissions" EnumMember="" />"#, false),
        (r#"Term="Org.OData.Core.V1.Immutable" Bool="true" />"#, false),
    ] {
        let schema = read(&format!("{SERVICE}<Annotations Target=\"x.e/p\"><Annotation {note}</Annotations>"));
        assert_eq!(property(&schema, "example.v1.e", "p").is_read_only, is_read_only, "{note}");
    }
}
