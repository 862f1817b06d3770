//! An upload: range after range, each where the service says that it goes on.
//!
//! The service's word counts, and not our own sum: it may have stored a range whose answer got lost, or lost one. A range
//! is not sent twice in the dark: where it may have arrived, the service is asked first.

use std::future::Future;
use std::ops::Range;

use bytes::Bytes;
use http::header::{CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};

use super::host::{Host, refused};
use super::pace::Pace;
use super::session::succeeded;
use super::status::Expected;
use super::verdict::{Verdict, expected, judge};
use super::{OnProgress, Progress, Source, UploadSession};
use crate::error::ErrorKind;
use crate::response::{FromResponse, Received};
use crate::transport::BoxFuture;
use crate::{Client, Error, Result};

/// What the length of a range has to be a multiple of, but for the last one: 320 KiB.
const UNIT: u64 = 320 * 1024;

/// The most bytes of a range: the most of these multiples that stay below 60 MiB.
const MOST: u64 = 191 * UNIT;

/// As many as a range has unless it is said otherwise: the most of these multiples that Outlook takes, which wants less than
/// 4 MB.
const DEFAULT: u64 = 12 * UNIT;

/// The upload of some content to a [session](UploadSession).
///
/// Ranges are sent one after another, each where the service says that it goes on. Where a connection breaks, or the service
/// answers with 500, 502, 503 or 504, it is asked how far it is, and the upload goes on from there. No token goes to the
/// upload URL. Dropping the future ends the upload; the session stays, and can be gone on with.
///
/// Source: [upload bytes to the upload session](https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session).
#[must_use = "nothing is sent until `send` is awaited"]
pub struct Upload<'a> {
    /// The client.
    client: Client,
    /// The session.
    session: UploadSession,
    /// The content.
    source: Box<dyn Source + 'a>,
    /// See [`Self::chunk_size`].
    chunk_size: u64,
    /// See [`Self::resume`].
    asks_first: bool,
    /// See [`Self::most_resumes`].
    most_resumes: Option<u32>,
    /// See [`Self::on_progress`].
    on_progress: Option<OnProgress<'a>>,
}

impl<'a> Upload<'a> {
    /// An upload with every setting at its default.
    pub(super) fn new(client: Client, session: UploadSession, source: Box<dyn Source + 'a>) -> Self {
        let (asks_first, most_resumes, on_progress) = (false, None, None);
        Self { client, session, source, chunk_size: DEFAULT, asks_first, most_resumes, on_progress }
    }

    /// How many bytes are sent at once, and are in memory meanwhile: a multiple of 327,680 (320 KiB), below 60 MiB. Anything
    /// else is refused.
    ///
    /// Default: 3,932,160, the most that Outlook takes in one range, which has to be below 4 MB. To a drive, more is faster
    /// on a good connection: Graph advises 5 to 10 MiB there.
    pub fn chunk_size(mut self, bytes: u64) -> Self {
        self.chunk_size = bytes;
        self
    }

    /// Asks the service first how far the session is: for one that was used before. Without it such an upload ends well
    /// too, but may begin with a range that the service has already.
    pub fn resume(mut self) -> Self {
        self.asks_first = true;
        self
    }

    /// How often the upload is taken up again where the service got nothing more in between; what it did get sets the count
    /// back. Default: as often as the client repeats a request.
    pub fn most_resumes(mut self, most: u32) -> Self {
        self.most_resumes = Some(most);
        self
    }

    /// Is told how far the upload is whenever the service has said so, and must not take long.
    pub fn on_progress(mut self, told: impl FnMut(Progress) + Send + 'a) -> Self {
        self.on_progress = Some(Box::new(told));
        self
    }

