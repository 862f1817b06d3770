//! Notifications of cloud communications: typed, and matched to the operation that they are about.
//!
//! Source: [commsNotification](https://learn.microsoft.com/graph/api/resources/commsnotification).

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::ChangeType;
use super::identity::{Identity, fold};
use crate::error::ErrorKind;
use crate::{Error, Operation, Result, graph_type};

/// What Graph posts to a call's callback URI.
///
/// ```
/// use graph_action::notify::CommsNotifications;
///
/// let posted = br##"{"@odata.type": "#microsoft.graph.commsNotifications", "value": [{
///     "changeType": "deleted",
///     "resourceUrl": "/communications/calls/57DAB8B1894C409AB240BD8BEAE78896/operations/0FE0623FD62842EDB4BD8AC290072CC5",
///     "resourceData": {"@odata.type": "#microsoft.graph.commsOperation", "status": "completed"}}]}"##;
/// let notifications = CommsNotifications::from_slice(posted)?;
/// let notification = &notifications.value[0];
/// assert!(notification.is_final());
/// assert_eq!(notification.operation_id().as_deref(), Some("0fe0623fd62842edb4bd8ac290072cc5"));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[graph_type("microsoft.graph.commsNotifications", crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct CommsNotifications {
    /// The notifications, in the order sent.
    pub value: Vec<CommsNotification>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// One change of one resource.
#[graph_type("microsoft.graph.commsNotification", crate = crate)]
#[derive(Debug, Clone, PartialEq)]
pub struct CommsNotification {
    /// What happened; an operation that is deleted has finished.
    pub change_type: Option<ChangeType>,
    /// The resource, as sent: ids may be upper case without hyphens. See [`Self::call_id`] and [`Self::operation_id`].
    pub resource_url: Option<String>,
    /// The resource, as an older form of the notification says it.
    pub resource: Option<String>,
    /// The resource's new state: one entity, or several.
    pub resource_data: Option<ResourceData>,
    /// What else was sent.
    #[graph(extra)]
    pub extra: Map<String, Value>,
}

/// The new state of a resource, as sent: an entity, or a collection of them, often without an `id`.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ResourceData(pub Value);

impl ResourceData {
    /// The entities, one or several.
    pub fn entities(&self) -> impl Iterator<Item = &Map<String, Value>> {
        let entities = match &self.0 {
            Value::Array(entities) => entities.as_slice(),
            one => std::slice::from_ref(one),
        };
        entities.iter().filter_map(Value::as_object)
    }

    /// The entities as a type of yours.
    pub fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        self.entities()
            .map(|entity| serde_path_to_error::deserialize(Value::Object(entity.clone())))
            .collect::<Result<_, _>>()
            .map_err(|error| {
                let message = format!(
                    "the resourceData of a notification does not fit: at `{}`: {}",
                    error.path(),
                    error.inner()
                );
                Error::new(ErrorKind::Notification, message)
            })
    }
}

impl CommsNotifications {
    /// Reads the body of a callback.
    pub fn from_slice(body: &[u8]) -> Result<Self> {
        let mut json = serde_json::Deserializer::from_slice(body);
        serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let message = format!("the callback is no commsNotifications: at `{}`: {}", error.path(), error.inner());
            Error::new(ErrorKind::Notification, message)
        })
    }

    /// The notifications about an operation, in the order sent.
    pub fn about<'a, T>(&'a self, operation: &'a Operation<T>) -> impl Iterator<Item = &'a CommsNotification> {
        self.value.iter().filter(|notification| notification.is_about(operation))
    }
}

impl CommsNotification {
    /// The call that this is about: its id in lower case without hyphens.
    #[must_use]
    pub fn call_id(&self) -> Option<String> {
        self.identity().map(|identity| identity.call)
    }

    /// The operation that this is about: its id in lower case without hyphens.
    #[must_use]
    pub fn operation_id(&self) -> Option<String> {
        self.identity().and_then(|identity| identity.operation)
    }

