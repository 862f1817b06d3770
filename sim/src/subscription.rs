//! Subscriptions: what one may be made of, and those that there are. Whether an endpoint answers is `subscribe.rs`'s affair.

use std::{collections::HashMap, sync::Mutex};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::HeaderMap;
use rustls_pki_types::CertificateDer;
use serde_json::{Map, Value, json};
use url::Url;
use uuid::Uuid;
use webpki::EndEntityCert;

use crate::{body, clock::Timestamp, error::Fault, state::lock};

/// The action's name in messages.
const CREATE: &str = "subscriptions";

/// What may be sent, and is text.
const TEXTS: [&str; 9] = [
    "changeType",
    "notificationUrl",
    "lifecycleNotificationUrl",
    "resource",
    "expirationDateTime",
    "clientState",
    "encryptionCertificate",
    "encryptionCertificateId",
    "latestSupportedTlsVersion",
];

/// What has to be sent.
const REQUIRED: [&str; 4] = ["changeType", "notificationUrl", "resource", "expirationDateTime"];

/// One subscription.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    /// Its id.
    pub(crate) id: Uuid,
    /// Its members that are text, as they were sent.
    texts: HashMap<String, String>,
    /// The public key that content is encrypted for, where content was asked for.
    pub(crate) encrypted_for: Option<Vec<u8>>,
}

/// Those that there are.
#[derive(Default)]
pub(crate) struct Subscriptions(Mutex<Vec<Subscription>>);

impl Subscriptions {
    /// Adds one.
    pub(crate) fn add(&self, subscription: Subscription) {
        lock(&self.0).push(subscription);
    }

    /// The ids, in the order in which the subscriptions were made.
    pub(crate) fn ids(&self) -> Vec<String> {
        lock(&self.0).iter().map(|subscription| subscription.id.to_string()).collect()
    }

    /// The one of this id.
    pub(crate) fn get(&self, id: &str) -> Option<Subscription> {
        let id = id.parse::<Uuid>().ok()?;
        lock(&self.0).iter().find(|subscription| subscription.id == id).cloned()
    }
}

impl Subscription {
    /// Reads what is sent to make one, as strictly as Graph does.
    pub(crate) fn read(headers: &HeaderMap, sent: &Bytes) -> Result<Self, Fault> {
        let (mut texts, mut has_content) = (HashMap::new(), false);
        for (name, value) in body::parameters(CREATE, headers, sent)? {
            if name == "includeResourceData" {
                has_content = body::boolean(&value)?.unwrap_or_default();
            } else if TEXTS.contains(&name.as_str()) {
                if let Some(text) = body::string(value)? {
                    texts.insert(name, text);
                }
            } else {
                return Err(body::unknown_parameter(CREATE, &name));
            }
        }
        let encrypted_for = has_content.then(|| public_key(&texts)).transpose()?;
        let subscription = Self { id: Uuid::new_v4(), texts, encrypted_for };
        subscription.check()?;
        Ok(subscription)
    }

    /// A member that is text; empty where it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// The addresses that have to answer: each gets a handshake, the same one too.
    pub(crate) fn endpoints(&self) -> impl Iterator<Item = &str> {
        ["notificationUrl", "lifecycleNotificationUrl"]
            .into_iter()
            .filter_map(|name| self.texts.get(name))
            .map(String::as_str)
    }

    /// Where the news of the subscription itself goes.
    pub(crate) fn lifecycle_url(&self) -> Option<&str> {
        self.texts.get("lifecycleNotificationUrl").map(String::as_str)
    }

    /// What Graph says of it.
    pub(crate) fn entity(&self, app: &str) -> Map<String, Value> {
        let mut entity = Map::new();
        entity.insert("id".to_owned(), json!(self.id.to_string()));
        entity.insert("applicationId".to_owned(), json!(app));
        entity.insert("includeResourceData".to_owned(), json!(self.encrypted_for.is_some()));
        for name in TEXTS {
            entity.insert(name.to_owned(), json!(self.texts.get(name)));
        }
        entity
    }

