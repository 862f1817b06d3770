//! One peer, alone in its process: `call_peer PEER CONCURRENCY CALLS ROOT`. It prints one line of figures.
//!
//! One thread for all of it: the server has the other processor, and the instructions are the same each time.

use graph_action_benches::allocations::Counting;
use graph_action_benches::load::Load;
use graph_action_benches::{Failure, peers};

/// Counts what every peer allocates.
#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [peer, concurrency, calls, root] = &arguments[..] else {
        return Err("usage: call_peer PEER CONCURRENCY CALLS ROOT".into());
    };
    let load = Load { concurrency: concurrency.parse()?, calls: calls.parse()? };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let figures = runtime.block_on(peers::run(peer, root, load))?;
    println!("{}", figures.to_line());
    Ok(())
}
