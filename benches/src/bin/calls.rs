//! What a call costs at run time.
//!
//! ```text
//! calls [ROUNDS]                           # compares the peers, in 15 rounds if it is not said
//! calls peer NAME CONCURRENCY CALLS ROOT   # one peer, alone in its process: prints a line of figures
//! calls server                             # the server: prints its root, ends with its standard input
//! ```

use graph_action_benches::allocations::Counting;
use graph_action_benches::load::Load;
use graph_action_benches::{Failure, comparison, peers, server};

/// Counts what every peer allocates.
#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => comparison::run(&std::env::current_exe()?, 15),
        ["server"] => server::run(),
        ["peer", name, concurrency, calls, root] => {
            peer(name, root, Load { concurrency: concurrency.parse()?, calls: calls.parse()? })
        }
        [rounds] => comparison::run(&std::env::current_exe()?, rounds.parse()?),
        _ => Err("usage: calls [ROUNDS] | calls peer NAME CONCURRENCY CALLS ROOT | calls server".into()),
    }
}

/// Runs one peer. One thread for all of it: the server has the other processor, and the instructions are the same each time.
fn peer(name: &str, root: &str, load: Load) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!("{}", runtime.block_on(peers::run(name, root, load))?.to_line());
    Ok(())
}
