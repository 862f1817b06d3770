use super::*;

use super::super::Use;

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

fn key(field: &str) -> Part {
    Part::Key(field.to_owned())
}

fn argument(name: Option<&str>, value: ArgumentValue) -> Argument {
    Argument { name: name.map(str::to_owned), value }
}

#[test]
fn every_form_of_the_grammar_is_read() {
    let quoted = |field: &str| ArgumentValue::Quoted(field.to_owned());
    let literal = |field: &str| ArgumentValue::Literal(field.to_owned());
    let fixed = |value: &str| ArgumentValue::Fixed(value.to_owned());
    for (template, parts) in [
        ("/users", vec![text("/users")]),
        ("/users/<id>/sendMail", vec![text("/users/"), key("id"), text("/sendMail")]),
        ("/users('<id>')", vec![text("/users"), Part::Arguments(vec![argument(None, quoted("id"))])]),
        (
            "/a(appId='<x>')/b",
            vec![text("/a"), Part::Arguments(vec![argument(Some("appId"), quoted("x"))]), text("/b")],
        ),
        (
            "/v(start=<s>,end=<e>)",
            vec![
                text("/v"),
                Part::Arguments(vec![argument(Some("start"), literal("s")), argument(Some("end"), literal("e"))]),
            ],
        ),
        (
            "/range(address='A1,B2')/b(x=1)",
            vec![
                text("/range"),
                Part::Arguments(vec![argument(Some("address"), fixed("'A1,B2'"))]),
                text("/b"),
                Part::Arguments(vec![argument(Some("x"), fixed("1"))]),
            ],
        ),
        (
            "/me/drive/root:/<path..>:/content",
            vec![text("/me/drive/root:/"), Part::Path("path".into()), text(":/content")],
        ),
        ("/items/<id>:/<path..>", vec![text("/items/"), key("id"), text(":/"), Part::Path("path".into())]),
        ("/users/delta()", vec![text("/users/delta()")]),
        ("/a/microsoft.graph.b.c/$value", vec![text("/a/microsoft.graph.b.c/$value")]),
        ("<event>/accept", vec![Part::Resource("event".into()), text("/accept")]),
        ("<link>", vec![Part::Resource("link".into())]),
    ] {
        let expected = Template { parts, query: Vec::new() };
        assert_eq!(parse(template), Ok(expected), "{template}");
    }
}

#[test]
fn query_options_are_fixed_or_bound_to_a_field() {
    let template = parse("/users?$select=id,subject&$top=<top>&$filter=a eq 'b'").expect("a template");
    let options: Vec<_> = template.query.iter().map(|option| (option.name.as_str(), &option.value)).collect();
    assert_eq!(
        options,
        [
            ("$select", &QueryValue::Fixed("id,subject".into())),
            ("$top", &QueryValue::Field("top".into())),
            ("$filter", &QueryValue::Fixed("a eq 'b'".into())),
        ]
    );
    assert_eq!(template.fields().collect::<Vec<_>>(), [("top", Use::Query)]);
}

#[test]
fn a_field_named_twice_is_listed_twice() {
    let template = parse("/a/<id>/b(x=<id>,y='<other>')").expect("a template");
    assert_eq!(template.fields().map(|(field, _)| field).collect::<Vec<_>>(), ["id", "id", "other"]);
}

#[test]
fn each_mistake_is_named_with_its_fix() {
    for (template, words) in [
        ("", "is empty"),
        ("users/<id>", "write \"/users/<id>\""),
        ("https://graph.microsoft.com/v1.0/me/sendMail", "write \"/me/sendMail\""),
        ("/v1.0/me", "write \"/me\""),
        ("/beta/me", "`version = \"beta\"`"),
        ("/users/{id}/x", "write \"/users/<id>/x\""),
        ("/users/{id | userPrincipalName}", "write \"/users/<id>\""),
        ("users/{id}", "write \"/users/<id>\""),
        ("/chats/{id}/messages/{id}", "write \"/chats/<id>/messages/<id2>\""),
        ("/users/{user-id}", "write \"/users/<user_id>\""),
        ("/users/{userId", "write \"/users/<user_id>\""),
        ("/users//x", "empty segment"),
        ("/users/", "ends in `/`"),
        ("/", "`/` alone"),
        ("/users?", "nothing follows"),
        ("/users?a=1&a=<b>", "`a` is there twice"),
        ("/users(a=1,a=<b>)", "`a` is there twice"),
        ("\\users\\x", "write \"/users/x\""),
        ("/users/<id", "not closed"),
        ("/users/id>", "without its `<`"),
        ("/users)", "without its `(`"),
        ("/users/../x", "the segment `..`"),
        ("/./users", "the segment `.`"),
        ("/f(a(b)", "in quotes only"),
        ("/users/<>", "names no field"),
        ("/users/<user-id>", "`<user_id>`"),
        ("/users/a<id>", "whole segment"),
        ("/users/<id>b", "cannot follow"),
        ("/users('<id>'", "not closed"),
        ("/users(=<id>)", "an argument is"),
        ("/users(id=a<id>)", "whole value"),
        ("/users(id=<path..>)", "between slashes"),
        ("<path..>/x", "cannot begin"),
        ("/a b", "has a space"),
        ("/a%20b", "has a `%`"),
        ("/a#b", "has a `#`"),
        ("/a\\b", "has a `\\`"),
        ("/a?$top", "a query option is"),
        ("/a?$filter=id eq '<id>'", "whole value"),
    ] {
        let mistakes = parse(template).expect_err(template);
        assert_eq!(mistakes.len(), 1, "{template}: {mistakes:?}");
        assert!(mistakes.concat().contains(words), "{template}: {mistakes:?}");
    }
}
