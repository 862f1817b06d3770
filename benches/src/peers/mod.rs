//! The ways to make the call, by name. Each is what a competent user of its library would write, with the library's own
//! defaults: one client for all calls, the id in a fresh `client-request-id` as Graph asks, errors told by status.

mod beforehand;
mod graph_action;
#[cfg(feature = "graph-rs-sdk")]
mod graph_rs_sdk;
mod hyper;
mod reqwest;
mod reqwest_tuned;
mod wire;

use crate::Failure;
use crate::figures::Figures;
use crate::load::Load;

/// The peer that the others are compared with.
pub const REFERENCE: &str = "reqwest";

/// The peers, in the order of the table.
pub const NAMES: &[&str] = &[
    "graph_action",
    "graph_action_reqwest",
    REFERENCE,
    "reqwest_tuned",
    #[cfg(feature = "graph-rs-sdk")]
    "graph_rs_sdk",
    "hyper",
];

/// Puts a load on the server at `root` by the peer of this name.
pub async fn run(name: &str, root: &str, load: Load) -> Result<Figures, Failure> {
    match name {
        "graph_action" => load.run(graph_action::GraphAction::new(root)?).await,
        "graph_action_reqwest" => load.run(graph_action::GraphAction::over_reqwest(root)?).await,
        REFERENCE => load.run(reqwest::Reqwest::new(root)).await,
        "reqwest_tuned" => load.run(reqwest_tuned::ReqwestTuned::new(root)?).await,
        #[cfg(feature = "graph-rs-sdk")]
        "graph_rs_sdk" => load.run(graph_rs_sdk::GraphRsSdk::new(root)?).await,
        "hyper" => load.run(hyper::Hyper::new(root)?).await,
        _ => Err(format!("there is no peer `{name}`; there are {}", NAMES.join(", ")).into()),
    }
}
