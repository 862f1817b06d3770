//! Managed identities: the endpoints at which a program that runs in Azure gets a token with no secret of its own.
//!
//! There are two. That of virtual machines (the Instance Metadata Service) is the same address on each of them, and keeps
//! others out by a header that no browser or proxy sends by itself. That of App Service and its kin is wherever
//! `IDENTITY_ENDPOINT` says, and asks for the `IDENTITY_HEADER` that only the program was told. Both answer in text what is a
//! number. Sources: [virtual machines](https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token),
//! [App Service](https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference).

use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, request::Parts};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    RecordedRequest,
    correlation::Correlation,
    reply::{self, Reply},
    script::Script,
    state::{State, lock},
};

/// The path of a virtual machine's endpoint.
const OF_MACHINE: &str = "/metadata/identity/oauth2/token";
/// The path of App Service's endpoint.
pub(crate) const OF_APP_SERVICE: &str = "/msi/token";
/// The header that App Service asks for.
const IDENTITY_HEADER: &str = "x-identity-header";

/// What is known of the endpoints.
pub(crate) struct ManagedIdentity {
    /// What the program alone was told.
    pub(crate) secret: String,
    /// Every request to an endpoint.
    pub(crate) requests: Mutex<Vec<RecordedRequest>>,
    /// What the test wants the next replies to be.
    pub(crate) script: Script,
}

impl Default for ManagedIdentity {
    fn default() -> Self {
        let secret = Uuid::new_v4().simple().to_string().to_uppercase();
        Self { secret, requests: Mutex::default(), script: Script::default() }
    }
}

/// Why an endpoint refuses.
#[derive(Debug, PartialEq, Eq)]
struct Refusal {
    /// The status.
    status: StatusCode,
    /// What a program is to look at.
    error: &'static str,
    /// What a person is to read.
    message: &'static str,
}

impl Refusal {
    /// A request that is wrong.
    fn invalid(message: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error: "invalid_request", message }
    }
}

/// The reply to a request for one of the endpoints; `None` for any other.
pub(crate) async fn answer(state: &State, parts: &Parts) -> Option<Reply> {
    let is_of_machine = match parts.uri.path() {
        OF_MACHINE => true,
        OF_APP_SERVICE => false,
        _ => return None,
    };
    lock(&state.identity.requests).push(RecordedRequest::new(parts, &Bytes::new()));
    if let Some(failure) = state.identity.script.next() {
        return Some(failure.bare().play(&Correlation::of(&parts.headers)).await);
    }
    let admitted = if is_of_machine {
        admit_to_machine(&parts.headers)
    } else {
        admit_to_app_service(&parts.headers, &state.identity.secret)
    };
    let resource = admitted.and_then(|()| judge(parts, is_of_machine, &state.config.client_id));
    Some(match resource {
        Ok(resource) => granted(state, &resource, is_of_machine),
        Err(refusal) => refused(&refusal, is_of_machine),
    })
}

/// Whether a virtual machine's endpoint talks to whoever sent these headers.
fn admit_to_machine(headers: &HeaderMap) -> Result<(), Refusal> {
    if headers.get("metadata").is_none_or(|value| value != "true") {
        return Err(Refusal::invalid("Required metadata header not specified"));
    }
    if headers.contains_key("x-forwarded-for") {
        return Err(Refusal::invalid("X-Forwarded-For header is not allowed"));
    }
    Ok(())
}

/// Whether App Service's endpoint talks to whoever sent these headers.
fn admit_to_app_service(headers: &HeaderMap, secret: &str) -> Result<(), Refusal> {
    match headers.get(IDENTITY_HEADER) {
        Some(value) if value == secret => Ok(()),
        _ => {
            Err(Refusal { status: StatusCode::UNAUTHORIZED, error: "unauthorized", message: "Wrong identity header." })
        }
    }
}

