//! `#[allow(deprecated)]` on the struct silences the warning about a deprecated path.

#![deny(warnings)]

use graph_action::{Action, graph_action};

#[graph_action(POST "/app/calls/<id>/cancelMediaProcessing")]
#[allow(deprecated)]
pub struct CancelMediaProcessing {
    pub id: String,
}

fn main() {
    let action = CancelMediaProcessing { id: "a".to_owned() };
    let request = action.request("https://graph.microsoft.com").unwrap();
    assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/app/calls/a/cancelMediaProcessing");
}
