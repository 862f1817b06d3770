//! One value cannot be two keys, even where Graph's page calls both `id`.

use graph_action::{Client, graph_action};

#[graph_action(POST "/chats/<id>/messages/<id>/softDelete")]
struct SoftDelete {
    id: String,
}

/// Once in the path and once in the query.
#[graph_action(GET "/users/<id>/messages?$search=<id>")]
struct Search {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = SoftDelete { id: id.clone() };
    let _ = (action.send(client), soft_delete(client, &action));
    let action = Search { id };
    let _ = (action.send(client), search(client, &action));
}

fn main() {}
