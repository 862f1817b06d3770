use graph_action::graph_action;

#[graph_action(POST "/communications/calls/<id>/sendDtmfTones")]
pub struct SendTones {
    pub id: String,
    pub tones: String,
    pub delay_between_tones_ms: Option<String>,
    pub client_context: Option<Vec<String>>,
}

#[graph_action(POST "/communications/calls/<id>/answer")]
pub struct Answer {
    pub id: String,
    pub callback_uri: String,
    pub media_config: String,
    pub accepted_modalities: Vec<bool>,
}

fn main() {}
