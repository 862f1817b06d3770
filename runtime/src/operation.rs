//! Long-running operations: what the service says when it has begun something that ends later, and how its end is awaited.
//!
//! Graph has five dialects for this, and one reader here for all of them: [`begun`] is what the first response says,
//! [`state`] how far an operation is; [`poll`] looks at it once, [`progress`] binds what that brought; [`wait`] looks until
//! it has ended, when [`pace`] says; [`handle`] is an operation as plain data. Which dialect is spoken is never asked: an
//! address is an address, a state a state.

mod begun;
mod handle;
mod pace;
mod poll;
mod progress;
mod state;
mod wait;

use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};

use http::StatusCode;
use serde::de::DeserializeOwned;

pub use handle::OperationHandle;
pub use progress::Progress;
pub use state::OperationState;
pub use wait::Waiting;

use crate::response::{FromResponse, Received};
use crate::{Client, Result, Url};
use begun::Begun;
use handle::Shown;

/// A long-running operation: where it can be looked at, and its first state where the service sent one.
///
/// Graph answers such an action with `202 Accepted` and a `Location` (or `Operation-Location`) alone, with `200 OK`, a
/// `Location` and the operation as JSON, or, where nothing is left to be done, with the result at once.
/// [`wait`](Self::wait) awaits the end, [`poll_once`](Self::poll_once) looks once, [`handle`](Self::handle) is for another
/// process.
///
/// What `T` is bound to is not the same in all dialects:
///
/// | the operation | `T` is | declare as `T` |
/// | --- | --- | --- |
/// | redirects to its result when it is done (`303`, `302`) | what is there | the result |
/// | names a `resourceLocation` when it is done: workbook sessions, OneNote copies | what is there | the result |
/// | is answered with the result at once (`201`, or `200` without a `status`) | that | the result |
/// | is anything else: [calls](https://learn.microsoft.com/graph/api/resources/commsoperation), [teams](https://learn.microsoft.com/graph/api/resources/teamsasyncoperation), [copies of drive items](https://learn.microsoft.com/graph/long-running-actions-overview), [print](https://learn.microsoft.com/graph/api/resources/printoperation) | its last state | the operation |
///
/// The state of an operation that has not ended is bound too, where it fits; where it does not there is no [body](Self::body).
/// `targetResourceLocation` (teams) is never fetched: a new team may take longer to be found than its operation to end.
///
/// Operations of calls tell their end by a notification sooner than anybody can ask: see
/// [`CommsNotifications::about`](crate::notify::CommsNotifications::about). One that is `completed` or `failed` in the
/// response itself is never notified, and nothing is asked.
///
/// ```
/// # use graph_action::{Action, Client, Operation, graph_action, graph_type};
/// #[graph_type]
/// struct Copied { resource_id: Option<String> }
///
/// #[graph_action(POST "/drives/<drive>/items/<id>/copy" -> Operation<Copied>)]
/// struct CopyItem { drive: String, id: String, name: Option<String> }
///
/// # let accepted = http::Response::builder().status(202)
/// #     .header("Location", "https://api.onedrive.com/monitor/4A3407B5").body("".into()).unwrap();
/// # let _ = async |client: &Client| -> graph_action::Result<()> {
/// let copy = CopyItem { drive: "b!7f".into(), id: "01ABC".into(), name: Some("Copy.docx".into()) };
/// let operation = copy.send(client).await?;
/// let copied = operation.wait(client).await?;
/// println!("{:?}", copied.and_then(|copied| copied.resource_id));
/// # Ok(()) };
/// # let operation = CopyItem::response(accepted)?;
/// # assert!(operation.location().is_some());
/// # assert!(operation.body().is_none());
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct Operation<T> {
    /// What began it, which says the rest when it is asked; behind a pointer, so that an operation is not much larger than
    /// its body.
    first: Arc<First>,
    /// Its first state, or its result.
    body: Option<T>,
}

/// What an operation was begun with.
#[allow(clippy::large_enum_variant, reason = "behind a pointer, and nearly always the larger one")]
enum First {
    /// A response, read when it is asked for more than its body: most callers never do.
    Response(Received, OnceLock<Box<Begun>>),
    /// What was read already.
    Begun(Box<Begun>),
}

impl<T> Operation<T> {
    /// What the first response says.
    fn begun(&self) -> &Begun {
        match &*self.first {
            First::Response(received, begun) => begun.get_or_init(|| Box::new(Begun::of(received))),
            First::Begun(begun) => begun,
        }
    }

