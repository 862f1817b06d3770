use graph_action::{graph_action, graph_path};

#[graph_path]
pub enum MessagePath {
    #[graph("/me/message/<id>")]
    Mine { id: String },
}

#[graph_path]
pub enum CallPath {
    #[graph("/communications/calls/<id>")]
    Call { id: String },
}

#[graph_action(POST "<call>/reply")]
pub struct Reply {
    pub call: CallPath,
}

#[graph_action(POST "<message>/fowrard")]
pub struct Forward {
    pub message: graph_action::ResourcePath,
}

fn main() {}
