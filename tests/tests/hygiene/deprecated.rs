//! What its author deprecates or hides warns where it is used, never where generated code mentions it.

#![deny(warnings)]
// Some are here to be compiled only.
#![allow(dead_code)]

use graph_action::{graph_action, graph_type};

/// Not one use of this struct below, so not one warning.
#[deprecated(note = "use another")]
#[graph_action(POST "/old/<id>")]
pub struct Old {
    /// The id.
    pub id: String,
    /// A member.
    pub value: Option<u8>,
}

/// The attributes the other way round.
#[graph_action(POST "/old/<id>")]
#[deprecated(note = "use another")]
#[doc(hidden)]
pub struct Older {
    /// The id.
    pub id: String,
}

/// Old fields in a new struct.
#[graph_action(POST "/new/<id>/<old_id>")]
#[derive(Default)]
pub struct New {
    /// The id.
    pub id: String,
    /// In the path.
    #[deprecated]
    pub old_id: String,
    /// In the body.
    #[deprecated]
    #[graph(max_chars = 5)]
    pub old: Option<String>,
    /// In the query.
    #[deprecated]
    #[graph(query)]
    pub older: Option<u8>,
}

/// Old members.
#[graph_type]
pub struct Value {
    /// Old and required.
    #[deprecated]
    pub old: u8,
    /// Old and optional.
    #[deprecated]
    pub older: Option<u8>,
}

/// An old type.
#[deprecated]
#[graph_type]
pub struct OldValue {
    /// A member.
    pub value: Option<u8>,
}

/// Old values.
#[graph_type]
pub enum State {
    /// New.
    New,
    /// Old.
    #[deprecated]
    Old,
    /// Any other.
    #[graph(other)]
    Other(String),
}

/// An old enum.
#[deprecated]
#[graph_type]
pub enum OldState {
    /// A value.
    Old,
    /// Any other.
    #[graph(other)]
    Other(String),
}

#[test]
fn what_is_deprecated_still_works() {
    #[allow(deprecated)]
    let action = New { id: "a".to_owned(), old_id: "b".to_owned(), old: Some("c".to_owned()), older: Some(1) };
    crate::sends(&action, "POST", "/v1.0/new/a/b?older=1", r#"{"old":"c"}"#);
    let value: Value = serde_json::from_str(r#"{"old":1}"#).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"old":1}"#);
    assert_eq!(serde_json::from_str::<State>(r#""OLD""#).unwrap().as_str(), "old");
}
