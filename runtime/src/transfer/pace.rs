//! How often a transfer is taken up again, and after what wait. Only what came no further counts: a long transfer may be cut
//! as often as it likes, as long as each time something arrived.

use std::time::Duration;

use tokio::time::Instant;

use crate::Client;

/// The failures of one transfer since it last came further.
pub(super) struct Pace {
    /// The client, whose policy says how long to wait.
    client: Client,
    /// The most failures in a row, where that is not the policy's affair.
    most: Option<u32>,
    /// The failures in a row so far.
    failures: u32,
    /// When the first of them was.
    since: Option<Instant>,
}

impl Pace {
    /// A transfer that has not failed yet.
    pub(super) fn new(client: Client, most: Option<u32>) -> Self {
        Self { client, most, failures: 0, since: None }
    }

    /// The transfer has come further.
    pub(super) fn progressed(&mut self) {
        self.failures = 0;
        self.since = None;
    }

    /// How long to wait before the transfer is taken up again after one more failure; none if it is to end.
    pub(super) fn failed(&mut self, asked: Option<Duration>) -> Option<Duration> {
        let since = *self.since.get_or_insert_with(Instant::now);
        if self.most.is_some_and(|most| self.failures >= most) {
            return None;
        }
        let wait = |failures| self.client.wait_before_resuming(failures, asked, since.elapsed());
        // Where the number is not the policy's affair, it is asked as if this were the first failure.
        let wait = wait(self.failures).or_else(|| self.most.and_then(|_| wait(0)))?;
        self.failures += 1;
        Some(wait)
    }

    /// How many failures in a row there were before the last one.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }
}
