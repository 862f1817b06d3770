//! The credential that the environment describes: what is read, what is missing, what counts.

use std::process::Command;
use std::time::Duration;

use graph_action::auth::{Environment, OnBehalfOf, TokenProvider};
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::Graph;

use crate::client_assertion::File;
use crate::common::actions::get;
use crate::common::{quick, shown};

/// A self-signed certificate: what the app registration is given, and the file that the program has.
fn self_signed() -> (Vec<u8>, String) {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap();
    (certificate.der().to_vec(), certificate.pem() + &key.serialize_pem())
}

/// An environment with these variables.
fn environment(variables: &[(&str, &str)]) -> Environment {
    Environment::from_variables(|name| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    })
}

/// Why no client can be built from these variables.
fn refusal(variables: &[(&str, &str)]) -> Error {
    Client::new(environment(variables)).unwrap_err()
}

const TENANT: (&str, &str) = ("AZURE_TENANT_ID", "contoso.onmicrosoft.com");
const CLIENT: (&str, &str) = ("AZURE_CLIENT_ID", "11111111-2222-3333-4444-555555555555");
const SECRET: (&str, &str) = ("AZURE_CLIENT_SECRET", "unmistakable-secret");

#[tokio::test]
async fn a_secret_gets_a_token_from_the_host_that_is_named() {
    let graph = Graph::start().await.unwrap();
    // As Kubernetes writes it, with a slash at its end.
    let authority = format!("{}/", graph.authority());
    let environment = environment(&[
        ("AZURE_TENANT_ID", graph.tenant_id()),
        ("AZURE_CLIENT_ID", graph.client_id()),
        ("AZURE_CLIENT_SECRET", graph.client_secret()),
        ("AZURE_AUTHORITY_HOST", &authority),
    ]);
    let client = Client::builder(environment).base_url(graph.base_url()).retry(quick()).build().unwrap();
    let call = graph.create_call(None);
    for _ in 0..2 {
        get(&call).send(&client).await.unwrap();
        graph.expire_tokens();
    }
    assert_eq!(graph.token_requests(), 2);
}

/// The variables of the embedded Graph's application, and these.
fn of_graph(graph: &Graph, more: &[(&str, &str)]) -> Environment {
    let app = [
        ("AZURE_TENANT_ID", graph.tenant_id()),
        ("AZURE_CLIENT_ID", graph.client_id()),
        ("AZURE_AUTHORITY_HOST", graph.authority()),
    ];
    environment(&[&app[..], more].concat())
}

/// Makes a call with this environment's credential.
async fn call(graph: &Graph, environment: Environment) -> graph_action::Result<()> {
    let client = Client::builder(environment).base_url(graph.base_url()).retry(quick()).build()?;
    get(graph.create_call(None)).send(&client).await.map(drop)
}

#[tokio::test]
async fn a_certificate_gets_a_token_with_its_chain_or_without() {
    let (der, pem) = self_signed();
    let graph = Graph::builder().certificate(der).start().await.unwrap();
    let file = File::new(&pem);
    let path = ("AZURE_CLIENT_CERTIFICATE_PATH", file.0.to_str().unwrap());
    for sends_chain in ["", "0", "1", "True"] {
        let environment = of_graph(&graph, &[path, ("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN", sends_chain)]);
        call(&graph, environment).await.unwrap();
    }
    assert_eq!(graph.token_requests(), 4);
}

#[tokio::test]
async fn a_file_of_a_federated_identity_gets_a_token() {
    let graph = Graph::start().await.unwrap();
    let file = File::new(&graph.issue_federated_token(Duration::from_mins(5)));
    call(&graph, of_graph(&graph, &[("AZURE_FEDERATED_TOKEN_FILE", file.0.to_str().unwrap())])).await.unwrap();
    // It is there and of no use, which is another thing than not being there.
    file.write("");
    let error =
        call(&graph, of_graph(&graph, &[("AZURE_FEDERATED_TOKEN_FILE", file.0.to_str().unwrap())])).await.unwrap_err();
    assert!(error.to_string().contains("is empty") && !error.is_credential_unavailable(), "{error}");
}

#[tokio::test]
async fn a_secret_counts_before_a_certificate_and_that_before_a_file_of_assertions() {
    let graph = Graph::start().await.unwrap();
    let missing =
        [("AZURE_CLIENT_CERTIFICATE_PATH", "/nowhere/a.pem"), ("AZURE_FEDERATED_TOKEN_FILE", "/nowhere/token")];
    let with_secret = [missing[0], missing[1], ("AZURE_CLIENT_SECRET", graph.client_secret())];
    call(&graph, of_graph(&graph, &with_secret)).await.unwrap();
    let error = call(&graph, of_graph(&graph, &missing)).await.unwrap_err();
    assert!(error.to_string().contains("the certificate file /nowhere/a.pem cannot be read"), "{error}");
    assert_eq!((error.kind(), error.is_credential_unavailable()), (ErrorKind::Configuration, false));
}

