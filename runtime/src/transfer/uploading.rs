//! An upload under way: range after range, each where the service says that it goes on.
//!
//! The service's word counts, and not our own sum: it may have stored a range whose answer got lost, or lost one. A range
//! is not sent twice in the dark: where it may have arrived, the service is asked first.

use std::ops::Range;

use bytes::Bytes;
use http::header::{CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};

use super::host::{Host, refused};
use super::pace::Pace;
use super::session::succeeded;
use super::source::length;
use super::status::Expected;
use super::verdict::{Verdict, expected, judge};
use super::{OnProgress, Progress, Source};
use crate::error::ErrorKind;
use crate::response::Received;
use crate::{Error, Result};

/// How an upload ended well.
pub(super) enum End {
    /// The service has said what became of it.
    Finished(Received),
    /// Every byte is there, and the service waits for a word.
    Uncommitted(Received),
}

/// What comes next.
enum Next {
    /// The bytes from this one on, up to another one where the service has those behind it already.
    Send(u64, Option<u64>),
    /// Nothing: every byte is there, as this answer says.
    AllThere(Box<Received>),
}

/// Asks the service how far it is.
async fn ask(host: &Host) -> Result<Received> {
    let received = host.send(Method::GET, HeaderMap::new(), Bytes::new()).await?;
    succeeded(host, received, "how far the upload is")
}

/// An upload under way.
pub(super) struct Uploading<'a> {
    /// Where it goes.
    host: Host,
    /// The content.
    source: Box<dyn Source + 'a>,
    /// Its length.
    total: u64,
    /// The most bytes of one range.
    chunk_size: u64,
    /// How often it was taken up again.
    pace: Pace,
    /// The most bytes that the service has ever confirmed.
    furthest: u64,
    /// Who is told.
    on_progress: Option<OnProgress<'a>>,
}

impl<'a> Uploading<'a> {
    /// An upload that has not begun.
    pub(super) fn new(
        host: Host,
        source: Box<dyn Source + 'a>,
        chunk_size: u64,
        pace: Pace,
        on_progress: Option<OnProgress<'a>>,
    ) -> Self {
        let total = source.length();
        Self { host, source, total, chunk_size, pace, furthest: 0, on_progress }
    }

    /// The whole upload, from where the service is known to expect it; none where it is to be asked first.
    pub(super) async fn run(mut self, known: Option<Expected>) -> Result<End> {
        let first = match known {
            Some(Expected::From(first, end)) if first < self.total => Next::Send(first, end),
            Some(Expected::Unsaid) => Next::Send(0, None),
            _ => {
                let status = ask(&self.host).await?;
                self.next(expected(status.body()), 0, status)?
            }
        };
        self.send_from(first).await
    }

