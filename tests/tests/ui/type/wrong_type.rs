//! A member's type can be written to JSON and read from it; the compiler says so at the type.

use graph_action::graph_type;

/// Has no derive.
struct Name;

#[graph_type]
struct User {
    id: String,
    name: Name,
}

#[graph_type]
struct Group {
    name: Option<Name>,
}

/// Only a map can keep what is not declared.
#[graph_type]
struct Team {
    #[graph(extra)]
    extra: Vec<String>,
}

/// What is skipped has to come from somewhere.
#[graph_type]
struct Channel {
    #[graph(skip)]
    name: Name,
}

fn use_them(value: (User, Group, Team, Channel)) -> serde_json::Result<String> {
    serde_json::to_string(&value)
}

fn main() {}
