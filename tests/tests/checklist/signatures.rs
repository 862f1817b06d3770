//! What signs, in a program that has more than one library of cryptography in it.

use graph_action::Client;
use graph_action::auth::{Certificate, ClientCertificate};
use graph_action_sim::Graph;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};

use crate::common::actions::get;

#[tokio::test]
async fn g19_a_signature_needs_no_provider_to_be_chosen_for_the_process() {
    // This process has ring (the embedded Graph verifies with it) and aws-lc, and nobody has chosen between them: a library
    // that asks the process for its only one panics here.
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::new(["bot.contoso.example".to_owned()]).unwrap().self_signed(&key).unwrap();
    let graph = Graph::builder().certificate(certificate.der().to_vec()).start().await.unwrap();
    let certificate = Certificate::from_pem(certificate.pem() + &key.serialize_pem()).unwrap();
    for credential in [
        ClientCertificate::new(graph.tenant_id(), graph.client_id(), certificate.clone()),
        ClientCertificate::new(graph.tenant_id(), graph.client_id(), certificate).rs256(),
    ] {
        let builder = Client::builder(credential.authority(graph.authority())).base_url(graph.base_url());
        get(graph.create_call(None)).send(&builder.build().unwrap()).await.unwrap();
    }
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}
