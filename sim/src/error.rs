//! The errors of the service: their statuses, codes and messages, in the one shape that all of them have.

use std::borrow::Cow;

use http::{
    Method, StatusCode,
    header::{ALLOW, LOCATION, WWW_AUTHENTICATE},
};
use serde_json::json;

use crate::{
    correlation::Correlation,
    reply::{self, Reply, set_header},
};

/// The content type of everything that the service says in JSON.
pub(crate) const GRAPH_JSON: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// Why the service refuses a request.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// What a program is to look at.
    pub(crate) code: &'static str,
    /// What a person is to read.
    pub(crate) message: String,
    /// The one method that the path has, where the request used another.
    allow: Option<Method>,
    /// The challenge, where a token is missing or no good.
    challenge: Option<Cow<'static, str>>,
    /// Where to go instead.
    location: Option<String>,
}

impl Fault {
    /// A refusal with nothing beside its status, code and message.
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), allow: None, challenge: None, location: None }
    }

    /// A file of this name is there already.
    pub(crate) fn name_already_exists() -> Self {
        Self::new(StatusCode::CONFLICT, "nameAlreadyExists", "An item with the same name already exists.")
    }

    /// Why the storage refuses a request.
    pub(crate) fn storage(status: StatusCode, code: &'static str, message: &str) -> Self {
        Self::new(status, code, message)
    }

    /// A subscription cannot be made of this, or its endpoint does not answer as it has to.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ValidationError", message)
    }

    /// The request is not one that OData can read.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// The directory does not answer this query in this way.
    pub(crate) fn unsupported_query(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request_UnsupportedQuery", message)
    }

    /// A delta query's token is too old: it starts again at this address.
    pub(crate) fn resync_required(location: String) -> Self {
        let message =
            "Resync required: the token is too old. Replace the local copy with what is read from the new location.";
        Self { location: Some(location), ..Self::new(StatusCode::GONE, "resyncRequired", message) }
    }

    /// The path leaves what there is at this segment.
    pub(crate) fn unknown_segment(segment: &str) -> Self {
        Self::bad_request(format!("Resource not found for the segment '{segment}'."))
    }

    /// The token is missing, wrong or expired, as the message says. The challenge names an error only where there was a
    /// token (RFC 6750, section 3.1).
    pub(crate) fn unauthorized(message: &'static str, token_was_sent: bool) -> Self {
        Self {
            challenge: Some(if token_was_sent { r#", error="invalid_token""# } else { "" }.into()),
            ..Self::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
        }
    }

    /// The token does not state what the service wants to know, which is what these claims ask for, in base64.
    pub(crate) fn insufficient_claims(claims: &str) -> Self {
        let message = "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: \
                       TokenIssuedBeforeRevocationTimestamp";
        Self {
            challenge: Some(format!(r#", error="insufficient_claims", claims="{claims}""#).into()),
            ..Self::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message)
        }
    }

    /// There is no such call: the calling service's own number for it.
    pub(crate) fn call_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "8522", "Call not found.")
    }

    /// The call has no such operation.
    pub(crate) fn operation_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", "Operation not found.")
    }

    /// There is no such item, team, notebook, file or session.
    pub(crate) fn item_not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "itemNotFound", "The resource could not be found.")
    }

    /// The path exists under another method.
    pub(crate) fn method_not_allowed(allow: Method) -> Self {
        Self {
            allow: Some(allow),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target.",
            )
        }
    }

    /// The body is not said to be JSON, or not said to be anything.
    pub(crate) fn unsupported_media_type(sent: Option<&str>) -> Self {
        let message = match sent {
            None => "A missing or empty content type header was found when trying to read a message. The content type \
                     header is required."
                .to_owned(),
            Some(sent) => format!(
                "A supported MIME type could not be found that matches the content type of the response. None of the \
                 supported type(s) 'application/json' matches the content type '{sent}'."
            ),
        };
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "RequestBodyRead", message)
    }

    /// The body is larger than the service reads.
    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", "The request body is too large.")
    }

    /// The error on the wire. `authority` is where a client is sent for a token.
    pub(crate) fn reply(&self, correlation: &Correlation, authority: &str) -> Reply {
        let body = json!({
            "error": { "code": self.code, "message": self.message, "innerError": correlation.inner_error() }
        });
        let mut reply = reply::json(self.status, GRAPH_JSON, &body);
        if let Some(allow) = &self.allow {
            set_header(reply.headers_mut(), ALLOW, allow.as_str());
        }
        if let Some(location) = &self.location {
            set_header(reply.headers_mut(), LOCATION, location);
        }
        if let Some(error) = &self.challenge {
            let challenge =
                format!(r#"Bearer realm="", authorization_uri="{authority}/common/oauth2/v2.0/authorize"{error}"#);
            set_header(reply.headers_mut(), WWW_AUTHENTICATE, &challenge);
        }
        reply
    }
}
