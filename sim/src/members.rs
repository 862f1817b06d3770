//! Objects that are put together from what always is so and what is so this time.

use serde_json::Value;

/// Puts members into an object; `null` takes one out.
pub(crate) fn merge(object: &mut Value, changes: &Value) {
    if let (Some(object), Some(changes)) = (object.as_object_mut(), changes.as_object()) {
        object.extend(changes.clone());
        object.retain(|_, value| !value.is_null());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_added_replaced_and_taken_out() {
        let mut object = json!({"a": 1, "b": 2});
        merge(&mut object, &json!({"b": 3, "c": 4, "a": null}));
        assert_eq!(object, json!({"b": 3, "c": 4}));
    }
}
