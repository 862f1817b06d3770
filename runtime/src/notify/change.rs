//! The change notifications of subscriptions, as Graph posts them: typed, kept whole, and not yet believed.
//!
//! Cloud communications have notifications of their own (`comms.rs`); nothing is shared with them but the words for a change.
//!
//! Source: [changeNotification](https://learn.microsoft.com/graph/api/resources/changenotification).

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{ChangeType, SecretText};
use crate::error::ErrorKind;
use crate::{Error, Result, graph_type};

/// What Graph posts to the endpoint of subscriptions: changes of any number of them, also of several tenants and apps.
///
/// It can be serialised, which is what a queue keeps. Nothing of it is proven before a [`Receiver`](super::Receiver) has
/// looked at it.
///
/// ```
/// use graph_action::notify::{ChangeNotifications, ChangeType};
///
/// let posted = br##"{"value": [{
///     "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
///     "subscriptionExpirationDateTime": "2026-11-27T11:00:00Z",
///     "clientState": "secret",
///     "changeType": "created",
///     "resource": "users/5b2f/messages/AAMk",
///     "tenantId": "84bd8158-6d4d-4958-8b9f-9d6445542f95",
///     "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk"}}]}"##;
/// let notifications = ChangeNotifications::from_slice(posted)?;
/// let change = &notifications.value[0];
/// assert_eq!(change.change_type, Some(ChangeType::Created));
/// assert!(change.resource_data.as_ref().unwrap().is_a("microsoft.graph.message"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeNotifications {
    /// The notifications, in the order sent.
    pub value: Vec<ChangeNotification>,
    /// The tokens that prove where rich notifications come from: one for each app and tenant among them.
    pub validation_tokens: Option<Vec<SecretText>>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// A change of a resource, or news of the subscription itself.
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeNotification {
    /// The notification; often not sent.
    pub id: Option<String>,
    /// The subscription.
    pub subscription_id: Option<String>,
    /// When the subscription ends, in ISO 8601.
    pub subscription_expiration_date_time: Option<String>,
    /// What the subscription was given to recognise its notifications by.
    pub client_state: Option<SecretText>,
    /// What happened to the resource.
    pub change_type: Option<ChangeType>,
    /// The resource: a path relative to the version, such as `users/{id}/messages/{id}`.
    pub resource: Option<String>,
    /// The tenant that the change is from.
    pub tenant_id: Option<String>,
    /// What identifies the resource.
    pub resource_data: Option<ChangedResource>,
    /// The resource itself, encrypted, where the subscription asked for it.
    pub encrypted_content: Option<EncryptedContent>,
    /// What happened to the subscription, in place of a change.
    pub lifecycle_event: Option<LifecycleEvent>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// What identifies a resource that changed.
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedResource {
    /// Its type as sent: with `#` or without, in any case. [`is_a`](Self::is_a) compares it.
    #[graph(name = "@odata.type")]
    pub odata_type: Option<String>,
    /// Its address, relative to the version.
    #[graph(name = "@odata.id")]
    pub odata_id: Option<String>,
    /// Its entity tag.
    #[graph(name = "@odata.etag")]
    pub odata_etag: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// A resource, encrypted for one of the app's certificates.
///
/// Source: [changeNotificationEncryptedContent](https://learn.microsoft.com/graph/api/resources/changenotificationencryptedcontent).
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct EncryptedContent {
    /// The resource, encrypted with a key of this notification's own, in base64.
    pub data: Option<String>,
    /// What proves that `data` is what was encrypted, in base64.
    pub data_signature: Option<String>,
    /// The key, encrypted for the certificate, in base64.
    pub data_key: Option<String>,
    /// Which certificate: the id that the subscription gave it.
    pub encryption_certificate_id: Option<String>,
    /// The thumbprint of that certificate.
    pub encryption_certificate_thumbprint: Option<String>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// News of a subscription.
///
/// Source: [lifecycle notifications](https://learn.microsoft.com/graph/change-notifications-lifecycle-events).
#[graph_type(crate = crate)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LifecycleEvent {
    /// Notifications were lost: read the resource anew, by a delta query where there is one.
    Missed,
    /// The subscription is gone: make another, and read the resource anew.
    SubscriptionRemoved,
    /// Nothing is delivered any more unless the subscription is renewed soon: post to `/subscriptions/{id}/reauthorize`, or
    /// patch its expiration.
    ReauthorizationRequired,
    /// What Graph adds later.
    #[graph(other)]
    Other(String),
}

impl ChangeNotifications {
    /// Reads a body that Graph posted, or a queue kept. Its words on failure say where, and show nothing of it.
    pub fn from_slice(body: &[u8]) -> Result<Self> {
        read(body)
    }

    /// Nothing.
    pub(super) fn none() -> Self {
        Self { value: Vec::new(), validation_tokens: None, extra: Map::new() }
    }
}

impl ChangeNotification {
    /// Whether this is about the subscription itself.
    #[must_use]
    pub fn is_lifecycle(&self) -> bool {
        self.lifecycle_event.is_some()
    }
}

impl ChangedResource {
    /// Whether it is of this type, such as `microsoft.graph.message`: whatever the case, with `#` or without.
    #[must_use]
    pub fn is_a(&self, odata_type: &str) -> bool {
        let bare = |name: &str| name.trim_start_matches('#').to_ascii_lowercase();
        self.odata_type.as_deref().is_some_and(|own| bare(own) == bare(odata_type))
    }
}

/// Reads JSON of a body. What serde says of a value repeats it, and it may be a secret: the place alone is kept.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut json).map_err(|error| match error.inner().classify() {
        serde_json::error::Category::Data => format!("at `{}`", error.path()),
        _ => format!("it is not JSON, at line {}, column {}", error.inner().line(), error.inner().column()),
    });
    let read = read.and_then(|read| match json.end() {
        Ok(()) => Ok(read),
        Err(_) => Err("something is behind it".to_owned()),
    });
    read.map_err(|place| Error::new(ErrorKind::Notification, format!("the body is no change notifications: {place}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_recognised_however_they_are_spelt() {
        for (sent, is) in [
            ("#Microsoft.Graph.Message", true),
            ("#microsoft.graph.message", true),
            ("microsoft.graph.message", true),
            ("Microsoft.Graph.Message", true),
            ("#Microsoft.Graph.Event", false),
            ("", false),
        ] {
            let resource: ChangedResource = serde_json::from_value(serde_json::json!({ "@odata.type": sent })).unwrap();
            assert_eq!(resource.is_a("microsoft.graph.message"), is, "{sent}");
            assert_eq!(resource.is_a("#microsoft.graph.message"), is, "{sent}");
        }
    }

    #[test]
    fn serialised_again_nothing_is_lost() {
        let sent = serde_json::json!({
            "value": [{
                "id": "lsgTZMr9KwAAA",
                "subscriptionId": "s",
                "subscriptionExpirationDateTime": "2026-11-27T11:00:00.0000000Z",
                "clientState": "state",
                "changeType": "moved",
                "resource": "users/a/messages/b",
                "tenantId": "t",
                "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "@odata.id": "x", "@odata.etag": "W/\"1\"", "id": "b", "new": 1},
                "encryptedContent": {"data": "", "dataSignature": "", "dataKey": "", "encryptionCertificateId": "c",
                    "encryptionCertificateThumbprint": "F0", "new": []},
                "new": {"a": 18_446_744_073_709_551_615_u64}
            }, {"subscriptionId": "s", "lifecycleEvent": "somethingNew", "organizationId": "t"}],
            "validationTokens": ["a.b.c"],
            "new": null
        });
        let read = ChangeNotifications::from_slice(sent.to_string().as_bytes()).unwrap();
        assert_eq!(read.value[0].change_type, Some(ChangeType::Other("moved".into())));
        assert_eq!(read.value[1].lifecycle_event, Some(LifecycleEvent::Other("somethingNew".into())));
        assert!(read.value[1].is_lifecycle() && !read.value[0].is_lifecycle());
        assert_eq!(serde_json::to_value(&read).unwrap(), sent);
    }

    #[test]
    fn what_does_not_fit_says_where_and_shows_nothing() {
        for (body, place) in [
            ("", "not JSON, at line 1"),
            ("hunter2", "not JSON"),
            (r#"{"value": "hunter2"}"#, "at `value`"),
            (r#"{"value": [{"clientState": ["hunter2"]}]}"#, "at `value[0].clientState`"),
            (r#"{"value": [], "validationTokens": "hunter2"}"#, "at `validationTokens`"),
            (r#"{"value": []} hunter2"#, "behind it"),
        ] {
            let error = ChangeNotifications::from_slice(body.as_bytes()).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(place), "{body}: {shown}");
            assert!(!shown.contains("hunter2"), "{body}: {shown}");
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let sent = br#"{"value": [{"clientState": "hunter2"}], "validationTokens": ["hunter2"]}"#;
        let read = ChangeNotifications::from_slice(sent).unwrap();
        assert!(!format!("{read:?} {read:#?}").contains("hunter2"));
    }
}
