//! `crate` names the runtime crate.

use graph_action::{Client, graph_action};

#[graph_action(GET "/me", crate = "graph_action")]
struct Quoted;

#[graph_action(GET "/me", crate)]
struct Nothing;

fn calls(client: &Client) {
    let _ = (Quoted.send(client), quoted(client, &Quoted));
    let _ = (Nothing.send(client), nothing(client, &Nothing));
}

fn main() {}
