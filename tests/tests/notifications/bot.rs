//! A bot that subscribes: its endpoint, its certificate, and the subscriptions that it makes.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use axum::routing::any;
use graph_action::auth::Certificate;
use graph_action::notify::VerifierBuilder;
use graph_action::notify::{
    ChangeNotifications, DropReason, Dropped, EncryptionCertificate, Receiver, Verified, Verifier,
};
use graph_action::{Client, Result, graph_action, graph_type};
use graph_action_sim::Graph;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use crate::common::{builder, soon};

/// The client state of every subscription here.
pub(crate) const STATE: &str = "unmistakable-state-5e6f";
/// What only the encrypted content says.
pub(crate) const SUBJECT: &str = "unmistakable-subject-7a8b";

/// Asks for a subscription.
#[graph_action(POST "/subscriptions" -> Subscription)]
#[derive(Debug, Clone, Default)]
pub(crate) struct Subscribe {
    pub(crate) change_type: String,
    pub(crate) notification_url: String,
    pub(crate) lifecycle_notification_url: Option<String>,
    pub(crate) resource: String,
    pub(crate) expiration_date_time: String,
    pub(crate) client_state: Option<String>,
    pub(crate) include_resource_data: Option<bool>,
    pub(crate) encryption_certificate: Option<String>,
    pub(crate) encryption_certificate_id: Option<String>,
}

/// A subscription.
#[graph_type("microsoft.graph.subscription")]
#[derive(Debug)]
pub(crate) struct Subscription {
    pub(crate) id: String,
}

/// A plain subscription with this endpoint.
pub(crate) fn plain(url: &str) -> Subscribe {
    Subscribe {
        change_type: "created".to_owned(),
        notification_url: url.to_owned(),
        lifecycle_notification_url: Some(url.to_owned()),
        resource: "users/5b2f/messages".to_owned(),
        expiration_date_time: "2999-01-01T00:00:00Z".to_owned(),
        client_state: Some(STATE.to_owned()),
        ..Default::default()
    }
}

/// A rich one.
pub(crate) fn rich(url: &str, certificate: &EncryptionCertificate) -> Subscribe {
    Subscribe {
        include_resource_data: Some(true),
        encryption_certificate: Some(certificate.encoded()),
        encryption_certificate_id: Some(certificate.id().to_owned()),
        ..plain(url)
    }
}

/// What changes.
pub(crate) fn message() -> Value {
    json!({"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk", "subject": SUBJECT})
}

/// A key of this process, since it takes a while to make one; there are two.
pub(crate) fn certificate(id: &str, which: usize) -> EncryptionCertificate {
    static KEYS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
    let mut keys = KEYS.lock().unwrap();
    while keys.len() <= which {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
        let certificate =
            CertificateParams::new(["bot.contoso.example".to_owned()]).unwrap().self_signed(&key).unwrap();
        keys.push((certificate.pem(), key.serialize_pem()));
    }
    let (certificate, key) = &keys[which];
    EncryptionCertificate::new(id, Certificate::from_pem_pair(certificate, key).unwrap()).unwrap()
}

/// What arrived at an endpoint.
#[derive(Default)]
pub(crate) struct Arrived {
    /// The batches to act upon.
    pub(crate) batches: Vec<ChangeNotifications>,
    /// What was dropped.
    pub(crate) dropped: Vec<Dropped>,
    /// The handshakes.
    pub(crate) handshakes: usize,
}

/// An endpoint that keeps everything.
struct Endpoint {
    receiver: Receiver,
    arrived: Mutex<Arrived>,
}

/// A bot with a Graph of its own.
pub(crate) struct Bot {
    pub(crate) graph: Graph,
    pub(crate) client: Client,
    /// Where its endpoint is.
    pub(crate) url: String,
    endpoint: Arc<Endpoint>,
}

/// Answers as a bot does.
async fn answer(State(endpoint): State<Arc<Endpoint>>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 8 << 20).await.unwrap();
    let mut received = endpoint.receiver.receive(&Request::from_parts(parts, body));
    let mut arrived = endpoint.arrived.lock().unwrap();
    arrived.handshakes += usize::from(received.is_handshake());
    arrived.dropped.extend_from_slice(received.dropped());
    if !received.notifications().value.is_empty() {
        arrived.batches.push(received.take_notifications());
    }
    received.into_response().map(Body::from)
}

impl Bot {
    /// With this receiver.
    pub(crate) async fn start(receiver: Receiver) -> Self {
        let graph = Graph::start().await.unwrap();
        let client = builder(&graph).authority(graph.authority()).build().unwrap();
        let endpoint = Arc::new(Endpoint { receiver, arrived: Mutex::default() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/changes", listener.local_addr().unwrap());
        let app = Router::new().route("/changes", any(answer)).with_state(Arc::clone(&endpoint));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { graph, client, url, endpoint }
    }

    /// With the usual receiver, a rich subscription, and its id.
    pub(crate) async fn subscribed() -> (Self, String) {
        let bot = Self::start(Receiver::new(STATE)).await;
        let id = bot.subscribe(&rich(&bot.url, &certificate("2026", 0))).await.unwrap();
        (bot, id)
    }

    /// Makes a subscription.
    pub(crate) async fn subscribe(&self, subscribe: &Subscribe) -> Result<String> {
        soon(subscribe.send(&self.client)).await.map(|made| made.id)
    }

    /// What has arrived since the last look.
    pub(crate) fn arrived(&self) -> Arrived {
        std::mem::take(&mut *self.endpoint.arrived.lock().unwrap())
    }

    /// What is posted of a change of the message, to be changed first.
    pub(crate) fn change(&self, subscription: &str) -> Value {
        self.graph.change(subscription, "created", &message()).unwrap()
    }

    /// Posts a body, which is answered with 202, and returns the one batch that arrives.
    pub(crate) async fn batch(&self, subscription: &str, body: Value) -> ChangeNotifications {
        let delivered = soon(self.graph.post_notifications(subscription, body)).await.unwrap();
        assert_eq!(delivered.status().unwrap(), 202);
        self.arrived().batches.pop().unwrap()
    }

    /// The usual verifier, before it is built.
    pub(crate) fn verifier(&self) -> VerifierBuilder {
        Verifier::builder(&self.client).app(self.graph.client_id()).certificate(certificate("2026", 0))
    }

    /// A token for the bot with changes.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        self.graph.validation_token(header, claims)
    }
}

/// The reasons for which everything was dropped.
pub(crate) fn reasons(verified: &Verified) -> Vec<DropReason> {
    assert!(verified.notifications().is_empty(), "{verified:?}");
    verified.dropped().iter().map(|dropped| dropped.reason().clone()).collect()
}

/// The subjects of what came out.
pub(crate) fn subjects(verified: &Verified) -> Vec<String> {
    assert!(verified.dropped().is_empty(), "{verified:?}");
    let contents =
        verified.notifications().iter().map(|change| change.content.as_ref().unwrap().read::<Value>().unwrap());
    contents.map(|content| content["subject"].as_str().unwrap().to_owned()).collect()
}
