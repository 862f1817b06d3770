//! The JSON body: its members are the fields that are there, and come back as they were.

use graph_action::{Nullable, graph_action, graph_type};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{request, text};

#[graph_action(POST "/me/all")]
struct Everything {
    text: String,
    optional: Option<String>,
    is_set: Option<bool>,
    number: i64,
    nullable: Nullable<f64>,
    list: Vec<String>,
    inner: Option<Inner>,
    #[graph(name = "@odata.bind")]
    renamed: Option<u8>,
}

#[graph_type("microsoft.graph.inner")]
#[derive(Debug, Clone, PartialEq)]
struct Inner {
    some_name: Option<String>,
    kind: Option<Kind>,
    #[graph(extra)]
    extra: Map<String, Value>,
}

#[graph_type]
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    KnownOne,
    KnownTwo,
    #[graph(other)]
    Other(String),
}

/// Any JSON of some depth.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(text(), inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let other = text().prop_filter("known ones are no others", |text| {
        !["knownOne", "knownTwo"].iter().any(|known| known.eq_ignore_ascii_case(text))
    });
    prop_oneof![Just(Kind::KnownOne), Just(Kind::KnownTwo), other.prop_map(Kind::Other)]
}

fn inner() -> impl Strategy<Value = Inner> {
    let extra = proptest::collection::btree_map(text(), any_json(), 0..4).prop_map(|map| {
        let own = ["someName", "kind", "@odata.type"];
        map.into_iter().filter(|(name, _)| !own.contains(&name.as_str())).collect::<Map<_, _>>()
    });
    let parts = (proptest::option::of(text()), proptest::option::of(kind()), extra);
    parts.prop_map(|(some_name, kind, extra)| Inner { some_name, kind, extra })
}

fn nullable() -> impl Strategy<Value = Nullable<f64>> {
    let number = any::<i32>().prop_map(|number| Nullable::Value(f64::from(number) / 8.0));
    prop_oneof![Just(Nullable::Absent), Just(Nullable::Null), number]
}

proptest! {
    #[test]
    fn the_body_has_the_members_that_are_there_and_no_others(
        text in text(),
        optional in proptest::option::of(text()),
        is_set in proptest::option::of(any::<bool>()),
        number in any::<i64>(),
        nullable in nullable(),
        list in proptest::collection::vec(text(), 0..4),
        inner in proptest::option::of(inner()),
        renamed in proptest::option::of(any::<u8>()),
    ) {
        let mut expected = json!({ "text": text, "number": number, "list": list });
        let mut member = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                expected[name] = value;
            }
        };
        member("optional", optional.clone().map(Value::from));
        member("isSet", is_set.map(Value::from));
        member("nullable", match nullable {
            Nullable::Absent => None,
            Nullable::Null => Some(Value::Null),
            Nullable::Value(value) => Some(json!(value)),
        });
        member("@odata.bind", renamed.map(Value::from));
        member("inner", inner.as_ref().map(|inner| serde_json::to_value(inner).unwrap()));
        let action = Everything { text, optional, is_set, number, nullable, list, inner, renamed };
        let request = request(&action).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Value>(request.body()).unwrap(), expected);
        prop_assert_eq!(&request.headers()["content-type"], "application/json");
        prop_assert_eq!(request.headers().len(), 1);
    }

    #[test]
    fn a_type_comes_back_as_it_was(inner in inner()) {
        let written = serde_json::to_string(&inner).unwrap();
        prop_assert!(written.starts_with(r##"{"@odata.type":"#microsoft.graph.inner""##), "{}", written);
        let mut read: Inner = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(read.extra.remove("@odata.type"), Some(json!("#microsoft.graph.inner")));
        prop_assert_eq!(read, inner);
    }

    #[test]
    fn a_known_value_is_known_in_any_case(upper in proptest::collection::vec(any::<bool>(), 8)) {
        let text: String = "knownTwo"
            .chars()
            .zip(upper)
            .map(|(letter, upper)| if upper { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() })
            .collect();
        prop_assert_eq!(serde_json::from_value::<Kind>(json!(text)).unwrap(), Kind::KnownTwo);
        prop_assert_eq!(serde_json::to_value(Kind::KnownTwo).unwrap(), json!("knownTwo"));
    }

    #[test]
    fn a_limit_counts_characters(text in text(), repeated in 0_usize..40) {
        #[graph_action(POST "/me/limited")]
        struct Limited {
            #[graph(max_chars = 24)]
            text: Option<String>,
        }
        let text = text.repeat(repeated);
        let fits = text.chars().count() <= 24;
        prop_assert_eq!(request(&Limited { text: Some(text) }).is_ok(), fits);
        let absent = request(&Limited { text: None });
        prop_assert!(absent.is_ok());
    }
}
