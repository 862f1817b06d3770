//! Errors of long-running operations: of one that ended without success, and of a wait that ended before its operation did.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Error, ErrorKind, ResponseDetails, ServiceError};
use crate::{OperationHandle, Url};

impl Error {
    /// An operation that ended without success, as this response tells.
    pub(crate) fn of_operation(message: String, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let service = ServiceError::of_operation(&headers, &body);
        let mut error = Self::new(ErrorKind::Operation, message);
        error.inner.response = Some(ResponseDetails { status, headers, body, service });
        error
    }

    /// The same error, of a request that went to this address of another host than the service, and so had neither a token nor
    /// an id. Such an address may be its own permission: a response that repeats it, as error pages do, is not kept.
    pub(crate) fn without_token(mut self, address: &Url) -> Self {
        self.inner.had_no_token = true;
        self.inner.client_request_id = None;
        if let Some(response) = &mut self.inner.response {
            let body = String::from_utf8_lossy(&response.body);
            if secrets(address).any(|secret| body.contains(secret)) {
                response.body = Bytes::new();
                response.service = ServiceError::read(&response.headers, &[]);
            }
        }
        self
    }

    /// The same error, after which this operation may still be under way.
    pub(crate) fn with_operation(mut self, operation: Option<OperationHandle>) -> Self {
        self.inner.operation = operation.map(Box::new);
        self
    }

    /// The operation that was waited for, where a wait ended before it: it goes on, and can be
    /// [taken up again](crate::Operation::resume).
    ///
    /// ```
    /// # use graph_action::{Client, Error, Operation, OperationHandle};
    /// /// Puts an operation away for the next process.
    /// fn save(handle: &OperationHandle) { /* … */ }
    ///
    /// # async fn wait(operation: Operation<serde_json::Value>, client: &Client) {
    /// let error: Error = match operation.wait(client).await {
    ///     Ok(_) => return,
    ///     Err(error) => error,
    /// };
    /// if let Some(handle) = error.operation() {
    ///     save(handle);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn operation(&self) -> Option<&OperationHandle> {
        self.inner.operation.as_deref()
    }
}

/// The parts of an address that may be what opens it: the end of its path, and the values in its query.
fn secrets(address: &Url) -> impl Iterator<Item = &str> {
    let values = address.query().into_iter().flat_map(|query| query.split(['&', '=']));
    // What is shorter could be guessed, and so is no secret; but many a text has it in it, as it has `status`.
    address.path().rsplit('/').take(1).chain(values).filter(|part| part.len() >= 16)
}
