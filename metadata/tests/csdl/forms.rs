//! Each element of CSDL, and each way to write it.

use graph_action_metadata::model::{Enumeration, MemberKind, Navigation, OperationKind, Shape, TypeRef};

use super::{member, object, operation, property, read, type_of};

/// The members of an enumeration with their values.
fn values(enumeration: &Enumeration) -> Vec<(&str, i64)> {
    enumeration.members.iter().map(|member| (member.name.as_str(), member.value)).collect()
}

#[test]
fn an_entity_type_has_its_attributes_key_and_properties() {
    let schema = read(
        r#"<EntityType Name="base" Abstract="true"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
           <EntityType Name="photo" BaseType="x.base" OpenType="true" HasStream="true">
             <Property Name="width" Type="Edm.Int32" />
             <Property Name="tags" Type="Collection(Edm.String)" Nullable="false" />
             <NavigationProperty Name="owner" Type="x.base" Nullable="false" Partner="photos" />
             <NavigationProperty Name="copies" Type="Collection(x.photo)" ContainsTarget="true" />
           </EntityType>"#,
    );
    let base = object(&schema, "example.v1.base");
    assert!(base.is_entity && base.is_abstract && !base.is_open && !base.has_stream);
    assert_eq!((base.key.as_slice(), &base.base), (&["id".to_owned()][..], &None));
    let photo = object(&schema, "example.v1.photo");
    assert!(photo.is_entity && !photo.is_abstract && photo.is_open && photo.has_stream);
    assert_eq!((photo.base.as_deref(), photo.key.as_slice()), (Some("example.v1.base"), &[][..]));
    let names: Vec<_> = photo.properties.iter().map(|property| property.name.as_str()).collect();
    assert_eq!(names, ["width", "tags", "owner", "copies"], "in the order of the document");
    let tags = property(&schema, "example.v1.photo", "tags");
    assert_eq!((&tags.ty, tags.navigation), (&TypeRef::collection("Edm.String"), None));
    let owner = property(&schema, "example.v1.photo", "owner");
    assert_eq!((&owner.ty, owner.navigation), (&TypeRef::one("example.v1.base"), Some(Navigation::Reference)));
    let copies = property(&schema, "example.v1.photo", "copies");
    assert_eq!(
        (&copies.ty, copies.navigation),
        (&TypeRef::collection("example.v1.photo"), Some(Navigation::Contained))
    );
}

#[test]
fn what_may_be_null_follows_the_rules_of_csdl_where_nothing_is_stated() {
    let schema = read(
        r#"<ComplexType Name="c">
             <Property Name="plain" Type="Edm.String" /><Property Name="not" Type="Edm.String" Nullable="false" />
             <Property Name="many" Type="Collection(Edm.String)" /><Property Name="number" Type="Edm.String" Nullable="0" />
             <NavigationProperty Name="one" Type="x.e" /><NavigationProperty Name="all" Type="Collection(x.e)" />
           </ComplexType>
           <EntityType Name="e" />
           <Function Name="f"><Parameter Name="p" Type="Edm.String" /><Parameter Name="q" Type="Edm.String" Nullable="false" /><ReturnType Type="Edm.String" /></Function>
           <Function Name="g"><ReturnType Type="Collection(Edm.String)" Nullable="false" /></Function>"#,
    );
    let nullable: Vec<_> =
        object(&schema, "example.v1.c").properties.iter().map(|property| property.is_nullable).collect();
    assert_eq!(nullable, [true, false, true, false, true, false], "a collection of entities is always there");
    let f = operation(&schema, "example.v1.f(Edm.String,Edm.String)");
    assert_eq!(f.parameters.iter().map(|parameter| parameter.is_nullable).collect::<Vec<_>>(), [true, false]);
    assert!(f.returns.as_ref().unwrap().is_nullable);
    assert!(!operation(&schema, "example.v1.g()").returns.as_ref().unwrap().is_nullable);
}

#[test]
fn a_key_goes_by_the_names_that_a_path_has() {
    let schema = read(
        r#"<EntityType Name="line"><Key><PropertyRef Name="order/id" Alias="orderId" /><PropertyRef Name="number" /></Key></EntityType>"#,
    );
    assert_eq!(object(&schema, "example.v1.line").key, ["orderId", "number"]);
}

#[test]
fn an_enumeration_counts_where_it_states_no_value() {
    let schema = read(
        r#"<EnumType Name="plain"><Member Name="a" /><Member Name="b" /><Member Name="c" Value="7" /><Member Name="d" /></EnumType>
           <EnumType Name="flags" IsFlags="true" UnderlyingType="Edm.Int64"><Member Name="all" Value="9223372036854775807" /><Member Name="none" Value="-1" /></EnumType>
           <EnumType Name="empty" />"#,
    );
    let Shape::Enum(plain) = &type_of(&schema, "example.v1.plain").shape else { panic!() };
    assert_eq!((values(plain), plain.is_flags), (vec![("a", 0), ("b", 1), ("c", 7), ("d", 8)], false));
    let Shape::Enum(flags) = &type_of(&schema, "example.v1.flags").shape else { panic!() };
    assert_eq!((values(flags), flags.is_flags), (vec![("all", i64::MAX), ("none", -1)], true));
    let Shape::Enum(empty) = &type_of(&schema, "example.v1.empty").shape else { panic!() };
    assert!(empty.members.is_empty());
}

