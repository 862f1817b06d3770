//! What the gate of one process knows: who is in which line, and which scopes keep a pace.
//!
//! The lock is held for a few steps and never across a wait, and no waker is woken or dropped under it. Entries that say
//! nothing any more are removed.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::Scope;
use super::line::Line;
use super::pace::Pace;

/// What the clones of a gate share.
#[derive(Default)]
pub(super) struct Inner {
    /// How many scopes keep a pace: none, mostly, and then no request needs to look.
    paced: AtomicUsize,
    /// See [`MemoryGate::resource_units`](super::MemoryGate::resource_units).
    resource_units: AtomicU64,
    /// The rest.
    state: Mutex<State>,
}

/// What is known.
#[derive(Default)]
struct State {
    /// The mailboxes that are in use.
    mailboxes: HashMap<Scope, Line>,
    /// The scopes that keep a pace.
    paces: HashMap<Scope, Paced>,
    /// When those that are free again are looked for next; whenever somebody comes by where there is none.
    next_sweep: Option<Instant>,
}

/// How often scopes are looked for that are free again.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(1);

/// A scope that keeps a pace, and those who wait for it: the first in line alone waits for the clock.
struct Paced {
    /// When the next one may start.
    pace: Pace,
    /// Who is next.
    line: Line,
}

impl Paced {
    /// Whether the scope is free again, and nobody waits.
    fn is_over(&self, now: Instant) -> bool {
        self.line.is_idle() && self.pace.is_over(now)
    }
}

/// A line of the gate's.
#[derive(Debug, Clone)]
pub(super) enum Spot {
    /// The one in front of a mailbox.
    Mailbox(Scope),
    /// The one of a scope that keeps a pace.
    Paced(Scope),
}

/// For errors: without the ids.
impl fmt::Display for Spot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mailbox(_) => formatter.write_str("this mailbox"),
            Self::Paced(scope) => write!(formatter, "the service `{}`", scope.service()),
        }
    }
}

impl Inner {
    /// The resource units so far.
    pub(super) fn resource_units(&self) -> u64 {
        self.resource_units.load(Ordering::Relaxed)
    }

    /// Counts resource units.
    pub(super) fn count(&self, units: u32) {
        self.resource_units.fetch_add(u64::from(units), Ordering::Relaxed);
    }

    /// Does something in a line. A mailbox that nobody uses is forgotten.
    pub(super) fn in_line<R>(&self, spot: &Spot, act: impl FnOnce(&mut Line) -> R) -> R {
        let mut state = self.lock();
        match spot {
            Spot::Mailbox(scope) => {
                let line = state.mailboxes.entry(scope.clone()).or_default();
                let done = act(line);
                if line.is_idle() {
                    state.mailboxes.remove(scope);
                }
                done
            }
            Spot::Paced(scope) => act(&mut self.paced(&mut state, scope).line),
        }
    }

    /// A scope that keeps a pace, from now on if it did not.
    fn paced<'a>(&self, state: &'a mut State, scope: &Scope) -> &'a mut Paced {
        if !state.paces.contains_key(scope) {
            self.paced.store(state.paces.len() + 1, Ordering::Release);
        }
        let new = || Paced { pace: Pace::new(Instant::now()), line: Line::default() };
        state.paces.entry(scope.clone()).or_insert_with(new)
    }

    /// The scope that a request has to wait for longest: one that rests, or one that keeps a pace where the request has not
    /// kept it yet.
    pub(super) fn in_the_way(&self, scopes: &[Scope], has_kept_pace: bool) -> Option<Scope> {
        if self.is_calm() {
            return None;
        }
        let now = Instant::now();
        let mut state = self.lock();
        self.sweep(&mut state, now);
        let paces = scopes.iter().filter_map(|scope| state.paces.get_key_value(scope));
        let slow = paces.filter(|(_, paced)| if has_kept_pace { paced.pace.rests(now) } else { !paced.is_over(now) });
        slow.max_by_key(|(_, paced)| paced.pace.start()).map(|(scope, _)| scope.clone())
    }

    /// When a request of these scopes may start; none where it may now, and then they count it if it `starts`. Where that
    /// would be after the deadline, the wait that it would take.
    pub(super) fn start(
        &self,
        scopes: &[Scope],
        deadline: Option<Instant>,
        starts: bool,
    ) -> Result<Option<Instant>, Duration> {
        let now = Instant::now();
        let mut state = self.lock();
        let paces = scopes.iter().filter_map(|scope| state.paces.get(scope));
        match paces.map(|paced| paced.pace.start()).max().filter(|start| *start > now) {
            Some(start) if deadline.is_some_and(|deadline| start > deadline) => Err(start - now),
            Some(start) => Ok(Some(start)),
            None => {
                for scope in scopes.iter().filter(|_| starts) {
                    if let Some(paced) = state.paces.get_mut(scope) {
                        paced.pace.advance(now);
                    }
                }
                Ok(None)
            }
        }
    }

    /// Changes the pace of a scope.
    pub(super) fn change(&self, scope: &Scope, change: impl FnOnce(&mut Pace, Instant)) {
        let now = Instant::now();
        change(&mut self.paced(&mut self.lock(), scope).pace, now);
    }

    /// Forgets the scopes that are free again, once in a while.
    fn sweep(&self, state: &mut State, now: Instant) {
        if state.next_sweep.is_some_and(|next| now < next) {
            return;
        }
        state.paces.retain(|_, paced| !paced.is_over(now));
        state.next_sweep = now.checked_add(BETWEEN_SWEEPS).filter(|_| !state.paces.is_empty());
        self.paced.store(state.paces.len(), Ordering::Release);
    }

    /// Whether no scope keeps a pace.
    pub(super) fn is_calm(&self) -> bool {
        self.paced.load(Ordering::Acquire) == 0
    }

    /// Locks; a poisoned lock is as good as any, since nothing is left half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many mailboxes and how many paces are known.
    #[cfg(test)]
    pub(super) fn entries(&self) -> (usize, usize) {
        let state = self.lock();
        (state.mailboxes.len(), state.paces.len())
    }
}
