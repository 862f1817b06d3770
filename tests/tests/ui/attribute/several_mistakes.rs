//! All mistakes are told at once, and the struct and its calls are still there.

use graph_action::{Client, graph_action};

#[graph_action(GTE "/users/<user>/messages/<mesage>" -> u64, verison = "beta", headers("A B" = "c"))]
#[derive(Debug, Clone, Default)]
struct Count {
    message: String,
    #[graph(heder = "Prefer")]
    prefer: String,
    #[graph(skip, max_chars = many)]
    note: String,
}

async fn calls(client: &Client) {
    let action = Count { message: String::new(), ..Default::default() };
    let by_method: u64 = action.clone().send(client).await.unwrap();
    let by_function: u64 = count(client, &action).await.unwrap();
    println!("{by_method} {by_function} {action:?} {} {}", action.prefer, action.note);
}

fn main() {}
