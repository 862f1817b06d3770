//! The address that the browser opens. Everything in it may be seen on the screen and in the browser's history: no secret.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::auth::Secret;
use crate::auth::endpoint;
use crate::auth::redeemer::Redeemer;
use crate::{Error, Result, Url};

/// What the sign-in page does before anything else.
///
/// Source: [the authorization code flow](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code).
///
/// ```
/// use graph_action::auth::{AuthorizationCode, Prompt};
///
/// let credential = AuthorizationCode::new("organizations", "11111111-2222-…").prompt(Prompt::SelectAccount);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Prompt {
    /// Lets the person choose among their accounts.
    SelectAccount,
    /// Makes the person enter their password again.
    Login,
    /// Asks for consent again.
    Consent,
    /// Asks nothing: whoever is signed in in the browser is taken, and where somebody would have to be asked it fails.
    None,
}

impl Prompt {
    /// As the address has it.
    fn as_str(self) -> &'static str {
        match self {
            Self::SelectAccount => "select_account",
            Self::Login => "login",
            Self::Consent => "consent",
            Self::None => "none",
        }
    }
}

/// What the program wishes of the page.
#[derive(Clone, Default)]
pub(super) struct Wishes {
    /// What it does first.
    pub(super) prompt: Option<Prompt>,
    /// Who will probably sign in.
    pub(super) login_hint: Option<String>,
    /// Their domain.
    pub(super) domain_hint: Option<String>,
}

/// The address of the sign-in page.
pub(super) fn address(
    at: &Redeemer,
    scope: &str,
    wishes: &Wishes,
    redirect_uri: &str,
    (state, challenge): (&Secret, &str),
) -> Result<Url> {
    let mut address = endpoint::address(&at.authority, &at.tenant, "authorize")?;
    let parameters = [
        ("client_id", Some(&*at.app.client_id)),
        ("response_type", Some("code")),
        ("response_mode", Some("query")),
        ("redirect_uri", Some(redirect_uri)),
        ("scope", Some(scope)),
        ("state", Some(state.expose())),
        ("code_challenge", Some(challenge)),
        ("code_challenge_method", Some("S256")),
        ("prompt", wishes.prompt.map(Prompt::as_str)),
        ("login_hint", wishes.login_hint.as_deref()),
        ("domain_hint", wishes.domain_hint.as_deref()),
        ("claims", at.claims.as_deref()),
    ];
    let mut separator = '?';
    for (name, value) in parameters {
        let Some(value) = value else { continue };
        address.push(separator);
        address.push_str(name);
        address.push('=');
        address.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        separator = '&';
    }
    Url::parse(&address)
        .map_err(|error| Error::token("the address of the sign-in page is not legal").with_source(error))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::*;
    use crate::auth::app::{App, Proof};
    use crate::transport::{Body, BoxFuture, Transport, TransportError};

    /// Never asked.
    struct Unused;

    impl Transport for Unused {
        fn send(
            &self,
            _request: http::Request<bytes::Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            Box::pin(async { Ok(http::Response::new(Body::from(""))) })
        }
    }

    /// The parameters of the address, decoded.
    fn parameters(wishes: &Wishes, claims: Option<&str>) -> (String, HashMap<String, String>) {
        let at = Redeemer {
            app: Arc::new(App::new("contoso.com", "an id", Proof::None)),
            authority: "https://login.example.org".to_owned(),
            tenant: "contoso.com".to_owned(),
            claims: claims.map(str::to_owned),
            transport: Arc::new(Unused),
        };
        let url = address(&at, "a/b c+d&e", wishes, "http://localhost:1", (&Secret::new("s"), "c")).unwrap();
        let place = url.as_str().split('?').next().unwrap().to_owned();
        (place, url.query_pairs().into_owned().collect())
    }

    #[test]
    fn the_address_says_what_is_wanted_and_nothing_more() {
        let (place, said) = parameters(&Wishes::default(), None);
        assert_eq!(place, "https://login.example.org/contoso.com/oauth2/v2.0/authorize");
        for (name, value) in [
            ("client_id", "an id"),
            ("response_type", "code"),
            ("response_mode", "query"),
            ("redirect_uri", "http://localhost:1"),
            ("scope", "a/b c+d&e"),
            ("state", "s"),
            ("code_challenge", "c"),
            ("code_challenge_method", "S256"),
        ] {
            assert_eq!(said.get(name).map(String::as_str), Some(value), "{name}");
        }
        assert_eq!(said.len(), 8);
    }

    #[test]
    fn wishes_and_claims_are_added() {
        let wishes = Wishes {
            prompt: Some(Prompt::SelectAccount),
            login_hint: Some("adele+x@contoso.com".to_owned()),
            domain_hint: Some("contoso.com".to_owned()),
        };
        let (_, said) = parameters(&wishes, Some(r#"{"access_token":{}}"#));
        assert_eq!(said["prompt"], "select_account");
        assert_eq!(said["login_hint"], "adele+x@contoso.com");
        assert_eq!(said["domain_hint"], "contoso.com");
        assert_eq!(said["claims"], r#"{"access_token":{}}"#);
    }
}
