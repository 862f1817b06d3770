//! The types of the call as one writes them by hand with serde, and the reading of its answer.

use serde::{Deserialize, Serialize};

/// The body of the request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CancelMediaProcessing<'a> {
    /// Comes back in the operation.
    pub(super) client_context: &'a str,
}

/// What the call was told to do.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "a user would read what this benchmark does not")]
pub(super) struct CommsOperation {
    /// The operation.
    pub(super) id: Option<String>,
    /// How far it is.
    pub(super) status: Option<OperationStatus>,
    /// What the caller gave it.
    pub(super) client_context: Option<String>,
    /// How it ended.
    pub(super) result_info: Option<ResultInfo>,
}

/// How far an operation is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "a user would read what this benchmark does not")]
pub(super) enum OperationStatus {
    /// Queued.
    NotStarted,
    /// Under way.
    Running,
    /// Done.
    Completed,
    /// Ended without success.
    Failed,
    /// What Graph adds later.
    #[serde(untagged)]
    Other(String),
}

/// How an operation ended.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "a user would read what this benchmark does not")]
pub(super) struct ResultInfo {
    /// As an HTTP status.
    pub(super) code: Option<i32>,
    /// More precisely.
    pub(super) subcode: Option<i32>,
    /// In words.
    pub(super) message: Option<String>,
}

/// An operation and where it can be looked at.
#[derive(Debug)]
#[allow(dead_code, reason = "a user would read what this benchmark does not")]
pub(super) struct Cancelled {
    /// The `Location`.
    pub(super) location: Option<String>,
    /// The operation.
    pub(super) operation: CommsOperation,
}

/// The text of a `Location`.
pub(super) fn location(headers: &http::HeaderMap) -> Option<String> {
    headers.get(http::header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// The error of an answer that is none of success.
pub(super) fn refused(status: http::StatusCode, body: &[u8]) -> crate::Failure {
    format!("the service answered {status}: {}", String::from_utf8_lossy(body)).into()
}

/// What an answer says whose body has been read whole.
pub(super) fn read(
    status: http::StatusCode,
    location: Option<String>,
    body: &[u8],
) -> Result<Cancelled, crate::Failure> {
    if status.is_success() {
        Ok(Cancelled { location, operation: serde_json::from_slice(body)? })
    } else {
        Err(refused(status, body))
    }
}
