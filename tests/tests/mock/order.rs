//! How often and in which order requests come.

use graph_action::mock::{Answer, Mock};
use serde_json::json;

use crate::common::actions::{GetCall, get};
use crate::{report, send, unexpected};

#[tokio::test]
async fn requests_come_in_any_order() {
    let mock = Mock::new();
    for id in ["a", "b", "c"] {
        mock.expect::<GetCall>().path("id", id).answer(&json!({ "id": id }));
    }
    for id in ["c", "a", "b"] {
        assert_eq!(send(&mock, &get(id)).await.unwrap()["id"], id);
    }
    mock.verify().unwrap();
}

#[tokio::test]
async fn the_first_that_fits_and_still_waits_is_the_one() {
    let mock = Mock::new();
    mock.expect::<GetCall>().answer(&json!(1));
    mock.expect::<GetCall>().path("id", "a").answer(&json!(2));
    mock.expect::<GetCall>().times(2).answer(&json!(3));
    let mut answers = Vec::new();
    for id in ["a", "a", "a", "b"] {
        answers.push(send(&mock, &get(id)).await.unwrap());
    }
    assert_eq!(answers, [json!(1), json!(2), json!(3), json!(3)]);
    mock.verify().unwrap();
    let told = unexpected(send(&mock, &get("a")).await);
    assert!(told.ends_with("it was to come 2 times, and has come so often"), "{told}");
}

#[tokio::test]
async fn answers_are_given_in_turn_and_the_last_one_again() {
    let mock = Mock::new();
    mock.expect::<GetCall>().answer(&json!(0)).answer(&json!(1)).then_answer(&json!(2)).at_least(2);
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(send(&mock, &get("a")).await.unwrap());
    }
    assert_eq!(answers, [json!(1), json!(2), json!(2), json!(2)]);
    mock.verify().unwrap();
    // As often as there are answers, where nothing else is said.
    let mock = Mock::new();
    mock.expect::<GetCall>().answer(&json!(1)).then_answer(&json!(2));
    send(&mock, &get("a")).await.unwrap();
    assert!(report(&mock)[1].ends_with("was to come 2 times, and came once"));
}

#[tokio::test]
async fn counts_are_kept() {
    let mock = Mock::new();
    mock.expect::<GetCall>().path("id", "stub").at_least(0).answer(&json!({}));
    mock.verify().unwrap();
    mock.expect::<GetCall>().path("id", "more").at_least(2).answer(&json!({}));
    send(&mock, &get("more")).await.unwrap();
    assert!(report(&mock)[1].ends_with("was to come at least 2 times, and came once"));
    for id in ["more", "more", "stub", "stub"] {
        send(&mock, &get(id)).await.unwrap();
    }
    mock.verify().unwrap();
}

#[tokio::test]
async fn never_goes_before_everything_else() {
    let mock = Mock::new();
    mock.expect::<GetCall>().at_least(0).answer(&json!({}));
    mock.expect::<GetCall>().path("id", "a").never();
    send(&mock, &get("b")).await.unwrap();
    mock.verify().unwrap();
    assert!(unexpected(send(&mock, &get("a")).await).ends_with("it is never to come"));
    assert_eq!(report(&mock).len(), 4);
}

#[tokio::test]
async fn an_order_is_kept_among_those_that_ask_for_one() {
    let expectations = || {
        let mock = Mock::new();
        mock.expect::<GetCall>().path("id", "free").at_least(0).answer(&json!({}));
        mock.expect::<GetCall>().path("id", "a").at_least(1).in_order().answer(&json!({}));
        mock.expect::<GetCall>().path("id", "b").in_order().answer(&json!({}));
        mock
    };
    let mock = expectations();
    for id in ["free", "a", "free", "a", "b", "free"] {
        send(&mock, &get(id)).await.unwrap();
    }
    mock.verify().unwrap();
    let told = unexpected(send(&mock, &get("a")).await);
    let says = "it is to come in order, before expectation 3, GET /communications/calls/<id>";
    assert!(told.ends_with(says), "{told}");

    let mock = expectations();
    let told = unexpected(send(&mock, &get("b")).await);
    let says = "it is to come in order, behind expectation 2, GET /communications/calls/<id>";
    assert!(told.ends_with(says), "{told}");
}

#[tokio::test]
async fn one_mock_serves_many_tasks() {
    let mock = Mock::new();
    mock.expect::<GetCall>().times(64).answer_with(|request| Answer::json(request.path_value("id")));
    let client = mock.client().unwrap();
    let calls = (0..64).map(|number: u32| {
        let client = client.clone();
        tokio::spawn(async move { get(number.to_string()).send(&client).await.unwrap() })
    });
    for (number, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), number.to_string());
    }
    mock.verify().unwrap();
}
