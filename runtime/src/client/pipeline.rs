//! The way of one call: redirect → retry → auth → trace → transport.
//!
//! One function that is not generic, whatever is called. The order matters: a token is asked for before each try, since a
//! wait may outlive it; and it is put on at the last moment, for the service's own origin only.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, HeaderName, USER_AGENT};
use http::{HeaderValue, Method, StatusCode};
use tokio::time::Instant;
use tracing::Instrument;

use super::retry::Outcome;
use super::{Shared, redirect, retry_after, trace};
use crate::auth::{AccessToken, TokenRequest};
use crate::error::ErrorKind;
use crate::response::{FromResponse, Origin, Payload, Received};
use crate::transport::{CollectError, Streamed, TransportError};
use crate::{Action, Error, Result};

/// The id by which a caller finds a request in Graph's logs.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
/// How often the request has been repeated, as Graph's own SDKs say it.
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// A request that is ready but for its token.
pub(super) struct Prepared {
    /// The request.
    pub(super) request: http::Request<Bytes>,
    /// Whether a repetition does no harm.
    pub(super) is_repeatable: bool,
    /// What the response will answer.
    pub(super) origin: Origin,
    /// Whether a response with this status is what the caller wants.
    accepts: fn(StatusCode) -> bool,
    /// Whether the body of such a response is handed on as it arrives.
    streams: fn(StatusCode) -> bool,
    /// Whether a redirect is followed.
    follows_redirects: bool,
}

impl Prepared {
    /// The request of an action.
    pub(super) fn of<A: Action>(request: http::Request<Bytes>, origin: Origin) -> Self {
        Self::new::<A::Response>(request, A::IDEMPOTENT || A::METHOD.is_idempotent(), origin)
    }

    /// A request whose response will be bound to an `R`.
    pub(super) fn new<R: FromResponse>(request: http::Request<Bytes>, is_repeatable: bool, origin: Origin) -> Self {
        let follows_redirects = R::FOLLOWS_REDIRECTS;
        Self { request, is_repeatable, origin, accepts: R::accepts, streams: R::streams, follows_redirects }
    }

    /// Whether the body of a response with this status is handed on as it arrives.
    fn hands_on(&self, status: StatusCode) -> bool {
        (self.accepts)(status) && (self.streams)(status)
    }

    /// Whether a response with this status sends the request on to another address.
    fn is_redirected_by(&self, status: StatusCode) -> bool {
        let is_for = match status.as_u16() {
            301 | 302 | 307 | 308 => self.request.method() == Method::GET,
            303 => true,
            _ => false,
        };
        self.follows_redirects && is_for && !(self.accepts)(status)
    }
}

/// Sends a request until it is answered, and returns the answer whatever its status.
pub(super) async fn send(shared: Arc<Shared>, mut prepared: Prepared) -> Result<Received> {
    let id = complete(&mut prepared, &shared.user_agent);
    let origin = prepared.origin.clone();
    let explain = |error: Error| error.of(&origin).with_client_request_id(&id);
    let started = Instant::now();
    let (mut retries, mut redirects) = (0, 0);
    let mut has_replaced_token = false;
    loop {
        // What failed then is the request for the token, which has ids of its own.
        let token = token(&shared, prepared.request.uri()).await.map_err(|error| error.of(&origin))?;
        if let Some(token) = &token {
            prepared.request.headers_mut().insert(AUTHORIZATION, token.header().map_err(explain)?);
        }
        let span = trace::span(&origin, &prepared.request, &id, retries);
        let answer = exchange(&shared, &prepared).instrument(span.clone()).await;
        let outcome = match &answer {
            Ok(response) => {
                let asked = retry_after(response.headers(), std::time::SystemTime::now());
                Outcome::Answered(response.status(), asked)
            }
            Err(failure) => failure.outcome,
        };
        trace::record(&span, outcome, answer.as_ref().ok().map(http::Response::headers));
        drop(span);
        if let (Outcome::Answered(StatusCode::UNAUTHORIZED, _), Some(token)) = (outcome, token) {
            // Revoked, or expired before its time. A call that must not be repeated leaves a new one to the next call.
            shared.credential.reject(&token);
            let may_repeat = prepared.is_repeatable && !has_replaced_token && shared.retry.most_retries > 0;
            if may_repeat && has_another(&shared, &token, prepared.request.uri()).await {
                has_replaced_token = true;
                continue;
            }
        }
        if let Ok(response) = &answer
            && prepared.is_redirected_by(response.status())
        {
            prepared.request = redirect::follow(&prepared.request, response, &origin, redirects).map_err(explain)?;
            prepared.is_repeatable = true;
            redirects += 1;
            continue;
        }
        let wait = shared.retry.wait(outcome, prepared.is_repeatable, retries, started.elapsed(), chance());
        let Some(wait) = wait else {
            return answer
                .map(|response| Received::new(response, origin.clone()).sent_as(&id))
                .map_err(|failure| explain(failure.error));
        };
        tracing::debug!(target: "graph_action", template = origin.path, wait = ?wait, "repeating the request");
        tokio::time::sleep(wait).await;
        retries += 1;
        if origin.root.is_origin_of(prepared.request.uri()) {
            prepared.request.headers_mut().insert(RETRY_ATTEMPT, HeaderValue::from(retries));
        }
    }
}

