//! The gate of one process: the way of a request through it. What it knows is in [`state`](super::state).
//!
//! A request that nothing is known against passes with a look at one number and its path. Any other one first passes the
//! scopes that keep a [pace](super::pace), one at a time, and then takes a place of its mailbox; a hold that comes up while it
//! waits for that sends it back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use super::line::Entry;
use super::state::{Inner, Spot};
use super::waiting::{Slot, Turn};
use super::{GateRequest, Permit, Report, Scope, ThrottleGate};
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// The gate that a client has unless it is given another: it keeps what it knows in memory.
///
/// - Of each mailbox (of a user, a group or a booking business) it lets 4 requests in at once, which is Outlook's limit for an
///   app; the others wait in the order in which they came.
/// - After a 429 or 509, or a 503, with `Retry-After` it holds back [what was throttled](Report::hold), and nothing else, until
///   the time is over. Then requests start one by one, 100 ms apart at first and ever faster, until after about a second the
///   scope is free again. A request that would have to wait longer than the retry policy's
///   [`longest_wait`](crate::RetryPolicy::longest_wait) is refused at once, with the service's advice: an earlier one would be
///   throttled and counted.
/// - As long as the service says that more than 80% of a limit is used, requests of that scope start 1 to 100 ms apart.
///
/// Clients of one credential can share one, as its clones do.
///
/// ```
/// use graph_action::{Client, auth::StaticToken, throttle::MemoryGate};
///
/// let gate = MemoryGate::new().most_waiting(100);
/// let client = Client::builder(StaticToken::new("token")).throttle(gate.clone()).build()?;
/// assert_eq!(gate.resource_units(), 0);
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct MemoryGate {
    /// How many requests of a mailbox are let in at once.
    concurrent: usize,
    /// How many may wait in one line.
    most_waiting: usize,
    /// What all clones share.
    inner: Arc<Inner>,
}

impl MemoryGate {
    /// A gate that knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { concurrent: 4, most_waiting: 1000, inner: Arc::default() }
    }

    /// How many requests of one mailbox are let in at once, at least 1. Default: 4, which is the service's limit; less where
    /// other processes of the app use the same mailboxes.
    #[must_use]
    pub fn concurrent_per_mailbox(mut self, most: usize) -> Self {
        self.concurrent = most.max(1);
        self
    }

    /// How many requests may wait for one mailbox or for one scope that rests; any more are refused. Default: 1000.
    #[must_use]
    pub fn most_waiting(mut self, most: usize) -> Self {
        self.most_waiting = most;
        self
    }

    /// The resource units that the answers so far have named, all together: what the requests to the identity service cost.
    #[must_use]
    pub fn resource_units(&self) -> u64 {
        self.inner.resource_units()
    }

    /// The way in for a request that may have to wait.
    async fn wait(&self, request: GateRequest<'_>) -> Result<Permit> {
        let entered = Instant::now();
        // Where the clock does not reach so far, there is no limit to the wait.
        let deadline = entered.checked_add(request.longest_wait());
        let (scopes, mailbox) = (request.scopes(), request.mailbox().map(Spot::Mailbox));
        let mut has_kept_pace = false;
        loop {
            if let Some(scope) = self.inner.in_the_way(&scopes, has_kept_pace) {
                self.keep_pace(scope, &scopes, deadline).await?;
                has_kept_pace = true;
                continue;
            }
            let slot = match &mailbox {
                Some(mailbox) => Some(self.turn(mailbox.clone(), self.concurrent, deadline).await?),
                None => None,
            };
            // What came up meanwhile is waited for without a place.
            if self.inner.in_the_way(&scopes, true).is_none() {
                let (service, waited) = (request.service(), entered.elapsed());
                tracing::debug!(target: "graph_action", service, waited = ?waited, "the throttle gate let a request in");
                return Ok(slot.map_or_else(Permit::free, Permit::holding));
            }
        }
    }

    /// Waits until the scopes of a request let it start, in the line of the slowest of them.
    async fn keep_pace(&self, scope: Scope, scopes: &[Scope], deadline: Option<Instant>) -> Result<()> {
        // Too late is told at once, and not by the first in line.
        self.inner.start(scopes, deadline, false).map_err(too_early)?;
        let _first_in_line = self.turn(Spot::Paced(scope), 1, deadline).await?;
        while let Some(start) = self.inner.start(scopes, deadline, true).map_err(too_early)? {
            sleep_until(start).await;
        }
        Ok(())
    }

    /// Waits for a place in a line.
    async fn turn(&self, spot: Spot, places: usize, deadline: Option<Instant>) -> Result<Slot> {
        let entry = self.inner.in_line(&spot, |line| line.enter(places, self.most_waiting));
        let ticket = match entry {
            Entry::Inside => return Ok(Slot::new(&self.inner, spot)),
            Entry::Waiting(ticket) => ticket,
            Entry::Refused => return Err(self.refusal(&spot)),
        };
        let turn = Turn::new(&self.inner, spot.clone(), ticket);
        match deadline {
            Some(deadline) => timeout_at(deadline, turn).await.map_err(|_| too_slow(&spot)),
            None => Ok(turn.await),
        }
    }

    /// The error of a line that is too long.
    fn refusal(&self, spot: &Spot) -> Error {
        let message = format!(
            "{} requests wait for {spot} already, and no more may; send fewer at once, or allow more with \
             `MemoryGate::most_waiting`",
            self.most_waiting
        );
        Error::throttled(message, None)
    }
}

