//! Many actions in few requests: JSON batching.
//!
//! [`ticket`] names an action in a batch and its answer; [`item`] is what is kept of an action until it is sent; [`plan`]
//! says which items go into the next request; [`run`] sends the requests, and repeats and redirects single items;
//! [`exchange`] is one request as a future; [`outcome`] words what an item ends with; [`wire`] writes and reads what goes over
//! the wire; [`body`] turns bodies into JSON and back. Only [`run`] waits.
//!
//! Nothing here binds a response: that is each action's own affair, and the same as on a direct call.

mod answers;
mod body;
mod exchange;
mod item;
mod outcome;
mod plan;
mod run;
mod ticket;
mod wire;

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};

pub use answers::Answers;
pub use ticket::{AnyTicket, Ticket};

use self::item::Item;
use crate::error::Problem;
use crate::{Action, Client, Error, Result};

/// Any number of actions of any kinds, sent in as few requests as Graph allows: 20 in each.
///
/// [`add`](Self::add) an action and keep its [`Ticket`]; [`send`](Self::send) them all; [`take`](Answers::take) each answer
/// with its ticket, bound as a call of its own would be.
///
/// ```
/// # use graph_action::{graph_action, graph_type};
/// use graph_action::{Batch, Client, Page};
///
/// #[graph_type]
/// struct User { id: String, display_name: Option<String> }
///
/// #[graph_action(GET "/users/<id>" -> User)]
/// struct GetUser { id: String }
///
/// #[graph_action(GET "/users/<user>/messages?$top=<top>" -> Page<serde_json::Value>)]
/// struct ListMessages { user: String, top: u32 }
///
/// # async fn f(client: &Client) -> graph_action::Result<()> {
/// let mut batch = Batch::new();
/// let user = batch.add(&GetUser { id: "adele@contoso.com".into() })?;
/// let messages = batch.add(&ListMessages { user: "adele@contoso.com".into(), top: 5 })?;
///
/// let mut answers = batch.send(client).await?;
/// println!("{:?}", answers.take(user)?.display_name);
/// println!("{}", answers.take(messages)?.items().len());
/// # Ok(()) }
/// ```
///
/// # How it is split
///
/// A request takes at most 20 items and 4 MB, all of one API version; items go into it in the order in which they were
/// added. Graph accepts a request in three shapes only: no item depends on another; every item depends on the one before
/// it; all that depend on one depend on the same one. Each request is filled as far as one of these allows, and what is left
/// waits for a later one, in which a dependency that has been answered well need not be stated any more. So every
/// [order](Self::add_after) is kept, at the price of more requests where it fits no shape. 1,000 actions that depend on
/// nothing are 50 requests.
///
/// # What is repeated
///
/// An item that was throttled goes into a later request, after the longest wait that any item of its request was asked for,
/// and within the client's [`RetryPolicy`](crate::RetryPolicy); the items beside it are not repeated. An item that may have
/// had an effect is not sent twice, nor is a request that holds one.
///
/// # What is redirected
///
/// A download ([`Content`](crate::Content)) that the service answers with the address of a storage is fetched from there as
/// part of [`send`](Self::send), without the token, and kept whole, within the client's
/// [`max_response_bytes`](crate::ClientBuilder::max_response_bytes); call it directly where it should be streamed.
///
/// What is asynchronous is not in a batch: Graph ignores `Prefer: respond-async` there.
///
/// Source: [JSON batching](https://learn.microsoft.com/graph/json-batching) and its
/// [known issues](https://learn.microsoft.com/graph/known-issues).
#[must_use = "nothing is sent until `send` is awaited"]
pub struct Batch {
    /// Tells it from every other batch of this process.
    id: u64,
    /// What was added.
    items: Vec<Item>,
    /// The most requests at once.
    concurrency: usize,
}

