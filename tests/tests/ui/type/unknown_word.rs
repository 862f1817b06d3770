//! The words of `#[graph(..)]` that a type's fields and an enum's variants take.

use graph_action::graph_type;

#[graph_type]
#[graph(extra)]
struct User {
    #[graph(nmae = "displayName")]
    misspelt: Option<String>,
    #[graph(query)]
    of_an_action: Option<String>,
    #[graph(other)]
    of_a_variant: Option<String>,
    #[graph(max_chars = 256)]
    limited: Option<String>,
}

#[graph_type]
enum Status {
    #[graph(skip)]
    Running,
    #[graph(othr)]
    Other(String),
}

fn use_them(user: &User) -> serde_json::Result<String> {
    serde_json::to_string(&(user, Status::Running, Status::Other(String::new())))
}

fn main() {}