    /// Whether the members are what they have to be.
    fn check(&self) -> Result<(), Fault> {
        if let Some(missing) = REQUIRED.into_iter().find(|name| self.text(name).is_empty()) {
            return Err(Fault::validation(format!("The property '{missing}' is required.")));
        }
        let unknown = |change: &&str| !matches!(*change, "created" | "updated" | "deleted");
        if let Some(unknown) = self.text("changeType").split(',').find(unknown) {
            return Err(Fault::validation(format!("'{unknown}' is not a valid changeType.")));
        }
        if self.text("clientState").chars().count() > 128 {
            return Err(Fault::validation("The clientState has more than 128 characters."));
        }
        if !is_in_future(self.text("expirationDateTime")) {
            return Err(Fault::validation("Subscription expiration can only be a time in the future."));
        }
        let hosts: Vec<_> = self
            .endpoints()
            .map(|url| Url::parse(url).ok().and_then(|url| url.host().map(|host| host.to_owned())))
            .collect();
        if hosts.iter().any(Option::is_none) {
            return Err(Fault::validation("The notification endpoint is not an absolute URL."));
        }
        if hosts.windows(2).any(|pair| pair.first() != pair.last()) {
            return Err(Fault::validation("notificationUrl and lifecycleNotificationUrl must be of one host."));
        }
        Ok(())
    }
}

/// Whether a moment, in UTC and ISO 8601, is still to come.
fn is_in_future(moment: &str) -> bool {
    let is_like = |shape: &str| {
        moment.len() > shape.len()
            && moment.bytes().zip(shape.bytes()).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    // What is written alike is ordered alike.
    is_like("0000-00-00T00:00:00") && moment.ends_with('Z') && moment > Timestamp::now().graph().as_str()
}

/// The public key that content is to be encrypted for, in DER.
fn public_key(texts: &HashMap<String, String>) -> Result<Vec<u8>, Fault> {
    let id = texts.get("encryptionCertificateId").map(|id| id.chars().count());
    if !id.is_some_and(|length| (1..=128).contains(&length)) {
        return Err(Fault::validation("The encryptionCertificateId must have 1 to 128 characters."));
    }
    let read = || {
        let der = BASE64_STANDARD.decode(texts.get("encryptionCertificate")?).ok()?;
        let der = CertificateDer::from(der);
        Some(EndEntityCert::try_from(&der).ok()?.subject_public_key_info().to_vec())
    };
    read().ok_or_else(|| Fault::validation("The encryptionCertificate is not an X.509 certificate in base64."))
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::CONTENT_TYPE};

    use super::*;

    /// Reads a good body with changes; `null` takes a member out.
    fn read(changes: &Value) -> Result<Subscription, Fault> {
        let mut body = json!({
            "changeType": "created,updated", "notificationUrl": "http://127.0.0.1:1/a", "resource": "me/messages",
            "expirationDateTime": "2999-01-01T00:00:00.0Z",
        });
        let all = body.as_object_mut().unwrap();
        all.extend(changes.as_object().unwrap().clone());
        all.retain(|_, value| !value.is_null());
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        Subscription::read(&headers, &Bytes::from(body.to_string()))
    }

    #[test]
    fn a_subscription_is_judged_strictly() {
        for (changes, message) in [
            (json!({}), None),
            (json!({"lifecycleNotificationUrl": "http://127.0.0.1:2/b", "clientState": "x".repeat(128)}), None),
            (json!({"changeType": null}), Some("'changeType' is required")),
            (json!({"resource": ""}), Some("'resource' is required")),
            (json!({"changeType": "created,moved"}), Some("'moved' is not")),
            (json!({"clientState": "x".repeat(129)}), Some("128 characters")),
            (json!({"expirationDateTime": "2020-01-01T00:00:00Z"}), Some("in the future")),
            (json!({"expirationDateTime": "tomorrow"}), Some("in the future")),
            (json!({"notificationUrl": "/api"}), Some("absolute URL")),
            (json!({"lifecycleNotificationUrl": "http://localhost:1/a"}), Some("of one host")),
            (json!({"includeResourceData": true}), Some("encryptionCertificateId")),
            (json!({"includeResourceData": true, "encryptionCertificateId": "a"}), Some("X.509")),
            (json!({"notificationURL": "http://127.0.0.1:1/a"}), Some("not a valid parameter")),
            (json!({"changeType": 7}), Some("Cannot convert")),
        ] {
            match (read(&changes), message) {
                (Ok(read), None) => assert_eq!(read.entity("app")["applicationId"], "app"),
                (Err(fault), Some(message)) => assert!(fault.message.contains(message), "{}", fault.message),
                (other, _) => panic!("{changes}: {other:?}"),
            }
        }
    }
}
