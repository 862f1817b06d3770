use graph_action::{Page, graph_action};

#[graph_action(POST "/communications/calls/<id>/keepAlive" -> Page<String>)]
pub struct KeepAlive {
    pub id: String,
}

fn main() {}
