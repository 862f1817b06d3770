//! Items called as the ones that generated code uses, and fields called as its variables.

/// Types that hide the prelude's.
mod shadowed {
    use graph_action::graph_action;

    macro_rules! actions {
        ($($name:ident $path:literal;)*) => {$(
            #[graph_action(POST $path -> ())]
            #[derive(Debug, Clone)]
            pub struct $name {
                pub id: ::std::string::String,
                pub value: ::std::option::Option<u8>,
            }
        )*};
    }

    actions! {
        Result "/results/<id>";
        Option "/options/<id>";
        String "/strings/<id>";
        Ok "/oks/<id>";
        Err "/errs/<id>";
        Some "/somes/<id>";
        None "/nones/<id>";
        Box "/boxes/<id>";
        Vec "/vecs/<id>";
        Client "/clients/<id>";
        Action "/actions/<id>";
        Call "/calls/<id>";
        Encoder "/encoders/<id>";
        Default "/defaults/<id>";
        Serialize "/serializes/<id>";
        Send "/sends/<id>";
        Self_ "/selfs/<id>";
        Move "/moves/<id>";
    }

    /// The functions of all of them, side by side.
    #[test]
    fn a_type_may_have_any_name() {
        let (id, value) = ("a".to_owned(), ::std::option::Option::Some(1));
        let action = Result { id: id.clone(), value };
        crate::sends(&action, "POST", "/v1.0/results/a", r#"{"value":1}"#);
        let action = Action { id, value };
        crate::sends(&action, "POST", "/v1.0/actions/a", r#"{"value":1}"#);
        let _: fn(&graph_action::Client, &Result) -> graph_action::Call<()> = result;
        let _: fn(&graph_action::Client, &Client) -> graph_action::Call<()> = client;
        let _: fn(&graph_action::Client, &Move) -> graph_action::Call<()> = r#move;
        let _: fn(&graph_action::Client, &Self_) -> graph_action::Call<()> = self_;
    }
}

/// Modules that hide the crates that generated code names.
mod shadowed_crates {
    /// Not the crates of these names.
    mod core {}
    mod std {}
    mod serde {}
    mod http {}
    mod graph_action {}

    #[::graph_action::graph_action(POST "/users/<id>")]
    pub struct Act {
        pub id: String,
        pub value: Option<u8>,
    }

    #[::graph_action::graph_type]
    pub struct Value {
        pub id: String,
    }

    #[test]
    fn a_module_may_have_the_name_of_a_crate() {
        super::super::sends(&Act { id: "a".to_owned(), value: None }, "POST", "/v1.0/users/a", "{}");
        assert_eq!(::serde_json::to_string(&Value { id: "a".to_owned() }).unwrap(), r#"{"id":"a"}"#);
    }
}

use graph_action::{Action, graph_action, graph_type};

/// Fields called as generated code calls its own variables.
#[graph_action(POST "/x/<client>/<type>?top=<request>")]
#[derive(Default)]
#[allow(non_snake_case)]
struct Fields {
    client: String,
    r#type: String,
    request: u8,
    self_: u8,
    response: u8,
    r#match: u8,
    __request: u8,
    __filled: u8,
    #[graph(name = "otherValue")]
    __value: u8,
    value: u8,
    action: u8,
    name: u8,
    encode: u8,
    send: u8,
    METHOD: u8,
}

#[graph_type]
#[derive(Debug, Default, PartialEq)]
struct Members {
    r#type: u8,
    self_: u8,
    __filled: u8,
    __value: Option<u8>,
    __member: u8,
    __writer: u8,
    serializer: u8,
    deserializer: u8,
}

#[graph_type]
#[derive(Debug, PartialEq)]
#[allow(clippy::enum_variant_names)]
enum Values {
    Self_,
    Some,
    None,
    Ok,
    Err,
    #[graph(other)]
    Other(String),
}

#[test]
fn a_field_may_have_any_name() {
    let fields = Fields { client: "a".to_owned(), r#type: "b".to_owned(), ..Fields::default() };
    let request = fields.request("https://graph.microsoft.com").unwrap();
    assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/x/a/b?top=0");
    let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
    assert_eq!(body["match"], 0);
    assert_eq!(body["METHOD"], 0);
}

#[test]
fn a_member_may_have_any_name() {
    let members = Members { r#type: 1, __value: Some(2), ..Members::default() };
    let json = serde_json::to_string(&members).unwrap();
    assert!(json.starts_with(r#"{"type":1,"#), "{json}");
    assert_eq!(serde_json::from_str::<Members>(&json).unwrap(), members);
}

#[test]
fn a_value_may_have_any_name() {
    for (value, text) in [(Values::Some, "some"), (Values::None, "none"), (Values::Err, "err"), (Values::Ok, "ok")] {
        assert_eq!(value.as_str(), text);
        assert_eq!(serde_json::from_value::<Values>(text.into()).unwrap(), value);
    }
    assert_eq!(Values::Self_.to_string(), "self_");
}
