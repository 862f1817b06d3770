//! What an item ends with: the service's answer as a direct call would have had it, or the error that says what became of it.
//! No item ever ends with nothing.

use bytes::Bytes;
use http::{Method, Response, StatusCode};

use crate::Error;
use crate::client::RequestId;
use crate::error::{ErrorKind, ServiceError};
use crate::response::{Origin, Received};

/// The header that Microsoft's support asks for.
const REQUEST_ID: &str = "request-id";

/// The service's answer to an item, which was sent with an id of its own or with the batch's. It has the batch's request id
/// where it has none of its own.
pub(super) fn received(
    batch: &Received,
    mut answer: Response<Bytes>,
    origin: Origin,
    client_request_id: Option<RequestId>,
) -> Received {
    let has_id = answer.headers().contains_key(REQUEST_ID)
        || !answer.status().is_success() && ServiceError::read(answer.headers(), answer.body()).request_id().is_some();
    if let Some(id) = batch.headers().get(REQUEST_ID).filter(|_| !has_id) {
        answer.headers_mut().insert(REQUEST_ID, id.clone());
    }
    let received = Received::new(answer, origin);
    match client_request_id.or_else(|| batch.client_request_id().cloned()) {
        Some(id) => received.sent_as(id),
        None => received,
    }
}

/// What an item ends with that was not sent, since the one that it comes after failed: what the service would have said.
pub(super) fn dependency(origin: Origin, method: &Method, path: &str) -> Received {
    let message = format!("It was not sent: {method} {path}, which it comes after, failed.");
    let error = serde_json::json!({ "error": { "code": "FailedDependency", "message": message } });
    let mut answer = Response::new(Bytes::from(error.to_string()));
    *answer.status_mut() = StatusCode::FAILED_DEPENDENCY;
    Received::new(answer, origin)
}

/// The error of an item that the answer to its batch leaves out.
pub(super) fn missing(batch: &Received, origin: &Origin) -> Error {
    let message = "the answer to its batch leaves it out, so whether it was carried out is not known";
    let response = (batch.status(), batch.headers().clone(), Bytes::new());
    let error = Error::of_response(ErrorKind::Service, message, response).of(origin);
    match batch.client_request_id() {
        Some(id) => error.with_client_request_id(id.as_str()),
        None => error,
    }
}

/// The error of an item whose batch failed as a whole.
pub(super) fn of_batch(error: &Error, origin: &Origin) -> Error {
    error.clone().within("its batch failed").of(origin)
}

/// The error of an item that was not sent any more, since a batch before it failed for a reason that holds for all.
pub(super) fn not_sent(error: &Error, origin: &Origin) -> Error {
    error.clone().within("it was not sent, since a batch before it failed").of(origin)
}

/// Whether what a batch failed with would befall every other one as well: there is no token, no connection, or the service
/// asks to be left alone for longer than the client waits.
pub(super) fn is_everyones(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Token | ErrorKind::Connect)
        || error.is_throttled()
        || error.retry_after().is_some()
}