#[tokio::test]
async fn the_app_that_it_describes_acts_for_its_users() {
    let graph = Graph::start().await.unwrap();
    let app = of_graph(&graph, &[("AZURE_CLIENT_SECRET", graph.client_secret())]).app().unwrap();
    let client = Client::builder(OnBehalfOf::new(app, graph.issue_user_assertion())).base_url(graph.base_url());
    get(graph.create_call(None)).send(&client.build().unwrap()).await.unwrap();
    assert!(environment(&[]).app().unwrap_err().is_credential_unavailable());
}

#[test]
fn what_is_missing_is_named_at_once() {
    const PROOF: &str = "one of AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH and AZURE_FEDERATED_TOKEN_FILE";
    let empty = |(name, _): (&'static str, &str)| (name, "");
    for (variables, is_absent, missing) in [
        (&[][..], true, format!("AZURE_TENANT_ID, AZURE_CLIENT_ID, {PROOF}")),
        // The id alone chooses a managed identity, and says nothing of an app.
        (&[CLIENT], true, format!("AZURE_TENANT_ID, {PROOF}")),
        (&[TENANT, CLIENT], true, PROOF.to_owned()),
        (&[TENANT, CLIENT, empty(SECRET)], true, PROOF.to_owned()),
        (&[SECRET], false, "AZURE_TENANT_ID, AZURE_CLIENT_ID".to_owned()),
        (&[empty(TENANT), CLIENT, SECRET], false, "AZURE_TENANT_ID".to_owned()),
        (&[CLIENT, ("AZURE_CLIENT_CERTIFICATE_PATH", "a.pem")], false, "AZURE_TENANT_ID".to_owned()),
        (&[TENANT, ("AZURE_FEDERATED_TOKEN_FILE", "/var/run/token")], false, "AZURE_CLIENT_ID".to_owned()),
    ] {
        let error = refusal(variables);
        let text = error.to_string();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!(error.is_credential_unavailable(), is_absent, "{text}");
        assert!(
            text.contains(&missing) && text.matches("AZURE_").count() == missing.matches("AZURE_").count(),
            "{text}"
        );
        assert!(!shown(&error).contains(SECRET.1));
    }
}

#[test]
fn a_login_host_is_an_address_or_a_name_and_safe() {
    let with = |host| environment(&[TENANT, CLIENT, SECRET, ("AZURE_AUTHORITY_HOST", host)]).validate();
    for host in ["login.microsoftonline.us", "https://login.chinacloudapi.cn/", "http://127.0.0.1:8081"] {
        with(host).unwrap_or_else(|error| panic!("{host}: {error}"));
    }
    for host in ["http://login.microsoftonline.com", "ftp://login.microsoftonline.com", "https://a:b@login.example"] {
        assert_eq!(with(host).unwrap_err().kind(), ErrorKind::Configuration, "{host}");
    }
}

#[test]
fn it_is_shown_without_its_secret() {
    let environment = environment(&[TENANT, CLIENT, SECRET]);
    let expected = "Environment { app: Ok(App { tenant: \"contoso.onmicrosoft.com\", client_id: \
        \"11111111-2222-3333-4444-555555555555\", authority: None, .. }), .. }";
    assert_eq!(format!("{environment:?}"), expected);
}

/// The test of the process's own environment: run by the next one, in a process that has variables.
#[tokio::test]
async fn in_a_process_with_variables() {
    let Ok(url) = std::env::var("GRAPH_ACTION_TEST_URL") else { return };
    let client = Client::builder(Environment::new()).base_url(url).retry(quick()).build().unwrap();
    get("unknown").send(&client).await.unwrap_err();
    println!("the process got its token");
}

#[tokio::test]
async fn the_variables_of_the_process_are_read() {
    let graph = Graph::start().await.unwrap();
    let run = |secret: &std::ffi::OsStr| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "environment::in_a_process_with_variables", "--nocapture"]);
        command.env("GRAPH_ACTION_TEST_URL", graph.base_url()).env("AZURE_AUTHORITY_HOST", graph.authority());
        command.env("AZURE_TENANT_ID", graph.tenant_id()).env("AZURE_CLIENT_ID", graph.client_id());
        command.env("AZURE_CLIENT_SECRET", secret);
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    assert!(run(graph.client_secret().as_ref()).contains("the process got its token"));
    assert_eq!((graph.requests().len(), graph.token_requests()), (1, 1));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let told = run(std::ffi::OsStr::from_bytes(b"\xff\xfe"));
        assert!(!told.contains("got its token") && graph.token_requests() == 1, "{told}");
    }
}
