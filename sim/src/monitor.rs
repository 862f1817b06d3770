//! The monitors of copies: another host than Graph's, where the address is the permission and a token is a mistake.
//!
//! It knows nothing of versions, tokens or errors of Graph's: as at the real one, whoever sends `Authorization` gets 401.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State as Shared},
    response::Response,
};
use bytes::Bytes;
use http::{
    Method, StatusCode,
    header::{AUTHORIZATION, LOCATION},
    request::Parts,
};
use serde_json::{Value, json};

use crate::{
    RecordedRequest,
    jobs::{Found, Kind},
    long_running::ask_to_wait,
    reply::{self, Reply, set_header},
    state::{State, lock},
};

/// The content type of what monitors say.
const JSON: &str = "application/json";

/// Answers any request.
pub(crate) async fn serve(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 4096).await.unwrap_or_default();
    answer(&state, &parts, &body).map(Body::from)
}

/// The monitor's reply.
fn answer(state: &State, parts: &Parts, body: &Bytes) -> Reply {
    lock(&state.monitor_requests).push(RecordedRequest::new(parts, body));
    if parts.headers.contains_key(AUTHORIZATION) {
        return refusal(StatusCode::UNAUTHORIZED, "unauthenticated", "The address is the permission: send no token.");
    }
    if parts.method != Method::GET {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, "invalidRequest", "A monitor is read with GET.");
    }
    let id = parts.uri.path().strip_prefix("/monitor/").unwrap_or_default();
    let key = parts.uri.query().and_then(|query| query.strip_prefix("key=")).unwrap_or_default();
    let looked = state.jobs.look(id, |job| matches!(job.kind, Kind::Copy(_)) && job.key.to_string() == key);
    let (job, found) = match looked {
        Some((job, found)) if found != Found::Nothing => (job, found),
        _ => return refusal(StatusCode::NOT_FOUND, "operationNotFound", "The operation does not exist."),
    };
    if let (Found::Over, true, None, Kind::Copy(drive)) = (found, job.course.redirects, &job.course.failure, &job.kind)
    {
        let mut reply = reply::empty(StatusCode::SEE_OTHER);
        let location = format!("{}/v1.0{drive}/items/{}", state.base_url, job.resource);
        set_header(reply.headers_mut(), LOCATION, &location);
        return reply;
    }
    let status = if found == Found::UnderWay { StatusCode::ACCEPTED } else { StatusCode::OK };
    let mut reply = reply::json(status, JSON, &Value::Object(job.state(found, "")));
    if found == Found::UnderWay {
        ask_to_wait(&mut reply, &job);
    }
    reply
}

/// An error of the monitor's: in Graph's shape, but without its ids.
fn refusal(status: StatusCode, code: &str, message: &str) -> Reply {
    reply::json(status, JSON, &json!({ "error": { "code": code, "message": message } }))
}
