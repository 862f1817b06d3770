//! Any visibility, any module, and the body of a function.

use graph_action::{Call, Client};

use crate::sends;

mod outer {
    pub mod inner {
        use graph_action::{graph_action, graph_type};

        /// Seen here only.
        #[graph_type]
        struct Hidden {
            id: Option<String>,
        }

        /// A private action with a private response.
        #[graph_action(GET "/hidden/<id>" -> Hidden)]
        struct Private {
            id: String,
        }

        /// Seen one module up.
        #[graph_action(GET "/super/<id>")]
        pub(super) struct InSuper {
            pub(super) id: String,
        }

        /// Seen at a path.
        #[graph_action(GET "/path/<id>")]
        pub(in crate::places) struct InPath {
            pub(in crate::places) id: String,
        }

        /// Seen in this crate.
        #[graph_action(GET "/crate/<id>")]
        pub(crate) struct InCrate {
            pub(crate) id: String,
        }

        #[graph_type]
        pub(in crate::places) enum State {
            Up,
            #[graph(other)]
            Other(String),
        }

        #[test]
        fn a_private_action_has_private_functions() {
            let action = Private { id: "a".to_owned() };
            crate::sends(&action, "GET", "/v1.0/hidden/a", "");
            let _ = |client: &graph_action::Client| (action.send(client), private(client, &action));
            assert_eq!(Hidden { id: Some("b".to_owned()) }.id.as_deref(), Some("b"));
        }
    }

    /// Reaches into the module.
    pub fn in_super(client: &graph_action::Client) -> graph_action::Call<()> {
        inner::in_super(client, &inner::InSuper { id: "a".to_owned() })
    }
}

#[test]
fn the_functions_are_seen_where_the_struct_is() {
    let _: fn(&Client) -> Call<()> = outer::in_super;
    let _: fn(&Client, &outer::inner::InPath) -> Call<()> = outer::inner::in_path;
    let _: fn(&Client, &outer::inner::InCrate) -> Call<()> = outer::inner::in_crate;
    sends(&outer::inner::InPath { id: "a".to_owned() }, "GET", "/v1.0/path/a", "");
    sends(&outer::inner::InCrate { id: "a".to_owned() }, "GET", "/v1.0/crate/a", "");
    assert_eq!(outer::inner::State::Up.as_str(), "up");
    assert_eq!(outer::inner::State::Other("x".to_owned()).as_str(), "x");
}

#[test]
fn an_action_may_be_declared_in_the_body_of_a_function() {
    use graph_action::{graph_action, graph_type};

    #[graph_type]
    struct Local {
        value: Option<u8>,
    }

    #[graph_action(POST "/local/<id>" -> Local)]
    struct Act {
        id: String,
        body: Local,
    }

    let action = Act { id: "a".to_owned(), body: Local { value: Some(1) } };
    sends(&action, "POST", "/v1.0/local/a", r#"{"body":{"value":1}}"#);
    let _ = |client: &Client| (action.send(client), act(client, &action));
}
