//! Types with the service's names.

use graph_action::graph_type;
use serde_json::{Map, Value};

/// An operation of the communications service.
#[graph_type("microsoft.graph.commsOperation")]
#[derive(Debug, Clone, Default)]
pub struct CommsOperation {
    /// Its id.
    pub id: Option<String>,
    /// How far it is, as a text: any enum may be one.
    pub status: Option<String>,
    /// The caller's own key.
    pub client_context: Option<String>,
    /// How it ended.
    pub result_info: Option<ResultInfo>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// How an operation ended.
#[graph_type("microsoft.graph.resultInfo")]
#[derive(Debug, Clone, Default)]
pub struct ResultInfo {
    /// A number for what happened.
    pub code: Option<i32>,
    /// What happened, in words.
    pub message: Option<String>,
    /// A number for the detail.
    pub subcode: Option<i32>,
}

/// A type that has members which the metadata does not know of, and says so.
#[graph_type("microsoft.graph.resultInfo", unchecked)]
#[derive(Debug, Clone, Default)]
pub struct ResultInfoOfTomorrow {
    /// Not there yet.
    pub not_yet: Option<String>,
}
