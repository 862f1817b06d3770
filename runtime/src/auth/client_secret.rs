//! The client credentials grant with a secret: an app on its own.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::cache::TokenCache;
use super::entra;
use super::{AccessToken, Secret, TokenProvider, TokenRequest};
use crate::client::require_safe_url;
use crate::error::ErrorKind;
use crate::request::encoding::push_segment;
use crate::transport::{BoxFuture, CollectError, Transport, TransportError};
use crate::{Error, Result};

/// An app registration's id and secret: Entra ID's client credentials grant.
///
/// The token is kept until shortly before it expires; one request for it is in flight however many calls wait. Clones
/// share the token.
///
/// Source: [the client credentials flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
///
/// ```
/// use graph_action::{Client, auth::ClientSecret};
///
/// let client = Client::new(ClientSecret::new("contoso.onmicrosoft.com", "11111111-2222-…", "the secret"))?;
/// assert!(!format!("{client:?}").contains("the secret"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct ClientSecret {
    /// The tenant's id or one of its domains.
    tenant: String,
    /// The app's (client) id.
    client_id: String,
    /// The app's secret.
    secret: Secret,
    /// The login host, where it is not the cloud's.
    authority: Option<String>,
    /// The tokens got so far.
    cache: TokenCache,
}

/// What the token endpoint answers.
#[derive(serde::Deserialize)]
struct TokenResponse {
    /// The token.
    access_token: String,
    /// Its life in seconds; a number by the standard, text from some gateways.
    #[serde(default, deserialize_with = "entra::seconds")]
    expires_in: Option<u64>,
}

/// The most that the token endpoint's answer is let be.
const LONGEST_ANSWER: usize = 1 << 20;

impl ClientSecret {
    /// A credential: the tenant's id or domain, the app's client id, and its secret's value (not the secret's id).
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            tenant: tenant.into(),
            client_id: client_id.into(),
            secret: Secret::new(secret),
            authority: None,
            cache: TokenCache::default(),
        }
    }

    /// The login host without the tenant, where it is not the cloud's own: `https://login.example.org`.
    #[must_use]
    pub fn authority(mut self, url: impl Into<String>) -> Self {
        self.authority = Some(url.into());
        // A token of another authority is another token.
        self.cache = TokenCache::default();
        self
    }

    /// The request for a token.
    fn request(&self, authority: &str, scope: &str) -> Result<http::Request<Bytes>> {
        let mut endpoint = format!("{authority}/");
        push_segment(&mut endpoint, &self.tenant).map_err(|_| Error::token("the tenant is no tenant id or domain"))?;
        endpoint.push_str("/oauth2/v2.0/token");
        let mut form = zeroize::Zeroizing::new(String::with_capacity(256));
        form.push_str("grant_type=client_credentials");
        for (name, value) in
            [("client_id", &*self.client_id), ("client_secret", self.secret.expose()), ("scope", scope)]
        {
            form.push('&');
            form.push_str(name);
            form.push('=');
            form.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
        let mut request = http::Request::new(Bytes::copy_from_slice(form.as_bytes()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = http::Uri::try_from(endpoint)
            .map_err(|error| Error::token("the address of the token endpoint is not legal").with_source(error))?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Ok(request)
    }
}

impl TokenProvider for ClientSecret {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        let authority = self.authority.as_deref().unwrap_or(request.authority).trim_end_matches('/');
        let key = format!("{authority} {}", request.scope);
        let fetch = move || {
            let transport = Arc::clone(request.transport);
            match self.request(authority, request.scope) {
                Ok(request) => fetch(transport, request, self.secret.clone()).boxed(),
                Err(error) => std::future::ready(Err(error)).boxed(),
            }
        };
        async move { self.cache.token(&key, fetch).await }.boxed()
    }

    fn reject(&self, token: &AccessToken) {
        self.cache.forget(token);
    }

    fn validate(&self) -> Result<()> {
        for (what, value) in
            [("tenant", &*self.tenant), ("client id", &*self.client_id), ("client secret", self.secret.expose())]
        {
            if value.trim().is_empty() {
                return Err(Error::new(ErrorKind::Configuration, format!("the {what} of the credential is empty")));
            }
        }
        match &self.authority {
            Some(authority) => require_safe_url("authority", authority).map(drop),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The secret is not shown, nor is an authority that has a password in it and is yet to be refused.
        let authority = self.authority.as_deref().filter(|authority| !authority.contains('@'));
        formatter
            .debug_struct("ClientSecret")
            .field("tenant", &self.tenant)
            .field("client_id", &self.client_id)
            .field("authority", &authority)
            .finish_non_exhaustive()
    }
}

/// Gets a token over the wire.
async fn fetch(transport: Arc<dyn Transport>, request: http::Request<Bytes>, secret: Secret) -> Result<AccessToken> {
    let unreachable = |error: TransportError| Error::token("the login service could not be reached").with_source(error);
    let response = transport.send(request).await.map_err(unreachable)?;
    let (parts, body) = response.into_parts();
    let body = body.collect(LONGEST_ANSWER).await.map_err(|(error, _)| match error {
        CollectError::Transport(error) => unreachable(error),
        CollectError::TooLong => Error::token("the login service's answer is longer than any token"),
    })?;
    if !parts.status.is_success() {
        // A gateway may repeat in its error what it was sent.
        let body = if shows(&body, &secret) { Bytes::new() } else { body };
        return Err(entra::error(parts.status, parts.headers, body));
    }
    // What does not parse may still hold a token: neither the body nor serde's words about it are kept.
    let response =
        serde_json::from_slice(&body).ok().filter(|response: &TokenResponse| !response.access_token.is_empty());
    let Some(TokenResponse { access_token, expires_in }) = response else {
        return Err(Error::token("the login service answered with success, but not with a token"));
    };
    Ok(AccessToken::new(access_token, Some(Duration::from_secs(expires_in.unwrap_or(3600)))))
}

/// Whether a body has the secret in it, as it is or as it was sent.
fn shows(body: &[u8], secret: &Secret) -> bool {
    let text = String::from_utf8_lossy(body);
    let sent = zeroize::Zeroizing::new(utf8_percent_encode(secret.expose(), NON_ALPHANUMERIC).to_string());
    text.contains(secret.expose()) || text.contains(&**sent)
}
