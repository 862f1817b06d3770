use graph_action::graph_action;

#[graph_action(GET "/communications/calls/<id>/keepAlive")]
pub struct KeepAlive {
    pub id: String,
}

#[graph_action(POST "/drives/<id>/items/<item>/delta()")]
pub struct Changes {
    pub id: String,
    pub item: String,
}

#[graph_action(POST "/users/<id>")]
pub struct Rename {
    pub id: String,
    pub display_name: String,
}

fn main() {}
