//! How long is waited: never less than the service asks, whatever form it asks in.

use std::time::{Duration, Instant};

use graph_action_sim::{Failure, Graph};

use crate::common::actions::{cancel, get};
use crate::common::raw::{Act, RawServer, fine};
use crate::common::{builder, client, client_of};

#[tokio::test]
async fn a_fraction_is_waited_out_and_not_rounded_down() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for (values, asked) in [(&["0.35"][..], 350), (&["0,0.2"], 200), (&["0.1", "0.25"], 250), (&[" 0.15 "], 150)] {
        let throttled = values.iter().fold(Failure::new(429), |failure, value| failure.header("Retry-After", value));
        graph.fail_next(throttled);
        let started = Instant::now();
        cancel(&call).send(&client).await.unwrap();
        let waited = started.elapsed();
        assert!(waited >= Duration::from_millis(asked), "{values:?} {waited:?}");
        assert!(waited < Duration::from_millis(asked + 2000), "{values:?} {waited:?}");
    }
}

#[tokio::test]
async fn a_huge_wait_is_an_error_at_once_that_says_how_long() {
    let graph = Graph::start().await.unwrap();
    for (value, seconds) in [("3600", 3600.0), ("181", 181.0), ("299.997", 299.997), ("1e9", 1e9)] {
        for status in [429, 503] {
            // A client that was told so once does not ask again before its time.
            let client = client(&graph);
            graph.fail_next(Failure::graph(status, "TooManyRequests", "slow down").header("Retry-After", value));
            let started = Instant::now();
            let error = cancel("a").send(&client).await.unwrap_err();
            assert!(started.elapsed() < Duration::from_secs(2));
            let asked = error.retry_after().unwrap().as_secs_f64();
            assert!(asked >= seconds && asked < seconds + 1.0, "{value} {asked}");
            assert!(error.to_string().contains(&format!("the service asks to wait {seconds:.1} s")), "{error}");
        }
    }
    assert_eq!(graph.requests().len(), 8);
}

#[tokio::test]
async fn a_value_that_says_nothing_is_no_wait_and_no_error() {
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for value in ["", "soon", "-1", "NaN", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct"] {
        graph.fail_next(Failure::new(429).header("Retry-After", value));
        let started = Instant::now();
        get(&call).send(&client).await.unwrap();
        assert!(started.elapsed() < Duration::from_secs(2), "{value}");
    }
}

#[tokio::test]
async fn a_long_error_page_does_not_hide_how_long_to_wait() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).max_response_bytes(10_000).build().unwrap();
    graph.fail_next(Failure::new(429).header("Retry-After", "0.3").body("x".repeat(10_001)));
    let started = Instant::now();
    cancel(graph.create_call(None)).send(&client).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn an_error_page_that_is_cut_off_does_not_hide_it_either() {
    let cut_off = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0.3\r\nContent-Length: 100\r\n\r\n{".to_vec();
    let server = RawServer::start([Act::Say(cut_off), fine()]).await;
    let started = Instant::now();
    get("a").send(&client_of(&server.url())).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(300));
    assert_eq!(server.requests().len(), 2);
}
