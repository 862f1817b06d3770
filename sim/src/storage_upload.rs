//! The upload sessions of the storage, judged as strictly as the service does: ranges that fit exactly onto what is there,
//! multiples of 320 KiB but for the last one, and no more than was said at first.

use std::{
    collections::HashMap,
    sync::{Mutex, atomic::Ordering},
};

use bytes::Bytes;
use http::{
    HeaderMap, Method, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_RANGE, LOCATION},
    request::Parts,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    drive::{Conflict, Drive},
    error::{Fault, GRAPH_JSON},
    reply::{self, Reply, set_header},
    state::lock,
    storage::Storage,
};

/// What the length of a range is a multiple of, but for the last one.
const UNIT: usize = 320 * 1024;

/// What the length of a range stays below.
const RANGE_MAX: usize = 60 * 1024 * 1024;

/// When every session ends: far enough away.
const EXPIRATION: &str = "2099-01-29T09:21:55.523Z";

/// The sessions, by id.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<String, Session>>);

/// One session.
struct Session {
    /// The path of the file that it is to become.
    path: String,
    /// What becomes of a name that is taken.
    conflict: Conflict,
    /// Whether it waits for a word at its end.
    is_deferred: bool,
    /// How many bytes there will be, as the first range said.
    total: Option<usize>,
    /// What is there.
    content: Vec<u8>,
}

impl Sessions {
    /// Ends all sessions.
    pub(crate) fn expire_all(&self) {
        lock(&self.0).clear();
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        lock(&self.0).len()
    }
}

impl Storage {
    /// Opens a session: what `createUploadSession` answers.
    pub(crate) fn create_session(&self, path: String, conflict: Conflict, is_deferred: bool) -> Map<String, Value> {
        let id = Uuid::new_v4().simple().to_string();
        let mut entity = Map::new();
        entity.insert(self.spell("uploadUrl"), json!(format!("{}/upload/{id}", self.base_url)));
        let session = Session { path, conflict, is_deferred, total: None, content: Vec::new() };
        entity.extend(self.status(&session));
        lock(&self.sessions.0).insert(id, session);
        entity
    }

    /// Answers a request to a session, of whose range `most` bytes are kept.
    pub(crate) fn answer_upload(
        &self,
        drive: &Drive,
        id: &str,
        parts: &Parts,
        body: &Bytes,
        most: usize,
    ) -> Result<Reply, Fault> {
        let mut sessions = lock(&self.sessions.0);
        let session = sessions.get_mut(id).ok_or_else(Fault::item_not_found)?;
        let reply = match parts.method {
            Method::GET => return Ok(self.report(StatusCode::OK, session)),
            Method::DELETE => reply::empty(StatusCode::NO_CONTENT),
            Method::PUT => {
                session.take(&parts.headers, body, most)?;
                if !session.is_whole() {
                    let outlook = self.is_like_outlook.load(Ordering::SeqCst);
                    return Ok(self.report(if outlook { StatusCode::OK } else { StatusCode::ACCEPTED }, session));
                }
                if session.is_deferred {
                    return Ok(self.report(StatusCode::ACCEPTED, session));
                }
                self.commit(drive, session)?
            }
            Method::POST if session.is_deferred && session.is_whole() => {
                if number(&parts.headers) != Some(0) {
                    return Err(Fault::storage(
                        StatusCode::LENGTH_REQUIRED,
                        "invalidRequest",
                        "Content-Length is not 0.",
                    ));
                }
                self.commit(drive, session)?
            }
            _ => return Err(Fault::bad_request("The session cannot be completed now.")),
        };
        sessions.remove(id);
        Ok(reply)
    }

    /// Makes a file of a session.
    fn commit(&self, drive: &Drive, session: &Session) -> Result<Reply, Fault> {
        let (file, is_new) = drive.write(&session.path, Bytes::from(session.content.clone()), session.conflict)?;
        if self.is_like_outlook.load(Ordering::SeqCst) {
            let mut reply = reply::empty(StatusCode::CREATED);
            set_header(reply.headers_mut(), LOCATION, &format!("{}/attachments/{}", self.base_url, file.id));
            return Ok(reply);
        }
        let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
        Ok(reply::json(status, GRAPH_JSON, &Value::Object(file.entity())))
    }

    /// How far a session is, as a reply.
    fn report(&self, status: StatusCode, session: &Session) -> Reply {
        reply::json(status, GRAPH_JSON, &Value::Object(self.status(session)))
    }

