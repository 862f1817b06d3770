use graph_action::graph_action;

#[graph_action(POST "/communications/calls/<id>/mute")]
pub struct Mute {
    pub id: String,
    pub client_contxt: Option<String>,
}

#[graph_action(POST "/communications/calls/<id>/keepAlive")]
pub struct KeepAlive {
    pub id: String,
    pub minutes: i32,
}

fn main() {}
