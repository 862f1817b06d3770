//! The seam at the bottom: one HTTP exchange.
//!
//! A [`Transport`] sends a finished request and hands back the response; it knows nothing of tokens, retries or Graph. It
//! must never follow a redirect, repeat a request, or add a header that carries a secret.

#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod timed;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body_util::BodyExt;

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

/// A boxed future, as the traits of this crate return them so that they can be used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request. `HyperTransport` is the one that a client has unless it is given another.
///
/// ```
/// use graph_action::transport::{Body, BoxFuture, Transport, TransportError};
///
/// /// Answers everything itself.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, _request: http::Request<bytes::Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(Body::from("{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and returns the response as soon as its headers are there.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// Pointers to a transport, which are the transport.
macro_rules! pointers {
    ($($pointer:ident),*) => {$(
        impl<T: Transport + ?Sized> Transport for $pointer<T> {
            fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
                (**self).send(request)
            }
        }
    )*};
}

pointers!(Arc, Box);

/// A mark in a request's [extensions](http::Request::extensions): the body of a success is handed on as it arrives, and may
/// take as long as it likes.
///
/// A transport that ends an exchange after some time should not count that body's whole time then, but the time in which
/// nothing arrived. Without a look at the mark a long download is cut off; nothing worse happens.
///
/// ```
/// use graph_action::transport::Streamed;
///
/// let request = http::Request::get("https://graph.microsoft.com/v1.0/me/photo/$value").extension(Streamed).body(())?;
/// assert!(request.extensions().get::<Streamed>().is_some());
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streamed;

/// A mark in a request's [extensions](http::Request::extensions): it should go over a connection that no request has used.
///
/// Graph asks for this where a request is repeated after a 503: behind the old connection is the server that could not.
/// Without a look at the mark the repetition may meet the same server; nothing worse happens.
///
/// Source: [best practices](https://learn.microsoft.com/graph/best-practices-concept).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreshConnection;

/// Why an exchange failed.
#[derive(Debug)]
pub struct TransportError {
    /// How far it got.
    kind: TransportErrorKind,
    /// What the transport says of it.
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// How far a failed exchange got, which decides whether it may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the service has not seen the request.
    Connect,
    /// Time ran out: the service may have seen the request.
    Timeout,
    /// Anything else: the service may have seen the request.
    Other,
}

impl TransportError {
    /// A failure and its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// How far it got.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl From<TransportErrorKind> for crate::ErrorKind {
    fn from(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::Connect => Self::Connect,
            TransportErrorKind::Timeout => Self::Timeout,
            TransportErrorKind::Other => Self::Transport,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Timeout => "no answer came in time",
            TransportErrorKind::Other => "the connection failed",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// The body of a response, arriving in pieces.
pub struct Body {
    /// The pieces that are still to come.
    inner: Inner,
}

/// Where the pieces come from. The transports of this crate need no box.
enum Inner {
    /// From memory, all at once.
    Whole(Bytes),
    /// From reqwest.
    #[cfg(feature = "reqwest")]
    Reqwest(reqwest::Pieces),
    /// From hyper.
    #[cfg(feature = "hyper")]
    Hyper(hyper::Pieces),
    /// From anything else.
    Boxed(http_body_util::combinators::UnsyncBoxBody<Bytes, TransportError>),
}

impl Body {
    /// A body from another one.
    pub fn new(body: impl http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static) -> Self {
        Self { inner: Inner::Boxed(body.boxed_unsync()) }
    }

    /// All of it, unless it is longer than `most` bytes; or why not, and its beginning, as far as it came.
    pub(crate) async fn collect(self, most: usize) -> Result<Bytes, (CollectError, Bytes)> {
        let mut pieces = self;
        let mut first = Bytes::new();
        let mut whole: Vec<u8> = Vec::new();
        while let Some(piece) = std::future::poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => return Err((CollectError::Transport(error), joined(first, whole))),
            };
            if first.len() + whole.len() + piece.len() > most {
                let begun = joined(first, whole);
                let begun = if begun.is_empty() { piece } else { begun };
                // A copy of no great length, which does not keep all that came in memory.
                let begun = Bytes::copy_from_slice(begun.get(..BEGINNING.min(most)).unwrap_or(&begun));
                return Err((CollectError::TooLong, begun));
            }
            // Most bodies arrive in one piece, which then needs no copy.
            if first.is_empty() && whole.is_empty() {
                first = piece;
            } else {
                if whole.is_empty() {
                    whole.extend_from_slice(&std::mem::take(&mut first));
                }
                whole.extend_from_slice(&piece);
            }
        }
        Ok(joined(first, whole))
    }
}

/// The most bytes that are kept of a body that is too long.
const BEGINNING: usize = 64 << 10;

/// What has been collected: one piece, or a copy of several.
fn joined(first: Bytes, whole: Vec<u8>) -> Bytes {
    if whole.is_empty() { first } else { whole.into() }
}

/// Why a body could not be collected.
#[derive(Debug)]
pub(crate) enum CollectError {
    /// It did not arrive.
    Transport(TransportError),
    /// It is longer than allowed.
    TooLong,
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use http_body::Body as _;
        loop {
            let frame = match &mut self.inner {
                Inner::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Inner::Whole(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                #[cfg(feature = "reqwest")]
                Inner::Reqwest(pieces) => Pin::new(pieces).poll_frame(context),
                #[cfg(feature = "hyper")]
                Inner::Hyper(pieces) => Pin::new(pieces).poll_frame(context),
                Inner::Boxed(body) => Pin::new(body).poll_frame(context),
            };
            return match frame {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(Ok(data))),
                    // Trailers say nothing that anybody asked for.
                    Err(_) => continue,
                },
            };
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { inner: Inner::Whole(bytes) }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Body").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_collected_up_to_a_limit() {
        assert_eq!(Body::from("abc").collect(3).await.unwrap(), "abc");
        assert_eq!(Body::from("").collect(0).await.unwrap(), "");
        let (error, begun) = Body::from("abcd").collect(3).await.unwrap_err();
        assert!(matches!(error, CollectError::TooLong));
        assert_eq!(begun, "abc");
    }

    #[tokio::test]
    async fn the_beginning_of_a_body_is_kept_whatever_ends_it() {
        let pieces = |last| {
            let frames = ["ab", "cd"].map(|piece| Ok(http_body::Frame::data(Bytes::from(piece))));
            let failed = Err(TransportError::new(TransportErrorKind::Other, "reset"));
            let frames = frames.into_iter().chain([if last { failed } else { Ok(http_body::Frame::data("e".into())) }]);
            Body::new(http_body_util::StreamBody::new(futures_util::stream::iter(frames)))
        };
        let (error, begun) = pieces(true).collect(100).await.unwrap_err();
        assert!(matches!(error, CollectError::Transport(_)));
        assert_eq!(begun, "abcd");
        let (error, begun) = pieces(false).collect(4).await.unwrap_err();
        assert!(matches!(error, CollectError::TooLong));
        assert_eq!(begun, "abcd");
        let (_, begun) = Body::from(vec![b'x'; BEGINNING * 2]).collect(BEGINNING + 1).await.unwrap_err();
        assert_eq!(begun.len(), BEGINNING);
    }
}
