//! A download under way: asks, hands on what arrives, and asks again for what is missing when a connection fails.

#[cfg(test)]
mod tests;

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::pace::Pace;
use super::plan::{Mismatch, Part, Plan, text};
use super::source::length;
use super::{OnProgress, Progress};
use crate::error::ErrorKind;
use crate::response::{FromResponse, Received};
use crate::transport::BoxFuture;
use crate::{Call, Client, Error, Result};

/// The bytes of a [`Download`](super::Download), as a stream of pieces.
///
/// An error ends the stream; [`position`](Self::position) and [`etag`](Self::etag) are then what another download goes on
/// with, as the example of [`Download`](super::Download) shows.
#[must_use = "nothing is asked for until the stream is read"]
pub struct Downloading<'a> {
    /// What is needed.
    plan: Plan,
    /// How far it is.
    state: State,
    /// How often it was taken up again.
    pace: Pace,
    /// The client.
    client: Client,
    /// The media type.
    content_type: Option<String>,
    /// Who is told.
    on_progress: Option<OnProgress<'a>>,
}

/// How far a download is.
enum State {
    /// It cannot be asked for.
    Refused(Error),
    /// It has yet to be asked for.
    Ready,
    /// It has been asked for.
    Asked(Box<Call<Answer>>),
    /// It arrives.
    Arriving(Arriving),
    /// It waits before it is asked for again.
    Waiting(BoxFuture<'static, ()>),
    /// Nothing more comes.
    Ended,
}

/// A body on its way.
struct Arriving {
    /// What is still to come.
    body: Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>,
    /// Where it stands in the file.
    part: Part,
}

/// An answer whose body is still arriving.
struct Answer(Received);

#[diagnostic::do_not_recommend]
impl FromResponse for Answer {
    const FOLLOWS_REDIRECTS: bool = true;
    const MAY_STREAM: bool = true;

    fn streams(_status: StatusCode) -> bool {
        true
    }

    fn from_response(received: Received) -> Result<Self> {
        Ok(Self(received))
    }
}

impl<'a> Downloading<'a> {
    /// A download that has not begun.
    pub(super) fn new(
        plan: Plan,
        refused: Option<Error>,
        pace: Pace,
        client: Client,
        on_progress: Option<OnProgress<'a>>,
    ) -> Self {
        let state = refused.map_or(State::Ready, State::Refused);
        Self { plan, state, pace, client, content_type: None, on_progress }
    }

    /// The byte of the file that comes next, counted from 0. A later download goes on [from](super::Download::from) it, if
    /// all that this one handed on was kept.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.plan.position()
    }

