//! The errors of the token endpoint: OAuth's names, Entra's numbers, in the flat shape that is not the service's.

use http::{
    HeaderValue, Method, StatusCode,
    header::{CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    correlation::Correlation,
    reply::{self, Reply, set_header},
};

/// Why the token endpoint refuses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EntraError {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// OAuth's name of the error, the one thing that a program is to look at.
    pub(crate) error: &'static str,
    /// Entra's number of the error.
    pub(crate) number: u32,
    /// What a program may look at beside.
    pub(crate) suberror: Option<&'static str>,
    /// What the user's client has to ask for, as JSON in text.
    pub(crate) claims: Option<String>,
    /// What a person is to read. It never holds a secret.
    message: String,
    /// Whether the client has to be told that HTTP Basic failed (RFC 6749, section 5.2).
    challenge: bool,
}

impl EntraError {
    /// A refusal with `400`.
    pub(crate) fn new(error: &'static str, number: u32, message: impl Into<String>) -> Self {
        let (status, message) = (StatusCode::BAD_REQUEST, message.into());
        Self { status, error, number, suberror: None, claims: None, message, challenge: false }
    }

    /// A refusal with `401`: the client did not prove that it is who it says.
    pub(crate) fn invalid_client(number: u32, message: impl Into<String>, basic: bool) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, challenge: basic, ..Self::new("invalid_client", number, message) }
    }

    /// Another method than POST.
    pub(crate) fn only_post(method: &Method) -> Self {
        let message = format!("The endpoint only accepts POST, OPTIONS requests. Received a {method} request.");
        Self::new("invalid_request", 900_561, message)
    }

    /// A parameter twice, credentials in two places, or an `Authorization` that cannot be read.
    pub(crate) fn malformed() -> Self {
        Self::new("invalid_request", 9_002_313, "Invalid request. Request is malformed or invalid.")
    }

    /// A parameter that has to be there is not.
    pub(crate) fn missing_parameter(name: &str) -> Self {
        let message = format!("The request body must contain the following parameter: '{name}'.");
        Self::new("invalid_request", 900_144, message)
    }

    /// There is no such tenant.
    pub(crate) fn unknown_tenant(tenant: &str) -> Self {
        let message = format!(
            "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the \
             correct cloud. Check with your subscription administrator, this may happen if there are no active \
             subscriptions for the tenant."
        );
        Self::new("invalid_request", 90_002, message)
    }

    /// A grant that is not known.
    pub(crate) fn unsupported_grant_type(grant_type: &str) -> Self {
        let message = format!("The app requested an unsupported grant type '{grant_type}'.");
        Self::new("unsupported_grant_type", 70_003, message)
    }

    /// More than one scope.
    pub(crate) fn invalid_scope(scope: &str) -> Self {
        let message =
            format!("The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.");
        Self::new("invalid_scope", 70_011, message)
    }

    /// A scope that is not a resource's `/.default`.
    pub(crate) fn scope_without_default(scope: &str) -> Self {
        let message = format!(
            "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with \
             /.default suffixed to the resource identifier (application ID URI)."
        );
        Self::new("invalid_scope", 1_002_012, message)
    }

    /// There is no such application in the tenant.
    pub(crate) fn unknown_client(client_id: &str, tenant: &str) -> Self {
        let message = format!(
            "Application with identifier '{client_id}' was not found in the directory '{tenant}'. This can happen if \
             the application has not been installed by the administrator of the tenant or consented to by any user in \
             the tenant. You may have sent your authentication request to the wrong tenant."
        );
        Self::new("unauthorized_client", 700_016, message)
    }

    /// No secret was sent.
    pub(crate) fn missing_secret() -> Self {
        let message = "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' \
                       grant type.";
        Self::invalid_client(7_000_216, message, false)
    }

    /// The secret is another.
    pub(crate) fn wrong_secret(client_id: &str, basic: bool) -> Self {
        let message = format!(
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, \
             not the client secret ID, for a secret added to app '{client_id}'."
        );
        Self::invalid_client(7_000_215, message, basic)
    }

    /// What a person is to read, as it stands in an answer of the sign-in page.
    pub(crate) fn description(&self, correlation: &Correlation) -> String {
        self.described(&Uuid::new_v4().to_string(), correlation)
    }

    /// What a person is to read, with the ids under which it is found.
    fn described(&self, trace_id: &str, correlation: &Correlation) -> String {
        let (correlation_id, timestamp) = (&correlation.client_request_id, correlation.arrived.entra());
        format!(
            "AADSTS{}: {}\r\nTrace ID: {trace_id}\r\nCorrelation ID: {correlation_id}\r\nTimestamp: {timestamp}",
            self.number, self.message
        )
    }

    /// The error on the wire. `authority` is the login host.
    pub(crate) fn reply(&self, correlation: &Correlation, authority: &str) -> Reply {
        let trace_id = Uuid::new_v4().to_string();
        let (correlation_id, timestamp) = (&correlation.client_request_id, correlation.arrived.entra());
        let mut body = json!({
            "error": self.error,
            "error_description": self.described(&trace_id, correlation),
            "error_codes": [self.number],
            "timestamp": timestamp,
            "trace_id": trace_id,
            "correlation_id": correlation_id,
            "error_uri": format!("{authority}/error?code={}", self.number),
        });
        for (member, value) in [("suberror", self.suberror), ("claims", self.claims.as_deref())] {
            if let (Some(members), Some(value)) = (body.as_object_mut(), value) {
                members.insert(member.to_owned(), value.into());
            }
        }
        let mut reply = entra_json(self.status, &body, correlation);
        if self.challenge {
            let headers = reply.headers_mut();
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(r#"Basic realm="graph-action-sim""#));
        }
        reply
    }
}

/// Anything that the token endpoint says: never to be cached, with the login host's own request id.
pub(crate) fn entra_json(status: StatusCode, body: &Value, correlation: &Correlation) -> Reply {
    let mut reply = reply::json(status, "application/json; charset=utf-8", body);
    let headers = reply.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store, no-cache"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    set_header(headers, "x-ms-request-id", &correlation.request_id);
    reply
}
