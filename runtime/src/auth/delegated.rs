//! A person who has signed in: their tokens, the refresh token behind them, and a new sign-in where that is of no more use.
//!
//! Nobody is asked to sign in while a refresh token does, nor twice at once. How a person signs in is not known here; it is a
//! [`SignIn`]'s affair.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::lock::Mutex;

use super::app::App;
use super::cache::{Key, TokenCache};
use super::endpoint::Granted;
use super::redeemer::Redeemer;
use super::refresh::{self, OnRotated, Refresh};
use super::scopes::Scopes;
use super::{AccessToken, TokenRequest};
use crate::Result;
use crate::transport::BoxFuture;

/// What tells the tokens of whoever has signed in from those of an app on its own.
const SUBJECT: &str = "whoever has signed in";

/// A way to sign a person in.
pub(super) trait SignIn: Send + Sync + 'static {
    /// Asks the person, and waits for them.
    fn sign_in<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Granted>>;
}

/// What a person is to sign in for, and where.
pub(super) struct Wanted {
    /// The app that acts for them, and the login service.
    pub(super) at: Redeemer,
    /// The scopes, separated by spaces.
    pub(super) scope: String,
    /// Whether the service has refused a token and asked for claims.
    is_challenged: bool,
}

/// The refresh tokens, by the login host and tenant that gave them: they go nowhere else.
type Sessions = HashMap<String, Refresh>;

/// The tokens of a person who signs in when asked. Clones share them.
#[derive(Clone)]
pub(super) struct Delegated {
    /// The app that acts for them.
    pub(super) app: Arc<App>,
    /// What they are asked for.
    scopes: Scopes,
    /// The tokens got so far.
    cache: TokenCache,
    /// Whoever redeems a refresh token or asks a person holds the lock meanwhile.
    sessions: Arc<Mutex<Sessions>>,
    /// What is told of each new refresh token.
    on_rotated: Option<OnRotated>,
}

impl Delegated {
    /// Nobody has signed in yet.
    pub(super) fn new(app: App) -> Self {
        let (scopes, cache) = (Scopes::default(), TokenCache::default());
        Self { app: Arc::new(app), scopes, cache, sessions: Arc::default(), on_rotated: None }
    }

    /// The same with these scopes, which nobody has consented to yet.
    pub(super) fn with_scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: Scopes::of(scopes), ..self }.without_sessions()
    }

    /// The same at another login host, where nobody has signed in yet.
    pub(super) fn at(self, authority: String) -> Self {
        let app = App { authority: Some(authority), ..(*self.app).clone() };
        Self { app: Arc::new(app), ..self }.without_sessions()
    }

    /// The same, with something that is told of each new refresh token.
    pub(super) fn on_rotated(self, told: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { on_rotated: Some(Arc::new(told)), ..self }.without_sessions()
    }

    /// The same, with nothing of what others have signed in to.
    fn without_sessions(self) -> Self {
        Self { cache: TokenCache::default(), sessions: Arc::default(), ..self }
    }

    /// A token that is valid now, after a sign-in if need be.
    pub(super) fn token<'a>(
        &'a self,
        request: TokenRequest<'a>,
        way: impl FnOnce() -> Arc<dyn SignIn> + Send + 'a,
    ) -> BoxFuture<'a, Result<AccessToken>> {
        let fetch = move || {
            let wanted = Wanted {
                at: Redeemer::new(&self.app, &request),
                scope: refresh::offline(self.scopes.or(request.scope)),
                is_challenged: request.claims.is_some(),
            };
            let (sessions, on_rotated, way) = (Arc::clone(&self.sessions), self.on_rotated.clone(), way());
            async move {
                let none = || Refresh::none(on_rotated.clone());
                renewed(&mut *sessions.lock().await, none, &wanted, &*way).await
            }
            .boxed()
        };
        self.cache.token(self.key(&request), request.force_refresh, fetch).boxed()
    }

    /// The same token, if it is at hand.
    pub(super) fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.cache.kept(&self.key(request), request.force_refresh)
    }

    /// The service did not accept this token.
    pub(super) fn reject(&self, token: &AccessToken) {
        self.cache.reject(token);
    }

    /// What a token is kept under.
    fn key<'a>(&'a self, request: &TokenRequest<'a>) -> Key<'a> {
        self.scopes.key(self.app.key(request)).of_subject(SUBJECT)
    }
}

/// A new token by the refresh token, or by the person.
async fn renewed(
    sessions: &mut Sessions,
    none: impl Fn() -> Refresh,
    wanted: &Wanted,
    way: &dyn SignIn,
) -> Result<AccessToken> {
    let session = sessions.entry(format!("{}/{}", wanted.at.authority, wanted.at.tenant)).or_insert_with(&none);
    match session.redeem(&wanted.at, &wanted.scope).await {
        Ok(Some(token)) => return Ok(token),
        Ok(None) => {}
        Err(error) if error.is_interaction_required() => {
            // Where the service asked for claims, it may be good for everything else yet.
            if !wanted.is_challenged {
                *session = none();
            }
        }
        Err(error) => return Err(error),
    }
    let granted = way.sign_in(wanted).await?;
    Ok(session.keep(granted).await)
}

/// What can be set of every credential that stands on the `person` who signs in.
macro_rules! of_person {
    ($credential:ident) => {
        impl $credential {
            /// The scopes to ask the person for, such as `User.Read`; default: what the app registration lists
            /// (`https://graph.microsoft.com/.default`). `offline_access`, for a refresh token, is added.
            ///
            /// Whoever signed in before consented to others, and is asked again.
            #[must_use]
            pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
                Self { person: self.person.with_scopes(scopes), ..self }
            }

            /// What is told of each new refresh token, the first one included: where it is kept beyond this process, for a
            /// [`RefreshToken`](crate::auth::RefreshToken) to begin with the next time.
            ///
            /// It is called on the task that asked for a token, and so must not block for long. What it is given is a secret.
            #[must_use]
            pub fn on_rotated(self, told: impl Fn(&str) + Send + Sync + 'static) -> Self {
                Self { person: self.person.on_rotated(told), ..self }
            }

            /// The login host without the tenant, where it is not the cloud's own: `https://login.example.org`.
            #[must_use]
            pub fn authority(self, url: impl Into<String>) -> Self {
                Self { person: self.person.at(url.into()), ..self }
            }
        }
    };
}

pub(super) use of_person;

impl std::fmt::Debug for Delegated {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { app, scopes, .. } = self;
        formatter.debug_struct("Delegated").field("app", app).field("scopes", scopes).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
