//! An option that does not exist is told with the one that was meant.

use graph_action::{Client, graph_action};

#[graph_action(POST "/users/<id>/sendMail", verison = "beta")]
struct Misspelt {
    id: String,
}

#[graph_action(POST "/users/<id>/sendMail", permission(application = ["Mail.Send"]))]
struct Singular {
    id: String,
}

#[graph_action(POST "/users/<id>/sendMail", colour = "red")]
struct Unknown {
    id: String,
}

#[graph_action(POST "/users/<id>/sendMail", "/me/sendMail")]
struct TwoPaths {
    id: String,
}

#[graph_action(POST "/users/<id>/sendMail" version = "beta")]
struct WithoutComma {
    id: String,
}

#[graph_action(POST "/users/<id>/sendMail", 5)]
struct Number {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = Misspelt { id: id.clone() };
    let _ = (action.send(client), misspelt(client, &action));
    let action = Singular { id: id.clone() };
    let _ = (action.send(client), singular(client, &action));
    let action = Unknown { id: id.clone() };
    let _ = (action.send(client), unknown(client, &action));
    let action = TwoPaths { id: id.clone() };
    let _ = (action.send(client), two_paths(client, &action));
    let action = WithoutComma { id: id.clone() };
    let _ = (action.send(client), without_comma(client, &action));
    let action = Number { id };
    let _ = (action.send(client), number(client, &action));
}

fn main() {}
