use graph_action::graph_action;

#[graph_action(POST "/communications/calls/mute")]
pub struct Mute {
    pub client_context: Option<String>,
}

fn main() {}