    /// The `ETag` of the file, as soon as its first piece is there, where it has one: what a later download goes on
    /// [if it matches](super::Download::if_match).
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.plan.etag()
    }

    /// How many bytes the whole file has, as soon as its first piece is there, where the service says.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.plan.total()
    }

    /// The media type, as soon as the first piece is there, as sent.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The error of a response that does not fit.
    pub(super) fn misfit(&self, why: String) -> Error {
        self.error(ErrorKind::Response, why)
    }

    /// An error of this download.
    fn error(&self, kind: ErrorKind, why: String) -> Error {
        Error::new(kind, why).of(self.plan.origin())
    }

    /// Asks for what is needed.
    fn ask(&self) -> State {
        let request = Ok((self.plan.request(), true));
        State::Asked(Box::new(Call::of_request(&self.client, request, self.plan.origin().clone())))
    }

    /// Takes an answer in.
    fn answered(&mut self, Answer(received): Answer) -> Result<State> {
        let part = match self.plan.answer(received.status(), received.headers()) {
            Ok(part) => part,
            Err(Mismatch::Changed(why)) => {
                let why = format!("the file has changed since {}: {why}; begin again", before(self.position()));
                return Err(received.into_error(ErrorKind::Changed, why));
            }
            Err(Mismatch::Misfit(why)) => return Err(received.does_not_fit(why)),
        };
        if self.content_type.is_none() {
            self.content_type = text(received.headers(), &CONTENT_TYPE).map(str::to_owned);
        }
        Ok(State::Arriving(Arriving { body: Box::pin(received.into_content().into_stream()), part }))
    }

    /// Takes in that nobody answered, or with an error.
    fn unanswered(&self, error: Error) -> Result<State> {
        match (error.status(), error.headers()) {
            (Some(StatusCode::RANGE_NOT_SATISFIABLE), Some(headers)) if self.plan.is_at_end(headers) => {
                Ok(State::Ended)
            }
            _ if self.position() == 0 => Err(error),
            _ => Err(error.in_words(&before(self.position()))),
        }
    }

    /// Takes a piece of a body in: where the download stands then, and what of the piece is handed on.
    fn arrived(&mut self, mut arriving: Arriving, mut piece: Bytes) -> Result<(State, Bytes)> {
        let part = &mut arriving.part;
        let skipped = part.skip.min(length(&piece));
        part.skip -= skipped;
        piece.advance(usize::try_from(skipped).unwrap_or(piece.len()));
        let position = self.position();
        if let Some(end) = part.end
            && length(&piece) > end.saturating_sub(position)
        {
            return Err(self.misfit(format!("its body goes on behind byte {end}, where it should have ended")));
        }
        if let Some(end) = self.plan.end() {
            // More than was asked for: the range was ignored, and the rest is not wanted.
            let wanted = end.saturating_sub(position);
            piece.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
        }
        if !piece.is_empty() {
            self.plan.advance(length(&piece));
            self.pace.progressed();
            if let Some(told) = &mut self.on_progress {
                told(Progress { done: self.plan.position(), total: self.plan.total() });
            }
        }
        // The rest of a body that nobody wants is not waited for.
        let has_rest = arriving.part.end.is_none_or(|end| end > self.position());
        let state = if self.plan.is_complete() && has_rest { State::Ended } else { State::Arriving(arriving) };
        Ok((state, piece))
    }

    /// Takes in that a body has ended, well or with an error: where the download stands then.
    fn ended(&mut self, part: &Part, error: Option<Error>) -> Result<State> {
        let position = self.position();
        let error = match error {
            _ if self.plan.is_complete() => return Ok(State::Ended),
            None if self.plan.is_completed_by(part) => return Ok(State::Ended),
            // The service has sent less than was asked for, and all that it said.
            None if part.end == Some(position) => return Ok(State::Ready),
            Some(error) => error,
            None => {
                let end = self.plan.end().or(part.end);
                let end = end.map_or_else(|| "its end".to_owned(), |end| format!("byte {end}"));
                self.error(ErrorKind::Transport, format!("the body ended before {end}"))
            }
        };
        if !self.plan.is_resumable() {
            let why = "the rest cannot be asked for, since there is no strong ETag by which it would be sure to fit";
            return Err(error.in_words(&format!("{}, and {why}", before(position))));
        }
        let Some(wait) = self.pace.failed(None) else {
            let resumes = self.pace.failures();
            return Err(error.in_words(&format!("{}, and resumed {resumes} times in vain", before(position))));
        };
        tracing::debug!(target: "graph_action", template = self.plan.origin().path, position, "resuming a download");
        Ok(State::Waiting(Box::pin(tokio::time::sleep(wait))))
    }

    /// Goes one step on: where the download stands then, and what is handed on; not yet, where it has to wait.
    fn step(&mut self, state: State, context: &mut Context<'_>) -> Result<Poll<(State, Bytes)>> {
        let next = match state {
            State::Ended => Ok(State::Ended),
            State::Refused(error) => Err(error),
            State::Ready => Ok(self.ask()),
            State::Waiting(mut sleep) => match sleep.as_mut().poll(context) {
                Poll::Ready(()) => Ok(State::Ready),
                Poll::Pending => return Ok(self.wait_in(State::Waiting(sleep))),
            },
            State::Asked(mut call) => match Pin::new(&mut call).poll(context) {
                Poll::Ready(Ok(answer)) => self.answered(answer),
                Poll::Ready(Err(error)) => self.unanswered(error),
                Poll::Pending => return Ok(self.wait_in(State::Asked(call))),
            },
            State::Arriving(mut arriving) => match arriving.body.as_mut().poll_next(context) {
                Poll::Ready(Some(Ok(piece))) => return self.arrived(arriving, piece).map(Poll::Ready),
                Poll::Ready(Some(Err(error))) => self.ended(&arriving.part, Some(error)),
                Poll::Ready(None) => self.ended(&arriving.part, None),
                Poll::Pending => return Ok(self.wait_in(State::Arriving(arriving))),
            },
        };
        next.map(|state| Poll::Ready((state, Bytes::new())))
    }

    /// Waits in a state.
    fn wait_in(&mut self, state: State) -> Poll<(State, Bytes)> {
        self.state = state;
        Poll::Pending
    }
}

/// How far a download is, for errors.
fn before(position: u64) -> String {
    format!("after {position} bytes")
}

impl Stream for Downloading<'_> {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            // Taken out, so that nothing is left of a download that ends here.
            let state = std::mem::replace(&mut self.state, State::Ended);
            if matches!(state, State::Ended) {
                return Poll::Ready(None);
            }
            match self.step(state, context) {
                Err(error) => return Poll::Ready(Some(Err(error))),
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready((state, piece))) => {
                    self.state = state;
                    if !piece.is_empty() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
            }
        }
    }
}

impl std::fmt::Debug for Downloading<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = formatter.debug_struct("Downloading");
        debug.field("plan", &self.plan).field("content_type", &self.content_type).finish_non_exhaustive()
    }
}
