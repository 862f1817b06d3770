use graph_action::graph_action;

#[graph_action(POST "/communication/calls/<id>/mute")]
pub struct Mute {
    pub id: String,
}

fn main() {}
