//! The storage: another origin than the service's, where the content of files is. Its addresses are permissions; a request
//! with a token is refused. It judges and answers; `storage_upload.rs` keeps the sessions.

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, atomic::AtomicBool},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State as Shared},
    response::Response,
};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{
    HeaderMap, Method, StatusCode,
    header::{ACCEPT_RANGES, AUTHORIZATION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_RANGE, RANGE},
    request::Parts,
};
use uuid::Uuid;

use crate::{
    RecordedRequest,
    correlation::Correlation,
    drive::File,
    error::Fault,
    reply::{self, Reply, set_header},
    script::Script,
    state::{State, lock},
    storage_listener::Switch,
    storage_upload::Sessions,
};

/// The largest body that is read: a range has to be smaller.
const READ_MAX: usize = 64 * 1024 * 1024;

/// How long what was written gets to leave before a connection is cut.
const BEFORE_CUT: Duration = Duration::from_millis(20);

/// Something that goes wrong on the way to the storage or back, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mishap {
    /// A download breaks off after so many bytes of its body.
    CutDownload(usize),
    /// A download waits for so long after so many bytes of its body.
    PauseDownload(usize, Duration),
    /// A download answers with the whole file, whatever range was asked for.
    IgnoreRange,
    /// A connection breaks after so many bytes of a range have arrived, which are forgotten.
    CutUpload(usize),
    /// A range is stored, and the connection breaks before the answer.
    LoseAnswer,
    /// So many bytes of a range are stored, and the rest is asked for again.
    KeepPart(usize),
}

impl Mishap {
    /// Whether it can happen to a request with this method.
    fn is_for(self, method: &Method) -> bool {
        let is_for_downloads = matches!(self, Self::CutDownload(_) | Self::PauseDownload(..) | Self::IgnoreRange);
        *method == if is_for_downloads { Method::GET } else { Method::PUT }
    }
}

/// Everything that the storage has.
pub(crate) struct Storage {
    /// Its root.
    pub(crate) base_url: String,
    /// What proves that Graph has handed an address out.
    ticket: Uuid,
    /// The upload sessions.
    pub(crate) sessions: Sessions,
    /// Whether uploads are answered as Outlook does.
    pub(crate) is_like_outlook: AtomicBool,
    /// What is yet to go wrong.
    mishaps: Mutex<VecDeque<Mishap>>,
    /// What the test wants the next replies to be.
    pub(crate) script: Script,
    /// Every request.
    pub(crate) requests: Mutex<Vec<RecordedRequest>>,
}

impl Storage {
    /// The storage behind a listener.
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            base_url: format!("http://{address}"),
            ticket: Uuid::new_v4(),
            sessions: Sessions::default(),
            is_like_outlook: AtomicBool::default(),
            mishaps: Mutex::default(),
            script: Script::default(),
            requests: Mutex::default(),
        }
    }

    /// Where the content of a file is.
    pub(crate) fn download_url(&self, file: &File) -> String {
        format!("{}/download/{}?tempauth={}", self.base_url, file.id, self.ticket.simple())
    }

    /// Lets something go wrong.
    pub(crate) fn mishap(&self, mishap: Mishap) {
        lock(&self.mishaps).push_back(mishap);
    }

    /// What goes wrong with a request with this method.
    fn next_mishap(&self, method: &Method) -> Option<Mishap> {
        let mut mishaps = lock(&self.mishaps);
        mishaps.pop_front_if(|mishap| mishap.is_for(method))
    }
}

/// Answers any request to the storage.
pub(crate) async fn serve(
    Shared(state): Shared<Arc<State>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let storage = &state.storage;
    let mishap = storage.next_mishap(&parts.method);
    let most = if let Some(Mishap::CutUpload(most)) = mishap { most } else { usize::MAX };
    let Some(body) = read(body, most).await else {
        switch.cut();
        return Response::new(Body::empty());
    };
    lock(&storage.requests).push(RecordedRequest::new(&parts, &body));
    let correlation = Correlation::of(&parts.headers);
    if let Some(failure) = storage.script.next() {
        return failure.play(&correlation).await.map(Body::from);
    }
    let refuse = |fault: Fault| fault.reply(&correlation, &state.base_url).map(Body::from);
    if parts.headers.contains_key(AUTHORIZATION) {
        return refuse(Fault::storage(StatusCode::UNAUTHORIZED, "unauthenticated", "A token is not accepted here."));
    }
    match judge(&state, &parts, &body, mishap) {
        Err(fault) => refuse(fault),
        Ok(_) if mishap == Some(Mishap::LoseAnswer) => {
            switch.cut();
            Response::new(Body::empty())
        }
        Ok(reply) => with_mishap(reply, mishap),
    }
}

