#![deny(deprecated)]

use graph_action::graph_type;

#[graph_type("microsoft.graph.permission")]
pub struct Permission {
    pub id: Option<String>,
    pub granted_to: Option<serde_json::Value>,
}

fn main() {}
