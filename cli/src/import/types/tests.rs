//! Examples, and the types that are made of them.

use super::*;

/// The type of a value, and the text of all types.
fn made(called: Called<'_>, is_response: bool, values: &[&str]) -> (String, String) {
    let mut types = Types { is_response, ..Types::default() };
    let values: Vec<Json> = values.iter().map(|value| serde_json::from_str(value).unwrap()).collect();
    let rust = types.rust(called, &values.iter().collect::<Vec<_>>());
    let mut writer = Writer::default();
    types.write(&mut writer);
    (rust, writer.module(&[]))
}

/// A name that no service knows.
fn called(name: &str) -> Called<'_> {
    Called { name, wire: None }
}

#[test]
fn values_have_the_types_of_json() {
    for (values, rust) in [
        (&["true"][..], "bool"),
        (&["1"], "i64"),
        (&["1", "1.5"], "f64"),
        (&["\"a\"", "null"], "String"),
        (&["null"], "serde_json::Value"),
        (&["1", "\"a\""], "serde_json::Value"),
        (&["[]"], "Vec<serde_json::Value>"),
        (&["[[1, null], []]"], "Vec<Vec<i64>>"),
        (&["{}"], "serde_json::Value"),
    ] {
        assert_eq!(made(called("x"), false, values).0, rust, "{values:?}");
    }
}

#[test]
fn an_object_is_a_struct_and_so_is_what_it_holds() {
    let example = r##"{"@odata.context": "x", "id": "a", "emailAddress": {"address": "b"}, "prompts": [{"@odata.type": "#microsoft.graph.mediaPrompt", "loop": 1}]}"##;
    let (rust, text) = made(Called { name: "recipient", wire: Some("microsoft.graph.recipient") }, true, &[example]);
    assert_eq!(rust, "Recipient");
    for line in [
        "#[graph_type(\"microsoft.graph.recipient\")]",
        "pub struct Recipient {",
        "    pub email_address: Option<EmailAddress>,",
        "    pub prompts: Option<Vec<MediaPrompt>>,",
        "    #[graph(extra)]",
        "#[graph_type]",
        "#[graph_type(\"microsoft.graph.mediaPrompt\")]",
        "    pub r#loop: Option<i64>,",
    ] {
        assert!(text.lines().any(|written| written == line), "{line}\n{text}");
    }
    assert!(!text.contains("context"));
}

#[test]
fn objects_of_several_types_say_which_they_are() {
    let (_, text) =
        made(called("prompt"), false, &[r##"[{"@odata.type": "#a.b", "x": 1}, {"@odata.type": "#a.c", "y": 2}]"##]);
    assert!(text.contains("#[graph_type]\n"), "{text}");
    assert!(text.contains("#[graph(name = \"@odata.type\")]"), "{text}");
}

#[test]
fn a_type_that_holds_itself_holds_a_box() {
    let example = r##"{"@odata.type": "#a.post", "inReplyTo": {"@odata.type": "#a.post", "body": "x"}, "replies": [{"@odata.type": "#a.post"}]}"##;
    let (_, text) = made(called("post"), false, &[example]);
    assert!(text.contains("pub in_reply_to: Option<Box<Post>>,"), "{text}");
    assert!(text.contains("pub replies: Option<Vec<Post>>,"), "{text}");
}

#[test]
fn names_are_given_once() {
    let example = r#"{"a": {"status": {"x": 1}}, "b": {"status": {"y": 1}}, "c": {"status": {"y": 2, "z": 1}}, "option": {"a": 1}}"#;
    let (_, text) = made(called("top"), false, &[example]);
    assert!(text.contains("pub struct Status {") && text.contains("pub struct Status2 {"), "{text}");
    assert!(!text.contains("Status3") && text.contains("pub struct OptionType {"), "{text}");
}

#[test]
fn one_of_several_is_named_so() {
    for (many, one) in [
        ("policies", "policy"),
        ("classes", "class"),
        ("users", "user"),
        ("status", "status"),
        ("access", "access"),
        ("boxes", "box"),
        ("sites", "site"),
    ] {
        assert_eq!(singular(many), one);
    }
}
