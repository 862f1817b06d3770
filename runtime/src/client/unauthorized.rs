//! What follows when the service does not take a token: another one, and the request once more, or the service's error.
//!
//! | answer | what is done |
//! | --- | --- |
//! | 401 | the token is given up; a request that may be repeated is, once, with another one |
//! | 401 or 403 with a claims challenge | any request is repeated, once, with a token for those claims |
//!
//! A plain 401 may come from anything on the way, so it is no reason to send a `POST` twice. A challenge is the service's own
//! word that it did nothing, and that it will take the same request with another token: the same as a 429. Where there is no
//! other token, such as without the user, the service's error tells what was asked for. Nothing is repeated here, and a token
//! goes to the service's own addresses only.

use bytes::Bytes;
use http::StatusCode;

use super::Shared;
use super::exchange::{Answer, heard};
use super::prepared::{PreAuthorised, Prepared};
use crate::auth::{AccessToken, TokenRequest};
use crate::error::insufficient_claims;
use crate::{Error, Result};

/// The tokens of one call.
#[derive(Default)]
pub(super) struct Tokens {
    /// The token for the next try, where it is known already.
    next: Option<AccessToken>,
    /// Whether one has been replaced that the service did not take.
    has_replaced: bool,
    /// The claims that the service asked for.
    claims: Option<String>,
    /// Why there was no other one.
    failure: Option<Error>,
}

impl Tokens {
    /// The token for the next try; none where the address is one that no token may go to.
    pub(super) async fn next(
        &mut self,
        shared: &Shared,
        request: &http::Request<Bytes>,
    ) -> Result<Option<AccessToken>> {
        let is_pre_authorised = request.extensions().get::<PreAuthorised>().is_some();
        if is_pre_authorised || !shared.root.is_origin_of(request.uri()) {
            return Ok(None);
        }
        match self.next.take() {
            Some(token) => Ok(Some(token)),
            None => ask(shared, self.claims.as_deref()).await.map(Some),
        }
    }

    /// Whether an answer says that the token was not good enough, and there is another one for the next try.
    pub(super) async fn have_another(
        &mut self,
        shared: &Shared,
        prepared: &Prepared,
        (token, answer): (&AccessToken, &Answer),
    ) -> bool {
        let Some((status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), headers)) = heard(answer) else {
            return false;
        };
        if status == StatusCode::UNAUTHORIZED {
            // Revoked, or expired before its time. A call that must not be repeated leaves a new one to the next call.
            shared.credential.reject(token);
        }
        let challenge = insufficient_claims(headers);
        let may_repeat = match &challenge {
            Some(_) => self.claims.is_none(),
            None => status == StatusCode::UNAUTHORIZED && prepared.is_repeatable && !self.has_replaced,
        };
        if !may_repeat || prepared.retry(shared).is_never() {
            return false;
        }
        let is_challenge = challenge.is_some();
        let claims = challenge.or_else(|| self.claims.clone());
        match ask(shared, claims.as_deref()).await {
            Ok(other) if !other.is_same(token) => {
                tracing::debug!(target: "graph_action", is_challenge, "repeating the request with another token");
                (self.next, self.claims) = (Some(other), claims);
                self.has_replaced |= !is_challenge;
                true
            }
            Ok(_) => false,
            Err(error) => {
                // The caller is told what the service said, and behind it why that was not mended.
                self.failure = Some(error);
                false
            }
        }
    }

    /// Why there was no other token, where one was needed.
    pub(super) fn into_failure(self) -> Option<Error> {
        self.failure
    }
}

/// A token from the credential: without a future, where it has one at hand.
async fn ask(shared: &Shared, claims: Option<&str>) -> Result<AccessToken> {
    let request = TokenRequest {
        scope: &shared.scope,
        authority: &shared.authority,
        tenant: None,
        claims,
        continuous_access: shared.continuous_access,
        force_refresh: false,
        transport: &shared.transport,
    };
    match shared.credential.kept(&request) {
        Some(token) => Ok(token),
        None => shared.credential.token(request).await,
    }
}
