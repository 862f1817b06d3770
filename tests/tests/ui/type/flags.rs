// `flags` where there are none, a set of an enum that was not declared with it, an enum without a name as an argument.
use graph_action::odata::Flags;
use graph_action::{graph_action, graph_type};

#[graph_type(flags)]
struct Object {
    id: Option<String>,
}

#[graph_type]
enum Weekday {
    Monday,
    #[graph(other)]
    Other(String),
}

#[graph_action(POST "/me/x(day=<day>)")]
struct Act {
    day: Weekday,
    days: Flags<Weekday>,
}

fn main() {}
