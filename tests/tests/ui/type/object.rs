//! The members of an object have names, each once.

use std::collections::BTreeMap;

use graph_action::graph_type;

#[graph_type]
struct Tuple(String);

#[graph_type]
union Union {
    id: u64,
}

#[graph_type]
fn function() {}

#[graph_type("microsoft.graph.user")]
struct User {
    given_name: Option<String>,
    #[graph(name = "givenName")]
    first_name: Option<String>,
    #[graph(name = "@odata.type")]
    kind: Option<String>,
    #[graph(name = "")]
    nameless: Option<String>,
    #[graph(extra)]
    extra: BTreeMap<String, serde_json::Value>,
    #[graph(extra)]
    more: BTreeMap<String, serde_json::Value>,
    #[graph(skip, name = "a")]
    both: Option<String>,
}

fn use_them(user: User) -> String {
    let _ = Union { id: 1 };
    function();
    let Tuple(text) = serde_json::from_str("").unwrap();
    serde_json::to_string(&user).unwrap() + &text
}

fn main() {}
