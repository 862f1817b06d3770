//! A body with a limit to the time that it takes: as a whole, or for each of its pieces.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::{TransportError, TransportErrorKind};

/// How long a body may take.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    /// All of it has to be there at this moment; none where the clock does not reach so far.
    Whole(Option<Instant>),
    /// Each piece may take this long.
    Piece(Duration),
    /// Somebody else sees to it.
    #[cfg(feature = "reqwest")]
    None,
}

/// A body that fails when it takes too long.
pub(super) struct Timed<B> {
    /// The body.
    inner: B,
    /// Its limit.
    limit: Limit,
    /// The wait that is running, since somebody asked for a piece.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl<B> Timed<B> {
    /// A body and its limit.
    pub(super) fn new(inner: B, limit: Limit) -> Self {
        Self { inner, limit, sleep: None }
    }
}

impl Limit {
    /// When a piece that is asked for now is too late.
    fn deadline(self) -> Option<Instant> {
        match self {
            Self::Whole(deadline) => deadline,
            Self::Piece(most) => Instant::now().checked_add(most),
            #[cfg(feature = "reqwest")]
            Self::None => None,
        }
    }
}

impl<B: Body<Data = Bytes, Error: Into<TransportError>> + Unpin> Body for Timed<B> {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(context) {
            // The time between this piece and the question for the next one is the reader's own, and does not count.
            this.sleep = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        if this.sleep.is_none() {
            this.sleep = this.limit.deadline().map(|deadline| Box::pin(sleep_until(deadline)));
        }
        match &mut this.sleep {
            Some(sleep) => sleep.as_mut().poll(context).map(|()| {
                let message = "the body stopped arriving";
                Some(Err(TransportError::new(TransportErrorKind::Timeout, message)))
            }),
            None => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    /// A body of this many pieces, each of which takes a while.
    fn slow(pieces: u8, each: Duration) -> impl Body<Data = Bytes, Error = TransportError> + Unpin {
        let pieces = futures_util::stream::unfold(pieces, move |left| async move {
            let left = left.checked_sub(1)?;
            tokio::time::sleep(each).await;
            Some((Ok(Frame::data(Bytes::from_static(b"x"))), left))
        });
        http_body_util::StreamBody::new(Box::pin(pieces))
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_for_each_piece_lets_a_long_body_end() {
        let second = Duration::from_secs(1);
        let body = Timed::new(slow(100, second), Limit::Piece(2 * second));
        assert_eq!(body.collect().await.unwrap().to_bytes().len(), 100);
        let error = Timed::new(slow(2, 3 * second), Limit::Piece(2 * second)).collect().await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Timeout);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_for_the_whole_ends_a_body_however_it_trickles() {
        let second = Duration::from_secs(1);
        let whole = |limit| Timed::new(slow(5, second), Limit::Whole(Instant::now().checked_add(limit)));
        assert!(whole(6 * second).collect().await.is_ok());
        assert_eq!(whole(4 * second).collect().await.unwrap_err().kind(), TransportErrorKind::Timeout);
    }
}
