//! A type that does not exist is the compiler's to report, once for each place that it is written.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<id>" -> Usr)]
struct GetUser {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = GetUser { id };
    let _ = (action.send(client), get_user(client, &action));
}

fn main() {}
