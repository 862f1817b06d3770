//! The handle that a test holds: what it can ask of the embedded Graph, and what it can make it do.

use std::{fmt, io, net::TcpListener, sync::Arc, time::Duration};

use crate::{
    Builder, Course, DeliveredNotification, Failure, RecordedRequest,
    builder::Config,
    server::{Listeners, Server},
    state::{State, lock},
};

/// A Microsoft Graph with its token endpoint on a free loopback port, for as long as this value lives.
///
/// Dropping it stops the server, closes its connections, ends the operations and notifications that are under way and
/// frees the port.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let graph = graph_action_sim::Graph::start().await?;
/// let call = graph.create_call(None);
/// assert!(graph.base_url().starts_with("http://127.0.0.1:"));
/// assert_eq!(call.len(), 36);
/// # Ok(())
/// # }
/// ```
#[must_use = "the embedded Graph stops when it is dropped"]
pub struct Graph {
    /// What the server's thread and this handle share.
    pub(crate) state: Arc<State>,
    /// The thread; dropping it stops and joins it.
    server: Server,
}

impl Graph {
    /// Starts one with everything at its default: a made-up tenant, application and secret, tokens of one hour, a
    /// cancel that answers `200` with a body, operations that run for 50 ms.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Starts from the same defaults, to be changed before [`Builder::start`].
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Binds the ports, then starts the thread that serves them.
    pub(crate) async fn launch(config: Config) -> io::Result<Self> {
        let bind = || TcpListener::bind(("127.0.0.1", 0));
        let listeners = Listeners { graph: bind()?, monitor: bind()?, storage: bind()? };
        let state = Arc::new(State::new(config, &listeners)?);
        let server = Server::start(listeners, Arc::clone(&state)).await?;
        Ok(Self { state, server })
    }

    /// The service root without the version: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.state.base_url
    }

    /// The login host without the tenant: the token endpoint is `{authority}/{tenant}/oauth2/v2.0/token`.
    ///
    /// It is the same listener as the service root's, which no client should rely upon.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.state.base_url
    }

    /// The tenant that the token endpoint knows.
    #[must_use]
    pub fn tenant_id(&self) -> &str {
        &self.state.config.tenant_id
    }

    /// The application that the token endpoint knows.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.state.config.client_id
    }

    /// The application's secret.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.state.config.client_secret
    }

    /// Makes an established call and returns its id, a lower-case GUID with hyphens.
    ///
    /// Notifications about the call's operations are posted to `callback_uri`, if there is one. Any text is taken, but
    /// nothing is ever sent to a host that is not loopback: such a notification is refused, and
    /// [`notifications`](Self::notifications) says so.
    #[must_use = "the id is the only way to the call"]
    pub fn create_call(&self, callback_uri: Option<&str>) -> String {
        self.state.calls.create(callback_uri).to_string()
    }

    /// Ends a call, if there is one of this id: from now on it is unknown, and what its operations had yet to notify is
    /// not sent.
    pub fn end_call(&self, id: &str) {
        self.state.calls.end(id);
    }

    /// A token that the service accepts, without a request to the token endpoint.
    #[must_use]
    pub fn issue_token(&self) -> String {
        self.state.tokens.issue(self.state.config.token_lifetime)
    }

    /// Makes every token that was given out so far an expired one.
    pub fn expire_tokens(&self) {
        self.state.tokens.expire_all();
    }

    /// How many POST requests the token endpoint has seen, refused ones included.
    #[must_use]
    pub fn token_requests(&self) -> usize {
        self.state.token_requests()
    }

    /// Makes the token endpoint wait for so long before each answer, so that callers who wait for the same token can
    /// be told from callers who each ask for their own.
    pub fn delay_tokens(&self, delay: Duration) {
        *lock(&self.state.token_delay) = delay;
    }

    /// The requests to the service so far, refused ones included, in the order of their arrival. Requests to the token
    /// endpoint are not among them.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.state.requests).clone()
    }

    /// Answers the next request to the service with this, whatever it asks for; several are used up in order.
    pub fn fail_next(&self, failure: Failure) {
        self.state.graph_script.push(failure);
    }

    /// Answers the next POST to the token endpoint with this, whatever it asks for; several are used up in order.
    pub fn fail_next_token(&self, failure: Failure) {
        self.state.token_script.push(failure);
    }

    /// Says how the next long-running operation goes that is looked at: the copy of a drive item or a notebook, the creation
    /// of a team, a workbook's session. Several are used up in order; an operation that nobody dictates goes as
    /// [`Course::completing`] says.
    pub fn next_operation(&self, course: Course) {
        self.state.jobs.script(course);
    }

    /// The host of the monitors that the copies of drive items are looked at: another origin than
    /// [`base_url`](Self::base_url), where a request with a token is refused.
    #[must_use]
    pub fn monitor_url(&self) -> &str {
        &self.state.monitor_url
    }

    /// The requests to the monitors so far, refused ones included, in the order of their arrival.
    #[must_use]
    pub fn monitor_requests(&self) -> Vec<RecordedRequest> {
        lock(&self.state.monitor_requests).clone()
    }

    /// The notifications whose delivery has ended, well or not, in that order.
    #[must_use]
    pub fn notifications(&self) -> Vec<DeliveredNotification> {
        self.state.notifications.borrow().clone()
    }

    /// Waits until the delivery of at least `count` notifications has ended, and returns them all.
    ///
    /// It waits for as long as that takes: put a timeout around it where a test could hang.
    pub async fn wait_for_notifications(&self, count: usize) -> Vec<DeliveredNotification> {
        let mut ended = self.state.notifications.subscribe();
        // It can fail only once the sender is gone, which lives as long as `self`.
        let _ = ended.wait_for(|notifications| notifications.len() >= count).await;
        self.notifications()
    }

    /// Stops as dropping does, without blocking the calling thread meanwhile.
    pub async fn shutdown(mut self) {
        self.server.stop().await;
    }
}

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Graph")
            .field("base_url", &self.base_url())
            .field("tenant_id", &self.tenant_id())
            .field("client_id", &self.client_id())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only for what can be shared between a test's tasks.
    fn is_send_and_sync<T: Send + Sync>() {}

    #[test]
    fn the_handle_can_be_shared_between_tasks() {
        is_send_and_sync::<Graph>();
        is_send_and_sync::<Builder>();
    }
}