    /// Uploads everything that the service misses, and binds what it answers at the end: a drive's item, or
    /// [`Reply<()>`](crate::Reply) for the [`location`](crate::Reply::location) of an Outlook attachment.
    ///
    /// Content without a single byte is refused: upload sessions take none. An upload of a `PUT …/content` does.
    ///
    /// Errors say which range they are about. A session that is gone is [not found](Error::is_not_found): create another one
    /// and begin again. A name that is taken at the end is a [conflict](Error::is_conflict).
    pub fn send<T: FromResponse>(self) -> impl Future<Output = Result<T>> + Send + use<'a, T> {
        // Boxed, so that it is one future whatever `T` is.
        let run: BoxFuture<'a, Result<End>> = Box::pin(self.run());
        async move {
            match run.await? {
                End::Finished(received) => received.bind(),
                End::Uncommitted(received) => Err(received.does_not_fit(
                    "every byte is there, but the service does not say that the file is; a session that was created with \
                     `deferCommit` wants `send_uncommitted`, and then `commit`",
                )),
            }
        }
    }

    /// Uploads everything that the service misses to a session that was created with `deferCommit`, and leaves the rest to
    /// [`commit`](UploadSession::commit).
    pub async fn send_uncommitted(self) -> Result<()> {
        self.run().await.map(drop)
    }

    /// The whole upload: the same function whatever its end is bound to.
    async fn run(self) -> Result<End> {
        let total = self.source.length();
        check(total, self.chunk_size)?;
        let Self { client, session, source, chunk_size, asks_first, most_resumes, on_progress } = self;
        let host = Host::new(&client, session.upload_url())?;
        let pace = Pace::new(client, most_resumes);
        let mut run = Run { host, source, total, chunk_size, pace, furthest: 0, on_progress };
        match session.known_status().expected() {
            Expected::From(first, end) if !asks_first && first < total => run.from(Next::Send(first, end)).await,
            Expected::Unsaid if !asks_first => run.from(Next::Send(0, None)).await,
            _ => {
                let status = ask(&run.host).await?;
                let next = run.next(expected(status.body()), 0, status)?;
                run.from(next).await
            }
        }
    }
}

/// Refuses what no service would take.
fn check(total: u64, chunk_size: u64) -> Result<()> {
    if total == 0 {
        return Err(refused(
            "there is no byte to upload, and an upload session takes no empty content; send it as the body of a `PUT …/content`",
        ));
    }
    if chunk_size == 0 || !chunk_size.is_multiple_of(UNIT) || chunk_size > MOST {
        let fix = (chunk_size / UNIT * UNIT).clamp(UNIT, MOST);
        return Err(refused(format!(
            "`chunk_size` is {chunk_size}, and has to be a multiple of {UNIT} (320 KiB) of at most {MOST}; {fix} is one"
        )));
    }
    Ok(())
}

/// How an upload ended well.
enum End {
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
struct Run<'a> {
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

impl Run<'_> {
    /// Sends range after range.
    async fn from(&mut self, mut next: Next) -> Result<End> {
        loop {
            let range = match next {
                Next::AllThere(received) => return Ok(End::Uncommitted(*received)),
                Next::Send(first, end) => {
                    let most = first.saturating_add(self.chunk_size).min(self.total);
                    first..end.map_or(most, |end| end.min(most))
                }
            };
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
                (Verdict::Finished, Ok(received)) if range.end == self.total => {
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
        let length = range.end - range.start;
        if u64::try_from(bytes.len()).ok() != Some(length) {
            return Err(refused(format!("{words} are {length} bytes, but the source has read {}", bytes.len())));
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
            Err(gone) if gone.is_not_found() && range.end == self.total => {
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

impl std::fmt::Debug for Upload<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Upload")
            .field("session", &self.session)
            .field("length", &self.source.length())
            .field("chunk_size", &self.chunk_size)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_service_would_take_is_refused_with_the_fix() {
        for (total, chunk_size, why) in [
            (1, UNIT, None),
            (1, DEFAULT, None),
            (u64::MAX, MOST, None),
            (0, UNIT, Some("`PUT …/content`")),
            (1, 0, Some("327680 is one")),
            (1, 1, Some("327680 is one")),
            (1, UNIT + 1, Some("327680 is one")),
            (1, 1_000_000, Some("983040 is one")),
            (1, MOST + UNIT, Some("62586880 is one")),
            (1, u64::MAX, Some("62586880 is one")),
        ] {
            match (check(total, chunk_size), why) {
                (Ok(()), None) => {}
                (Err(error), Some(why)) => {
                    assert!(error.is_invalid_request() && error.to_string().contains(why), "{error}");
                }
                (result, _) => panic!("{total} {chunk_size}: {result:?}"),
            }
        }
        const { assert!(MOST < 60 << 20 && MOST + UNIT == 60 << 20 && DEFAULT < 4_000_000 && DEFAULT + UNIT > 4_000_000) };
    }
}
