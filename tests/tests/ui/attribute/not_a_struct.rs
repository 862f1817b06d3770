//! An action is a struct with named fields, or with none.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail")]
enum Enum {
    User { id: String },
}

#[graph_action(POST "/users/<id>/sendMail")]
union Union {
    id: u64,
}

#[graph_action(POST "/users/<id>/sendMail")]
struct Tuple(String);

#[graph_action(POST "/me/sendMail")]
fn function() {}

#[graph_action(POST "/me/sendMail")]
const CONSTANT: u8 = 0;

#[graph_action(POST "/me/sendMail")]
impl Tuple {}

fn calls(client: &Client) {
    let action = Enum::User { id: String::new() };
    let _ = (action.send(client), r#enum(client, &action));
    let action = Union { id: 1 };
    let _ = (action.send(client), r#union(client, &action));
    let action = Tuple(String::new());
    let _ = (action.send(client), tuple(client, &action));
    let _ = (function(), CONSTANT);
}

fn main() {}
