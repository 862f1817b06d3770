//! The future of one call, and what one call can set for itself.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::pipeline;
use super::prepared::{Options, Prepared};
use super::retry::Retry;
use super::{Client, Shared, next_link};
use crate::response::{FromResponse, Origin, Received};
use crate::transport::BoxFuture;
use crate::{Action, Error, Result};

/// One call on its way: a future that sends when it is first polled, and binds what comes back.
///
/// It has taken all it needs from the action, so it borrows nothing, and can be spawned. Dropping it ends the call. Before it
/// is awaited, it can be given what holds for this call alone:
///
/// ```no_run
/// # use graph_action::{Client, graph_action};
/// use graph_action::RetryPolicy;
///
/// #[graph_action(POST "/communications/calls/<id>/keepAlive")]
/// struct KeepAlive { id: String }
///
/// # async fn f(client: Client) -> graph_action::Result<()> {
/// keep_alive(&client, &KeepAlive { id: "57dab8b1".into() }).retry(RetryPolicy::never()).await?;
/// # Ok(()) }
/// ```
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<R> {
    /// How far it is.
    state: State,
    /// Binds the response. A pointer, so that awaiting asks nothing of `R`: a response that cannot be bound is told where
    /// it is declared, not again at each call.
    bind: fn(Received) -> Result<R>,
}

/// How far a call is.
#[allow(clippy::large_enum_variant, reason = "a box would cost each call an allocation, to save a future some bytes")]
enum State {
    /// It cannot be sent.
    Refused(Error),
    /// It is ready to be sent by this client.
    Ready(Arc<Shared>, Prepared),
    /// It is under way. The pipeline behind it is the same for every action.
    UnderWay(BoxFuture<'static, Result<Received>>),
    /// It has ended.
    Ended,
}

impl<R> Call<R> {
    /// The call of an action through a client.
    pub fn new<A: Action<Response = R>>(client: &Client, action: &A) -> Self {
        let state = match client.request_of(action) {
            Err(error) => State::Refused(error),
            Ok(request) => {
                let origin = client.origin_of::<A>().sent_with(request.headers());
                State::Ready(Arc::clone(&client.shared), Prepared::of::<A>(request, origin))
            }
        };
        Self { state, bind: bind::<A> }
    }

    /// What is repeated, and when, in place of the client's policy.
    pub fn retry(self, policy: impl Retry) -> Self {
        self.with(|options| options.retry = Some(Box::new(policy)))
    }

    /// The most bytes that the response may have, in place of the client's limit.
    pub fn max_response_bytes(self, most: usize) -> Self {
        self.with(|options| options.max_response_bytes = Some(most))
    }

    /// The same call with other options. One that is under way keeps those that it has.
    fn with(mut self, set: impl FnOnce(&mut Options)) -> Self {
        if let State::Ready(_, prepared) = &mut self.state {
            set(&mut prepared.options);
        }
        self
    }

    /// The call for what a next link leads to, which is bound like the page that had the link.
    pub(crate) fn next(client: &Client, link: &str, origin: &Origin) -> Self
    where
        R: FromResponse,
    {
        let origin = Origin { root: client.shared.root.clone(), ..origin.clone() };
        let request = next_link::request(link, &origin);
        Self::of_request(client, request.map(|request| (request, true)), origin)
    }

    /// A request that no declaration makes, such as for a page, a poll or a part of an upload, and whether a repetition does
    /// no harm. It goes the way of every call: to the client's own service with the token, to any other address without.
    pub(crate) fn of_request(
        client: &Client,
        request: Result<(http::Request<Bytes>, bool)>,
        origin: impl Into<Arc<Origin>>,
    ) -> Self
    where
        R: FromResponse,
    {
        let state = match request {
            Err(error) => State::Refused(error),
            Ok((request, is_repeatable)) => {
                State::Ready(Arc::clone(&client.shared), Prepared::new::<R>(request, is_repeatable, origin.into()))
            }
        };
        Self { state, bind: Received::bind }
    }
}

/// Binds the response of one kind of action.
fn bind<A: Action>(received: Received) -> Result<A::Response> {
    received.bind()
}

impl<R> Future for Call<R> {
    type Output = Result<R>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<R>> {
        let mut future = match std::mem::replace(&mut self.state, State::Ended) {
            State::Refused(error) => return Poll::Ready(Err(error)),
            State::Ready(shared, prepared) => Box::pin(pipeline::send(shared, prepared)),
            State::UnderWay(future) => future,
            // Polled after its end: like a fused future, it has nothing more to say.
            State::Ended => return Poll::Pending,
        };
        match future.as_mut().poll(context) {
            Poll::Pending => {
                self.state = State::UnderWay(future);
                Poll::Pending
            }
            Poll::Ready(received) => Poll::Ready(received.and_then(self.bind)),
        }
    }
}

impl<R> std::fmt::Debug for Call<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let state = match &self.state {
            State::Refused(_) => "refused",
            State::Ready(..) => "ready",
            State::UnderWay(_) => "under way",
            State::Ended => "ended",
        };
        formatter.debug_tuple("Call").field(&state).finish()
    }
}
