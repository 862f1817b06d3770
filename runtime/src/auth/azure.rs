//! The credentials of the Azure SDK for Rust: managed identities, the Azure CLI, pipelines, and whatever else implements its
//! trait.
//!
//! The trait cannot say all that this crate's can: neither claims nor another tenant can be asked for. What it cannot say is
//! an error here, never left out. Its errors hold responses that may hold tokens: only what is safe of them is taken over.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use azure_core::credentials::TokenCredential;
use azure_core::error::ErrorKind as AzureErrorKind;
use azure_core::http::RawResponse;
use azure_core::time::OffsetDateTime;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::cache::TokenCache;
use super::{AccessToken, TokenProvider, TokenRequest};
use crate::error::{ErrorKind, ServiceError, one_line};
use crate::transport::BoxFuture;
use crate::{Error, Result};

/// A credential of the Azure SDK for Rust, by the feature `azure`: anything that implements `azure_core`'s
/// [`TokenCredential`], such as the managed identities, the Azure CLI, the Azure Developer CLI and the pipelines of the crate
/// [`azure_identity`](https://docs.rs/azure_identity).
///
/// Its token is kept and replaced ahead of its end as this crate's other credentials do it, though some of the SDK's own keep
/// theirs too: a token that Graph refuses early is replaced only if the credential gives out another one.
///
/// The trait can ask neither for the claims of a claims challenge (continuous access evaluation, conditional access) nor for
/// another tenant: a request that needs either fails, and says so. The login host is the credential's own affair.
///
/// ```
/// use std::sync::Arc;
/// use azure_core::credentials::TokenCredential;
/// use graph_action::{Client, auth::Azure};
///
/// /// In a program: `connect(azure_identity::ManagedIdentityCredential::new(None)?)`.
/// fn connect(credential: Arc<dyn TokenCredential>) -> graph_action::Result<Client> {
///     Client::new(Azure::new(credential))
/// }
/// ```
///
/// Source: [managed identities](https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview).
#[derive(Clone)]
pub struct Azure {
    /// The SDK's credential.
    credential: Arc<dyn TokenCredential>,
    /// Whether a chain may go on without it.
    is_optional: bool,
    /// The tokens got so far.
    cache: TokenCache,
}

impl Azure {
    /// A credential of the SDK.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self { credential, is_optional: false, cache: TokenCache::default() }
    }

    /// Lets a [`Chain`](super::Chain) go on where this credential is not on this machine: where it fails before any service
    /// has answered, since there is no endpoint, no tool or nobody logged in. An answer that refuses ends the chain all the
    /// same.
    ///
    /// The SDK does not tell a credential that is missing from one that cannot reach its service, so it is for you to say
    /// that the next credential may stand in then. Put the managed identity of a virtual machine behind the developer's
    /// tools: where there is none, the SDK looks for it for more than a minute.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use azure_core::credentials::TokenCredential;
    /// use graph_action::auth::{Azure, Chain, Environment};
    ///
    /// /// What a program takes on its developer's machine, and where it runs.
    /// fn credential(cli: Arc<dyn TokenCredential>, managed_identity: Arc<dyn TokenCredential>) -> Chain {
    ///     Chain::new(Environment::new()).then(Azure::new(cli).optional()).then(Azure::new(managed_identity))
    /// }
    /// ```
    #[must_use]
    pub fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}

/// A token for this scope.
async fn get(credential: Arc<dyn TokenCredential>, scope: String, is_optional: bool) -> Result<AccessToken> {
    let token = credential.get_token(&[&scope], None).await.map_err(|error| explain(&error, is_optional))?;
    let left = token.expires_on - OffsetDateTime::now_utc();
    // One that has expired is of no use for any time.
    Ok(AccessToken::new(token.token.secret(), Some(Duration::try_from(left).unwrap_or_default())))
}

/// What the trait cannot ask for.
fn inexpressible(request: &TokenRequest<'_>) -> Option<Error> {
    let what = match request {
        TokenRequest { claims: Some(_), .. } => {
            "the claims that the service's challenge wants: take one of this crate's own credentials for continuous access \
             evaluation, or log in again where the credential does"
        }
        TokenRequest { tenant: Some(_), .. } => "another tenant than its own: make a credential for each tenant",
        _ => return None,
    };
    Some(Error::token(format!("an `azure_core` credential cannot ask for {what}")))
}

/// The SDK's error in this crate's words: what it says on one line, and the response if one came.
fn explain(error: &azure_core::Error, is_optional: bool) -> Error {
    let causes = || std::iter::successors(Some(error as &dyn StdError), |&error| error.source());
    let kinds = || causes().filter_map(|error| error.downcast_ref::<azure_core::Error>()).map(azure_core::Error::kind);
    let response = kinds().find_map(|kind| match kind {
        AzureErrorKind::HttpResponse { status, raw_response, .. } => {
            Some(response((*status).into(), raw_response.as_deref()))
        }
        _ => None,
    });
    let text = error.to_string();
    let is_unreadable = kinds().any(|kind| *kind == AzureErrorKind::DataConversion);
    if is_unreadable && text.contains('"') {
        // What could not be read may hold a token, and the reader quotes it.
        return Error::token("the credential got an answer that it cannot read");
    }
    let Some(response) = response else {
        let error = Error::token(one_line(&text));
        return if is_optional && !is_unreadable { error.without_credential() } else { error };
    };
    // What the service said is told beside.
    let said = ServiceError::read(&response.1, &response.2);
    let end = said.message().and_then(|said| text.find(said)).into_iter().chain(text.find(['{', '<'])).min();
    let own = text.get(..end.unwrap_or(text.len())).unwrap_or(&text).trim_end_matches([' ', ':', '.']);
    Error::of_response(ErrorKind::Token, one_line(own), response)
}

/// A response of the SDK's; without its body, where that repeats what was secret in the request.
fn response(status: u16, raw: Option<&RawResponse>) -> (StatusCode, HeaderMap, Bytes) {
    let mut headers = HeaderMap::new();
    let mut body = Bytes::new();
    if let Some(raw) = raw {
        for (name, value) in raw.headers().iter() {
            let name = HeaderName::from_bytes(name.as_str().as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value.as_str())) {
                headers.append(name, value);
            }
        }
        body = Bytes::copy_from_slice(raw.body().as_ref());
    }
    let text = String::from_utf8_lossy(&body);
    if ["client_secret=", "client_assertion="].iter().any(|secret| text.contains(secret)) {
        body = Bytes::new();
    }
    (StatusCode::from_u16(status).unwrap_or_default(), headers, body)
}

impl TokenProvider for Azure {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        if let Some(error) = inexpressible(&request) {
            return Box::pin(std::future::ready(Err(error)));
        }
        let fetch = move || {
            Box::pin(get(Arc::clone(&self.credential), request.scope.to_owned(), self.is_optional))
                as BoxFuture<'static, _>
        };
        Box::pin(self.cache.token(request.key(), request.force_refresh, fetch))
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.kept(&request.key(), request.force_refresh)
    }

    fn reject(&self, token: &AccessToken) {
        self.cache.reject(token);
    }
}

impl std::fmt::Debug for Azure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Azure").field("is_optional", &self.is_optional).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
