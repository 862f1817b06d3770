//! Subscribes to a mailbox's messages and receives what Graph posts then: a change with the message itself in it, encrypted; a
//! change that only names the message; news of the subscription.
//!
//! ```text
//! cargo run --example change_notifications
//! ```
//!
//! The endpoint here is one function of axum, and the queue a channel. A program of your own has an address that Graph can reach,
//! and a queue that survives a crash: Graph is answered when a batch is in it, within 3 seconds, and everything else comes after.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Request, Response};
use axum::routing::post;
use graph_action::auth::{Certificate, ClientSecret};
use graph_action::notify::{ChangeNotifications, EncryptionCertificate, LifecycleEvent, Receiver, Verifier};
use graph_action::{Client, graph_action, graph_type};
use graph_action_sim::Graph;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::json;
use tokio::sync::mpsc;

/// Asks Graph to tell of changes. It shakes hands with each address before it answers.
#[graph_action(POST "/subscriptions" -> Subscription)]
#[derive(Debug, Clone, Default)]
pub struct Subscribe {
    /// `created`, `updated`, `deleted`, with commas between.
    pub change_type: String,
    /// Where changes are posted.
    pub notification_url: String,
    /// Where news of the subscription is posted; it cannot be added later.
    pub lifecycle_notification_url: Option<String>,
    /// What is watched.
    pub resource: String,
    /// When the subscription ends.
    pub expiration_date_time: String,
    /// What its notifications are recognised by.
    #[graph(max_chars = 128)]
    pub client_state: Option<String>,
    /// Whether the resource comes along.
    pub include_resource_data: Option<bool>,
    /// What it is encrypted for.
    pub encryption_certificate: Option<String>,
    /// Which certificate that is.
    pub encryption_certificate_id: Option<String>,
}

/// A subscription.
#[graph_type("microsoft.graph.subscription")]
#[derive(Debug)]
pub struct Subscription {
    /// Its id.
    pub id: String,
}

/// As much of a message as this program needs.
#[graph_type("microsoft.graph.message")]
#[derive(Debug)]
pub struct Message {
    /// What it is about.
    pub subject: Option<String>,
}

/// What the endpoint needs.
struct Endpoint {
    receiver: Receiver,
    queue: mpsc::Sender<ChangeNotifications>,
}

/// Everything that Graph posts: first into the queue, then answered.
async fn endpoint(
    State(endpoint): State<Arc<Endpoint>>,
    request: Request<axum::body::Body>,
) -> Response<axum::body::Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 4 << 20).await else {
        let refused = Response::builder().status(413).body(axum::body::Body::empty());
        return refused.unwrap_or_default();
    };
    let mut received = endpoint.receiver.receive(&Request::from_parts(parts, body));
    if received.is_handshake() {
        println!("handshake");
    }
    for dropped in received.dropped() {
        println!("dropped      {dropped}");
    }
    let batch = received.take_notifications();
    let is_kept = batch.value.is_empty() || endpoint.queue.try_send(batch).is_ok();
    let response: Response<Bytes> = if is_kept { received.into_response() } else { received.into_not_kept() };
    response.map(Into::into)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Graph::start().await?;
    let credential = ClientSecret::new(graph.tenant_id(), graph.client_id(), graph.client_secret());
    let client = Client::builder(credential).base_url(graph.base_url()).authority(graph.authority()).build()?;

    // The endpoint is up before the subscription is asked for.
    let (queue, mut batches) = mpsc::channel(16);
    let state = "a long random text, which a program of your own keeps secret";
    let shared = Arc::new(Endpoint { receiver: Receiver::new(state), queue });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/changes", listener.local_addr()?);
    let app = Router::new().route("/changes", post(endpoint)).with_state(shared);
    tokio::spawn(async move { axum::serve(listener, app).await });

    // The certificate may be self-signed. Its key stays here.
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let pem = CertificateParams::new(["bot.contoso.example".to_owned()])?.self_signed(&key)?.pem();
    let certificate = Certificate::from_pem_pair(pem, key.serialize_pem())?;
    let certificate = EncryptionCertificate::new("2026-11", certificate)?;

    let plain = Subscribe {
        change_type: "created,updated".to_owned(),
        notification_url: address.clone(),
        lifecycle_notification_url: Some(address),
        resource: "users/5b2f/messages".to_owned(),
        expiration_date_time: "2999-01-01T00:00:00Z".to_owned(),
        client_state: Some(state.to_owned()),
        ..Default::default()
    };
    let rich = Subscribe {
        resource: "users/5b2f/messages?$select=subject".to_owned(),
        include_resource_data: Some(true),
        encryption_certificate: Some(certificate.encoded()),
        encryption_certificate_id: Some(certificate.id().to_owned()),
        ..plain.clone()
    };
    let (plain, rich) = (subscribe(&client, &plain).await?.id, subscribe(&client, &rich).await?.id);
    println!("subscribed   {plain}\nsubscribed   {rich}\n");

    // What the service does some day; here it is asked to.
    let message = json!({"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk", "subject": "Friday?"});
    graph.notify_change(&plain, "updated", &message).await;
    graph.notify_change(&rich, "created", &message).await;
    graph.notify_lifecycle(&plain, "reauthorizationRequired").await;
    graph.post_notifications(&plain, json!({"value": [{"subscriptionId": plain, "clientState": "a guess"}]})).await;

    let verifier = Verifier::builder(&client).app(graph.client_id()).certificate(certificate).build()?;
    for _ in 0..3 {
        let batch = batches.recv().await.ok_or("the endpoint ended")?;
        // An error here leaves the batch in the queue: the login service's keys are not to be had now.
        let outcome = verifier.verify(&batch).await?;
        for dropped in outcome.dropped() {
            println!("dropped      {dropped}");
        }
        for change in outcome.into_notifications() {
            let (notification, content) = (change.notification, change.content);
            let resource = notification.resource.as_deref().unwrap_or_default();
            match (notification.lifecycle_event, notification.change_type, content) {
                (Some(LifecycleEvent::ReauthorizationRequired), ..) => println!("lifecycle    renew the subscription"),
                (Some(event), ..) => println!("lifecycle    {event}"),
                (None, Some(kind), Some(content)) => {
                    println!("{kind}      {resource}, whose subject is {:?}", content.read::<Message>()?.subject);
                }
                (None, kind, _) => {
                    println!("{}      {resource}", kind.map_or_else(String::new, |kind| kind.to_string()));
                }
            }
        }
    }
    Ok(())
}
