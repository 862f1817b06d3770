//! What a call's callback is told when an operation is over, and what became of telling it.

use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::calls::Operation;

/// The end of one notification's delivery, whether it arrived or not.
#[derive(Debug, Clone)]
pub struct DeliveredNotification {
    /// Where it was to go.
    pub(crate) url: String,
    /// What it said.
    pub(crate) body: Value,
    /// The last answer.
    pub(crate) status: Option<StatusCode>,
    /// How often it was sent.
    pub(crate) attempts: u32,
    /// Why there is no answer.
    pub(crate) error: Option<String>,
}

impl DeliveredNotification {
    /// Where it was to go: the call's callback URI, or the endpoint of a subscription.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The JSON that was posted, or would have been.
    #[must_use]
    pub fn body(&self) -> &Value {
        &self.body
    }

    /// What the callback answered at the last attempt; `None` if it could not be reached, or was refused because it is
    /// not on loopback.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// How often it was posted: 0 where it was refused.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Why there is no [`status`](Self::status).
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }
}

/// The notification that an operation is over. It names the operation by its address alone, in upper case without
/// hyphens: as in the documentation's sample there is no `id`.
pub(crate) fn body(operation: &Operation) -> Value {
    let address = format!("/communications/calls/{:X}/operations/{:X}", operation.call.simple(), operation.id.simple());
    let mut data = Map::new();
    data.insert("@odata.type".to_owned(), json!("#microsoft.graph.commsOperation"));
    data.insert("@odata.id".to_owned(), json!(address));
    data.insert("@odata.etag".to_owned(), json!(etag()));
    if let Some(context) = &operation.client_context {
        data.insert("clientContext".to_owned(), json!(context));
    }
    data.insert("status".to_owned(), json!("completed"));
    json!({
        "@odata.type": "#microsoft.graph.commsNotifications",
        "value": [{
            "@odata.type": "#microsoft.graph.commsNotification",
            "changeType": "deleted",
            "resourceUrl": address,
            "resourceData": data,
        }]
    })
}

/// An entity tag that no other notification has.
fn etag() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(54_451);
    format!("W/\"{}\"", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use uuid::uuid;

    use super::*;

    #[test]
    fn it_is_the_documented_one() {
        let operation = Operation {
            id: uuid!("0fe0623f-d628-42ed-b4bd-8ac290072cc5"),
            call: uuid!("57dab8b1-894c-409a-b240-bd8beae78896"),
            client_context: Some("d45324c1-fcb5-430a-902c-f20af696537c".to_owned()),
            completed: true,
        };
        let address =
            "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/operations/0FE0623FD62842EDB4BD8AC290072CC5";
        let mut body = body(&operation);
        let etag = body["value"][0]["resourceData"]["@odata.etag"].take();
        assert!(etag.as_str().unwrap().starts_with("W/\""));
        assert_eq!(
            body,
            json!({
                "@odata.type": "#microsoft.graph.commsNotifications",
                "value": [{
                    "@odata.type": "#microsoft.graph.commsNotification",
                    "changeType": "deleted",
                    "resourceUrl": address,
                    "resourceData": {
                        "@odata.type": "#microsoft.graph.commsOperation",
                        "@odata.id": address,
                        "@odata.etag": null,
                        "clientContext": "d45324c1-fcb5-430a-902c-f20af696537c",
                        "status": "completed"
                    }
                }]
            })
        );
    }
}
