//! Header values: one header each, and what no header can carry is refused.

use graph_action::graph_action;
use proptest::prelude::*;

use crate::{request, segments, text};

#[graph_action(DELETE "/me/messages/<id>", headers("ConsistencyLevel" = "eventual", "Prefer" = "a"))]
struct Delete {
    id: String,
    #[graph(header = "If-Match")]
    etag: Option<String>,
    #[graph(header = "Prefer")]
    prefer: Option<String>,
}

/// Texts, half of them such as a header can carry.
fn value() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(prop_oneof![text(), "[ -~]{0,20}"])
}

/// Whether a header can carry a text.
fn is_legal(text: Option<&String>) -> bool {
    text.is_none_or(|text| text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)))
}

proptest! {
    #[test]
    fn a_value_is_one_header_or_refused(etag in value(), prefer in value()) {
        let built = request(&Delete { id: "a".into(), etag: etag.clone(), prefer: prefer.clone() });
        prop_assert_eq!(built.is_ok(), is_legal(etag.as_ref()) && is_legal(prefer.as_ref()));
        let request = match built {
            Ok(request) => request,
            Err(error) => {
                let field = if is_legal(etag.as_ref()) { "prefer" } else { "etag" };
                prop_assert_eq!(error.field(), Some(field));
                return Ok(());
            }
        };
        prop_assert_eq!(segments(&request), ["me", "messages", "a"]);
        let headers = request.headers();
        prop_assert_eq!(headers.len(), 2 + usize::from(etag.is_some()));
        prop_assert_eq!(&headers["consistencylevel"], "eventual");
        prop_assert_eq!(headers.get("if-match").map(|value| value.to_str().unwrap()), etag.as_deref());
        let preferences = prefer.map_or_else(|| "a".to_owned(), |prefer| format!("a, {prefer}"));
        prop_assert_eq!(headers["prefer"].to_str().unwrap(), preferences);
    }
}
