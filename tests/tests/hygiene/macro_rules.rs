//! Declarations that a `macro_rules!` writes, with every part passed in as a fragment.

use graph_action::{Call, Client};

use crate::sends;

macro_rules! action {
    (
        $(#[$attribute:meta])* $vis:vis $name:ident, $method:ident $path:literal -> $response:ty, as $function:ident,
        { $($field:ident: $kind:ty),* }
    ) => {
        #[::graph_action::graph_action($method $path -> $response, name = $function, version = "beta")]
        $(#[$attribute])*
        $vis struct $name {
            $(pub $field: $kind,)*
            /// A field that is the macro's own.
            #[graph(query)]
            own: Option<u8>,
        }
    };
}

action!(#[derive(Debug)] pub SendMail, POST "/users/<id>/sendMail" -> Option<u64>, as mail, { id: String, subject: Option<String> });

macro_rules! kind {
    ($name:ident, $kind:literal, { $($field:ident: $ty:ty),* }, $list:ident { $($variant:ident),* }) => {
        #[::graph_action::graph_type($kind)]
        #[derive(Debug, PartialEq)]
        struct $name { $($field: $ty,)* state: Option<$list> }

        #[::graph_action::graph_type]
        #[derive(Debug, PartialEq)]
        enum $list { $($variant,)* #[graph(other)] Unknown(String) }
    };
}

kind!(Call2, "microsoft.graph.call", { id: String, r#type: Option<u8> }, State { Up, Down });

/// An item that arrives whole, in one fragment.
macro_rules! whole {
    ($item:item) => {
        #[::graph_action::graph_action(POST "/whole/<id>")]
        $item
    };
}

whole! {
    pub struct Whole { pub id: String }
}

#[test]
fn a_declaration_may_be_written_by_a_macro() {
    let action = SendMail { id: "a".to_owned(), subject: Some("s".to_owned()), own: Some(1) };
    sends(&action, "POST", "/beta/users/a/sendMail?own=1", r#"{"subject":"s"}"#);
    let _: fn(&Client, &SendMail) -> Call<Option<u64>> = mail;
    sends(&Whole { id: "a".to_owned() }, "POST", "/v1.0/whole/a", "");
    let call = Call2 { id: "a".to_owned(), r#type: None, state: Some(State::Down) };
    let json = r##"{"@odata.type":"#microsoft.graph.call","id":"a","state":"down"}"##;
    assert_eq!(serde_json::to_string(&call).unwrap(), json);
    assert_eq!(serde_json::from_str::<Call2>(json).unwrap(), call);
    assert_eq!(State::Up.as_str(), "up");
}
