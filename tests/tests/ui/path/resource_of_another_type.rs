//! A template may begin with a resource that Graph handed over, not with any text.

use graph_action::{Client, graph_action};

#[graph_action(POST "<event>/accept")]
struct AcceptEvent {
    event: String,
}

fn calls(client: &Client) {
    let action = AcceptEvent { event: String::new() };
    let _ = (action.send(client), accept_event(client, &action));
}

fn main() {}
