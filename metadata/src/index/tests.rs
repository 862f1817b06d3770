//! An index against the schema that it was made of.

use super::*;
use crate::model::{
    Deprecation, EnumMember, Enumeration, MemberKind, Navigation, Object, OperationKind, Parameter, Property, Returns,
    Shape,
};

/// A schema with one of everything.
fn schema() -> Schema {
    let deprecated = Deprecation {
        date: Some("2024-04-10".to_owned()),
        removal: None,
        version: Some(String::new()),
        description: Some("Use `b|c`:\n\tinstead.".to_owned()),
    };
    let property = |name: &str, ty: TypeRef, navigation: Option<Navigation>| Property {
        name: name.to_owned(),
        ty,
        is_nullable: navigation.is_none(),
        is_read_only: name == "id",
        navigation,
        deprecated: (name == "old").then(|| deprecated.clone()),
    };
    let object = |name: &str, base: Option<&str>, properties| Type {
        name: name.to_owned(),
        shape: Shape::Object(Object {
            is_entity: true,
            base: base.map(str::to_owned),
            is_abstract: base.is_none(),
            is_open: true,
            has_stream: base.is_some(),
            key: if base.is_none() { vec!["id".to_owned()] } else { Vec::new() },
            alternate_keys: vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]],
            properties,
        }),
        deprecated: base.map(|_| deprecated.clone()),
    };
    let operation = |name: &str, binding: Option<TypeRef>, parameters: &[&str]| Operation {
        name: format!("a.b.{name}"),
        kind: OperationKind::Function,
        binding,
        parameters: parameters
            .iter()
            .map(|name| Parameter {
                name: (*name).to_owned(),
                ty: TypeRef::collection("Edm.Int32"),
                is_nullable: true,
                is_optional: *name == "q",
                deprecated: None,
            })
            .collect(),
        returns: (name == "f").then(|| Returns { ty: TypeRef::collection("a.b.call"), is_nullable: true }),
        is_composable: name == "f",
        deprecated: (name == "g").then(Deprecation::default),
    };
    let mut schema = Schema {
        types: vec![
            object("a.b.entity", None, vec![property("id", TypeRef::one("Edm.String"), None)]),
            object(
                "a.b.call",
                Some("a.b.entity"),
                vec![
                    property("old", TypeRef::collection("c.d"), Some(Navigation::Reference)),
                    property("new", TypeRef::one("a.b.x.y"), Some(Navigation::Contained)),
                ],
            ),
            Type {
                name: "c.color".to_owned(),
                shape: Shape::Enum(Enumeration {
                    is_flags: true,
                    members: vec![
                        EnumMember { name: "red".to_owned(), value: -1, deprecated: None },
                        EnumMember { name: "blue".to_owned(), value: 4, deprecated: Some(deprecated.clone()) },
                    ],
                }),
                deprecated: None,
            },
            Type { name: "c.size".to_owned(), shape: Shape::Definition("Edm.Int64".to_owned()), deprecated: None },
        ],
        operations: vec![
            operation("f", Some(TypeRef::one("a.b.call")), &["p"]),
            operation("f", Some(TypeRef::one("a.b.call")), &["p", "q"]),
            operation("ff", Some(TypeRef::one("a.b.call")), &[]),
            operation("f", Some(TypeRef::collection("a.b.call")), &[]),
            operation("g", None, &["p"]),
        ],
        members: vec![
            Member {
                name: "calls".to_owned(),
                kind: MemberKind::EntitySet,
                target: "a.b.call".to_owned(),
                deprecated: Some(deprecated.clone()),
            },
            Member {
                name: "g".to_owned(),
                kind: MemberKind::FunctionImport,
                target: "a.b.g".to_owned(),
                deprecated: None,
            },
        ],
        docs: [("a.b.call/old", "What it\twas.\n\nÄ"), ("a.b.call", "")]
            .map(|(element, text)| (element.to_owned(), text.to_owned()))
            .into(),
    };
    schema.sort();
    schema
}

