//! `POST /subscriptions`: the handshakes with each address, one after the other, before there is a subscription.
//!
//! An endpoint is judged as Graph judges it: the status, the content type, the decoded token and nothing else, in time.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Method, StatusCode, header::CONTENT_TYPE, request::Parts};
use reqwest::Client;
use url::Url;
use uuid::Uuid;

use crate::{
    cancel::with_context,
    error::{Fault, GRAPH_JSON},
    reply::{self, Reply},
    route,
    service::within_limit,
    state::State,
    subscription::Subscription,
    webhook,
};

/// How long an endpoint may take for its handshake.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers what is sent to `/subscriptions`; nothing for any other path.
pub(crate) async fn answer(state: &Arc<State>, parts: &Parts, body: Option<&Bytes>) -> Option<Result<Reply, Fault>> {
    match route::version(parts.uri.path()) {
        Ok((version, "subscriptions")) => Some(create(state, version, parts, body).await),
        _ => None,
    }
}

/// Makes a subscription.
async fn create(state: &State, version: &str, parts: &Parts, body: Option<&Bytes>) -> Result<Reply, Fault> {
    state.tokens.check(&parts.headers)?;
    state.claims.check(&parts.headers)?;
    if parts.method != Method::POST {
        return Err(Fault::method_not_allowed(Method::POST));
    }
    let subscription = Subscription::read(&parts.headers, &within_limit(body.cloned())?)?;
    for endpoint in subscription.endpoints() {
        let handshake = tokio::time::timeout(PATIENCE, shake_hands(&state.webhook, endpoint)).await;
        handshake.unwrap_or_else(|_| Err("it did not answer in time".to_owned())).map_err(|why| {
            let message = "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request";
            Fault::validation(format!("{message}: {why}."))
        })?;
    }
    let context = format!("{}/{version}/$metadata#subscriptions/$entity", state.base_url);
    let entity = with_context(&context, subscription.entity(&state.config.client_id));
    state.subscriptions.add(subscription);
    Ok(reply::json(StatusCode::CREATED, GRAPH_JSON, &entity))
}

/// One handshake, or what is wrong with the answer. The token has in it what a careless endpoint does not decode.
async fn shake_hands(client: &Client, endpoint: &str) -> Result<(), String> {
    let mut url = webhook::loopback(endpoint).ok_or("it is not an http or https address on loopback")?;
    let id = Uuid::new_v4();
    let token =
        format!("Validation: Testing client application reachability for subscription Request-Id: {id}, a+b/c=&<i>");
    add_token(&mut url, &token);
    let sent = client.post(url).header(CONTENT_TYPE, "text/plain; charset=utf-8").send().await;
    let answer = sent.map_err(|_| "it could not be reached")?;
    if answer.status() != StatusCode::OK {
        return Err(format!("the status is {}", answer.status()));
    }
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/plain")) {
        return Err(format!("the content type is '{kind}'"));
    }
    let body = answer.bytes().await.map_err(|_| "the answer broke off")?;
    if body == token.as_bytes() { Ok(()) } else { Err("the body is not the decoded token".to_owned()) }
}

/// Adds the token behind what the query has already, encoded as a form does: a space is `+`.
fn add_token(url: &mut Url, token: &str) {
    url.query_pairs_mut().append_pair("validationToken", token);
}
