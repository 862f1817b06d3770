//! The authorization code grant with PKCE: a person signs in with the browser of the machine that the program runs on.
//!
//! [`request`] is the address that the browser opens, [`pkce`] what makes its answer worthless to anybody else, and
//! [`loopback`](super::loopback) where the answer arrives. Neither the code nor its verifier leaves these modules.

mod pkce;
mod request;

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};

pub use request::Prompt;

use self::pkce::Pkce;
use self::request::Wishes;
use super::app::{App, Proof};
use super::delegated::{Delegated, SignIn, Wanted, of_person};
use super::endpoint::{Grant, Granted};
use super::loopback::{Listener, RedirectUri};
use super::{AccessToken, Secret, TokenProvider, TokenRequest};
use crate::transport::BoxFuture;
use crate::{Error, Result, Url};

/// How long a person may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// Where the answer arrives unless told otherwise: what Entra ID registers for desktop apps.
const REDIRECT_URI: &str = "http://localhost";

/// Opens an address in a browser.
type Open = dyn Fn(&Url) -> std::io::Result<()> + Send + Sync;

/// A person signs in with the browser of this machine: for desktop programs and command lines.
///
/// The first call opens the system's browser and waits until the person has signed in there; from then on a refresh token
/// does, and nobody is asked again while it lasts. Only one sign-in is under way at a time, however many calls wait. Where a
/// call has a time limit, that ends the sign-in too: give none to the first. Clones share the session.
///
/// The answer comes back over a listener on this machine alone, which is there while somebody signs in, and is worthless to
/// anybody else (PKCE). The app registration needs the platform "Mobile and desktop applications" with the redirect URI
/// `http://localhost`; any port fits it. It is a public client: it has no secret.
///
/// Sources: [the authorization code flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow),
/// [redirect URIs](https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions),
/// [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252), [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636).
///
/// ```
/// use graph_action::{Client, auth::{AuthorizationCode, Prompt}};
///
/// let credential = AuthorizationCode::new("contoso.onmicrosoft.com", "11111111-2222-…")
///     .scopes(["User.Read", "Mail.Send"])
///     .prompt(Prompt::SelectAccount);
/// let client = Client::new(credential)?;
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Clone)]
pub struct AuthorizationCode {
    /// Who has signed in.
    person: Delegated,
    /// How they sign in.
    way: Way,
}

/// Signs a person in by a browser.
#[derive(Clone)]
struct Way {
    /// Where the answer arrives.
    redirect_uri: Arc<str>,
    /// What the page is to do.
    wishes: Wishes,
    /// How long the person may take.
    patience: Duration,
    /// Opens the browser.
    open: Arc<Open>,
}

impl AuthorizationCode {
    /// A credential: the tenant's id or domain (`organizations` for any, `common` for personal accounts too) and the app's
    /// client id.
    pub fn new(tenant: impl Into<String>, client_id: impl Into<String>) -> Self {
        let way = Way {
            redirect_uri: REDIRECT_URI.into(),
            wishes: Wishes::default(),
            patience: PATIENCE,
            open: Arc::new(|url| webbrowser::open(url.as_str())),
        };
        Self { person: Delegated::new(App::new(tenant, client_id, Proof::None)), way }
    }

