use graph_action::graph_action;

#[graph_action(GET "/users/<id>/delta()" -> serde_json::Value)]
pub struct Changes {
    pub id: String,
}

fn main() {}
