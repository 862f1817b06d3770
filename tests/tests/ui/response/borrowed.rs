//! A response outlives the body it is read from, so it borrows nothing.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<id>/$value" -> &'static str)]
struct GetValue {
    id: String,
}

async fn calls(client: &Client, id: String) {
    let action = GetValue { id };
    let _ = (action.send(client).await, get_value(client, &action).await);
}

fn main() {}
