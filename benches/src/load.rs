//! Makes the call many times, checks every answer, and counts what it costs.

use std::future::Future;
use std::sync::Arc;
use std::time::Instant;

use tokio::task::JoinSet;

use crate::call::Arguments;
use crate::figures::Figures;
use crate::{Failure, allocations, usage};

/// A way to make the call.
pub trait Peer: Send + Sync + 'static {
    /// Makes the call, reads the whole answer, and returns the client context in it.
    fn call(&self, arguments: &Arguments) -> impl Future<Output = Result<Option<String>, Failure>> + Send;
}

/// How much is to be done.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// How many calls are under way at once.
    pub concurrency: u64,
    /// How many calls are made and counted, at least.
    pub calls: u64,
}

impl Load {
    /// Makes the calls. Those that open the connections come first, and are not counted.
    pub async fn run(self, peer: impl Peer) -> Result<Figures, Failure> {
        let peer = Arc::new(peer);
        let each = self.calls.div_ceil(self.concurrency);
        // Twice: the first opens the connections, the second finds them open and fills what else is kept.
        for _ in 0..2 {
            self.round(&peer, 1).await?;
        }
        let (allocations, processor) = (allocations::so_far(), usage::processor_time()?);
        let started = Instant::now();
        self.round(&peer, each).await?;
        let wall = started.elapsed();
        Ok(Figures {
            calls: each * self.concurrency,
            wall,
            processor: usage::processor_time()?.saturating_sub(processor),
            allocations: allocations::so_far() - allocations,
            peak_memory: usage::peak_memory()?,
        })
    }

    /// As many tasks as calls may be under way, each of which makes its calls one behind the other.
    async fn round(self, peer: &Arc<impl Peer>, each: u64) -> Result<(), Failure> {
        let mut tasks = JoinSet::new();
        for _ in 0..self.concurrency {
            tasks.spawn(in_turn(Arc::clone(peer), each));
        }
        while let Some(task) = tasks.join_next().await {
            task??;
        }
        Ok(())
    }
}

/// Makes calls one behind the other.
async fn in_turn(peer: Arc<impl Peer>, calls: u64) -> Result<(), Failure> {
    let arguments = Arguments::default();
    for _ in 0..calls {
        let answered = peer.call(&arguments).await?;
        if answered.as_deref() != Some(&*arguments.client_context) {
            return Err(format!("the answer has the client context {answered:?}").into());
        }
    }
    Ok(())
}
