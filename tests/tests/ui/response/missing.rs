//! Behind `->` stands a type.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<id>" ->)]
struct GetUser {
    id: String,
}

#[graph_action(GET "/users/<id>" ->, idempotent)]
struct FindUser {
    id: String,
}

#[graph_action(GET "/users/<id>" => String)]
struct WrongArrow {
    id: String,
}

#[graph_action(GET "/users/<id>" -> "User")]
struct TextForType {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = GetUser { id: id.clone() };
    let _ = (action.send(client), get_user(client, &action));
    let action = FindUser { id: id.clone() };
    let _ = (action.send(client), find_user(client, &action));
    let action = WrongArrow { id: id.clone() };
    let _ = (action.send(client), wrong_arrow(client, &action));
    let action = TextForType { id };
    let _ = (action.send(client), text_for_type(client, &action));
}

fn main() {}
