//! Cancels the media operations of a call and waits for the notification that it is done.
//!
//! ```text
//! cargo run --example cancel_media_processing
//! ```
//!
//! runs against an embedded Graph: no account, no network. For a call of your own set `GRAPH_TENANT_ID`,
//! `GRAPH_CLIENT_ID`, `GRAPH_CLIENT_SECRET` and `GRAPH_CALL_ID`, and `WEBHOOK_ADDRESS` to where your public callback URI
//! leads on this machine (`127.0.0.1:3978`, say): the code that calls Graph stays the same.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use graph_action::auth::ClientSecret;
use graph_action::notify::CommsNotifications;
use graph_action::{Action, Client, Operation, graph_action, graph_type};
use serde_json::{Map, Value};
use tokio::sync::mpsc;

/// Cancels the media operations of a call that are playing, recording or queued.
#[graph_action(
    POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>,
    permissions(application = [], delegated = unsupported)
)]
#[derive(Debug, Clone, Default)]
pub struct CancelMediaProcessing {
    /// The call.
    pub id: String,
    /// Stop all operations, or the current one only (beta).
    pub all: Option<bool>,
    /// Comes back in the operation and its notification; at most 256 characters.
    #[graph(max_chars = 256)]
    pub client_context: Option<String>,
}

/// Something that a call has been told to do.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone)]
pub struct CommsOperation {
    /// The operation.
    pub id: Option<String>,
    /// How far it is.
    pub status: Option<OperationStatus>,
    /// What the caller gave it.
    pub client_context: Option<String>,
    /// How it ended.
    pub result_info: Option<ResultInfo>,
    /// What else Graph says.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// How far an operation is.
#[graph_type]
#[derive(Debug, Clone, PartialEq)]
pub enum OperationStatus {
    /// Queued.
    NotStarted,
    /// Under way.
    Running,
    /// Done.
    Completed,
    /// Ended without success.
    Failed,
    /// What Graph adds later.
    #[graph(other)]
    Other(String),
}

/// How an operation ended.
#[graph_type("microsoft.graph.resultInfo")]
#[derive(Debug, Clone)]
pub struct ResultInfo {
    /// As an HTTP status.
    pub code: Option<i32>,
    /// More precisely.
    pub subcode: Option<i32>,
    /// In words.
    pub message: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nfailed       {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("because      {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

/// The whole job.
async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let (callback_uri, mut callbacks) = webhook().await?;
    let service = Service::find(&callback_uri).await?;
    println!("graph        {}", service.name);
    println!("call         {}", service.call_id);

    let action = CancelMediaProcessing {
        id: service.call_id.clone(),
        client_context: Some(format!("example-{}", std::process::id())),
        ..Default::default()
    };
    println!("\nsending      {} {}", CancelMediaProcessing::METHOD, CancelMediaProcessing::PATH);
    let operation = cancel_media_processing(&service.client, &action).await?;

    println!("operation    {}", operation.body().and_then(|body| body.id.as_deref()).unwrap_or("(no body)"));
    if let Some(status) = operation.body().and_then(|body| body.status.as_ref()) {
        println!("status       {status}");
    }
    println!("location     {}", operation.location().map_or("(none)", |location| location.as_str()));

    let ended = tokio::time::timeout(Duration::from_secs(30), ended(&operation, &mut callbacks))
        .await
        .map_err(|_| "no notification came within 30 seconds")??;
    let status = ended.status.unwrap_or_else(|| OperationStatus::Other("unknown".to_owned()));
    println!("\nnotification {status}");
    match (status, ended.result_info) {
        (OperationStatus::Completed, _) => {
            println!("\nThe operation completed.");
            Ok(())
        }
        (status, result) => Err(format!("the operation ended as {status}: {result:?}").into()),
    }
}

/// Waits for the notification that the operation has ended. It may have come before the reply: callbacks queue up.
async fn ended(
    operation: &Operation<CommsOperation>,
    callbacks: &mut mpsc::Receiver<CommsNotifications>,
) -> Result<CommsOperation, Box<dyn std::error::Error>> {
    while let Some(notifications) = callbacks.recv().await {
        for notification in notifications.about(operation).filter(|notification| notification.is_final()) {
            if let Some(state) = notification.read()?.pop() {
                return Ok(state);
            }
        }
    }
    Err("the webhook ended".into())
}

/// A small webhook: the address that Graph calls back, and what it posted.
async fn webhook() -> Result<(String, mpsc::Receiver<CommsNotifications>), Box<dyn std::error::Error>> {
    let address = std::env::var("WEBHOOK_ADDRESS").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let address: SocketAddr =
        address.parse().map_err(|_| format!("WEBHOOK_ADDRESS {address} is no address and port"))?;
    let listener = tokio::net::TcpListener::bind(address).await?;
    let callback_uri = format!("http://{}/api/calls", listener.local_addr()?);
    let (sender, receiver) = mpsc::channel(16);
    let app = Router::new().route("/api/calls", post(callback)).with_state(sender);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok((callback_uri, receiver))
}

/// One callback: queued first, answered at once, as Graph wants it.
async fn callback(State(queue): State<mpsc::Sender<CommsNotifications>>, body: Bytes) -> StatusCode {
    match CommsNotifications::from_slice(&body).map(|notifications| queue.try_send(notifications)) {
        Ok(Ok(())) => StatusCode::ACCEPTED,
        Ok(Err(_)) => StatusCode::SERVICE_UNAVAILABLE,
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

/// The Graph to call, and a call in it.
struct Service {
    /// What it is, for people.
    name: String,
    /// A client of it.
    client: Client,
    /// The call.
    call_id: String,
    /// Ends when dropped.
    _embedded: Option<graph_action_sim::Graph>,
}

impl Service {
    /// The real one where the environment names a call in it, else an embedded one.
    async fn find(callback_uri: &str) -> Result<Self, Box<dyn std::error::Error>> {
        const NAMES: [&str; 4] = ["GRAPH_TENANT_ID", "GRAPH_CLIENT_ID", "GRAPH_CLIENT_SECRET", "GRAPH_CALL_ID"];
        let values = NAMES.map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        let missing: Vec<&str> =
            NAMES.iter().zip(&values).filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
        match values {
            [Some(tenant), Some(client_id), Some(secret), Some(call_id)] => Ok(Self {
                name: "https://graph.microsoft.com".to_owned(),
                client: Client::new(ClientSecret::new(tenant, client_id, secret))?,
                call_id,
                _embedded: None,
            }),
            _ if missing.len() < NAMES.len() => Err(format!("also set {}", missing.join(", ")).into()),
            _ => {
                let embedded = graph_action_sim::Graph::start().await?;
                let call_id = embedded.create_call(Some(callback_uri));
                let credential =
                    ClientSecret::new(embedded.tenant_id(), embedded.client_id(), embedded.client_secret())
                        .authority(embedded.authority());
                Ok(Self {
                    name: format!("{} (embedded; set {} for the real one)", embedded.base_url(), NAMES.join(", ")),
                    client: Client::builder(credential).base_url(embedded.base_url()).build()?,
                    call_id,
                    _embedded: Some(embedded),
                })
            }
        }
    }
}
