use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use azure_core::credentials::TokenRequestOptions;
use azure_core::http::headers::Headers;
use azure_core::time::Duration as AzureDuration;

use super::*;
use crate::transport::{Body, Transport, TransportError};

/// A credential of one's own, which answers with what it is told, and a new token each time.
#[derive(Debug, Default)]
struct Own {
    /// The scopes that it was asked for.
    scopes: Mutex<Vec<String>>,
    /// How many tokens it gave out.
    count: AtomicUsize,
    /// How many seconds they live.
    lifetime: i64,
}

impl TokenCredential for Own {
    fn get_token<'a, 's, 't, 'u, 'f>(
        &'a self,
        scopes: &'s [&'t str],
        _: Option<TokenRequestOptions<'u>>,
    ) -> Pin<Box<dyn Future<Output = azure_core::Result<azure_core::credentials::AccessToken>> + Send + 'f>>
    where
        'a: 'f,
        's: 'f,
        't: 'f,
        'u: 'f,
    {
        self.scopes.lock().unwrap().push(scopes.join(" "));
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        let end = OffsetDateTime::now_utc() + AzureDuration::seconds(self.lifetime);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            Ok(azure_core::credentials::AccessToken::new(format!("token {number}"), end))
        })
    }
}

/// A transport that is not asked.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        panic!("the SDK has its own transport")
    }
}

