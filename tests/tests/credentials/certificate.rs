//! An app that proves itself with a certificate, to an endpoint that checks every part of its statement.

use std::sync::OnceLock;

use graph_action::auth::{Certificate, ClientCertificate};
use graph_action::{Client, Error, ErrorKind};
use graph_action_sim::Graph;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, date_time_ymd,
};

use crate::common::actions::{cancel, get};
use crate::common::{quick, shown};

/// The name that a certificate of an authority is for.
const NAME: &str = "bot.contoso.example";

/// One of two keys of this process, since it takes a while to make one.
fn key(which: usize) -> KeyPair {
    static KEYS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    let pem = KEYS[which].get_or_init(|| KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap().serialize_pem());
    KeyPair::from_pem(pem).unwrap()
}

/// A self-signed certificate: what the app registration is given, and what the program has.
pub(crate) fn self_signed() -> (Vec<u8>, Certificate) {
    of_key(&key(0), 4000)
}

/// The same of a key, which is good until the first day of a year.
fn of_key(key: &KeyPair, year: i32) -> (Vec<u8>, Certificate) {
    let mut params = CertificateParams::default();
    params.not_after = date_time_ymd(year, 1, 1);
    let certificate = params.self_signed(key).unwrap();
    (certificate.der().to_vec(), Certificate::from_pem_pair(certificate.pem(), key.serialize_pem()).unwrap())
}

/// The credential of the embedded Graph's application with this certificate.
fn credential(graph: &Graph, certificate: Certificate) -> ClientCertificate {
    ClientCertificate::new(graph.tenant_id(), graph.client_id(), certificate).authority(graph.authority())
}

/// A client with this credential.
fn client(graph: &Graph, credential: ClientCertificate) -> Client {
    Client::builder(credential).base_url(graph.base_url()).retry(quick()).build().unwrap()
}

/// Why a credential gets no token.
async fn refusal(graph: &Graph, credential: ClientCertificate) -> Error {
    let error = get("a").send(&client(graph, credential)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token, "{error}");
    assert!(!shown(&error).contains("eyJ"), "{error:?}");
    error
}

#[tokio::test]
async fn a_certificate_gets_a_token_with_either_signature() {
    let (der, certificate) = self_signed();
    let graph = Graph::builder().certificate(der).start().await.unwrap();
    let call = graph.create_call(None);
    let credential = || credential(&graph, certificate.clone());
    for credential in [credential(), credential().rs256(), credential().send_chain()] {
        let (client, before) = (client(&graph, credential), graph.token_requests());
        for _ in 0..3 {
            cancel(&call).send(&client).await.unwrap();
        }
        graph.expire_tokens();
        get(&call).send(&client).await.unwrap();
        // The second statement is another one: the endpoint takes none twice.
        assert_eq!(graph.token_requests() - before, 2);
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_registered_is_refused_with_what_to_do() {
    let (registered, _) = self_signed();
    let graph = Graph::builder().certificate(registered).start().await.unwrap();
    let error = refusal(&graph, credential(&graph, of_key(&key(1), 4000).1)).await;
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (401, Some("invalid_client")));
    assert!(error.to_string().contains("AADSTS700027"), "{error}");
}

#[tokio::test]
async fn a_statement_is_the_apps_own() {
    let (der, certificate) = self_signed();
    let graph = Graph::builder().certificate(der).start().await.unwrap();
    let other = ClientCertificate::new(graph.tenant_id(), "another-app", certificate).authority(graph.authority());
    let error = refusal(&graph, other).await;
    assert!(error.to_string().contains("AADSTS700016"), "{error}");
}

#[tokio::test]
async fn an_expired_certificate_builds_no_client() {
    let graph = Graph::start().await.unwrap();
    let builder = Client::builder(credential(&graph, of_key(&key(0), 2020).1)).base_url(graph.base_url());
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("expired on Wed, 01 Jan 2020"), "{error}");
    assert_eq!(graph.token_requests(), 0);
}

#[tokio::test]
async fn an_authoritys_certificate_is_taken_by_its_name_if_its_chain_comes_along() {
    let authority = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    };
    let generate = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let root = CertifiedIssuer::self_signed(authority("root"), generate()).unwrap();
    let middle = CertifiedIssuer::signed_by(authority("middle"), generate(), &root).unwrap();
    let key = key(0);
    let mut params = CertificateParams::new([NAME.to_owned()]).unwrap();
    params.extended_key_usages.push(ExtendedKeyUsagePurpose::ClientAuth);
    let leaf = params.signed_by(&key, &middle).unwrap();
    let certificate = Certificate::from_pem([leaf.pem(), middle.pem(), key.serialize_pem()].concat()).unwrap();

    let named = |name: &str| Graph::builder().trusted_name(root.der().to_vec(), name).start();
    let graph = named(NAME).await.unwrap();
    let call = graph.create_call(None);
    get(&call).send(&client(&graph, credential(&graph, certificate.clone()).send_chain())).await.unwrap();
    // The order of the settings is of no matter.
    get(&call).send(&client(&graph, credential(&graph, certificate.clone()).send_chain().rs256())).await.unwrap();
    let error = refusal(&graph, credential(&graph, certificate.clone())).await;
    assert!(error.to_string().contains("AADSTS700027"), "{error}");

    let graph = named("other.contoso.example").await.unwrap();
    let error = refusal(&graph, credential(&graph, certificate).send_chain()).await;
    assert!(error.to_string().contains("AADSTS700030"), "{error}");
}

#[test]
fn debug_shows_the_app_and_nothing_of_the_key() {
    let credential = ClientCertificate::new("contoso.onmicrosoft.com", "app", self_signed().1);
    let text = format!("{credential:?} {credential:#?}");
    assert!(text.contains("contoso.onmicrosoft.com") && text.len() < 500, "{text}");
}
