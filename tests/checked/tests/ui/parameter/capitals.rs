use graph_action::graph_action;

#[graph_action(POST "/me/messages/<id>/forward")]
pub struct Forward {
    pub id: String,
    pub comment: Option<bool>,
    #[graph(name = "toRecipients")]
    pub to: Vec<serde_json::Value>,
}

fn main() {}
