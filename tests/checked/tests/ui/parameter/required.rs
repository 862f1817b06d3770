use graph_action::graph_action;

#[graph_action(POST "/communications/calls/<id>/changeScreenSharingRole")]
pub struct ChangeRole {
    pub id: String,
}

#[graph_action(POST "/communications/calls/<id>/updateRecordingStatus")]
pub struct UpdateStatus {
    pub id: String,
    pub status: Option<String>,
}

fn main() {}
