// A variant that holds what no response can be bound to, and the attribute on what is no enum.
use graph_action::graph_response;

struct Session;

#[graph_response]
enum Started {
    #[graph(status = 201)]
    Created(Session),
    #[graph(status = 202)]
    Accepted(Option<Session>),
}

#[graph_response(201)]
enum InTheAttribute {
    #[graph(status = 201)]
    Created,
}

#[graph_response]
struct One {
    id: String,
}

fn main() {}
