use graph_action::graph_type;

#[graph_type("microsoft.graph.callState")]
pub enum CallState {
    Established,
    Teminated,
    Gone,
    #[graph(other)]
    Other(String),
}

#[graph_type("microsoft.graph.mailTipsType")]
pub enum MailTips {
    AutomaticReplies,
    #[graph(other)]
    Other(String),
}

#[graph_type("microsoft.graph.tone", flags)]
pub enum Tone {
    Tone0,
    #[graph(other)]
    Other(String),
}

fn main() {}
