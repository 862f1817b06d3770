//! The token goes to the configured service alone, over https or on this machine.

use graph_action::auth::{ClientSecret, StaticToken};
use graph_action::{Client, ErrorKind};
use graph_action_sim::{Failure, Graph};

use crate::common::actions::{cancel, get};
use crate::common::raw::{RawServer, fine, reply};
use crate::common::{builder, client, client_of};

#[test]
fn only_https_or_this_machine_is_a_service() {
    for (url, good) in [
        ("https://graph.microsoft.com", true),
        ("https://gateway.example.org:8443/graph", true),
        ("http://127.0.0.1:1", true),
        ("http://[::1]:1", true),
        ("http://localhost:1", true),
        ("http://graph.microsoft.com", false),
        ("http://192.168.0.1", false),
        ("http://0.0.0.0:1", false),
        ("http://127.0.0.1.example.org", false),
        ("http://localhost.example.org", false),
        ("http://127.0.0.1@example.org", false),
        ("https://user:hunter2@graph.microsoft.com", false),
        ("ws://127.0.0.1", false),
        ("file:///etc/passwd", false),
        ("graph.microsoft.com", false),
        ("", false),
    ] {
        let root = Client::builder(StaticToken::new("token")).base_url(url).build();
        let login = Client::new(ClientSecret::new("tenant", "client", "secret").authority(url));
        for (what, built) in [("base_url", root), ("authority", login)] {
            match built {
                Ok(_) => assert!(good, "{what} {url}"),
                Err(error) => {
                    assert!(!good, "{what} {url}: {error}");
                    assert_eq!(error.kind(), ErrorKind::Configuration);
                    let text = format!("{error} {error:?}");
                    assert!(text.contains(what) && !text.contains("hunter2"), "{text}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let elsewhere = RawServer::start([fine()]).await;
    let graph = Graph::start().await.unwrap();
    let client = client(&graph);
    for status in [301, 302, 303, 307, 308] {
        for post in [false, true] {
            let location = format!("{}/v1.0/stolen", elsewhere.url());
            graph.fail_next(Failure::new(status).header("Location", &location));
            let error = if post {
                cancel("a").send(&client).await.unwrap_err()
            } else {
                get("a").send(&client).await.unwrap_err()
            };
            assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Service, status));
            assert_eq!(error.headers().unwrap()["location"], location);
        }
    }
    assert_eq!(elsewhere.connections(), 0);
    assert_eq!(graph.requests().len(), 10);
}

#[tokio::test]
async fn a_redirect_to_the_same_host_is_not_followed_either() {
    let target = reply("302 Found", "Location: /v1.0/me\r\n", "");
    let server = RawServer::start([target, fine()]).await;
    let error = get("a").send(&client_of(&server.url())).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_login_service_that_redirects_gets_the_secret_sent_nowhere() {
    let elsewhere = RawServer::start([fine()]).await;
    let graph = Graph::start().await.unwrap();
    graph.fail_next_token(Failure::new(307).header("Location", &format!("{}/token", elsewhere.url())));
    let error = get("a").send(&client(&graph)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!((elsewhere.connections(), graph.requests().len()), (0, 0));
}

#[tokio::test]
async fn a_location_on_another_host_is_only_told_and_never_called() {
    let elsewhere = RawServer::start([fine()]).await;
    let graph = Graph::start().await.unwrap();
    let location = format!("{}/v1.0/monitor", elsewhere.url());
    graph.fail_next(Failure::new(202).header("Location", &location));
    let operation = cancel("a").send(&client(&graph)).await.unwrap();
    assert_eq!(operation.location().unwrap().as_str(), location);
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn an_id_cannot_lead_to_another_host() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).build().unwrap();
    for id in ["@evil.example", "//evil.example", "a@evil.example/", "\\\\evil.example", ":80@evil.example"] {
        let error = get(id).send(&client).await.unwrap_err();
        // The service itself answers that there is no such call.
        assert!(error.is_not_found(), "{id}: {error}");
    }
    assert_eq!(graph.requests().len(), 5);
}
