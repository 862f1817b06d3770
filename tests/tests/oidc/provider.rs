//! The provider: one process for all tests of this binary.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use graph_action::Client;
use graph_action::auth::{Certificate, TokenProvider};
use serde_json::Value;
use url::form_urlencoded;

use crate::common::raw::{Act, RawServer, fine};
use crate::common::{quick, soon};

/// The secret of the client `posts`.
pub(crate) const SECRET: &str = "made-up +/&=% secret";

/// The only tenant.
pub(crate) const TENANT: &str = "contoso";

/// The running provider.
pub(crate) struct Provider {
    /// Its address.
    pub(crate) address: String,
    /// The certificate of the client `signs`.
    pub(crate) certificate: Certificate,
    /// The process, which ends when nobody holds the other end of its standard input.
    _process: Child,
}

/// The provider; `None`, where it cannot be had here.
pub(crate) fn provider() -> Option<&'static Provider> {
    static PROVIDER: OnceLock<Option<Provider>> = OnceLock::new();
    let start = || match start() {
        Ok(provider) => Some(provider),
        Err(why) => {
            // Not by a macro, whose output the tests' harness keeps to itself.
            let _ = writeln!(std::io::stderr(), "skipped: the tests against oidc-provider, since {why}");
            None
        }
    };
    PROVIDER.get_or_init(start).as_ref()
}

/// Starts it, or says why it cannot be.
fn start() -> Result<Provider, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("oidc");
    if !folder.join("node_modules/oidc-provider").is_dir() {
        return Err(format!("`npm ci` was not run in {}", folder.display()));
    }
    let (certificate, pem) = certificate();
    let mut process = Command::new("node")
        .arg("server.mjs")
        .current_dir(folder)
        .env("CERTIFICATE", pem)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("`node` cannot be started: {error}"))?;
    let mut address = String::new();
    let output = process.stdout.take().expect("its standard output is a pipe");
    BufReader::new(output).read_line(&mut address).expect("its standard output can be read");
    // From here on it is a failure and no reason to skip anything: Node is there, and so is the provider.
    assert!(
        address.starts_with("http://127.0.0.1:"),
        "the provider did not start: run `node server.mjs` in tests/oidc"
    );
    Ok(Provider { address: address.trim().to_owned(), certificate, _process: process })
}

/// A certificate that nobody knows yet, and its public half as text.
pub(crate) fn certificate() -> (Certificate, String) {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    let pem = certificate.pem();
    (Certificate::from_pem_pair(&pem, key.serialize_pem()).unwrap(), pem)
}

/// A service that tokens of the provider are for, and a client of it.
pub(crate) async fn service(
    credential: impl TokenProvider,
    acts: impl IntoIterator<Item = Act>,
) -> (RawServer, Client) {
    let server = RawServer::start(acts).await;
    let client = Client::builder(credential).base_url(server.url()).retry(quick()).build().unwrap();
    (server, client)
}

/// The same, and everybody is happy.
pub(crate) async fn happy_service(credential: impl TokenProvider) -> (RawServer, Client) {
    service(credential, [fine()]).await
}

/// The tokens that a service was sent, in order.
pub(crate) fn tokens(service: &RawServer) -> Vec<String> {
    let token = |request: &String| {
        let line = request.lines().find(|line| line.to_lowercase().starts_with("authorization: bearer "));
        line.expect("each request has a token")["authorization: bearer ".len()..].to_owned()
    };
    service.requests().iter().map(token).collect()
}

/// What the provider says about a token.
pub(crate) async fn introspect(provider: &Provider, token: &str) -> Value {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs([("client_id", "posts"), ("client_secret", SECRET), ("token", token)]);
    let request = reqwest::Client::new()
        .post(format!("{}/token/introspection", provider.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.finish());
    let answer = soon(request.send()).await.unwrap().bytes().await.unwrap();
    serde_json::from_slice(&answer).unwrap()
}
