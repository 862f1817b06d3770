use graph_action::graph_type;

#[graph_type("microsoft.graph.resultInfo")]
pub struct ResultInfo {
    pub code: Option<String>,
    pub mesage: Option<String>,
    #[graph(name = "Subcode")]
    pub subcode: Option<i32>,
}

#[graph_type("microsoft.graph.callRecording")]
pub struct Recording {
    pub content: Option<String>,
}

fn main() {}
