//! A request from the socket to its reply: which endpoint it is for, and in which order the service judges it. Version,
//! token, its claims, path, method, body, call: the first that fails names the error.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State as Shared},
    response::Response,
};
use bytes::Bytes;
use http::{StatusCode, request::Parts};

use crate::{
    RecordedRequest, authorize, batch,
    cancel::{self, with_context},
    claims,
    correlation::Correlation,
    device, directory_query, drive_route,
    error::{Fault, GRAPH_JSON},
    long_running, managed_identity,
    reply::{self, Reply},
    route::{self, Target},
    signing_key,
    state::{State, lock},
    subscribe, token,
};

/// The largest body that is taken: Graph's limit for one request.
const BODY_MAX: usize = 4 * 1024 * 1024;

/// The largest body that is read to its end. A larger one costs the connection: a client that is still writing would not
/// see that it was refused.
const READ_MAX: usize = 64 * 1024 * 1024;

/// Answers any request.
pub(crate) async fn serve(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, READ_MAX).await.ok();
    if let Some(reply) = managed_identity::answer(&state, &parts).await {
        return reply.map(Body::from);
    }
    if let Some(reply) = signing_key::answer(&state, &parts).await {
        return reply.map(Body::from);
    }
    let path = parts.uri.path();
    let reply = if let Some(tenant) = token::tenant(path) {
        claims::token(&state, tenant, &parts, &body.unwrap_or_default()).await
    } else if let Some(tenant) = device::tenant(path) {
        device::answer(&state, tenant, &parts, &body.unwrap_or_default())
    } else if let Some(tenant) = authorize::tenant(path) {
        authorize::answer(&state, tenant, &parts)
    } else {
        answer(&state, &parts, body).await
    };
    reply.map(Body::from)
}

/// The service's reply, with its ids. `body` is `None` where it could not be read to its end.
async fn answer(state: &Arc<State>, parts: &Parts, body: Option<Bytes>) -> Reply {
    lock(&state.requests).push(RecordedRequest::new(parts, body.as_ref().unwrap_or(&Bytes::new())));
    let correlation = Correlation::of(&parts.headers);
    if let Some(failure) = state.graph_script.next() {
        return failure.play(&correlation).await;
    }
    let judged = match batch::version(parts.uri.path()) {
        Some(version) => batch::answer(state, version, parts, body).await,
        None => match subscribe::answer(state, parts, body.as_ref()).await {
            Some(answered) => answered,
            None => judge(state, parts, body),
        },
    };
    let mut reply = judged.unwrap_or_else(|fault| fault.reply(&correlation, &state.base_url));
    correlation.stamp(&mut reply);
    reply
}

/// The body, unless it is larger than the service reads.
pub(crate) fn within_limit(body: Option<Bytes>) -> Result<Bytes, Fault> {
    body.filter(|body| body.len() <= BODY_MAX).ok_or_else(Fault::too_large)
}

/// What the request gets, in the order in which it is judged.
pub(crate) fn judge(state: &Arc<State>, parts: &Parts, body: Option<Bytes>) -> Result<Reply, Fault> {
    let (version, path) = route::version(parts.uri.path())?;
    state.tokens.check(&parts.headers)?;
    state.claims.check(&parts.headers)?;
    if let Some(answered) = directory_query::answer(state, version, path, parts) {
        return answered;
    }
    let small = body.as_ref().filter(|body| body.len() <= BODY_MAX);
    if let Some(reply) = drive_route::answer(state, version, path, parts, small)? {
        return Ok(reply);
    }
    let target = route::target(path)?;
    if parts.method != target.method() {
        return Err(Fault::method_not_allowed(target.method()));
    }
    let body = within_limit(body)?;
    let metadata = format!("{}/{version}/$metadata", state.base_url);
    match target {
        Target::CancelMediaProcessing { call } => cancel::act(state, version, &call, &parts.headers, &body),
        Target::Call { call } => {
            let context = format!("{metadata}#communications/calls/$entity");
            Ok(reply::json(StatusCode::OK, GRAPH_JSON, &with_context(&context, state.calls.read(&call)?)))
        }
        Target::LongRunning(target) => long_running::answer(state, version, target, parts, &body),
        Target::Operation { call, operation } => {
            let operation = state.calls.operation(&call, &operation)?;
            let context = format!("{metadata}#communications/calls('{}')/operations/$entity", operation.call);
            Ok(reply::json(StatusCode::OK, GRAPH_JSON, &with_context(&context, operation.entity())))
        }
    }
}
