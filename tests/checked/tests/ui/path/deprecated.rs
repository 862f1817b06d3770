#![deny(deprecated)]

use graph_action::graph_action;

#[graph_action(GET "/drives/<id>/recent()" -> graph_action::Page<serde_json::Value>)]
pub struct Recent {
    pub id: String,
}

fn main() {}
