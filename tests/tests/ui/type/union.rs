// The mistakes in an enum of several types; it goes on being one.
use graph_action::graph_type;

#[graph_type("microsoft.graph.mediaPrompt")]
struct MediaPrompt {
    uri: Option<String>,
}

#[graph_type]
enum NoOther {
    Media(MediaPrompt),
}

#[graph_type("microsoft.graph.prompt", flags)]
enum Named {
    Media(MediaPrompt),
    #[graph(other)]
    Other(serde_json::Value),
}

#[graph_type]
enum Variants {
    Media(MediaPrompt),
    #[graph(name = "mediaPrompt")]
    Unqualified(MediaPrompt),
    Two(MediaPrompt, MediaPrompt),
    Fields { prompt: MediaPrompt },
    #[graph(other)]
    Other(serde_json::Value),
    #[graph(other)]
    More(serde_json::Value),
}

#[graph_type]
enum NamedOther {
    Media(MediaPrompt),
    #[graph(other, name = "microsoft.graph.prompt")]
    Other(serde_json::Value),
}

fn main() {
    let _ = serde_json::to_string(&NoOther::Media(MediaPrompt { uri: None }));
}
