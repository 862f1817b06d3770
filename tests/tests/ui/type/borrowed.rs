// A type owns what it is read from.
use graph_action::graph_type;

#[graph_type]
struct Borrowed<'a> {
    id: &'a str,
    name: Option<&'static str>,
    items: Vec<&'a [u8]>,
}

fn main() {
    let _ = serde_json::to_string(&Borrowed { id: "a", name: None, items: Vec::new() });
}
