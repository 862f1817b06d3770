//! Names in full, whatever the document calls them.

use graph_action_metadata::csdl;
use graph_action_metadata::model::TypeRef;

use super::{document, object, operation, property, refusal, schema};

#[test]
fn an_alias_may_be_used_before_the_schema_that_declares_it() {
    let text = document(
        r#"<Schema Namespace="a.one"><EntityType Name="e" BaseType="two.base"><Property Name="p" Type="Collection(two.c)" /></EntityType>
             <Action Name="act" IsBound="true"><Parameter Name="b" Type="a.one.e" /><ReturnType Type="two.c" /></Action></Schema>
           <Schema Namespace="a.two" Alias="two"><EntityType Name="base" /><ComplexType Name="c" /></Schema>"#,
    );
    let schema = csdl::read(text.as_bytes()).unwrap();
    assert_eq!(object(&schema, "a.one.e").base.as_deref(), Some("a.two.base"));
    assert_eq!(property(&schema, "a.one.e", "p").ty, TypeRef::collection("a.two.c"));
    assert_eq!(operation(&schema, "a.one.act(a.one.e)").returns.as_ref().unwrap().ty, TypeRef::one("a.two.c"));
}

#[test]
fn self_is_the_schema_that_says_it() {
    let text = document(
        r#"<Schema Namespace="a" Alias="self"><ComplexType Name="c" /><ComplexType Name="of_a" BaseType="self.c" /></Schema>
           <Schema Namespace="b" Alias="self"><ComplexType Name="c" /><ComplexType Name="of_b" BaseType="self.c" /></Schema>
           <Schema Namespace="d"><ComplexType Name="mine" /><ComplexType Name="of_d" BaseType="self.mine" /><ComplexType Name="of_a" BaseType="self.of_a" /></Schema>"#,
    );
    let schema = csdl::read(text.as_bytes()).unwrap();
    for (ty, base) in [("a.of_a", "a.c"), ("b.of_b", "b.c"), ("d.of_d", "d.mine"), ("d.of_a", "a.of_a")] {
        assert_eq!(object(&schema, ty).base.as_deref(), Some(base), "{ty}");
    }
}

#[test]
fn a_name_of_two_meanings_is_refused() {
    let text = document(
        r#"<Schema Namespace="a" Alias="x"><ComplexType Name="c" /></Schema><Schema Namespace="b" Alias="x"><ComplexType Name="c" /></Schema>
           <Schema Namespace="d"><ComplexType Name="e" BaseType="x.c" /></Schema>"#,
    );
    let refused = refusal(text);
    assert!(
        refused.contains("d.e: `x.c` means both a.c and b.c: write the namespace instead of the alias"),
        "{refused}"
    );
}

#[test]
fn what_is_in_another_document_stays_a_name() {
    let text = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="e"><edmx:Reference Uri="https://example.org/other"><edmx:Include Namespace="other.place" Alias="o" /></edmx:Reference>{}"#,
        schema(r#"<EntityType Name="e" BaseType="o.base"><Property Name="p" Type="unknown.c" /><Property Name="q" Type="x.missing" /></EntityType>"#)
            .split_once("edmx\">")
            .unwrap()
            .1
    );
    let schema = csdl::read(text.as_bytes()).unwrap();
    assert_eq!(object(&schema, "example.v1.e").base.as_deref(), Some("other.place.base"));
    assert_eq!(property(&schema, "example.v1.e", "p").ty, TypeRef::one("unknown.c"));
    assert_eq!(property(&schema, "example.v1.e", "q").ty, TypeRef::one("example.v1.missing"));
}
