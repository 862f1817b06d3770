//! How a value that came differs from the one that was to come: a line for each member, so that a person sees which.

use serde_json::Value;

/// The most differences that one comparison tells.
const MOST: usize = 12;
/// The most characters that are shown of a value.
const LONGEST: usize = 200;

/// The differences between two JSON values. With `may_have_more`, objects may have members that are not expected.
pub(super) fn json(place: &str, expected: &Value, got: &Value, may_have_more: bool) -> Vec<String> {
    let mut differences = Vec::new();
    compare(place, expected, Some(got), may_have_more, &mut differences);
    shortened(differences)
}

/// The differences between two sets of query options, whatever their order.
pub(super) fn options(expected: &[(String, String)], got: &[(String, String)]) -> Vec<String> {
    let mut names: Vec<&str> = expected.iter().chain(got).map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |options: &[(String, String)], name: &str| {
        let mut values: Vec<String> =
            options.iter().filter(|(option, _)| option == name).map(|(_, value)| value.clone()).collect();
        values.sort_unstable();
        (!values.is_empty()).then(|| values.join(", "))
    };
    let lines = names.into_iter().filter_map(|name| {
        text(&format!("query option `{name}`"), of(expected, name).as_deref(), of(got, name).as_deref())
    });
    shortened(lines.collect())
}

/// The difference between two texts, each of which may be missing.
pub(super) fn text(place: &str, expected: Option<&str>, got: Option<&str>) -> Option<String> {
    let shown = |text: Option<&str>| text.map_or_else(|| "nothing".to_owned(), |text| cut(&format!("{text:?}")));
    (expected != got).then(|| line(place, &shown(expected), &shown(got)))
}

/// One difference.
pub(super) fn line(place: &str, expected: &str, got: &str) -> String {
    format!("{place}: expected {expected}, got {got}")
}

/// A JSON value as it is shown.
pub(super) fn shown(value: &Value) -> String {
    cut(&value.to_string())
}

/// Adds the differences below a place.
fn compare(place: &str, expected: &Value, got: Option<&Value>, may_have_more: bool, differences: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(members), Some(Value::Object(found))) => {
            for (name, expected) in members {
                compare(&format!("{place}.{name}"), expected, found.get(name), may_have_more, differences);
            }
            let more = found.iter().filter(|(name, _)| !may_have_more && !members.contains_key(*name));
            differences.extend(more.map(|(name, got)| line(&format!("{place}.{name}"), "nothing", &shown(got))));
        }
        (Value::Array(items), Some(Value::Array(found))) if items.len() == found.len() => {
            for (index, (expected, got)) in items.iter().zip(found).enumerate() {
                compare(&format!("{place}[{index}]"), expected, Some(got), may_have_more, differences);
            }
        }
        (expected, Some(got)) if expected == got => {}
        (Value::Array(items), Some(Value::Array(found))) => {
            let (expected, got) = (shown(expected), shown(&Value::Array(found.clone())));
            let place = format!("{place} ({} items instead of {})", found.len(), items.len());
            differences.push(line(&place, &expected, &got));
        }
        (expected, got) => {
            let got = got.map_or_else(|| "nothing".to_owned(), shown);
            differences.push(line(place, &shown(expected), &got));
        }
    }
}

/// A text that is not too long for a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text.to_owned(),
    }
}

/// As many differences as a person will read.
fn shortened(mut differences: Vec<String>) -> Vec<String> {
    let more = differences.len().saturating_sub(MOST);
    if more > 0 {
        differences.truncate(MOST);
        differences.push(format!("… and {more} more"));
    }
    differences
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_member_that_differs_is_named() {
        for (expected, got, may_have_more, lines) in [
            (json!({"a": 1}), json!({"a": 1}), false, &[][..]),
            (json!({"a": "x"}), json!({"a": "y"}), false, &[r#"body.a: expected "x", got "y""#]),
            (json!({"a": null}), json!({}), false, &["body.a: expected null, got nothing"]),
            (json!({}), json!({"a": [1]}), false, &["body.a: expected nothing, got [1]"]),
            (json!({}), json!({"a": [1]}), true, &[]),
            (json!({"a": {"b": 1}}), json!({"a": {"b": 1, "c": 2}, "d": 3}), true, &[]),
            (json!({"a": [{"b": 1}]}), json!({"a": [{"b": 2}]}), false, &["body.a[0].b: expected 1, got 2"]),
            (json!([1]), json!([1, 2]), false, &["body (2 items instead of 1): expected [1], got [1,2]"]),
            (json!([1]), json!({}), true, &["body: expected [1], got {}"]),
            (json!(1), json!(1.5), false, &["body: expected 1, got 1.5"]),
        ] {
            assert_eq!(json("body", &expected, &got, may_have_more), lines, "{expected} {got}");
        }
    }

    #[test]
    fn long_values_and_many_differences_are_cut() {
        let (expected, got) = (json!({"a": "ä".repeat(1000)}), json!({}));
        assert!(json("body", &expected, &got, false).concat().chars().count() < 300);
        let got: serde_json::Map<String, Value> = (0..20).map(|number| (number.to_string(), json!(1))).collect();
        let lines = json("body", &json!({}), &Value::Object(got), false);
        assert_eq!((lines.len(), lines.last().map(String::as_str)), (13, Some("… and 8 more")));
    }

    #[test]
    fn options_are_compared_in_any_order() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let expected = pairs(&[("a", "1"), ("b", "2")]);
        assert_eq!(options(&expected, &pairs(&[("b", "2"), ("a", "1")])), Vec::<String>::new());
        assert_eq!(
            options(&expected, &pairs(&[("b", "3"), ("c", "4")])),
            [
                r#"query option `a`: expected "1", got nothing"#,
                r#"query option `b`: expected "2", got "3""#,
                r#"query option `c`: expected nothing, got "4""#
            ]
        );
    }
}
