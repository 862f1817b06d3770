//! The endpoint of subscriptions, without a web server: a request in, the response and what to act upon out.
//!
//! Nothing here waits: no token is checked and nothing is decrypted, since Graph wants its answer within three seconds. What
//! comes after the queue is the verifier's.

use bytes::Bytes;
use http::header::ALLOW;
use http::{HeaderValue, Method, Request, StatusCode};
use serde_json::{Map, Value};

use super::client_states::ClientStates;
use super::handshake::{self, Refused};
use super::received::{Kind, Received, empty};
use super::{ChangeNotification, ChangeNotifications, Dropped, SecretText, change};
use crate::auth::Secret;
use crate::graph_type;

/// The most bytes of a body, unless another number is given: what Graph itself takes in one request.
const MOST_BYTES: usize = 4 << 20;

/// Answers what Graph posts to the addresses of subscriptions: the handshakes, and the notifications.
///
/// It is no web server: hand it the requests of the one that you have, for `notificationUrl` and `lifecycleNotificationUrl`
/// alike (each gets a handshake of its own), and send the response that it gives. **Put the notifications into a queue that
/// survives a crash first, then answer**: Graph wants its answer within 3 seconds, and sends again for up to 4 hours what was
/// not answered with 2xx. An endpoint that is slow too often is cut off for minutes. While `POST /subscriptions` is under way,
/// its handshakes arrive: the endpoint has to be up, and not wait for the same thread.
///
/// A notification whose client state is not its subscription's is [dropped](Received::dropped), and Graph is answered 202 all
/// the same, so that nobody learns anything by trying. The feature `rich-notifications` adds `Verifier`, for notifications
/// with resource data.
///
/// Source: [receive change notifications through webhooks](https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
///
/// ```
/// use graph_action::notify::Receiver;
///
/// let receiver = Receiver::new("a secret that the subscriptions were given");
/// let request = http::Request::post("/api/changes").body(bytes::Bytes::from_static(
///     br#"{"value": [{"subscriptionId": "7f10", "changeType": "created", "resource": "me/messages/AAMk",
///         "clientState": "a secret that the subscriptions were given"}, {"clientState": "a guess"}]}"#))?;
///
/// let mut received = receiver.receive(&request);
/// for dropped in received.dropped() {
///     eprintln!("{dropped}");
/// }
/// let (batch, queue) = (received.take_notifications(), std::sync::mpsc::channel());
/// assert_eq!(batch.value.len(), 1);
/// let response = match queue.0.send(batch) {
///     Ok(()) => received.into_response(),           // 202
///     Err(_) => received.into_not_kept(),           // 503: Graph sends it again
/// };
/// assert_eq!(response.status(), 202);
/// # Ok::<(), http::Error>(())
/// ```
pub struct Receiver {
    /// Which client states are right.
    states: ClientStates,
    /// The most bytes of a body.
    most_bytes: usize,
}

/// What is posted, before each notification is read on its own.
#[graph_type(crate = crate)]
struct Posted {
    /// The notifications.
    value: Vec<Value>,
    /// The tokens.
    validation_tokens: Option<Vec<SecretText>>,
    /// What else was sent.
    #[graph(extra)]
    extra: Map<String, Value>,
}

impl Receiver {
    /// For subscriptions that were all given this `clientState`: a long random text, up to 128 characters. An empty one fits
    /// nothing.
    #[must_use]
    pub fn new(client_state: impl Into<String>) -> Self {
        Self::of(ClientStates::Common(vec![Secret::new(client_state)]))
    }