    /// How far a session is.
    fn status(&self, session: &Session) -> Map<String, Value> {
        let stored = session.content.len();
        let ranges = match (session.is_whole(), self.is_like_outlook.load(Ordering::SeqCst)) {
            (true, _) => json!([]),
            (false, true) => json!([stored.to_string()]),
            (false, false) => json!([format!("{stored}-")]),
        };
        let mut status = Map::new();
        status.insert(self.spell("expirationDateTime"), json!(EXPIRATION));
        status.insert(self.spell("nextExpectedRanges"), ranges);
        status
    }

    /// A member's name as drives write it, or as Outlook does.
    fn spell(&self, name: &str) -> String {
        match name.split_at_checked(1) {
            Some((first, rest)) if self.is_like_outlook.load(Ordering::SeqCst) => first.to_uppercase() + rest,
            _ => name.to_owned(),
        }
    }
}

impl Session {
    /// Whether every byte is there.
    fn is_whole(&self) -> bool {
        self.total == Some(self.content.len())
    }

    /// Takes a range, of which `most` bytes are kept.
    fn take(&mut self, headers: &HeaderMap, body: &Bytes, most: usize) -> Result<(), Fault> {
        let wrong = |message: &str| Err(Fault::storage(StatusCode::BAD_REQUEST, "invalidRequest", message));
        if number(headers).is_none() {
            return Err(Fault::storage(StatusCode::LENGTH_REQUIRED, "invalidRequest", "There is no Content-Length."));
        }
        let range = headers.get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
        let Some((first, end, total)) = range.and_then(content_range) else {
            return wrong("The Content-Range header is missing or malformed.");
        };
        if self.total.is_some_and(|said| said != total) {
            return wrong("The Content-Range header names another total than before.");
        }
        if end - first != body.len() {
            return wrong("The Content-Range header length does not match the provided number of bytes.");
        }
        if body.len() >= RANGE_MAX {
            return Err(Fault::too_large());
        }
        if first != self.content.len() {
            let message = "The uploaded fragment does not begin where the received data ends.";
            return Err(Fault::storage(StatusCode::RANGE_NOT_SATISFIABLE, "invalidRange", message));
        }
        if end < total && !body.len().is_multiple_of(UNIT) {
            return wrong("The fragment is not the last one, and no multiple of 320 KiB.");
        }
        self.total = Some(total);
        self.content.extend_from_slice(body.get(..most).unwrap_or(body));
        Ok(())
    }
}

/// The first byte of a range, the one behind its last, and the total.
fn content_range(value: &str) -> Option<(usize, usize, usize)> {
    let (range, total) = value.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    let (first, end, total) = (number(first)?, number(last)?.checked_add(1)?, number(total)?);
    (first < end && end <= total).then_some((first, end, total))
}

/// What `Content-Length` says.
fn number(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a range of so many bytes with this header: the status and code of the refusal.
    fn take(session: &mut Session, range: &str, length: usize) -> Result<usize, (u16, &'static str)> {
        let mut headers = HeaderMap::new();
        set_header(&mut headers, CONTENT_LENGTH, &length.to_string());
        set_header(&mut headers, CONTENT_RANGE, range);
        let taken = session.take(&headers, &Bytes::from(vec![1; length]), usize::MAX);
        taken.map(|()| session.content.len()).map_err(|fault| (fault.status.as_u16(), fault.code))
    }

    #[test]
    fn a_range_fits_exactly_or_is_refused() {
        let content = Vec::new();
        let mut session =
            Session { path: "a".to_owned(), conflict: Conflict::Fail, is_deferred: false, total: None, content };
        let invalid = Err((400, "invalidRequest"));
        for (range, length, expected) in [
            ("", 1, invalid),
            ("bytes 0-0", 1, invalid),
            ("bytes 0-9/10", 9, invalid),
            ("bytes 0-10/10", 11, invalid),
            ("bytes 0-9/327690", 10, invalid),
            ("bytes 10-19/20", 10, Err((416, "invalidRange"))),
            ("bytes 0-62914559/62914560", 62_914_560, Err((413, "RequestEntityTooLarge"))),
            ("bytes 0-327679/327690", 327_680, Ok(327_680)),
            ("bytes 0-327679/327690", 327_680, Err((416, "invalidRange"))),
            ("bytes 327680-327690/327691", 11, invalid),
            ("bytes 327680-327689/327690", 10, Ok(327_690)),
        ] {
            assert_eq!(take(&mut session, range, length), expected, "{range}");
        }
        assert!(session.is_whole());
    }
}