    /// What the sign-in page does before anything else; by default it asks only what it has to.
    #[must_use]
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.way.wishes.prompt = Some(prompt);
        self
    }

    /// Who will probably sign in, so that the page need not ask: a user name such as `adele@contoso.com`.
    #[must_use]
    pub fn login_hint(mut self, user: impl Into<String>) -> Self {
        self.way.wishes.login_hint = Some(user.into());
        self
    }

    /// The domain of who will sign in, so that the page goes on to that one's own: `contoso.com`.
    #[must_use]
    pub fn domain_hint(mut self, domain: impl Into<String>) -> Self {
        self.way.wishes.domain_hint = Some(domain.into());
        self
    }

    /// Where the answer arrives, as the app registration has it: `http://localhost` or `http://127.0.0.1`, and a path or a
    /// port where they are registered too. Without a port it is one that is free. Default: `http://localhost`.
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl AsRef<str>) -> Self {
        self.way.redirect_uri = uri.as_ref().into();
        self
    }

    /// How long the person may take; default: five minutes. Then the call ends with an error, and the next one asks again.
    #[must_use]
    pub fn patience(mut self, limit: Duration) -> Self {
        self.way.patience = limit;
        self
    }

    /// Opens the sign-in page in another way than with the system's browser.
    ///
    /// `open` runs on a thread for blocking work. The address is for the person alone: whoever else signs in there does it
    /// for this program.
    ///
    /// ```
    /// use graph_action::auth::AuthorizationCode;
    ///
    /// let credential = AuthorizationCode::new("organizations", "11111111-2222-…").open_with(|url| {
    ///     println!("To sign in, open {url}");
    ///     Ok(())
    /// });
    /// ```
    #[must_use]
    pub fn open_with(mut self, open: impl Fn(&Url) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        self.way.open = Arc::new(open);
        self
    }
}

of_person!(AuthorizationCode);

impl TokenProvider for AuthorizationCode {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken>> {
        self.person.token(request, || Arc::new(self.way.clone()))
    }

    fn kept(&self, request: &TokenRequest<'_>) -> Option<AccessToken> {
        self.person.kept(request)
    }

    fn reject(&self, token: &AccessToken) {
        self.person.reject(token);
    }

    fn validate(&self) -> Result<()> {
        RedirectUri::parse(&self.way.redirect_uri)?;
        self.person.app.validate()
    }
}

impl std::fmt::Debug for AuthorizationCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AuthorizationCode")
            .field("person", &self.person)
            .field("redirect_uri", &self.way.redirect_uri)
            .finish_non_exhaustive()
    }
}

impl SignIn for Way {
    fn sign_in<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Granted>> {
        async move {
            let pkce = Pkce::new()?;
            let listener = Listener::bind(&RedirectUri::parse(&self.redirect_uri)?)?;
            let code = tokio::time::timeout(self.patience, self.ask(wanted, &listener, &pkce)).await;
            let code = code.map_err(|_| {
                Error::token("nobody has signed in with the browser in time; the next call opens it again")
            })??;
            let grant = Grant::new("authorization_code")
                .once()
                .with("scope", &wanted.scope)
                .with("redirect_uri", listener.uri())
                .with_secret("code", code)
                .with_secret("code_verifier", pkce.verifier);
            // The port is free again only behind this: the redirect URI is the program's own until the code is redeemed.
            wanted.at.redeem(grant).await
        }
        .boxed()
    }
}

impl Way {
    /// Opens the browser and waits for the code.
    async fn ask(&self, wanted: &Wanted, listener: &Listener, pkce: &Pkce) -> Result<Secret> {
        let state = pkce::random()?;
        let url = request::address(&wanted.at, &wanted.scope, &self.wishes, listener.uri(), (&state, &pkce.challenge))?;
        let open = Arc::clone(&self.open);
        // A browser in a terminal keeps its thread until the person is done: the answer comes meanwhile.
        let opening = tokio::task::spawn_blocking(move || open(&url));
        let answer = std::pin::pin!(listener.code(&state));
        match select(answer, opening).await {
            Either::Left((code, _)) => code,
            Either::Right((Ok(Ok(())), answer)) => answer.await,
            Either::Right((Ok(Err(error)), _)) => Err(unopened().with_source(error)),
            Either::Right((Err(error), _)) => Err(unopened().with_source(error)),
        }
    }
}

/// There is no browser, or none that does as it is told.
fn unopened() -> Error {
    Error::token(
        "no browser could be opened for the sign-in; `open_with` shows the address in another way, and `DeviceCode` needs no browser here",
    )
}
