//! What can be chosen before the embedded Graph starts, and what it is when nothing is chosen.

use std::{fmt, io, time::Duration};

use crate::{Graph, certificate::Registered};

/// The tenant of an embedded Graph that was given none: made up, known to nobody.
pub const DEFAULT_TENANT_ID: &str = "6f1d2c3b-4a59-4e87-9d06-b5c4a3f2e1d0";

/// The application's id of an embedded Graph that was given none: made up, known to nobody.
pub const DEFAULT_CLIENT_ID: &str = "0a1b2c3d-5e6f-4a7b-8c9d-e0f1a2b3c4d5";

/// The client secret of an embedded Graph that was given none: made up, and of characters that a form must encode.
pub const DEFAULT_CLIENT_SECRET: &str = "made-up~secret+for/tests=&only%";

/// What a successful `cancelMediaProcessing` answers with: the service and its documentation differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CancelReply {
    /// `200 OK` with the operation as the body and its address in `Location`: what the service does.
    #[default]
    Body,
    /// `202 Accepted` with the operation's address in `Location` and no body: what the documentation says in its prose.
    LocationOnly,
}

/// The choices, once made. It holds the secret and therefore has no `Debug`.
pub(crate) struct Config {
    /// The only tenant that there is: a GUID or a domain name.
    pub(crate) tenant_id: String,
    /// The only application of that tenant.
    pub(crate) client_id: String,
    /// The application's only secret.
    pub(crate) client_secret: String,
    /// The certificates that the application may prove itself with instead.
    pub(crate) registered: Registered,
    /// Whether the application is a public one, which proves nothing.
    pub(crate) is_public: bool,
    /// How long a device's code can be entered.
    pub(crate) device_code_lifetime: Duration,
    /// How long a token is accepted.
    pub(crate) token_lifetime: Duration,
    /// The dialect of a successful cancel.
    pub(crate) cancel_reply: CancelReply,
    /// How long an operation is `running`.
    pub(crate) operation_duration: Duration,
}

/// An embedded Graph before it starts; [`Graph::builder`] makes one.
#[must_use = "nothing runs before `start`"]
pub struct Builder {
    /// The choices so far.
    config: Config,
}

impl Builder {
    /// Everything as documented for [`Graph::start`].
    pub(crate) fn new() -> Self {
        Self {
            config: Config {
                tenant_id: DEFAULT_TENANT_ID.to_owned(),
                client_id: DEFAULT_CLIENT_ID.to_owned(),
                client_secret: DEFAULT_CLIENT_SECRET.to_owned(),
                registered: Registered::default(),
                is_public: false,
                device_code_lifetime: Duration::from_mins(15),
                token_lifetime: Duration::from_hours(1),
                cancel_reply: CancelReply::default(),
                operation_duration: Duration::from_millis(50),
            },
        }
    }

    /// The tenant that the token endpoint knows, a GUID or a domain name; default: [`DEFAULT_TENANT_ID`].
    pub fn tenant(mut self, tenant_id: impl Into<String>) -> Self {
        self.config.tenant_id = tenant_id.into();
        self
    }

    /// The application that the token endpoint knows, and its secret; default: [`DEFAULT_CLIENT_ID`] and
    /// [`DEFAULT_CLIENT_SECRET`].
    pub fn client(mut self, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        self.config.client_id = client_id.into();
        self.config.client_secret = client_secret.into();
        self
    }

    /// A certificate (X.509 in DER) that the application may prove itself with too: by a client assertion that is signed with its
    /// key and names it by its SHA-256 thumbprint. Several may be registered; default: none.
    pub fn certificate(mut self, der: impl Into<Vec<u8>>) -> Self {
        self.config.registered.certificates.push(der.into());
        self
    }

    /// An authority (its certificate, X.509 in DER) and a host name: any certificate of that name which the authority
    /// vouches for is the application's, if it comes along in the client assertion (`x5c`). Default: none.
    pub fn trusted_name(mut self, authority: impl Into<Vec<u8>>, name: impl Into<String>) -> Self {
        self.config.registered.names.push((authority.into(), name.into()));
        self
    }

    /// Makes the application a public one, such as a program on a user's machine: a proof is refused then, and nothing is to
    /// be had without a user.
    pub fn public_client(mut self) -> Self {
        self.config.is_public = true;
        self
    }

    /// How long a device's code can be entered, in whole seconds; default: 15 minutes.
    pub fn device_code_lifetime(mut self, lifetime: Duration) -> Self {
        self.config.device_code_lifetime = lifetime;
        self
    }

    /// How long a token is accepted; default: one hour. The token endpoint's `expires_in` says one second less, in whole
    /// seconds, as Entra does: 3599 for an hour.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.config.token_lifetime = lifetime;
        self
    }

    /// What a successful `cancelMediaProcessing` answers with; default: [`CancelReply::Body`].
    pub fn cancel_reply(mut self, reply: CancelReply) -> Self {
        self.config.cancel_reply = reply;
        self
    }

    /// How long an operation is `running` before it is `completed` and the notification is posted; default: 50 ms. With
    /// zero, the notification may arrive before the reply does, as it may with the service.
    pub fn operation_duration(mut self, duration: Duration) -> Self {
        self.config.operation_duration = duration;
        self
    }

    /// The choices.
    #[cfg(test)]
    pub(crate) fn into_config(self) -> Config {
        self.config
    }

    /// Starts it on a free port of 127.0.0.1; it accepts connections when this returns.
    pub async fn start(self) -> io::Result<Graph> {
        Graph::launch(self.config).await
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("tenant_id", &self.config.tenant_id)
            .field("client_id", &self.config.client_id)
            .field("token_lifetime", &self.config.token_lifetime)
            .field("cancel_reply", &self.config.cancel_reply)
            .field("operation_duration", &self.config.operation_duration)
            .finish_non_exhaustive()
    }
}
