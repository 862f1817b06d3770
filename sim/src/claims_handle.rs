//! What a test can ask and do about claims.

use serde_json::Value;

use crate::Graph;

impl Graph {
    /// From now on, the service challenges every token that was not asked for with these claims, with `401` and
    /// `insufficient_claims`: as Graph does when a session was revoked. `None` ends it.
    ///
    /// Source: [claims challenges](https://learn.microsoft.com/entra/identity-platform/claims-challenge).
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> std::io::Result<()> {
    /// let graph = graph_action_sim::Graph::start().await?;
    /// graph.challenge(Some(serde_json::json!({"access_token": {"nbf": {"essential": true, "value": "1604106651"}}})));
    /// # Ok(())
    /// # }
    /// ```
    pub fn challenge(&self, claims: Option<Value>) {
        self.state.claims.want(claims);
    }

    /// The claims that each request for a token asked for, in order; `None` where it asked for none.
    #[must_use]
    pub fn claims_asked_for(&self) -> Vec<Option<Value>> {
        self.state.claims.asked()
    }
}
