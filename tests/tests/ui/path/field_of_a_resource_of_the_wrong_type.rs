// A field of a path that cannot be a key.
use graph_action::graph_path;

#[graph_path]
enum EventPath {
    #[graph("/me/events/<id>")]
    Mine { id: Option<String> },
    #[graph("<calendar>/events/<id>")]
    InCalendar { calendar: String, id: String },
}

fn main() {}