#[test]
fn what_is_written_is_what_is_read() {
    let schema = schema();
    let index = Index::parse(Index::of(&schema).to_text()).unwrap();
    index.verify().unwrap();
    assert_eq!(index.schema().unwrap(), schema);
    assert_eq!(index.namespace(), "a.b");
    assert_eq!(Index::of(&Schema::default()).schema().unwrap(), Schema::default());
}

#[test]
fn each_record_is_found_and_no_other() {
    let schema = schema();
    let index = Index::of(&schema);
    for ty in &schema.types {
        assert_eq!(index.type_named(&ty.name).unwrap().as_deref(), Some(ty));
        for other in [format!("{}x", ty.name), ty.name.chars().skip(1).collect(), String::new()] {
            assert_eq!(index.type_named(&other).unwrap(), None, "{other}");
        }
    }
    for member in &schema.members {
        assert_eq!(index.member(&member.name).unwrap().as_ref(), Some(member));
    }
    assert_eq!(index.member("call").unwrap(), None);
    for (element, text) in &schema.docs {
        assert_eq!(index.doc(element).unwrap().as_ref(), Some(text));
    }
    let call = TypeRef::one("a.b.call");
    assert_eq!(index.overloads(Some(&call), "a.b.f").unwrap().len(), 2);
    assert_eq!(index.operations_on(Some(&call)).unwrap().len(), 3);
    assert_eq!(index.operations_on(Some(&TypeRef::collection("a.b.call"))).unwrap().len(), 1);
    assert_eq!(index.operations_on(None).unwrap().len(), 1);
    assert_eq!(index.operations().unwrap().len(), 5);
    let ancestry: Vec<String> = index.ancestry("a.b.call").unwrap().iter().map(|ty| ty.name.clone()).collect();
    assert_eq!(ancestry, ["a.b.call", "a.b.entity"]);
}

#[test]
fn what_is_no_index_says_so() {
    let text = Index::of(&schema()).to_text();
    for (text, message) in [
        (String::new(), "this is no metadata index"),
        ("<?xml version=\"1.0\"?>\n".to_owned(), "this is no metadata index"),
        (text.replacen("\t1\t", "\t999\t", 1), "of version 999"),
        (text.replace('\n', "\r\n"), "line ends were changed"),
        (text.trim_end().to_owned(), "bytes long"),
        (text.replacen("\ta.b\t", "\ta.c\t", 1), "not as it was written"),
    ] {
        let error = Index::parse(text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn damage_is_told_when_the_line_is_read() {
    let text = Index::of(&schema()).to_text().replace("red:-1", "red:-2");
    let index = Index::parse(text).unwrap();
    assert!(index.type_named("a.b.call").is_ok());
    let error = index.type_named("c.color").unwrap_err().to_string();
    assert!(error.contains("the line `t c.color` is not as it was written"), "{error}");
    assert!(index.verify().is_err());
}

#[test]
fn lines_out_of_order_are_damage() {
    let text = Index::of(&schema()).to_text();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(3, 4);
    let index = Index::parse(lines.join("\n") + "\n").unwrap();
    assert!(index.verify().unwrap_err().to_string().contains("not in its place"));
}

#[test]
fn a_type_that_extends_itself_ends() {
    let mut schema = schema();
    for ty in &mut schema.types {
        if let Shape::Object(object) = &mut ty.shape {
            object.base = Some("a.b.call".to_owned());
        }
    }
    assert!(Index::of(&schema).ancestry("a.b.call").unwrap_err().to_string().contains("extends itself"));
}

#[test]
fn a_file_that_cannot_be_opened_names_the_command() {
    let error = Index::open(Path::new("graph-metadata/beta.index")).unwrap_err().to_string();
    assert!(error.contains("cargo graph-action metadata --api beta"), "{error}");
}
