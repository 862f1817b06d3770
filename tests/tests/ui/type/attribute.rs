//! `#[graph_type]` takes the type's qualified name.

use graph_action::graph_type;

#[graph_type("user")]
struct Unqualified {}

#[graph_type("#microsoft.graph.user")]
struct Hash {}

#[graph_type("microsoft.graph.user", "microsoft.graph.group")]
struct TwoNames {}

#[graph_type(microsoft.graph.user)]
struct Unquoted {}

#[graph_type(carte = ::graph_action)]
struct Misspelt {}

#[graph_type(crate = "graph_action")]
struct QuotedCrate {}

#[graph_type(flag)]
enum MisspeltFlags {
    A,
    #[graph(other)]
    Other(String),
}

fn use_them() -> serde_json::Result<String> {
    serde_json::to_string(&(Unqualified {}, Hash {}, TwoNames {}, Unquoted {}, Misspelt {}, QuotedCrate {}))?;
    serde_json::to_string(&(MisspeltFlags::A, MisspeltFlags::Other(String::new())))
}

fn main() {}
