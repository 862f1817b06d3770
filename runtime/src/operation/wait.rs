//! Waiting for the end of an operation: looking at it again and again, telling of it, and ending before it.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout_at};

use super::Operation;
use super::begun::Begun;
use super::pace::{Pace, is_of_teams};
use super::poll::{Look, fetch, look};
use super::progress::{Progress, bind_result};
use crate::error::ErrorKind;
use crate::response::Origin;
use crate::transport::BoxFuture;
use crate::{Client, Error, Result, Url};

/// A wait for the end of an operation, to be awaited; [`Operation::waiting`] makes one.
///
/// ```
/// # use graph_action::{Client, Operation, Result};
/// use std::time::Duration;
///
/// # async fn f(operation: Operation<serde_json::Value>, client: &Client) -> Result<()> {
/// let copied = operation
///     .waiting(client)
///     .at_most(Duration::from_mins(30))
///     .on_progress(|progress| println!("{:?} {:?} %", progress.state(), progress.percent()))
///     .await?;
/// # Ok(()) }
/// ```
#[must_use = "nothing is waited for until this is awaited"]
pub struct Waiting<'a, T> {
    /// The operation.
    operation: Operation<T>,
    /// The client that looks at it.
    client: Client,
    /// See [`Self::every`].
    every: Option<Duration>,
    /// See [`Self::at_most`].
    at_most: Option<Duration>,
    /// See [`Self::on_progress`].
    on_progress: Option<OnProgress<'a, T>>,
}

/// Who is told of each look.
type OnProgress<'a, T> = Box<dyn FnMut(&Progress<T>) + Send + 'a>;

impl<'a, T> Waiting<'a, T> {
    /// A wait as [`Operation::wait`] has it.
    pub(super) fn new(operation: Operation<T>, client: Client) -> Self {
        Self { operation, client, every: None, at_most: None, on_progress: None }
    }

    /// How long to wait before each look, in place of the [growing waits](Operation::wait). A longer `Retry-After` of the
    /// service still holds.
    pub fn every(mut self, wait: Duration) -> Self {
        self.every = Some(wait);
        self
    }

    /// How long to wait altogether. Default: for ever, since an operation may take days. Behind it the wait ends as an error
    /// that [is a timeout](Error::is_timeout) and [has the operation](Error::operation), to be taken up again.
    pub fn at_most(mut self, limit: Duration) -> Self {
        self.at_most = Some(limit);
        self
    }

    /// Is told of each look, the last one included.
    pub fn on_progress(mut self, told: impl FnMut(&Progress<T>) + Send + 'a) -> Self {
        self.on_progress = Some(Box::new(told));
        self
    }
}

impl<T: DeserializeOwned + Send> Waiting<'_, T> {
    /// The whole wait, and its limit.
    async fn run(self) -> Result<Option<T>> {
        let Self { operation, client, every, at_most, on_progress } = self;
        let deadline = at_most.and_then(|limit| Instant::now().checked_add(limit));
        let (handle, origin) = (operation.handle(), operation.begun().origin.clone());
        let mut last = operation.begun().reading.word.clone();
        let ended = end(operation, client, Pace::new(every), on_progress, &mut last);
        let ended = match deadline {
            Some(deadline) => timeout_at(deadline, ended).await.ok(),
            None => Some(ended.await),
        };
        let error = match ended {
            Some(Ok(ended)) => return Ok(ended),
            Some(Err(error)) if error.kind() == ErrorKind::Operation => return Err(error),
            Some(Err(error)) => error,
            None => late(at_most.unwrap_or_default(), last).of(&origin),
        };
        Err(error.with_operation(handle))
    }
}

/// Waits without a limit, and notes the last word for the state.
async fn end<T: DeserializeOwned>(
    operation: Operation<T>,
    client: Client,
    pace: Pace,
    mut on_progress: Option<OnProgress<'_, T>>,
    last: &mut Option<String>,
) -> Result<Option<T>> {
    let begun = operation.begun().clone();
    if begun.reading.state.is_final() {
        return match (begun.failure, begun.result) {
            (Some(failure), _) => Err(failure),
            (None, Some(result)) => bind_result(fetch(client, result, begun.origin).await?),
            (None, None) => Ok(operation.body),
        };
    }
    let mut poller = Poller::new(begun, client, pace)?;
    loop {
        let look = poller.next().await?;
        let progress = Progress::of(look, poller.client.clone(), poller.origin.clone()).await?;
        *last = progress.status_text().map(str::to_owned);
        if let Some(told) = &mut on_progress {
            told(&progress);
        }
        if progress.is_done() {
            return progress.into_result();
        }
        poller.asked = progress.retry_after();
    }
}

/// The error of a wait that was not long enough.
fn late(limit: Duration, last: Option<String>) -> Error {
    let state = last.map(|word| format!(" and was `{}` when last looked at", word.escape_debug())).unwrap_or_default();
    let message = format!(
        "its operation did not end within {:.1} s{state}; it goes on: `Error::operation` has what `Operation::resume` \
         takes it up again with",
        limit.as_secs_f64()
    );
    Error::new(ErrorKind::Timeout, message)
}

/// Who looks at an operation again and again.
struct Poller {
    /// The client that looks.
    client: Client,
    /// Where the operation is.
    location: Url,
    /// The request that began it.
    origin: Origin,
    /// How long the service asked to wait when it last answered.
    asked: Option<Duration>,
    /// When it is looked at.
    pace: Pace,
}

impl Poller {
    /// A poller of an operation that is under way, if that can be looked at anywhere.
    fn new(begun: Begun, client: Client, mut pace: Pace) -> Result<Self> {
        let Some(location) = begun.location.clone() else { return Err(nowhere(&begun)) };
        let Begun { origin, retry_after: asked, .. } = begun;
        pace.is_slow = client.root().is_origin_of_url(&location) && is_of_teams(&location);
        Ok(Self { client, location, origin, asked, pace })
    }

    /// Waits, and looks.
    async fn next(&mut self) -> Result<Look> {
        loop {
            sleep(self.pace.next(self.asked)).await;
            let look = look(self.client.clone(), self.location.clone(), self.origin.clone()).await;
            match look {
                Err(error) if error.is_not_found() && self.pace.may_be_early() => self.asked = error.retry_after(),
                look => {
                    self.pace.was_found = true;
                    return look;
                }
            }
        }
    }
}

/// The error of an operation that cannot be looked at anywhere.
pub(super) fn nowhere(begun: &Begun) -> Error {
    let message = if begun.reading.state.is_final() {
        "its operation had ended when it was sent, and has no `Location` to look at: `wait` gives what came of it"
    } else {
        "its operation is under way, but it has no `Location` and no `Operation-Location` to look at: the service may tell \
         the end by a notification"
    };
    Error::new(ErrorKind::Response, message).of(&begun.origin)
}

impl<'a, T: DeserializeOwned + Send + 'a> IntoFuture for Waiting<'a, T> {
    type Output = Result<Option<T>>;
    type IntoFuture = BoxFuture<'a, Result<Option<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<T> fmt::Debug for Waiting<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waiting")
            .field("every", &self.every)
            .field("at_most", &self.at_most)
            .finish_non_exhaustive()
    }
}
