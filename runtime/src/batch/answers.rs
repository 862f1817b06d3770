//! What a batch was answered with, until it is taken.

use std::fmt;

use super::Ticket;
use super::ticket::sealed::Place;
use crate::error::Problem;
use crate::response::Received;
use crate::{Action, Error, Result};

/// The answers to a [`Batch`](crate::Batch), one for each action.
pub struct Answers {
    /// The batch.
    batch: u64,
    /// The answers in the order of the actions; none where it was taken.
    answers: Vec<Option<Result<Received>>>,
}

impl Answers {
    /// The answers to a batch.
    pub(super) fn new(batch: u64, answers: Vec<Option<Result<Received>>>) -> Self {
        Self { batch, answers }
    }

    /// The answer to one action: what a call of its own would have returned.
    ///
    /// The error is the one of that call too, with its action, status, codes and ids; its request id is the item's, or the
    /// batch's where the item has none. An action that was not carried out because one that it comes
    /// [after](crate::Batch::add_after) failed, ends with 424. A ticket of another batch is an error.
    pub fn take<A: Action>(&mut self, ticket: Ticket<A>) -> Result<A::Response> {
        let received = self.received(ticket.into_place());
        received.unwrap_or_else(|problem| Err(Error::refused(problem, A::METHOD, A::PATH)))?.bind()
    }

    /// How many answers there are that were not taken yet, errors included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether every answer was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What arrived for one item.
    fn received(&mut self, place: Place) -> std::result::Result<Result<Received>, Problem> {
        let slot = place.index_in(self.batch).and_then(|index| self.answers.get_mut(index));
        slot.and_then(Option::take)
            .ok_or_else(|| Problem::general("its ticket is of another batch than these answers".to_owned()))
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Answers").field("len", &self.len()).finish_non_exhaustive()
    }
}
