//! An upload before it begins: of what, to which session, in how large parts, and how patiently. What no service would take
//! is refused here, before a byte is sent.

use std::future::Future;

use super::host::{Host, refused};
use super::pace::Pace;
use super::uploading::{End, Uploading};
use super::{OnProgress, Progress, Source, UploadSession};
use crate::response::FromResponse;
use crate::transport::BoxFuture;
use crate::{Client, Result};

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
/// ```no_run
/// # use graph_action::{Bytes, Client, transfer::UploadSession};
/// # async fn f(client: Client, session: UploadSession, content: Bytes) -> graph_action::Result<()> {
/// let upload = session.upload(&client, content).chunk_size(16 * 327_680).most_resumes(10);
/// let item: serde_json::Value = upload.on_progress(|at| println!("{} bytes are there", at.done)).send().await?;
/// # Ok(()) }
/// ```
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
    /// else is refused. So many have to go out within the client's [timeout](crate::ClientBuilder::timeout).
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
    /// Errors say which range they are about. A session that is gone is [not found](crate::Error::is_not_found): create another one
    /// and begin again. A name that is taken at the end is a [conflict](crate::Error::is_conflict).
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
        let known = if asks_first { None } else { Some(session.known_status().expected()) };
        Uploading::new(host, source, chunk_size, Pace::new(client, most_resumes), on_progress).run(known).await
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