#[test]
fn a_type_definition_is_another_name() {
    let schema = read(
        r#"<TypeDefinition Name="length" UnderlyingType="Edm.Decimal"><Annotation Term="y.Unit" String="cm" /></TypeDefinition>"#,
    );
    assert_eq!(type_of(&schema, "example.v1.length").shape, Shape::Definition("Edm.Decimal".to_owned()));
}

#[test]
fn the_first_parameter_of_a_bound_operation_is_what_it_is_bound_to() {
    let schema = read(
        r#"<EntityType Name="e" />
           <Action Name="clear" IsBound="true"><Parameter Name="it" Type="x.e" Nullable="false" /></Action>
           <Action Name="clear" IsBound="true"><Parameter Name="all" Type="Collection(x.e)" /><Parameter Name="reason" Type="Edm.String" /></Action>
           <Action Name="reset"><Parameter Name="hard" Type="Edm.Boolean" /></Action>
           <Function Name="near" IsBound="true" IsComposable="true"><Parameter Name="it" Type="x.e" /><Parameter Name="lat" Type="Edm.Double" /><ReturnType Type="Collection(x.e)" /></Function>"#,
    );
    let clear = operation(&schema, "example.v1.clear(example.v1.e)");
    assert_eq!((clear.kind, &clear.binding), (OperationKind::Action, &Some(TypeRef::one("example.v1.e"))));
    assert!(clear.parameters.is_empty() && clear.returns.is_none() && !clear.is_composable);
    assert_eq!(operation(&schema, "example.v1.clear(Collection(example.v1.e))").parameters[0].name, "reason");
    let reset = operation(&schema, "example.v1.reset()");
    assert_eq!((&reset.binding, reset.parameters.len()), (&None, 1));
    let near = operation(&schema, "example.v1.near(example.v1.e,Edm.Double)");
    assert_eq!((near.kind, near.is_composable), (OperationKind::Function, true));
    assert_eq!(near.returns.as_ref().unwrap().ty, TypeRef::collection("example.v1.e"));
}

#[test]
fn a_container_says_what_a_path_may_begin_with() {
    let schema = read(
        r#"<EntityType Name="e" /><Action Name="reset" /><Function Name="near"><ReturnType Type="x.e" /></Function>
           <EntityContainer Name="base">
             <EntitySet Name="things" EntityType="x.e"><NavigationPropertyBinding Path="a" Target="b" /></EntitySet>
             <Singleton Name="me" Type="x.e" />
           </EntityContainer>
           <EntityContainer Name="all" Extends="x.base">
             <EntitySet Name="things" EntityType="example.v1.e" />
             <ActionImport Name="reset" Action="x.reset" />
             <FunctionImport Name="near" Function="x.near" EntitySet="things" IncludeInServiceDocument="true" />
           </EntityContainer>"#,
    );
    let names: Vec<_> = schema.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["me", "near", "reset", "things"]);
    assert_eq!(
        (member(&schema, "things").kind, member(&schema, "things").target.as_str()),
        (MemberKind::EntitySet, "example.v1.e")
    );
    assert_eq!(member(&schema, "me").kind, MemberKind::Singleton);
    assert_eq!(
        (member(&schema, "reset").kind, member(&schema, "reset").target.as_str()),
        (MemberKind::ActionImport, "example.v1.reset")
    );
    assert_eq!(
        (member(&schema, "near").kind, member(&schema, "near").target.as_str()),
        (MemberKind::FunctionImport, "example.v1.near")
    );
}

#[test]
fn what_is_not_known_is_passed_over() {
    let schema = read(
        r#"<!-- a comment --><?xml-stylesheet href="a.css"?>
           <Term Name="changed" Type="Edm.Boolean" AppliesTo="not a (name" />
           <Whatever Name="1 2 3"><EntityType Name="hidden" /></Whatever>
           <sap:EntityType xmlns:sap="urn:sap" Name="of another language" />
           <EntityType Name="e" sap:label="l" FutureAttribute="f">
             <FutureElement><Property Name="hidden" Type="Edm.String" /></FutureElement>
             <Property Name="p" Type="Edm.String" MaxLength="max" SRID="variable"><![CDATA[ nothing ]]>text</Property>
             <Annotation Term="a.b.Description" String="another vocabulary" />
           </EntityType>"#,
    );
    assert_eq!(schema.types.len(), 1);
    assert_eq!(object(&schema, "example.v1.e").properties.len(), 1);
    assert!(schema.docs.is_empty());
}

#[test]
fn any_prefix_will_do() {
    let text = r#"<a:Edmx xmlns:a="http://docs.oasis-open.org/odata/ns/edmx" xmlns:b="http://docs.oasis-open.org/odata/ns/edm" Version="4.01">
        <a:DataServices><b:Schema Namespace="n"><b:EntityType Name="e"><b:Property Name="p" Type="Edm.String"/></b:EntityType><EntityType Name="other"/></b:Schema></a:DataServices></a:Edmx>"#;
    let schema = graph_action_metadata::csdl::read(text.as_bytes()).unwrap();
    assert_eq!(schema.types.len(), 1);
    assert_eq!(object(&schema, "n.e").properties.len(), 1);
}