/// The next batch's id.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl Batch {
    /// A batch with nothing in it.
    pub fn new() -> Self {
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), items: Vec::new(), concurrency: 1 }
    }

    /// The most requests that are under way at once; default: 1. Zero is one.
    ///
    /// Graph carries the items of one request out side by side, as far as each service allows, and counts every item against
    /// its limits. More than a few requests at once gain nothing but 429s: Outlook takes
    /// [four at once](https://learn.microsoft.com/graph/throttling-limits) for each app and mailbox.
    pub fn concurrency(mut self, most: usize) -> Self {
        self.concurrency = most.max(1);
        self
    }

    /// Adds an action and returns the ticket for its answer.
    ///
    /// The action is written down at once, and can be dropped. What could not be sent is refused here, with the field's
    /// name. One thing has to wait until the client is known: a [`ResourcePath`](crate::ResourcePath) of another host than
    /// the client's service is not sent, and an error when its answer is taken.
    ///
    /// ```
    /// # use graph_action::{Batch, graph_action};
    /// #[graph_action(GET "/users/<id>")]
    /// struct GetUser { id: String }
    ///
    /// let mut batch = Batch::new();
    /// let error = batch.add(&GetUser { id: String::new() }).unwrap_err();
    /// assert_eq!(error.field(), Some("id"));
    /// assert!(batch.is_empty());
    /// ```
    pub fn add<A: Action>(&mut self, action: &A) -> Result<Ticket<A>> {
        self.add_after(action, &[])
    }

    /// Adds an action that is carried out only after others of this batch, and only if they succeed.
    ///
    /// If one of them ends with an error, this one is not sent, and ends with `424 Failed Dependency`, as it would at the
    /// service. A ticket of another batch is an error.
    ///
    /// ```
    /// # use graph_action::{Batch, graph_action};
    /// #[graph_action(POST "/groups/<group>/members/$ref")]
    /// struct AddMember { group: String, #[graph(name = "@odata.id")] member: String }
    ///
    /// #[graph_action(DELETE "/groups/<group>/owners/<owner>/$ref")]
    /// struct RemoveOwner { group: String, owner: String }
    ///
    /// let (group, member) = ("a".to_owned(), "https://graph.microsoft.com/v1.0/users/b".to_owned());
    /// let mut batch = Batch::new();
    /// let added = batch.add(&AddMember { group: group.clone(), member })?;
    /// let removed = batch.add_after(&RemoveOwner { group, owner: "c".into() }, &[&added])?;
    /// # let _ = removed;
    /// # Ok::<(), graph_action::Error>(())
    /// ```
    pub fn add_after<A: Action>(&mut self, action: &A, after: &[&dyn AnyTicket]) -> Result<Ticket<A>> {
        let refused = |problem| Error::refused(problem, A::METHOD, A::PATH);
        let after = self.indexes(after).map_err(refused)?;
        let item = Item::new::<A>(crate::request::Encoder::relative(action)?, after).map_err(refused)?;
        let index = self.items.len();
        self.items.push(item);
        Ok(Ticket::new(self.id, index))
    }

    /// How many actions were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether none was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Sends everything, and waits until each action has its answer or its error.
    ///
    /// An action that fails does not fail the others: its error comes when its answer is [taken](Answers::take). Nor does
    /// a request that fails as a whole: each of its actions then has that error, and the other requests are sent
    /// nevertheless, unless they would fail for the same reason (no token, no connection, throttled for longer than the
    /// client's [`RetryPolicy`](crate::RetryPolicy) waits). Only if not one action was answered, that error is the result.
    ///
    /// The future borrows nothing, and can be spawned. Dropping it stops everything: nothing more is sent, and what is under
    /// way is ended.
    pub fn send(self, client: &Client) -> impl Future<Output = Result<Answers>> + Send + use<> {
        let client = client.clone();
        async move {
            let answers = run::all(&client, self.items, self.concurrency).await?;
            Ok(Answers::new(self.id, answers))
        }
    }

    /// The places of the items that these tickets name, each of them once.
    fn indexes(&self, tickets: &[&dyn AnyTicket]) -> std::result::Result<Vec<usize>, Problem> {
        let mut indexes = Vec::with_capacity(tickets.len());
        for ticket in tickets {
            let Some(index) = ticket.place().index_in(self.id) else {
                let what = "it comes after an action of another batch, whose order nothing can keep".to_owned();
                return Err(Problem::general(what));
            };
            indexes.push(index);
        }
        indexes.sort_unstable();
        indexes.dedup();
        Ok(indexes)
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Batch")
            .field("len", &self.len())
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
