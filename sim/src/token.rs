//! The token endpoint: the client credentials grant, and the order in which a request for it is judged.

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use serde_json::json;

use crate::{
    builder::Config,
    correlation::Correlation,
    entra_error::{EntraError, entra_json},
    form::{Credentials, Form},
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
    match judge(&state.config, tenant, parts, body) {
        Ok(()) => granted(state, &correlation),
        Err(error) => error.reply(&correlation, &state.base_url),
    }
}

/// Whether the client gets a token, in the order in which it is judged.
fn judge(config: &Config, tenant: &str, parts: &Parts, body: &Bytes) -> Result<(), EntraError> {
    let form = Form::read(&parts.headers, body)?;
    let grant_type = form.require("grant_type")?;
    if !tenant.eq_ignore_ascii_case(&config.tenant_id) {
        return Err(EntraError::unknown_tenant(tenant));
    }
    if grant_type != "client_credentials" {
        return Err(EntraError::unsupported_grant_type(grant_type));
    }
    let client = Credentials::read(&parts.headers, &form)?;
    check_scope(form.require("scope")?)?;
    if !client.client_id.eq_ignore_ascii_case(&config.client_id) {
        return Err(EntraError::unknown_client(&client.client_id, &config.tenant_id));
    }
    match client.client_secret {
        None => Err(EntraError::missing_secret()),
        Some(secret) if secret != config.client_secret => {
            Err(EntraError::wrong_secret(&config.client_id, client.basic))
        }
        Some(_) => Ok(()),
    }
}

/// The scope has to be all that one resource grants: `https://graph.microsoft.com/.default`. Which resource it is does
/// not matter here, since clouds differ in it.
fn check_scope(scope: &str) -> Result<(), EntraError> {
    let mut scopes = scope.split_whitespace();
    match (scopes.next(), scopes.next()) {
        (Some(one), None) if one.strip_suffix("/.default").is_some_and(|resource| !resource.is_empty()) => Ok(()),
        (Some(_), None) => Err(EntraError::scope_without_default(scope)),
        _ => Err(EntraError::invalid_scope(scope)),
    }
}

/// The reply with a new token.
fn granted(state: &State, correlation: &Correlation) -> Reply {
    let lifetime = state.config.token_lifetime;
    let seconds = lifetime.as_secs().saturating_sub(1);
    let body = json!({
        "token_type": "Bearer",
        "expires_in": seconds,
        "ext_expires_in": seconds,
        "access_token": state.tokens.issue(lifetime),
    });
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

    #[test]
    fn a_scope_is_one_resources_default() {
        for (scope, number) in [
            ("https://graph.microsoft.com/.default", None),
            ("http://127.0.0.1:8080/.default", None),
            ("https://graph.microsoft.com/User.Read", Some(1_002_012)),
            (".default", Some(1_002_012)),
            ("/.default", Some(1_002_012)),
            ("a/.default b/.default", Some(70_011)),
            (" ", Some(70_011)),
        ] {
            assert_eq!(check_scope(scope).err().map(|error| error.number), number, "{scope}");
        }
    }
}
