//! The way of one call: redirect → retry → throttle gate → auth → trace → transport.
//!
//! One function that is not generic, whatever is called. The order matters: a token is asked for before each try, since a
//! wait may outlive it; and it is put on at the last moment, for the service's own origin only. What follows where the service
//! does not take it, [`unauthorized`](super::unauthorized) says.

use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderName};
use http::{HeaderValue, StatusCode};
use tokio::time::Instant;

use super::exchange::{Answer, exchange_in, outcome};
use super::prepared::{Prepared, RequestId};
use super::retry::{self, Attempt};
use super::unauthorized::Tokens;
use super::{Shared, gate, redirect, trace};
use crate::auth::warn_of_missing;
use crate::metrics::{Repetition, Try};
use crate::response::Received;
use crate::transport::FreshConnection;
use crate::{Error, Result};

/// How often the request has been repeated, as Graph's own SDKs say it.
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// Sends a request until it is answered, and returns the answer whatever its status.
pub(super) async fn send(shared: Arc<Shared>, mut prepared: Prepared) -> Result<Received> {
    let id = prepared.complete(&shared.user_agent);
    let origin = Arc::clone(&prepared.origin);
    let explain = |error: Error| error.of(&origin).with_client_request_id(id.as_str());
    let started = Instant::now();
    let (mut retries, mut redirects) = (0, 0);
    let mut tokens = Tokens::default();
    loop {
        let permit = gate::enter(&shared, &prepared).await.map_err(explain)?;
        // What failed then is the request for the token, which has ids of its own.
        let token = tokens.next(&shared, &prepared.request).await.map_err(|error| error.of(&origin))?;
        if let Some(token) = &token {
            warn_of_missing(token, &origin);
            prepared.request.headers_mut().insert(AUTHORIZATION, token.header().map_err(explain)?);
        }
        let answer = try_once(&shared, &mut prepared, &id, retries).await;
        gate::report(&shared, &prepared, &answer);
        drop(permit);
        if let Some(token) = &token
            && tokens.have_another(&shared, &prepared, (token, &answer)).await
        {
            continue;
        }
        if let Ok(response) = &answer
            && prepared.is_redirected_by(response.status())
        {
            prepared.request = redirect::follow(&prepared.request, response, &origin, redirects).map_err(explain)?;
            prepared.is_repeatable = true;
            redirects += 1;
            continue;
        }
        let attempt = Attempt::new(outcome(&answer), retries, started.elapsed());
        let Some(wait) = wait(&shared, &prepared, &attempt) else {
            let address = std::mem::take(prepared.request.uri_mut());
            return match answer {
                Ok(response) => {
                    let received = Received::new(response, Arc::clone(&origin)).sent_as(id).sent_to(address);
                    Ok(received.sent_with(token.as_ref(), tokens.into_failure()))
                }
                Err(failure) => Err(explain(failure.error).sent_to(address, &origin)),
            };
        };
        tracing::debug!(target: "graph_action", template = origin.path, wait = ?wait, "repeating the request");
        if let Some(metrics) = &shared.metrics {
            metrics.repetition(&Repetition::new(&origin, &attempt, wait));
        }
        tokio::time::sleep(wait).await;
        retries += 1;
        if attempt.status() == Some(StatusCode::SERVICE_UNAVAILABLE) {
            // What answered may be the one server behind the connection: Graph asks for another connection then.
            prepared.request.extensions_mut().insert(FreshConnection);
        }
        if origin.root.is_origin_of(prepared.request.uri()) {
            prepared.request.headers_mut().insert(RETRY_ATTEMPT, HeaderValue::from(retries));
        }
    }
}

/// One try, seen from outside.
async fn try_once(shared: &Shared, prepared: &mut Prepared, id: &RequestId, retries: u32) -> Answer {
    let span = trace::span(&prepared.origin, &prepared.request, id, retries);
    let started = shared.metrics.as_ref().map(|_| Instant::now());
    let answer = exchange_in(&span, shared, prepared).await;
    if !span.is_disabled() {
        trace::record(&span, outcome(&answer), answer.as_ref().ok().map(http::Response::headers));
    }
    if let (Some(metrics), Some(started)) = (&shared.metrics, started) {
        metrics.request(&Try::new(&prepared.origin, outcome(&answer), retries, started.elapsed()));
    }
    answer
}

/// How long to wait before the next try, if there is to be one.
fn wait(shared: &Shared, prepared: &Prepared, attempt: &Attempt) -> Option<std::time::Duration> {
    let is_wanted = |status| prepared.wanted.accepts(status) && !attempt.is_transient();
    if attempt.status().is_some_and(is_wanted) {
        return None;
    }
    retry::wait(prepared.retry(shared), attempt, prepared.is_repeatable)
}
