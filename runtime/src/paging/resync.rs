//! When the service no longer knows a bookmark: what it asks for then, and where to start again.
//!
//! Source: [`driveItem: delta`](https://learn.microsoft.com/graph/api/driveitem-delta#response) and the
//! [lifetime of tokens](https://learn.microsoft.com/graph/delta-query-overview#token-duration).

use super::Bookmark;
use crate::Error;

/// What the service asks for when a delta query cannot go on: the whole collection is to be read again.
///
/// ```
/// # use graph_action::{Action, Page, graph_action};
/// use graph_action::paging::ResyncKind;
///
/// #[graph_action(GET "/me/drive/root/delta" -> Page<serde_json::Value>)]
/// struct DriveDelta;
///
/// let gone = http::Response::builder().status(410)
///     .header("Location", "https://graph.microsoft.com/v1.0/me/drive/root/delta?token=b")
///     .body(r#"{"error": {"code": "resyncChangesApplyDifferences"}}"#.into()).unwrap();
/// let resync = DriveDelta::response(gone).unwrap_err().resync().unwrap();
/// assert_eq!(resync.kind(), ResyncKind::ApplyDifferences);
/// // With a client: `Delta::resume(&client, resync.bookmark().unwrap())`.
/// assert!(resync.bookmark().unwrap().link().ends_with("token=b"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resync {
    /// See [`Self::kind`].
    kind: ResyncKind,
    /// See [`Self::bookmark`].
    bookmark: Option<Bookmark>,
}

/// What to do with the local copy when the whole collection has been read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResyncKind {
    /// The service's state is the right one: replace what differs, delete what did not come (`resyncChangesApplyDifferences`).
    ApplyDifferences,
    /// The local state counts, too: keep or send what did not come or differs (`resyncChangesUploadDifferences`).
    UploadDifferences,
    /// Nothing is said: start again, as for the first time (`resyncRequired`, `syncStateNotFound`).
    StartAgain,
}

impl Resync {
    /// What to do with the local copy.
    #[must_use]
    pub fn kind(&self) -> ResyncKind {
        self.kind
    }

    /// Where to start again, with the same headers; none where the service names no place: there the first request of all is
    /// sent again. A place on another host than the client's service is refused when it is used.
    #[must_use]
    pub fn bookmark(&self) -> Option<&Bookmark> {
        self.bookmark.as_ref()
    }

    /// The kind that a code stands for.
    fn kind_of(code: &str) -> Option<ResyncKind> {
        const KINDS: [(&str, ResyncKind); 5] = [
            ("resyncChangesApplyDifferences", ResyncKind::ApplyDifferences),
            ("resyncChangesUploadDifferences", ResyncKind::UploadDifferences),
            ("resyncRequired", ResyncKind::StartAgain),
            ("syncStateNotFound", ResyncKind::StartAgain),
            ("syncStateInvalid", ResyncKind::StartAgain),
        ];
        KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(code)).map(|(_, kind)| *kind)
    }
}

impl Error {
    /// What to do where a delta query's bookmark is too old: with 410 and a `Location`, or with any error of a caller's (4xx)
    /// that has one of the codes for it. None where this error is another one.
    #[must_use]
    pub fn resync(&self) -> Option<Resync> {
        self.status().filter(http::StatusCode::is_client_error)?;
        // The most detailed code is the last one.
        let kind =
            self.service().and_then(|service| service.codes().iter().rev().find_map(|code| Resync::kind_of(code)));
        let location = self.headers().filter(|_| self.is_gone()).and_then(|headers| headers.get("location"));
        let location = location.and_then(|location| location.to_str().ok()).filter(|location| !location.is_empty());
        let bookmark = location.map(|location| Bookmark::with_headers(location, self.page_headers()));
        match (kind, bookmark) {
            (None, None) => None,
            (kind, bookmark) => Some(Resync { kind: kind.unwrap_or(ResyncKind::StartAgain), bookmark }),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;
    use crate::ErrorKind;

    fn error(status: u16, code: &str, location: Option<&str>) -> Error {
        let mut headers = HeaderMap::new();
        if let Some(location) = location {
            headers.insert("location", location.parse().unwrap());
        }
        let body = format!(r#"{{"error": {{"code": "gone", "innerError": {{"code": "{code}"}}}}}}"#);
        let status = StatusCode::from_u16(status).unwrap();
        Error::of_response(ErrorKind::Service, "", (status, headers, body.into()))
    }

    #[test]
    fn only_an_error_that_asks_for_it_is_a_resync() {
        use ResyncKind::{ApplyDifferences, StartAgain, UploadDifferences};
        for (status, code, location, kind, has_place) in [
            (410, "resyncChangesApplyDifferences", Some("l"), Some(ApplyDifferences), true),
            (410, "ResyncChangesUploadDifferences", Some("l"), Some(UploadDifferences), true),
            (410, "resyncRequired", None, Some(StartAgain), false),
            (410, "syncStateNotFound", Some(""), Some(StartAgain), false),
            (400, "SyncStateNotFound", Some("l"), Some(StartAgain), false),
            (410, "other", Some("l"), Some(StartAgain), true),
            (410, "other", None, None, false),
            (404, "other", Some("l"), None, false),
            (503, "resyncRequired", None, None, false),
        ] {
            let resync = error(status, code, location).resync();
            assert_eq!(resync.as_ref().map(Resync::kind), kind, "{status} {code}");
            assert_eq!(resync.is_some_and(|resync| resync.bookmark().is_some()), has_place, "{status} {code}");
        }
        assert_eq!(Error::new(ErrorKind::Timeout, "").resync(), None);
    }
}