    /// The status of the response; of an operation that was [resumed](Self::resume) 202.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.begun().status
    }

    /// Where the operation can be looked at: the resolved `Operation-Location`, or `Location`.
    ///
    /// Where it is not Graph's, the address is its own permission: treat it as a secret.
    #[must_use]
    pub fn location(&self) -> Option<&Url> {
        self.begun().location.as_ref()
    }

    /// The operation as it was when the response was sent, where the response says.
    #[must_use]
    pub fn body(&self) -> Option<&T> {
        self.body.as_ref()
    }

    /// The operation as it was when the response was sent, alone.
    #[must_use]
    pub fn into_body(self) -> Option<T> {
        self.body
    }

    /// The id that the body names, as sent.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.begun().identity.id.as_deref()
    }

    /// The client context that the body names.
    #[must_use]
    pub fn client_context(&self) -> Option<&str> {
        self.begun().identity.client_context.as_deref()
    }

    /// The call that the operation is on, in lower case without hyphens, where it is known to be on one.
    pub(crate) fn call_id(&self) -> Option<&str> {
        self.begun().identity.call.as_deref()
    }

    /// How far the operation was when the response was sent. A final state here is the end: there is nothing to wait for.
    #[must_use]
    pub fn state(&self) -> OperationState {
        self.begun().reading.state
    }

    /// The operation as plain data, to be saved and [resumed](Self::resume); none where it cannot be looked at anywhere.
    #[must_use]
    pub fn handle(&self) -> Option<OperationHandle> {
        self.begun().handle()
    }

    /// The operation that another task or process began: see [`OperationHandle`]. It has no [body](Self::body) yet.
    ///
    /// Errors name it `(resumed operation)`, and keep what began it in their [`operation`](crate::Error::operation).
    #[must_use]
    pub fn resume(handle: OperationHandle) -> Self {
        Self { first: Arc::new(First::Begun(Box::new(Begun::resumed(handle)))), body: None }
    }
}

impl<T: DeserializeOwned> Operation<T> {
    /// Looks at the operation once, and fetches its result where that is elsewhere.
    ///
    /// An operation that failed is no error of the look: [`Progress::error`] says why. Operations that cannot be looked at
    /// anywhere, and addresses that nothing is sent to, are errors. So is `404`, which right after the beginning may only say
    /// that the server that was asked has not heard of the operation yet.
    ///
    /// ```
    /// # use graph_action::{Client, Operation, Result};
    /// # async fn f(operation: Operation<serde_json::Value>, client: &Client) -> Result<()> {
    /// let progress = operation.poll_once(client).await?;
    /// if progress.is_done() {
    ///     println!("{:?} {:?}", progress.error(), progress.body());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn poll_once(&self, client: &Client) -> impl Future<Output = Result<Progress<T>>> + Send + use<T> {
        let location = self.begun().location.clone().ok_or_else(|| wait::nowhere(self.begun()));
        let (origin, client) = (self.begun().origin.clone(), client.clone());
        async move {
            let look = poll::look(client.clone(), location?, origin.clone()).await?;
            Progress::of(look, client, origin).await
        }
    }

    /// Waits until the operation has ended: what `T` is then, the [table](Self) says; none where there is no body. One that
    /// ends without success is an error of the kind [`Operation`](crate::ErrorKind::Operation), with the service's code and
    /// message.
    ///
    /// The operation is looked at again and again: after the service's `Retry-After` where it sends one; else after 1, 2, 4, 8
    /// and 16 seconds, and every 30 seconds from then on, which is what
    /// [workbooks](https://learn.microsoft.com/graph/workbook-best-practice) ask for;
    /// [operations of teams](https://learn.microsoft.com/graph/api/resources/teamsasyncoperation) ask for 30 seconds from the
    /// start. A look is repeated like any `GET`, by the client's [`RetryPolicy`](crate::RetryPolicy). `404` is waited out for
    /// the first four looks, as long as none has found the operation. Where no look succeeds the wait ends as an error, which
    /// [has the operation](crate::Error::operation): it goes on all the same.
    ///
    /// Dropping the future ends the wait, and leaves the operation alone. [`waiting`](Self::waiting) waits with a limit, at
    /// another pace, or with somebody told of the progress.
    pub fn wait(self, client: &Client) -> impl Future<Output = Result<Option<T>>> + Send + use<T>
    where
        T: Send,
    {
        let waiting = self.waiting(client);
        async move { waiting.await }
    }

    /// A [wait](Self::wait) with settings of its own, to be awaited.
    pub fn waiting<'a>(self, client: &Client) -> Waiting<'a, T> {
        Waiting::new(self, client.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for Operation<T> {
    fn from_response(received: Received) -> Result<Self> {
        let (first, body) = match progress::read(&received) {
            Ok(body) => (First::Response(received, OnceLock::new()), body),
            Err(misfit) => {
                let begun = Begun::of(&received);
                // What `T` is for comes later, or never: a state on the way to it may be something else.
                let is_other = begun.failure.is_some() || (begun.location.is_some() && !begun.is_result());
                if !is_other {
                    return Err(misfit.of(received));
                }
                (First::Begun(Box::new(begun)), None)
            }
        };
        Ok(Self { first: Arc::new(first), body })
    }
}

impl<T: fmt::Debug> fmt::Debug for Operation<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Begun { status, location, identity, reading, failure, retry_after, origin, .. } = self.begun();
        let location = location.as_ref().map(|location| Shown { location, root: &origin.root }.to_string());
        formatter
            .debug_struct("Operation")
            .field("status", status)
            .field("location", &location)
            .field("state", &reading.state)
            .field("identity", identity)
            .field("retry_after", retry_after)
            .field("failure", failure)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