/// The error of a wait that took too long.
fn too_slow(spot: &Spot) -> Error {
    let message = format!(
        "its turn for {spot} did not come within the retry policy's `longest_wait`; send fewer at once, or wait longer"
    );
    Error::throttled(message, None)
}

/// The error of a request that the service does not want before this wait is over.
fn too_early(wait: Duration) -> Error {
    let message = "the service asked for a rest that is longer than the retry policy's `longest_wait`";
    Error::throttled(message, Some(wait))
}

impl Default for MemoryGate {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryGate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { concurrent, most_waiting, inner: _ } = self;
        formatter
            .debug_struct("MemoryGate")
            .field("concurrent_per_mailbox", concurrent)
            .field("most_waiting", most_waiting)
            .finish_non_exhaustive()
    }
}

impl ThrottleGate for MemoryGate {
    fn try_enter(&self, request: &GateRequest<'_>) -> Option<Permit> {
        let is_free = self.inner.is_calm() || self.inner.in_the_way(&request.scopes(), false).is_none();
        if !is_free {
            return None;
        }
        let Some(mailbox) = request.mailbox().map(Spot::Mailbox) else { return Some(Permit::free()) };
        // Where nobody may wait, there is a place now or none.
        let entry = self.inner.in_line(&mailbox, |line| line.enter(self.concurrent, 0));
        (entry == Entry::Inside).then(|| Permit::holding(Slot::new(&self.inner, mailbox)))
    }

    fn enter<'a>(&'a self, request: GateRequest<'a>) -> BoxFuture<'a, Result<Permit>> {
        Box::pin(self.wait(request))
    }

    fn report(&self, request: &GateRequest<'_>, report: &Report<'_>) {
        if let Some(units) = report.resource_units() {
            self.inner.count(units);
        }
        if let Some((scope, rest)) = report.hold(request) {
            tracing::debug!(target: "graph_action", service = scope.service(), rest = ?rest, "a scope rests");
            self.inner.change(&scope, |pace, now| pace.rest(now, rest));
        } else if let Some(share) = report.limit_percentage().filter(|share| *share >= super::pace::NOTICEABLE) {
            self.inner.change(&report.scope(request), |pace, now| pace.slow_down(now, share));
        }
    }
}

#[cfg(test)]
#[path = "memory_tests.rs"]
mod tests;
