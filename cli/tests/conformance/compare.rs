//! What differs between two values that should say the same, and between two URLs.

use serde_json::Value;

/// The member that names a type.
const TYPE: &str = "@odata.type";

/// What differs, place by place. A declaration may add the name of a type; numbers are equal by value.
pub(crate) fn differences(given: &Value, written: &Value) -> Vec<String> {
    let mut found = Vec::new();
    values("", given, written, &mut found);
    found
}

/// Collects what differs at one place.
fn values(place: &str, given: &Value, written: &Value, found: &mut Vec<String>) {
    match (given, written) {
        (Value::Object(given), Value::Object(written)) => {
            for (name, value) in given {
                match written.get(name) {
                    Some(other) => values(&format!("{place}/{name}"), value, other, found),
                    // An `Option` does not tell null from absent.
                    None if value.is_null() => {}
                    None => found.push(format!("{place}/{name} is lost: {value}")),
                }
            }
            for (name, value) in written.iter().filter(|(name, _)| *name != TYPE) {
                if !given.contains_key(name) {
                    found.push(format!("{place}/{name} is added: {value}"));
                }
            }
        }
        (Value::Array(given), Value::Array(written)) if given.len() == written.len() => {
            for (number, (given, written)) in given.iter().zip(written).enumerate() {
                values(&format!("{place}/{number}"), given, written, found);
            }
        }
        (Value::Number(given), Value::Number(written)) if given.as_f64() == written.as_f64() => {}
        _ if given == written => {}
        _ => found.push(format!("{place}: given {given}, written {written}")),
    }
}

/// The segments of a URL's path, decoded, behind host and version.
pub(crate) fn path_of(url: &str) -> Vec<String> {
    let url = url.trim();
    let path = url.split(['?', '#']).next().unwrap();
    let path = path.strip_prefix("https://graph.microsoft.com").unwrap_or(path);
    let path = path.strip_prefix("/v1.0").unwrap_or(path);
    path.split('/').skip_while(|segment| segment.is_empty()).map(decoded).collect()
}

/// Percent-decoded text.
pub(crate) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

#[test]
fn what_is_lost_added_or_changed_is_found() {
    use serde_json::json;
    let given = json!({"a": 1, "b": [1, {"c": null}], "d": "x"});
    assert_eq!(differences(&given, &json!({"a": 1.0, "b": [1, {"@odata.type": "#t"}], "d": "x"})), [""; 0]);
    let written = json!({"a": 2, "b": [1], "e": 1});
    let found = differences(&given, &written);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(path_of("https://graph.microsoft.com/v1.0/a%20b/c%2Fd?x=y"), ["a b", "c/d"]);
}
