//! Imported from Graph's page `lamp: usage`, version beta.
//!
//! The page keeps its permissions in another file,
//! `../includes/permissions/lamp-usage-permissions.md`; add them to the attribute as
//! `permissions(…)`.

use graph_action::odata::{Edm, Query};
use graph_action::{Page, graph_action, graph_type};

/// How long the lamps burnt.
///
/// This function is deprecated, and is gone in 2027.
///
/// Graph's page: <https://learn.microsoft.com/graph/api/lamp-usage?view=graph-rest-beta>.
#[graph_action(GET "/reports/lampUsage(since=<since>,count=<count>)?$orderby=<orderby>" -> Page<LampHours>, version = "beta")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LampUsage {
    /// From when on.
    pub since: Edm<String>,
    /// How many at most. Optional.
    pub count: Option<i32>,
    /// The orderby.
    pub orderby: Option<String>,
    /// OData's options.
    #[graph(query_all)]
    pub query: Query,
}

/// `microsoft.graph.lampHours`, as far as the page's examples show it.
#[graph_type("microsoft.graph.lampHours")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LampHours {
    /// The id.
    pub id: Option<String>,
    /// The hours.
    pub hours: Option<f64>,
    /// The self.
    pub self_: Option<serde_json::Value>,
    /// What else there is.
    #[graph(extra)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}
