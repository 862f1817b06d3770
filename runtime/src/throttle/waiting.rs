//! Waiting for one's turn in a line of the gate's, and giving the place back, whatever happens meanwhile.
//!
//! Wakers run code of others: they are woken and dropped when the gate's lock is free.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::line::{Line, Look};
use super::state::{Inner, Spot};

/// A place that is taken; dropping it hands it on.
pub(super) struct Slot {
    /// The gate.
    inner: Arc<Inner>,
    /// The line that it is a place of.
    spot: Spot,
}

impl Slot {
    /// The place that has just been taken in a line.
    pub(super) fn new(inner: &Arc<Inner>, spot: Spot) -> Self {
        Self { inner: Arc::clone(inner), spot }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(next) = self.inner.in_line(&self.spot, Line::leave) {
            next.wake();
        }
    }
}

/// A wait in a line, which ends with a place; dropping it leaves the line.
pub(super) struct Turn {
    /// The gate.
    inner: Arc<Inner>,
    /// The line.
    spot: Spot,
    /// The ticket, until there is a place for it.
    ticket: Option<u64>,
}

impl Turn {
    /// The wait of one who was given this ticket.
    pub(super) fn new(inner: &Arc<Inner>, spot: Spot, ticket: u64) -> Self {
        Self { inner: Arc::clone(inner), spot, ticket: Some(ticket) }
    }
}

impl Future for Turn {
    type Output = Slot;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Slot> {
        // Polled after its end: like a fused future, it has nothing more to say.
        let Some(ticket) = self.ticket else { return Poll::Pending };
        match self.inner.in_line(&self.spot, |line| line.look(ticket, context.waker())) {
            Look::Waiting(replaced) => {
                drop(replaced);
                Poll::Pending
            }
            Look::Inside => {
                self.ticket = None;
                Poll::Ready(Slot::new(&self.inner, self.spot.clone()))
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let freed = self.inner.in_line(&self.spot, |line| line.give_up(ticket));
        drop(freed.kept);
        if let Some(next) = freed.next {
            next.wake();
        }
    }
}
