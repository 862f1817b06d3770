//! This crate, as its README shows it, with `tracing` compiled in and no subscriber: over reqwest, and over hyper.

use std::time::Duration;

use graph_action::auth::StaticToken;
use graph_action::transport::ReqwestTransport;
use graph_action::{Client, Operation, graph_action, graph_type};
use serde_json::{Map, Value};

use crate::Failure;
use crate::call::{Arguments, TOKEN};
use crate::load::Peer;

/// Cancels the media operations of a call that are playing, recording or queued.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
#[derive(Debug, Clone, Default)]
pub(super) struct CancelMediaProcessing {
    /// The call.
    pub id: String,
    /// Comes back in the operation and its notification.
    #[graph(max_chars = 256)]
    pub client_context: Option<String>,
}

/// What a call has been told to do.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone)]
pub(super) struct CommsOperation {
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
pub(super) enum OperationStatus {
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
pub(super) struct ResultInfo {
    /// As an HTTP status.
    pub code: Option<i32>,
    /// More precisely.
    pub subcode: Option<i32>,
    /// In words.
    pub message: Option<String>,
}

/// A client.
pub(super) struct GraphAction {
    /// The client.
    client: Client,
}

impl GraphAction {
    /// A client of the service at `root`, with the transport that a client has unless it is given another.
    pub(super) fn new(root: &str) -> Result<Self, Failure> {
        Ok(Self { client: Client::builder(StaticToken::new(TOKEN)).base_url(root).build()? })
    }

    /// A client of the service at `root` over reqwest, with the limits that are the other's defaults.
    pub(super) fn over_reqwest(root: &str) -> Result<Self, Failure> {
        let transport = ReqwestTransport::new(Duration::from_secs(30), Duration::from_secs(100))?;
        Ok(Self { client: Client::builder(StaticToken::new(TOKEN)).base_url(root).transport(transport).build()? })
    }
}

impl Peer for GraphAction {
    async fn call(&self, arguments: &Arguments) -> Result<Option<String>, Failure> {
        let action =
            CancelMediaProcessing { id: arguments.id.clone(), client_context: Some(arguments.client_context.clone()) };
        let operation = cancel_media_processing(&self.client, &action).await?;
        Ok(operation.into_body().and_then(|body| body.client_context))
    }
}