    /// Whether this is about an operation: the id of its `Location` or body, or its client context on the same call.
    ///
    /// Case and hyphens of ids do not matter. A client context is the caller's own and may be in use on other calls too, so
    /// it counts only where the call is known: from the `Location`, or from the path that the action was sent to.
    #[must_use]
    pub fn is_about<T>(&self, operation: &Operation<T>) -> bool {
        let Some(own) = self.identity() else { return false };
        let Some(own_operation) = own.operation else { return false };
        let is_same_call = operation.call_id().map(|call| call == own.call);
        if is_same_call == Some(false) {
            return false;
        }
        let location = operation.location().and_then(|location| Identity::of_path(location.path()));
        let of_location = location.and_then(|location| location.operation);
        let of_body = operation.id().map(fold);
        if [of_location, of_body].into_iter().flatten().any(|id| id == own_operation) {
            return true;
        }
        let context = operation.client_context().filter(|_| is_same_call.is_some());
        context.is_some_and(|context| self.client_contexts().any(|own| own == context))
    }

    /// Whether an operation has ended: it was deleted, or its state is completed or failed.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.change_type == Some(ChangeType::Deleted)
            || self
                .texts("status")
                .any(|status| ["completed", "failed"].iter().any(|last| status.eq_ignore_ascii_case(last)))
    }

    /// The client contexts of the entities.
    pub fn client_contexts(&self) -> impl Iterator<Item = &str> {
        self.texts("clientContext")
    }

    /// The entities as a type of yours; none where nothing was sent.
    pub fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        self.resource_data.as_ref().map_or_else(|| Ok(Vec::new()), ResourceData::read)
    }

    /// A text member of each entity.
    fn texts<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a str> {
        let entities = self.resource_data.iter().flat_map(ResourceData::entities);
        entities.filter_map(move |entity| entity.get(name)?.as_str())
    }

    /// The ids in the resource's path, or in that of its first entity.
    fn identity(&self) -> Option<Identity> {
        let paths = [self.resource_url.as_deref(), self.resource.as_deref()];
        paths.into_iter().flatten().chain(self.texts("@odata.id")).find_map(Identity::of_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notification(json: &str) -> CommsNotification {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn resource_data_is_one_entity_several_or_nothing() {
        for (data, count) in [
            (r#"{"resourceData": {"status": "completed"}}"#, 1),
            (r#"{"resourceData": [{"status": "completed"}, {}]}"#, 2),
            (r#"{"resourceData": []}"#, 0),
            (r#"{"resourceData": null}"#, 0),
            ("{}", 0),
        ] {
            assert_eq!(notification(data).read::<Value>().unwrap().len(), count, "{data}");
        }
    }

    #[test]
    fn the_older_form_names_its_resource_too() {
        let old = notification(r#"{"changeType": "updated", "resource": "/app/calls/57dab8b1-894c/operations/0F-E0"}"#);
        assert_eq!((old.call_id().as_deref(), old.operation_id().as_deref()), (Some("57dab8b1894c"), Some("0fe0")));
        let entity = notification(r#"{"resourceData": [{"@odata.id": "/communications/calls/A-B"}]}"#);
        assert_eq!(entity.call_id().as_deref(), Some("ab"));
    }

    #[test]
    fn what_does_not_fit_says_where() {
        #[derive(Debug, serde::Deserialize)]
        struct Wrong {
            #[allow(dead_code)]
            status: u8,
        }
        let error = notification(r#"{"resourceData": {"status": "x"}}"#).read::<Wrong>().unwrap_err();
        assert!(error.to_string().contains("at `status`"), "{error}");
        let error = CommsNotifications::from_slice(br#"{"value": [{"resourceUrl": 1}]}"#).unwrap_err();
        assert!(error.to_string().contains("value[0].resourceUrl"), "{error}");
        assert!(CommsNotifications::from_slice(b"").is_err());
    }
}
