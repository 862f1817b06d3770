//! A deprecated path is a warning, not an error: it still compiles and works.

use graph_action::{Action, graph_action};

#[graph_action(POST "/app/calls/<id>/cancelMediaProcessing")]
struct CancelMediaProcessing {
    id: String,
}

fn main() {
    let action = CancelMediaProcessing { id: "a".to_owned() };
    let request = action.request("https://graph.microsoft.com").unwrap();
    assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/app/calls/a/cancelMediaProcessing");
}
