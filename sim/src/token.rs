//! The token endpoint: the order in which a request is judged, and what it is answered with. The grants are `grant.rs`'s,
//! proofs by assertion `assertion.rs`'s.

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use serde_json::json;

use crate::{
    correlation::Correlation,
    entra_error::{EntraError, entra_json},
    form::{Credentials, Form},
    grant::{Given, Grant},
    reply::Reply,
    state::{State, lock},
};

/// The tenant of a token endpoint's path; `None` for any other path.
pub(crate) fn tenant(path: &str) -> Option<&str> {
    path.strip_prefix('/')?.strip_suffix("/oauth2/v2.0/token").filter(|tenant| !tenant.contains('/'))
}

/// The token endpoint's reply. Its dictated replies stand in for answers to POST alone.
pub(crate) async fn answer(state: &State, tenant: &str, parts: &Parts, body: &Bytes) -> Reply {
    let correlation = Correlation::of(&parts.headers);
    if parts.method != Method::POST {
        return EntraError::only_post(&parts.method).reply(&correlation, &state.base_url);
    }
    state.count_token_request();
    let failure = state.token_script.next();
    let delay = *lock(&state.token_delay);
    tokio::time::sleep(delay).await;
    if let Some(failure) = failure {
        // The service's ids are not the login host's.
        return failure.bare().play(&correlation).await;
    }
    match judge(state, tenant, parts, body) {
        Ok(given) => granted(state, given, &correlation),
        Err(error) => error.reply(&correlation, &state.base_url),
    }
}

/// Whether the client gets a token, in the order in which it is judged.
fn judge(state: &State, tenant: &str, parts: &Parts, body: &Bytes) -> Result<Given, EntraError> {
    let config = &state.config;
    let form = Form::read(&parts.headers, body)?;
    let grant_type = form.require("grant_type")?;
    lock(&state.grants).push(grant_type.to_owned());
    if !tenant.eq_ignore_ascii_case(&config.tenant_id) {
        return Err(EntraError::unknown_tenant(tenant));
    }
    let grant = Grant::of(grant_type)?;
    let client = Credentials::read(&parts.headers, &form)?;
    match form.get("scope") {
        Some(scope) => grant.check_scope(scope)?,
        None if grant.needs_scope() => return Err(EntraError::missing_parameter("scope")),
        None => {}
    }
    if !client.client_id.eq_ignore_ascii_case(&config.client_id) {
        return Err(EntraError::unknown_client(&client.client_id, &config.tenant_id));
    }
    let endpoint = format!("{}{}", state.base_url, parts.uri.path());
    authenticate(state, grant, &client, &endpoint)?;
    grant.redeem(&form, state)
}

/// Whether the client has proved what it has to.
fn authenticate(state: &State, grant: Grant, client: &Credentials, endpoint: &str) -> Result<(), EntraError> {
    let config = &state.config;
    let has_proof = client.client_secret.is_some() || client.client_assertion.is_some();
    if config.is_public {
        return if has_proof { Err(EntraError::unwanted_proof()) } else { grant.check_public() };
    }
    match (&client.client_assertion, &client.client_secret) {
        (Some(assertion), _) => state.assertions.check(config, assertion, endpoint),
        (None, Some(secret)) if *secret == config.client_secret => Ok(()),
        (None, Some(_)) => Err(EntraError::wrong_secret(&config.client_id, client.basic)),
        (None, None) if grant == Grant::ClientCredentials => Err(EntraError::missing_secret()),
        (None, None) => Err(EntraError::missing_proof()),
    }
}

/// The reply with a new token.
fn granted(state: &State, given: Given, correlation: &Correlation) -> Reply {
    let lifetime = state.config.token_lifetime;
    let seconds = lifetime.as_secs().saturating_sub(1);
    let mut body = json!({
        "token_type": "Bearer",
        "expires_in": seconds,
        "ext_expires_in": seconds,
        "access_token": state.tokens.issue(lifetime),
    });
    if let (true, Some(members)) = (given.has_refresh_token, body.as_object_mut()) {
        members.insert("refresh_token".to_owned(), state.sign_ins.issue_refresh_token().into());
    }
    entra_json(StatusCode::OK, &body, correlation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenant_is_one_segment_before_the_endpoint() {
        assert_eq!(tenant("/contoso/oauth2/v2.0/token"), Some("contoso"));
        for other in ["/oauth2/v2.0/token", "/a/b/oauth2/v2.0/token", "/contoso/oauth2/token", "/v1.0/oauth2"] {
            assert_eq!(tenant(other), None, "{other}");
        }
    }
}
