//! An app that proves itself with a certificate: nothing that is sent is a secret that could be used again.
//!
//! ```text
//! cargo run --example certificate
//! ```
//!
//! runs against an embedded Graph, which checks every part of what is signed. With the real one, the public part of the
//! certificate is uploaded to the app registration, and the program reads its file:
//!
//! ```text
//! openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=my bot" -keyout bot.pem -out certificate.pem
//! cat certificate.pem >> bot.pem        # bot.pem stays with the program; certificate.pem is uploaded
//! ```

use std::error::Error;

use graph_action::auth::{Certificate, ClientCertificate};
use graph_action::{Client, Page, graph_action, graph_type};
use graph_action_sim::Graph;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, date_time_ymd};

/// Lists the users.
#[graph_action(GET "/users?$top=3" -> Page<User>)]
pub struct ListUsers {}

/// A user.
#[graph_type("microsoft.graph.user")]
pub struct User {
    /// The name that people see.
    pub display_name: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (uploaded, of_the_program) = certificate(4000)?;
    let graph = Graph::builder().certificate(uploaded).start().await?;
    let _id = graph.create_user("Adele Vance");

    // What a program does with the real service, but for the two addresses.
    let certificate = Certificate::from_pem(of_the_program)?;
    println!("certificate   {certificate:?}");
    let credential = ClientCertificate::new(graph.tenant_id(), graph.client_id(), certificate);
    let client = Client::builder(credential.authority(graph.authority())).base_url(graph.base_url()).build()?;
    println!("users         {}", list_users(&client, &ListUsers {}).await?.items().len());

    // A certificate that the registration does not know.
    let stranger = Certificate::from_pem(self::certificate(4000)?.1)?;
    let credential = ClientCertificate::new(graph.tenant_id(), graph.client_id(), stranger);
    let client = Client::builder(credential.authority(graph.authority())).base_url(graph.base_url()).build()?;
    println!("another one   {}", list_users(&client, &ListUsers {}).await.err().ok_or("it was taken")?);

    // One that has expired is found out before anything is sent.
    let expired = Certificate::from_pem(self::certificate(2020)?.1)?;
    let refused = Client::new(ClientCertificate::new(graph.tenant_id(), graph.client_id(), expired));
    println!("expired       {}", refused.err().ok_or("a client was built")?);
    Ok(())
}

/// A certificate that is good until a year begins: what is uploaded, and the text that the program has.
fn certificate(year: i32) -> Result<(Vec<u8>, String), rcgen::Error> {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let mut params = CertificateParams::default();
    params.not_after = date_time_ymd(year, 1, 1);
    let certificate = params.self_signed(&key)?;
    Ok((certificate.der().to_vec(), certificate.pem() + &key.serialize_pem()))
}
