//! What each request is answered with, and what comes out of it.

use serde_json::json;

use super::*;
use crate::Error;
use crate::error::ErrorKind;
use crate::notify::DropReason;

fn post(endpoint: &Receiver, query: Option<&str>, body: &str) -> Received {
    endpoint.receive_parts(&Method::POST, query, body.as_bytes())
}

#[test]
fn every_request_has_its_answer() {
    let endpoint = Receiver::new("state").max_bytes(100);
    let long = " ".repeat(101);
    for (method, query, body, status, error) in [
        ("POST", Some("validationToken=a+b"), "", 200, None),
        ("POST", Some("validationToken=a"), "anything", 200, None),
        ("POST", Some("validationToken="), "", 400, Some("empty")),
        ("POST", None, r#"{"value": []}"#, 202, None),
        ("POST", Some("code=x"), r#"{"value": [{"clientState": "wrong"}]}"#, 202, None),
        ("POST", None, r#"{"value": [7]}"#, 202, None),
        ("POST", None, r#"{"value": [], "validationTokens": null}"#, 202, None),
        ("POST", None, "", 400, Some("not JSON")),
        ("POST", None, "{}", 400, Some("no change notifications")),
        ("POST", None, "[]", 400, Some("no change notifications")),
        ("POST", None, r#"{"value": null}"#, 400, Some("at `value`")),
        ("POST", None, r#"{"value": [], "validationTokens": [1]}"#, 400, Some("at `validationTokens[0]`")),
        ("POST", None, &long, 413, Some("max_bytes")),
        ("GET", Some("validationToken=a"), "", 405, Some("not a POST")),
        ("PUT", None, r#"{"value": []}"#, 405, Some("not a POST")),
    ] {
        let received = endpoint.receive_parts(&method.parse().unwrap(), query, body.as_bytes());
        assert_eq!(received.error().map(Error::kind), error.map(|_| ErrorKind::Notification), "{body}");
        if let Some(words) = error {
            assert!(received.error().unwrap().to_string().contains(words), "{}", received.error().unwrap());
        }
        assert_eq!(received.is_handshake(), status == 200);
        let response = received.into_response();
        assert_eq!(response.status(), status, "{method} {query:?} {body}");
        assert_eq!(response.headers().contains_key(ALLOW), status == 405);
        assert_eq!(response.body().is_empty(), status != 200, "nobody learns more than the status");
    }
}

#[test]
fn one_that_is_wrong_takes_no_other_with_it() {
    let body = json!({
        "value": [
            {"subscriptionId": "a", "clientState": "state", "tenantId": "1"},
            {"subscriptionId": "b", "clientState": "other", "tenantId": "1"},
            {"subscriptionId": "c", "clientState": "state", "resourceData": {"id": 7}},
            "nothing",
            {"subscriptionId": "d", "clientState": "state", "tenantId": "2", "lifecycleEvent": "missed"}
        ],
        "validationTokens": ["x.y.z"],
        "new": 1
    });
    let mut received = post(&Receiver::new("state"), None, &body.to_string());
    let dropped: Vec<_> = received.dropped().iter().map(|dropped| dropped.reason().clone()).collect();
    let at = |at: &str| DropReason::Unreadable { at: at.to_owned() };
    assert_eq!(dropped, [DropReason::ClientState, at("resourceData.id"), at(".")]);
    assert_eq!(received.dropped()[1].json(), Some(&body["value"][2]));
    assert_eq!(received.dropped()[0].notification().unwrap().subscription_id.as_deref(), Some("b"));
    let kept = received.take_notifications();
    let ids: Vec<_> = kept.value.iter().filter_map(|kept| kept.subscription_id.as_deref()).collect();
    assert_eq!(ids, ["a", "d"]);
    assert_eq!(kept.validation_tokens.as_ref().unwrap()[0].expose(), "x.y.z");
    assert_eq!(kept.extra["new"], 1);
    assert!(received.notifications().value.is_empty());
}

#[test]
fn client_states_can_take_the_place_of_one_another() {
    let states = |endpoint: &Receiver, state: &str| {
        let body = json!({"value": [{"subscriptionId": "a", "clientState": state}]});
        post(endpoint, None, &body.to_string()).notifications().value.len()
    };
    let both = Receiver::new("new").or_client_state("old");
    let each = Receiver::by_subscription(|id| (id == "a").then_some("of a")).or_client_state("old");
    let none = Receiver::without_client_state().or_client_state("x");
    for (endpoint, state, count) in [
        (&both, "new", 1),
        (&both, "old", 1),
        (&both, "older", 0),
        (&each, "of a", 1),
        (&each, "old", 1),
        (&each, "of b", 0),
        (&none, "anything", 1),
    ] {
        assert_eq!(states(endpoint, state), count, "{state}");
    }
}

#[test]
fn what_could_not_be_kept_is_sent_again_and_nothing_else() {
    let endpoint = Receiver::new("state");
    for (query, body, status) in
        [(None, r#"{"value": []}"#, 503), (None, "", 400), (Some("validationToken=a"), "", 200)]
    {
        assert_eq!(post(&endpoint, query, body).into_not_kept().status(), status, "{body}");
    }
}

#[test]
fn a_request_is_received_as_its_parts_are() {
    let request = Request::post("https://bot.example/changes?a=1&validationToken=x%20y").body(Bytes::new()).unwrap();
    assert_eq!(Receiver::new("state").receive(&request).into_response().body(), "x y");
}

#[test]
fn secrets_do_not_show() {
    let endpoint = Receiver::new("hunter2").or_client_state("hunter2");
    let body = r#"{"value": [{"clientState": "hunter2"}, {"clientState": "hunter2!"}, "hunter2"], "validationTokens": ["hunter2"]}"#;
    let received = post(&endpoint, None, body);
    assert_eq!((received.notifications().value.len(), received.dropped().len()), (1, 2));
    let shown = format!("{endpoint:?} {received:?} {received:#?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}
