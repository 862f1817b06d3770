//! A template starts with `/`: no host, no version, no bare word.

use graph_action::{Client, graph_action};

#[graph_action(POST "users/<id>/sendMail")]
struct WithoutSlash {
    id: String,
}

#[graph_action(POST "https://graph.microsoft.com/v1.0/users/<id>/sendMail")]
struct WithHost {
    id: String,
}

#[graph_action(POST "/beta/users/<id>/sendMail")]
struct WithVersion {
    id: String,
}

#[graph_action(POST "")]
struct Empty {}

fn calls(client: &Client, id: String) {
    let action = WithoutSlash { id: id.clone() };
    let _ = (action.send(client), without_slash(client, &action));
    let action = WithHost { id: id.clone() };
    let _ = (action.send(client), with_host(client, &action));
    let action = WithVersion { id };
    let _ = (action.send(client), with_version(client, &action));
    let action = Empty {};
    let _ = (action.send(client), empty(client, &action));
}

fn main() {}
