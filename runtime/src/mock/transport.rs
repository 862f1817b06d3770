//! The transport that stands where the network would be.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::batch;
use super::book::Book;
use super::request::MockRequest;
use crate::transport::{Body, BoxFuture, Transport, TransportError};

/// The transport of a [`Mock`](super::Mock), for a client that is built in another way than by
/// [`Mock::builder`](super::Mock::builder). Cheap to clone.
///
/// ```
/// use graph_action::{Client, auth::StaticToken, mock::Mock};
///
/// let mock = Mock::new();
/// let client = Client::builder(StaticToken::new("token")).transport(mock.transport()).build()?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct MockTransport {
    /// What the mock has written down.
    book: Arc<Book>,
}

impl MockTransport {
    /// The transport of the mock that writes in this book.
    pub(super) fn new(book: Arc<Book>) -> Self {
        Self { book }
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        // Written down when it is asked for, like everything that a future does.
        Box::pin(async move {
            let request = MockRequest::new(request);
            match batch::items(&request) {
                // A batch that is expected as such is answered as such.
                Some(items) if !self.book.is_about(&request) => batch::answer(&self.book, items).await,
                _ => self.book.answer(&request).give().await,
            }
        })
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MockTransport").finish_non_exhaustive()
    }
}
