//! The ids that tie a request to its reply, and that every reply of the service carries.

use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    clock::Timestamp,
    reply::{Reply, set_header},
};

/// One request's ids.
pub(crate) struct Correlation {
    /// The service's own id of the request.
    pub(crate) request_id: String,
    /// The caller's id of the request, as the caller wrote it; the service's where the caller sent no GUID.
    pub(crate) client_request_id: String,
    /// When the request arrived.
    pub(crate) arrived: Timestamp,
}

impl Correlation {
    /// The ids of the request with these headers.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let request_id = Uuid::new_v4().to_string();
        let client_request_id = headers
            .get("client-request-id")
            .and_then(|sent| sent.to_str().ok())
            .filter(|sent| Uuid::parse_str(sent).is_ok())
            .map_or_else(|| request_id.clone(), str::to_owned);
        Self { request_id, client_request_id, arrived: Timestamp::now() }
    }

    /// Adds the ids to a reply, but for those that it already has.
    pub(crate) fn stamp(&self, reply: &mut Reply) {
        const DIAGNOSTIC: &str = r#"{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"graph-action-sim"}}"#;
        let headers = reply.headers_mut();
        for (name, value) in
            [("request-id", self.request_id.as_str()), ("client-request-id", self.client_request_id.as_str())]
        {
            if !headers.contains_key(name) {
                set_header(headers, name, value);
            }
        }
        headers.entry("x-ms-ags-diagnostic").or_insert(HeaderValue::from_static(DIAGNOSTIC));
    }

    /// The ids as an error's `innerError` shows them.
    pub(crate) fn inner_error(&self) -> Value {
        json!({
            "date": self.arrived.graph(),
            "request-id": self.request_id,
            "client-request-id": self.client_request_id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_id_is_echoed_only_when_it_is_a_guid() {
        let sent = |id: &str| {
            let mut headers = HeaderMap::new();
            set_header(&mut headers, "client-request-id", id);
            Correlation::of(&headers)
        };
        let guid = "9C5AF5C8-9E0C-4D4B-8F5B-4C1C8E0D1A11";
        assert_eq!(sent(guid).client_request_id, guid);
        for made_up in ["", "1", "not-a-guid", "9c5af5c8-9e0c-4d4b-8f5b-4c1c8e0d1a1"] {
            let correlation = sent(made_up);
            assert_eq!(correlation.client_request_id, correlation.request_id, "{made_up}");
        }
    }
}
