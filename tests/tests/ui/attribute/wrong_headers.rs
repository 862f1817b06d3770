//! A fixed header has a legal name that is not the client's own, and a value of printable ASCII.

use graph_action::{Client, graph_action};

#[graph_action(GET "/me", headers = "eventual")]
struct Assigned;

#[graph_action(GET "/me", headers(ConsistencyLevel = "eventual"))]
struct UnquotedName;

#[graph_action(GET "/me", headers("ConsistencyLevel": "eventual"))]
struct Colon;

#[graph_action(GET "/me", headers("Consistency Level" = "eventual"))]
struct IllegalName;

#[graph_action(GET "/me", headers("Authorization" = "Bearer x", "User-Agent" = "me"))]
struct ClientsOwn;

#[graph_action(GET "/me", headers("Prefer" = "a\nb"))]
struct IllegalValue;

fn calls(client: &Client) {
    let _ = (Assigned.send(client), assigned(client, &Assigned));
    let _ = (UnquotedName.send(client), unquoted_name(client, &UnquotedName));
    let _ = (Colon.send(client), colon(client, &Colon));
    let _ = (IllegalName.send(client), illegal_name(client, &IllegalName));
    let _ = (ClientsOwn.send(client), clients_own(client, &ClientsOwn));
    let _ = (IllegalValue.send(client), illegal_value(client, &IllegalValue));
}

fn main() {}