    /// Sends range after range.
    async fn send_from(&mut self, mut next: Next) -> Result<End> {
        loop {
            let (first, missing_end) = match next {
                Next::AllThere(received) => return Ok(End::Uncommitted(*received)),
                Next::Send(first, end) => (first, end.map_or(self.total, |end| end.min(self.total))),
            };
            let range = first..first.saturating_add(self.chunk_size).min(missing_end);
            let answer = self.put(range.clone()).await?;
            let verdict = match &answer {
                Ok(received) => {
                    let asked = crate::client::retry_after(received.headers(), std::time::SystemTime::now());
                    judge(received.status(), asked.is_some(), received.body())
                }
                Err(error) if matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout) => Verdict::Unsure,
                Err(_) => Verdict::Refused,
            };
            next = match (verdict, answer) {
                (Verdict::Finished, Ok(received)) if range.end == missing_end => {
                    self.tell(self.total);
                    return Ok(End::Finished(received));
                }
                (Verdict::Finished, Ok(received)) => {
                    let words = self.words(&range);
                    return Err(
                        received.does_not_fit(format!("{words} were sent, and it says that nothing more is expected"))
                    );
                }
                (Verdict::Taken(expected), Ok(received)) => {
                    let next = self.next(expected, range.end, received)?;
                    if let Next::Send(first, _) = next
                        && first <= range.start
                    {
                        self.pause(&range).await?;
                    }
                    next
                }
                (verdict, answer) => {
                    let error = self.error(&range, verdict, answer);
                    match verdict {
                        Verdict::Unsure => self.recover(&range, error, true).await?,
                        Verdict::Misplaced => self.recover(&range, error, false).await?,
                        _ => return Err(error),
                    }
                }
            };
        }
    }

    /// Sends a range, and returns what was answered or went wrong; an error of the source ends the upload.
    async fn put(&mut self, range: Range<u64>) -> Result<Result<Received>> {
        let words = self.words(&range);
        let bytes = self.source.read(range.clone()).await;
        let bytes = bytes.map_err(|error| refused(format!("{words} could not be read")).with_source(error))?;
        let wanted = range.end - range.start;
        if length(&bytes) != wanted {
            return Err(refused(format!("{words} are {wanted} bytes, but the source has read {}", bytes.len())));
        }
        let content_range = format!("bytes {}-{}/{}", range.start, range.end - 1, self.total);
        let content_range = HeaderValue::from_str(&content_range).map_err(|error| refused(words).with_source(error))?;
        let octets = HeaderValue::from_static("application/octet-stream");
        let headers = HeaderMap::from_iter([(CONTENT_RANGE, content_range), (CONTENT_TYPE, octets)]);
        Ok(self.host.send(Method::PUT, headers, bytes).await)
    }

    /// What comes next, where the service expects this; where it does not say, `otherwise`.
    fn next(&mut self, expected: Expected, otherwise: u64, received: Received) -> Result<Next> {
        let (first, end) = match expected {
            Expected::From(first, end) => (first, end),
            Expected::Unsaid => (otherwise, None),
            Expected::Nothing => (self.total, None),
        };
        if first > self.total {
            let total = self.total;
            return Err(received.does_not_fit(format!(
                "the session expects byte {first} next, but the content has {total} bytes; it may be another file's session"
            )));
        }
        self.tell(first);
        Ok(if first == self.total { Next::AllThere(Box::new(received)) } else { Next::Send(first, end) })
    }

    /// Says how far the upload is.
    fn tell(&mut self, done: u64) {
        if done > self.furthest {
            self.furthest = done;
            self.pace.progressed();
        }
        if let Some(told) = &mut self.on_progress {
            told(Progress { done, total: Some(self.total) });
        }
    }

    /// Bounds how often the service may take a range and ask for it again.
    async fn pause(&mut self, range: &Range<u64>) -> Result<()> {
        let Some(wait) = self.pace.failed(None) else {
            let words = format!("{} were taken, and asked for again and again", self.words(range));
            return Err(Error::new(ErrorKind::Response, words).of(&self.host.origin(Method::PUT)));
        };
        tokio::time::sleep(wait).await;
        Ok(())
    }

    /// Finds out where to go on after a range that may not have arrived, or was not expected.
    async fn recover(&mut self, range: &Range<u64>, error: Error, waits: bool) -> Result<Next> {
        let Some(wait) = self.pace.failed(error.retry_after()) else { return Err(error) };
        if waits {
            tracing::debug!(target: "graph_action", wait = ?wait, first = range.start, "resuming an upload");
            tokio::time::sleep(wait).await;
        }
        let status = match ask(&self.host).await {
            Err(gone) if waits && gone.is_not_found() && range.end == self.total => {
                let words = format!(
                    "{} were sent, the last ones, but the answer got lost, and the session is gone: the upload may be \
                     complete, so look at the file before you begin again",
                    self.words(range)
                );
                return Err(gone.with_words(words).with_source(error));
            }
            status => status.map_err(|failed| failed.with_source(error.clone()))?,
        };
        match self.next(expected(status.body()), range.start, status)? {
            Next::Send(first, _) if !waits && first == range.start => Err(error),
            next => Ok(next),
        }
    }

    /// The error of a range.
    fn error(&self, range: &Range<u64>, verdict: Verdict, answer: Result<Received>) -> Error {
        let words = self.words(range);
        match answer {
            Err(error) => error.in_words(&words),
            Ok(received) if verdict == Verdict::Gone => {
                let why = "the session has expired or was cancelled; create another one and begin again";
                self.host.error(&received, &format!("{words}: {why}"))
            }
            Ok(received) => self.host.error(&received, &words),
        }
    }

    /// A range, for errors.
    fn words(&self, range: &Range<u64>) -> String {
        format!("bytes {}-{} of {}", range.start, range.end.saturating_sub(1), self.total)
    }
}