/// The whole body; `None` as soon as it has this many bytes, or is larger than anything that is read.
async fn read(body: Body, most: usize) -> Option<Bytes> {
    let mut pieces = body.into_data_stream();
    let mut whole = Vec::new();
    while let Some(piece) = pieces.next().await {
        whole.extend_from_slice(&piece.ok()?);
        if whole.len() >= most.min(READ_MAX) {
            return None;
        }
    }
    Some(whole.into())
}

/// What the request gets.
fn judge(state: &State, parts: &Parts, body: &Bytes, mishap: Option<Mishap>) -> Result<Reply, Fault> {
    let path = parts.uri.path();
    if let Some(session) = path.strip_prefix("/upload/") {
        let most = if let Some(Mishap::KeepPart(most)) = mishap { most } else { usize::MAX };
        return state.storage.answer_upload(&state.drive, session, parts, body, most);
    }
    let Some(file) = path.strip_prefix("/download/") else { return Err(Fault::item_not_found()) };
    if parts.method != Method::GET {
        return Err(Fault::method_not_allowed(Method::GET));
    }
    if parts.uri.query() != Some(format!("tempauth={}", state.storage.ticket.simple()).as_str()) {
        return Err(Fault::storage(StatusCode::UNAUTHORIZED, "unauthenticated", "The address is not one of Graph's."));
    }
    let file = state.drive.read(file)?;
    Ok(download(&file, &parts.headers, mishap == Some(Mishap::IgnoreRange)))
}

/// The content of a file, or the part that is asked for.
fn download(file: &File, headers: &HeaderMap, ignores_range: bool) -> Reply {
    let etag = file.etag();
    let total = file.content.len();
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A weak tag is never the same here, and a date is not looked at (RFC 9110, section 13.1.5).
    let is_for_this = header(IF_RANGE).is_none_or(|tag| tag == etag);
    let range = header(RANGE).filter(|_| is_for_this && !ignores_range).and_then(|range| wanted(range, total));
    let mut reply = match range {
        None => reply::with_body(StatusCode::OK, file.content.clone()),
        Some((first, end)) if first >= end => {
            let mut reply = reply::empty(StatusCode::RANGE_NOT_SATISFIABLE);
            set_header(reply.headers_mut(), CONTENT_RANGE, &format!("bytes */{total}"));
            reply
        }
        Some((first, end)) => {
            let mut reply = reply::with_body(StatusCode::PARTIAL_CONTENT, file.content.slice(first..end));
            let content_range = format!("bytes {first}-{}/{total}", end - 1);
            set_header(reply.headers_mut(), CONTENT_RANGE, &content_range);
            reply
        }
    };
    set_header(reply.headers_mut(), ETAG, &etag);
    set_header(reply.headers_mut(), ACCEPT_RANGES, "bytes");
    set_header(reply.headers_mut(), CONTENT_TYPE, "application/octet-stream");
    reply
}

/// The first byte of a range and the one behind its last, cut to what there is; `None` where it is to be ignored.
fn wanted(range: &str, total: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    if first.is_empty() {
        return Some((total.saturating_sub(number(last)?), total));
    }
    let (first, last) = (number(first)?, if last.is_empty() { usize::MAX } else { number(last)? });
    (first <= last).then(|| (first, last.saturating_add(1).min(total)))
}

/// The reply with a body that breaks off or waits, where it is to.
fn with_mishap(reply: Reply, mishap: Option<Mishap>) -> Response {
    let (after, pause) = match mishap {
        Some(Mishap::CutDownload(after)) => (after, None),
        Some(Mishap::PauseDownload(after, pause)) => (after, Some(pause)),
        _ => return reply.map(Body::from),
    };
    let (mut parts, whole) = reply.into_parts();
    set_header(&mut parts.headers, CONTENT_LENGTH, &whole.len().to_string());
    let first = whole.slice(..after.min(whole.len()));
    let rest = whole.slice(first.len()..);
    let rest = stream::once(async move {
        tokio::time::sleep(pause.unwrap_or(BEFORE_CUT)).await;
        match pause {
            Some(_) => Ok(rest),
            None => Err(io::Error::from(io::ErrorKind::ConnectionReset)),
        }
    });
    let pieces = stream::once(async move { Ok(first) }).chain(rest);
    Response::from_parts(parts, Body::from_stream(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_what_there_is_or_ignored() {
        for (range, expected) in [
            ("bytes=0-", Some((0, 10))),
            ("bytes=3-5", Some((3, 6))),
            ("bytes=3-99", Some((3, 10))),
            ("bytes=-4", Some((6, 10))),
            ("bytes=10-", Some((10, 10))),
            ("bytes=5-3", None),
            ("bytes=0-1,3-4", None),
            ("lines=0-", None),
        ] {
            assert_eq!(wanted(range, 10), expected, "{range}");
        }
    }
}
