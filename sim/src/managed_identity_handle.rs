//! What a test can ask of the managed identity's endpoints, and what it can make them do.

use crate::{Failure, Graph, RecordedRequest, managed_identity::OF_APP_SERVICE, state::lock};

impl Graph {
    /// Where App Service's endpoint for managed identities is: the value of `IDENTITY_ENDPOINT`. The token that it gives out
    /// is that of the only application.
    ///
    /// A virtual machine's is at its documented path below [`base_url`](Self::base_url), which stands for
    /// `http://169.254.169.254`.
    #[must_use]
    pub fn identity_endpoint(&self) -> String {
        format!("{}{OF_APP_SERVICE}", self.base_url())
    }

    /// What App Service's endpoint has to be told: the value of `IDENTITY_HEADER`.
    #[must_use]
    pub fn identity_header(&self) -> &str {
        &self.state.identity.secret
    }

    /// The requests to the endpoints for managed identities so far, refused ones included.
    #[must_use]
    pub fn identity_requests(&self) -> Vec<RecordedRequest> {
        lock(&self.state.identity.requests).clone()
    }

    /// Answers the next request to an endpoint for managed identities with this; several are used up in order.
    pub fn fail_next_identity(&self, failure: Failure) {
        self.state.identity.script.push(failure);
    }
}
