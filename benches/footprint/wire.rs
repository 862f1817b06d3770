//! The types of the call, as one writes them by hand.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelMediaProcessing<'a> {
    pub client_context: &'a str,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
pub struct CommsOperation {
    id: Option<String>,
    status: Option<String>,
    client_context: Option<String>,
}
