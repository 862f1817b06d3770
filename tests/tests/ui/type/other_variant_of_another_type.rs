//! The `other` variant keeps what was sent, which is a `String`.

use graph_action::graph_type;

#[graph_type]
enum Status {
    Running,
    #[graph(other)]
    Other(u32),
}

fn main() {
    println!("{} {}", Status::Running, Status::Other(1));
}
