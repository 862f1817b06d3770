use graph_action::graph_action;

#[graph_action(POST "/communications/calls/<id>/participants/<participant>/playPrompt")]
pub struct Play {
    pub id: String,
    pub participant: String,
}

fn main() {}
