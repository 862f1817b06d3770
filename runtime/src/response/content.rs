//! A response that is no JSON: a file, a photo, a recording, a report. Its body is handed on as it arrives.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

use super::{FromResponse, Payload, Received};
use crate::error::ErrorKind;
use crate::transport::{Body, CollectError, TransportError};
use crate::{Error, Result};

/// The raw body of a response, as a stream or at once.
///
/// The redirect that Graph answers a download with is followed; the storage that it leads to never gets the token. The
/// client's timeout then holds up to the headers, and for each piece of the body anew. A connection that breaks ends it with
/// an error; [`Download`](crate::transfer::Download) asks for the rest.
///
/// ```
/// # use graph_action::{Action, graph_action};
/// use futures_util::TryStreamExt;
/// use graph_action::Content;
///
/// #[graph_action(GET "/communications/onlineMeetings/<id>/attendeeReport" -> Content)]
/// struct GetAttendeeReport { id: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> graph_action::Result<()> {
/// # let response = || http::Response::builder().header("Content-Type", "text/csv").body("Name,Role".into()).unwrap();
/// // With a client: `GetAttendeeReport { id }.send(&client).await?`.
/// let report = GetAttendeeReport::response(response())?;
/// assert_eq!(report.content_type(), Some("text/csv"));
/// assert_eq!(report.bytes().await?, "Name,Role");
///
/// let mut pieces = GetAttendeeReport::response(response())?.into_stream();
/// while let Some(piece) = pieces.try_next().await? {
///     assert_eq!(piece, "Name,Role");
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Content {
    /// The response, whose body may still be arriving; boxed, so that content is small.
    received: Box<Received>,
}

impl Content {
    /// The content of a response.
    pub(super) fn new(received: Received) -> Self {
        Self { received: Box::new(received) }
    }

    /// The media type, as sent: `"image/jpeg"`, `"text/csv; charset=utf-8"`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.received.headers().get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes there are, where the service says so before it sends them.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        match &self.received.body {
            Payload::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Payload::Arriving { .. } => self.received.headers().get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok(),
        }
    }

    /// All of it at once. Longer than the client's `max_response_bytes` is an error; a [stream](Self::into_stream) has no
    /// such limit.
    pub async fn bytes(self) -> Result<Bytes> {
        let (body, received) = self.split();
        match body {
            Payload::Whole(bytes) => Ok(bytes),
            Payload::Arriving { body, most } => arriving(body).collect(most).await.map_err(|(error, _)| match error {
                CollectError::Transport(error) => broken(received, error),
                CollectError::TooLong => received.does_not_fit(format!(
                    "it is longer than {most} bytes; `max_response_bytes` allows more, and a stream has no limit"
                )),
            }),
        }
    }

    /// Piece by piece, as it arrives. A body that is cut off is an error, which ends the stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes>> + Send + Unpin + use<> {
        let (body, received) = self.split();
        let body = match body {
            Payload::Whole(bytes) if bytes.is_empty() => None,
            Payload::Whole(bytes) => Some(Body::from(bytes)),
            Payload::Arriving { body, .. } => Some(arriving(body)),
        };
        let mut rest = body.map(|body| (body, received));
        stream::poll_fn(move |context| next(&mut rest, context))
    }

    /// The body, and the response that it was taken from, which words the errors.
    fn split(mut self) -> (Payload, Received) {
        let body = std::mem::replace(&mut self.received.body, Payload::Whole(Bytes::new()));
        (body, *self.received)
    }
}

/// A body that is still arriving.
fn arriving(body: Mutex<Body>) -> Body {
    body.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The next piece of what is left.
fn next(rest: &mut Option<(Body, Received)>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
    let Some((body, _)) = rest else { return Poll::Ready(None) };
    let item = match Pin::new(body).poll_next(context) {
        Poll::Pending => return Poll::Pending,
        Poll::Ready(Some(Ok(piece))) => return Poll::Ready(Some(Ok(piece))),
        Poll::Ready(Some(Err(error))) => Some(error),
        Poll::Ready(None) => None,
    };
    // Whatever a body would do when it is asked again: it has ended.
    let ended = rest.take();
    Poll::Ready(item.zip(ended).map(|(error, (_, received))| Err(broken(received, error))))
}

/// The error of a body that broke off.
fn broken(received: Received, error: TransportError) -> Error {
    received.into_error(ErrorKind::from(error.kind()), error.to_string()).with_source(error)
}

#[diagnostic::do_not_recommend]
impl FromResponse for Content {
    const FOLLOWS_REDIRECTS: bool = true;
    const MAY_STREAM: bool = true;

    fn streams(_status: StatusCode) -> bool {
        true
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(received.into_content())
    }
}
