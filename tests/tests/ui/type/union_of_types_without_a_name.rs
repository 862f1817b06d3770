// A type in a union that nothing tells apart, and one that is not read at all.
use graph_action::graph_type;

#[graph_type]
struct MediaPrompt {
    uri: Option<String>,
}

struct TonePrompt;

#[graph_type]
enum Prompt {
    Media(MediaPrompt),
    #[graph(name = "microsoft.graph.tonePrompt")]
    Tone(TonePrompt),
    #[graph(other)]
    Other(serde_json::Value),
}

fn main() {}
