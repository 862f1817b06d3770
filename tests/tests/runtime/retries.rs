//! What is repeated: a POST only where the service has not taken it, everything else where that does no harm.

use std::time::Duration;

use graph_action::{ErrorKind, RetryPolicy};
use graph_action_sim::{Failure, Graph};
use tokio::net::TcpSocket;

use crate::common::actions::{CancelAgain, cancel, get};
use crate::common::raw::{Act, RawServer, fine, reply};
use crate::common::{builder, client, client_of};

/// A reply after which nothing is waited for.
fn at_once(status: u16) -> Failure {
    Failure::new(status).header("Retry-After", "0")
}

#[tokio::test]
async fn each_answer_repeats_what_it_may() {
    let (post, get_it, again) = (1, 2, 3);
    let graph = Graph::start().await.unwrap();
    let (client, call) = (client(&graph), graph.create_call(None));
    for (failure, repeated) in [
        (Failure::new(429), vec![post, get_it, again]),
        (at_once(429), vec![post, get_it, again]),
        (at_once(509), vec![post, get_it, again]),
        (at_once(503), vec![post, get_it, again]),
        (Failure::new(503), vec![get_it, again]),
        (Failure::new(504), vec![get_it, again]),
        (at_once(504), vec![get_it, again]),
        (Failure::new(500), vec![]),
        (at_once(500), vec![]),
        (Failure::new(502), vec![]),
        (Failure::new(400), vec![]),
        (Failure::new(409), vec![]),
        (Failure::new(401), vec![get_it, again]),
    ] {
        for kind in [post, get_it, again] {
            let before = graph.requests().len();
            graph.fail_next(failure.clone());
            let ended = match kind {
                1 => cancel(&call).send(&client).await.map(drop),
                2 => get(&call).send(&client).await.map(drop),
                _ => CancelAgain { id: call.clone(), client_context: None }.send(&client).await.map(drop),
            };
            let tries = graph.requests().len() - before;
            assert_eq!(ended.is_ok(), repeated.contains(&kind), "{kind} {failure:?}");
            assert_eq!(tries, if repeated.contains(&kind) { 2 } else { 1 }, "{kind} {failure:?}");
        }
    }
}

#[tokio::test]
async fn a_repetition_is_the_same_request_and_says_which_one_it_is() {
    let graph = Graph::start().await.unwrap();
    for _ in 0..3 {
        graph.fail_next(at_once(429));
    }
    let action = crate::common::actions::CancelMediaProcessing {
        client_context: Some("mine".into()),
        ..cancel(graph.create_call(None))
    };
    action.send(&client(&graph)).await.unwrap();
    let requests = graph.requests();
    let attempts: Vec<_> = requests.iter().map(|request| request.header("retry-attempt")).collect();
    assert_eq!(attempts, [None, Some("1"), Some("2"), Some("3")]);
    assert!(
        requests.iter().all(|request| request.body() == requests[0].body() && request.path() == requests[0].path())
    );
}

#[tokio::test]
async fn repetitions_end_with_the_services_error() {
    let graph = Graph::start().await.unwrap();
    for _ in 0..9 {
        graph.fail_next(Failure::graph(429, "TooManyRequests", "slow down"));
    }
    let error = get("a").send(&client(&graph)).await.unwrap_err();
    assert_eq!((error.is_throttled(), error.code(), graph.requests().len()), (true, Some("TooManyRequests"), 4));
}

#[tokio::test]
async fn never_means_that_one_request_is_sent() {
    let graph = Graph::start().await.unwrap();
    let client = builder(&graph).retry(RetryPolicy::never()).build().unwrap();
    for failure in [at_once(429), at_once(503), Failure::new(504), Failure::new(401)] {
        let before = graph.requests().len();
        graph.fail_next(failure.clone());
        get("a").send(&client).await.unwrap_err();
        assert_eq!(graph.requests().len() - before, 1, "{failure:?}");
    }
    let server = RawServer::start([Act::Reset]).await;
    let client = graph_action::Client::builder(graph_action::auth::StaticToken::new("t")).base_url(server.url());
    get("a").send(&client.retry(RetryPolicy::never()).build().unwrap()).await.unwrap_err();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_repeats_a_get_and_no_post() {
    let cut_off = Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec());
    for act in [Act::Reset, Act::Say(Vec::new()), cut_off, Act::Say(b"HTTP/1.1 2".to_vec())] {
        let server = RawServer::start([act.clone(), fine()]).await;
        let error = cancel("a").send(&client_of(&server.url())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{act:?} {error:?}");
        assert_eq!(server.requests().len(), 1, "{act:?}");

        let server = RawServer::start([act.clone(), fine()]).await;
        get("a").send(&client_of(&server.url())).await.unwrap();
        assert_eq!(server.requests().len(), 2, "{act:?}");

        let server = RawServer::start([act.clone(), reply("202 Accepted", "", "")]).await;
        let again = CancelAgain { id: "a".into(), client_context: None };
        again.send(&client_of(&server.url())).await.unwrap();
        assert_eq!(server.requests().len(), 2, "{act:?}");
    }
}

#[tokio::test]
async fn a_service_that_comes_up_late_gets_the_post_once() {
    // Bound, so that nobody else takes the port, and not yet listening: connections are refused.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let policy = RetryPolicy { most_retries: 500, longest_wait: Duration::from_millis(10), ..crate::common::quick() };
    let client = graph_action::Client::builder(graph_action::auth::StaticToken::new("t")).base_url(url);
    let call = tokio::spawn(cancel("a").send(&client.retry(policy).build().unwrap()));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!call.is_finished());
    let server = RawServer::on(socket.listen(16).unwrap(), [reply("202 Accepted", "", "")]);
    crate::common::soon(call).await.unwrap().unwrap();
    assert_eq!(server.requests().len(), 1);
    assert!(server.requests()[0].to_lowercase().contains("retry-attempt: "));
}

#[tokio::test]
async fn a_service_that_stays_down_is_an_error_with_advice() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let error = cancel("a").send(&client_of(&format!("http://{}", socket.local_addr().unwrap()))).await.unwrap_err();
    assert!(error.is_connect() && error.kind() == ErrorKind::Connect);
    assert!(error.to_string().contains("the service was not reached: check the address"), "{error}");
}
