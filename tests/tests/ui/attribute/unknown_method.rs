//! The method is one that Graph has, in capitals.

use graph_action::{Client, graph_action};

#[graph_action(PSOT "/users/<id>/sendMail")]
struct Misspelt {
    id: String,
}

#[graph_action(post "/users/<id>/sendMail")]
struct SmallLetters {
    id: String,
}

#[graph_action(OPTIONS "/users/<id>")]
struct NotOfGraph {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = Misspelt { id: id.clone() };
    let _ = (action.send(client), misspelt(client, &action));
    let action = SmallLetters { id: id.clone() };
    let _ = (action.send(client), small_letters(client, &action));
    let action = NotOfGraph { id };
    let _ = (action.send(client), not_of_graph(client, &action));
}

fn main() {}
