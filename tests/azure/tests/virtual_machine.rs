//! A virtual machine's managed identity. Its address is the same on every machine and cannot be changed, so the SDK's
//! transport is given one that goes to the embedded Graph instead; what is sent there is the SDK's own.

use std::sync::Arc;

use azure_core::http::{AsyncRawResponse, ClientOptions, HttpClient, Request, Transport, Url, new_http_client};
use azure_identity::{ManagedIdentityCredential, ManagedIdentityCredentialOptions, UserAssignedId};
use graph_action::auth::Azure;
use graph_action::{Client, graph_action};
use graph_action_sim::{Failure, Graph};

/// A call.
#[graph_action(GET "/communications/calls/<id>" -> serde_json::Value)]
struct GetCall {
    id: String,
}

/// Sends what is for a virtual machine's own endpoint somewhere else.
#[derive(Debug)]
struct Elsewhere {
    /// Where to.
    port: u16,
    /// What sends it.
    inner: Arc<dyn HttpClient>,
}

#[async_trait::async_trait]
impl HttpClient for Elsewhere {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        assert!(request.url().as_str().starts_with("http://169.254.169.254/metadata/identity/oauth2/token?"));
        let mut request = request.clone();
        request.url_mut().set_host(Some("127.0.0.1")).unwrap();
        request.url_mut().set_port(Some(self.port)).unwrap();
        self.inner.execute_request(&request).await
    }
}

/// A client with a virtual machine's identity: the one of this id, or the machine's own.
fn client(graph: &Graph, id: Option<&str>) -> Client {
    let port = Url::parse(graph.base_url()).unwrap().port().unwrap();
    let transport = Transport::new(Arc::new(Elsewhere { port, inner: new_http_client(None) }));
    let credential = ManagedIdentityCredential::new(Some(ManagedIdentityCredentialOptions {
        client_options: ClientOptions { transport: Some(transport), ..ClientOptions::default() },
        user_assigned_id: id.map(|id| UserAssignedId::ClientId(id.to_owned())),
    }));
    Client::builder(Azure::new(credential.unwrap())).base_url(graph.base_url()).build().unwrap()
}

#[tokio::test]
async fn one_token_for_many_calls_and_another_once_it_is_refused() {
    let graph = Graph::start().await.unwrap();
    for id in [None, Some(graph.client_id())] {
        let client = client(&graph, id);
        let call = GetCall { id: graph.create_call(None) };
        for _ in 0..3 {
            get_call(&client, &call).await.unwrap();
        }
        let requests = graph.identity_requests();
        let options = requests.last().unwrap().options();
        let expected = [("resource", Some("https://graph.microsoft.com")), ("client_id", id)];
        for (name, value) in expected {
            assert_eq!(options.iter().find(|(known, _)| known == name).map(|(_, value)| &**value), value);
        }
    }
    assert_eq!((graph.identity_requests().len(), graph.requests().len()), (2, 6));
}

#[tokio::test]
async fn a_token_that_is_refused_early_stays_as_long_as_the_sdk_keeps_it() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph, None);
    let call = GetCall { id: graph.create_call(None) };
    get_call(&client, &call).await.unwrap();
    graph.expire_tokens();
    let error = get_call(&client, &call).await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(graph.identity_requests().len(), 1, "the SDK has not asked again");
}

#[tokio::test]
async fn an_identity_that_the_machine_does_not_have() {
    let graph = Graph::start().await.unwrap();
    let error = get_call(&client(&graph, Some("other")), &GetCall { id: "a".to_owned() }).await.unwrap_err();
    let expected = "GET /communications/calls/<id> failed: ManagedIdentityCredential authentication failed. The requested \
        identity has not been assigned to this resource";
    assert!(error.to_string().starts_with(expected), "{error}");
    assert_eq!((error.code(), error.is_credential_unavailable()), (Some("invalid_request"), false));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_not_repeated_in_the_error() {
    let graph = Graph::start().await.unwrap();
    let body = r#"{"access_token": "unmistakable-token", "expires_on": "unmistakable-token", "token_type": "Bearer"}"#;
    graph.fail_next_identity(Failure::new(200).header("Content-Type", "application/json").body(body));
    let error = get_call(&client(&graph, None), &GetCall { id: "a".to_owned() }).await.unwrap_err();
    assert!(!format!("{error} {error:?} {error:#?}").contains("unmistakable-token"), "{error:?}");
}

#[tokio::test]
async fn a_claims_challenge_ends_as_an_error_that_says_so() {
    let graph = Graph::start().await.unwrap();
    let client = client(&graph, None);
    let call = GetCall { id: graph.create_call(None) };
    let claims = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjA0MTA2NjUxIn19fQ==";
    let challenge = format!(r#"Bearer realm="", error="insufficient_claims", claims="{claims}""#);
    graph
        .fail_next(Failure::graph(401, "InvalidAuthenticationToken", "revoked").header("WWW-Authenticate", &challenge));
    let error = get_call(&client, &call).await.unwrap_err();
    assert!(error.claims().is_some() && error.to_string().contains("with the claims"), "{error}");
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert!(why.starts_with("an `azure_core` credential cannot ask for the claims"), "{why}");
    assert_eq!(graph.requests().len(), 1, "it is not repeated with the same token");
    get_call(&client, &call).await.unwrap();
}
