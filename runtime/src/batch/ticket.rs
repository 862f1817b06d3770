//! What names an action in a batch, and knows the type of its answer.

use std::fmt;
use std::marker::PhantomData;

use self::sealed::Place;

/// The claim to the answer of one action of a [`Batch`](crate::Batch), which [`Answers::take`](crate::Answers::take) gives
/// out, once.
///
/// ```compile_fail
/// # use graph_action::{Answers, Ticket, graph_action};
/// # #[graph_action(GET "/users/<id>")]
/// # struct GetUser { id: String }
/// fn twice(answers: &mut Answers, ticket: Ticket<GetUser>) {
///     let _ = answers.take(ticket);
///     let _ = answers.take(ticket);
/// }
/// ```
#[must_use = "the ticket is the only way to the action's answer; `let _ =` it where none is wanted"]
pub struct Ticket<A> {
    /// Which item of which batch.
    place: Place,
    /// A pointer, so that a ticket can be sent and shared whatever the action is.
    action: PhantomData<fn() -> A>,
}

impl<A> Ticket<A> {
    /// The ticket of an item.
    pub(super) fn new(batch: u64, index: usize) -> Self {
        Self { place: Place { batch, index }, action: PhantomData }
    }

    /// Which item of which batch; the claim ends with it.
    pub(super) fn into_place(self) -> Place {
        self.place
    }
}

impl<A> fmt::Debug for Ticket<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Ticket").field(&self.place.index).finish()
    }
}

/// A [`Ticket`] of any action, for [`Batch::add_after`](crate::Batch::add_after). Implemented by tickets only.
///
/// ```
/// # use graph_action::{Batch, graph_action};
/// use graph_action::AnyTicket;
///
/// #[graph_action(POST "/groups/<id>/renew")]
/// struct Renew { id: String }
///
/// let mut batch = Batch::new();
/// let (a, b) = (batch.add(&Renew { id: "a".into() })?, batch.add(&Renew { id: "b".into() })?);
/// let both: [&dyn AnyTicket; 2] = [&a, &b];
/// let c = batch.add_after(&Renew { id: "c".into() }, &both)?;
/// # let _ = c;
/// # Ok::<(), graph_action::Error>(())
/// ```
pub trait AnyTicket: sealed::Sealed + fmt::Debug + Send + Sync {}

impl<A> AnyTicket for Ticket<A> {}

impl<A> sealed::Sealed for Ticket<A> {
    fn place(&self) -> Place {
        self.place
    }
}

/// What keeps others from tickets of their own.
pub(super) mod sealed {
    /// Which item of which batch.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Place {
        /// The batch.
        pub(crate) batch: u64,
        /// The item.
        pub(crate) index: usize,
    }

    impl Place {
        /// The item, if it is one of this batch.
        pub(crate) fn index_in(self, batch: u64) -> Option<usize> {
            (self.batch == batch).then_some(self.index)
        }
    }

    /// What a ticket says of itself.
    pub trait Sealed {
        /// Which item of which batch.
        fn place(&self) -> Place;
    }
}
