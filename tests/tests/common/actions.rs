//! The declarations that the tests call.

#![allow(deprecated, reason = "the old path is one of those that have to work")]

use graph_action::{Operation, Reply, graph_action, graph_type};
use serde_json::{Map, Value};

/// The action of Graph's page.
#[graph_action(
    POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>,
    permissions(application = [], delegated = unsupported)
)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelMediaProcessing {
    pub(crate) id: String,
    pub(crate) all: Option<bool>,
    #[graph(max_chars = 256)]
    pub(crate) client_context: Option<String>,
}

/// The same in beta, whatever the client's version is.
#[graph_action(
    POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>,
    version = "beta"
)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelInBeta {
    pub(crate) id: String,
    pub(crate) all: Option<bool>,
}

/// The same below the path that Graph's page calls deprecated.
#[graph_action(POST "/app/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelBelowApp {
    pub(crate) id: String,
    pub(crate) client_context: Option<String>,
}

/// The same, declared as one that may be repeated.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Operation<CommsOperation>, idempotent)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelAgain {
    pub(crate) id: String,
    pub(crate) client_context: Option<String>,
}

/// The same, with what HTTP says around it.
#[graph_action(POST "/communications/calls/<id>/cancelMediaProcessing" -> Reply<Operation<CommsOperation>>)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CancelWithReply {
    pub(crate) id: String,
    pub(crate) client_context: Option<String>,
    #[graph(header = "client-request-id")]
    pub(crate) request_id: Option<String>,
}

/// A GET.
#[graph_action(
    GET "/communications/calls/<id>" -> Value,
    permissions(application = ["Calls.Read.All", "Calls.ReadWrite.All"], delegated = unsupported)
)]
#[derive(Debug, Clone)]
pub(crate) struct GetCall {
    pub(crate) id: String,
}

/// A GET of an operation.
#[graph_action(GET "/communications/calls/<call>/operations/<id>" -> CommsOperation)]
#[derive(Debug, Clone)]
pub(crate) struct GetOperation {
    pub(crate) call: String,
    pub(crate) id: String,
}

/// An operation of a call.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone)]
pub(crate) struct CommsOperation {
    pub(crate) id: Option<String>,
    pub(crate) status: Option<OperationStatus>,
    pub(crate) client_context: Option<String>,
    pub(crate) result_info: Option<ResultInfo>,
    #[graph(extra)]
    pub(crate) extra: Map<String, Value>,
}

/// How far an operation is.
#[graph_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OperationStatus {
    NotStarted,
    Running,
    Completed,
    Failed,
    #[graph(other)]
    Other(String),
}

/// How an operation ended.
#[graph_type("microsoft.graph.resultInfo")]
#[derive(Debug, Clone)]
pub(crate) struct ResultInfo {
    pub(crate) code: Option<i32>,
    pub(crate) subcode: Option<i32>,
    pub(crate) message: Option<String>,
}

/// A POST on a call, with nothing but the call.
pub(crate) fn cancel(id: impl Into<String>) -> CancelMediaProcessing {
    CancelMediaProcessing { id: id.into(), ..Default::default() }
}

/// A GET on a call.
pub(crate) fn get(id: impl Into<String>) -> GetCall {
    GetCall { id: id.into() }
}