/// The resource that a token is wanted for.
fn judge(parts: &Parts, is_of_machine: bool, client_id: &str) -> Result<String, Refusal> {
    if parts.method != Method::GET {
        let message = "The requested resource does not support this method.";
        return Err(Refusal { status: StatusCode::METHOD_NOT_ALLOWED, error: "method_not_allowed", message });
    }
    let query = parts.uri.query().unwrap_or_default();
    let option = |name: &str| {
        let mut values = url::form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
        values.next().map(|(_, value)| value.into_owned())
    };
    let versions: &[&str] = if is_of_machine { &["2018-02-01", "2019-08-01"] } else { &["2019-08-01"] };
    if option("api-version").is_none_or(|version| !versions.contains(&&*version)) {
        return Err(Refusal::invalid("The api-version query parameter is missing, or no version of this endpoint"));
    }
    if option("client_id").is_some_and(|id| !id.eq_ignore_ascii_case(client_id)) {
        return Err(Refusal::invalid("Identity not found"));
    }
    let resource = option("resource").filter(|resource| !resource.is_empty());
    let resource = resource.ok_or_else(|| Refusal::invalid("The resource query parameter is required"))?;
    if resource.ends_with("/.default") {
        // A scope of the second version of Entra's endpoints, which this one is not.
        return Err(Refusal { error: "invalid_resource", ..Refusal::invalid("There is no resource of this name") });
    }
    Ok(resource)
}

/// The reply with a new token.
fn granted(state: &State, resource: &str, is_of_machine: bool) -> Reply {
    let lifetime = state.config.token_lifetime;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let text = |time: Duration| time.as_secs().to_string();
    let mut body = Map::new();
    let mut say = |name: &str, value: String| body.insert(name.to_owned(), Value::from(value));
    say("access_token", state.tokens.issue(lifetime));
    say("client_id", state.config.client_id.clone());
    say("expires_on", text(now.saturating_add(lifetime)));
    say("resource", resource.to_owned());
    say("token_type", "Bearer".to_owned());
    if is_of_machine {
        say("expires_in", text(lifetime));
        say("ext_expires_in", text(lifetime));
        say("not_before", text(now));
    }
    reply::json(StatusCode::OK, "application/json; charset=utf-8", &body.into())
}

/// The reply of an endpoint that refuses, in its own shape.
fn refused(refusal: &Refusal, is_of_machine: bool) -> Reply {
    let Refusal { status, error, message } = refusal;
    let body = if is_of_machine {
        json!({ "error": error, "error_description": message })
    } else {
        json!({ "statusCode": status.as_u16(), "message": message, "correlationId": Uuid::new_v4().to_string() })
    };
    reply::json(*status, "application/json; charset=utf-8", &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::set_header;

    /// The headers with these in them.
    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            set_header(&mut headers, *name, value);
        }
        headers
    }

    #[test]
    fn a_machine_talks_to_its_own_programs_alone() {
        for (given, is_admitted) in [
            (&[("metadata", "true")][..], true),
            (&[], false),
            (&[("metadata", "True")], false),
            (&[("metadata", "true"), ("x-forwarded-for", "10.0.0.1")], false),
        ] {
            assert_eq!(admit_to_machine(&headers(given)).is_ok(), is_admitted, "{given:?}");
        }
        for (given, is_admitted) in [
            (&[("x-identity-header", "S")][..], true),
            (&[("metadata", "true")], false),
            (&[("x-identity-header", "s")], false),
        ] {
            assert_eq!(admit_to_app_service(&headers(given), "S").is_ok(), is_admitted, "{given:?}");
        }
    }

    #[test]
    fn a_request_names_a_version_and_a_resource() {
        let judged = |is_of_machine: bool, query: &str| {
            let request = http::Request::get(format!("/?{query}")).body(()).unwrap();
            judge(&request.into_parts().0, is_of_machine, "id").map_err(|refusal| refusal.error)
        };
        let graph = "resource=https%3A%2F%2Fgraph.microsoft.com";
        for version in ["2018-02-01", "2019-08-01"] {
            let query = format!("api-version={version}&{graph}&client_id=ID");
            assert_eq!(judged(true, &query).as_deref(), Ok("https://graph.microsoft.com"));
        }
        assert_eq!(judged(false, &format!("api-version=2018-02-01&{graph}")), Err("invalid_request"));
        assert_eq!(judged(true, graph), Err("invalid_request"));
        assert_eq!(judged(true, "api-version=2018-02-01&resource="), Err("invalid_request"));
        assert_eq!(judged(true, &format!("api-version=2018-02-01&{graph}&client_id=other")), Err("invalid_request"));
        assert_eq!(judged(true, &format!("api-version=2018-02-01&{graph}%2F.default")), Err("invalid_resource"));
    }
}
