use graph_action::graph_action;

#[graph_action(GET "/users/<id>/drive/item/<item>" -> serde_json::Value)]
pub struct ReadItem {
    pub id: String,
    pub item: String,
}

fn main() {}
