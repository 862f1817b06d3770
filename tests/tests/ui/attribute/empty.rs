//! An action has a method and a path.

use graph_action::{Client, graph_action};

#[graph_action]
struct Nothing {}

#[graph_action()]
struct Empty {}

#[graph_action("/users/<id>")]
struct NoMethod {
    id: String,
}

#[graph_action(GET)]
struct NoPath {}

#[graph_action(GET, "/users")]
struct Comma {}

#[graph_action(GET /users)]
struct Unquoted {}

#[graph_action(= "/users")]
struct Garbage {}

fn calls(client: &Client) {
    let action = Nothing {};
    let _ = (action.send(client), nothing(client, &action));
    let action = Empty {};
    let _ = (action.send(client), empty(client, &action));
    let action = NoMethod { id: String::new() };
    let _ = (action.send(client), no_method(client, &action));
    let action = NoPath {};
    let _ = (action.send(client), no_path(client, &action));
    let action = Comma {};
    let _ = (action.send(client), comma(client, &action));
    let action = Unquoted {};
    let _ = (action.send(client), unquoted(client, &action));
    let action = Garbage {};
    let _ = (action.send(client), garbage(client, &action));
}

fn main() {}
