//! Graph has moved `/app/calls` to `/communications/calls`: the compiler warns at the path and names the new one.

#![deny(deprecated)]

use graph_action::{Client, graph_action};

#[graph_action(POST "/app/calls/<id>/cancelMediaProcessing")]
struct CancelMediaProcessing {
    id: String,
}

/// Not deprecated, although it begins with the same letters.
#[graph_action(GET "/appCatalogs/teamsApps/<id>")]
struct GetApp {
    id: String,
}

fn calls(client: &Client, id: String) {
    let action = CancelMediaProcessing { id: id.clone() };
    let _ = (action.send(client), cancel_media_processing(client, &action));
    let action = GetApp { id };
    let _ = (action.send(client), get_app(client, &action));
}

fn main() {}
