//! What stands in angle brackets is the name of a field, and the brackets are closed.

use graph_action::{Client, graph_action};

#[graph_action(GET "/users/<user-id>")]
struct Hyphen {
    user_id: String,
}

#[graph_action(GET "/users/<>")]
struct Nameless {
    id: String,
}

#[graph_action(GET "/users/<id")]
struct Open {
    id: String,
}

#[graph_action(GET "/users('<id>'")]
struct OpenParenthesis {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = Hyphen { user_id: id.clone() };
    let _ = (action.send(client), hyphen(client, &action));
    let action = Nameless { id: id.clone() };
    let _ = (action.send(client), nameless(client, &action));
    let action = Open { id: id.clone() };
    let _ = (action.send(client), open(client, &action));
    let action = OpenParenthesis { id };
    let _ = (action.send(client), open_parenthesis(client, &action));
}

fn main() {}
