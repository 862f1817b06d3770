//! Where each cloud publishes its metadata. Facts alone.

use clap::ValueEnum;

use crate::api::Api;

/// A Microsoft cloud.
///
/// Source: [National cloud deployments](https://learn.microsoft.com/graph/deployments).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Cloud {
    /// The global service, GCC included
    #[default]
    Global,
    /// United States Government L4 (GCC High)
    Usgov,
    /// United States Government L5, the Department of Defense
    UsgovDod,
    /// China, operated by 21Vianet
    China,
}

impl Cloud {
    /// The address of the metadata; nobody needs a token for it.
    ///
    /// ```
    /// use cargo_graph_action::{api::Api, cloud::Cloud};
    ///
    /// assert_eq!(Cloud::Global.metadata(&Api::default()), "https://graph.microsoft.com/v1.0/$metadata");
    /// ```
    #[must_use]
    pub fn metadata(self, api: &Api) -> String {
        let host = match self {
            Self::Global => "graph.microsoft.com",
            Self::Usgov => "graph.microsoft.us",
            Self::UsgovDod => "dod-graph.microsoft.us",
            Self::China => "microsoftgraph.chinacloudapi.cn",
        };
        format!("https://{host}/{api}/$metadata")
    }
}