    /// For subscriptions that each have a `clientState` of their own: the closure says which, by the subscription's id. It
    /// may give several, an `Option`, or none where it does not know the subscription.
    ///
    /// The first notification may be here before the id is: Graph sends it as soon as the subscription is made.
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use graph_action::notify::Receiver;
    ///
    /// let states = HashMap::from([("7f105c7d-2dc5-4530-97cd-4e7ae6534c07".to_owned(), "a secret".to_owned())]);
    /// let receiver = Receiver::by_subscription(move |id| states.get(id).cloned());
    /// ```
    #[must_use]
    pub fn by_subscription<I>(client_states: impl Fn(&str) -> I + Send + Sync + 'static) -> Self
    where
        I: IntoIterator<Item: Into<String>>,
    {
        Self::of(ClientStates::looked_up(client_states))
    }

    /// For subscriptions without a `clientState`: anybody who knows the address may post. Only what a `Verifier` has verified
    /// is known to be Graph's then.
    #[must_use]
    pub fn without_client_state() -> Self {
        Self::of(ClientStates::Unchecked)
    }

    /// The same, which takes this `clientState` too, from any subscription: while one takes the place of another.
    #[must_use]
    pub fn or_client_state(mut self, client_state: impl Into<String>) -> Self {
        let another = Secret::new(client_state);
        self.states = match self.states {
            ClientStates::Common(mut states) => {
                states.push(another);
                ClientStates::Common(states)
            }
            ClientStates::OfSubscription(lookup) => ClientStates::OfSubscription(Box::new(move |id| {
                let mut states = lookup(id);
                states.push(another.clone());
                states
            })),
            ClientStates::Unchecked => ClientStates::Unchecked,
        };
        self
    }

    /// The most bytes that a body may have; a longer one is refused. Default: 4 MiB. Have the web server refuse it earlier,
    /// before it is in memory.
    #[must_use]
    pub fn max_bytes(mut self, most: usize) -> Self {
        self.most_bytes = most;
        self
    }

    /// What a request was, and how to answer it.
    pub fn receive(&self, request: &Request<Bytes>) -> Received {
        self.receive_parts(request.method(), request.uri().query(), request.body())
    }

    /// The same, for a web server with types of its own: the method, the query as it was sent, the body.
    pub fn receive_parts(&self, method: &Method, query: Option<&str>, body: &[u8]) -> Received {
        if method != Method::POST {
            let mut refused = Received::refused(StatusCode::METHOD_NOT_ALLOWED, "it is not a POST");
            refused.response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
            return refused;
        }
        match query.and_then(handshake::token) {
            Some(Ok(token)) => return Received::new(Kind::Handshake, handshake::answer(token)),
            Some(Err(Refused::Empty)) => {
                return Received::refused(StatusCode::BAD_REQUEST, "its validationToken is empty");
            }
            Some(Err(Refused::TooLong)) => {
                return Received::refused(StatusCode::BAD_REQUEST, "its validationToken is longer than any of Graph's");
            }
            None => {}
        }
        if body.len() > self.most_bytes {
            return Received::refused(StatusCode::PAYLOAD_TOO_LARGE, "its body is longer than max_bytes");
        }
        match change::read::<Posted>(body) {
            Ok(posted) => self.sort(posted),
            Err(error) => Received::because(StatusCode::BAD_REQUEST, error),
        }
    }

    /// With everything else at its default.
    fn of(states: ClientStates) -> Self {
        Self { states, most_bytes: MOST_BYTES }
    }

    /// Parts what is to be acted upon from what is not. One that is wrong takes no other with it.
    fn sort(&self, Posted { value, validation_tokens, extra }: Posted) -> Received {
        let mut received = Received::new(Kind::Notifications, empty(StatusCode::ACCEPTED));
        received.notifications = ChangeNotifications { value: Vec::new(), validation_tokens, extra };
        for json in value {
            // Reading from a reference keeps what cannot be read.
            let notification = match serde_path_to_error::deserialize::<_, ChangeNotification>(&json) {
                Ok(notification) => notification,
                Err(error) => {
                    let at = error.path().to_string();
                    received.dropped.push(Dropped::unreadable(json, at));
                    continue;
                }
            };
            match self.states.check(&notification) {
                Ok(()) => received.notifications.value.push(notification),
                Err(reason) => received.dropped.push(Dropped::new(notification, reason)),
            }
        }
        if let Some(first) = received.dropped.first() {
            let count = received.dropped.len();
            tracing::warn!(target: "graph_action", count, reason = %first.reason(), "change notifications were dropped");
        }
        received
    }
}

impl std::fmt::Debug for Receiver {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Receiver").field("most_bytes", &self.most_bytes).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
