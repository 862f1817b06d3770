//! An upload session: the URL that content is sent to, and how far it is. Plain data, which another process can go on with.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::host::Host;
use super::status::Members;
use super::{Source, Upload, UploadStatus};
use crate::response::{FromResponse, Received};
use crate::{Client, Result};

/// What `createUploadSession` answers: where large content is uploaded, range by range.
///
/// ```no_run
/// # use graph_action::{Bytes, Client, graph_action, graph_type};
/// use graph_action::transfer::UploadSession;
///
/// /// Begins the upload of a file, which replaces one of the same name only if it is told to.
/// #[graph_action(POST "/drives/<drive>/root:/<path..>:/createUploadSession" -> UploadSession)]
/// struct CreateUploadSession { drive: String, path: String, item: Option<serde_json::Value> }
///
/// #[graph_type("microsoft.graph.driveItem")]
/// struct DriveItem { id: Option<String>, name: Option<String>, size: Option<i64> }
///
/// # async fn f(client: Client, content: Bytes) -> graph_action::Result<()> {
/// let action = CreateUploadSession { drive: "b!t18".into(), path: "films/a.mp4".into(), item: None };
/// let session = action.send(&client).await?;
/// let item: DriveItem = session.upload(&client, content).on_progress(|at| println!("{}", at.done)).send().await?;
/// # Ok(()) }
/// ```
///
/// The URL is a permission for all who know it. `Debug` does not show it; the JSON that a session is saved as has to, and
/// so belongs where secrets are kept:
///
/// ```
/// use graph_action::transfer::UploadSession;
///
/// let session = UploadSession::new("https://sn3302.up.1drv.com/up/fe6987415ace7X4e1eF866337");
/// assert!(!format!("{session:?}").contains("fe69"));
/// let saved = serde_json::to_string(&session)?;
/// assert_eq!(serde_json::from_str::<UploadSession>(&saved)?, session);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Source: [uploadSession](https://learn.microsoft.com/graph/api/resources/uploadsession).
#[derive(Clone, PartialEq, Eq)]
pub struct UploadSession {
    /// Where the content goes.
    upload_url: String,
    /// How far the session was when the service last said so.
    status: UploadStatus,
}

impl UploadSession {
    /// The session with this URL, which nothing else is known of.
    #[must_use]
    pub fn new(upload_url: impl Into<String>) -> Self {
        let status = UploadStatus { expiration_date_time: None, next_expected_ranges: None };
        Self { upload_url: upload_url.into(), status }
    }

    /// Where the content goes: a secret.
    #[must_use]
    pub fn upload_url(&self) -> &str {
        &self.upload_url
    }

    /// How far the session was when it was created. [`status`](Self::status) asks how far it is.
    #[must_use]
    pub fn known_status(&self) -> &UploadStatus {
        &self.status
    }

    /// Uploads content to the session; nothing is sent before [`send`](Upload::send). The same session can be tried again
    /// with the same content, in another process too: it goes on where the service says.
    ///
    /// ```no_run
    /// # use graph_action::{Bytes, Client, transfer::UploadSession};
    /// # async fn f(client: Client, saved: &str, content: Bytes) -> Result<(), Box<dyn std::error::Error>> {
    /// // In another process, whatever became of the one that saved it:
    /// let session: UploadSession = serde_json::from_str(saved)?;
    /// let item: serde_json::Value = session.upload(&client, content).resume().send().await?;
    /// # Ok(()) }
    /// ```
    pub fn upload<'a>(&self, client: &Client, source: impl Source + 'a) -> Upload<'a> {
        Upload::new(client.clone(), self.clone(), Box::new(source))
    }

    /// Asks how far the session is. One that has ended, well or not, is [not found](crate::Error::is_not_found).
    ///
    /// ```no_run
    /// # use graph_action::{Client, transfer::UploadSession};
    /// # async fn f(client: Client, session: UploadSession) -> graph_action::Result<()> {
    /// let status = session.status(&client).await?;
    /// println!("{:?} are missing, and have to be there by {:?}", status.next_expected_ranges(), status.expiration_date_time());
    /// # Ok(()) }
    /// ```
    pub async fn status(&self, client: &Client) -> Result<UploadStatus> {
        let host = Host::new(client, &self.upload_url)?;
        let received = host.send(Method::GET, HeaderMap::new(), Bytes::new()).await?;
        succeeded(&host, received, "how far the session is")?.bind()
    }

    /// Cancels the session: what was uploaded is deleted. One that has ended already is
    /// [not found](crate::Error::is_not_found).
    ///
    /// ```no_run
    /// # use graph_action::{Client, transfer::UploadSession};
    /// # async fn f(client: Client, session: UploadSession) -> graph_action::Result<()> {
    /// session.cancel(&client).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// Source: [cancel an upload session](https://learn.microsoft.com/graph/api/driveitem-createuploadsession#cancel-an-upload-session).
    pub async fn cancel(&self, client: &Client) -> Result<()> {
        let host = Host::new(client, &self.upload_url)?;
        let received = host.send(Method::DELETE, HeaderMap::new(), Bytes::new()).await?;
        succeeded(&host, received, "the session was not cancelled").map(drop)
    }

    /// Makes a file of what was [uploaded](Upload::send_uncommitted) to a session that was created with `deferCommit`.
    ///
    /// ```no_run
    /// # use graph_action::{Bytes, Client, transfer::UploadSession};
    /// # async fn f(client: Client, session: UploadSession, content: Bytes) -> graph_action::Result<()> {
    /// session.upload(&client, content).send_uncommitted().await?;
    /// let item: serde_json::Value = session.commit(&client).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// Source: [completing a file](https://learn.microsoft.com/graph/api/driveitem-createuploadsession#completing-a-file).
    pub async fn commit<T: FromResponse>(&self, client: &Client) -> Result<T> {
        let host = Host::new(client, &self.upload_url)?;
        // Of a POST without a body the service wants to hear that it has none.
        let headers = HeaderMap::from_iter([(CONTENT_LENGTH, HeaderValue::from_static("0"))]);
        let received = host.send(Method::POST, headers, Bytes::new()).await?;
        succeeded(&host, received, "the file was not made")?.bind()
    }
}

