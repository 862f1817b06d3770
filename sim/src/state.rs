//! What the server's thread and the test's handle share.

use std::{
    io,
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch};

use crate::{
    DeliveredNotification, RecordedRequest, assertion::Assertions, authorize::Page, batch::Items, bearer::Tokens,
    builder::Config, calls::Calls, claims::Claims, device::Devices, directory::Directory, drive::Drive,
    entra_error::EntraError, jobs::Jobs, managed_identity::ManagedIdentity, script::Script, server::Listeners,
    sign_in::SignIns, signing_key::SigningKeys, storage::Storage, subscription::Subscriptions, webhook,
};

/// Everything that lives as long as one embedded Graph.
pub(crate) struct State {
    /// The service root, which is also the login host.
    pub(crate) base_url: String,
    /// The host of the monitors.
    pub(crate) monitor_url: String,
    /// What the builder chose.
    pub(crate) config: Config,
    /// The tokens given out.
    pub(crate) tokens: Tokens,
    /// What they state.
    pub(crate) claims: Claims,
    /// The calls and their operations.
    pub(crate) calls: Calls,
    /// The long-running operations that are looked at.
    pub(crate) jobs: Jobs,
    /// The endpoints for managed identities.
    pub(crate) identity: ManagedIdentity,
    /// The users.
    pub(crate) directory: Directory,
    /// The drive and its files.
    pub(crate) drive: Drive,
    /// Where their content is.
    pub(crate) storage: Storage,
    /// The subscriptions.
    pub(crate) subscriptions: Subscriptions,
    /// What the login service signs tokens for others with.
    pub(crate) signing_keys: SigningKeys,
    /// Where the server runs, once it does.
    pub(crate) runtime: OnceLock<Handle>,
    /// Every request to the service.
    pub(crate) requests: Mutex<Vec<RecordedRequest>>,
    /// Every request to the monitors.
    pub(crate) monitor_requests: Mutex<Vec<RecordedRequest>>,
    /// Every notification whose delivery has ended.
    pub(crate) notifications: watch::Sender<Vec<DeliveredNotification>>,
    /// What the test wants the service's next replies to be.
    pub(crate) graph_script: Script,
    /// What the test has seen and wants of the items of batches.
    pub(crate) batch_items: Items,
    /// What the test wants the token endpoint's next replies to be.
    pub(crate) token_script: Script,
    /// How long the token endpoint waits before it answers.
    pub(crate) token_delay: Mutex<Duration>,
    /// The client that posts the notifications.
    pub(crate) webhook: reqwest::Client,
    /// The client assertions that were taken.
    pub(crate) assertions: Assertions,
    /// The codes that people are to enter for their devices.
    pub(crate) devices: Devices,
    /// The sign-in page.
    pub(crate) page: Page,
    /// What users have signed in with.
    pub(crate) sign_ins: SignIns,
    /// The kinds of grant that the token endpoint was asked for.
    pub(crate) grants: Mutex<Vec<String>>,
    /// How many POST requests the token endpoint has seen.
    token_requests: AtomicUsize,
}

impl State {
    /// The state of an embedded Graph that has just been bound to these ports.
    pub(crate) fn new(config: Config, listeners: &Listeners) -> io::Result<Self> {
        let Listeners { graph, monitor, storage } = listeners;
        Ok(Self {
            base_url: format!("http://{}", graph.local_addr()?),
            monitor_url: format!("http://{}", monitor.local_addr()?),
            config,
            tokens: Tokens::default(),
            claims: Claims::default(),
            calls: Calls::default(),
            jobs: Jobs::default(),
            identity: ManagedIdentity::default(),
            directory: Directory::default(),
            drive: Drive::default(),
            storage: Storage::new(storage.local_addr()?),
            subscriptions: Subscriptions::default(),
            signing_keys: SigningKeys::default(),
            runtime: OnceLock::new(),
            requests: Mutex::default(),
            monitor_requests: Mutex::default(),
            notifications: watch::Sender::default(),
            graph_script: Script::default(),
            batch_items: Items::default(),
            token_script: Script::default(),
            token_delay: Mutex::default(),
            webhook: webhook::client().map_err(io::Error::other)?,
            assertions: Assertions::default(),
            devices: Devices::default(),
            page: Page::default(),
            sign_ins: SignIns::default(),
            grants: Mutex::default(),
            token_requests: AtomicUsize::new(0),
        })
    }

    /// Whether a tenant and an application are those that there are.
    pub(crate) fn check_app(&self, tenant: &str, client_id: &str) -> Result<(), EntraError> {
        let Config { tenant_id, client_id: own, .. } = &self.config;
        if !tenant.eq_ignore_ascii_case(tenant_id) {
            return Err(EntraError::unknown_tenant(tenant));
        }
        if !client_id.eq_ignore_ascii_case(own) {
            return Err(EntraError::unknown_client(client_id, tenant_id));
        }
        Ok(())
    }

    /// Counts one POST to the token endpoint.
    pub(crate) fn count_token_request(&self) {
        self.token_requests.fetch_add(1, Ordering::SeqCst);
    }

    /// How many there were.
    pub(crate) fn token_requests(&self) -> usize {
        self.token_requests.load(Ordering::SeqCst)
    }
}

/// Locks; a poisoned lock is as good as any, since nothing here is left half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
