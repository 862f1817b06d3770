//! What is asked for, and which answers are taken.

use super::*;
use crate::action::Permissions;
use crate::client::ServiceRoot;

/// The download of a file, as far as it is.
fn plan(position: u64, wanted_end: Option<u64>, etag: Option<&str>, total: Option<u64>) -> Plan {
    let origin = Origin {
        root: ServiceRoot::of_cloud(crate::Cloud::Global),
        version: "v1.0".into(),
        method: http::Method::GET,
        path: "/files/<id>/content",
        permissions: Permissions::UNDECLARED,
        page_headers: HeaderMap::new(),
    };
    let etag = etag.map(str::to_owned);
    Plan { position, wanted_end, etag, total, ..Plan::new(Request::new(Bytes::new()), origin) }
}

/// Headers.
fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
}

#[test]
fn the_request_names_what_is_missing_and_of_which_file() {
    for (position, end, etag, range, if_range) in [
        (0, None, None, None, None),
        (0, None, Some("\"a\""), None, None),
        (7, None, None, Some("bytes=7-"), None),
        (7, None, Some("\"a\""), Some("bytes=7-"), Some("\"a\"")),
        (7, None, Some("W/\"a\""), Some("bytes=7-"), None),
        (0, Some(10), Some("\"a\""), Some("bytes=0-9"), Some("\"a\"")),
        (9, Some(10), None, Some("bytes=9-9"), None),
    ] {
        let request = plan(position, end, etag, None).request();
        assert_eq!((text(request.headers(), &RANGE), text(request.headers(), &IF_RANGE)), (range, if_range));
    }
}

#[test]
fn an_answer_is_what_was_asked_for_or_refused() {
    const TAG: Option<&str> = Some("\"a\"");
    let part = |skip, end| Ok(Part { skip, end });
    for (plan, status, sent, expected) in [
        (plan(0, None, None, None), 200, &[][..], part(0, None)),
        (plan(0, None, None, None), 200, &[(CONTENT_LENGTH, "10")], part(0, Some(10))),
        (plan(4, None, None, None), 200, &[(CONTENT_LENGTH, "10")], part(4, Some(10))),
        (plan(4, None, TAG, Some(10)), 200, &[(ETAG, "\"a\""), (CONTENT_LENGTH, "10")], part(4, Some(10))),
        (plan(4, None, TAG, Some(10)), 206, &[(CONTENT_RANGE, "bytes 4-9/10")], part(0, Some(10))),
        (plan(4, None, TAG, None), 206, &[(ETAG, "\"a\""), (CONTENT_RANGE, "bytes 4-5/*")], part(0, Some(6))),
        (
            plan(4, None, Some("W/\"a\""), None),
            206,
            &[(ETAG, "\"a\""), (CONTENT_RANGE, "bytes 4-9/10")],
            part(0, Some(10)),
        ),
    ] {
        let mut plan = plan;
        assert_eq!(plan.answer(StatusCode::from_u16(status).unwrap(), &headers(sent)), expected, "{sent:?}");
    }
    for (plan, status, sent, changed, why) in [
        (plan(4, None, TAG, None), 206, &[(ETAG, "\"b\""), (CONTENT_RANGE, "bytes 4-9/10")][..], true, "\"b\" now"),
        (plan(4, None, TAG, None), 200, &[(ETAG, "\"b\"")], true, "\"b\" now"),
        (plan(4, None, TAG, None), 200, &[], true, "no ETag"),
        (plan(4, None, Some("W/\"a\""), None), 206, &[(CONTENT_RANGE, "bytes 4-9/10")], true, "no ETag"),
        (plan(4, None, TAG, Some(10)), 206, &[(CONTENT_RANGE, "bytes 4-10/11")], true, "has 11 bytes now"),
        (plan(4, None, None, None), 206, &[(CONTENT_RANGE, "bytes 3-9/10")], false, "byte 4"),
        (plan(4, None, None, None), 206, &[(CONTENT_RANGE, "bytes 0-9/10")], false, "byte 4"),
        (plan(4, None, None, None), 206, &[], false, "which bytes"),
        (plan(4, None, None, None), 206, &[(CONTENT_RANGE, "bytes */10")], false, "which bytes"),
        (plan(4, Some(6), None, None), 206, &[(CONTENT_RANGE, "bytes 4-9/10")], false, "more bytes"),
        (plan(4, None, None, None), 206, &[(CONTENT_RANGE, "bytes 4-9/10"), (CONTENT_LENGTH, "5")], false, "length"),
        (plan(4, None, None, None), 200, &[(CONTENT_LENGTH, "3")], false, "3 bytes only"),
    ] {
        let mut plan = plan;
        match (plan.answer(StatusCode::from_u16(status).unwrap(), &headers(sent)), changed) {
            (Err(Mismatch::Changed(words)), true) | (Err(Mismatch::Misfit(words)), false) => {
                assert!(words.contains(why), "{sent:?}: {words}");
            }
            (answer, _) => panic!("{sent:?}: {answer:?}"),
        }
    }
}

#[test]
fn a_range_that_cannot_be_had_is_the_end_where_nothing_is_missing() {
    for (position, sent, is_at_end) in [
        (10, &[(CONTENT_RANGE, "bytes */10")][..], true),
        (10, &[(CONTENT_RANGE, "bytes */10"), (ETAG, "\"a\"")], true),
        (10, &[(CONTENT_RANGE, "bytes */10"), (ETAG, "\"b\"")], false),
        (11, &[(CONTENT_RANGE, "bytes */10")], false),
        (10, &[], false),
    ] {
        assert_eq!(plan(position, None, Some("\"a\""), None).is_at_end(&headers(sent)), is_at_end, "{sent:?}");
    }
}
