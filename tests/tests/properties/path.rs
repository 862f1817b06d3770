//! Keys, quoted keys, arguments and paths: whatever they say, they stay in their place.

use graph_action::graph_action;
use proptest::prelude::*;

use crate::{decoded, options, request, segments, text};

#[graph_action(GET "/users/<user>/messages/<message>/attachments")]
struct Keys {
    user: String,
    message: String,
}

#[graph_action(GET "/users('<user>')/drive")]
struct Quoted {
    user: String,
}

#[graph_action(GET "/applications(appId='<app>')/owners")]
struct Alternate {
    app: String,
}

#[graph_action(GET "/users/me/reminderView(startDateTime=<start>,endDateTime=<end>)/x")]
struct Arguments {
    start: String,
    end: Option<String>,
}

#[graph_action(GET "/me/drive/root:/<path..>:/content")]
struct Path {
    path: String,
}

/// Whether a text is a legal key.
fn is_key(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
}

/// The text behind the quotes of a literal.
fn unquoted(literal: &str) -> String {
    let inside = literal.strip_prefix('\'').and_then(|literal| literal.strip_suffix('\'')).unwrap();
    // No quote stands alone once decoded, so the literal cannot end early.
    let inside = decoded(inside);
    let undoubled = inside.replace("''", "");
    assert!(!undoubled.contains('\''), "{literal}");
    inside.replace("''", "'")
}

proptest! {
    #[test]
    fn keys_are_one_segment_each(user in text(), message in text()) {
        let built = request(&Keys { user: user.clone(), message: message.clone() });
        prop_assert_eq!(built.is_ok(), is_key(&user) && is_key(&message));
        let request = match built {
            Ok(request) => request,
            Err(error) => {
                prop_assert!(error.is_invalid_request());
                prop_assert_eq!(error.field(), Some(if is_key(&user) { "message" } else { "user" }));
                return Ok(());
            }
        };
        let segments = segments(&request);
        prop_assert_eq!(segments.len(), 5);
        prop_assert_eq!((&*segments[0], &*segments[2], &*segments[4]), ("users", "messages", "attachments"));
        prop_assert_eq!((decoded(&segments[1]), decoded(&segments[3])), (user, message));
        prop_assert!(request.uri().query().is_none() && request.headers().is_empty() && request.body().is_empty());
    }

    #[test]
    fn a_quoted_key_ends_where_it_should(user in text()) {
        let built = request(&Quoted { user: user.clone() });
        prop_assert_eq!(built.is_ok(), !user.is_empty());
        let Ok(request) = built else { return Ok(()) };
        let segments = segments(&request);
        prop_assert_eq!(segments.len(), 2);
        let literal = segments[0].strip_prefix("users(").and_then(|rest| rest.strip_suffix(')')).unwrap();
        prop_assert!(!literal.contains(['(', ')']));
        prop_assert_eq!(unquoted(literal), user);
        prop_assert!(request.uri().query().is_none());
    }

    #[test]
    fn an_alternate_key_ends_where_it_should(app in text()) {
        let request = request(&Alternate { app: app.clone() }).unwrap();
        let segments = segments(&request);
        prop_assert_eq!(segments.len(), 2);
        let literal = segments[0].strip_prefix("applications(appId=").and_then(|rest| rest.strip_suffix(')')).unwrap();
        prop_assert_eq!(unquoted(literal), app);
    }

    #[test]
    fn an_argument_ends_where_it_should(start in text(), end in proptest::option::of(text())) {
        let request = request(&Arguments { start: start.clone(), end: end.clone() }).unwrap();
        let segments = segments(&request);
        prop_assert_eq!(segments.len(), 4);
        let arguments = segments[2].strip_prefix("reminderView(").and_then(|rest| rest.strip_suffix(')')).unwrap();
        let rest = arguments.strip_prefix("startDateTime=").unwrap();
        match end {
            None => prop_assert_eq!(unquoted(rest), start),
            Some(end) => {
                // Quotes inside are encoded, so the first one behind the value's own is its end.
                let (first, second) = rest.split_once("',endDateTime=").unwrap();
                prop_assert_eq!(unquoted(&format!("{first}'")), start);
                prop_assert_eq!(unquoted(second), end);
            }
        }
        prop_assert!(options(&request).is_empty());
    }

    #[test]
    fn a_path_keeps_its_segments_and_no_others(path in text()) {
        let inside = path.strip_prefix('/').unwrap_or(&path);
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let expected: Vec<&str> = inside.split('/').collect();
        let built = request(&Path { path: path.clone() });
        prop_assert_eq!(built.is_ok(), expected.iter().all(|segment| is_key(segment)), "{}", path);
        let Ok(request) = built else { return Ok(()) };
        let mut segments = segments(&request);
        prop_assert_eq!(segments.len(), 4 + expected.len());
        prop_assert_eq!(segments.pop().unwrap(), "content");
        // The colon that ends the path is the template's; none of the path's own stands at an end.
        let last = segments.pop().unwrap();
        let last = last.strip_suffix(':').unwrap().to_owned();
        segments.push(last);
        let own = segments.split_off(3);
        prop_assert!(own.iter().all(|segment| !segment.starts_with(':') && !segment.ends_with(':')));
        let own: Vec<String> = own.iter().map(|segment| decoded(segment)).collect();
        prop_assert_eq!(own, expected);
    }

    #[test]
    fn numbers_and_texts_that_look_like_them_are_told_apart(number in any::<i64>()) {
        #[graph_action(GET "/a(number=<number>,text=<text>)")]
        struct Both {
            number: i64,
            text: String,
        }
        let request = request(&Both { number, text: number.to_string() }).unwrap();
        prop_assert_eq!(&segments(&request)[0], &format!("a(number={number},text='{number}')"));
    }
}

#[test]
fn a_key_as_long_as_no_url_can_be_is_refused() {
    let error = request(&Quoted { user: "é".repeat(40_000) }).unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
}
