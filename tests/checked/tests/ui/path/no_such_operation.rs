use graph_action::graph_action;

#[graph_action(POST "/communications/calls/<id>/cancelMediaProcesing")]
pub struct Cancel {
    pub id: String,
}

fn main() {
    let _ = Cancel { id: String::new() };
}
