//! A download under way: asks, hands on what arrives, and asks again for what is missing when a connection fails.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

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
/// with.
#[must_use = "nothing is asked for until the stream is read"]
pub struct Downloading<'a> {
    /// The client.
    client: Client,
    /// What is needed; none where the download was refused, or has ended for good.
    plan: Option<Plan>,
    /// How far it is.
    state: State,
    /// How often it was taken up again.
    pace: Pace,
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
    Asked(Call<Answer>),
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
        plan: Result<Plan>,
        client: Client,
        most_resumes: Option<u32>,
        on_progress: Option<OnProgress<'a>>,
    ) -> Self {
        let (plan, state) = match plan {
            Ok(plan) => (Some(plan), State::Ready),
            Err(error) => (None, State::Refused(error)),
        };
        let pace = Pace::new(client.clone(), most_resumes);
        Self { client, plan, state, pace, content_type: None, on_progress }
    }

    /// The byte of the file that comes next, counted from 0. A later download goes on [from](super::Download::from) it, if
    /// all that this one handed on was kept.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.plan.as_ref().map_or(0, Plan::position)
    }

    /// The `ETag` of the file, as soon as its first piece is there, where it has one: what a later download goes on
    /// [if it matches](super::Download::if_match).
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.plan.as_ref()?.etag()
    }

    /// How many bytes the whole file has, as soon as its first piece is there, where the service says.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.plan.as_ref()?.total()
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
        let error = Error::new(kind, why);
        match &self.plan {
            Some(plan) => error.of(plan.origin()),
            None => error,
        }
    }

    /// Asks for what is needed.
    fn ask(&self, plan: &Plan) -> State {
        State::Asked(Call::of_request(&self.client, Ok((plan.request(), true)), plan.origin().clone()))
    }

    /// Takes an answer in.
    fn answered(&mut self, Answer(received): Answer) -> Result<State> {
        let Some(plan) = &mut self.plan else { return Ok(State::Ended) };
        let part = match plan.answer(received.status(), received.headers()) {
            Ok(part) => part,
            Err(Mismatch::Changed(why)) => {
                let why = format!("the file has changed since {}: {why}; begin again", before(plan.position()));
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
        let Some(plan) = &self.plan else { return Err(error) };
        match (error.status(), error.headers()) {
            (Some(StatusCode::RANGE_NOT_SATISFIABLE), Some(headers)) if plan.is_at_end(headers) => Ok(State::Ended),
            _ if plan.position() == 0 => Err(error),
            _ => Err(error.in_words(&before(plan.position()))),
        }
    }

    /// Takes a piece of a body in: what of it is to be handed on, and whether the body is of further use.
    fn arrived(&mut self, mut piece: Bytes, part: &mut Part) -> Result<Bytes> {
        let Some(plan) = &mut self.plan else { return Ok(Bytes::new()) };
        let skipped = part.skip.min(length(&piece));
        part.skip -= skipped;
        piece.advance(usize::try_from(skipped).unwrap_or(piece.len()));
        let position = plan.position();
        if let Some(end) = part.end
            && length(&piece) > end.saturating_sub(position)
        {
            return Err(self.misfit(format!("its body goes on behind byte {end}, where it should have ended")));
        }
        if let Some(end) = plan.end() {
            // More than was asked for: the range was ignored, and the rest is not wanted.
            let wanted = end.saturating_sub(position);
            piece.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
        }
        if !piece.is_empty() {
            plan.advance(length(&piece));
            self.pace.progressed();
            let progress = Progress { done: plan.position(), total: plan.total() };
            if let Some(told) = &mut self.on_progress {
                told(progress);
            }
        }
        Ok(piece)
    }

    /// Takes in that a body has ended, well or with an error: where the download stands then.
    fn ended(&mut self, part: &Part, error: Option<Error>) -> Result<State> {
        let Some(plan) = &self.plan else { return Ok(State::Ended) };
        let position = plan.position();
        let has_all = plan.is_complete() || (plan.end().is_none() && part.end.is_none() && part.skip == 0);
        let error = match error {
            _ if plan.is_complete() => return Ok(State::Ended),
            None if has_all => return Ok(State::Ended),
            // The service has sent less than was asked for, and all that it said.
            None if part.end == Some(position) => return Ok(State::Ready),
            Some(error) => error,
            None => {
                let end = plan.end().or(part.end);
                let end = end.map_or_else(|| "its end".to_owned(), |end| format!("byte {end}"));
                self.error(ErrorKind::Transport, format!("the body ended before {end}"))
            }
        };
        if !plan.is_resumable() {
            let why = "the rest cannot be asked for, since there is no strong ETag by which it would be sure to fit";
            return Err(error.in_words(&format!("{}, and {why}", before(position))));
        }
        let Some(wait) = self.pace.failed(None) else {
            let resumes = self.pace.failures();
            return Err(error.in_words(&format!("{}, and resumed {resumes} times in vain", before(position))));
        };
        tracing::debug!(target: "graph_action", template = plan.origin().path, position, "resuming a download");
        Ok(State::Waiting(Box::pin(tokio::time::sleep(wait))))
    }
}

/// How far a download is, for errors.
fn before(position: u64) -> String {
    format!("after {position} bytes")
}

impl Stream for Downloading<'_> {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        let this = &mut *self;
        loop {
            let next = match &mut this.state {
                State::Ended => return Poll::Ready(None),
                State::Refused(_) => match std::mem::replace(&mut this.state, State::Ended) {
                    State::Refused(error) => Err(error),
                    _ => Ok(State::Ended),
                },
                State::Ready => Ok(match &this.plan {
                    Some(plan) => this.ask(plan),
                    None => State::Ended,
                }),
                State::Waiting(sleep) => {
                    ready!(sleep.as_mut().poll(context));
                    Ok(State::Ready)
                }
                State::Asked(call) => match ready!(Pin::new(call).poll(context)) {
                    Ok(answer) => this.answered(answer),
                    Err(error) => this.unanswered(error),
                },
                State::Arriving(arriving) => {
                    let item = ready!(arriving.body.as_mut().poll_next(context));
                    let State::Arriving(mut arriving) = std::mem::replace(&mut this.state, State::Ended) else {
                        return Poll::Ready(None);
                    };
                    match item {
                        Some(Ok(piece)) => match this.arrived(piece, &mut arriving.part) {
                            Ok(piece) => {
                                // The rest of a body that nobody wants is not waited for.
                                let is_cut_short = this.plan.as_ref().is_some_and(|plan| {
                                    plan.is_complete() && arriving.part.end.is_none_or(|end| end > plan.position())
                                });
                                this.state = if is_cut_short { State::Ended } else { State::Arriving(arriving) };
                                if piece.is_empty() {
                                    continue;
                                }
                                return Poll::Ready(Some(Ok(piece)));
                            }
                            Err(error) => Err(error),
                        },
                        Some(Err(error)) => this.ended(&arriving.part, Some(error)),
                        None => this.ended(&arriving.part, None),
                    }
                }
            };
            match next {
                Ok(state) => this.state = state,
                Err(error) => {
                    this.state = State::Ended;
                    return Poll::Ready(Some(Err(error)));
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
