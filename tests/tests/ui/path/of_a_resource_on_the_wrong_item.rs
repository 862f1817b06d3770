// `#[graph_path]` on what is no enum, with a path in its own parentheses, or without a variant.
use graph_action::graph_path;

#[graph_path]
struct OnePath {
    id: String,
}

#[graph_path("/me/events/<id>")]
enum InTheAttribute {
    #[graph("/me/events/<id>")]
    Mine { id: String },
}

#[graph_path]
enum Empty {}

#[graph_path]
fn path() {}

fn main() {}
