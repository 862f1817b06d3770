use graph_action::graph_type;

#[graph_type("microsoft.graph.resultinfo")]
pub struct Capitals {}

#[graph_type("microsoft.graph.commsOperations")]
pub struct Misspelt {}

#[graph_type("microsoft.graph.callState")]
pub struct NoObject {}

#[graph_type("microsoft.graph.call")]
pub enum NoEnum {
    Established,
    #[graph(other)]
    Other(String),
}

fn main() {}
