//! What is added to an error on its way up: the action, the ids, the response, words. Only this crate does so.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};

use super::{Error, ErrorKind, ResponseDetails, ServiceError};
use crate::auth::Held;
use crate::response::Origin;

impl Error {
    /// The same error, with as much of a response as came.
    pub(crate) fn answered_by(mut self, (status, headers, body): (StatusCode, HeaderMap, Bytes)) -> Self {
        let service = ServiceError::read(&headers, &body);
        self.inner.response = Some(ResponseDetails { status, headers, body, service });
        self
    }

    /// The same error, of this action.
    pub(crate) fn of(mut self, origin: &Origin) -> Self {
        self.inner.action = Some((origin.method.clone(), origin.path));
        self.inner.permissions = origin.permissions;
        self.inner.page_headers.clone_from(&origin.page_headers);
        self
    }

    /// The same error, of a request to this address. That of another host may be a permission, and is not kept.
    pub(crate) fn sent_to(mut self, address: Uri, origin: &Origin) -> Self {
        if origin.root.is_origin_of(&address) && !self.inner.had_no_token {
            self.inner.address = Some(address);
        }
        self
    }

    /// The same error, of something that was part of what it happened to; `what` says of what.
    pub(crate) fn within(mut self, what: &str) -> Self {
        if self.inner.kind == ErrorKind::Response {
            // What succeeded is the whole, whose response does not fit; of the part nothing is known.
            self.inner.kind = ErrorKind::Service;
        }
        self.in_words(what)
    }

    /// The same error, of a request with this id.
    pub(crate) fn with_client_request_id(mut self, id: &str) -> Self {
        self.inner.client_request_id = Some(id.to_owned());
        self
    }

    /// The same error, with these words in front of its own.
    pub(crate) fn in_words(mut self, words: &str) -> Self {
        let message = &self.inner.message;
        self.inner.message =
            if message.is_empty() { words.to_owned().into() } else { format!("{words}: {message}").into() };
        self
    }

    /// The same error, of a request to an address that is its own permission, or another host's: no token went there.
    pub(crate) fn sent_without_token(mut self) -> Self {
        self.inner.had_no_token = true;
        self
    }

    /// The same error, of a request with a token that says that it allows this.
    pub(crate) fn with_held(mut self, held: Option<Arc<Held>>) -> Self {
        self.inner.held = held;
        self
    }

    /// The same error, with these words in place of its own.
    pub(crate) fn with_words(mut self, words: String) -> Self {
        self.inner.message = words.into();
        self
    }

    /// The same error, told to somebody who has to wait this long.
    pub(crate) fn resting_for(mut self, wait: Duration) -> Self {
        self.inner.rest = Some(wait);
        self
    }
}
