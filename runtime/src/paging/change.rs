//! An item of a delta query: what is new or changed, or that it is gone.
//!
//! Source: [delta queries](https://learn.microsoft.com/graph/delta-query-overview#resource-representation-in-the-delta-query-response).

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An item of a delta query.
///
/// An item may come more than once, in any order, and with no more members than have changed: apply it to what you have, by its
/// id. It is a removal where it has an `@removed`, as in the directory, or a `deleted` facet, as in a drive. Annotations such as
/// `members@delta` are members like any other: declare them, or keep them in the type's `#[graph(extra)]`.
///
/// ```
/// # use graph_action::{Action, Page, graph_action, graph_type};
/// use graph_action::paging::{Change, RemovalReason};
///
/// #[graph_type]
/// struct User { id: Option<String>, display_name: Option<String> }
///
/// #[graph_action(GET "/users/delta" -> Page<Change<User>>)]
/// struct UserDelta;
///
/// let page = UserDelta::response(http::Response::new(r#"{"value": [
///     {"id": "a", "displayName": "Adele"}, {"id": "b", "@removed": {"reason": "deleted"}}]}"#.into()))?;
/// let [Change::Item(user), Change::Removed(removal)] = page.items() else { panic!() };
/// assert_eq!(user.display_name.as_deref(), Some("Adele"));
/// assert_eq!((removal.id(), removal.reason()), (Some("b"), &RemovalReason::Deleted));
/// # Ok::<(), graph_action::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// It is new, or has changed.
    Item(T),
    /// It is gone.
    Removed(Removal),
}

impl<T> Change<T> {
    /// What is new or has changed.
    #[must_use]
    pub fn item(&self) -> Option<&T> {
        match self {
            Self::Item(item) => Some(item),
            Self::Removed(_) => None,
        }
    }

    /// What is gone.
    #[must_use]
    pub fn removal(&self) -> Option<&Removal> {
        match self {
            Self::Item(_) => None,
            Self::Removed(removal) => Some(removal),
        }
    }
}

/// What is known of an item that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Why.
    reason: RemovalReason,
    /// All that the service said.
    json: Map<String, Value>,
}

impl Removal {
    /// The item's id.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.json.get("id").and_then(Value::as_str)
    }

    /// Why it is gone.
    #[must_use]
    pub fn reason(&self) -> &RemovalReason {
        &self.reason
    }

    /// All that the service said: of an item of a drive, where it was.
    #[must_use]
    pub fn json(&self) -> &Map<String, Value> {
        &self.json
    }
}

/// Why an item is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovalReason {
    /// It was deleted, or is no longer seen by the query, and may come back.
    Changed,
    /// It was deleted for good; of a drive's item: it was deleted.
    Deleted,
    /// A reason that Graph has added since.
    Other(String),
}

impl RemovalReason {
    /// Why an item is gone, if it is.
    fn of(json: &Map<String, Value>) -> Option<Self> {
        if let Some(removed) = json.get("@removed").filter(|removed| !removed.is_null()) {
            let reason = removed.get("reason").and_then(Value::as_str).unwrap_or_default();
            return Some(match () {
                () if reason.eq_ignore_ascii_case("changed") => Self::Changed,
                () if reason.eq_ignore_ascii_case("deleted") => Self::Deleted,
                () => Self::Other(reason.to_owned()),
            });
        }
        // A facet is an object; a member that is merely called so is none.
        json.get("deleted").filter(|facet| facet.is_object()).map(|_| Self::Deleted)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Map::deserialize(deserializer)?;
        if let Some(reason) = RemovalReason::of(&json) {
            return Ok(Self::Removed(Removal { reason, json }));
        }
        // The place in the item would be lost with the detour.
        serde_path_to_error::deserialize(Value::Object(json)).map(Self::Item).map_err(|error| match error.path() {
            path if path.to_string() == "." => D::Error::custom(error.inner()),
            path => D::Error::custom(format_args!("at `{path}` of the item: {}", error.inner())),
        })
    }
}

/// As the service sent it, so that it can be read again.
impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Item(item) => item.serialize(serializer),
            Self::Removed(removal) => removal.json.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Item {
        id: String,
        size: Option<u8>,
    }

    fn read(json: &str) -> Change<Item> {
        let change = serde_json::from_str(json).unwrap();
        let again = serde_json::from_str(&serde_json::to_string(&change).unwrap()).unwrap();
        assert_eq!(change, again);
        change
    }

    #[test]
    fn what_is_gone_is_told_from_what_is_there() {
        for (json, reason) in [
            (r#"{"id": "a", "@removed": {"reason": "changed"}}"#, Some(RemovalReason::Changed)),
            (r#"{"@removed": {"reason": "Deleted"}, "id": "a"}"#, Some(RemovalReason::Deleted)),
            (r#"{"id": "a", "@removed": {"reason": "new"}}"#, Some(RemovalReason::Other("new".to_owned()))),
            (r#"{"id": "a", "@removed": {}}"#, Some(RemovalReason::Other(String::new()))),
            (
                r#"{"id": "a", "size": "of another type", "deleted": {"state": "deleted"}}"#,
                Some(RemovalReason::Deleted),
            ),
            (r#"{"id": "a", "deleted": {}}"#, Some(RemovalReason::Deleted)),
            (r#"{"id": "a", "deleted": null, "@removed": null}"#, None),
            (r#"{"id": "a", "deleted": true, "members@delta": []}"#, None),
        ] {
            let change = read(json);
            assert_eq!(change.removal().map(Removal::reason), reason.as_ref(), "{json}");
            let id = change.item().map(|item| item.id.as_str()).or(change.removal().and_then(Removal::id));
            assert_eq!(id, Some("a"), "{json}");
        }
        assert_eq!(read(r#"{"@removed": {"reason": "deleted"}}"#).removal().unwrap().id(), None);
    }

    #[test]
    fn an_item_that_does_not_fit_says_where() {
        for (json, words) in [
            (r#"[{"id": "a", "size": 300}]"#, "at `size` of the item: invalid value: integer `300`"),
            (r#"[{"size": 3}]"#, "missing field `id`"),
            ("[1]", "expected a map"),
        ] {
            let error = serde_json::from_str::<Vec<Change<Item>>>(json).unwrap_err().to_string();
            assert!(error.starts_with(words) || error.contains(words), "{error}");
        }
    }
}