/// What the credential gives for a request, changed in some way from an ordinary one.
async fn ask(credential: &Azure, change: impl FnOnce(&mut TokenRequest<'_>)) -> Result<String> {
    let transport: Arc<dyn Transport> = Arc::new(Nowhere);
    let mut request = TokenRequest {
        scope: "https://graph.microsoft.com/.default",
        authority: "https://login.microsoftonline.com",
        tenant: None,
        claims: None,
        continuous_access: true,
        force_refresh: false,
        transport: &transport,
    };
    change(&mut request);
    credential.token(request).await.map(|token| String::from_utf8_lossy(token.bytes()).into_owned())
}

#[tokio::test]
async fn a_token_is_got_for_the_scope_kept_for_its_life_and_replaced_once_refused() {
    let own = Arc::new(Own { lifetime: 3600, ..Own::default() });
    let azure = Azure::new(Arc::clone(&own) as Arc<dyn TokenCredential>);
    let (one, other) = tokio::join!(ask(&azure, |_| {}), ask(&azure, |_| {}));
    assert_eq!((one.unwrap().as_str(), other.unwrap().as_str()), ("token 0", "token 0"));
    assert_eq!(ask(&azure, |request| request.scope = "https://graph.microsoft.us/.default").await.unwrap(), "token 1");
    assert_eq!(ask(&azure, |request| request.force_refresh = true).await.unwrap(), "token 2");
    azure.reject(&AccessToken::new("token 2", None));
    assert_eq!(ask(&azure, |_| {}).await.unwrap(), "token 3");
    let (of_global, of_l4) = ("https://graph.microsoft.com/.default", "https://graph.microsoft.us/.default");
    assert_eq!(*own.scopes.lock().unwrap(), [of_global, of_l4, of_global, of_global]);
}

#[tokio::test]
async fn a_token_that_has_expired_is_not_kept() {
    let azure = Azure::new(Arc::new(Own { lifetime: -5, ..Own::default() }));
    for token in ["token 0", "token 1"] {
        assert_eq!(ask(&azure, |_| {}).await.unwrap(), token);
    }
}

#[tokio::test]
async fn what_the_trait_cannot_ask_for_is_an_error_and_not_left_out() {
    let own = Arc::new(Own { lifetime: 3600, ..Own::default() });
    let azure = Azure::new(Arc::clone(&own) as Arc<dyn TokenCredential>).optional();
    let claims = ask(&azure, |request| request.claims = Some(r#"{"access_token":{"nbf":{"value":"1"}}}"#)).await;
    let tenant = ask(&azure, |request| request.tenant = Some("contoso.onmicrosoft.com")).await;
    for (result, words) in [(claims, "continuous access evaluation"), (tenant, "make a credential for each tenant")] {
        let error = result.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!((error.kind(), error.is_credential_unavailable()), (ErrorKind::Token, false));
    }
    assert!(own.scopes.lock().unwrap().is_empty());
}

/// An error as the SDK's credentials word it, around another one.
fn worded(inner: azure_core::Error, words: &str) -> azure_core::Error {
    let message = format!("{words}\nTo troubleshoot, visit https://aka.ms/azsdk");
    azure_core::Error::with_error(AzureErrorKind::Credential, inner, message)
}

/// An error of a service that answered so.
fn answered(status: u16, body: &'static str) -> azure_core::Error {
    let mut headers = Headers::new();
    headers.insert("retry-after", "7");
    let raw = RawResponse::from_bytes(status.into(), headers, body);
    let kind =
        AzureErrorKind::HttpResponse { status: status.into(), error_code: None, raw_response: Some(Box::new(raw)) };
    azure_core::Error::with_message(kind, "refused")
}

#[test]
fn an_answer_is_kept_with_its_status_code_and_advice() {
    let body = r#"{"error":"invalid_request","error_description":"Identity not found"}"#;
    let words = format!("ManagedIdentityCredential authentication failed. The request failed: {body}");
    for is_optional in [false, true] {
        let error = explain(&worded(answered(400, body), &words), is_optional);
        let expected = "ManagedIdentityCredential authentication failed. The request failed: 400 Bad Request, \
            invalid_request: Identity not found; the login service asks to wait 7.0 s before the next try";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.code(), Some("invalid_request"));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert!(!error.is_credential_unavailable(), "a refusal is one whoever it comes from");
    }
    let said = r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret."}"#;
    let words = "ClientSecretCredential authentication failed. AADSTS7000215: Invalid client secret.";
    let error = explain(&worded(answered(401, said), words), false);
    let expected = "ClientSecretCredential authentication failed: 401 Unauthorized, invalid_client: \
        AADSTS7000215: Invalid client secret";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[test]
fn what_never_was_answered_lets_a_chain_go_on_only_where_that_was_asked_for() {
    let refused = || azure_core::Error::new(AzureErrorKind::Io, std::io::Error::other("connection refused"));
    let missing = || azure_core::Error::with_message(AzureErrorKind::Credential, "az not found on PATH");
    for inner in [refused, missing as fn() -> _] {
        for is_optional in [false, true] {
            let words = "AzureCliCredential authentication failed. It is not here.";
            let error = explain(&worded(inner(), words), is_optional);
            assert_eq!(error.is_credential_unavailable(), is_optional, "{error}");
            let expected =
                "AzureCliCredential authentication failed. It is not here. To troubleshoot, visit https://aka.ms/azsdk";
            assert_eq!(error.to_string(), expected);
        }
    }
}

#[test]
fn no_secret_of_an_answer_comes_along() {
    let quoted = azure_core::Error::with_message(AzureErrorKind::DataConversion, "no matter");
    let quoted = worded(quoted, r#"authentication failed. invalid type: string "unmistakable-token", expected i64"#);
    let echoed = worded(answered(502, "client_secret=unmistakable-token&scope=a"), "authentication failed.");
    for error in [explain(&quoted, true), explain(&echoed, true)] {
        assert!(!format!("{error} {error:?} {error:#?}").contains("unmistakable-token"), "{error:?}");
        assert!(StdError::source(&error).is_none() && error.body().is_empty());
        assert!(!error.is_credential_unavailable());
    }
    let old = azure_core::Error::with_message(AzureErrorKind::DataConversion, "Please use Azure CLI 2.54.0 or newer.");
    let old = explain(&old, true);
    assert!(old.to_string().contains("2.54.0") && !old.is_credential_unavailable(), "it is there, but of no use");
    let azure = Azure::new(Arc::new(Own::default()));
    assert_eq!(format!("{azure:?}"), "Azure { is_optional: false, .. }");
}
