//! Subscribing: each address is asked whether it is one, and must answer as Graph wants it.

use graph_action::notify::Receiver;

use crate::bot::{Bot, STATE, Subscribe, certificate, plain, rich};
use crate::common::raw::{Act, RawServer, reply};

#[tokio::test]
async fn each_address_has_a_handshake_of_its_own() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    bot.subscribe(&plain(&bot.url)).await.unwrap();
    assert_eq!(bot.arrived().handshakes, 2);
    let one = Subscribe { lifecycle_notification_url: None, ..plain(&format!("{}?code=a%2Fb", bot.url)) };
    bot.subscribe(&one).await.unwrap();
    bot.subscribe(&rich(&bot.url, &certificate("2026", 0))).await.unwrap();
    let arrived = bot.arrived();
    assert_eq!((arrived.handshakes, arrived.batches.len(), arrived.dropped.len()), (3, 0, 0));
    assert_eq!(bot.graph.subscriptions().len(), 3);
}

#[tokio::test]
async fn an_endpoint_that_answers_otherwise_gets_no_subscription() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let text = "Content-Type: text/plain\r\n";
    for (act, why) in [
        (reply("200 OK", text, "Validation"), "the body is not the decoded token"),
        (reply("202 Accepted", text, ""), "the status is 202"),
        (reply("404 Not Found", text, ""), "the status is 404"),
        (reply("302 Found", "Location: http://127.0.0.1:1/\r\n", ""), "the status is 302"),
        (reply("200 OK", "Content-Type: application/json\r\n", "\"a\""), "the content type is 'application/json'"),
        (reply("200 OK", "", ""), "the content type is ''"),
        (Act::Reset, "it could not be reached"),
        (
            Act::Say(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\nhalf".to_vec()),
            "broke off",
        ),
    ] {
        let server = RawServer::start([act]).await;
        for subscribe in [
            plain(&server.url()),
            // The first address answers, the second does not.
            Subscribe { lifecycle_notification_url: Some(server.url()), ..plain(&bot.url) },
        ] {
            let error = bot.subscribe(&subscribe).await.unwrap_err();
            assert_eq!((error.status().unwrap().as_u16(), error.code()), (400, Some("ValidationError")));
            assert!(error.to_string().contains(why), "{why}: {error}");
        }
        let request = &server.requests().first().cloned().unwrap_or_default();
        assert!(request.is_empty() || request.contains("POST /?validationToken=Validation%3A+Testing+"), "{request}");
    }
    assert!(bot.graph.subscriptions().is_empty());
}

#[tokio::test]
async fn what_graph_does_not_take_is_refused_before_any_handshake() {
    let bot = Bot::start(Receiver::new(STATE)).await;
    let late = Subscribe { expiration_date_time: "2020-01-01T00:00:00Z".to_owned(), ..plain(&bot.url) };
    for subscribe in [late, plain(""), plain("https://bot.contoso.example/changes")] {
        assert_eq!(bot.subscribe(&subscribe).await.unwrap_err().code(), Some("ValidationError"));
    }
    assert_eq!(bot.arrived().handshakes, 0);
}
