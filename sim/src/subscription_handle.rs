//! What a test can ask and do about subscriptions and their notifications.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::{DeliveredNotification, Failure, Graph, change, members::merge, subscription::Subscription, webhook};

/// Graph's change tracking, as the login service knows it.
const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";

impl Graph {
    /// The ids of the subscriptions, in the order in which they were made.
    #[must_use]
    pub fn subscriptions(&self) -> Vec<String> {
        self.state.subscriptions.ids()
    }

    /// Tells a subscription's `notificationUrl` of a change, and waits for the end of the delivery. `resource` is what
    /// changed: with an `id`, and encrypted where the subscription asked for resource data. None where there is no such
    /// subscription.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> std::io::Result<()> {
    /// let graph = graph_action_sim::Graph::start().await?;
    /// let message = serde_json::json!({"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk", "subject": "Hello"});
    /// assert!(graph.notify_change("no such subscription", "created", &message).await.is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn notify_change(
        &self,
        subscription: &str,
        change_type: &str,
        resource: &Value,
    ) -> Option<DeliveredNotification> {
        let body = self.change(subscription, change_type, resource)?;
        self.post_notifications(subscription, body).await
    }

    /// Tells a subscription's `lifecycleNotificationUrl` of an event such as `reauthorizationRequired`, and waits for the end
    /// of the delivery. None where there is no such subscription, or it has no such address.
    pub async fn notify_lifecycle(&self, subscription: &str, event: &str) -> Option<DeliveredNotification> {
        let subscription = self.state.subscriptions.get(subscription)?;
        let notification = change::of_lifecycle(&subscription, self.tenant_id(), event);
        let url = subscription.lifecycle_url()?.to_owned();
        self.deliver(url, json!({ "value": [notification] })).await
    }

    /// What [`notify_change`](Self::notify_change) would post, with a validation token where there is content: to be changed
    /// before [`post_notifications`](Self::post_notifications).
    #[must_use]
    pub fn change(&self, subscription: &str, change_type: &str, resource: &Value) -> Option<Value> {
        let subscription: Subscription = self.state.subscriptions.get(subscription)?;
        let notification = change::of_resource(&subscription, self.tenant_id(), change_type, resource);
        let mut body = json!({ "value": [notification] });
        if subscription.encrypted_for.is_some() {
            let token = self.validation_token(&json!({}), &json!({}));
            merge(&mut body, &json!({ "validationTokens": [token] }));
        }
        Some(body)
    }

    /// Posts anything to a subscription's `notificationUrl`, and waits for the end of the delivery.
    pub async fn post_notifications(&self, subscription: &str, body: Value) -> Option<DeliveredNotification> {
        let subscription = self.state.subscriptions.get(subscription)?;
        self.deliver(subscription.text("notificationUrl").to_owned(), body).await
    }

    /// A validation token for this tenant and application, of version 1, with changes to its header and claims; `null` takes a
    /// member out. It is signed with RS256 whatever its header says.
    #[must_use]
    pub fn validation_token(&self, header: &Value, claims: &Value) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let tenant = self.tenant_id();
        let mut all = json!({
            "aud": self.client_id(), "iss": format!("https://sts.windows.net/{tenant}/"), "tid": tenant, "ver": "1.0",
            "appid": PUBLISHER, "appidacr": "2", "iat": now, "nbf": now, "exp": now + 3600,
        });
        merge(&mut all, claims);
        self.state.signing_keys.sign(header, &all).unwrap_or_default()
    }

    /// Puts another key in the place of the login service's: tokens are signed with it from now on, and the document at
    /// `/{tenant}/discovery/v2.0/keys` has it alone.
    pub fn rotate_signing_key(&self) {
        self.state.signing_keys.rotate();
    }

    /// Answers the next request for the login service's keys with this; several are used up in order.
    pub fn fail_next_keys(&self, failure: Failure) {
        self.state.signing_keys.script.push(failure);
    }

    /// How often the login service's keys were asked for.
    #[must_use]
    pub fn key_requests(&self) -> usize {
        self.state.signing_keys.requests()
    }

    /// Posts to an endpoint, on the server's own thread, and writes down how that ended.
    async fn deliver(&self, url: String, body: Value) -> Option<DeliveredNotification> {
        let state = std::sync::Arc::clone(&self.state);
        let delivery = async move {
            let ended = webhook::deliver(&state.webhook, &url, body).await;
            state.notifications.send_modify(|notifications| notifications.push(ended.clone()));
            ended
        };
        self.state.runtime.get()?.spawn(delivery).await.ok()
    }
}
