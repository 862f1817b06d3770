//! The future of one call.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::pipeline::{self, Prepared};
use super::{Client, next_link};
use crate::response::{FromResponse, Origin, Received};
use crate::transport::BoxFuture;
use crate::{Action, Error, Result};

/// One call on its way: a future that sends when it is first polled, and binds what comes back.
///
/// It has taken all it needs from the action, so it borrows nothing, and can be spawned. Dropping it ends the call.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<R> {
    /// How far it is.
    state: State,
    /// Binds the response. A pointer, so that awaiting asks nothing of `R`: a response that cannot be bound is told where
    /// it is declared, not again at each call.
    bind: fn(Received) -> Result<R>,
}

/// How far a call is.
enum State {
    /// It cannot be sent.
    Refused(Error),
    /// It is under way. The pipeline behind it is the same for every action.
    UnderWay(BoxFuture<'static, Result<Received>>),
    /// It has ended.
    Ended,
}

impl<R> Call<R> {
    /// The call of an action through a client.
    pub fn new<A: Action<Response = R>>(client: &Client, action: &A) -> Self {
        let shared = &client.shared;
        let version = if A::VERSION_IS_DECLARED { A::VERSION.into() } else { shared.version.clone() };
        let encoded = crate::request::Encoder::request(action, shared.root.as_str(), &version);
        let state = match encoded {
            Err(error) => State::Refused(error),
            Ok(request) => {
                let origin = Origin::of::<A>(shared.root.clone(), version).sent_with(request.headers());
                let prepared = Prepared::of::<A>(request, origin);
                State::UnderWay(Box::pin(pipeline::send(std::sync::Arc::clone(shared), prepared)))
            }
        };
        Self { state, bind: bind::<A> }
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
    pub(crate) fn of_request(client: &Client, request: Result<(http::Request<Bytes>, bool)>, origin: Origin) -> Self
    where
        R: FromResponse,
    {
        let state = match request {
            Err(error) => State::Refused(error),
            Ok((request, is_repeatable)) => {
                let prepared = Prepared::new::<R>(request, is_repeatable, origin);
                State::UnderWay(Box::pin(pipeline::send(std::sync::Arc::clone(&client.shared), prepared)))
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
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Refused(error) => Poll::Ready(Err(error)),
            State::UnderWay(mut future) => match future.as_mut().poll(context) {
                Poll::Pending => {
                    self.state = State::UnderWay(future);
                    Poll::Pending
                }
                Poll::Ready(received) => Poll::Ready(received.and_then(self.bind)),
            },
            // Polled after its end: like a fused future, it has nothing more to say.
            State::Ended => Poll::Pending,
        }
    }
}

impl<R> std::fmt::Debug for Call<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let state = match &self.state {
            State::Refused(_) => "refused",
            State::UnderWay(_) => "under way",
            State::Ended => "ended",
        };
        formatter.debug_tuple("Call").field(&state).finish()
    }
}
