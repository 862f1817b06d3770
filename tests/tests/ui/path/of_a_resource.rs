// The mistakes in an enum of paths, each at its own token; the enum and the actions on it go on.
use graph_action::{graph_action, graph_path};

#[graph_path]
enum EventPath {
    Missing { id: String },
    #[graph("/me/events/<id>/<idd>")]
    Misspelt { id: String, idx: String },
    #[graph("/me/events/<id>")]
    Unused { id: String, calendar: String },
    #[graph("/me/events/<id>?$top=5")]
    Query { id: String },
    #[graph("/me/events/{id}")]
    Braces { id: String },
    #[graph("/me/events/<id>")]
    Unnamed(String),
    #[graph("/a", "/b")]
    Two,
    #[graph("/me/events/<id>")]
    Marked {
        #[graph(name = "x")]
        id: String,
    },
    #[graph(name = "x")]
    Word,
}

#[graph_action(POST "<event>/accept")]
struct Accept {
    event: EventPath,
}

fn main() {
    let _ = Accept { event: EventPath::Two };
}
