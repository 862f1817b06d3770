//! One try: a request out, and its answer up to the last byte of the body, or to the headers where the body is handed on.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::response::Parts;
use http::{HeaderMap, Response, StatusCode};
use tracing::Span;

use super::prepared::Prepared;
use super::retry::Outcome;
use super::{Shared, retry_after};
use crate::Error;
use crate::error::ErrorKind;
use crate::response::Payload;
use crate::transport::{CollectError, TransportError};

/// What came of one try.
pub(super) type Answer = Result<Response<Payload>, Failure>;

/// Why a try got no whole answer.
pub(super) struct Failure {
    /// How far it got.
    pub(super) outcome: Outcome,
    /// The error to end with.
    pub(super) error: Error,
}

/// Makes one try.
pub(super) async fn exchange(shared: &Shared, prepared: &mut Prepared) -> Answer {
    let most = prepared.options.max_response_bytes.unwrap_or(shared.max_response_bytes);
    // The copy stays for the next try: what is sent has room for the headers of the transport.
    let kept = prepared.request.clone();
    let sent = std::mem::replace(&mut prepared.request, kept);
    let response = shared.transport.send(sent).await.map_err(failure)?;
    let (parts, body) = response.into_parts();
    if prepared.wanted.hands_on(parts.status) {
        return Ok(Response::from_parts(parts, Payload::Arriving { body: Mutex::new(body), most }));
    }
    match body.collect(most).await {
        Ok(body) => Ok(Response::from_parts(parts, body.into())),
        Err((error, begun)) => Err(broken_off(error, parts, begun, most)),
    }
}

/// The same inside a span; the plain one, which is smaller, where nobody looks.
pub(super) async fn exchange_in(span: &Span, shared: &Shared, prepared: &mut Prepared) -> Answer {
    if span.is_disabled() {
        exchange(shared, prepared).await
    } else {
        tracing::Instrument::instrument(Box::pin(exchange(shared, prepared)), span.clone()).await
    }
}

/// How a try ended, in a word.
pub(super) fn outcome(answer: &Answer) -> Outcome {
    match answer {
        Ok(response) => Outcome::Answered(response.status(), asked(response.headers())),
        Err(failure) => failure.outcome,
    }
}

/// Status and headers of an answer. One that broke off in its body still counts: its headers came.
pub(super) fn heard(answer: &Answer) -> Option<(StatusCode, &HeaderMap)> {
    match answer {
        Ok(response) => Some((response.status(), response.headers())),
        Err(failure) => failure.error.status().zip(failure.error.headers()),
    }
}

/// How long the answer asks to wait. Most say nothing, and need no clock.
fn asked(headers: &HeaderMap) -> Option<Duration> {
    if headers.contains_key(RETRY_AFTER) { retry_after(headers, SystemTime::now()) } else { None }
}

/// The error of a response whose body did not arrive whole: its status, headers and beginning are known, and still count.
fn broken_off(error: CollectError, parts: Parts, begun: Bytes, most: usize) -> Failure {
    let answered = Outcome::Answered(parts.status, asked(&parts.headers));
    let response = (parts.status, parts.headers, begun);
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