/// Adds what every request carries, and returns its id: the caller's own, or a new one.
fn complete(prepared: &mut Prepared, user_agent: &HeaderValue) -> String {
    let is_streamed = (200..300).filter_map(|code| StatusCode::from_u16(code).ok()).any(|code| prepared.hands_on(code));
    if is_streamed {
        prepared.request.extensions_mut().insert(Streamed);
    }
    let headers = prepared.request.headers_mut();
    let wanted = if is_streamed { "*/*" } else { "application/json" };
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static(wanted));
    headers.insert(USER_AGENT, user_agent.clone());
    if let Some(id) = headers.get(CLIENT_REQUEST_ID).and_then(|id| id.to_str().ok()) {
        return id.to_owned();
    }
    let id = uuid::Uuid::new_v4().hyphenated().to_string();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(CLIENT_REQUEST_ID, value);
    }
    id
}

/// A token for an address, if it is one that a token may go to.
async fn token(shared: &Shared, address: &http::Uri) -> Result<Option<AccessToken>> {
    if !shared.root.is_origin_of(address) {
        return Ok(None);
    }
    let request = TokenRequest {
        scope: shared.cloud.default_scope(),
        authority: shared.cloud.authority(),
        transport: &shared.transport,
    };
    shared.credential.token(request).await.map(Some)
}

/// Whether the credential has another token than the one that was not accepted.
async fn has_another(shared: &Shared, rejected: &AccessToken, address: &http::Uri) -> bool {
    matches!(token(shared, address).await, Ok(Some(token)) if !token.is_same(rejected))
}

/// Why a try got no whole answer.
struct Failure {
    /// How far it got.
    outcome: Outcome,
    /// The error to end with.
    error: Error,
}

/// One try, up to the last byte of the answer, or to its headers where its body is handed on.
async fn exchange(shared: &Shared, prepared: &Prepared) -> std::result::Result<http::Response<Payload>, Failure> {
    let most = shared.max_response_bytes;
    let response = shared.transport.send(prepared.request.clone()).await.map_err(failure)?;
    let (parts, body) = response.into_parts();
    if prepared.hands_on(parts.status) {
        return Ok(http::Response::from_parts(parts, Payload::Arriving { body, most }));
    }
    match body.collect(most).await {
        Ok(body) => Ok(http::Response::from_parts(parts, body.into())),
        Err(error) => Err(without_body(error, parts, most)),
    }
}

/// The error of a response whose body did not arrive whole: its status and headers are known, and still count.
fn without_body(error: CollectError, parts: http::response::Parts, most: usize) -> Failure {
    let answered = Outcome::Answered(parts.status, retry_after(&parts.headers, std::time::SystemTime::now()));
    let response = (parts.status, parts.headers, Bytes::new());
    match error {
        CollectError::Transport(error) => {
            let failure = failure(error);
            // An error is one whatever else it would have said; a success may not be told from half of it.
            let outcome = if parts.status.is_success() { failure.outcome } else { answered };
            Failure { outcome, error: failure.error.answered_by(response) }
        }
        CollectError::TooLong => {
            let message = format!("the response is longer than {most} bytes; `max_response_bytes` allows more");
            let kind = if parts.status.is_success() { ErrorKind::Response } else { ErrorKind::Service };
            Failure { outcome: answered, error: Error::of_response(kind, message, response) }
        }
    }
}

/// The error of an exchange that failed.
fn failure(error: TransportError) -> Failure {
    let kind = error.kind();
    let error = Error::new(kind.into(), error.to_string()).with_source(error);
    Failure { outcome: Outcome::Failed(kind), error }
}

/// A number between 0 and 1, for jitter.
#[allow(clippy::cast_precision_loss)]
fn chance() -> f64 {
    let (high, _) = uuid::Uuid::new_v4().as_u64_pair();
    // The first 48 bits of a version 4 UUID are random.
    (high >> 16) as f64 / (1_u64 << 48) as f64
}
