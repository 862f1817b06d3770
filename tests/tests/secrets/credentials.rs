//! Every credential that there is, shown in every state and through every ending; and what of it nobody may see.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::Client;
use graph_action::auth::{
    AccessToken, AuthorizationCode, Certificate, Chain, ClientAssertion, ClientCertificate, ClientSecret,
    ConfidentialApp, DeviceCode, Environment, OnBehalfOf, RefreshToken, Seal, StaticToken, StoreError, TokenProvider,
    TokenStore, from_fn,
};
use graph_action::transport::BoxFuture;
use graph_action_sim::{Failure, Graph};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::json;

use crate::common::actions::{cancel, get};
use crate::common::{quick, soon, until};
use crate::{SECRET, Shown, TOKEN};

/// Shows them all, and returns what may not be seen.
pub(crate) async fn show(shown: &mut Shown) -> Vec<String> {
    let mut secrets = of_apps(shown).await;
    secrets.extend(of_users(shown).await);
    secrets.extend(of_a_person(shown).await);
    secrets.extend(read_tokens(shown).await);
    secrets
}

/// Shows one credential: new, refused, failed, challenged and served.
async fn endings<P: TokenProvider + std::fmt::Debug + Clone>(graph: &Graph, credential: P, shown: &mut Shown) {
    shown.debug(&credential);
    let client = Client::builder(credential.clone()).base_url(graph.base_url()).retry(quick());
    shown.debug(&client);
    let (client, call) = (client.build().unwrap(), graph.create_call(None));
    for failure in [
        Failure::new(400).body(r#"{"error": "interaction_required", "error_codes": [50076], "claims": "{}"}"#),
        Failure::new(200)
            .body(format!(r#"{{"access_token": "{TOKEN}", "expires_in": [], "refresh_token": "{SECRET}"}}"#)),
        Failure::new(500).body("down"),
    ] {
        graph.fail_next_token(failure);
        shown.result(&get(&call).send(&client).await);
    }
    shown.result(&get(&call).send(&client).await);
    graph.challenge(Some(json!({"access_token": {"nbf": {"essential": true, "value": "1"}}})));
    shown.result(&cancel(&call).send(&client).await);
    graph.fail_next_token(Failure::new(400).body(r#"{"error": "invalid_grant", "suberror": "bad_token"}"#));
    graph.expire_tokens();
    shown.result(&get(&call).send(&client).await);
    graph.challenge(None);
    shown.result(&get(&call).send(&client).await);
    shown.debug(&credential);
    shown.debug(&client);
}

/// The tokens that a service has seen.
fn tokens(graph: &Graph) -> Vec<String> {
    let headers = graph.requests();
    let headers = headers.iter().filter_map(|request| request.header("authorization"));
    headers.map(|header| header.trim_start_matches("Bearer ").to_owned()).collect()
}

/// A store that cannot be reached, and says so with all that it was told.
struct Down;

impl TokenStore for Down {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, StoreError>> {
        Box::pin(async move { Err(format!("no connection for {key}").into()) })
    }

    fn save<'a>(&'a self, key: &'a str, sealed: Vec<u8>, _: Duration) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move { Err(format!("no connection for {key}, {}", String::from_utf8_lossy(&sealed)).into()) })
    }
}

/// Seals by turning every bit.
struct Turned;

impl Seal for Turned {
    fn seal(&self, _: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(plain.iter().map(|byte| !byte).collect())
    }

    fn open(&self, _: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(sealed.iter().map(|byte| !byte).collect())
    }
}

/// Apps on their own.
async fn of_apps(shown: &mut Shown) -> Vec<String> {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::default().self_signed(&key).unwrap();
    let pem = key.serialize_pem();
    let graph =
        Graph::builder().client("client", SECRET).certificate(certificate.der().to_vec()).start().await.unwrap();
    let graph = Arc::new(graph);
    let (tenant, authority) = (graph.tenant_id(), graph.authority());
    let given = Arc::new(Mutex::new(Vec::new()));

    let secret = || ClientSecret::new(tenant, "client", SECRET).authority(authority);
    endings(&graph, secret().store(Down, Turned), shown).await;
    let certificate = Certificate::from_pem_pair(certificate.pem(), pem.clone()).unwrap();
    shown.debug(&certificate);
    endings(&graph, ClientCertificate::new(tenant, "client", certificate).authority(authority), shown).await;
    let (issuer, kept) = (Arc::clone(&graph), Arc::clone(&given));
    let assertion = ClientAssertion::new(tenant, "client", move || {
        let token = issuer.issue_federated_token(Duration::from_hours(1));
        kept.lock().unwrap().push(token.clone());
        std::future::ready(Ok(token))
    });
    endings(&graph, assertion.authority(authority), shown).await;
    let variables =
        [("TENANT_ID", tenant), ("CLIENT_ID", "client"), ("CLIENT_SECRET", SECRET), ("AUTHORITY_HOST", authority)];
    let environment = Environment::from_variables(|name| {
        let of =
            |(known, value): &(&str, &str)| (name.strip_prefix("AZURE_") == Some(known)).then(|| (*value).to_owned());
        variables.iter().find_map(of)
    });
    shown.debug(&environment);
    let closure = from_fn(|_| std::future::ready(Ok(AccessToken::new(TOKEN, Some(Duration::from_hours(1))))));
    endings(&graph, closure, shown).await;
    shown.debug(&Chain::new(environment).then(secret()));
    endings(&graph, Chain::new(secret()).then(StaticToken::new(TOKEN)), shown).await;

    let mut secrets = tokens(&graph);
    secrets.append(&mut given.lock().unwrap());
    // Lines of the key, which stand for it.
    secrets.extend(pem.lines().filter(|line| !line.starts_with("---")).map(str::to_owned));
    secrets
}

/// Apps that act for users.
async fn of_users(shown: &mut Shown) -> Vec<String> {
    let graph = Graph::builder().client("client", SECRET).start().await.unwrap();
    let secret = ClientSecret::new(graph.tenant_id(), "client", SECRET).authority(graph.authority());
    let app = ConfidentialApp::from(&secret);
    let (user, refresh) = (graph.issue_user_assertion(), graph.issue_refresh_token());
    let rotated = Arc::new(Mutex::new(vec![user.clone(), refresh.clone()]));
    let kept = Arc::clone(&rotated);
    endings(&graph, OnBehalfOf::new(app.clone(), user.clone()), shown).await;
    endings(&graph, OnBehalfOf::new(app.clone(), user).offline_access(), shown).await;
    let refresh = RefreshToken::of(app, refresh).on_rotated(move |token| kept.lock().unwrap().push(token.to_owned()));
    endings(&graph, refresh, shown).await;
    let mut secrets = tokens(&graph);
    secrets.append(&mut rotated.lock().unwrap());
    secrets
}

/// A person who signs in on another device, and in a browser.
async fn of_a_person(shown: &mut Shown) -> Vec<String> {
    let graph = Graph::builder().public_client().start().await.unwrap();
    let graph = Arc::new(graph);
    let secrets = Arc::new(Mutex::new(Vec::new()));
    let call = graph.create_call(None);

    let (approving, kept) = (Arc::clone(&graph), Arc::clone(&secrets));
    let device = DeviceCode::new(graph.tenant_id(), graph.client_id(), move |prompt| {
        assert!(approving.approve_device(&prompt.user_code));
    });
    let device = device.on_rotated(move |token| kept.lock().unwrap().push(token.to_owned()));
    let device = device.authority(graph.authority());
    let kept = Arc::clone(&secrets);
    let browser = AuthorizationCode::new(graph.tenant_id(), graph.client_id()).open_with(move |url| {
        // What only the program and the login service know: the state.
        let pairs = url.query_pairs().filter(|(name, _)| name == "state" || name == "code_challenge");
        kept.lock().unwrap().extend(pairs.map(|(_, value)| value.into_owned()));
        let url = url.clone();
        tokio::spawn(async move { reqwest::Client::builder().no_proxy().build().unwrap().get(url).send().await });
        Ok(())
    });
    let kept = Arc::clone(&secrets);
    let browser = browser.on_rotated(move |token| kept.lock().unwrap().push(token.to_owned()));
    let browser = browser.authority(graph.authority());

    shown.debug(&device);
    shown.debug(&browser);
    let build =
        |builder: graph_action::ClientBuilder| builder.base_url(graph.base_url()).retry(quick()).build().unwrap();
    for client in [build(Client::builder(device.clone())), build(Client::builder(browser.clone()))] {
        shown.debug(&client);
        let before = secrets.lock().unwrap().len();
        shown.result(&soon(get(&call).send(&client)).await);
        until(|| secrets.lock().unwrap().len() > before).await;
        graph.expire_tokens();
        shown.result(&soon(get(&call).send(&client)).await);
        graph.fail_next_token(Failure::new(500).body("down"));
        graph.expire_tokens();
        shown.result(&soon(get(&call).send(&client)).await);
    }
    shown.debug(&device);
    shown.debug(&browser);
    let mut all = tokens(&graph);
    all.append(&mut secrets.lock().unwrap());
    all
}

/// A token that can be read: its permissions may be seen, and nothing else of it.
async fn read_tokens(shown: &mut Shown) -> Vec<String> {
    let graph = Graph::start().await.unwrap();
    // {"roles":["User.Read.All"],"name":"unmistakable-name"}
    let token = "e30.eyJyb2xlcyI6WyJVc2VyLlJlYWQuQWxsIl0sIm5hbWUiOiJ1bm1pc3Rha2FibGUtbmFtZSJ9.unmistakable-signature";
    let client = Client::builder(StaticToken::new(token)).base_url(graph.base_url()).retry(quick()).build().unwrap();
    graph.fail_next(Failure::graph(403, "Forbidden", "no"));
    shown.result(&get("a").send(&client).await);
    shown.result(&get("a").send(&client).await);
    vec![token.to_owned(), "unmistakable-name".to_owned(), "unmistakable-signature".to_owned()]
}