/// An answer that is a success, or the error of it.
pub(super) fn succeeded(host: &Host, received: Received, what: &str) -> Result<Received> {
    let words = match received.status() {
        status if status.is_success() => return Ok(received),
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            format!("{what}: the session is gone, since it was completed or cancelled, or has expired")
        }
        _ => what.to_owned(),
    };
    Err(host.error(&received, &words))
}

impl<'de> Deserialize<'de> for UploadSession {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Members { upload_url, expiration_date_time, next_expected_ranges } = Members::deserialize(deserializer)?;
        match upload_url {
            Some(upload_url) => {
                Ok(Self { upload_url, status: UploadStatus { expiration_date_time, next_expected_ranges } })
            }
            None => Err(D::Error::missing_field("uploadUrl")),
        }
    }
}

impl Serialize for UploadSession {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("uploadUrl", &self.upload_url)?;
        if let Some(date) = &self.status.expiration_date_time {
            members.serialize_entry("expirationDateTime", date)?;
        }
        if let Some(ranges) = &self.status.next_expected_ranges {
            members.serialize_entry("nextExpectedRanges", ranges)?;
        }
        members.end()
    }
}

impl fmt::Debug for UploadSession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("UploadSession").field("status", &self.status).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_read_in_either_case_and_with_whatever_else_there_is() {
        for json in [
            r#"{"@odata.context": "x", "uploadUrl": "https://a/b", "expirationDateTime": "z", "nextExpectedRanges": ["0-"]}"#,
            r#"{"UploadUrl": "https://a/b", "ExpirationDateTime": "z", "NextExpectedRanges": ["0-"], "New": {"a": [1]}}"#,
        ] {
            let session: UploadSession = serde_json::from_str(json).unwrap();
            assert_eq!(session.upload_url(), "https://a/b");
            assert_eq!(session.known_status().expiration_date_time(), Some("z"));
            assert_eq!(session.known_status().next_expected_ranges(), ["0-"]);
            let saved = serde_json::to_string(&session).unwrap();
            assert_eq!(saved, r#"{"uploadUrl":"https://a/b","expirationDateTime":"z","nextExpectedRanges":["0-"]}"#);
            assert_eq!(serde_json::from_str::<UploadSession>(&saved).unwrap(), session);
        }
        let error = serde_json::from_str::<UploadSession>(r#"{"uploadUrl": null}"#).unwrap_err();
        assert!(error.to_string().contains("`uploadUrl`"), "{error}");
    }

    #[test]
    fn what_else_does_not_fit_never_shows_the_url_in_an_error() {
        // An error would keep the body, and the URL in it.
        let odd = r#"{"uploadUrl": "https://a/b", "expirationDateTime": 5, "nextExpectedRanges": {"a": 1}}"#;
        let session: UploadSession = serde_json::from_str(odd).unwrap();
        assert_eq!(session, UploadSession::new("https://a/b"));
        assert_eq!(serde_json::to_string(&session).unwrap(), r#"{"uploadUrl":"https://a/b"}"#);
    }
}
